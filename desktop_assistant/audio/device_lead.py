"""How late is the echo of a loudspeaker that has begun again, by the device's own account?

The reference runs from the moment at which sound is written (`alignment.py`). A device that was emptied takes 10 to 90 ms before
it plays any of that, each time another time, and one that ran dry pauses: the echo is late by as much. But the device tells how
much it still holds, and by how much the reference is ahead of that, its *lead*, moves exactly as the echo does. Measured in 29
starts on PulseAudio and PipeWire: delays from 80 to 150 and from 190 to 240 ms, and within 5 ms of what the lead told. One
reading wavers by as much again, so the middle of several counts.

How far to trust such an account is learned too: by how much it was wrong lately.
"""

from collections import deque

_READINGS, _FEWEST = 12, 4
_MOVED = 8
"""Readings in a row that say that the device has paused in the middle of a sound."""
MOST_WRONG_MS, LEAST_WRONG_MS = 60.0, 12.0
"""A device that says nothing begins earlier or later by so much at most: on two sound servers mostly up to 25 ms, 40 once."""
_STARTS, _PROVED = 6, 2
"""As many are remembered, and so many are needed until an account is trusted."""
_MARGIN = 2.0
"""Of what was wrong lately, how much is expected next time."""


class DeviceLead:
    """ms throughout. Without readings nothing is expected to move."""

    def __init__(self) -> None:
        self._readings: deque[float] = deque(maxlen=_READINGS)
        self._lead_when_found: float | None = None
        """The lead when the delay was last found."""
        self._wrong: deque[float] = deque(maxlen=_STARTS)
        """ms by which the last echoes were not where they were expected."""

    @property
    def near_ms(self) -> float:
        """An echo comes within so much of what is expected."""
        if len(self._wrong) < _PROVED:
            return MOST_WRONG_MS
        return min(max(_MARGIN * max(self._wrong), LEAST_WRONG_MS), MOST_WRONG_MS)

    @property
    def later_ms(self) -> float:
        """By how much the echo is later than when it was last found; negative: it is earlier."""
        if self._lead_when_found is None or len(self._readings) < _FEWEST:
            return 0.0
        return _middle(self._readings) - self._lead_when_found

    @property
    def most_ms(self) -> float:
        """As `later_ms`, at most: a device that is just beginning says more with each reading."""
        if self._lead_when_found is None or len(self._readings) < _FEWEST:
            return 0.0
        return max(max(self._readings) - self._lead_when_found, 0.0)

    @property
    def has_paused(self) -> bool:
        """The device plays, but it is not where it was."""
        if self._lead_when_found is None or len(self._readings) < _READINGS:
            return False
        newest = list(self._readings)[-_MOVED:]
        return min(newest) > self._lead_when_found + self.near_ms or max(newest) < self._lead_when_found - self.near_ms

    def push(self, lead_ms: float) -> None:
        """One reading."""
        self._readings.append(lead_ms)

    def begin(self) -> None:
        """The device begins again: what it said before tells nothing."""
        self._readings.clear()

    def doubt(self) -> None:
        """After a start no echo was found where it was expected, until the next one."""
        if self._wrong:
            self._wrong.append(min(max(_MARGIN * max(self._wrong), LEAST_WRONG_MS / _MARGIN), MOST_WRONG_MS))

    def lost(self) -> None:
        """There is no echo anywhere near: what the device says has nothing to do with it, until one is found."""
        self._lead_when_found = None
        self._wrong.append(MOST_WRONG_MS)

    def found(self, wrong_ms: float | None = None) -> None:
        """An echo; `wrong_ms`: after a start, by how much it was not where it was expected."""
        if wrong_ms is not None:
            self._wrong.append(abs(wrong_ms))
        elif self._is_moving:
            return  # the echo may still be that of before
        if len(self._readings) >= _FEWEST:
            self._lead_when_found = _middle(self._readings)

    @property
    def _is_moving(self) -> bool:
        """The device has just begun or paused."""
        return max(self._readings, default=0.0) - min(self._readings, default=0.0) > LEAST_WRONG_MS


def _middle(values: deque[float]) -> float:
    return sorted(values)[len(values) // 2]
