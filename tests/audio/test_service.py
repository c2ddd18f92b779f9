import numpy as np
import pytest

from desktop_assistant.audio.encoding import encode
from desktop_assistant.audio.fader import DUCKED
from desktop_assistant.audio.messages import (
    CloseMicrophone,
    Command,
    Configure,
    DuckPlayback,
    FinishPart,
    Flush,
    Heartbeat,
    OpenMicrophone,
    PlayEarcon,
    PlaySound,
    Replay,
    Report,
    StopReplay,
    Troubles,
    WatchLevels,
)
from desktop_assistant.audio.microphone import Ears
from desktop_assistant.audio.service import FAST_TICK_MS, HEARTBEAT_MS, QUIET_TICK_MS, AudioService
from desktop_assistant.core.audio import AudioFormat, AudioSetup, Encoding, WhenQuiet
from desktop_assistant.core.local_events import (
    MicFrame,
    MicPaused,
    MicrophoneClosed,
    MicrophoneOpened,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    ReplayEnded,
    SoundCaptured,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
)
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import AudioDevices, Levels
from tests.fakes.audio_device import HEADPHONES, HEADSET, MICROPHONE, RATE, SPEAKER, FakeSound, LoudnessVad, SubtractingEcho


class Room:
    """A service on a fake machine; `run` lets time pass as the process's timers would."""

    def __init__(self, tmp_path, *, ears: bool = True) -> None:
        self.now = 100.0
        self.sound = FakeSound(lambda: self.now)
        self.reports: list[Report] = []
        self.service = AudioService(self.sound, sounds_folder=tmp_path, send=self.reports.append, clock=lambda: self.now)
        self.vad, self.echo = LoudnessVad(), SubtractingEcho()
        self._next_tick = self._next_beat = self.now
        self.ticks = 0
        self.service.start()
        if ears:
            self.hear()

    def hear(self) -> None:
        self.service.hear_with(Ears(vad=self.vad, echo=self.echo))

    def tell(self, *commands: Command) -> None:
        for command in commands:
            self.service.receive(command)

    def run(self, ms: float) -> None:
        end = self.now + ms / 1000
        while self.now < end - 1e-9:
            self.now += 0.001
            wanted = self.service.tick_ms
            if wanted is not None and self.now >= self._next_tick:
                self._next_tick = self.now + wanted / 1000
                self.ticks += 1
                self.service.tick()
            if self.now >= self._next_beat:
                self._next_beat = self.now + HEARTBEAT_MS / 1000
                self.service.heartbeat()

    def got(self, *kinds: type) -> list:
        return [report for report in self.reports if isinstance(report, kinds)]

    @property
    def problems(self) -> list[ProblemCode]:
        return [problem.code for problem in self.got(Troubles)[-1].problems]


@pytest.fixture
def room(tmp_path) -> Room:
    return Room(tmp_path)


