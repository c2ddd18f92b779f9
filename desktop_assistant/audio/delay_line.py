"""How late an echo is, as a straight line through the peaks that were found in the last seconds: two clocks drift apart."""

from collections import deque
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from desktop_assistant.audio.bands import Levels

_LINE_S, _LINE_LOOKS = 6.0, 8
"""Peaks that the line goes through: their age, and of how many it is settled."""
_SURE_LOOKS = 4
"""After a shift."""
_FAR_MS, _FEWEST = 390.0, 4
"""Two peaks say something about drift when they are so far apart, and so many are needed at either end."""
_LEAST_MS, _SHARE = 290.0, 0.5
"""By how much runs must be longer than that, in all; and of the most that these clocks were compared by: a short run, in which
several looks are wrong together, does not overrule a long one."""
_ANOTHER_S = 0.09
"""Peaks that are closer together heard the same sound, and are wrong by the same: of them, one says something about drift."""
_SURE = 4.2
"""Median deviations among these pairs that a slope must differ by from none."""
_JUMP_MS, _AGREE_MS = 1.0, 0.5
"""A peak farther than this from the line is another path; it is believed when the next one agrees with it."""
_STRAY_S = 1.0
"""A peak elsewhere that none has repeated for so long was none."""
_NO_DRIFT = 8e-6
"""Clocks closer than this are one clock."""


@dataclass(frozen=True, slots=True)
class _Peak:
    at_s: float
    delay_ms: float
    run: int = 0
    """Between two shifts, all peaks lie on one line; the next run's line is parallel to it."""
    tells_drift: bool = False


class DelayLine:
    """The delay as a straight line through the last seconds of peaks."""

    def __init__(self) -> None:
        self._peaks: deque[_Peak] = deque()
        self._stray: _Peak | None = None
        self._base: _Peak | None = None
        self._heard_ms = 0.0
        """How much the best comparison of the clocks was made of that told something, on this path."""
        self.drift = 0.0
        """ms per ms."""
        self.number = 0
        """Of jumps, and one for the first peak."""
        self.shifts = 0
        """Of the same path."""

    @property
    def is_settled(self) -> bool:
        """The last peaks agree."""
        return self._stray is None and len(self._peaks) >= _LINE_LOOKS and len(self._run) >= _SURE_LOOKS

    def is_astray(self, at_s: float) -> bool:
        """The last peak was elsewhere, shortly before this moment."""
        return self._stray is not None and at_s - self._stray.at_s < _STRAY_S

    def at(self, at_s: float) -> float | None:
        """ms at this moment."""
        if self._base is None:
            return None
        return self._base.delay_ms + self.drift * (at_s - self._base.at_s) * 1000

    def add(self, at_s: float, delay_ms: float) -> None:
        """One more peak, not older than the last."""
        peak, expected = _Peak(at_s, delay_ms), self.at(at_s)
        if expected is None:
            self._begin(peak)
        elif abs(delay_ms - expected) <= _JUMP_MS:
            self._stray = None
            self._go_on(peak)
        elif self._stray is not None and abs(delay_ms - self._stray.delay_ms) <= _AGREE_MS:
            self._begin(peak)
        else:
            self._stray = peak

    def shift(self, at_s: float, delay_ms: float) -> None:
        """The same path is late by so much from now on; the clocks are what they were."""
        self._stray = None
        self.shifts += 1
        self._go_on(_Peak(at_s, delay_ms))

    @property
    def _run(self) -> list[_Peak]:
        """Peaks since the last shift, with the one that told of it."""
        return [one for one in self._peaks if one.run == self.shifts]

    def _begin(self, peak: _Peak) -> None:
        """Another path; the clocks are what they were, for all that is known, and whatever is heard on it may tell otherwise."""
        self._peaks = deque()
        self._stray = None
        self._heard_ms = 0.0
        self.number += 1
        self._go_on(peak)

    def _go_on(self, peak: _Peak) -> None:
        """One more of the newest run: its middle tells the delay, all runs together the drift."""
        told = max((one.at_s for one in self._run if one.tells_drift), default=-inf)
        self._peaks.append(replace(peak, run=self.shifts, tells_drift=peak.at_s - told >= _ANOTHER_S))
        while self._peaks[0].at_s < peak.at_s - _LINE_S:
            self._peaks.popleft()
        age = np.array([one.at_s - peak.at_s for one in self._peaks]) * 1000
        delay = np.array([one.delay_ms for one in self._peaks])
        runs = np.array([one.run for one in self._peaks])
        self._follow_clocks(*np.compress([one.tells_drift for one in self._peaks], (age, delay, runs), axis=1))
        newest = runs == self.shifts
        self._base = _Peak(peak.at_s, float(np.median(delay[newest] - self.drift * age[newest])))

    def _follow_clocks(self, age: Levels, delay: Levels, runs: Levels) -> None:
        """The middle of all slopes between two peaks of one run (Theil and Sen): a few that are wrong together change nothing,
        and after a start the first looks, which hear little, are. What may be chance tells nothing."""
        later, sooner = np.triu_indices(len(age), 1)[::-1]
        apart = age[later] - age[sooner]
        tells = (runs[later] == runs[sooner]) & (apart >= _FAR_MS)
        heard_ms = sum(max(float(np.ptp(age[runs == run])) - _FAR_MS, 0.0) for run in set(runs))
        is_enough = heard_ms >= max(_LEAST_MS, _SHARE * self._heard_ms)
        if not is_enough or min(len(set(end[tells])) for end in (sooner, later)) < _FEWEST:
            return
        slopes = (delay[later] - delay[sooner])[tells] / apart[tells]
        slope = float(np.median(slopes))
        is_none = abs(slope) <= _NO_DRIFT
        if is_none or abs(slope) > _SURE * float(np.median(np.abs(slopes - slope))):
            self.drift, self._heard_ms = 0.0 if is_none else slope, max(self._heard_ms, heard_ms)
