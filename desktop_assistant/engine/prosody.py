"""How a stretch of speech ends: did the pitch fall, or is it held as in "uhhh"? Numbers from the sound, no model.

Pitch is the strongest repetition in 40 ms of sound (autocorrelation, undone for the window's own shape), 100 times a second.
It is in semitones relative to the speaker's own median in the same stretch, so it needs no idea of who speaks.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_assistant.core.audio import Samples
from desktop_assistant.engine.vad import RATE

STRETCH_S = 2.0
"""How much sound before the end is looked at."""
_FRAME, _HOP = 640, 160
_LOWEST_HZ, _HIGHEST_HZ = 65.0, 400.0
_PERIODIC = 0.55
"""Of 1: how well a frame must repeat itself to have a pitch."""
_BELOW_LOUDEST_DB = 25.0
"""Frames more quiet than this are no voice."""
_OCTAVE_SLIP = 9.0
"""Semitones from the median beyond which the tracker took half or double of the period."""
_LAST_FRAMES = 12
"""Of pitch: what is called the end."""
_HELD_S = 0.32
"""So long a vowel without movement is a filler; stressed last vowels are shorter or move."""
_HELD_SEMITONES = 1.5
_HELD_LIKENESS = 0.95
_FALL_SEMITONES = 2.0
_FFT = 1024

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What the voice did at the end. Nothing is known of a stretch without pitch (whispered, noise)."""

    fell: bool = False
    """The pitch ended low in the speaker's range, as statements do."""
    held: bool = False
    """A level vowel was held: the speaker is looking for words."""


def ending(sound: Samples) -> Ending:
    """Of the last `STRETCH_S` seconds at 16 kHz, which end where the voice ended; about 5 ms of work."""
    sound = sound[-int(STRETCH_S * RATE) :]
    if len(sound) < 2 * _FRAME:
        return Ending()
    frames = np.lib.stride_tricks.sliding_window_view(sound.astype(np.float64), _FRAME)[::_HOP]
    spectra = np.abs(np.fft.rfft((frames - frames.mean(axis=1, keepdims=True)) * _WINDOW, _FFT))
    pitch = _pitch(spectra)
    voiced = np.flatnonzero(pitch > 0)
    if len(voiced) < 2 * _LAST_FRAMES:
        return Ending()
    semitones = 12 * np.log2(pitch[voiced])
    semitones -= np.median(semitones)
    is_true = np.abs(semitones) < _OCTAVE_SLIP
    return Ending(
        fell=bool(is_true.any() and np.median(semitones[is_true][-_LAST_FRAMES:]) < -_FALL_SEMITONES),
        held=_is_held(voiced, semitones, spectra),
    )


_WINDOW = np.hanning(_FRAME)
_OWN = np.fft.irfft(np.abs(np.fft.rfft(_WINDOW, _FFT)) ** 2)
_SHORTEST, _LONGEST = int(RATE / _HIGHEST_HZ), int(RATE / _LOWEST_HZ)


def _pitch(spectra: Floats) -> Floats:
    """Hz per frame, 0 = none."""
    likeness = np.fft.irfft(spectra**2)
    energy = likeness[:, 0] + 1e-12
    likeness = likeness[:, : _LONGEST + 1] / energy[:, None] / (_OWN[: _LONGEST + 1] / _OWN[0])
    lags = _SHORTEST + np.argmax(likeness[:, _SHORTEST:], axis=1)
    rows = np.arange(len(lags))
    strongest = likeness[rows, lags]
    for part in (2, 3):  # a period's multiple repeats as well as the period: take the shortest that is nearly as good
        shorter = lags // part
        is_better = (shorter >= _SHORTEST) & (likeness[rows, shorter] > 0.9 * strongest)
        lags = np.where(is_better, shorter, lags)
    decibels = 10 * np.log10(energy)
    is_voice = (strongest > _PERIODIC) & (decibels > decibels.max() - _BELOW_LOUDEST_DB)
    return np.where(is_voice, RATE / lags, 0.0)


def _is_held(voiced: NDArray[np.intp], semitones: Floats, spectra: Floats) -> bool:
    """The last unbroken run of pitch is long, level, and its sound colour does not change."""
    breaks = np.flatnonzero(np.diff(voiced) > 2)
    first = breaks[-1] + 1 if len(breaks) else 0
    run, level = voiced[first:], semitones[first:]
    count = int(_HELD_S * RATE / _HOP)
    if len(run) < count:
        return False
    run, level = run[-count:], level[-count:]
    low, high = np.percentile(level, (10, 90))
    return bool(high - low < _HELD_SEMITONES and _likeness(spectra[run]) > _HELD_LIKENESS)


def _likeness(spectra: Floats) -> float:
    """0..1, of the sound colour at the run's beginning, middle and end."""
    bands = spectra[:, : _FFT // 4].reshape(len(spectra), 32, -1).sum(axis=2)
    thirds = [np.log(part.mean(axis=0) + 1e-6) for part in np.array_split(bands, 3)]
    centred = [third - third.mean() for third in thirds]
    return float(min(_cosine(centred[0], centred[1]), _cosine(centred[1], centred[2])))


def _cosine(a: Floats, b: Floats) -> float:
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b) + 1e-12))