def tone(ms: int, rate: int, gain: float = 0.4) -> np.ndarray:
    return (gain * np.sin(2 * np.pi * 300 * np.arange(rate * ms // 1000) / rate)).astype(np.float32)


def pcm(ms: int, gain: float = 0.4) -> bytes:
    return encode(tone(ms, 24000, gain), Encoding.PCM16)


def play(item: str = "a", ms: int = 1000, **more) -> PlaySound:
    return PlaySound(item_id=item, content_index=0, audio=pcm(ms), **more)


def level(samples: np.ndarray) -> float:
    return float(np.abs(samples).max()) if len(samples) else 0.0


# --- microphone ---------------------------------------------------------------------------------------------------
def test_the_microphone_is_closed_until_asked_and_released_after(room: Room) -> None:
    room.run(500)
    assert room.sound.captures == []
    assert room.service.tick_ms is None
    room.tell(OpenMicrophone(gated=False))
    room.run(100)
    capture = room.sound.capture
    assert room.got(MicrophoneOpened)
    room.tell(CloseMicrophone(tail_ms=0, discard=False))
    assert capture.closed
    assert room.reports[-2:] == [MicrophoneClosed(speech_ms=0.0), room.got(AudioDevices)[-1]]
    assert room.service.tick_ms is None


def test_everything_captured_is_delivered_before_closed_and_the_tail_too(room: Room) -> None:
    room.tell(OpenMicrophone(gated=False))
    room.run(400)
    room.tell(CloseMicrophone(tail_ms=200, discard=False))
    room.run(300)
    frames = room.got(MicFrame)
    assert sum(len(frame.audio) for frame in frames) / 48 == pytest.approx(600, abs=25)
    assert [frame.start_ms for frame in frames] == pytest.approx([20.0 * index for index in range(len(frames))])
    assert [type(report) for report in room.reports if not isinstance(report, Heartbeat)][-2:] == [MicrophoneClosed, AudioDevices]


def test_discard_closes_at_once_without_another_frame(room: Room) -> None:
    room.tell(OpenMicrophone(gated=False))
    room.run(110)
    count = len(room.got(MicFrame))
    room.now += 0.05
    room.tell(CloseMicrophone(tail_ms=500, discard=True))
    assert len(room.got(MicFrame)) == count
    assert room.got(MicrophoneClosed)


def test_a_gated_microphone_sends_speech_with_its_preroll_and_reports_it(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(preroll_ms=300, pause_ms=400, gate_tail_ms=400)), OpenMicrophone(gated=True))
    room.run(1000)
    assert not room.got(MicFrame)
    room.sound.capture.say(tone(600, RATE))
    room.run(1600)
    started, confirmed, stopped = room.got(SpeechStarted, SpeechConfirmed, SpeechStopped)
    assert started.at_ms == pytest.approx(1000, abs=40)
    assert confirmed.at_ms == pytest.approx(1224, abs=40)
    assert stopped.at_ms == pytest.approx(1600, abs=50)
    frames = room.got(MicFrame)
    assert frames[0].start_ms == pytest.approx(started.at_ms - 300, abs=10)
    assert frames[-1].start_ms == pytest.approx(2000, abs=60)
    room.tell(CloseMicrophone(tail_ms=0, discard=False))
    assert room.got(MicrophoneClosed)[0].speech_ms == pytest.approx(600, abs=64)


@pytest.mark.parametrize(
    ("fmt", "size"),
    [(AudioFormat(rate=16000), 640), (AudioFormat(encoding=Encoding.PCMU, rate=8000), 160), (AudioFormat(), 960)],
)
def test_packets_have_the_session_s_format(room: Room, fmt: AudioFormat, size: int) -> None:
    room.tell(Configure(setup=AudioSetup(input_format=fmt)), OpenMicrophone(gated=False))
    room.run(200)
    assert {len(frame.audio) for frame in room.got(MicFrame)} == {size}


def test_the_format_can_change_in_the_middle(room: Room) -> None:
    room.tell(OpenMicrophone(gated=False))
    room.run(200)
    room.tell(Configure(setup=AudioSetup(input_format=AudioFormat(rate=16000))))
    room.run(200)
    assert len(room.sound.captures) == 1
    assert len(room.got(MicFrame)[-1].audio) == 640


def test_a_silent_microphone_is_named_within_a_second_and_forgiven(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True))
    room.run(100)
    room.sound.capture.is_muted = True
    room.run(900)
    assert room.problems == []
    room.run(200)
    assert room.got(Troubles)[-1].problems[0].detail == MICROPHONE.name
    assert room.problems == [ProblemCode.MICROPHONE_SILENT]
    room.sound.capture.is_muted = False
    room.run(50)
    assert room.problems == []


def test_captured_sound_is_counted_to_the_sample_over_all_openings(room: Room) -> None:
    for gated in (False, True):
        room.tell(OpenMicrophone(gated=gated))
        room.run(2500)
        room.tell(CloseMicrophone(tail_ms=0, discard=not gated))
    counts = room.got(SoundCaptured)
    assert len(counts) <= 8
    captured = sum(count.samples for count in counts)
    assert captured == pytest.approx(2 * 2500 * 24, abs=2 * 64 * 24)  # what the last tick of each had not taken
    assert captured % 240 == 0
    sent = sum(len(frame.audio) for frame in room.got(MicFrame)) / 2
    assert sent == pytest.approx(captured / 2, abs=64 * 24)
    closed = [type(report) for report in room.got(SoundCaptured, MicrophoneClosed)]
    assert closed[-1] is MicrophoneClosed


def test_the_end_of_what_is_sent_is_told_in_its_place(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(gate_tail_ms=400)), OpenMicrophone(gated=True))
    room.run(500)
    room.sound.capture.say(tone(600, RATE))
    room.run(2500)
    kinds = [type(report) for report in room.got(MicFrame, MicPaused)]
    assert kinds.count(MicPaused) == 1
    assert kinds[-1] is MicPaused


