import pytest

from desktop_assistant.core.snapshot import TurnLatency
from desktop_assistant.session.thinking import Thinking, TurnClock

WALL = 1_700_000_000.0


def test_a_thought_keeps_its_beginning_and_its_cue() -> None:
    thinking = Thinking()
    assert not thinking.cue(100)
    thinking.start(10.0)
    thinking.start(10.5, "clock")
    assert (thinking.since, thinking.activity, thinking.deadline) == (10.0, "clock", 11.0)
    assert not thinking.cue(10.9)
    assert thinking.cue(11.0)
    assert not thinking.cue(12.0)
    thinking.stop()
    assert (thinking.since, thinking.activity, thinking.deadline) == (None, "", None)


def test_each_mark_counts_once() -> None:
    clock = TurnClock()
    clock.first_text(1.0)
    assert clock.latency is None
    clock.speech_ended(10.0, wall=WALL)
    clock.first_sound(10.1)  # of the answer before
    for now in (10.5, 11.5):
        clock.handed_over(now, "u1")
        clock.first_text(now + 0.1)
        clock.first_audio(now + 0.2)
        clock.first_sound(now + 0.3)
    assert clock.latency is not None
    assert (clock.latency.item_id, clock.latency.ended_at) == ("u1", WALL)
    marks = (clock.latency.pause_ms, clock.latency.first_text_ms, clock.latency.first_audio_ms, clock.latency.first_sound_ms)
    assert [round(m or 0) for m in marks] == [500, 600, 700, 800]
    before = clock.latency
    clock.forget()
    clock.first_audio(99.0)
    assert clock.latency == before


def parts(latency: TurnLatency | None) -> list[float | None]:
    assert latency is not None
    four = (latency.pause_ms, latency.network_ms, latency.model_ms, latency.buffer_ms)
    assert sum(part or 0.0 for part in four) == pytest.approx(latency.first_sound_ms)
    return [None if part is None else round(part) for part in four]


def measured(*, round_trip_ms: float | None, by_server: bool = False, handed: float = 10.5, audio: float = 10.9) -> TurnClock:
    clock = TurnClock()
    clock.round_trip_ms = round_trip_ms
    clock.speech_ended(10.0, wall=WALL)
    clock.handed_over(handed, "u1", by_server=by_server)
    clock.first_audio(audio)
    clock.first_sound(audio + 0.05)
    return clock


def test_what_is_said_after_a_turn_without_an_answer_is_no_answer_to_it() -> None:
    clock = TurnClock()
    clock.speech_ended(10.0, wall=0.0)
    clock.handed_over(10.5, "stop")
    clock.answered()
    clock.first_audio(14.0)  # a timer rings
    clock.first_sound(14.1)
    assert clock.latency is not None
    assert clock.latency.first_sound_ms is None


def test_sound_that_came_before_the_answer_was_complete_is_still_waited_for() -> None:
    clock = TurnClock()
    clock.speech_ended(10.0, wall=0.0)
    clock.handed_over(10.5, "question")
    clock.first_audio(10.9)
    clock.answered()
    clock.first_sound(11.0)
    assert clock.latency is not None
    assert clock.latency.first_sound_ms == pytest.approx(1000)


def test_a_turn_that_we_hand_over_has_its_round_trip_after_the_pause() -> None:
    assert parts(measured(round_trip_ms=80).latency) == [500, 80, 320, 50]


def test_a_turn_that_the_provider_ends_has_its_round_trip_within_the_pause_that_we_see() -> None:
    assert parts(measured(round_trip_ms=80, by_server=True).latency) == [420, 80, 400, 50]


@pytest.mark.parametrize("by_server", [False, True])
def test_an_unknown_round_trip_is_in_the_model_s_part(by_server: bool) -> None:
    assert parts(measured(round_trip_ms=None, by_server=by_server).latency) == [500, None, 400, 50]


@pytest.mark.parametrize("by_server", [False, True])
def test_a_round_trip_never_takes_more_than_there_was(by_server: bool) -> None:
    clock = measured(round_trip_ms=5000, by_server=by_server)
    assert all(part is None or part >= 0 for part in parts(clock.latency))


def test_the_end_that_the_local_detector_heard_beats_the_guess() -> None:
    clock = TurnClock()
    clock.round_trip_ms = 100
    clock.server_heard_end(10.7, 0.5, wall_offset=WALL)
    assert clock.latency is not None
    assert clock.latency.ended_at == pytest.approx(WALL + 10.1)
    clock.voice_ended(10.05)
    clock.server_heard_end(10.7, 0.5, wall_offset=WALL)
    assert clock.latency.ended_at == pytest.approx(WALL + 10.05)
    clock.voice_began()
    clock.server_heard_end(20.0, 0.5, wall_offset=WALL)
    assert clock.latency.ended_at == pytest.approx(WALL + 19.4)
