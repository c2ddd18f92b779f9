from dataclasses import fields, replace

import pytest

from desktop_assistant.audio.messages import (
    CloseMicrophone,
    Command,
    Configure,
    DuckPlayback,
    FinishPart,
    Flush,
    Heartbeat,
    Message,
    OpenMicrophone,
    PlayEarcon,
    PlaySound,
    Replay,
    Troubles,
    WatchLevels,
    decode,
    encode,
)
from desktop_assistant.audio.mirror import Mirror
from desktop_assistant.audio.pipe import FrameReader
from desktop_assistant.core.audio import AudioFormat, AudioSetup, DeviceName, DevicePair, Duplex, Encoding, Sensitivity, WhenQuiet
from desktop_assistant.core.local_events import (
    MicFrame,
    MicPaused,
    MicrophoneClosed,
    MicrophoneOpened,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    ProblemRaised,
    ReplayEnded,
    SoundCaptured,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
)
from desktop_assistant.core.problems import Problem, ProblemCode

SETUP = AudioSetup(pause_ms=900)
RESTARTED = ProblemRaised(problem=Problem(code=ProblemCode.AUDIO_RESTARTED))
RECOVERED = ProblemRaised(problem=Problem(code=ProblemCode.AUDIO_RESTARTED, over=True))
SILENT = Problem(code=ProblemCode.MICROPHONE_SILENT, detail="Desk")


def play(audio: bytes = bytes(4800), item: str = "a") -> PlaySound:
    return PlaySound(item_id=item, content_index=0, audio=audio)


def advanced(ms: float, item: str = "a") -> PlaybackAdvanced:
    return PlaybackAdvanced(item_id=item, content_index=0, played_ms=ms)


def told(*commands) -> Mirror:
    mirror = Mirror()
    for command in commands:
        assert mirror.note(command, delivered=True) == []
    return mirror


def test_a_new_process_is_told_everything_again() -> None:
    mirror = told(
        Configure(setup=SETUP), WatchLevels(on=True), OpenMicrophone(gated=True), play(), FinishPart(item_id="a", content_index=0)
    )
    mirror.note(DuckPlayback(on=True), delivered=True)
    mirror.note(PlayEarcon(name="problem"), delivered=True)
    mirror.hear(advanced(40.0))
    assert mirror.replay() == [
        Configure(setup=SETUP),
        DuckPlayback(on=True),
        PlaySound(item_id="a", content_index=0, audio=bytes(2880), start_ms=40.0),
        FinishPart(item_id="a", content_index=0),
        WatchLevels(on=True),
        OpenMicrophone(gated=True),
    ]


OTHERWISE = AudioSetup(
    input_preference=(DeviceName(id="desk"), DeviceName(id="lap")),
    output_preference=(DeviceName(id="phones"),),
    input_format=AudioFormat(rate=16000),
    output_format=AudioFormat(encoding=Encoding.PCMA, rate=8000),
    pause_ms=900,
    gate_tail_ms=300,
    when_quiet=WhenQuiet.END_MARK,
    preroll_ms=250,
    confirm_ms=120,
    echo_cancellation=False,
    duplex=Duplex.HALF,
    resting_pairs=(DevicePair(input_device="desk", output_device="box"), DevicePair(input_device="lap")),
    sensitivity=Sensitivity.FIRM,
    words_follow=True,
    noise_suppression=True,
    gain_control=True,
    headset_advice=False,
    volume=0.4,
)
"""Nothing in it is as it is by default."""


def through_the_pipe(command: Command) -> Message:
    ((header, blob),) = FrameReader().feed(encode(command))
    return decode(header, blob)


@pytest.mark.parametrize("name", [field.name for field in fields(AudioSetup)])
def test_every_wish_of_the_user_survives_the_process(name: str) -> None:
    wished = replace(AudioSetup(), **{name: getattr(OTHERWISE, name)})
    assert wished != AudioSetup(), "a default tells nothing"
    mirror = told(Configure(setup=wished))
    for _ in range(2):  # also the second death
        mirror.lost(planned=False)
        assert through_the_pipe(mirror.replay()[0]) == Configure(setup=wished)


