"""A loudspeaker that is not there: time passes, nothing sounds."""

from collections.abc import Callable

from desktop_assistant.core.audio import INTERNAL_RATE, Samples


class SilentPlayback:
    """Plays into nothing at the natural pace of the clock."""

    rate = INTERNAL_RATE

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._written = 0
        self._played = 0.0
        self._at = clock()

    def write(self, samples: Samples) -> None:
        """Queue after what is there."""
        self._move()
        self._written += len(samples)

    def queued(self) -> int:
        """Samples not yet played."""
        return self._written - self.played()

    def played(self) -> int:
        """Samples played since the last reset."""
        self._move()
        return int(self._played)

    def reset(self) -> None:
        """Queue empty, counting from zero."""
        self._written, self._played, self._at = 0, 0.0, self._clock()

    def close(self) -> None:
        """Nothing to release."""

    def _move(self) -> None:
        now = self._clock()
        self._played = min(float(self._written), self._played + (now - self._at) * self.rate)
        self._at = now
