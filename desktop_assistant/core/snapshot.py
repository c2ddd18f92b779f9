"""Read-only pictures of what is going on, for the window, the log and the bug report."""

from dataclasses import dataclass
from enum import Enum

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


class VoiceState(Enum):
    """What the window shows with shape and text."""

    IDLE = "idle"
    CONNECTING = "connecting"
    LISTENING = "listening"
    HEARING = "hearing"
    THINKING = "thinking"
    SPEAKING = "speaking"
    MUTED = "muted"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLatency:
    """One voice turn on CLOCK_MONOTONIC, in ms after the end of speech; None = did not happen."""

    pause_ms: float | None = None
    """Until the turn was handed over (the silence that ends it)."""
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
    unknown_messages: int = 0


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioDevices:
    """What is plugged in now, and what is in use (empty id = none)."""

    inputs: tuple[AudioDevice, ...] = ()
    outputs: tuple[AudioDevice, ...] = ()
    input_in_use: str = ""
    output_in_use: str = ""
