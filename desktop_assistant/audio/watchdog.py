"""How long the audio process may be silent before it is given up; pure, times in seconds of one clock.

While a microphone is open or something plays, silence is heard by a person, so it is short; a loaded spare is waiting. But a
replacement helps nobody if the machine is merely slow: a process that still loads has longer, one that is about to ask the
system for a device says so beforehand, and after each that was given up the next has twice the time.
"""

from collections.abc import Awaitable, Callable

NAP_S = 0.02
_NAPS = 3
"""Looks at a silent process that must all come in time before it is believed to be silent: whoever was held up by other work, a
window that opens say, has not read its signs either, and is often held up twice in a row."""
LOOKS_S = _NAPS * NAP_S
"""How long they take at least: they begin so long before it is due."""
_LATE_S = 0.02

START_S = 10.0
"""Until it says that it is ready."""
LOADING_S = 5.0
"""While it loads its learned stages: from a cold disk that takes what it takes, and holds Python's lock."""
BUSY_S, IDLE_S = 0.3, 0.6
STARVED_S = 2.0
"""Where it would run if it were let: a machine with too much to do is no reason to give it one process more to start."""
_FORGOTTEN_S = 20.0
_MOST_DOUBLINGS = 4


class Watchdog:
    """`start` with every process, `sign` with everything it says; when the clock reaches `due` it is stuck."""

    def __init__(self) -> None:
        self._sign_at = 0.0
        self._limit: float | None = None
        """What was said of the silence that follows the last sign; None: the usual."""
        self._hears = False
        self._busy = False
        self._given_up: list[float] = []

    def start(self, now: float) -> None:
        """A new process."""
        self._sign_at, self._limit, self._hears = now, START_S, False

    def sign(self, now: float, *, patience_s: float = 0.0) -> None:
        """It lives; `patience_s`: what it does next may take so long."""
        self._sign_at, self._limit = now, patience_s or None
        if self._given_up and now - self._given_up[0] > _FORGOTTEN_S:
            self._given_up.pop(0)

    def hears(self) -> None:
        """Its learned stages are loaded."""
        self._hears = True

    def watch_closely(self, busy: bool, now: float) -> None:
        """Sound is under way from now on, or no longer."""
        if busy and not self._busy:
            # It was not expected to say much before.
            self._sign_at = max(self._sign_at, now)
        self._busy = busy

    def give_up(self, now: float) -> None:
        """It was stuck."""
        self._given_up.append(now)

    @property
    def due(self) -> float:
        """When it will have been silent for too long."""
        usual = (BUSY_S if self._busy else IDLE_S) * 2 ** min(len(self._given_up), _MOST_DOUBLINGS)
        return self._sign_at + max(self._limit or 0.0, usual if self._hears else LOADING_S)

    @property
    def due_if_starved(self) -> float:
        """The same for one that is not let run."""
        return max(self.due, self._sign_at + STARVED_S)


async def is_silent(is_due: Callable[[], bool], nap: Callable[[], Awaitable[float]]) -> bool:
    """Whether it stays `is_due` while we can surely hear it. `nap` lasts about `NAP_S` and tells how many seconds it took."""
    in_time = 0
    while is_due():
        if in_time == _NAPS:
            return True
        in_time = in_time + 1 if await nap() < NAP_S + _LATE_S else 0
    return False
