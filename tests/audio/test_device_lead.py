"""What a device says of itself, and how far it is believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.device_lead import LEAST_WRONG_MS, MOST_WRONG_MS, DeviceLead


def read(lead: DeviceLead, ms: float, count: int = 12) -> None:
    """A device whose account wavers by 4 ms around this."""
    for number in range(count):
        lead.push(ms + (number % 3 - 1) * 4)


def started(lead: DeviceLead, ms: float, *, wrong_ms: float = 3.0) -> None:
    lead.begin()
    read(lead, ms)
    lead.found(wrong_ms)


@pytest.fixture
def trusted() -> DeviceLead:
    """Its last echo was found while it was 20 ms ahead."""
    lead = DeviceLead()
    for ms in (50.0, 20.0):
        started(lead, ms)
    return lead


def test_it_tells_by_how_much_the_echo_is_later(trusted: DeviceLead) -> None:
    trusted.begin()
    assert (trusted.later_ms, trusted.most_ms) == (0.0, 0.0)
    for ms in range(0, 90, 10):  # it has not begun to play: the reference runs on
        trusted.push(float(ms))
    read(trusted, 90)
    assert trusted.later_ms == pytest.approx(70, abs=1)
    assert trusted.later_ms <= trusted.most_ms <= trusted.later_ms + 5


def test_one_that_is_right_is_believed_and_one_that_was_wrong_for_a_while_less(trusted: DeviceLead) -> None:
    assert DeviceLead().near_ms == MOST_WRONG_MS
    assert trusted.near_ms == LEAST_WRONG_MS
    started(trusted, 40, wrong_ms=-11)
    assert trusted.near_ms == 22
    for _ in range(6):
        started(trusted, 40)
    assert trusted.near_ms == LEAST_WRONG_MS


def test_an_echo_that_is_not_found_is_looked_for_farther_away_each_time(trusted: DeviceLead) -> None:
    seen = []
    for _ in range(4):
        trusted.doubt()
        seen.append(trusted.near_ms)
    assert seen == [12, 24, 48, MOST_WRONG_MS]


def test_a_pause_in_the_middle_of_a_sound_is_noticed_and_a_late_reading_is_not(trusted: DeviceLead) -> None:
    read(trusted, 20)
    for ms in (95.0, 60.0, 20.0, 45.0, 20.0):  # the machine was busy: nobody read in time
        trusted.push(ms)
        assert not trusted.has_paused
    read(trusted, 95)
    assert trusted.has_paused


def test_of_an_echo_that_is_nowhere_near_it_says_nothing(trusted: DeviceLead) -> None:
    trusted.begin()
    read(trusted, 200)
    assert trusted.has_paused
    trusted.lost()
    assert (trusted.later_ms, trusted.has_paused, trusted.near_ms) == (0.0, False, MOST_WRONG_MS)
    trusted.found()
    read(trusted, 200)
    assert not trusted.has_paused


def test_one_that_says_nothing_never_moves_and_has_never_paused() -> None:
    lead = DeviceLead()
    lead.found(30.0)
    assert (lead.later_ms, lead.has_paused) == (0.0, False)


@given(st.lists(st.tuples(st.sampled_from(["push", "begin", "doubt", "lost", "found"]), st.floats(-200, 200)), max_size=60))
def test_it_always_looks_somewhere_near(steps: list[tuple[str, float]]) -> None:
    lead = DeviceLead()
    for step, ms in steps:
        match step:
            case "push":
                lead.push(ms)
            case "begin":
                lead.begin()
            case "doubt":
                lead.doubt()
            case "lost":
                lead.lost()
            case _:
                lead.found(ms)
        assert LEAST_WRONG_MS <= lead.near_ms <= MOST_WRONG_MS
        assert lead.most_ms >= max(lead.later_ms, 0.0)
