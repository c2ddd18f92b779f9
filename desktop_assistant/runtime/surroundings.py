"""Has the network changed, or has the machine slept? Nobody tells, so a look is taken every now and then.

A socket survives neither of them for sure, and does not notice: what is sent goes nowhere until its keepalive fails. And an
attempt that waits for its time need not wait once there is a network again.
"""

from collections.abc import Callable

from desktop_assistant.core.local_events import NetworkChanged
from desktop_assistant.runtime.ports import Clock

EVERY_S = 2.0
JUMP_S = 5.0
"""So much the wall's clock has moved against ours, or a look is late: the machine slept, or somebody set the clock."""


class Surroundings:
    """`routes()` are the addresses that lead out of this computer; `tell` is called with each change."""

    def __init__(self, routes: Callable[[], tuple[str, ...]], clock: Clock, tell: Callable[[NetworkChanged], None]) -> None:
        self._routes = routes
        self._clock = clock
        self._tell = tell
        self._known = routes()
        self._looked_at = clock.monotonic()
        self._offset = clock.wall() - clock.monotonic()

    async def watch(self) -> None:
        """Look for ever."""
        while True:
            await self._clock.sleep(EVERY_S)
            self.look()

    def look(self) -> None:
        """Once."""
        known, self._known = self._known, self._routes()
        if known != self._known or self._time_has_passed():
            self._tell(NetworkChanged(is_there=bool(self._known), wall_offset=self._offset))

    def _time_has_passed(self) -> bool:
        now = self._clock.monotonic()
        offset = self._clock.wall() - now
        gap, jump = now - self._looked_at, abs(offset - self._offset)
        self._looked_at, self._offset = now, offset
        return gap > EVERY_S + JUMP_S or jump > JUMP_S
