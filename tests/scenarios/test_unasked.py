"""What the assistant says unasked, such as a timer that rings, is no answer to what was asked before."""

import pytest

from desktop_assistant.core.local_events import StopPressed, TalkPressed
from desktop_assistant.core.server_events import ResponseStatus
from tests.scenarios.driver import Driver


def ring(d: Driver) -> None:
    """A quarter of a minute later."""
    d.now += 15
    d.begin_answer("r9", "a9")
    d.say("Your timer is done.", 900, "r9", "a9")
    d.end_part("Your timer is done.", "r9", "a9")
    d.finish("r9")
    d.played("a9", 20)


def asked() -> Driver:
    d = Driver().connect()
    d.ask_by_voice()
    assert d.state.latency.pause_ms is not None
    return d


def test_after_an_answer_it_changes_nothing() -> None:
    d = asked()
    d.now += 0.3
    d.begin_answer()
    d.say("Noon.", 400)
    d.finish()
    d.played("a1", 20)
    measured = d.state.latency
    assert measured.first_sound_ms is not None
    ring(d)
    assert d.state.latency == measured


@pytest.mark.parametrize(
    "status", [ResponseStatus.CANCELLED, ResponseStatus.FAILED, ResponseStatus.INCOMPLETE, ResponseStatus.COMPLETED]
)
def test_after_an_answer_without_a_sound_it_is_not_taken_for_it(status: ResponseStatus) -> None:
    d = asked()
    d.now += 0.3
    d.begin_answer()
    d.finish(status=status, **({"error_code": "bad"} if status is ResponseStatus.FAILED else {}))
    ring(d)
    assert d.state.latency.first_audio_ms is None
    assert d.state.latency.first_text_ms is None


@pytest.mark.parametrize("has_begun", [True, False])
def test_after_stop_it_is_not_taken_for_the_answer(has_begun: bool) -> None:
    d = asked()
    d.now += 0.3
    if has_begun:
        d.begin_answer()
    d.do(StopPressed())
    if not has_begun:
        d.begin_answer()
    d.finish(status=ResponseStatus.CANCELLED)
    ring(d)
    assert d.state.latency.first_audio_ms is None


def test_a_failure_that_is_asked_again_is_measured_to_the_answer_that_comes() -> None:
    d = asked()
    d.now += 0.3
    d.begin_answer()
    d.finish(status=ResponseStatus.FAILED, error_code="server_error")
    d.now += 1.0
    d.begin_answer("r2", "a2")
    d.say("Noon.", 400, "r2", "a2")
    assert d.state.latency.first_audio_ms == pytest.approx(1300 + d.state.latency.pause_ms, abs=1)


def test_the_late_end_of_an_older_answer_does_not_stop_the_clock_of_a_new_turn() -> None:
    d = asked()
    d.now += 0.3
    d.begin_answer()
    d.do(StopPressed(), TalkPressed())
    d.open_mic()
    d.speak(1000)
    d.finish(status=ResponseStatus.CANCELLED)
    d.pause(1000)
    d.commit("u2")
    d.now += 0.3
    d.begin_answer("r2", "a2")
    d.say("Noon.", 400, "r2", "a2")
    assert d.state.latency.first_audio_ms == pytest.approx(800, abs=1)