def test_the_last_wish_counts_also_one_made_while_there_is_no_process() -> None:
    mirror = told(Configure(setup=SETUP))
    mirror.lost(planned=False)
    assert mirror.note(Configure(setup=OTHERWISE), delivered=False) == []
    assert mirror.replay() == [Configure(setup=OTHERWISE)]


@pytest.mark.parametrize("gated", [True, False])
def test_an_open_microphone_is_open_again_behind_the_same_gate(gated: bool) -> None:
    mirror = told(OpenMicrophone(gated=not gated), CloseMicrophone(tail_ms=0, discard=True), OpenMicrophone(gated=gated))
    mirror.hear(MicrophoneClosed(speech_ms=0.0))
    mirror.hear(MicrophoneOpened())
    mirror.lost(planned=False)
    assert mirror.replay()[-1] == OpenMicrophone(gated=gated)
    mirror.lost(planned=False)  # its successor too
    assert mirror.replay()[-1] == OpenMicrophone(gated=gated)


def test_a_hold_outlives_the_process_until_it_is_lifted_or_everything_is_flushed() -> None:
    mirror = told(play(), DuckPlayback(on=True))
    mirror.lost(planned=False)
    assert mirror.replay()[1:3] == [DuckPlayback(on=True), PlaySound(item_id="a", content_index=0, audio=bytes(4800))]
    mirror.note(DuckPlayback(on=False), delivered=False)
    assert DuckPlayback(on=True) not in mirror.replay()
    mirror.note(DuckPlayback(on=True), delivered=True)
    mirror.note(Flush(), delivered=True)
    assert mirror.replay() == [Configure(setup=AudioSetup())]


def test_levels_are_wanted_from_the_next_process_as_long_as_they_are_wanted() -> None:
    mirror = told(WatchLevels(on=True))
    mirror.lost(planned=False)
    assert WatchLevels(on=True) in mirror.replay()
    mirror.note(WatchLevels(on=False), delivered=False)
    assert mirror.replay() == [Configure(setup=AudioSetup())]


def test_a_half_duplex_that_the_process_chose_itself_is_over_until_the_next_one_finds_it_again() -> None:
    mirror = told(Configure(setup=SETUP))
    chosen = Problem(code=ProblemCode.ECHO_HALF_DUPLEX, detail="leak")
    mirror.hear(Troubles(problems=(chosen,)))
    mirror.lost(planned=True)
    assert mirror.replay() == [Configure(setup=SETUP)]
    assert mirror.hear(Troubles(problems=())) == [ProblemRaised(problem=replace(chosen, over=True))]
    assert mirror.hear(Troubles(problems=(chosen,))) == [ProblemRaised(problem=chosen)]


def test_what_is_over_is_not_told_again() -> None:
    mirror = told(play(), OpenMicrophone(gated=True), CloseMicrophone(tail_ms=0, discard=False), WatchLevels(on=False))
    mirror.hear(PlaybackDrained(item_id="a", content_index=0, played_ms=100.0))
    assert mirror.hear(MicrophoneClosed(speech_ms=5.0)) == [MicrophoneClosed(speech_ms=5.0)]
    assert mirror.replay() == [Configure(setup=AudioSetup())]


def test_the_microphone_s_stream_goes_on_in_the_next_process() -> None:
    mirror = told(OpenMicrophone(gated=False))
    assert mirror.hear(MicrophoneOpened()) == [MicrophoneOpened()]
    mirror.hear(MicFrame(audio=bytes(960), start_ms=0.0))
    mirror.hear(MicFrame(audio=bytes(960), start_ms=980.0))
    mirror.hear(SpeechStarted(at_ms=500.0))
    mirror.hear(SpeechConfirmed(at_ms=740.0))
    mirror.hear(SoundCaptured(samples=24_000))
    assert mirror.lost(planned=False) == [SpeechStopped(at_ms=1000.0, speech_ms=500.0, was_confirmed=True), RESTARTED]
    assert mirror.hear(MicrophoneOpened()) == [RECOVERED]
    assert mirror.hear(MicFrame(audio=bytes(960), start_ms=40.0)) == [MicFrame(audio=bytes(960), start_ms=1040.0)]
    assert mirror.hear(SpeechStarted(at_ms=100.0)) == [SpeechStarted(at_ms=1100.0)]
    assert mirror.hear(SpeechConfirmed(at_ms=300.0)) == [SpeechConfirmed(at_ms=1300.0)]
    stopped = SpeechStopped(at_ms=400.0, speech_ms=300.0, was_confirmed=True)
    assert mirror.hear(stopped) == [SpeechStopped(at_ms=1400.0, speech_ms=300.0, was_confirmed=True)]
    mirror.note(CloseMicrophone(tail_ms=0, discard=False), delivered=True)
    assert mirror.hear(MicrophoneClosed(speech_ms=300.0)) == [MicrophoneClosed(speech_ms=800.0)]


