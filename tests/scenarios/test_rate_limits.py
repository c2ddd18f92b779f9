"""A provider that lets itself be asked only so often."""

import pytest

from desktop_assistant.core.commands import CreateItem, CreateResponse
from desktop_assistant.core.local_events import LinkClosed, StopPressed, UserText
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import ProviderError, RateLimit, RateLimits, ResponseStatus, Usage, UsageReported
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.session.effects import Report
from tests.scenarios.driver import Driver

USED_UP = RateLimits(limits=(RateLimit(name="requests", limit=10, remaining=0, reset_s=30.0),))


def answered() -> Driver:
    d = Driver().connect()
    d.do(UserText(text="one"))
    d.begin_answer()
    d.do(USED_UP)
    d.say("first", 100)
    d.finish()
    d.drained("a1", 100)
    return d


def details(d: Driver, code: ProblemCode) -> list[str]:
    return [r.problem.detail for r in d.all if isinstance(r, Report) and r.problem.code is code and not r.problem.over]


def test_what_would_be_refused_is_asked_when_it_would_not_be() -> None:
    d = answered()
    d.do(UserText(text="two"))
    assert [type(c) for c in d.sent] == [CreateItem], "the words are told at once, the answer is asked for later"
    assert details(d, ProblemCode.RATE_LIMIT_NEAR) == ["again in 3 s"]
    assert d.state.voice is VoiceState.THINKING
    d.wait(2.9)
    assert d.sent == []
    d.wait(0.2)
    assert [type(c) for c in d.sent] == [CreateResponse]
    d.begin_answer("r2", "a2")
    d.say("second", 100, "r2", "a2")
    d.finish("r2")
    assert ProblemCode.RATE_LIMIT_NEAR in d.solved


def test_the_next_answer_is_measured_by_the_last_one_not_by_what_was_written_down_since() -> None:
    d = Driver().connect()
    d.do(UserText(text="one"))
    d.begin_answer()
    d.do(RateLimits(limits=(RateLimit(name="tokens", limit=10_000, remaining=500, reset_s=95.0),)))
    d.say("first", 100)
    d.finish(usage=Usage(input_tokens=900, output_tokens=100))
    d.drained("a1", 100)
    d.do(UsageReported(usage=Usage(input_tokens=3), is_transcription=True))
    d.do(UserText(text="two"))
    assert details(d, ProblemCode.RATE_LIMIT_NEAR) == ["again in 5 s"]


def test_whoever_stops_it_does_not_get_it_later() -> None:
    d = answered()
    d.do(UserText(text="two"))
    d.do(StopPressed())
    d.wait(10)
    assert len(d.sent_ever(CreateResponse)) == 1


def test_what_is_left_is_shown() -> None:
    assert answered().state.limits == USED_UP.limits


def test_a_refusal_that_names_a_time_is_asked_again_then_and_once() -> None:
    d = answered()
    d.wait(30)
    d.do(UserText(text="two"))
    d.begin_answer("r2", "a2")
    refused = {"error_code": "rate_limit_exceeded", "error_message": "Rate limit reached. Please try again in 1.5s."}
    d.finish("r2", ResponseStatus.FAILED, **refused)
    assert details(d, ProblemCode.RATE_LIMIT_NEAR) == ["again in 2 s"]
    d.wait(2)
    assert len(d.sent_ever(CreateResponse)) == 3
    d.begin_answer("r3", "a3")
    d.finish("r3", ResponseStatus.FAILED, **refused)
    d.wait(10)
    assert len(d.sent_ever(CreateResponse)) == 3
    assert details(d, ProblemCode.RATE_LIMITED) == ["Rate limit reached. Please try again in 1.5s."]


def test_a_request_that_is_refused_by_an_error_is_made_again_too() -> None:
    d = answered()
    d.wait(30)
    d.do(UserText(text="two"))
    event_id = d.sent_ever(CreateResponse)[-1].event_id
    d.do(ProviderError(code="rate_limit_exceeded", message="Please try again in 4s.", client_event_id=event_id))
    assert d.state.voice is VoiceState.THINKING
    d.wait(4.1)
    assert len(d.sent_ever(CreateResponse)) == 3


@pytest.mark.parametrize(
    ("detail", "wait_s"), [("again in 40 s", 40.0), ("again in 2 s", 5.0), ("", 5.0), ("again in 9000 s", 600.0)]
)
def test_a_handshake_that_is_refused_is_tried_again_when_the_service_says(detail: str, wait_s: float) -> None:
    d = Driver().connect()
    d.do(LinkClosed(problem=Problem(code=ProblemCode.RATE_LIMITED, detail=detail), retryable=True))
    assert d.state.retry_at - d.now == pytest.approx(wait_s)
