"""The fast brake: holds the assistant's voice at the first sign of a user, before anybody can know that it is one.

A detector of speech needs 60 to 100 ms. In that time the assistant talks on, the user hears themselves overlap, and the echo of
the overlap is what makes interruptions hard to understand. So the brake does not wait. A sound that stands well above everything
that echo and room leave (`near_end.py`) for two frames in a row is tried as a voice: playback is held where it is. If the
detector agrees within 130 ms the brain takes over; if not, playback goes on where it was held, and nothing was lost but a moment.

Such a moment is a hiccup in the assistant's voice, and somebody who types would make a stutter of it. So a trial that failed
costs trust: for a while it takes four frames in a row, and if that fails too, only the detector's word counts (twice as long each
time), which keys do not get.

Time is counted in frames.
"""

from dataclasses import dataclass
from enum import Enum, auto

from desktop_assistant.core.audio import Sensitivity

LEVEL_FRAMES, WARY_FRAMES = 2, 4
TRIAL_FRAMES = 13
SHORTEST_DOUBT, LONGEST_DOUBT = 500, 6000
"""Frames with less trust after a failed trial: 5 s, doubled with each further one, to a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrakeRules:
    """dB above what is expected: `level_db` alone begins a trial, `voice_db` is asked of a voice that the detector hears."""

    level_db: float
    voice_db: float


BRAKE_RULES = {
    Sensitivity.EASY: BrakeRules(level_db=7.0, voice_db=4.0),
    Sensitivity.NORMAL: BrakeRules(level_db=8.0, voice_db=6.0),
    Sensitivity.FIRM: BrakeRules(level_db=12.0, voice_db=9.0),
}


class Brake(Enum):
    """What the loudspeaker shall do now."""

    HOLD = auto()
    RELEASE = auto()


class Trust(Enum):
    """In loudness alone."""

    FULL = auto()
    WARY = auto()
    NONE = auto()


_NEEDED = {Trust.FULL: LEVEL_FRAMES, Trust.WARY: WARY_FRAMES, Trust.NONE: 10**9}


class BrakeJudge:
    """Stage: one `push` per frame of 10 ms while the assistant speaks."""

    def __init__(self) -> None:
        self._loud = 0
        self._trial: int | None = None
        """Frames since it began."""
        self._by_level = False
        self._trust = Trust.FULL
        self._doubt = 0
        """Frames until there is full trust again."""
        self._next_doubt = SHORTEST_DOUBT

    def push(self, stands_out_db: float, rules: BrakeRules, *, detected: bool, followed: bool) -> Brake | None:
        """`detected`: the detector has just heard a voice that stands out. `followed`: a voice has begun, for the gate."""
        self._doubt = max(0, self._doubt - 1)
        if self._doubt == 0:
            self._trust = Trust.FULL
        self._loud = self._loud + 1 if stands_out_db > rules.level_db else 0
        if followed:
            self._agree()
            return None
        if self._trial is not None:
            return self._go_on(detected=detected)
        by_level = self._loud >= _NEEDED[self._trust]
        if not (by_level or detected):
            return None
        self._trial, self._by_level = 0, not detected
        return Brake.HOLD

    def stop(self) -> Brake | None:
        """The assistant is silent: there is nothing to hold."""
        self._loud = 0
        was_trial, self._trial = self._trial is not None, None
        return Brake.RELEASE if was_trial else None

    def _agree(self) -> None:
        if self._trial is not None:
            self._next_doubt = SHORTEST_DOUBT
        self._trial = None

    def _go_on(self, *, detected: bool) -> Brake | None:
        assert self._trial is not None
        self._trial = 0 if detected else self._trial + 1
        self._by_level = self._by_level and not detected
        if self._trial < TRIAL_FRAMES:
            return None
        self._trial, self._loud = None, 0
        if self._by_level:
            self._lose_trust()
        return Brake.RELEASE

    def _lose_trust(self) -> None:
        self._trust = Trust.WARY if self._trust is Trust.FULL else Trust.NONE
        self._doubt, self._next_doubt = self._next_doubt, min(2 * self._next_doubt, LONGEST_DOUBT)
