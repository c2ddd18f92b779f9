"""How loud both sides are, thinned out for a picture 30 times a second.

What a room does all the time (hiss, a fan) is left out of it: a picture of that would tell nobody anything, and drawing it for
hours would cost more than listening does.
"""

import math

import numpy as np

from desktop_assistant.core.audio import Samples
from desktop_assistant.core.snapshot import Levels

INTERVAL_S = 1 / 30
_AUDIBLE = 0.002
"""Root mean square (-54 dB) under which a picture shows a flat line anyway."""
_STEADY = 1.3
"""Power over the room's that is still the room: pictures of white noise differ by a few percent."""
_NO_VOICE = 0.1
_RISING, _FALLING = 1 / 60, 0.3
"""How fast the room is learned, per picture: a sound must go on for seconds, its end is believed at once."""


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
        self._room = 0.0
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
        microphone = self._without_room(self._mic_power / max(1, self._mic_frames))
        voice = math.sqrt(self._voice_power / max(1, self._voice_frames))
        flat = max(microphone, voice) < _AUDIBLE
        levels = Levels() if flat else self._levels(microphone, voice)
        self._clear()
        self._due = max(self._due + INTERVAL_S, now)
        was_flat, self._flat = self._flat, flat
        return None if flat and was_flat else levels

    def _without_room(self, power: float) -> float:
        """Root mean square of what stands out."""
        if self._probability < _NO_VOICE and self._mic_frames:
            self._room += (_RISING if power > self._room else _FALLING) * (power - self._room)
        return math.sqrt(power - self._room) if power > _STEADY * self._room else 0.0

    def _levels(self, microphone: float, voice: float) -> Levels:
        return Levels(
            mic_rms=min(1.0, microphone),
            mic_peak=min(1.0, self._mic_peak),
            voice_rms=min(1.0, voice),
            voice_peak=min(1.0, self._voice_peak),
            speech_probability=self._probability,
        )
