"""The pause grows a little when the person was cut off, and shrinks again while they are not.

They were cut off when they go on within 1.5 s after the assistant began to speak, or take a turn up again that we had taken for
over. A later interruption is an ordinary one. Neither a word for silence ("stop") nor "mm-hmm" is a complaint about our patience.
"""

CUT_OFF_WITHIN_S = 1.5
STEP_MS, MOST_MS, CALM_MS = 150, 600, 30
"""Grown by one step, at most so much in all; each turn that was not cut off takes a little back."""


class Patience:
    """Of one session. `extra_ms` is added to whatever pause the person chose."""

    def __init__(self) -> None:
        self.extra_ms = 0
        self._before: int | None = None
        """`extra_ms` before the turn under way, or the one that ended last, made it grow."""
        self._grew = False
        """In the turn under way."""
        self._spoke_at: float | None = None

    def assistant_began(self, now: float) -> None:
        """Its first sound after a silence left the loudspeaker."""
        self._spoke_at = now

    def interrupted(self, now: float) -> bool:
        """The person really speaks; True: `extra_ms` has changed."""
        spoke_at, self._spoke_at = self._spoke_at, None
        return spoke_at is not None and now - spoke_at <= CUT_OFF_WITHIN_S and self.cut_off()

    def cut_off(self) -> bool:
        """A turn was taken for over too early; counts once per turn. True: `extra_ms` has changed."""
        if self._grew:
            return False
        self._grew, self._before = True, self.extra_ms
        self.extra_ms = min(MOST_MS, self.extra_ms + STEP_MS)
        return self.extra_ms != self._before

    def was_no_complaint(self) -> bool:
        """The words of the turn were a wish for silence, or none; True: `extra_ms` has changed."""
        before, self._before, self._grew = self._before, None, False
        if before is None:
            return False
        was, self.extra_ms = self.extra_ms, before
        return was != before

    def handed_over(self) -> bool:
        """A turn is complete; its words may still be to come. True: `extra_ms` has changed."""
        if self._grew:
            self._grew = False
            return False
        self._before = None
        if self.extra_ms == 0:
            return False
        self.extra_ms = max(0, self.extra_ms - CALM_MS)
        return True
