"""Lets the speech detector rest while nobody can be there: the network is the dearest part of listening to nothing.

A voice cannot begin without more power than the room had a moment ago. So while no window stands out of the background, none is
judged; the first that does wakes the detector, which is shown the last quarter of a second first, to have the state that it
would have had. What the detector itself calls no voice is the background, so a fan that starts is learned as one; a room whose
noise is uneven simply keeps the detector awake. `tests/audio/test_sparing.py` holds it to finding every onset in the window in
which the detector alone finds it.
"""

from collections import deque
from typing import Protocol

import numpy as np

from desktop_assistant.core.audio import Samples

STANDS_OUT = 1.3
"""Power over the background's. Windows of white noise differ by 6 %, so this is nearly five of their standard deviations."""
_SURELY_NOTHING = 1e-9
"""Power (-90 dB) in which there is no voice whatever came before it."""
_NO_VOICE = 0.1
"""Probability below which a window is background."""
_LINGER = 30
"""Windows (a second) without anything of interest until the detector may rest."""
_SHOWN_FIRST = 8
_LEARNING = 0.1


class Detector(Protocol):
    """Judges every window of a stream."""

    def probability(self, window: Samples) -> float:
        """0..1 for `VAD_WINDOW` samples at `VAD_RATE`."""
        ...

    def reset(self) -> None:
        """Forget the stream so far."""
        ...


class SparingDetector:
    """A `VoiceDetector` around one that judges; a window that was not judged has probability 0."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self._missed: deque[Samples] = deque(maxlen=_SHOWN_FIRST)
        self._background = 0.0
        self._awake = _LINGER

    @property
    def is_resting(self) -> bool:
        """The last window was not judged."""
        return self._awake == 0

    def probability(self, window: Samples) -> float:
        """0..1 for one window."""
        power = float(np.dot(window, window)) / len(window)
        if power > max(_SURELY_NOTHING, STANDS_OUT * self._background):
            self._awake = _LINGER
        if self._awake == 0:
            self._missed.append(window)
            self._learn(power)
            return 0.0
        return self._judge(window, power)

    def skip(self, window: Samples) -> None:
        """Somebody else knows that this is nobody: while the assistant speaks, what does not stand out of its echo."""
        self._missed.append(window)

    def reset(self) -> None:
        """Forget the stream so far, and judge what comes until its background is known."""
        self._missed.clear()
        self._background, self._awake = 0.0, _LINGER
        self._detector.reset()

    def _judge(self, window: Samples, power: float) -> float:
        while self._missed:
            self._detector.probability(self._missed.popleft())
        probability = self._detector.probability(window)
        if probability < _NO_VOICE:
            self._learn(power)
            self._awake -= 1
        else:
            self._awake = _LINGER
        return probability

    def _learn(self, power: float) -> None:
        self._background += _LEARNING * (power - self._background)