def test_a_provider_that_wants_no_gaps_gets_digital_silence_instead_of_the_room(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(when_quiet=WhenQuiet.CONTINUOUS, gate_tail_ms=300)), OpenMicrophone(gated=True))
    room.run(2000)
    assert room.got(MicFrame)
    assert not any(any(frame.audio) for frame in room.got(MicFrame))
    room.sound.capture.say(tone(600, RATE))
    room.run(4000)
    said = [any(frame.audio) for frame in room.got(MicFrame)]
    assert 600 / 20 <= sum(said) <= (500 + 600 + 300 + 100) / 20
    sent_ms = sum(len(frame.audio) for frame in room.got(MicFrame)) / 48
    assert sent_ms == pytest.approx(6000, abs=80)  # the pre-roll was taken off the silence that followed


def test_sound_captured_while_the_models_load_is_not_lost(tmp_path) -> None:
    room = Room(tmp_path, ears=False)
    room.tell(OpenMicrophone(gated=False))
    room.run(600)
    assert not room.got(MicFrame)
    room.hear()
    room.run(50)
    assert sum(len(frame.audio) for frame in room.got(MicFrame)) / 48 == pytest.approx(650, abs=30)


def test_opening_twice_closes_the_first(room: Room) -> None:
    room.tell(OpenMicrophone(gated=False))
    room.run(100)
    room.tell(OpenMicrophone(gated=True))
    room.run(100)
    assert room.sound.captures[0][1].closed
    assert not room.sound.captures[1][1].closed
    assert [type(report) for report in room.got(MicrophoneOpened, MicrophoneClosed)] == [
        MicrophoneOpened,
        MicrophoneClosed,
        MicrophoneOpened,
    ]


# --- kept sound, played again ---------------------------------------------------------------------------------------
def heard(room: Room) -> np.ndarray:
    return room.sound.playback.heard


def replay(ms: int = 1000, rate: int = 24000) -> Replay:
    return Replay(audio=encode(tone(ms, rate), Encoding.PCM16), format=AudioFormat(rate=rate))


@pytest.mark.parametrize("rate", [24000, 16000])
def test_kept_sound_is_heard_whole_in_its_own_format_and_is_no_part_of_the_conversation(room: Room, rate: int) -> None:
    room.tell(replay(1000, rate))
    room.run(1500)
    loud = np.flatnonzero(np.abs(heard(room)) > 0.2)
    assert (loud[-1] - loud[0]) / RATE * 1000 == pytest.approx(1000, abs=25)
    assert len(room.got(ReplayEnded)) == 1
    assert not room.got(PlaybackAdvanced, PlaybackDrained, PlaybackFlushed)


@pytest.mark.parametrize("what", [StopReplay(), Flush(), play("a", 200)], ids=lambda what: type(what).__name__)
def test_stop_a_flush_and_an_answer_end_it_at_once(room: Room, what: Command) -> None:
    room.tell(replay(5000))
    room.run(500)
    room.tell(what)
    assert len(room.got(ReplayEnded)) == 1
    before = len(heard(room))
    room.run(1000)
    rest = heard(room)[before:]
    loud = np.flatnonzero(np.abs(rest) > 0.05)
    assert len(loud) <= (0.25 * RATE if isinstance(what, PlaySound) else 0.012 * RATE)


def test_the_next_one_takes_its_place(room: Room) -> None:
    room.tell(replay(5000))
    room.run(300)
    room.tell(replay(500))
    room.run(1500)
    assert len(room.got(ReplayEnded)) == 2
    assert room.service.tick_ms is None


def test_a_confirmed_voice_ends_it_and_a_cough_does_not(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(echo_cancellation=False)), OpenMicrophone(gated=True), replay(8000))
    room.run(1000)
    room.sound.capture.say(tone(96, RATE))
    room.run(1500)
    assert not room.got(ReplayEnded)
    room.sound.capture.say(tone(600, RATE))
    room.run(600)
    assert room.got(SpeechConfirmed)
    assert len(room.got(ReplayEnded)) == 1


