"""The last second and a half of loudness of both sides, newest first, as the waveform draws it."""

import numpy as np
import numpy.typing as npt

from desktop_assistant.core.snapshot import Levels

COLUMNS = 44
_FLOOR_DB = -54.0
"""Quieter than this is drawn as silence."""
_STALE_S = 0.12
"""Loudness that is not confirmed within this time falls to silence."""


def as_height(rms: float) -> float:
    """Loudness as the ear ranks it: 0 at the floor, 1 at full scale."""
    if rms <= 0.0:
        return 0.0
    return float(np.clip(1.0 - 20.0 * np.log10(rms) / _FLOOR_DB, 0.0, 1.0))


class LevelHistory:
    """Two rows of `COLUMNS` heights in 0..1; index 0 is the newest."""

    def __init__(self) -> None:
        self.mic: npt.NDArray[np.float32] = np.zeros(COLUMNS, dtype=np.float32)
        self.voice: npt.NDArray[np.float32] = np.zeros(COLUMNS, dtype=np.float32)
        self._now = (0.0, 0.0)
        self._heard_at = 0.0

    @property
    def sounds(self) -> bool:
        """Whether the latest loudness can be seen."""
        return max(self._now) > 0.0

    @property
    def is_moving(self) -> bool:
        """Whether anything is left to draw but silence."""
        return self.sounds or bool(self.mic.any() or self.voice.any())

    def hear(self, levels: Levels, now: float) -> None:
        """`now` in seconds, the clock of `travel`."""
        self._now = (as_height(levels.mic_rms), as_height(levels.voice_rms))
        self._heard_at = now

    def travel(self, now: float) -> None:
        """One column further; the newest is the latest loudness."""
        self._forget_stale(now)
        for row, newest in ((self.mic, self._now[0]), (self.voice, self._now[1])):
            row[1:] = row[:-1]
            row[0] = newest

    def hold(self, now: float) -> None:
        """The whole picture takes the latest loudness, fading outwards."""
        self._forget_stale(now)
        fade = np.linspace(1.0, 0.15, COLUMNS, dtype=np.float32)
        self.mic[:] = fade * self._now[0]
        self.voice[:] = fade * self._now[1]

    def _forget_stale(self, now: float) -> None:
        if now - self._heard_at > _STALE_S:
            self._now = (0.0, 0.0)
