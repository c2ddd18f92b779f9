"""What the audio process hears and sends."""

from pathlib import Path

import pytest

from desktop_assistant.audio.messages import (
    CloseMicrophone,
    Configure,
    Heartbeat,
    OpenMicrophone,
    Troubles,
)
from desktop_assistant.core.audio import AudioFormat, AudioSetup, Encoding, WhenQuiet
from desktop_assistant.core.local_events import (
    MicFrame,
    MicPaused,
    MicrophoneClosed,
    MicrophoneOpened,
    SoundCaptured,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
)
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import AudioDevices
from tests.audio.room import Room, tone
from tests.fakes.audio_device import MICROPHONE, RATE


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


def test_while_it_rests_the_end_of_a_turn_is_silence_and_not_the_assistant(room: Room) -> None:
    room.tell(Configure(setup=AudioSetup(gate_tail_ms=1500)), OpenMicrophone(gated=True))
    room.run(300)
    room.sound.capture.say(tone(600, RATE))
    room.run(800)
    assert any(any(frame.audio) for frame in room.got(MicFrame))
    room.reports.clear()
    room.echo.is_deaf = True
    room.sound.capture.say(tone(2000, RATE))
    room.run(2000)
    frames = room.got(MicFrame)
    assert len(frames) > 50, "whoever ends the turn waits for it"
    assert not any(any(frame.audio) for frame in frames[1:])  # the first had begun before
    assert room.got(MicPaused)


def test_who_holds_the_button_is_heard_also_while_the_echo_may_last(room: Room) -> None:
    room.echo.is_deaf = True
    room.tell(OpenMicrophone(gated=False))
    room.sound.capture.say(tone(600, RATE))
    room.run(500)
    assert any(any(frame.audio) for frame in room.got(MicFrame))


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
    room.run(750)
    assert room.problems == []
    room.run(250)
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


@pytest.mark.parametrize("tail_ms", [0, 200])
def test_what_was_said_and_ended_before_the_models_were_loaded_is_not_lost(tmp_path: Path, tail_ms: int) -> None:
    room = Room(tmp_path, ears=False)
    room.tell(OpenMicrophone(gated=False))
    room.run(400)
    capture = room.sound.capture
    room.tell(CloseMicrophone(tail_ms=tail_ms, discard=False))
    room.run(300)
    assert capture.closed, "nobody listens longer than was promised"
    assert not room.got(MicrophoneClosed)
    room.hear()
    room.run(100)
    assert sum(len(frame.audio) for frame in room.got(MicFrame)) / 48 == pytest.approx(400 + tail_ms, abs=25)
    assert len(room.got(MicrophoneClosed)) == 1


def test_a_device_that_was_set_aside_does_not_speak_into_the_next_turn(tmp_path: Path) -> None:
    room = Room(tmp_path, ears=False)
    room.tell(OpenMicrophone(gated=False))
    room.run(400)
    room.tell(CloseMicrophone(tail_ms=200, discard=False))
    room.run(300)
    room.tell(OpenMicrophone(gated=False))
    room.hear()
    room.run(200)
    assert len(room.got(MicrophoneClosed)) == 1
    assert sum(len(frame.audio) for frame in room.got(MicFrame)) / 48 == pytest.approx(200, abs=25)