def test_a_voice_during_a_replay_does_not_leave_the_next_answer_lowered(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(echo_cancellation=False)), OpenMicrophone(gated=True), replay(3000))
    room.run(500)
    room.sound.capture.say(tone(600, RATE))
    room.run(1500)
    room.tell(play("a", 500), FinishPart(item_id="a", content_index=0))
    before = len(heard(room))
    room.run(1000)
    assert level(heard(room)[before:]) > 0.3


# --- loudspeaker --------------------------------------------------------------------------------------------------
def test_what_is_played_is_heard_whole_and_reported(room: Room) -> None:
    room.tell(play(ms=500), FinishPart(item_id="a", content_index=0))
    room.run(700)
    heard = room.sound.playback.heard
    loud = np.nonzero(np.abs(heard) > 0.01)[0]
    assert (loud[-1] - loud[0]) / 48 == pytest.approx(500, abs=8)
    assert loud[0] / 48 < 15
    advanced = room.got(PlaybackAdvanced)
    assert 0 < advanced[0].played_ms < 25
    assert [event.played_ms for event in advanced] == sorted(event.played_ms for event in advanced)
    assert 5 <= len(advanced) <= 8
    assert room.got(PlaybackDrained) == [PlaybackDrained(item_id="a", content_index=0, played_ms=500.0)]


def test_parts_follow_each_other_without_a_gap(room: Room) -> None:
    room.tell(play("a", 200), FinishPart(item_id="a", content_index=0), play("b", 200), FinishPart(item_id="b", content_index=0))
    room.run(600)
    assert [event.item_id for event in room.got(PlaybackDrained)] == ["a", "b"]
    heard = np.abs(room.sound.playback.heard)
    loud = np.nonzero(heard > 0.01)[0]
    assert np.diff(loud).max() < 200
    assert (loud[-1] - loud[0]) / 48 == pytest.approx(400, abs=8)


def test_a_part_without_sound_is_over_at_once(room: Room) -> None:
    room.tell(FinishPart(item_id="a", content_index=0))
    assert room.got(PlaybackDrained) == [PlaybackDrained(item_id="a", content_index=0, played_ms=0.0)]


def test_flush_is_silence_and_tells_where_it_fell(room: Room) -> None:
    room.tell(play(ms=2000))
    room.run(500)
    before = len(room.sound.playback.heard)
    room.tell(Flush())
    (flushed,) = room.got(PlaybackFlushed)
    assert (flushed.item_id, flushed.content_index) == ("a", 0)
    assert flushed.played_ms == pytest.approx(500, abs=15)
    room.run(500)
    assert level(room.sound.playback.heard[before + 48 :]) == 0
    assert room.service.tick_ms is None


def test_flushing_nothing_answers_too(room: Room) -> None:
    room.tell(Flush())
    assert room.got(PlaybackFlushed) == [PlaybackFlushed(item_id="", content_index=0, played_ms=0.0)]


