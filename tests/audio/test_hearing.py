"""The two learned stages with true sound: speech is found, the assistant's own voice is not."""

from pathlib import Path

import numpy as np
import pytest
from scipy.signal import resample_poly

from desktop_assistant.audio.alignment import ReferenceQueue
from desktop_assistant.audio.echo import EchoCanceller
from desktop_assistant.audio.levels import LevelMeter
from desktop_assistant.audio.ports import FRAME, VAD_WINDOW
from desktop_assistant.audio.uplink import Surroundings, Uplink, UplinkEvent
from desktop_assistant.audio.vad import SileroVad
from desktop_assistant.core.audio import AudioSetup
from desktop_assistant.core.local_events import MicFrame, SpeechConfirmed, SpeechStarted, SpeechStopped
from tests.rig.recording import find_sounds, read_wav
from tests.rig.speech import SpeechLibrary

MODEL = Path(__file__).resolve().parents[2] / "resources" / "models" / "silero_vad_16k_op15.onnx"
QUIET = Surroundings(playing=False, in_device=0)


@pytest.fixture(scope="module")
def vad() -> SileroVad:
    return SileroVad(MODEL)


def load(path: Path, rate: int) -> np.ndarray:
    samples, own = read_wav(path)
    common = np.gcd(rate, own)
    return resample_poly(samples / 32768, rate // common, own // common).astype(np.float32)


def uplink(
    vad: SileroVad, reference: ReferenceQueue | None = None, echo: EchoCanceller | None = None, rate: int = 48000
) -> Uplink:
    return Uplink(
        AudioSetup(),
        gated=True,
        device_rate=rate,
        vad=vad,
        echo=echo,
        reference=ReferenceQueue() if reference is None else reference,
        meter=LevelMeter(),
    )


def noise(count: int, db: float, seed: int = 0) -> np.ndarray:
    return (np.random.default_rng(seed).standard_normal(count) * 10 ** (db / 20)).astype(np.float32)


def test_noise_is_no_voice(vad: SileroVad) -> None:
    vad.reset()
    heard = [vad.probability(noise(VAD_WINDOW, -40, seed)) for seed in range(100)]
    assert max(heard) < 0.5


def test_reset_makes_the_detector_forget(vad: SileroVad) -> None:
    sound = noise(VAD_WINDOW, -20)
    vad.reset()
    first = vad.probability(sound)
    assert vad.probability(sound) != first
    vad.reset()
    assert vad.probability(sound) == first


@pytest.mark.parametrize("name", ["ps_goforward", "az_weather", "lk_hello_world", "sb_spk1_snt1"])
@pytest.mark.parametrize("rate", [48000, 44100])
def test_a_sentence_is_found_and_its_first_word_is_sent(vad: SileroVad, speech: SpeechLibrary, name: str, rate: int) -> None:
    said = load(speech.clip(name).path, rate)
    sound = np.concatenate([np.zeros(rate, np.float32), said, np.zeros(2 * rate, np.float32)]) + noise(len(said) + 3 * rate, -70)
    spoken = find_sounds((sound * 32767).astype(np.int16), rate, threshold_db=-35)
    path = uplink(vad, rate=rate)
    events = []
    for start in range(0, len(sound), 500):
        events += path.push(sound[start : start + 500], QUIET)
    started = [event for event in events if isinstance(event, SpeechStarted)]
    assert started[0].at_ms == pytest.approx(spoken[0].start * 1000, abs=150)
    assert any(isinstance(event, SpeechConfirmed) for event in events)
    stopped = [event for event in events if isinstance(event, SpeechStopped)]
    assert stopped[-1].at_ms == pytest.approx(spoken[-1].end * 1000, abs=300)
    first = next(event for event in events if isinstance(event, MicFrame))
    assert first.start_ms <= spoken[0].start * 1000 - 250
    assert path.speech_ms > 300


def test_every_recorded_person_is_heard(vad: SileroVad, speech: SpeechLibrary) -> None:
    clips = speech.human()
    if not clips:
        clips = tuple(speech.spoken(text) for text in ("what time is it", "stop", "good morning to you"))
    missed = []
    for clip in clips:
        path = uplink(vad, rate=16000)
        sound = np.concatenate([np.zeros(8000, np.float32), load(clip.path, 16000)[: 4 * 16000]])
        events = [event for start in range(0, len(sound), 160) for event in path.push(sound[start : start + 160], QUIET)]
        if not any(isinstance(event, SpeechStarted) for event in events):
            missed.append(clip.path.name)
    assert missed == []


def test_the_assistant_does_not_hear_itself(vad: SileroVad, speech: SpeechLibrary) -> None:
    """80 ms later and 6 dB quieter, in a room with a tail; then the user speaks, alone, and is heard.

    In its first two seconds the canceller is still learning the room: a leak may duck the assistant, but is never confirmed.
    """
    voice = load(speech.clip("sb_spk1_snt1").path, 24000)
    voice = np.tile(voice * 0.2 / np.abs(voice).max(), 3)
    room = np.zeros(3600, np.float32)
    room[1920] = 0.5
    room[1920:] += noise(1680, -40) * np.exp(-np.arange(1680) / 500)
    echoed = np.convolve(voice, room)[: len(voice)].astype(np.float32) + noise(len(voice), -65)
    reference, canceller = ReferenceQueue(), EchoCanceller()
    path = uplink(vad, reference, canceller, rate=24000)
    events = []
    for start in range(0, len(voice) - FRAME, FRAME):
        reference.push(voice[start : start + FRAME])
        events += path.push(echoed[start : start + FRAME], Surroundings(playing=True, in_device=FRAME))
    assert not any(isinstance(event, SpeechConfirmed) for event in events)
    assert not any(isinstance(event, SpeechStarted) and event.at_ms > 2000 for event in events)
    user = load(speech.clip("ps_goforward").path, 24000)
    for start in range(0, len(user) - FRAME, FRAME):
        events += path.push(user[start : start + FRAME], QUIET)
    assert any(isinstance(event, SpeechConfirmed) for event in events)


def barge_in(vad: SileroVad, speech: SpeechLibrary, *, after_s: float, echo_gain: float) -> list[UplinkEvent]:
    """The user talks over the first answer of a run."""
    voice = load(speech.clip("lk_hello_world").path, 24000)
    voice = np.tile(voice * 0.2 / np.abs(voice).max(), 6)
    user = load(speech.clip("ps_goforward").path, 24000)
    user = user[int(np.argmax(np.abs(user) > 0.02)) :]
    onset = int(after_s * 24000)
    heard = echo_gain * np.concatenate([np.zeros(1920, np.float32), voice])[: len(voice)] + noise(len(voice), -65)
    heard[onset : onset + len(user)] += user[: len(voice) - onset]
    reference = ReferenceQueue()
    path = uplink(vad, reference, EchoCanceller(), rate=24000)
    events = []
    for start in range(0, len(voice) - FRAME, FRAME):
        reference.push(voice[start : start + FRAME])
        events += path.push(heard[start : start + FRAME], Surroundings(playing=True, in_device=FRAME))
    return events


@pytest.mark.parametrize("after_s", [0.8, 2.0])
def test_with_headphones_the_first_interruption_is_heard_at_once(vad: SileroVad, speech: SpeechLibrary, after_s: float) -> None:
    events = barge_in(vad, speech, after_s=after_s, echo_gain=0.0)
    started = [event.at_ms for event in events if isinstance(event, SpeechStarted)]
    confirmed = [event.at_ms for event in events if isinstance(event, SpeechConfirmed)]
    assert started[0] >= 1000 * after_s - 64
    assert confirmed[0] <= 1000 * after_s + 600


def test_with_a_loudspeaker_only_the_user_interrupts(vad: SileroVad, speech: SpeechLibrary) -> None:
    events = barge_in(vad, speech, after_s=2.5, echo_gain=0.5)
    assert min(event.at_ms for event in events if isinstance(event, SpeechConfirmed)) > 2500


def test_without_an_echo_the_microphone_passes_untouched(speech: SpeechLibrary) -> None:
    voice = load(speech.clip("sb_spk1_snt1").path, 24000)[: 240 * 250]
    room = noise(len(voice), -50)
    canceller = EchoCanceller()
    passed = np.concatenate(
        [canceller.push(room[i : i + FRAME], voice[i : i + FRAME]) for i in range(0, len(voice) - FRAME, FRAME)]
    )
    last = slice(len(passed) - 24000 // 2, len(passed))
    np.testing.assert_array_equal(passed[last], room[last])
    assert not canceller.suspects_leak


def test_the_canceller_removes_at_least_twenty_decibels(speech: SpeechLibrary) -> None:
    voice = load(speech.clip("sb_spk1_snt1").path, 24000)
    voice = np.tile(voice * 0.2 / np.abs(voice).max(), 2)
    echoed = 0.5 * np.concatenate([np.zeros(1920, np.float32), voice])[: len(voice)]
    canceller = EchoCanceller()
    left = np.concatenate(
        [canceller.push(echoed[i : i + FRAME], voice[i : i + FRAME]) for i in range(0, len(voice) - FRAME, FRAME)]
    )
    half = len(left) // 2
    erle = 10 * np.log10(np.square(echoed[half : len(left)]).mean() / max(np.square(left[half:]).mean(), 1e-12))
    assert erle > 20
