"""How loud is whoever uses this microphone, usually? So a table of people behind them is not taken for them.

What tells a person at the desk from people farther away is, to one microphone, mostly their level: at twice the distance the
direct sound is 6 dB weaker. No level is right for all microphones, so it is learnt, from what was confirmed as a turn. While the
assistant speaks, a voice that stays 10 dB below that does not interrupt it: at first it is followed like any other but is no
evidence of anything, and when it has not risen in a third of a second it is nobody's: it is not sent either.
While the assistant is silent every voice counts, and is learnt from: whoever has moved away, or takes over from farther away, is
the measure from their first turn on.

Measured with people over eight others at a table, 12 dB weaker: people stay above 8 dB below the level of their own turns, even
when they speak 6 dB softer than before; the table is 10 to 16 below.

Time is counted in windows of the detector, 32 ms.
"""

from collections import deque
from enum import Enum, auto
from math import log10

import numpy as np

from desktop_assistant.audio.ports import VAD_WINDOW_MS
from desktop_assistant.core.audio import Samples

_DISTANT_DB, _NEAR_DB = 10.0, 7.0
"""Below the usual level: from where on a voice is somebody else's, and above which two windows in a row are the user's again."""
_FAR_DB, _CLOSE_DB = 9.0, 5.0
"""From where on a voice is worth nothing, and above which it is worth as much as any."""
_NEAR_WINDOWS = 2
_TURNS = 2
"""The weaker one of so many is the measure: who was heard lately may interrupt."""
_LEAST_WINDOWS = 10
"""Of a turn that tells something, and of a voice that is known for a distant one. Less may be a cough, or a soft beginning."""
_MOST_WINDOWS = 200
"""The newest of a voice: somebody may read aloud for minutes."""
_PAUSE_WINDOWS = 20
"""After which another voice begins."""
DOUBT_MS = _LEAST_WINDOWS * VAD_WINDOW_MS
"""At most so long nobody knows whose voice it is."""
_SHARE = 75
"""Percentile of a voice's windows that stands for it: above its endings and pauses, below a knock on the table."""


class Whose(Enum):
    """A window with a voice in it."""

    USERS = auto()
    DOUBTFUL = auto()
    """It is weak, but has only just begun."""
    OTHERS = auto()


def level_db(window: Samples) -> float:
    """Power in dB full scale."""
    return 10 * log10(float(np.dot(window, window)) / len(window) + 1e-12)


class Presence:
    """Of one microphone, over all its openings."""

    def __init__(self) -> None:
        self._turns: deque[float] = deque(maxlen=_TURNS)
        self._voice: deque[float] = deque(maxlen=_MOST_WINDOWS)
        self._whose = Whose.USERS
        self._near = self._pause = 0

    @property
    def whose(self) -> Whose:
        """The newest voice."""
        return self._whose

    @property
    def nearness(self) -> float:
        """0..1: what a window of the newest voice is worth as evidence; who is farther away than usual must say more."""
        if not self._turns or not self._voice:
            return 1.0
        below_db = min(self._turns) - self._level_db
        return min(max((_FAR_DB - below_db) / (_FAR_DB - _CLOSE_DB), 0.0), 1.0)

    def hear(self, level_db: float, *, playing: bool) -> Whose:
        """The next window with a voice in it, while the assistant speaks or not."""
        self._pause = 0
        self._voice.append(level_db)
        self._whose = self._judge(level_db) if playing and self._turns else Whose.USERS
        return self._whose

    def pause(self) -> None:
        """The next window has no voice in it, and none is being followed."""
        self._pause += 1
        if self._pause == _PAUSE_WINDOWS:
            self._begin()

    def voice_over(self, *, is_turn: bool) -> None:
        """A voice that was followed has ended; `is_turn`: it was confirmed."""
        if self._whose is Whose.OTHERS:
            return  # it may go on, unfollowed
        if is_turn and len(self._voice) >= _LEAST_WINDOWS:
            self._turns.append(self._level_db)
        self._begin()

    def forget(self) -> None:
        """Another microphone is in use."""
        self._turns.clear()
        self._begin()

    def _judge(self, level_db: float) -> Whose:
        usual = min(self._turns)
        if self._whose is Whose.OTHERS:
            self._near = self._near + 1 if level_db > usual - _NEAR_DB else 0
            if self._near < _NEAR_WINDOWS:
                return Whose.OTHERS
            self._begin()
            self._voice.append(level_db)
        if self._level_db > usual - _DISTANT_DB:
            return Whose.USERS
        return Whose.OTHERS if len(self._voice) >= _LEAST_WINDOWS else Whose.DOUBTFUL

    def _begin(self) -> None:
        self._voice.clear()
        self._whose, self._near, self._pause = Whose.USERS, 0, 0

    @property
    def _level_db(self) -> float:
        return float(np.percentile(self._voice, _SHARE))
