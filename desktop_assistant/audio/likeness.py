"""How much one sound is like another at every delay, each frequency counted alike (PHAT): an echo is one sharp peak of that."""

import numpy as np

from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples

THIN = 3
"""24 kHz to 8 kHz is enough of a voice. Plain averaging: what folds back does so alike in both signals."""
RATE = INTERNAL_RATE // THIN
"""Of what is correlated."""
_THIRDS: Samples = np.full(THIN, 1 / THIN, np.float32)
_FADE: Samples = np.linspace(0.0, 1.0, 2 * FRAME // THIN, dtype=np.float32)
_TOP_HZ = 3600
_STEP, _HALF = 0.25, 16
_OFFSETS = np.arange(-1.0, 1.0 + _STEP, _STEP)
"""Samples; at these a peak is read from as many on either side."""
_HZ = np.arange(0, _TOP_HZ, 10)
_READ: Samples = np.sum(
    np.cos(2 * np.pi * np.subtract.outer(_OFFSETS, np.arange(-_HALF, _HALF + 1))[..., None] * _HZ / RATE)
    * np.cos(0.5 * np.pi * _HZ / _TOP_HZ) ** 2,
    axis=2,
).astype(np.float32)
_SILENT = 1e-6
"""Power of frames with which nothing can be compared."""


def likeness(heard: Samples, played: Samples, between: tuple[float, float] | None = None) -> tuple[float, float]:
    """How far the best delay stands out of all others, and that delay in samples, read between them.

    `played` is longer by the longest delay and ends together with `heard`. `between`: only delays of so many samples count.
    """
    size = 1 << (len(played) - 1).bit_length()
    cross = np.fft.rfft(_faded(played), size) * np.conj(np.fft.rfft(_faded(heard), size))
    reach = len(played) - len(heard)
    signed = np.asarray(np.fft.irfft(cross * (1 / np.maximum(np.abs(cross), 1e-9)), size), np.float32)
    by_delay = np.abs(signed[: reach + 1])
    typical = float(np.sqrt(np.square(by_delay).mean() / _told(played, len(heard))))
    if typical == 0:
        return 0.0, 0.0
    first, last = (0, reach) if between is None else (max(0, round(reach - between[1])), min(reach, round(reach - between[0])))
    best = first + int(by_delay[first : last + 1].argmax())
    return float(by_delay[best]) / typical, reach - best - _between(signed, best)


def _faded(samples: Samples) -> Samples:
    """Where sound is cut off, it has an edge, which likes any other edge: the hard beginning of a word, or a flush."""
    faded = samples.copy()
    faded[: len(_FADE)] *= _FADE
    faded[-len(_FADE) :] *= _FADE[::-1]
    return faded


def _told(played: Samples, window: int) -> float:
    """Share of the delays at which there was something to compare with; the others would make any peak look high."""
    loud = np.square(played).reshape(-1, FRAME // THIN).mean(1) > _SILENT
    return min(1.0, (int(loud.sum()) * FRAME // THIN + window) / len(played))


def _between(values: Samples, best: int) -> float:
    """Where between the samples the top is, relative to the highest of them.

    A parabola through three samples of a peak as sharp as this one is wrong by up to a third of a sample. So it is read at
    quarters of one, after a low pass: what folds back lies above.
    """
    around = np.abs(_READ @ values.take(range(best - _HALF, best + _HALF + 1), mode="wrap"))
    top = min(max(int(around.argmax()), 1), len(around) - 2)
    before, highest, after = (float(value) for value in around[top - 1 : top + 2])
    bend = before - 2 * highest + after
    return float(_OFFSETS[top]) + (0.5 * _STEP * (before - after) / bend if bend else 0.0)


def thin(samples: Samples) -> Samples:
    """24 kHz to `RATE`."""
    thinned: Samples = samples.reshape(-1, THIN) @ _THIRDS
    return thinned
