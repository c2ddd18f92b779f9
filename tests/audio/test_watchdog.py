from collections.abc import Iterator

import pytest

from desktop_assistant.audio.watchdog import (
    BUSY_S,
    IDLE_S,
    LOADING_S,
    NAP_S,
    START_S,
    STARVED_S,
    Watchdog,
    is_silent,
)


def serving(now: float = 100.0, *, busy: bool = False) -> Watchdog:
    watchdog = Watchdog()
    watchdog.start(now)
    watchdog.hears()
    watchdog.sign(now)
    watchdog.watch_closely(busy, now)
    return watchdog


def test_a_process_may_take_its_time_to_start_and_then_to_load() -> None:
    watchdog = Watchdog()
    watchdog.start(100.0)
    assert watchdog.due == 100.0 + START_S
    watchdog.sign(101.0)
    assert watchdog.due == 101.0 + LOADING_S
    watchdog.hears()
    assert watchdog.due == 101.0 + IDLE_S
    watchdog.start(200.0)
    assert watchdog.due == 200.0 + START_S


def test_it_is_watched_more_closely_while_sound_is_under_way() -> None:
    watchdog = serving()
    watchdog.watch_closely(True, 100.5)
    assert watchdog.due == 100.5 + BUSY_S
    watchdog.sign(100.6)
    watchdog.watch_closely(True, 100.8)
    assert watchdog.due == 100.6 + BUSY_S  # commands to a process that is stuck do not prolong its life
    watchdog.watch_closely(False, 100.9)
    assert watchdog.due == 100.6 + IDLE_S


def test_what_takes_long_is_said_before_and_holds_until_the_next_sign() -> None:
    watchdog = serving(busy=True)
    watchdog.sign(101.0, patience_s=3.0)
    assert watchdog.due == 104.0
    watchdog.sign(102.0)
    assert watchdog.due == 102.0 + BUSY_S


def test_on_a_machine_on_which_replacing_does_not_help_patience_grows_and_is_forgotten() -> None:
    watchdog = serving(busy=True)
    for number in range(1, 4):
        watchdog.give_up(100.0)
        watchdog.start(100.0)
        watchdog.hears()
        watchdog.sign(100.0)
        assert watchdog.due == pytest.approx(100.0 + BUSY_S * 2**number)
    for _ in range(10):
        watchdog.give_up(100.0)
    assert watchdog.due <= 106.0
    for _ in range(20):
        watchdog.sign(121.0)
    assert watchdog.due == 121.0 + BUSY_S


def test_one_that_is_not_let_run_has_longer() -> None:
    watchdog = serving(busy=True)
    assert watchdog.due_if_starved == 100.0 + STARVED_S
    watchdog.sign(101.0, patience_s=5.0)
    assert watchdog.due_if_starved == 106.0


@pytest.mark.parametrize(
    ("naps", "sign_after", "silent"),
    [
        ([NAP_S] * 9, None, True),
        ([NAP_S] * 9, 2, False),
        ([0.9, 1.4, *[NAP_S] * 9], 3, False),  # held up twice: its sign is read right after
        ([0.9, 1.4, *[NAP_S] * 9], None, True),
        ([NAP_S, NAP_S, 0.9, *[NAP_S] * 9], 4, False),
    ],
)
async def test_it_is_silent_only_while_we_can_surely_hear(naps: list[float], sign_after: int | None, silent: bool) -> None:
    took: Iterator[float] = iter(naps)
    taken = 0

    async def nap() -> float:
        nonlocal taken
        taken += 1
        return next(took)

    assert await is_silent(lambda: sign_after is None or taken < sign_after, nap) is silent
