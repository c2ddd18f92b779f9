"""Sound as values: formats, frames, and the arithmetic between samples and milliseconds."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, ForwardRef

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]
else:
    # The window's process passes sound on without touching it; numpy would be a third of its start-up time.
    Samples = ForwardRef("NDArray[np.float32]")
"""Mono float32 in -1..1."""

INTERNAL_RATE = 24_000
"""Hz; everything between the resamplers of the device and the codec of the wire runs at this rate."""


class Encoding(Enum):
    """How samples are written on the wire."""

    PCM16 = "pcm16"
    PCMU = "pcmu"
    PCMA = "pcma"


_ZERO = {Encoding.PCM16: b"\0\0", Encoding.PCMU: b"\xff", Encoding.PCMA: b"\xd5"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioFormat:
    """One direction of the wire: PCM16 is little-endian mono; the G.711 laws are 8 kHz only."""

    encoding: Encoding = Encoding.PCM16
    rate: int = INTERNAL_RATE
    """Hz: 16,000 or 24,000 for PCM16, 8,000 for G.711."""

    @property
    def bytes_per_sample(self) -> int:
        """2 for PCM16, 1 for the G.711 laws."""
        return 2 if self.encoding is Encoding.PCM16 else 1

    def ms_of(self, size: int) -> float:
        """Duration in ms of `size` encoded bytes."""
        return samples_to_ms(size // self.bytes_per_sample, self.rate)

    def silence(self, ms: float) -> bytes:
        """So much of it, encoded."""
        return _ZERO[self.encoding] * ms_to_samples(ms, self.rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioFrame:
    """A run of mono samples with its place in the stream it came from."""

    samples: Samples
    """shape (n,)"""
    start: int
    """Index of the first sample since the stream began, at `rate`."""
    rate: int = INTERNAL_RATE

    @property
    def end(self) -> int:
        """Index one past the last sample."""
        return self.start + len(self.samples)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Kept sound of one item, encoded as `format` says."""

    audio: bytes
    format: AudioFormat


class Duplex(Enum):
    """Whether the microphone listens while the assistant speaks."""

    AUTO = "auto"
    """It does, as long as the echo can be cancelled and the person does not let it rest with the devices in use."""
    FULL = "full"
    HALF = "half"


class Sensitivity(Enum):
    """How readily a sound interrupts the assistant."""

    EASY = "easy"
    NORMAL = "normal"
    FIRM = "firm"


class WhenQuiet(Enum):
    """What a provider must be sent while nobody speaks, for as long as the microphone is open."""

    TRAILING_SILENCE = "trailing_silence"
    """Nothing, once its detector has had the silence that ends a turn."""
    END_MARK = "end_mark"
    """Nothing, once it was told that the sound pauses (`PauseInput`); that ends a turn at once."""
    CONTINUOUS = "continuous"
    """As much sound as time passes. It gets digital silence: nothing of the room leaves the machine, yet it counts as sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceName:
    """A device as the user knows it, plugged in or not. An empty id stands for whatever the system's default is."""

    id: str = ""
    name: str = ""
    """What it was called when it was chosen."""


KEPT_PREFERENCES = 8


def preferring(preference: tuple[DeviceName, ...], picked: DeviceName) -> tuple[DeviceName, ...]:
    """The order of preference after somebody has picked a device: it is the first; the others stay behind it."""
    order = [picked, *(device for device in preference if device.id != picked.id)][:KEPT_PREFERENCES]
    while order and not order[-1].id:
        order.pop()  # the system's default comes last anyway
    return tuple(order)


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicePair:
    """Ids of the microphone and the loudspeaker that are used whenever they are needed; empty = none."""

    input_device: str = ""
    output_device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioSetup:
    """How the audio process shall work; sent whole whenever a part of it changes."""

    input_preference: tuple[DeviceName, ...] = ()
    """The first that is plugged in is used, else the system's default."""
    output_preference: tuple[DeviceName, ...] = ()
    input_format: AudioFormat = field(default_factory=AudioFormat)
    """Encoding of MicFrame.audio."""
    output_format: AudioFormat = field(default_factory=AudioFormat)
    """Encoding of what `play` is given."""
    pause_ms: int = 600
    """Silence that ends the user's turn."""
    gate_tail_ms: int = 800
    """Silence still sent after speech, so that a server's own detector can find the end."""
    when_quiet: WhenQuiet = WhenQuiet.TRAILING_SILENCE
    preroll_ms: int = 500
    confirm_ms: int = 200
    """Speech shorter than this never interrupts."""
    echo_cancellation: bool = True
    duplex: Duplex = Duplex.AUTO
    resting_pairs: tuple[DevicePair, ...] = ()
    """With these the person lets the microphone rest while the assistant speaks; counts where `duplex` is AUTO."""
    sensitivity: Sensitivity = Sensitivity.NORMAL
    words_follow: bool = False
    """Whoever gets the sound says soon what was said, so a single word is judged by what it is and not by its sound."""
    noise_suppression: bool = False
    gain_control: bool = False
    headset_advice: bool = True
    """Say it when somebody talks into a Bluetooth headset though there is another microphone."""
    volume: float = 1.0
    """0..1, of the assistant's voice."""


def samples_to_ms(count: int, rate: int = INTERNAL_RATE) -> float:
    """Duration in ms of `count` samples."""
    return count * 1000 / rate


def ms_to_samples(ms: float, rate: int = INTERNAL_RATE) -> int:
    """Number of whole samples in `ms`, rounded to nearest."""
    return round(ms * rate / 1000)
