"""What is done about a way up that is too slow for the sound: smaller packets, then a cheaper format; and back, step by step.

Pure: it is told how much sound waits and when, and says how to send it. Much that waits is no proof: what was said during an
outage is all said at once afterwards. So a step down is taken when much has waited for a while and does not get less faster than
it would be spoken. A step up is a trial, since a wire that carries little says nothing of how much it could carry: one that fails
is tried again later and later.
"""

from collections.abc import Container
from dataclasses import dataclass

from desktop_assistant.settings.continuity import Uplink

BACKED_UP_S, CLEAR_S = 1.5, 0.3
"""Sound that waits: more makes each answer late; less is what any wire has."""
LOOKS_FOR_S = 2.0
SETTLES_S = 4.0
"""A step that was taken is given so long to help before the next one."""
DRAINS_FAST = 1.0
"""Seconds of sound a second, beyond what is being said."""
UP_AFTER_S, UP_AT_MOST_AFTER_S = 30.0, 600.0
MORE_SELDOM = 2.0
STEADY_S = 120.0
"""A step up that lasted so long was right."""

_STEPS = (Uplink.WHOLE, Uplink.SMALLER, Uplink.CHEAPER)


@dataclass(frozen=True, slots=True)
class _Backlog:
    """Much waits."""

    since: float
    waiting_s: float
    """Then."""


class SlowWire:
    """`at` is how to send."""

    def __init__(self) -> None:
        self.at = Uplink.WHOLE
        self._backlog: _Backlog | None = None
        self._clear_since: float | None = None
        self._stepped_at = float("-inf")
        self._is_trial = False
        """The last step was one up."""
        self._up_after_s = UP_AFTER_S

    def look(self, waiting_s: float, now: float, *, offered: Container[Uplink], may_go_up: bool) -> bool:
        """True: `at` is another one from now on. offered: the steps that help with who answers. may_go_up: nobody speaks, and
        nothing is being answered."""
        if self._is_trial and now - self._stepped_at >= STEADY_S:
            self._is_trial, self._up_after_s = False, UP_AFTER_S
        self._note(waiting_s, now)
        if self._is_too_slow(waiting_s, now):
            return self._move(_STEPS[_STEPS.index(self.at) + 1 :], offered, now)
        if may_go_up and self._clear_since is not None and now - self._clear_since >= self._up_after_s:
            return self._move(_STEPS[: _STEPS.index(self.at)][::-1], offered, now)
        return False

    def try_again(self) -> None:
        """Another network may be a faster one."""
        self._up_after_s = 0.0

    def _note(self, waiting_s: float, now: float) -> None:
        if waiting_s < BACKED_UP_S:
            self._backlog = None
        elif self._backlog is None:
            self._backlog = _Backlog(now, waiting_s)
        if waiting_s > CLEAR_S:
            self._clear_since = None
        elif self._clear_since is None:
            self._clear_since = now

    def _is_too_slow(self, waiting_s: float, now: float) -> bool:
        seen = self._backlog
        if seen is None or now - seen.since < LOOKS_FOR_S or now - self._stepped_at < SETTLES_S:
            return False
        self._backlog = _Backlog(now, waiting_s)
        return seen.waiting_s - waiting_s < DRAINS_FAST * (now - seen.since)

    def _move(self, steps: tuple[Uplink, ...], offered: Container[Uplink], now: float) -> bool:
        step = next((one for one in steps if one is Uplink.WHOLE or one in offered), None)
        if step is None:
            return False
        is_up = _STEPS.index(step) < _STEPS.index(self.at)
        if self._is_trial and not is_up:
            self._up_after_s = min(UP_AT_MOST_AFTER_S, max(UP_AFTER_S, self._up_after_s) * MORE_SELDOM)
        self.at, self._stepped_at, self._is_trial, self._clear_since = step, now, is_up, None
        return True
