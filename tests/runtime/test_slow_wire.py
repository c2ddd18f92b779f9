"""How to send on a wire that may be too slow; nothing but numbers and time."""

from itertools import pairwise

from desktop_assistant.runtime.slow_wire import LOOKS_FOR_S, SETTLES_S, STEADY_S, UP_AFTER_S, UP_AT_MOST_AFTER_S, SlowWire
from desktop_assistant.settings.continuity import Uplink

LOOK_S = 0.5
ALL = frozenset({Uplink.SMALLER, Uplink.CHEAPER})
BYTES = {Uplink.WHOLE: 1.0, Uplink.SMALLER: 0.65, Uplink.CHEAPER: 0.11}
"""Of a second of sound, as a share of the whole."""


class Speaker:
    """Somebody who speaks all the time, over a wire that carries `share` of the whole sound a second."""

    def __init__(self, share: float, offered: frozenset[Uplink] = ALL) -> None:
        self.wire = SlowWire()
        self.share = share
        self.offered = offered
        self.now = 0.0
        self.waiting_s = 0.0
        self.steps: list[tuple[float, Uplink]] = []

    def run(self, seconds: float, *, speaks: bool = True, may_go_up: bool = True) -> None:
        for _ in range(int(seconds / LOOK_S)):
            self.now += LOOK_S
            gained = LOOK_S * speaks - LOOK_S * self.share / BYTES[self.wire.at]
            self.waiting_s = max(0.0, self.waiting_s + gained)
            if self.wire.look(self.waiting_s, self.now, offered=self.offered, may_go_up=may_go_up):
                self.steps.append((self.now, self.wire.at))

    @property
    def taken(self) -> list[Uplink]:
        return [step for _, step in self.steps]


def test_a_wire_that_is_fast_enough_is_left_alone() -> None:
    it = Speaker(1.1)
    it.run(3600)
    assert it.steps == []


def test_one_that_is_a_little_too_slow_gets_smaller_packets_and_no_more() -> None:
    it = Speaker(0.75)
    it.run(UP_AFTER_S)
    assert it.taken == [Uplink.SMALLER]
    assert it.waiting_s == 0.0


def test_one_that_is_much_too_slow_gets_the_cheapest_format_too() -> None:
    it = Speaker(0.2)
    it.run(30)
    assert it.taken == [Uplink.SMALLER, Uplink.CHEAPER]
    (first, _), (second, _) = it.steps
    assert second - first >= SETTLES_S
    assert it.waiting_s < 1.0


def test_steps_that_do_not_help_here_are_passed_over() -> None:
    it = Speaker(0.2, frozenset({Uplink.CHEAPER}))
    it.run(20)
    assert it.taken == [Uplink.CHEAPER]
    it = Speaker(0.2, frozenset())
    it.run(20)
    assert it.taken == []


def test_what_was_said_in_an_outage_and_waits_all_at_once_is_no_slow_wire() -> None:
    it = Speaker(4.0)
    it.waiting_s = 60.0
    it.run(60)
    assert it.steps == []


def test_a_stall_that_is_over_at_once_is_no_slow_wire() -> None:
    it = Speaker(1.5)
    it.run(10)
    it.waiting_s = LOOKS_FOR_S - LOOK_S
    it.run(60)
    assert it.steps == []


def test_it_goes_back_step_by_step_when_the_wire_is_faster_again() -> None:
    it = Speaker(0.2)
    it.run(30)
    it.share = 2.0
    it.run(2 * UP_AFTER_S + 5)
    assert it.taken == [Uplink.SMALLER, Uplink.CHEAPER, Uplink.SMALLER, Uplink.WHOLE]
    it.run(3600)
    assert len(it.steps) == 4


def test_it_does_not_go_back_while_somebody_speaks_or_answers() -> None:
    it = Speaker(0.75)
    it.run(20)
    it.share = 2.0
    it.run(10 * UP_AFTER_S, may_go_up=False)
    assert it.wire.at is Uplink.SMALLER
    it.run(1)
    assert it.wire.at is Uplink.WHOLE


def test_a_trial_that_fails_is_made_later_and_later() -> None:
    it = Speaker(0.75)
    it.run(4 * 3600)
    ups = [at for at, step in it.steps if step is Uplink.WHOLE]
    waits = [later - earlier for earlier, later in pairwise(ups)]
    assert waits == sorted(waits)
    assert UP_AT_MOST_AFTER_S <= waits[-1] <= UP_AT_MOST_AFTER_S + 20
    assert len(ups) < 4 * 3600 / UP_AT_MOST_AFTER_S + 6


def test_a_trial_that_lasted_is_forgotten() -> None:
    it = Speaker(0.75)
    it.run(3600)
    it.share = 2.0
    it.run(UP_AT_MOST_AFTER_S + STEADY_S + 10)
    assert it.wire.at is Uplink.WHOLE
    it.share = 0.75
    it.run(20)
    it.share = 2.0
    count = len(it.steps)
    it.run(UP_AFTER_S + 10)
    assert it.taken[count:] == [Uplink.WHOLE]


def test_another_network_is_tried_at_once() -> None:
    it = Speaker(0.75)
    it.run(3600)
    assert it.wire.at is Uplink.SMALLER
    it.share = 2.0
    it.wire.try_again()
    it.run(1)
    assert it.wire.at is Uplink.WHOLE
