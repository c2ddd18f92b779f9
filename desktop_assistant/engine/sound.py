"""Samples and bytes: the encodings of the wire, and a streaming change of rate.

Rates here are small ratios (8, 16, 22.05, 24 kHz), so one windowed-sinc polyphase filter does for all of them; scipy.signal
would cost this process 0.5 to 2 s of start-up.
"""

import math

import numpy as np
from numpy.typing import NDArray

from desktop_assistant.core.audio import AudioFormat, Encoding, Samples

_TAPS_PER_PHASE = 24


class Resampler:
    """Converts one stream between two rates; `push` keeps the filter's memory, so chunks join without a click."""

    def __init__(self, rate_in: int, rate_out: int) -> None:
        common = math.gcd(rate_in, rate_out)
        self._up, self._down = rate_out // common, rate_in // common
        self._taps = _design(self._up, self._down)
        self._history = np.zeros(_TAPS_PER_PHASE - 1, np.float32)
        self._phase = 0
        """Position of the next output between input samples, in units of 1/up, relative to the end of the history."""

    def push(self, samples: Samples) -> Samples:
        """Everything that can be said about the output so far."""
        if self._up == self._down:
            return samples
        line = np.concatenate([self._history, samples.astype(np.float32, copy=False)])
        count = max(0, -(-(len(samples) * self._up - self._phase) // self._down))
        position = self._phase + np.arange(count) * self._down
        start, phase = position // self._up, position % self._up
        self._phase += count * self._down - len(samples) * self._up
        self._history = line[len(line) - (_TAPS_PER_PHASE - 1) :]
        if not count:
            return np.zeros(0, np.float32)
        windows = np.lib.stride_tricks.sliding_window_view(line, _TAPS_PER_PHASE)
        out: Samples = np.einsum("ij,ij->i", windows[start], self._taps[phase]).astype(np.float32)
        return out


def _design(up: int, down: int) -> NDArray[np.float32]:
    """One row of taps per phase: a Kaiser-windowed sinc, cut a little below the lower of both Nyquist frequencies."""
    cutoff = 0.92 * min(1.0, up / down)
    length = _TAPS_PER_PHASE * up
    t = (np.arange(length) - (length - 1) / 2) / up
    kernel = cutoff * np.sinc(cutoff * t) * np.kaiser(length, 7.0)
    rows = kernel.reshape(_TAPS_PER_PHASE, up).T[:, ::-1]
    rows = rows / rows.sum(axis=1, keepdims=True)
    taps: NDArray[np.float32] = rows.astype(np.float32)
    return taps


def decode(data: bytes, wire: AudioFormat) -> Samples:
    """Wire bytes to samples in -1..1; an odd byte at the end of PCM16 is dropped."""
    if wire.encoding is Encoding.PCM16:
        return from_pcm16(data[: len(data) // 2 * 2])
    table = _MU_TABLE if wire.encoding is Encoding.PCMU else _A_TABLE
    return table[np.frombuffer(data, np.uint8)]


def encode(samples: Samples, wire: AudioFormat) -> bytes:
    """Samples in -1..1 to wire bytes, clipped."""
    if wire.encoding is Encoding.PCM16:
        return to_pcm16(samples)
    pcm = np.frombuffer(to_pcm16(samples), "<i2").astype(np.int32)
    return (_mu_law(pcm) if wire.encoding is Encoding.PCMU else _a_law(pcm)).astype(np.uint8).tobytes()


def to_pcm16(samples: Samples) -> bytes:
    """Little-endian 16-bit, clipped."""
    return np.clip(np.rint(samples * 32767), -32768, 32767).astype("<i2").tobytes()


def from_pcm16(data: bytes) -> Samples:
    """Little-endian 16-bit to -1..1."""
    return np.frombuffer(data, "<i2").astype(np.float32) * np.float32(1 / 32768)


def _segment(magnitude: NDArray[np.int32], first_limit: int) -> NDArray[np.int32]:
    """Which of the eight doubling segments of G.711 a magnitude lies in."""
    limits = ((first_limit + 1) << np.arange(7)) - 1
    found: NDArray[np.int32] = np.searchsorted(limits, magnitude, side="left").astype(np.int32)
    return found


def _mu_law(pcm: NDArray[np.int32]) -> NDArray[np.int32]:
    sign = np.where(pcm < 0, 0x80, 0)
    magnitude = np.minimum(np.abs(pcm), 32_635) + 132
    segment = _segment(magnitude, 0xFF)
    code: NDArray[np.int32] = ~(sign | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0F)) & 0xFF
    return code


def _a_law(pcm: NDArray[np.int32]) -> NDArray[np.int32]:
    mask = np.where(pcm >= 0, 0xD5, 0x55)
    magnitude = np.where(pcm >= 0, pcm, -pcm - 1) >> 3
    segment = _segment(magnitude, 0x1F)
    low = np.where(segment < 2, magnitude >> 1, magnitude >> segment) & 0x0F
    code: NDArray[np.int32] = ((np.minimum(segment, 7) << 4) | low) ^ mask
    return code


def _mu_table() -> Samples:
    code = ~np.arange(256) & 0xFF
    magnitude = (((code & 0x0F) << 3) + 132 << ((code & 0x70) >> 4)) - 132
    return (np.where(code & 0x80, -magnitude, magnitude) / 32768).astype(np.float32)


def _a_table() -> Samples:
    code = np.arange(256) ^ 0x55
    segment, step = (code & 0x70) >> 4, (code & 0x0F) << 4
    magnitude = np.where(segment == 0, step + 8, (step + 0x108) << np.maximum(segment - 1, 0))
    return (np.where(code & 0x80, magnitude, -magnitude) / 32768).astype(np.float32)


_MU_TABLE = _mu_table()
_A_TABLE = _a_table()
