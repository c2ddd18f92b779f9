"""Streaming rate conversion with a fixed, small delay.

A polyphase FIR filter written as one matrix product per call. Big-block FFT resamplers hold back 20 to 170 ms, which a
conversation cannot afford; this one holds back 16 samples of the slower rate (0.7 ms between 24 and 48 kHz).
"""

from math import ceil, gcd

import numpy as np
from numpy.typing import NDArray

from desktop_assistant.core.audio import Samples

TAPS = 16
"""Half length of the filter, in samples of the slower rate."""
_ROW = 16
"""Outputs that a row of the product makes, at least: with one or two each, the product is slower than what it multiplies."""


def lowpass(up: int, down: int) -> NDArray[np.float64]:
    """The prototype filter on the common grid: Kaiser window, 8 % below the lower Nyquist frequency, gain `up`."""
    wide = max(up, down)
    n = np.arange(-TAPS * wide, TAPS * wide + 1)
    h = np.sinc(n * 0.92 / wide) * np.kaiser(len(n), 8.0)
    return np.asarray(h / h.sum() * up, dtype=np.float64)


class Resampler:
    """Stage: `push` takes any number of samples and returns as many as are due; `reset` forgets the past.

    Exact in the long run: after n input samples, floor(n / down) * up have come out (48 to 24 kHz: up 1, down 2).
    """

    def __init__(self, rate_in: int, rate_out: int) -> None:
        if rate_in <= 0 or rate_out <= 0:
            raise ValueError(f"Sample rates must be positive, not {rate_in} and {rate_out} Hz.")
        common = gcd(rate_in, rate_out)
        self._up, self._down = rate_out // common, rate_in // common
        h = lowpass(self._up, self._down)
        self._past = ceil((len(h) - 1) / self._up)
        self._cycles = ceil(_ROW / self._up)
        self._window = self._past + self._cycles * self._down
        # A cycle turns `down` inputs into `up` outputs. Row l is an input sample of the window, column j an output of its cycles.
        outputs = np.arange(self._cycles * self._up)
        lag = outputs[None, :] * self._down + (self._past - np.arange(self._window))[:, None] * self._up
        inside = (lag >= 0) & (lag < len(h))
        self._bank = np.where(inside, h[np.clip(lag, 0, len(h) - 1)], 0.0).astype(np.float32)
        self._tail: Samples = np.zeros(self._past, np.float32)
        self._rest: Samples = np.zeros((self._cycles - 1) * self._down, np.float32)
        """Completes the last row; what comes of it is left out."""

    def push(self, samples: Samples) -> Samples:
        """Convert what can be converted now; the rest waits for the next call."""
        if self._up == self._down:
            return samples
        run = np.concatenate((self._tail, samples, self._rest), dtype=np.float32)
        known = len(run) - len(self._rest)
        cycles = (known - self._past) // self._down
        self._tail = run[cycles * self._down : known]
        if cycles <= 0:
            return np.zeros(0, np.float32)
        rows, step = ceil(cycles / self._cycles), self._cycles * self._down
        windows: Samples = np.ndarray((rows, self._window), np.float32, run, strides=(step * 4, 4))
        return (windows @ self._bank).reshape(-1)[: cycles * self._up]

    def reset(self) -> None:
        """Start as if the stream began now."""
        self._tail = np.zeros(self._past, np.float32)
