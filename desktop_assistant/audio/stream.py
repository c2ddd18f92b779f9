"""Open devices: QtMultimedia's source and sink, read and written by us at our own pace.

Both have a ring of a second or more in native code: a loop that stands still for a while loses nothing. No signal is connected:
the service asks every 10 to 64 ms, which costs less than an event for every 5 ms of sound.
"""

import logging
import time
from collections import deque
from typing import Any

import numpy as np
from PySide6.QtCore import QIODevice
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QAudioSource, QtAudio

from desktop_assistant.core.audio import Samples
from desktop_assistant.core.errors import DeviceError

log = logging.getLogger(__name__)

DEVICE_RATE = 48_000
_OUTPUT_LAG_S = 0.016
"""What a sink calls processed has left it, but is still this far from the loudspeaker (measured on PulseAudio and PipeWire)."""
_DRAINED_S = 0.1
_CAPTURE_RING_S = 3
"""What is said while the learned stages load from a slow disk is not lost."""

_DTYPES: dict[QAudioFormat.SampleFormat, np.dtype[Any]] = {
    QAudioFormat.SampleFormat.UInt8: np.dtype(np.uint8),
    QAudioFormat.SampleFormat.Int16: np.dtype(np.int16),
    QAudioFormat.SampleFormat.Int32: np.dtype(np.int32),
    QAudioFormat.SampleFormat.Float: np.dtype(np.float32),
}
_SCALES = {np.dtype(np.uint8): 127.0, np.dtype(np.int16): 32767.0, np.dtype(np.int32): 2147483520.0}
"""Full scale; that of 32 bit is the largest that a float32 can hold."""


def best_format(device: QAudioDevice) -> QAudioFormat:
    """48 kHz mono 16 bit, unless the device refuses it; then what it prefers."""
    wanted = QAudioFormat()
    wanted.setSampleRate(DEVICE_RATE)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return wanted if device.isFormatSupported(wanted) else device.preferredFormat()


def to_mono(raw: bytes, dtype: np.dtype[Any], channels: int) -> Samples:
    """Interleaved device samples to mono -1..1: the mean of the channels."""
    values = np.frombuffer(raw, dtype)
    scale = _SCALES.get(dtype)
    samples = values.astype(np.float32)
    if scale is not None:
        offset = 128.0 if dtype == np.uint8 else 0.0
        samples = (samples - np.float32(offset)) * np.float32(1 / scale)
    return samples if channels == 1 else samples.reshape(-1, channels).mean(axis=1, dtype=np.float32)


def from_mono(samples: Samples, dtype: np.dtype[Any], channels: int) -> bytes:
    """Mono -1..1 to interleaved device samples, the same on every channel."""
    scale = _SCALES.get(dtype)
    values = samples.clip(-1.0, 1.0)
    if scale is not None:
        values = np.rint(values * np.float32(scale))
        if dtype == np.uint8:
            values = values + 128.0
    raw = values.astype(dtype)
    return (raw if channels == 1 else np.repeat(raw, channels)).tobytes()


class QtCapture:
    """A running QAudioSource; acquired in the constructor, released by `close`. Raises DeviceError."""

    def __init__(self, device: QAudioDevice) -> None:
        fmt = best_format(device)
        self.rate = fmt.sampleRate()
        self._channels = fmt.channelCount()
        self._dtype = _dtype(fmt)
        self._frame = self._dtype.itemsize * self._channels
        self._rest = b""
        self._source = QAudioSource(device, fmt)
        self._source.setBufferFrameCount(self.rate * _CAPTURE_RING_S)
        self._io: QIODevice | None = self._source.start()
        if self._io is None or self._source.error() != QtAudio.Error.NoError:
            raise DeviceError(f"{device.description()}: {self._source.error().name}")

    def read(self) -> Samples:
        """Everything captured since the last call."""
        if self._io is None:
            return np.zeros(0, np.float32)
        raw = self._rest + bytes(self._io.readAll().data())
        whole = len(raw) - len(raw) % self._frame
        self._rest = raw[whole:]
        return to_mono(raw[:whole], self._dtype, self._channels)

    def close(self) -> None:
        """Release the device."""
        self._io = None
        self._source.stop()
        # Not deleteLater: this process has no loop of Qt's that would come to do it.
        del self._source


class QtPlayback:
    """A running QAudioSink; acquired in the constructor, released by `close`. Raises DeviceError."""

    def __init__(self, device: QAudioDevice) -> None:
        fmt = best_format(device)
        self.rate = fmt.sampleRate()
        self._channels = fmt.channelCount()
        self._dtype = _dtype(fmt)
        self._frame = self._dtype.itemsize * self._channels
        self._sink = QAudioSink(device, fmt)
        self._sink.setBufferFrameCount(self.rate)
        self._written = 0
        self._written_at = 0.0
        self._played = 0
        self._readings: deque[tuple[float, int]] = deque()
        self._io: QIODevice | None = self._sink.start()
        if self._io is None or self._sink.error() != QtAudio.Error.NoError:
            raise DeviceError(f"{device.description()}: {self._sink.error().name}")

    def write(self, samples: Samples) -> None:
        """Queue after what is there."""
        if self._io is None:
            return
        raw = from_mono(samples, self._dtype, self._channels)
        accepted = max(0, self._io.write(raw))
        if accepted < len(raw):
            log.warning("The loudspeaker's ring was full", extra={"lost_bytes": len(raw) - accepted})
        self._written += accepted // self._frame
        self._written_at = time.monotonic()

    def queued(self) -> int:
        """Samples in the ring."""
        return self._written - self._processed()

    def played(self) -> int:
        """Samples that have left the loudspeaker: what was processed a moment ago."""
        now = time.monotonic()
        self._readings.append((now, self._processed()))
        while self._readings and self._readings[0][0] <= now - _OUTPUT_LAG_S:
            self._played = max(self._played, self._readings.popleft()[1])
        return min(self._played, self._written)

    def reset(self) -> None:
        """Silence at once, counting from zero."""
        self._sink.reset()
        self._written = self._played = 0
        self._readings.clear()
        self._io = self._sink.start()

    def close(self) -> None:
        """Release the device."""
        self._io = None
        self._sink.stop()
        del self._sink

    def _processed(self) -> int:
        if self._sink.state() == QtAudio.State.IdleState and time.monotonic() - self._written_at > _DRAINED_S:
            return self._written
        return min(self._written, (self._sink.processedUSecs() * self.rate + 500_000) // 1_000_000)


def _dtype(fmt: QAudioFormat) -> np.dtype[Any]:
    dtype = _DTYPES.get(fmt.sampleFormat())
    if dtype is None or fmt.channelCount() < 1:
        raise DeviceError(f"unknown sample format {fmt.sampleFormat().name}")
    return dtype
