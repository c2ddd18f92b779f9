"""What the account may still ask, on injected time."""

import pytest

from desktop_assistant.core.server_events import RateLimit, Usage
from desktop_assistant.session.allowance import LONGEST_HOLD_S, Allowance


def requests(remaining: int, reset_s: float, limit: int = 10) -> RateLimit:
    return RateLimit(name="requests", limit=limit, remaining=remaining, reset_s=reset_s)


def tokens(remaining: int, reset_s: float, limit: int = 10_000) -> RateLimit:
    return RateLimit(name="tokens", limit=limit, remaining=remaining, reset_s=reset_s)


def test_nothing_told_nothing_waits() -> None:
    assert Allowance().free_at(100.0) <= 100.0


def test_as_long_as_enough_is_left_nothing_waits() -> None:
    it = Allowance()
    it.used(Usage(input_tokens=900, output_tokens=100))
    it.heard((requests(1, 5.0), tokens(1000, 50.0)), 100.0)
    assert it.free_at(100.0) <= 100.0


def test_what_is_missing_comes_back_evenly() -> None:
    it = Allowance()
    it.heard((requests(0, 20.0),), 100.0)
    assert it.free_at(100.0) == pytest.approx(102.0), "the first of ten that come back in 20 s"
    assert it.free_at(102.0) <= 102.0


def test_an_answer_needs_about_as_many_tokens_as_the_last_one() -> None:
    it = Allowance()
    it.used(Usage(input_tokens=1500, output_tokens=500))
    it.heard((tokens(1000, 9.0),), 100.0)
    assert it.free_at(100.0) == pytest.approx(101.0)
    it.used(Usage(input_tokens=400, output_tokens=100))
    assert it.free_at(100.0) <= 100.0


def test_what_no_waiting_can_give_is_not_waited_for() -> None:
    it = Allowance()
    it.used(Usage(input_tokens=20_000))
    it.heard((tokens(0, 10.0),), 100.0)
    assert it.free_at(100.0) <= 100.0, "more than the account ever has"
    it = Allowance()
    it.heard((requests(0, 10 * (LONGEST_HOLD_S + 1)),), 100.0)
    assert it.free_at(100.0) <= 100.0, "longer than anybody wants to wait"


def test_a_refusal_that_names_a_time_is_kept_to() -> None:
    it = Allowance()
    assert it.told_to_wait(20.0, 100.0)
    assert it.free_at(100.0) == pytest.approx(120.0)
    assert not it.told_to_wait(LONGEST_HOLD_S + 1, 100.0)
    assert it.free_at(100.0) <= 100.0


def test_nonsense_is_no_reason_to_wait() -> None:
    it = Allowance()
    it.heard((RateLimit(name="requests", limit=0, remaining=0, reset_s=9.0), tokens(20_000, -5.0)), 100.0)
    assert it.free_at(100.0) <= 100.0
