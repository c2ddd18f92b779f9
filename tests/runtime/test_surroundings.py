"""A network that changes and a machine that slept, on injected time."""

import pytest

from desktop_assistant.core.local_events import NetworkChanged
from desktop_assistant.runtime.surroundings import EVERY_S, JUMP_S, Surroundings


class World:
    """Addresses and both clocks, as told."""

    def __init__(self) -> None:
        self.now, self.wall_s = 100.0, 1_700_000_000.0
        self.ways: tuple[str, ...] = ("10.0.0.2", "fe80::1")
        self.told: list[bool] = []
        self.surroundings = Surroundings(lambda: self.ways, self, lambda event: self.told.append(_is_there(event)))

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> float:
        return self.wall_s

    async def sleep(self, seconds: float) -> None:
        self.after(seconds)

    def after(self, seconds: float, *, wall_s: float | None = None) -> list[bool]:
        """What is told when that much time has passed, on our clock and on the wall's."""
        self.now += seconds
        self.wall_s += seconds if wall_s is None else wall_s
        self.told.clear()
        self.surroundings.look()
        return list(self.told)


def _is_there(event: NetworkChanged) -> bool:
    return event.is_there


def test_after_a_sleep_the_new_relation_of_the_clocks_is_told() -> None:
    world, told = World(), list[NetworkChanged]()
    world.surroundings = Surroundings(lambda: world.ways, world, told.append)
    world.now, world.wall_s = world.now + EVERY_S, world.wall_s + 3600.0
    world.surroundings.look()
    assert [event.wall_offset for event in told] == [world.wall_s - world.now]


def test_nothing_is_told_while_nothing_changes() -> None:
    world = World()
    assert [world.after(EVERY_S) for _ in range(100)] == [[]] * 100


@pytest.mark.parametrize("ways", [("10.0.0.3", "fe80::1"), ("10.0.0.2",), ("192.168.1.2",)])
def test_another_way_out_is_told_once(ways: tuple[str, ...]) -> None:
    world = World()
    world.ways = ways
    assert world.after(EVERY_S) == [True]
    assert world.after(EVERY_S) == []


def test_a_network_that_goes_and_comes() -> None:
    world = World()
    world.ways = ()
    assert world.after(EVERY_S) == [False]
    world.ways = ("10.0.0.2", "fe80::1")
    assert world.after(EVERY_S) == [True]


@pytest.mark.parametrize("slept_s", [JUMP_S + 1, 3600.0])
def test_sleep_in_which_our_clock_stood_still(slept_s: float) -> None:
    world = World()
    assert world.after(EVERY_S, wall_s=EVERY_S + slept_s) == [True]
    assert world.after(EVERY_S) == []


def test_sleep_in_which_our_clock_went_on() -> None:
    world = World()
    assert world.after(3600.0) == [True]
    assert world.after(EVERY_S) == []


@pytest.mark.parametrize("jump_s", [-3600.0, 86_400.0])
def test_a_clock_that_is_set(jump_s: float) -> None:
    world = World()
    assert world.after(EVERY_S, wall_s=EVERY_S + jump_s) == [True]


def test_a_clock_that_is_corrected_a_little_means_nothing() -> None:
    world = World()
    assert world.after(EVERY_S, wall_s=EVERY_S + 1.0) == []
