import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.waiting import pause, seconds_named


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("Rate limit reached for gpt-realtime on tokens per min. Please try again in 1.5s. Visit the dashboard.", 1.5),
        ("Please try again in 6m0s.", 360.0),
        ("Please try again in 20ms", 0.02),
        ("Please try again in 1h2m3s.", 3723.0),
        ("Requests have exceeded the call rate limit. Please retry after 30 seconds.", 30.0),
        ("again in 12 s", 12.0),
        ("Try again in 2 minutes.", 120.0),
        ("Try again in a moment.", None),
        ("Limit 40000, used 39000.", None),
        ("The model said 'again' 5 times", None),
        ("", None),
    ],
)
def test_the_time_that_is_named_is_understood(said: str, seconds: float | None) -> None:
    assert seconds_named(said) == (None if seconds is None else pytest.approx(seconds))


@given(st.floats(0.001, 5000.0))
def test_what_we_say_ourselves_is_understood_and_never_too_short(seconds: float) -> None:
    named = seconds_named(pause(ProblemCode.RATE_LIMITED, seconds).detail)
    assert named is not None
    assert seconds <= named <= seconds + 1.0


@given(st.text(max_size=300))
def test_nothing_that_is_said_is_too_much(said: str) -> None:
    named = seconds_named(said)
    assert named is None or named >= 0.0
