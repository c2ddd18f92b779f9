"""Between the internal 24 kHz float samples and the bytes of the wire, in both directions."""

import numpy as np

from desktop_assistant.audio import g711
from desktop_assistant.audio.resampler import Resampler
from desktop_assistant.core.audio import INTERNAL_RATE, AudioFormat, AudioFrame, Encoding, Samples, samples_to_ms
from desktop_assistant.core.local_events import MicFrame

PACKET_MS = 20


def to_int16(samples: Samples) -> g711.Int16:
    """Full scale is 32,767; louder is clipped."""
    return (np.clip(samples, -1.0, 1.0) * 32767.0).round().astype(np.int16)


def from_int16(samples: g711.Int16) -> Samples:
    """The inverse of `to_int16`, to within half a step."""
    return samples.astype(np.float32) / np.float32(32767.0)


def encode(samples: Samples, encoding: Encoding) -> bytes:
    """Samples at the wire's own rate to bytes."""
    match encoding:
        case Encoding.PCM16:
            return to_int16(samples).astype("<i2").tobytes()
        case Encoding.PCMU:
            return g711.mu_encode(to_int16(samples))
        case Encoding.PCMA:
            return g711.a_encode(to_int16(samples))


def decode(audio: bytes, encoding: Encoding) -> Samples:
    """Bytes (a whole number of samples) to samples at the wire's own rate."""
    match encoding:
        case Encoding.PCM16:
            return from_int16(np.frombuffer(audio, "<i2").astype(np.int16))
        case Encoding.PCMU:
            return from_int16(g711.mu_decode(audio))
        case Encoding.PCMA:
            return from_int16(g711.a_decode(audio))


def recode(audio: bytes, old: AudioFormat, new: AudioFormat) -> bytes:
    """The same sound in another format of the wire."""
    if old == new:
        return audio
    samples = decode(audio[: len(audio) - len(audio) % old.bytes_per_sample], old.encoding)
    flushed = np.concatenate((samples, np.zeros(old.rate // 50, np.float32)))  # what the resampler would hold back
    return encode(Resampler(old.rate, new.rate).push(flushed), new.encoding)


class Decoder:
    """Stage: one part's bytes, cut anywhere, to 24 kHz samples; a cut sample waits for its other half."""

    def __init__(self, fmt: AudioFormat) -> None:
        self._format = fmt
        self._resampler = Resampler(fmt.rate, INTERNAL_RATE)
        self._odd = b""

    def push(self, audio: bytes) -> Samples:
        """What can be played now."""
        audio = self._odd + audio
        whole = len(audio) - len(audio) % self._format.bytes_per_sample
        self._odd = audio[whole:]
        return self._resampler.push(decode(audio[:whole], self._format.encoding))


class Packets:
    """Stage: gated 24 kHz frames to `MicFrame` packets of 20 ms. `flush` when the gate closes: a gap follows."""

    def __init__(self, fmt: AudioFormat) -> None:
        self._format = fmt
        self._resampler = Resampler(INTERNAL_RATE, fmt.rate)
        self._size = fmt.rate * PACKET_MS // 1000 * fmt.bytes_per_sample
        self._bytes = bytearray()
        self._start_ms = 0.0

    def push(self, frame: AudioFrame) -> list[MicFrame]:
        """Whole packets, if any are full."""
        if not self._bytes:
            self._start_ms = samples_to_ms(frame.start, frame.rate)
        self._bytes += encode(self._resampler.push(frame.samples), self._format.encoding)
        packets = []
        while len(self._bytes) >= self._size:
            packets.append(self._cut(self._size))
        return packets

    def flush(self) -> list[MicFrame]:
        """The last, shorter packet, if anything is left."""
        packets = [self._cut(len(self._bytes))] if self._bytes else []
        self._resampler.reset()
        return packets

    def _cut(self, size: int) -> MicFrame:
        packet = MicFrame(audio=bytes(self._bytes[:size]), start_ms=self._start_ms)
        del self._bytes[:size]
        self._start_ms += self._format.ms_of(size)
        return packet
