"""Hanging up while nobody speaks, and when no more money may be spent: an open session may cost by the minute, and a forgotten
microphone must not talk to anybody for hours.

What the person says next connects again and is told the conversation so far, so nothing is lost but a second.
"""

from desktop_assistant.session.rules import Rules


class Rest:
    """`tend` after each input. after_s: so long between turns; None = never."""

    def __init__(self, rules: Rules, after_s: float | None) -> None:
        self._rules = rules
        self._p = rules.parts
        self._after_s = after_s
        self._quiet_since: float | None = None
        self.is_barred = False
        """No session may be begun: the money for this month is spent."""

    @property
    def deadline(self) -> float | None:
        """When it is time to hang up."""
        return self._quiet_since + self._after_s if self._quiet_since is not None and self._after_s is not None else None

    def tend(self) -> None:
        """Hang up if it is time."""
        p = self._p
        if not self._rules.is_quiet:
            self._quiet_since = None
        elif self._quiet_since is None:
            self._quiet_since = p.now
        is_time = self.deadline is not None and p.now >= self.deadline
        if (is_time or self.is_barred) and self._rules.is_quiet:
            self._quiet_since = None
            self._rules.lost()
            p.link.rest()

    def wake(self) -> None:
        """The person says something, or wants something to be said."""
        if not self.is_barred:
            self._p.link.wake()

    def bar(self, is_barred: bool) -> None:
        """The money is spent, or is not any more."""
        self.is_barred = is_barred
        if not is_barred and self._p.response.is_active:
            self._p.link.wake()
