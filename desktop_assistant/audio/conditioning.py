"""The last touches on what is sent, for those who want them: noise and rumble down, and a quiet voice up.

WebRTC's own stages, on the sound that passed the gate only. Off unless asked for: models are trained with noise and rumble, and
the built-in recogniser is the worse for any of it (a high-pass alone turned "what is twelve times twelve" into "one is twelve
times around"). Both come with the high-pass, since rumble is what they would work on first. Adds up to 7 ms.
"""

from typing import Any

import numpy as np
from livekit import rtc

from desktop_assistant.audio.encoding import from_int16, to_int16
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Samples


class Conditioning:
    """Stage: frames of 10 ms in, as many out."""

    def __init__(self) -> None:
        self._wishes = (False, False)
        self._apm: Any = None

    def wish(self, *, suppress_noise: bool, control_gain: bool) -> None:
        """What the user wants; begins anew only if that has changed."""
        if (suppress_noise, control_gain) == self._wishes:
            return
        self._wishes = (suppress_noise, control_gain)
        self._apm = (
            rtc.AudioProcessingModule(high_pass_filter=True, noise_suppression=suppress_noise, auto_gain_control=control_gain)
            if any(self._wishes)
            else None
        )

    def push(self, frame: Samples) -> Samples:
        """`FRAME` samples."""
        if self._apm is None:
            return frame
        sound = rtc.AudioFrame(bytearray(to_int16(frame).tobytes()), INTERNAL_RATE, 1, FRAME)
        self._apm.process_stream(sound)
        return from_int16(np.frombuffer(sound.data, np.int16))
