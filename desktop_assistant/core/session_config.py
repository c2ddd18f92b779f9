"""What we ask a provider's session to be."""

from dataclasses import dataclass, field
from enum import Enum

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.hosts import host_of
from desktop_assistant.core.tools import ToolSpec


class TalkMode(Enum):
    """How the user hands over a turn; three equals."""

    CLICK = "click"
    """A click opens the microphone for one turn; another click or the end of speech sends it."""
    HOLD = "hold"
    """The microphone is open exactly while the button or Space is down; release sends."""
    ALWAYS = "always"
    """The microphone stays open; turns are found by voice activity."""


class Eagerness(Enum):
    """How soon semantic turn detection answers; see `SemanticVad.longest_wait_ms`."""

    AUTO = "auto"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVad:
    """The server ends a turn after a silence. Ranges as OpenAI documents them."""

    threshold: float = 0.5
    prefix_padding_ms: int = 300
    silence_duration_ms: int = 500
    idle_timeout_ms: int | None = None
    create_response: bool = True
    interrupt_response: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SemanticVad:
    """The server ends a turn when the words sound complete."""

    eagerness: Eagerness = Eagerness.AUTO
    create_response: bool = True
    interrupt_response: bool = True

    @property
    def longest_wait_ms(self) -> int:
        """After so much silence a turn ends however its words sound (as OpenAI documents it)."""
        return {Eagerness.LOW: 8000, Eagerness.HIGH: 2000}.get(self.eagerness, 4000)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedTurns:
    """The server judges from silence, words and voice when a turn is over. Such a turn may still go on for a moment, under its
    own item. Our engine does this; we ask for the answers ourselves, and silence it ourselves."""

    pause_ms: int = 600
    """The person's patience; what is waited lies around it."""
    end_phrase: str = ""
    """Said at the end of a turn it ends it at once; empty = nothing does."""
    create_response: bool = False
    interrupt_response: bool = False

    @property
    def longest_wait_ms(self) -> int:
        """Silence that the server may wait for before it settles a turn."""
        return 3 * self.pause_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualTurns:
    """We commit each turn and ask for the response (OpenAI: `turn_detection: null`)."""


TurnDetection = ServerVad | SemanticVad | JudgedTurns | ManualTurns


def is_ours_to_answer(detection: TurnDetection) -> bool:
    """The server ends the turns, and we ask for the answers."""
    return not isinstance(detection, ManualTurns) and not detection.create_response


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcription:
    """The user's words as text, made beside the model."""

    model: str
    """Empty = the server's own way, which is not touched."""
    tells_doubts: bool = False
    """The server is asked how sure it is of each word, or what else was said."""
    language: str | None = None
    """What is going to be heard: ISO 639-1, or None for automatic."""
    prompt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class McpServer:
    """A server of tools that the provider calls itself, with the person's leave each time."""

    label: str
    url: str
    authorization: str = field(default="", repr=False)
    """Token that the provider shows to it; filled in by the codec, and kept nowhere else."""

    @property
    def key_name(self) -> str:
        """Under which its token is kept: one that was given for a host is shown to no other."""
        return f"mcp_{self.label}_{host_of(self.url)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionConfig:
    """Everything a provider is told about the conversation."""

    model: str = ""
    instructions: str = ""
    voice: str = ""
    """The provider's name of it; empty = the provider's default."""
    speed: float = 1.0
    speak: bool = True
    """False = answer in text only."""
    input_format: AudioFormat = field(default_factory=AudioFormat)
    output_format: AudioFormat = field(default_factory=AudioFormat)
    turn_detection: TurnDetection = field(default_factory=ServerVad)
    transcription: Transcription | None = None
    noise_reduction: str | None = None
    """One of `Capabilities.noise_reduction`, or None."""
    echo_cancellation: bool = False
    """The server takes its own voice out of what it hears."""
    max_output_tokens: int | None = None
    """None = unlimited."""
    reasoning: str = ""
    """How hard the model thinks before it speaks: minimal, low, medium, high or xhigh; empty = as it likes."""
    retention_ratio: float | None = None
    """How much of a full context stays when the oldest of it is dropped: less is dropped more seldom, so that more of it is found
    in the provider's cache. None = as the provider likes."""
    context_tokens: int | None = None
    """Of the conversation, at most; None = as many as the model takes."""
    tools: tuple[ToolSpec, ...] = ()
    mcp_servers: tuple[McpServer, ...] = ()
    delegate_model: str = ""
    """Text model to which a voice model without tools hands tasks over; empty = none."""
