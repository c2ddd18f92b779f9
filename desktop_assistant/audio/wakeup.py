"""Has the machine slept, or its clock jumped? Streams that were open then may be dead or seconds late, and nobody says so."""

import time
from collections.abc import Callable
from dataclasses import dataclass

JUMP_S = 30.0
"""By so much the clock on the wall must have moved against the others: less is its ordinary correction."""
SLEEP_S = 2.0
"""So long the machine must have been asleep: streams survive less."""
GAP_S = 10.0
"""Between two looks: where no clock tells of sleep, the gap does."""
QUIET_S = 30.0
"""After a wake-up the clock on the wall is often set right a while later: that is the same event."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """All in seconds, each from a beginning of its own."""

    awake: float
    """Stands still while the machine sleeps, where the system has such a clock."""
    always: float
    """Goes on meanwhile."""
    wall: float


def read_clocks() -> Clocks:
    """Of this machine."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    always = time.clock_gettime(boot) if boot is not None else time.monotonic()
    return Clocks(awake=time.monotonic(), always=always, wall=time.time())


class WakeUp:
    """`look` often; it is true once for each sleep or jump."""

    def __init__(self, clocks: Callable[[], Clocks]) -> None:
        self._clocks = clocks
        self._last = clocks()
        self._quiet_until = self._last.awake

    def look(self) -> bool:
        """Streams are to be opened anew."""
        before, now = self._last, self._clocks()
        self._last = now
        awake, always, wall = now.awake - before.awake, now.always - before.always, now.wall - before.wall
        is_other_time = awake > GAP_S or always - awake > SLEEP_S or abs(wall - always) > JUMP_S
        if not is_other_time or now.awake < self._quiet_until:
            return False
        self._quiet_until = now.awake + QUIET_S
        return True