def test_a_gate_that_was_open_closes_with_the_process() -> None:
    """A service that must be told of a pause would else wait for the rest of a turn that has none."""
    mirror = told(OpenMicrophone(gated=True))
    mirror.hear(MicrophoneOpened())
    mirror.hear(MicFrame(audio=bytes(960), start_ms=0.0))
    assert mirror.lost(planned=True) == [SoundCaptured(samples=480), MicPaused()]
    assert mirror.lost(planned=True) == []
    mirror.hear(MicFrame(audio=bytes(960), start_ms=0.0))
    assert mirror.hear(MicPaused()) == [MicPaused()]
    assert MicPaused() not in mirror.lost(planned=True)


def test_sound_that_came_through_before_a_death_is_counted_once() -> None:
    mirror = told(OpenMicrophone(gated=False))
    assert mirror.hear(SoundCaptured(samples=2400)) == [SoundCaptured(samples=2400)]
    mirror.hear(MicFrame(audio=bytes(960), start_ms=180.0))
    assert mirror.lost(planned=True) == [SoundCaptured(samples=2400)]
    mirror.hear(MicFrame(audio=bytes(960), start_ms=0.0))
    assert mirror.hear(SoundCaptured(samples=480)) == [SoundCaptured(samples=480)]
    assert mirror.lost(planned=True) == []


def test_a_replay_ends_with_the_process_and_is_not_begun_without_one() -> None:
    replay = Replay(audio=bytes(960), format=AudioFormat())
    mirror = told(replay, replay)
    assert mirror.hear(ReplayEnded()) == [ReplayEnded()]
    assert mirror.lost(planned=True) == [ReplayEnded()]
    assert mirror.note(replay, delivered=False) == [ReplayEnded()]
    assert mirror.lost(planned=True) == []
    assert mirror.replay() == [Configure(setup=AudioSetup())]


def test_questions_that_died_with_the_process_are_answered() -> None:
    mirror = told(play(), OpenMicrophone(gated=False))
    mirror.hear(advanced(60.0))
    mirror.hear(MicrophoneOpened())
    mirror.note(Flush(), delivered=True)
    mirror.note(CloseMicrophone(tail_ms=100, discard=False), delivered=True)
    assert mirror.lost(planned=True) == [
        MicrophoneClosed(speech_ms=0.0),
        PlaybackFlushed(item_id="a", content_index=0, played_ms=60.0),
    ]
    assert mirror.replay() == [Configure(setup=AudioSetup())]


def test_questions_asked_while_there_is_no_process_are_answered_at_once() -> None:
    mirror = Mirror()
    mirror.note(play(), delivered=False)
    assert mirror.note(Flush(), delivered=False) == [PlaybackFlushed(item_id="", content_index=0, played_ms=0.0)]
    assert mirror.note(OpenMicrophone(gated=True), delivered=False) == []
    assert mirror.note(CloseMicrophone(tail_ms=9, discard=False), delivered=False) == [MicrophoneClosed(speech_ms=0.0)]
    assert mirror.note(CloseMicrophone(tail_ms=9, discard=False), delivered=False) == [MicrophoneClosed(speech_ms=0.0)]


def test_problems_come_as_a_state_and_leave_as_news() -> None:
    mirror = Mirror()
    assert mirror.hear(Troubles(problems=(SILENT,))) == [ProblemRaised(problem=SILENT)]
    assert mirror.hear(Troubles(problems=(SILENT,))) == []
    over = Problem(code=SILENT.code, detail="Desk", over=True)
    assert mirror.hear(Troubles(problems=())) == [ProblemRaised(problem=over)]


