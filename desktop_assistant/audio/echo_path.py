"""Does the microphone hear the loudspeaker at all? With headphones it does not, and then there is nothing to cancel.

It matters because a canceller that has never met an echo takes whatever it hears for one: it swallows the first seconds of a
user who talks over the assistant. The level of the microphone cannot tell (it rises for the user too), so we look for the
loudspeaker's waveform itself: the last half second of microphone is correlated with the reference at every delay that the
canceller could handle, each frequency counted alike (PHAT weighting, so that no vowel's pitch and no distance matters). An echo
stands out of that correlation as one sharp peak, even 40 dB below the voice or under a user who speaks as loudly; two people
who have nothing to do with each other leave only grass.
"""

from collections import deque

import numpy as np

from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import Samples

_THIN = 3
"""24 kHz to 8 kHz is enough of a voice. Plain averaging: what folds back does so alike in both signals."""
_WINDOW, _REACH = 50, 50
"""Frames of microphone that are looked at, and the longest delay (the canceller's own limit is 450 ms)."""
_EVERY = 10
"""Frames between two looks; one costs half a millisecond."""
_FFT = 8192
_DOUBT, _TRACE = 8.0, 16.0
"""Peak over root mean square, from where it may be an echo, and where it is one. Measured with recordings of people, windows of
500 ms: another person has 4.3 (median; 99 % below 7), an echo of 80 ms at -6 dB 41 (99 % above 14), and one under a user who
speaks as loudly 25. In the first looks at an answer, where little was played yet, another person may have 14."""
AUDIBLE = 1e-5
"""Power (-50 dB) of a reference that tells something: an echo of it would be found, and learned from."""
_FIRST_FRAMES, _AGAIN_FRAMES = 60, 300
"""Audible frames without a trace until we believe that there is no echo: at first, and where there has been one."""


class EchoPath:
    """Stage that only listens: 10 ms of raw microphone and of reference in; `is_absent` says what they tell.

    Absence is believed only after 600 ms of audible reference in which no look found anything; one doubtful look and we know
    nothing again. Where an echo has been, 3 s are needed: a user who is much louder may hide it for a while. An echo later than
    500 ms is not seen, nor could it be cancelled.
    """

    def __init__(self) -> None:
        silence = np.zeros(FRAME // _THIN, np.float32)
        self._heard: deque[Samples] = deque([silence] * _WINDOW, _WINDOW)
        self._played: deque[Samples] = deque([silence] * (_WINDOW + _REACH), _WINDOW + _REACH)
        self._frames = self._last_audible = self._without_trace = 0
        self._needed = _FIRST_FRAMES

    @property
    def is_absent(self) -> bool:
        """What the microphone hears does not come from the loudspeaker. False while we do not know."""
        return self._without_trace >= self._needed

    def push(self, frame: Samples, reference: Samples) -> None:
        """Both are `FRAME` samples."""
        self._heard.append(_thin(frame))
        self._played.append(_thin(reference))
        self._frames += 1
        if float(np.dot(reference, reference)) > AUDIBLE * FRAME:
            self._last_audible = self._frames
            self._without_trace += 1
        if self._frames % _EVERY == 0 and self._frames - self._last_audible < _WINDOW:
            self._look()

    def _look(self) -> None:
        found = likeness(np.concatenate(self._heard), np.concatenate(self._played))
        if found > _DOUBT:
            self._without_trace = 0
        if found > _TRACE:
            self._needed = _AGAIN_FRAMES


def likeness(heard: Samples, played: Samples) -> float:
    """How far the best delay stands out of all others; `played` is longer by the longest delay and ends together with `heard`."""
    cross = np.fft.rfft(played, _FFT) * np.conj(np.fft.rfft(heard, _FFT))
    by_delay = np.fft.irfft(cross / np.maximum(np.abs(cross), 1e-9), _FFT)[: len(played) - len(heard) + 1]
    typical = float(np.sqrt(np.square(by_delay).mean()))
    return float(np.abs(by_delay).max()) / typical if typical > 0 else 0.0


def _thin(samples: Samples) -> Samples:
    thinned: Samples = samples.reshape(-1, _THIN).mean(axis=1, dtype=np.float32)
    return thinned
