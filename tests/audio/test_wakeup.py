import time

import pytest

from desktop_assistant.audio.wakeup import QUIET_S, Clocks, WakeUp, read_clocks


class Machine:
    """Its clocks, moved by what happens to it."""

    def __init__(self) -> None:
        self.clocks = Clocks(awake=50.0, always=80.0, wall=1_700_000_000.0)
        self.wake_up = WakeUp(lambda: self.clocks)

    def pass_time(self, awake: float = 0.0, *, asleep: float = 0.0, wall: float = 0.0) -> bool:
        c = self.clocks
        self.clocks = Clocks(awake=c.awake + awake, always=c.always + awake + asleep, wall=c.wall + awake + asleep + wall)
        return self.wake_up.look()

    def calm(self, seconds: float) -> int:
        return sum(self.pass_time(0.2) for _ in range(round(seconds / 0.2)))


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_time_that_just_passes_is_nothing(machine: Machine) -> None:
    assert machine.calm(60) == 0
    assert not machine.pass_time(4.0)  # a busy machine


@pytest.mark.parametrize("asleep", [3.0, 60.0, 86_400.0])
def test_a_sleep_is_told_once(machine: Machine, asleep: float) -> None:
    assert machine.pass_time(0.2, asleep=asleep)
    assert machine.calm(60) == 0
    assert machine.pass_time(0.2, asleep=asleep)


@pytest.mark.parametrize("jump", [31.0, -31.0, 3600.0, -7200.0])
def test_a_clock_that_jumps_is_told_once(machine: Machine, jump: float) -> None:
    assert machine.pass_time(0.2, wall=jump)
    assert machine.calm(60) == 0


@pytest.mark.parametrize("jump", [1.0, -1.0, 29.0, -29.0])
def test_an_ordinary_correction_is_nothing(machine: Machine, jump: float) -> None:
    assert not machine.pass_time(0.2, wall=jump)


def test_a_clock_that_is_set_right_after_a_sleep_is_the_same_event(machine: Machine) -> None:
    assert machine.pass_time(0.2, asleep=600.0)
    assert machine.calm(QUIET_S / 2) == 0
    assert not machine.pass_time(0.2, wall=-120.0)
    machine.calm(QUIET_S)
    assert machine.pass_time(0.2, wall=-120.0)


def test_where_no_clock_tells_of_sleep_the_gap_does(machine: Machine) -> None:
    assert machine.pass_time(11.0)
    assert machine.calm(60) == 0


def test_this_machines_clocks_go_alike() -> None:
    first = read_clocks()
    second = read_clocks()
    assert second.awake - first.awake == pytest.approx(second.always - first.always, abs=0.5)
    assert second.wall == pytest.approx(time.time(), abs=5)