def test_a_problem_that_outlives_the_process_is_not_raised_again() -> None:
    mirror = Mirror()
    gone = Problem(code=ProblemCode.SOUND_SERVER_GONE)
    assert mirror.hear(Troubles(problems=(gone,))) == [ProblemRaised(problem=gone)]
    assert mirror.lost(planned=True) == []
    assert mirror.hear(Troubles(problems=(gone,))) == []


def test_a_restart_is_said_once_and_over_when_sound_flows() -> None:
    mirror = told(play())
    assert mirror.lost(planned=False) == [RESTARTED]
    assert mirror.lost(planned=False) == []
    assert mirror.hear(Heartbeat()) == []
    assert mirror.hear(Troubles(problems=())) == []
    assert mirror.hear(advanced(10.0)) == [advanced(10.0), RECOVERED]
    assert mirror.hear(advanced(20.0)) == [advanced(20.0)]


def test_with_nothing_to_play_the_restart_is_over_when_the_process_is_up() -> None:
    mirror = Mirror()
    mirror.lost(planned=False)
    assert mirror.hear(Troubles(problems=())) == [RECOVERED]


def test_unheard_sound_in_a_format_of_the_past_is_dropped() -> None:
    mirror = told(play())
    mirror.note(Configure(setup=AudioSetup(output_format=AudioFormat(rate=16000))), delivered=True)
    assert not [command for command in mirror.replay() if isinstance(command, PlaySound)]


def test_late_words_about_a_closed_microphone_are_ignored() -> None:
    mirror = Mirror()
    assert mirror.hear(MicFrame(audio=b"", start_ms=0.0)) == []
    assert mirror.hear(MicrophoneOpened()) == []


def test_reopening_in_one_go_closes_the_first_and_keeps_the_second() -> None:
    mirror = told(OpenMicrophone(gated=False), OpenMicrophone(gated=True))
    assert mirror.hear(MicrophoneClosed(speech_ms=1.0)) == [MicrophoneClosed(speech_ms=1.0)]
    assert mirror.hear(MicrophoneOpened()) == [MicrophoneOpened()]
    assert OpenMicrophone(gated=True) in mirror.replay()


def test_the_last_words_of_an_earlier_microphone_are_not_put_into_the_next_one() -> None:
    """As when another conversation is opened while somebody speaks: the frames are still in the pipe."""
    mirror = told(OpenMicrophone(gated=True))
    mirror.hear(MicrophoneOpened())
    for command in (CloseMicrophone(tail_ms=0, discard=True), OpenMicrophone(gated=True)):
        mirror.note(command, delivered=True)
    assert mirror.hear(MicFrame(audio=bytes(960), start_ms=9000.0)) == []
    assert mirror.hear(SpeechStarted(at_ms=9000.0)) == []
    assert mirror.hear(MicrophoneClosed(speech_ms=5.0)) == [MicrophoneClosed(speech_ms=5.0)]
    assert mirror.hear(MicrophoneOpened()) == [MicrophoneOpened()]
    frame = MicFrame(audio=bytes(960), start_ms=0.0)
    assert mirror.hear(frame) == [frame]
    assert OpenMicrophone(gated=True) in mirror.replay()


def test_an_earlier_microphone_that_died_with_the_process_is_not_waited_for() -> None:
    mirror = told(OpenMicrophone(gated=True), OpenMicrophone(gated=True))
    mirror.lost(planned=True)
    mirror.note(OpenMicrophone(gated=True), delivered=False)
    frame = MicFrame(audio=bytes(960), start_ms=0.0)
    assert mirror.hear(frame) == [frame]


def test_asking_for_a_microphone_in_vain_is_answered_each_time() -> None:
    """Else the window would listen for ever."""
    none = Problem(code=ProblemCode.NO_MICROPHONE)
    mirror = Mirror()
    assert mirror.hear(Troubles(problems=(none,))) == [ProblemRaised(problem=none)]
    assert mirror.hear(Troubles(problems=(none,))) == []
    mirror.note(OpenMicrophone(gated=True), delivered=True)
    assert mirror.hear(Troubles(problems=(none,))) == [ProblemRaised(problem=none)]
    mirror.note(CloseMicrophone(tail_ms=0, discard=True), delivered=True)
    assert mirror.hear(Troubles(problems=(none,))) == []
