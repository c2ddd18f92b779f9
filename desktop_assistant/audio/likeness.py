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
_SILENT = 1e-6
"""Power of frames with which nothing can be compared."""


def likeness(heard: Samples, played: Samples, between: tuple[float, float] | None = None) -> tuple[float, float]:
    """How far the best delay stands out of all others, and that delay in samples, read between them.

    `played` is longer by the longest delay and ends together with `heard`. `between`: only delays of so many samples count.
    """
    size = 1 << (len(played) - 1).bit_length()
    cross = np.fft.rfft(_faded(played), size) * np.conj(np.fft.rfft(_faded(heard), size))
    reach = len(played) - len(heard)
    by_delay = np.abs(np.fft.irfft(cross * (1 / np.maximum(np.abs(cross), 1e-9)), size)[: reach + 1])
    typical = float(np.sqrt(np.square(by_delay).mean() / _told(played, len(heard))))
    if typical == 0:
        return 0.0, 0.0
    first, last = (0, reach) if between is None else (max(0, round(reach - between[1])), min(reach, round(reach - between[0])))
    best = first + int(by_delay[first : last + 1].argmax())
    return float(by_delay[best]) / typical, reach - best - _between(by_delay, best)


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
    """Top of the parabola through the largest value and its neighbours, relative to the largest."""
    if not 0 < best < len(values) - 1:
        return 0.0
    before, top, after = (float(value) for value in values[best - 1 : best + 2])
    bend = before - 2 * top + after
    return 0.5 * (before - after) / bend if bend else 0.0


def thin(samples: Samples) -> Samples:
    """24 kHz to `RATE`."""
    thinned: Samples = samples.reshape(-1, THIN) @ _THIRDS
    return thinned
