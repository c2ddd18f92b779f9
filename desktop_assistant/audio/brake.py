"""The fast brake: holds the assistant's voice at the first sign of a user, before anybody can know that it is one.

A detector of speech needs 60 to 100 ms. In that time the assistant talks on, the user hears themselves overlap, and the echo of
the overlap is what makes interruptions hard to understand. So the brake does not wait. A sound that stands well above everything
that echo and room leave (`near_end.py`) for two frames in a row is tried as a voice: playback is held where it is. If the
detector agrees within 130 ms of the last such frame the brain takes over; if not, playback goes on where it was held, and nothing
was lost but a moment. Of the last, because no detector takes the beginning of "stop" or "four" for a voice: there are 100 to 200
ms before the vowel.

Such a moment is a hiccup in the assistant's voice, and somebody who types would make a stutter of it. So a trial that failed
costs trust: for a while it takes four frames in a row, and if that fails too, only the detector's word counts (twice as long each
time), which keys do not get. Less is asked of a voice that begins softly, until that was wrong once: there are rooms in which it
would be wrong all the time.

Time is counted in frames.
"""

from dataclasses import dataclass
from enum import Enum, auto

from desktop_assistant.core.audio import Sensitivity

LEVEL_FRAMES, WARY_FRAMES = 2, 4
TRIAL_FRAMES, LONGEST_TRIAL = 13, 40
"""Since the last frame that stood out, and all together."""
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


class _Sign(Enum):
    """What a trial began with."""

    LOUD = auto()
    SOFT = auto()
    DETECTED = auto()


class Trust(Enum):
    """In loudness alone."""

    FULL = auto()
    WARY = auto()
    NONE = auto()


_SOFT_DB = 3.0
"""By which less is asked at first. In twenty rooms with an ordinary echo it holds for nobody once in ten minutes; and it holds
the assistant for 43 of 53 people within 60 ms, instead of 41 (`tests/bench/barge_in.py`)."""
_NEEDED = {Trust.FULL: LEVEL_FRAMES, Trust.WARY: WARY_FRAMES, Trust.NONE: 10**9}


class BrakeJudge:
    """Stage: one `push` per frame of 10 ms while the assistant speaks."""

    def __init__(self) -> None:
        self._loud = self._soft = 0
        """Frames in a row that stand out enough, and enough for a soft beginning."""
        self._trial: int | None = None
        """Frames since its last sign."""
        self._held = 0
        """Frames since it began, or was detected."""
        self._sign = _Sign.LOUD
        self._believes_soft = True
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
        self._soft = self._soft + 1 if stands_out_db > rules.level_db - _SOFT_DB else 0
        if followed:
            self._agree()
            return None
        if self._trial is not None:
            return self._go_on(detected=detected)
        sign = self._new_sign(detected=detected)
        if sign is None:
            return None
        self._trial, self._held, self._sign = 0, 0, sign
        return Brake.HOLD

    def stop(self) -> Brake | None:
        """The assistant is silent: there is nothing to hold."""
        self._loud = self._soft = 0
        was_trial, self._trial = self._trial is not None, None
        return Brake.RELEASE if was_trial else None

    def _new_sign(self, *, detected: bool) -> _Sign | None:
        if detected:
            return _Sign.DETECTED
        if self._loud >= _NEEDED[self._trust]:
            return _Sign.LOUD
        is_soft = self._believes_soft and self._trust is Trust.FULL and self._soft >= LEVEL_FRAMES
        return _Sign.SOFT if is_soft else None

    def _agree(self) -> None:
        if self._trial is not None:
            self._next_doubt = SHORTEST_DOUBT
        self._trial = None

    def _go_on(self, *, detected: bool) -> Brake | None:
        assert self._trial is not None
        self._trial = 0 if detected or self._loud else self._trial + 1
        self._held = 0 if detected else self._held + 1
        if detected:
            self._sign = _Sign.DETECTED
        elif self._sign is _Sign.SOFT and self._loud >= LEVEL_FRAMES:
            self._sign = _Sign.LOUD
        if self._trial < TRIAL_FRAMES and self._held < LONGEST_TRIAL:
            return None
        self._trial, self._loud, self._soft = None, 0, 0
        if self._sign is _Sign.LOUD:
            self._lose_trust()
        elif self._sign is _Sign.SOFT:
            self._believes_soft = False
        return Brake.RELEASE

    def _lose_trust(self) -> None:
        self._trust = Trust.WARY if self._trust is Trust.FULL else Trust.NONE
        self._doubt, self._next_doubt = self._next_doubt, min(2 * self._next_doubt, LONGEST_DOUBT)
