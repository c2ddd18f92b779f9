"""Takes the assistant's own voice out of the microphone's sound.

One small stage around WebRTC's echo canceller, so that another one can take its place: two 10 ms frames in, one out.
"""

from typing import Any

import numpy as np
from livekit import rtc

from desktop_assistant.audio.encoding import from_int16, to_int16
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples


class EchoCanceller:
    """Echo paths of 10 to 450 ms need no hint: the canceller finds the delay. It adds 9 ms of its own."""

    def __init__(self) -> None:
        self._apm: Any = rtc.AudioProcessingModule(echo_cancellation=True, high_pass_filter=True)

    def push(self, frame: Samples, reference: Samples) -> Samples:
        """Cleaned frame; both are `FRAME` samples."""
        self._apm.process_reverse_stream(_wrap(reference))
        near = _wrap(frame)
        self._apm.process_stream(near)
        return from_int16(np.frombuffer(near.data, np.int16))


def _wrap(samples: Samples) -> rtc.AudioFrame:
    return rtc.AudioFrame(bytearray(to_int16(samples).tobytes()), INTERNAL_RATE, 1, FRAME)
