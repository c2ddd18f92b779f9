"""How a loudspeaker reaches a microphone, and what the microphone hears of it."""

from dataclasses import dataclass

import numpy as np

from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples

_TAPS = 8
_SWINGS_HZ = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Acoustics:
    """How the loudspeaker reaches the microphone; `gain_db` None: not at all."""

    delay_ms: float = 80.0
    gain_db: float | None = -6.0
    rt60_s: float = 0.25
    tail_db: float = -10.0
    """Power of the reverberation relative to the direct sound."""
    drift_ppm: float = 0.0
    """By how much the microphone's clock is faster."""
    starts_within_ms: float = 80.0
    """A device that was emptied begins to play so much later at most, each time another time, so that the echo of all that is
    played then is late by that. Measured on PulseAudio and PipeWire: mostly up to 25 ms more than at the soonest, 70 at most; so
    exponential, with a mean of a quarter of it."""
    untold_ms: float = 10.0
    """Of that, what the device itself does not know at most: it says that it plays. Measured: 5 ms around the middle."""
    overdrive: float = 0.0
    """0: a clean loudspeaker; 3: one whose peaks are bent to a third."""
    swing_ms: float = 0.0
    """The way gets so much longer and shorter again, three times a second, as by a program that makes a voice sound like many. No
    linear canceller can follow."""

    def response(self) -> Samples:
        """From a sample at the loudspeaker to the microphone, without the delay."""
        if self.gain_db is None:
            return np.zeros(1, np.float32)
        count = int(self.rt60_s * INTERNAL_RATE * 1.2)
        tail = np.random.default_rng(7).standard_normal(count) * np.exp(-np.arange(count) * 6.9 / (self.rt60_s * INTERNAL_RATE))
        tail *= np.sqrt(10 ** (self.tail_db / 10) / np.square(tail).sum())
        tail[0] = 1.0
        return np.asarray(tail * 10 ** (self.gain_db / 20), np.float32)


class Air:
    """From loudspeaker to microphone, 10 ms at a time."""

    def __init__(self, acoustics: Acoustics) -> None:
        response = acoustics.response()
        self._size = 1 << int(np.ceil(np.log2(len(response) + FRAME)))
        self._response = np.fft.rfft(response, self._size)
        self._overdrive = acoustics.overdrive
        self._delay = acoustics.delay_ms * INTERNAL_RATE / 1000
        self._drift = acoustics.drift_ppm * 1e-6
        self._swing = acoustics.swing_ms * INTERNAL_RATE / 1000
        self._frames = 0
        self._past = np.zeros(INTERNAL_RATE * 3 + self._size, np.float32)

    def push(self, played: Samples) -> Samples:
        """What the microphone hears of it, and of what was played before."""
        if self._overdrive:
            played = np.tanh(played * self._overdrive * 4) / (self._overdrive * 2)
        heard = np.fft.irfft(np.fft.rfft(played, self._size) * self._response, self._size)
        self._past[:-FRAME] = self._past[FRAME:]
        self._past[-FRAME:] = 0
        start = len(self._past) - self._size
        self._past[start:] += heard.astype(np.float32)
        frame = self._read_swinging(start) if self._swing else self._read(start)
        self._delay -= self._drift * FRAME
        self._frames += 1
        return frame

    def _read_swinging(self, newest: int) -> Samples:
        at = self._frames * FRAME + np.arange(FRAME)
        longer = self._swing * (1 + np.sin(2 * np.pi * _SWINGS_HZ * at / INTERNAL_RATE)) / 2
        places = newest + np.arange(FRAME) - self._delay - longer
        return np.interp(places, np.arange(len(self._past)), self._past).astype(np.float32)

    def _read(self, newest: int) -> Samples:
        whole = int(self._delay)
        part = self._delay - whole
        start = newest - whole
        if part == 0:
            return self._past[start : start + FRAME].copy()
        taps = np.arange(2 * _TAPS) - _TAPS - part
        kernel = np.sinc(taps) * np.cos(np.pi * taps / (2 * _TAPS + 1)) ** 2
        seen = self._past[start + _TAPS - 2 * _TAPS + 1 : start + _TAPS + FRAME]
        return np.convolve(seen, kernel, "valid").astype(np.float32)
