"""The simplest alternatives to our echo canceller, as stages for the same microphone path: what they cost is what ours gains."""

import numpy as np
from livekit import rtc

from desktop_assistant.audio.alignment import AlignedReference
from desktop_assistant.audio.echo_path import EchoPath
from desktop_assistant.audio.encoding import from_int16, to_int16
from desktop_assistant.audio.linear_echo import LinearEcho
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE, Duplex, Samples
from desktop_assistant.core.snapshot import EchoCause


class Plain:
    """No canceller: two windows of the detector above 0.3 are a user. Nothing is known of levels, so the brake waits for them."""

    stands_out_db: float | None = None
    whole: Samples | None = None
    is_deaf = suspects_leak = takes_voice_along = False
    is_path_proven = True
    delay_ms: float | None = None
    half_duplex_cause: EchoCause | None = None

    def push(self, frame: Samples, reference: Samples, *, is_voice: bool) -> Samples:
        """As it came."""
        return frame

    def listen(self, frame: Samples, *, is_voice: bool) -> None:
        """Learns nothing."""

    def wish(self, duplex: Duplex) -> None:
        """Always full duplex."""

    def device_changed(self, *, is_worn: bool) -> None:
        """Knows no devices."""

    def told_lead(self, ms: float) -> None:
        """Learns nothing."""

    def starts_again(self) -> None:
        """Learns nothing."""

    def overheard(self) -> None:
        """Is never deaf."""

    def voice_confirmed(self) -> None:
        """Learns nothing."""

    def voice_over(self, *, ended_with_echo: bool) -> None:
        """Learns nothing."""


class WebRtcAlone(Plain):
    """WebRTC's canceller as it is, for echoes up to its half second."""

    def __init__(self) -> None:
        self._apm = rtc.AudioProcessingModule(echo_cancellation=True, high_pass_filter=True)

    def push(self, frame: Samples, reference: Samples, *, is_voice: bool) -> Samples:
        """Its output."""
        self._apm.process_reverse_stream(_wrap(reference))
        near = _wrap(frame)
        self._apm.process_stream(near)
        return from_int16(np.frombuffer(near.data, np.int16))


class LinearAlone(Plain):
    """The linear canceller behind our delay estimate, without knowing what it leaves."""

    def __init__(self) -> None:
        self._path, self._aligned, self._linear = EchoPath(), AlignedReference(), LinearEcho()
        self._doubted = 0.0

    def push(self, frame: Samples, reference: Samples, *, is_voice: bool) -> Samples:
        """Its residual."""
        self._path.push(frame, reference)
        aligned, jumped = self._aligned.push(reference, self._path)
        self._doubted = 0.0 if jumped else self._doubted
        if self._path.coupling > 2 * self._doubted:
            self._doubted = self._path.coupling
            self._linear.doubt(self._doubted)
        residual, _ = self._linear.push(frame, aligned)
        return residual


def _wrap(samples: Samples) -> rtc.AudioFrame:
    return rtc.AudioFrame(bytearray(to_int16(samples).tobytes()), INTERNAL_RATE, 1, FRAME)