def test_after_a_flush_the_next_part_plays_at_full_loudness(room: Room) -> None:
    room.tell(play("a", 1000), DuckPlayback(on=True))
    room.run(100)
    room.tell(Flush(), play("b", 300), FinishPart(item_id="b", content_index=0))
    room.run(500)
    assert room.got(PlaybackDrained)[0].item_id == "b"
    assert level(room.sound.playback.heard[-RATE // 2 :]) == pytest.approx(0.4, abs=0.02)


def test_ducking_is_heard_at_once_and_nothing_is_lost(room: Room) -> None:
    room.tell(play(ms=1000), FinishPart(item_id="a", content_index=0))
    room.run(300)
    at = len(room.sound.playback.heard)
    room.tell(DuckPlayback(on=True))
    room.run(300)
    assert level(room.sound.playback.heard[at + 96 :]) == pytest.approx(0.4 * DUCKED, rel=0.05)
    room.tell(DuckPlayback(on=False))
    room.run(1000)
    assert level(room.sound.playback.heard[-RATE:]) == pytest.approx(0.4, rel=0.05)
    assert room.got(PlaybackDrained)[0].played_ms == 1000.0
    loud = np.nonzero(np.abs(room.sound.playback.heard) > 0.01)[0]
    assert (loud[-1] - loud[0]) / 48 == pytest.approx(1000, abs=10)


def test_the_brake_acts_in_the_tick_in_which_a_voice_begins(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True), play(ms=3000))
    room.run(600)
    room.echo.push = lambda frame, reference: frame  # a room without echo
    room.sound.capture.say(tone(1000, RATE))
    while not room.got(SpeechStarted):
        room.run(1)
    at = len(room.sound.playback.heard)
    room.run(100)
    assert level(room.sound.playback.heard[at + 96 :]) < 0.4 * DUCKED * 1.1
    assert not room.got(PlaybackFlushed)


def test_a_brake_that_nobody_answers_ends_with_the_microphone(room: Room) -> None:
    room.echo.push = lambda frame, reference: frame
    room.tell(OpenMicrophone(gated=True), play(ms=4000))
    room.run(300)
    room.sound.capture.say(tone(300, RATE))
    room.run(300)
    room.tell(CloseMicrophone(tail_ms=0, discard=True))
    room.run(600)
    assert level(room.sound.playback.heard[-RATE // 10 :]) == pytest.approx(0.4, rel=0.05)


def test_a_brake_that_the_brain_took_over_is_the_brain_s(room: Room) -> None:
    room.echo.push = lambda frame, reference: frame
    room.tell(OpenMicrophone(gated=True), play(ms=4000))
    room.run(300)
    room.sound.capture.say(tone(300, RATE))
    room.run(300)
    room.tell(DuckPlayback(on=True), CloseMicrophone(tail_ms=0, discard=True))
    room.run(600)
    assert level(room.sound.playback.heard[-RATE // 10 :]) == pytest.approx(0.4 * DUCKED, rel=0.05)


def test_the_assistant_s_own_voice_is_taken_out_before_the_detector(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True), play(ms=1000))
    room.sound.capture.say(tone(1000, RATE))
    room.run(900)
    references = np.concatenate([reference for _, reference in room.echo.calls])
    assert level(references) == pytest.approx(0.4, abs=0.02)
    assert not room.got(MicFrame) or len(room.got(SpeechStarted)) <= 1


def test_the_canceller_rests_when_nothing_plays(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True))
    room.run(300)
    assert room.echo.calls == []
    room.tell(play(ms=200), FinishPart(item_id="a", content_index=0))
    room.run(1500)
    assert 20 + 55 <= len(room.echo.calls) <= 20 + 70


def test_echo_cancellation_can_be_switched_off(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(echo_cancellation=False)), OpenMicrophone(gated=True), play(ms=500))
    room.run(500)
    assert room.echo.calls == []


def test_volume(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(volume=0.25)), play(ms=300))
    room.run(250)
    assert level(room.sound.playback.heard) == pytest.approx(0.1, abs=0.01)


def test_a_stuttering_network_is_counted_and_fades(room: Room) -> None:
    for _ in range(3):
        room.tell(play(ms=150))
        room.run(600)
    room.tell(FinishPart(item_id="a", content_index=0))
    room.run(200)
    assert room.service.counters["underruns"] == 3
    assert room.got(PlaybackDrained)[0].played_ms == 450.0
    assert np.abs(np.diff(room.sound.playback.heard)).max() < 0.03


@pytest.mark.parametrize("packet_ms", [20, 40])
def test_a_provider_that_keeps_real_time_is_played_evenly(room: Room, packet_ms: int) -> None:
    whole = encode(tone(1600, 24000), Encoding.PCM16)
    size = packet_ms * 48
    for start in range(0, len(whole), size):
        room.tell(PlaySound(item_id="a", content_index=0, audio=whole[start : start + size]))
        room.run(packet_ms)
    room.tell(FinishPart(item_id="a", content_index=0))
    room.run(300)
    assert room.service.counters["underruns"] <= (0 if packet_ms == 20 else 2)
    settled = room.sound.playback.heard[RATE // 2 : RATE * 3 // 2]
    peaks = np.abs(settled[: len(settled) // 480 * 480]).reshape(-1, 480).max(axis=1)
    assert peaks.min() > 0.39


def test_an_idle_loudspeaker_is_released(room: Room) -> None:
    room.tell(play(ms=100), FinishPart(item_id="a", content_index=0))
    room.run(1000)
    assert not room.sound.playback.closed
    assert room.service.tick_ms is None
    room.run(3000)
    assert room.sound.playback.closed
    assert room.got(AudioDevices)[-1].output_in_use == ""


def test_the_playhead_starts_anew_with_a_loudspeaker_that_was_released(room: Room) -> None:
    room.tell(play(ms=2000), FinishPart(item_id="a", content_index=0))
    room.run(6000)
    assert room.sound.playback.closed
    room.tell(play("b", ms=500), FinishPart(item_id="b", content_index=0))
    room.run(1000)
    assert [e.item_id for e in room.got(PlaybackDrained)] == ["a", "b"]
    assert not room.service.is_lost


def test_an_unknown_earcon_does_not_matter(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.tell(PlayEarcon(name="nothing"))
    room.tell(PlayEarcon(name="nothing"))
    assert len(caplog.records) == 1
    room.run(100)
    assert room.service.tick_ms is None


# --- devices ------------------------------------------------------------------------------------------------------
def test_without_a_loudspeaker_the_conversation_goes_on(room: Room) -> None:
    room.sound.speakers = ()
    room.service.devices_changed()
    assert room.problems == [ProblemCode.NO_SPEAKER]
    room.tell(play(ms=500), FinishPart(item_id="a", content_index=0))
    room.run(450)
    assert not room.got(PlaybackDrained)
    room.run(150)
    assert room.got(PlaybackDrained)[0].played_ms == 500.0
    assert room.got(Troubles)[-1].problems[0].code is ProblemCode.NO_SPEAKER
    assert len(room.got(Troubles)) == 2


def test_a_loudspeaker_that_appears_takes_over_in_mid_sentence(room: Room) -> None:
    room.sound.speakers = ()
    room.service.devices_changed()
    room.tell(play(ms=4000), FinishPart(item_id="a", content_index=0))
    room.run(1000)
    room.sound.speakers = (SPEAKER,)
    room.service.devices_changed()
    room.run(3300)
    assert room.problems == []
    assert room.got(PlaybackDrained)[0].played_ms == 4000.0
    loud = np.nonzero(np.abs(room.sound.playback.heard) > 0.01)[0]
    assert 1900 < len(loud) / 48 < 3100


def test_a_loudspeaker_that_does_not_open_is_tried_again(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.sound.refuses = True
    room.tell(play(ms=6000))
    room.run(1000)
    assert room.problems == [ProblemCode.NO_SPEAKER]
    room.sound.refuses = False
    room.run(2200)
    assert room.problems == []
    assert level(room.sound.playback.heard) > 0.3


def test_the_chosen_loudspeaker_is_left_and_found_again(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(output_device=HEADPHONES.id)), play(ms=3000))
    room.run(500)
    assert room.sound.playbacks[-1][0] == HEADPHONES.id
    room.sound.speakers = (SPEAKER,)
    room.service.devices_changed()
    room.run(500)
    assert room.sound.playbacks[-1][0] == SPEAKER.id
    assert room.got(Troubles)[-1].problems[0].detail == HEADPHONES.name
    room.sound.speakers = (SPEAKER, HEADPHONES)
    room.service.devices_changed()
    room.run(500)
    assert room.sound.playbacks[-1][0] == HEADPHONES.id
    assert room.problems == []
    room.tell(Flush())
    assert room.got(PlaybackFlushed)[0].played_ms == pytest.approx(1500, abs=40)


def test_the_chosen_microphone_is_left_and_found_again_in_one_stream(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(input_device=HEADSET.name)), OpenMicrophone(gated=False))
    room.run(500)
    assert room.sound.captures[-1][0] == HEADSET.id
    room.sound.microphones = (MICROPHONE,)
    room.service.devices_changed()
    room.run(500)
    assert room.problems == [ProblemCode.MICROPHONE_GONE]
    assert room.got(AudioDevices)[-1].input_in_use == MICROPHONE.id
    room.sound.microphones = (MICROPHONE, HEADSET)
    room.service.devices_changed()
    room.run(500)
    assert room.problems == []
    assert [device for device, _ in room.sound.captures] == [HEADSET.id, MICROPHONE.id, HEADSET.id]
    assert len(room.got(MicrophoneOpened)) == 1
    starts = [frame.start_ms for frame in room.got(MicFrame)]
    assert np.diff(starts) == pytest.approx(20)


def test_following_the_default_is_no_problem(room: Room) -> None:
    room.tell(OpenMicrophone(gated=False))
    room.run(100)
    room.sound.microphones = (HEADSET,)
    room.service.devices_changed()
    room.run(100)
    assert room.sound.captures[-1][0] == HEADSET.id
    assert room.problems == []


def test_no_microphone_is_said_and_over_when_one_comes(room: Room) -> None:
    room.sound.microphones = ()
    room.tell(OpenMicrophone(gated=True))
    room.service.devices_changed()
    room.run(300)
    assert room.problems == [ProblemCode.NO_MICROPHONE]
    assert not room.got(MicrophoneOpened)
    room.sound.microphones = (MICROPHONE,)
    room.service.devices_changed()
    room.run(100)
    assert room.problems == []
    assert room.got(MicrophoneOpened)


def test_a_refused_permission_has_its_own_words(room: Room) -> None:
    room.sound.denies = True
    room.tell(OpenMicrophone(gated=True))
    assert room.problems == [ProblemCode.MICROPHONE_DENIED]
    room.sound.denies = False
    room.run(2100)
    assert room.problems == []
    assert room.got(MicrophoneOpened)


def test_a_missing_sound_server_explains_everything(tmp_path) -> None:
    room = Room(tmp_path)
    room.sound.microphones = room.sound.speakers = ()
    room.service.start(server_gone=True)
    assert room.problems == [ProblemCode.SOUND_SERVER_GONE]


def test_a_dead_server_is_noticed_when_idle(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.run(500)
    assert not room.service.is_lost
    room.sound.alive = False
    room.run(250)
    assert room.service.is_lost


@pytest.mark.parametrize("side", ["capture", "playback"])
def test_a_stream_that_stands_still_betrays_a_dead_server(room: Room, side: str, caplog: pytest.LogCaptureFixture) -> None:
    room.tell(OpenMicrophone(gated=True), play(ms=5000))
    room.run(500)
    getattr(room.sound, side).is_dead = True
    room.sound.answers = False
    room.run(450)
    assert not room.service.is_lost
    room.run(500)
    assert room.service.is_lost


def test_a_stall_with_a_living_server_is_given_time(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.tell(OpenMicrophone(gated=True))
    room.run(300)
    room.sound.capture.is_dead = True
    room.run(2000)
    assert not room.service.is_lost
    room.run(1200)
    assert room.service.is_lost


# --- levels, pace -------------------------------------------------------------------------------------------------
def test_levels_only_when_watched_and_then_one_last_zero(room: Room) -> None:
    room.tell(play(ms=300), FinishPart(item_id="a", content_index=0))
    room.run(500)
    assert not room.got(Levels)
    room.tell(WatchLevels(on=True), play("b", 600), FinishPart(item_id="b", content_index=0))
    room.run(1500)
    levels = room.got(Levels)
    assert 15 <= len(levels) <= 24
    assert max(one.voice_peak for one in levels) == pytest.approx(0.4, abs=0.02)
    assert levels[-1] == Levels()
    room.tell(WatchLevels(on=False))


def test_the_pace_follows_what_happens(room: Room) -> None:
    assert room.service.tick_ms is None
    room.tell(OpenMicrophone(gated=True))
    assert room.service.tick_ms == QUIET_TICK_MS
    room.run(200)
    room.sound.capture.say(tone(500, RATE))
    room.run(200)
    assert room.service.tick_ms == FAST_TICK_MS
    room.run(3000)
    assert room.service.tick_ms == QUIET_TICK_MS
    room.tell(play(ms=100))
    assert room.service.tick_ms == FAST_TICK_MS


def test_the_heart_beats_five_times_a_second(room: Room) -> None:
    room.run(2000)
    assert 9 <= len(room.got(Heartbeat)) <= 11


def test_a_part_resumed_by_a_new_process_counts_on(room: Room) -> None:
    room.tell(play(ms=500, start_ms=1200.0), FinishPart(item_id="a", content_index=0))
    room.run(700)
    assert room.got(PlaybackAdvanced)[0].played_ms > 1200
    assert room.got(PlaybackDrained)[0].played_ms == 1700.0


def test_closing_releases_both_devices(room: Room) -> None:
    room.tell(OpenMicrophone(gated=True), play(ms=500))
    room.run(100)
    room.service.close()
    assert room.sound.capture.closed
    assert room.sound.playback.closed


def test_asking_for_a_microphone_in_vain_is_answered_each_time(room: Room) -> None:
    room.sound.microphones = ()
    room.service.devices_changed()
    for times in (2, 3):
        room.tell(OpenMicrophone(gated=True))
        room.run(300)
        assert len([t for t in room.got(Troubles) if t.problems]) == times
        room.tell(CloseMicrophone(tail_ms=0, discard=True))
