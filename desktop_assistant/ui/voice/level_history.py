"""The last second and a half of loudness of both sides, newest first, as the waveform draws it.

Plain lists: numpy would add a sixth of a second to the start of the window for two rows of 44 numbers.
"""

import math

from desktop_assistant.core.snapshot import Levels

COLUMNS = 44
_FLOOR_DB = -54.0
"""Quieter than this is drawn as silence."""
_STALE_S = 0.12
"""Loudness that is not confirmed within this time falls to silence."""
_FADE = tuple(1.0 - 0.85 * column / (COLUMNS - 1) for column in range(COLUMNS))


def as_height(rms: float) -> float:
    """Loudness as the ear ranks it: 0 at the floor, 1 at full scale."""
    if rms <= 0.0:
        return 0.0
    return min(1.0, max(0.0, 1.0 - 20.0 * math.log10(rms) / _FLOOR_DB))


class LevelHistory:
    """Two rows of `COLUMNS` heights in 0..1; index 0 is the newest."""

    def __init__(self) -> None:
        self.mic = [0.0] * COLUMNS
        self.voice = [0.0] * COLUMNS
        self._now = (0.0, 0.0)
        self._heard_at = 0.0

    @property
    def sounds(self) -> bool:
        """Whether the latest loudness can be seen."""
        return max(self._now) > 0.0

    @property
    def is_moving(self) -> bool:
        """Whether anything is left to draw but silence."""
        return self.sounds or any(self.mic) or any(self.voice)

    def hear(self, levels: Levels, now: float) -> None:
        """`now` in seconds, the clock of `travel`."""
        self._now = (as_height(levels.mic_rms), as_height(levels.voice_rms))
        self._heard_at = now

    def travel(self, now: float) -> None:
        """One column further; the newest is the latest loudness."""
        self._forget_stale(now)
        self.mic = [self._now[0], *self.mic[:-1]]
        self.voice = [self._now[1], *self.voice[:-1]]

    def hold(self, now: float) -> None:
        """The whole picture takes the latest loudness, fading outwards."""
        self._forget_stale(now)
        self.mic = [self._now[0] * fade for fade in _FADE]
        self.voice = [self._now[1] * fade for fade in _FADE]

    def _forget_stale(self, now: float) -> None:
        if now - self._heard_at > _STALE_S:
            self._now = (0.0, 0.0)
