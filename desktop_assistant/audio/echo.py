"""Takes the assistant's own voice out of the microphone's sound.

One small stage around WebRTC's echo canceller, so that another one can take its place: two 10 ms frames in, one out.
"""

from typing import Any

import numpy as np
from livekit import rtc

from desktop_assistant.audio.echo_path import AUDIBLE, EchoPath
from desktop_assistant.audio.encoding import from_int16, to_int16
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples

_LEARNING_FRAMES = 300
"""Frames with something in the reference, and an echo to learn from, until the canceller knows its room; measured: leaks end
after 2.3 s."""
_LEAK_RATIO = 0.25
"""What is left while more than 6 dB are being removed is more likely the assistant than the user, as long as we learn."""
_SMOOTHING = 0.2


class EchoCanceller:
    """Echo paths of 10 to 450 ms need no hint: the canceller finds the delay. It adds 9 ms of its own.

    In the first seconds that it ever hears it lets short stretches of the assistant through; `suspects_leak` is true for those.
    While there is no echo the microphone passes untouched: the canceller, which would take parts of the user for the echo that
    it was promised, is fed all the same, so that it is ready when an echo appears.
    """

    def __init__(self) -> None:
        self._learning = _LEARNING_FRAMES
        self._before = self._after = 0.0
        self._path = EchoPath()
        self._passes = False
        """The last frame went out untouched."""
        self._apm: Any = rtc.AudioProcessingModule(echo_cancellation=True, high_pass_filter=True)

    def push(self, frame: Samples, reference: Samples) -> Samples:
        """Cleaned frame; both are `FRAME` samples."""
        self._path.push(frame, reference)
        if self._learning and not self._path.is_absent and float(np.dot(reference, reference)) > AUDIBLE * FRAME:
            self._learning -= 1
        self._apm.process_reverse_stream(_wrap(reference))
        near = _wrap(frame)
        self._apm.process_stream(near)
        clean = from_int16(np.frombuffer(near.data, np.int16))
        self._before += _SMOOTHING * (float(np.dot(frame, frame)) - self._before)
        self._after += _SMOOTHING * (float(np.dot(clean, clean)) - self._after)
        return self._choose(frame, clean)

    @property
    def suspects_leak(self) -> bool:
        """What came out last may be the assistant's own voice."""
        return not self._passes and self._learning > 0 and self._after < _LEAK_RATIO * self._before

    def _choose(self, frame: Samples, clean: Samples) -> Samples:
        """Within a frame from one to the other, so that the change is not heard."""
        before, self._passes = self._passes, self._path.is_absent
        if before == self._passes:
            return frame if before else clean
        rising = np.linspace(0.0, 1.0, FRAME, dtype=np.float32)
        old, new = (clean, frame) if self._passes else (frame, clean)
        return old + (new - old) * rising


def _wrap(samples: Samples) -> rtc.AudioFrame:
    return rtc.AudioFrame(bytearray(to_int16(samples).tobytes()), INTERNAL_RATE, 1, FRAME)
