"""A linear echo canceller that leaves the user alone: subtracts what the room makes of the reference, and nothing else.

WebRTC's canceller removes 38 dB and more, but by a suppressor that takes the user along while both speak. A linear filter cannot
do that: it only ever subtracts something made from the reference. Ours is the partitioned-block frequency-domain Kalman filter
(Enzner and Vary, "Frequency-domain adaptive Kalman filter for acoustic echo control in hands-free telephones", Signal Processing
86, 2006): each frequency of each partition has a variance of its own that says how sure the filter is, and the step is the Kalman
gain, so that it learns fast while it knows nothing and stands still by itself while the user speaks. It needs no double-talk
detector, and hears 20 to 30 dB more of the user than of the echo (README, figures).

Block = frame = 10 ms; overlap-save with blocks of twice that; no delay. Costs about 0.15 ms a frame.
"""

import numpy as np
from numpy.typing import NDArray

from desktop_assistant.audio.bands import EMPHASIS
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import Samples

Spectra = NDArray[np.complex64]
Powers = NDArray[np.float32]

_BLOCK = 2 * FRAME
_BINS = FRAME + 1
_PARTITIONS = 14
"""140 ms: what a living room leaves after that is 30 dB below its beginning."""
_DECAY_DB = 40.0
"""How much less is expected of the last partition than of the first."""
_KEEP = 0.9995**2
"""Share of what is known after a frame: rooms change slowly. Closer to one hears more of the user, and follows changes later."""
_PRIOR = 1.0
"""First variance per power of the echo path. Measured: 0.3 to 1 learn fastest, 4 costs 5 dB in the first second."""
_SMOOTH = 0.5
_CONSTRAINED = 2
"""Partitions per frame whose tail is cut in time (the second half of a block is no part of a causal filter); in turns, since each
costs two transforms, and doing all in each frame gains nothing measurable."""

REMEMBERED = (_PARTITIONS + 1) * FRAME


class LinearEcho:
    """Stage: 10 ms of microphone and of the reference that is already aligned to within its 140 ms; residual and echo out."""

    def __init__(self) -> None:
        self._block: Samples = np.zeros(_BLOCK, np.float32)
        """The last two frames of the reference."""
        self._past: Spectra = np.zeros((2 * _PARTITIONS, _BINS), np.complex64)
        self._past_powers: Powers = np.zeros((2 * _PARTITIONS, _BINS), np.float32)
        """Spectra of the last blocks, newest first, and older ones; and the powers of those."""
        self._show(_PARTITIONS)
        self._filter: Spectra = np.zeros((_PARTITIONS, _BINS), np.complex64)
        self._shape = (10 ** (-_DECAY_DB / 10 * np.arange(_PARTITIONS) / _PARTITIONS)).astype(np.float32)[:, None]
        self._variance: Powers = np.zeros((_PARTITIONS, _BINS), np.float32)
        self._products: Spectra = np.zeros((_PARTITIONS, _BINS), np.complex64)
        self._known: Powers = np.zeros((_PARTITIONS, _BINS), np.float32)
        """Only where to calculate: new arrays for all of this would cost as much as the calculation."""
        self._near: Powers = np.full(_BINS, 1e-3, np.float32)
        self._turn = 0
        self.uncertain: Powers = np.zeros(_BINS, np.float32)
        """Power by frequency that the filter itself expects to have left of the echo; the sum is that of the frame, after a
        pre-emphasis of `EMPHASIS`. It tends to be sure of itself; but it knows which frequencies it has hardly heard yet."""

    def doubt(self, coupling: float) -> None:
        """The path is new: all that is known is the power of the echo relative to the reference."""
        self._variance = np.maximum(self._variance, np.float32(_PRIOR * coupling) * self._shape)

    def recall(self, past: Samples) -> None:
        """The references until now were these, `REMEMBERED` samples: the path is the same, but its delay has changed."""
        blocks = np.lib.stride_tricks.sliding_window_view(past, _BLOCK)[::FRAME]
        self._spectra[:] = _spectra(blocks)[::-1]
        _power(self._spectra, out=self._powers)
        self._block[:] = past[-_BLOCK:]

    def push(self, frame: Samples, reference: Samples, *, learns: bool = True) -> tuple[Samples, Samples]:
        """What is left of the frame, and the echo that was taken out of it; all are `FRAME` samples."""
        self._block[:FRAME], self._block[FRAME:] = self._block[FRAME:], reference
        self._make_room()
        self._spectra[0] = _spectra(self._block)
        _power(self._spectra[0], out=self._powers[0])
        np.multiply(self._spectra, self._filter, out=self._products)
        echo = _blocks(np.add.reduce(self._products))[FRAME:]
        residual = frame - echo
        known = np.multiply(self._powers, self._variance, out=self._known)
        uncertain = np.add.reduce(known)
        self.uncertain = uncertain * _WEIGHTS
        if learns:
            self._learn(residual, known, uncertain)
        return residual, echo

    def _make_room(self) -> None:
        """For one more block before the others. They stay where they are, until there is no room."""
        if self._newest == 0:
            for past, shown in ((self._past, self._spectra), (self._past_powers, self._powers)):
                past[_PARTITIONS:] = shown
            self._show(_PARTITIONS)
        self._show(self._newest - 1)

    def _show(self, newest: int) -> None:
        self._newest = newest
        shown = slice(newest, newest + _PARTITIONS)
        self._spectra, self._powers = self._past[shown], self._past_powers[shown]

    def _learn(self, residual: Samples, known: Powers, uncertain: Powers) -> None:
        error = _spectra(residual) * _LATE
        self._near += (1 - _SMOOTH) * (_power(error) - self._near)
        share = 1 / (0.5 * uncertain + self._near + np.float32(1e-6))
        step = np.multiply(self._spectra, (error * share).conj(), out=self._products)
        np.conjugate(step, out=step)
        step *= self._variance
        self._filter += step
        known *= np.float32(-0.5 * _KEEP) * share
        known += np.float32(_KEEP)
        self._variance *= known
        self._variance += np.float32(1 - _KEEP) * _power(self._filter, out=known)
        self._constrain()

    def _constrain(self) -> None:
        chosen = self._filter[self._turn : self._turn + _CONSTRAINED]
        self._turn = (self._turn + _CONSTRAINED) % _PARTITIONS
        chosen[:] = _spectra(_blocks(chosen)[:, :FRAME])


def _spectra(blocks: Samples) -> Spectra:
    """Of whole blocks, or of the first halves of blocks whose other halves are silent."""
    return np.asarray(np.fft.rfft(blocks, _BLOCK), np.complex64)


def _blocks(spectra: Spectra) -> Samples:
    return np.asarray(np.fft.irfft(spectra, _BLOCK), np.float32)


def _power(spectra: Spectra, out: Powers | None = None) -> Powers:
    power: Powers = np.square(spectra.real, out=out)
    power += np.square(spectra.imag)
    return power


_WEIGHTS: Powers = (np.abs(1 - EMPHASIS * np.exp(-2j * np.pi * np.arange(_BINS) / _BLOCK)) ** 2 / FRAME**2).astype(np.float32)
_LATE: Spectra = np.exp(-2j * np.pi * np.arange(_BINS) * FRAME / _BLOCK).astype(np.complex64)
"""The transform of a frame at the end of its block, from that of one at the beginning."""
