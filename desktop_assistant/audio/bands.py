"""Sound as power in a few bands of frequencies, each about as wide as a voice's formants.

After a pre-emphasis, so that consonants count like vowels. Small arrays in few operations: it runs in every frame.
"""

from math import log, log10

import numpy as np
from numpy.typing import NDArray

from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples

Levels = NDArray[np.float64]

EMPHASIS = 0.9
"""Each sample less so much of the one before."""
EDGES_HZ = (100, 300, 600, 1000, 1500, 2000, 2700, 3500, 4500, 6000, 8000, 12000)
BANDS = len(EDGES_HZ) - 1
WINDOW = 2 * FRAME
STARTS = np.array([edge * WINDOW // INTERNAL_RATE for edge in EDGES_HZ[:-1]])
"""The first bin of each band, in a transform of `WINDOW` samples."""
_SHAPE: Samples = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
_EMPHASIZED: Samples = _SHAPE[1:] * np.float32(EMPHASIS)
_SCALE = float(np.square(_SHAPE).sum()) * WINDOW / 2
_NEPER = log(10) / 10


def band_powers(sounds: NDArray[np.float32]) -> Levels:
    """Of each row of `WINDOW` samples at 24 kHz: a row of `BANDS` powers."""
    edges = sounds * _SHAPE
    edges[:, 1:] -= sounds[:, :-1] * _EMPHASIZED
    parts = np.asarray(np.fft.rfft(edges), np.complex64).view(np.float32)  # real, imaginary, real, ...
    powers: Levels = np.add.reduceat(np.square(parts), 2 * STARTS, axis=1) / _SCALE
    return powers


def to_powers(db: Levels) -> Levels:
    """Of levels."""
    return np.exp(db * _NEPER)


def to_dbs(powers: Levels) -> Levels:
    """Of powers; nothing is -110 dB."""
    return np.log(powers + 1e-11) / _NEPER


def to_db(power: float) -> float:
    """Of one power; nothing is -100 dB."""
    return 10 * log10(power + 1e-10)
