"""How loud both sides are, thinned out for a picture 30 times a second."""

import math

import numpy as np

from desktop_assistant.core.audio import Samples
from desktop_assistant.core.snapshot import Levels

INTERVAL_S = 1 / 30
_AUDIBLE = 0.002
"""Peak (-54 dB) under which a picture would show a flat line anyway."""


def loudness(samples: Samples) -> tuple[float, float]:
    """Mean square and peak."""
    if not len(samples):
        return 0.0, 0.0
    return float(np.dot(samples, samples)) / len(samples), float(np.abs(samples).max())


class LevelMeter:
    """Collects both sides between two pictures. Nothing is reported while nothing sounds, after one last zero."""

    def __init__(self) -> None:
        self._due = 0.0
        self._flat = True
        self._clear()

    def _clear(self) -> None:
        self._mic_power = self._mic_peak = self._voice_power = self._voice_peak = self._probability = 0.0
        self._mic_frames = self._voice_frames = 0

    def microphone(self, power: float, peak: float) -> None:
        """One frame was captured."""
        self._mic_power += power
        self._mic_peak = max(self._mic_peak, peak)
        self._mic_frames += 1

    def voice(self, power: float, peak: float) -> None:
        """One frame of the assistant has left the loudspeaker."""
        self._voice_power += power
        self._voice_peak = max(self._voice_peak, peak)
        self._voice_frames += 1

    def speech(self, probability: float) -> None:
        """The detector judged a window."""
        self._probability = max(self._probability, probability)

    def picture(self, now: float) -> Levels | None:
        """The next picture, if one is due and shows something (or is the final zero)."""
        if now < self._due:
            return None
        flat = max(self._mic_peak, self._voice_peak) < _AUDIBLE
        levels = Levels() if flat else self._levels()
        self._clear()
        self._due = max(self._due + INTERVAL_S, now)
        was_flat, self._flat = self._flat, flat
        return None if flat and was_flat else levels

    def _levels(self) -> Levels:
        return Levels(
            mic_rms=min(1.0, math.sqrt(self._mic_power / max(1, self._mic_frames))),
            mic_peak=min(1.0, self._mic_peak),
            voice_rms=min(1.0, math.sqrt(self._voice_power / max(1, self._voice_frames))),
            voice_peak=min(1.0, self._voice_peak),
            speech_probability=self._probability,
        )
