"""The true audio process with a true sound server: what is said arrives, what is played sounds, and nothing keeps it down."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import butter, correlate, resample_poly, sosfilt

from desktop_assistant.audio.encoding import from_int16
from desktop_assistant.audio.process import AudioProcess
from desktop_assistant.core.audio import AudioSetup, DeviceName, Duplex
from desktop_assistant.core.local_events import (
    LocalEvent,
    MicFrame,
    MicrophoneClosed,
    MicrophoneOpened,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    ProblemRaised,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
)
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import AudioDevices
from tests.rig.recording import Recording, level_db, read_wav, write_wav
from tests.rig.rig import Echo, Fault, Rig
from tests.rig.speech import SpeechLibrary

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.expects_logs("ended and is replaced", "no sign of life", "sound server is gone", "stands still", "did not open"),
]

ROOT = Path(__file__).resolve().parents[2]


class Ear:
    """An AudioProcess on the rig, and what it said, with the time."""

    def __init__(self, rig: Rig, *, command: list[str] | None = None) -> None:
        self.events: list[tuple[float, LocalEvent]] = []
        self.devices: list[AudioDevices] = []
        self._news = asyncio.Event()
        self.audio = AudioProcess(
            sink=self._hear,
            on_levels=lambda levels: None,
            on_devices=self._see,
            resources=ROOT / "resources",
            command=command,
            environment=dict(rig.env, PYTHONPATH=str(ROOT)),
        )

    def _hear(self, event: LocalEvent) -> None:
        self.events.append((time.monotonic(), event))
        self._news.set()

    def _see(self, devices: AudioDevices) -> None:
        self.devices.append(devices)
        self._news.set()

    def got(self, kind: type) -> list:
        return [event for _, event in self.events if isinstance(event, kind)]

    def problem(self, code: ProblemCode, *, over: bool) -> bool:
        return any(e.problem.code is code and e.problem.over == over for e in self.got(ProblemRaised))

    async def until(self, condition: Callable[[], object], seconds: float = 30) -> None:
        async with asyncio.timeout(seconds):
            while not condition():
                self._news.clear()
                await self._news.wait()


@pytest.fixture
async def ear(sound_rig: Rig) -> AsyncIterator[Ear]:
    ear = Ear(sound_rig)
    ear.audio.configure(AudioSetup())
    ear.audio.start()
    await ear.until(lambda: ear.devices)
    yield ear
    await ear.audio.aclose()


def voice(speech: SpeechLibrary, seconds: float) -> tuple[np.ndarray, bytes]:
    samples, rate = read_wav(speech.clip("sb_spk1_snt1").path)
    wide = resample_poly(samples / 32768, 24000 // 1000, rate // 1000)
    wide = np.tile(wide * 0.5 / np.abs(wide).max(), 9)[: int(24000 * seconds)]
    return wide, (wide * 32767).astype("<i2").tobytes()


def steady(seconds: float) -> tuple[np.ndarray, bytes]:
    """A rumble without pauses: it sounds wherever it is cut, each of its pieces is found again, half a sample matters little."""
    hiss = sosfilt(butter(8, 1500, fs=24000, output="sos"), np.random.default_rng(7).normal(0, 0.4, int(24000 * seconds)))
    return hiss.clip(-1, 1), (hiss.clip(-1, 1) * 32767).astype("<i2").tobytes()


async def until_silent(recording: Recording, for_s: float = 0.4, limit_s: float = 30.0) -> None:
    """Wait until the end of the recording, as far as it has come, is silent for so long."""
    async with asyncio.timeout(limit_s):
        while level_db(recording.audio[-round(for_s * recording.rate) :]) > -80:  # noqa: ASYNC110 - a thread fills it
            await asyncio.sleep(0.05)


def likeness(heard: np.ndarray, wanted: np.ndarray) -> float:
    """Highest normalized correlation of one signal within another."""
    match = correlate(heard, wanted, mode="valid", method="fft")
    energy = np.sqrt(correlate(heard**2, np.ones(len(wanted)), mode="valid", method="fft").clip(1e-9) * np.sum(wanted**2))
    return float(np.max(match / energy))


def piecewise_likeness(recording: Recording, wanted: np.ndarray) -> float:
    """Median over pieces of 150 ms: a test machine without real-time priority may drop some ms between two pieces."""
    heard = resample_poly(recording.audio / 32768, 1, 2)
    return float(np.median([likeness(heard, wanted[start : start + 3600]) for start in range(0, len(wanted), 3600)]))


async def test_what_is_said_arrives_with_its_preroll_and_is_reported(ear: Ear, sound_rig: Rig, speech: SpeechLibrary) -> None:
    clip = speech.clip("ps_goforward").path
    ear.audio.open_microphone(gated=True)
    await ear.until(lambda: ear.got(MicrophoneOpened))
    await asyncio.sleep(1.0)
    await asyncio.to_thread(sound_rig.say, clip)
    await ear.until(lambda: ear.got(SpeechStopped))
    ear.audio.close_microphone(tail_ms=0, discard=False)
    await ear.until(lambda: ear.got(MicrophoneClosed))
    assert ear.got(SpeechConfirmed)
    assert ear.got(MicrophoneClosed)[0].speech_ms > 500
    frames = ear.got(MicFrame)
    assert frames[0].start_ms == pytest.approx(ear.got(SpeechStarted)[0].at_ms - 500, abs=15)
    heard = from_int16(np.frombuffer(b"".join(frame.audio for frame in frames), "<i2").astype(np.int16))
    said, rate = read_wav(clip)
    wide = resample_poly(said / 32768, 24000 // 1000, rate // 1000)
    loud = np.nonzero(np.abs(wide) > 0.05)[0]
    word = wide[loud[0] : loud[0] + 12000]
    assert likeness(heard, word) > 0.95


async def test_what_is_played_sounds_and_a_flush_is_silence(ear: Ear, sound_rig: Rig) -> None:
    """How soon it is silent is measured by the bench (`flush_to_silence_ms`)."""
    wanted, audio = steady(20)
    with sound_rig.record() as recording:
        ear.audio.play("a", 0, audio)
        await ear.until(lambda: any(event.played_ms > 1500 for event in ear.got(PlaybackAdvanced)))
        ear.audio.flush()
        await ear.until(lambda: ear.got(PlaybackFlushed))
        await until_silent(recording)
    assert piecewise_likeness(recording, wanted[:28800]) > 0.98
    played = ear.got(PlaybackFlushed)[0].played_ms / 1000
    # Without the silences in which a busy machine held up the card.
    assert played == pytest.approx(sum(sound.end - sound.start for sound in recording.sounds(gap_s=0.05)), abs=0.12)
    assert played < 15, "it played to the end"


async def test_the_brake_holds_the_voice_and_lets_it_go_on_from_there(ear: Ear, sound_rig: Rig) -> None:
    """How soon it is held is measured by the bench (`duck_ms`)."""
    with sound_rig.record() as recording:
        ear.audio.play("a", 0, steady(20)[1])
        await ear.until(lambda: any(event.played_ms > 800 for event in ear.got(PlaybackAdvanced)))
        assert recording.sounds()
        ear.audio.duck(True)
        await until_silent(recording)
        held_ms = ear.got(PlaybackAdvanced)[-1].played_ms
        assert held_ms < 15_000, "it played to the end"
        ear.audio.duck(False)
        await ear.until(lambda: ear.got(PlaybackAdvanced)[-1].played_ms > held_ms + 300)
        ear.audio.flush()
        await ear.until(lambda: ear.got(PlaybackFlushed))
    flushed_s = ear.got(PlaybackFlushed)[0].played_ms / 1000
    assert flushed_s == pytest.approx(sum(sound.end - sound.start for sound in recording.sounds(gap_s=0.05)), abs=0.2)


async def spoken_and_heard(ear: Ear, audio: bytes) -> int:
    """It plays and the microphone is open; the process that does it."""
    ear.audio.open_microphone(gated=False)
    ear.audio.play("a", 0, audio)
    ear.audio.finish("a", 0)
    await ear.until(lambda: ear.got(MicFrame) and any(event.played_ms > 700 for event in ear.got(PlaybackAdvanced)))
    assert ear.audio.pid is not None
    return ear.audio.pid


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
@pytest.mark.parametrize("spare", [False, True], ids=["cold", "spare"])
async def test_killed_or_frozen_in_mid_sentence_voice_and_microphone_go_on(
    ear: Ear, sound_rig: Rig, speech: SpeechLibrary, spare: bool, end: signal.Signals
) -> None:
    """How soon is measured by the bench (`restart_ms`, `frozen_ms`)."""
    successor = None
    if spare:
        async with asyncio.timeout(30):
            while ear.audio._spare is None:  # noqa: ASYNC110 - made when there is time for it
                await asyncio.sleep(0.05)
        successor = ear.audio._spare.pid
    with sound_rig.record() as recording:
        pid = await spoken_and_heard(ear, voice(speech, 4)[1])
        os.kill(pid, end)
        await ear.until(lambda: ear.audio.restarts)
        before = len(ear.got(MicFrame))
        await ear.until(lambda: len(ear.got(MicFrame)) > before)
        await ear.until(lambda: ear.got(PlaybackDrained))
        await until_silent(recording)
    assert ear.audio.pid not in (pid, None)
    assert successor in (ear.audio.pid, None)
    assert ear.problem(ProblemCode.AUDIO_RESTARTED, over=False)
    assert ear.problem(ProblemCode.AUDIO_RESTARTED, over=True)
    assert sum(sound.end - sound.start for sound in recording.sounds(gap_s=0.15)) > 3.0


async def test_a_second_device_and_back(ear: Ear, sound_rig: Rig, speech: SpeechLibrary) -> None:
    ear.audio.open_microphone(gated=False)
    ear.audio.play("a", 0, voice(speech, 30)[1])
    await ear.until(lambda: ear.got(MicrophoneOpened) and ear.devices[-1].output_in_use == "speaker")
    for fault, speaker, microphone in (
        (Fault.NEW_DEFAULT, "speaker2", "microphone2"),
        (Fault.OLD_DEFAULT, "speaker", "microphone"),
    ):
        await asyncio.to_thread(sound_rig.break_, fault)
        await ear.until(lambda s=speaker, m=microphone: (ear.devices[-1].output_in_use, ear.devices[-1].input_in_use) == (s, m))
    before = len(ear.got(MicFrame))
    await ear.until(lambda: len(ear.got(MicFrame)) > before + 20)
    starts = [frame.start_ms for frame in ear.got(MicFrame)]
    assert np.diff(starts) == pytest.approx(20)
    assert ear.audio.restarts == 0


async def test_a_chosen_microphone_is_unplugged_and_plugged_in_again(ear: Ear, sound_rig: Rig) -> None:
    await asyncio.to_thread(sound_rig.break_, Fault.NEW_DEFAULT)  # so there is a second one to fall back to
    await asyncio.to_thread(sound_rig.break_, Fault.OLD_DEFAULT)
    ear.audio.configure(AudioSetup(input_preference=(DeviceName(id="microphone"),)))
    ear.audio.open_microphone(gated=True)
    await ear.until(lambda: ear.devices[-1].input_in_use == "microphone")
    await asyncio.to_thread(sound_rig.break_, Fault.MICROPHONE_GONE)
    try:
        await ear.until(lambda: ear.problem(ProblemCode.MICROPHONE_GONE, over=False))
        assert ear.got(ProblemRaised)[-1].problem.detail
        await ear.until(lambda: ear.devices[-1].input_in_use != "microphone")
    finally:
        await asyncio.to_thread(sound_rig.break_, Fault.MICROPHONE_BACK)
    await ear.until(lambda: ear.problem(ProblemCode.MICROPHONE_GONE, over=True))
    await ear.until(lambda: ear.devices[-1].input_in_use == "microphone")


async def test_a_microphone_that_gives_nothing_is_named(ear: Ear, sound_rig: Rig) -> None:
    ear.audio.open_microphone(gated=True)
    await ear.until(lambda: ear.got(MicrophoneOpened))
    await ear.until(lambda: ear.problem(ProblemCode.MICROPHONE_SILENT, over=False))


@pytest.mark.slow
async def test_the_sound_server_dies_and_comes_back_and_so_does_the_voice(
    ear: Ear, sound_rig: Rig, speech: SpeechLibrary
) -> None:
    ear.audio.open_microphone(gated=False)
    ear.audio.play("a", 0, voice(speech, 40)[1])
    await ear.until(lambda: ear.got(MicrophoneOpened) and ear.got(PlaybackAdvanced))
    await asyncio.to_thread(sound_rig.break_, Fault.SERVER_DEAD)
    await ear.until(lambda: ear.problem(ProblemCode.SOUND_SERVER_GONE, over=False))
    without = len(ear.got(PlaybackAdvanced))
    await ear.until(lambda: len(ear.got(PlaybackAdvanced)) > without + 5)
    await asyncio.to_thread(sound_rig.break_, Fault.SERVER_BACK)
    await ear.until(lambda: ear.problem(ProblemCode.SOUND_SERVER_GONE, over=True))
    frames = len(ear.got(MicFrame))
    await ear.until(lambda: len(ear.got(MicFrame)) > frames + 10)
    with sound_rig.record() as recording:
        await asyncio.sleep(1.0)
    assert recording.sounds()
    assert not ear.problem(ProblemCode.AUDIO_RESTARTED, over=False)
    played = [event.played_ms for event in ear.got(PlaybackAdvanced)]
    assert played == sorted(played)
    starts = [frame.start_ms for frame in ear.got(MicFrame)]
    assert starts == sorted(starts)


@pytest.mark.parametrize("echo", [Echo(delay_ms=120, gain_db=-6.0), None], ids=["loudspeaker", "headphones"])
async def test_the_self_test_measures_what_comes_back(ear: Ear, sound_rig: Rig, tmp_path: Path, echo: Echo | None) -> None:
    """How much can be cancelled is not asked here: the rig's loop has a clock that wanders (test_self_test.py asks)."""
    hiss = np.random.default_rng(1).normal(0, 30, 48000 * 20).astype(np.int16)
    room = sound_rig.begin_to_say(write_wav(tmp_path / "hiss.wav", hiss, 48000))
    sound_rig.echo(echo)
    try:
        await asyncio.sleep(2.2)  # a new virtual device stands still for two seconds
        result = await ear.audio.test_echo()
    finally:
        sound_rig.echo(None)
        room.terminate()
        room.wait()
    assert ear.audio.pair == result.pair
    assert result.noise_db == pytest.approx(-61, abs=4)
    if echo is None:
        assert (result.delay_ms, result.duplex, result.cause) == (None, Duplex.FULL, None)
    else:
        assert result.delay_ms is not None
        assert 100 < result.delay_ms < 400
        assert result.echo_db == pytest.approx(-6, abs=4)
    assert not ear.got(MicrophoneOpened)


async def test_a_self_test_that_nobody_waits_for_any_more_ends(ear: Ear, sound_rig: Rig) -> None:
    test = asyncio.ensure_future(ear.audio.test_echo())
    await asyncio.sleep(1)
    test.cancel()
    await asyncio.gather(test, return_exceptions=True)
    ear.audio.flush()
    await ear.until(lambda: ear.got(PlaybackFlushed))  # what was said before it has been obeyed too
    await asyncio.sleep(0.3)
    with sound_rig.record() as recording:
        await asyncio.sleep(0.5)
    assert not recording.sounds()
