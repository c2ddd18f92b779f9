"""Read-only pictures of what is going on, for the window, the log and the bug report."""

from dataclasses import dataclass
from enum import Enum

from desktop_assistant.core.audio import DevicePair, Duplex
from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.server_events import RateLimit
from desktop_assistant.core.session_config import TalkMode


class LinkState(Enum):
    """The connection, in the session's eyes."""

    OFFLINE = "offline"
    CONNECTING = "connecting"
    CONFIGURING = "configuring"
    READY = "ready"
    WAITING = "waiting"
    """Lost; waiting to try again."""
    FAILED = "failed"
    """Given up until the user does something."""
    RESTING = "resting"
    """Hung up because nobody spoke for a while, or because the money is spent; the next word connects again, if it may."""


class VoiceState(Enum):
    """What the window shows with shape and text."""

    IDLE = "idle"
    CONNECTING = "connecting"
    LISTENING = "listening"
    HEARING = "hearing"
    THINKING = "thinking"
    SPEAKING = "speaking"
    HELD = "held"
    """Speaking, but lowered: something was heard over it that may be the person."""
    MUTED = "muted"
    OFFLINE = "offline"


class Renewal(Enum):
    """A fresh session takes the place of one that ends, or that cannot do what the settings want."""

    NONE = "none"
    UNDER_WAY = "under_way"
    """It is made ready while the old one goes on."""
    DONE = "done"
    """It took over a moment ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLatency:
    """One voice turn: marks in ms after the end of speech, and the four parts that the time to the first sound is made of;
    None = did not happen, or is not known. pause + network + model + buffer = first sound."""

    item_id: str = ""
    """Of the user's turn."""
    ended_at: float = 0.0
    """When the speech ended, Unix seconds."""
    pause_ms: float | None = None
    """The silence that ended the turn."""
    network_ms: float | None = None
    """One round trip: half of it to the provider, half of it back. None: it was not measured, and is in `model_ms`."""
    model_ms: float | None = None
    """From the turn's arrival at the provider to its first sound."""
    buffer_ms: float | None = None
    """From the arrival of that sound here to the loudspeaker."""
    first_text_ms: float | None = None
    first_audio_ms: float | None = None
    """Until the first sound of the answer arrived here."""
    first_sound_ms: float | None = None
    """Until it left the loudspeaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSnapshot:
    """Everything the voice panel and status strip draw."""

    link: LinkState = LinkState.OFFLINE
    voice: VoiceState = VoiceState.OFFLINE
    mode: TalkMode = TalkMode.CLICK
    mic_open: bool = False
    muted: bool = False
    can_stop: bool = False
    """Something is being said, thought or recorded that Stop would end."""
    thinking_since: float | None = None
    """CLOCK_MONOTONIC seconds, while thinking."""
    activity: str = ""
    """Message key of what the thinking is about: empty = plain thinking, else a tool's name."""
    retry_at: float | None = None
    """CLOCK_MONOTONIC seconds of the next attempt, while waiting."""
    conversation_id: str = ""
    latency: TurnLatency | None = None
    """Of the last voice turn."""
    extra_pause_ms: int = 0
    """By how much the pause has grown in this session because the person was cut off."""
    unknown_messages: int = 0
    renewal: Renewal = Renewal.NONE
    hears: bool = True
    """Who answers takes sound; else only typing works."""
    limits: tuple[RateLimit, ...] = ()
    """What the account may still ask of the provider, where that tells."""
    images: ImageLimits | None = None
    """What pictures may be like; None: who answers takes none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Loudness since the last picture: linear RMS and peak in 0..1, microphone and assistant."""

    mic_rms: float = 0.0
    mic_peak: float = 0.0
    voice_rms: float = 0.0
    voice_peak: float = 0.0
    speech_probability: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioDevice:
    """A microphone or loudspeaker. `id` is stable across restarts where the platform allows."""

    id: str
    name: str
    is_default: bool = False
    is_headphones: bool = False
    """Worn on the ears, as far as the platform tells: no echo comes from it."""
    is_bluetooth: bool = False
    headset: str = ""
    """Microphone and loudspeakers of one Bluetooth headset have the same text here; empty: not known to be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioDevices:
    """What is plugged in now, and what is in use (empty id = none)."""

    inputs: tuple[AudioDevice, ...] = ()
    outputs: tuple[AudioDevice, ...] = ()
    input_in_use: str = ""
    output_in_use: str = ""
    rests: bool = False
    """The person lets the microphone rest while the assistant speaks with the pair that is, or would be, in use."""


class EchoCause(Enum):
    """Why cancellation is not enough."""

    LEVEL = "level"
    """The loudspeaker is much louder at the microphone than a person would be."""
    DELAY = "delay"
    """The sound comes back too late, as with Bluetooth."""
    DISTORTION = "distortion"
    """What comes back has little of what was played: an overdriven loudspeaker, or another program's processing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoTest:
    """What the self-test heard of its own sound, for one pair of devices."""

    input_device: str
    output_device: str
    """Device ids."""
    tested_at: float
    """Unix seconds."""
    delay_ms: float | None = None
    """From the loudspeaker's queue to the microphone; None = nothing came back (headphones, or no sound at all)."""
    echo_db: float = 0.0
    """Level at the microphone relative to what was played."""
    removed_db: float = 0.0
    """How much of that cancellation takes away."""
    noise_db: float = -90.0
    """Level of the quiet room, dB full scale."""
    duplex: Duplex = Duplex.FULL
    """What we recommend: FULL or HALF."""
    cause: EchoCause | None = None
    """Why HALF."""
    rests: bool = False
    """The person lets the microphone rest while the assistant speaks, with these devices."""

    @property
    def pair(self) -> DevicePair:
        """What was tested."""
        return DevicePair(input_device=self.input_device, output_device=self.output_device)


@dataclass(frozen=True, slots=True, kw_only=True)
class Savings:
    """What the gate kept from being sent, since the program began; both are counted in samples."""

    captured_s: float = 0.0
    """Sound of open microphones."""
    sent_s: float = 0.0
    """Sound that a provider's socket took, also digital silence and what was said again after a lost connection. What was
    dropped, or is still waiting for a connection, was not sent."""

    @property
    def not_sent_share(self) -> float:
        """0..1."""
        return max(0.0, 1.0 - self.sent_s / self.captured_s) if self.captured_s > 0 else 0.0
