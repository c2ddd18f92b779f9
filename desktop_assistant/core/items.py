"""What a conversation is made of: ordered items with parts."""

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """Who speaks in an item."""

    USER = "user"
    ASSISTANT = "assistant"
    SYSTEM = "system"


class ItemKind(Enum):
    """What an item is."""

    MESSAGE = "message"
    TOOL_CALL = "function_call"
    TOOL_RESULT = "function_call_output"


class ItemStatus(Enum):
    """How far an item has come."""

    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    """The user spoke, typed or pressed stop; `AudioPart.heard_chars` says where the sound ended."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """Text that was typed, or written by the model without a voice."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioPart:
    """Speech: what the recogniser heard of the user, or what the assistant says."""

    transcript: str = ""
    is_final: bool = False
    """False while the transcript is a live partial one."""
    audio_ms: int | None = None
    """Length of the sound, as far as received."""
    heard_ms: int | None = None
    """For an interrupted assistant part: ms that really left the loudspeaker."""
    heard_chars: int | None = None
    """For an interrupted assistant part: how many characters of `transcript` were heard (an estimate)."""
    recording: str | None = None
    """File name below the recordings folder, when the user keeps audio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCallPart:
    """A call made by the model, or its answer, as kept in the conversation."""

    call_id: str
    name: str = ""
    arguments: str = ""
    output: str = ""


Part = TextPart | AudioPart | ToolCallPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of the conversation, ordered by `previous_id`, never by arrival."""

    id: str
    role: Role
    kind: ItemKind = ItemKind.MESSAGE
    parts: tuple[Part, ...] = ()
    status: ItemStatus = ItemStatus.COMPLETE
    created_at: float = 0.0
    """Unix seconds; for speech, when it began."""
    previous_id: str | None = None
    """Provider's order: the id of the item before this one; None = unknown or first."""

    @property
    def text(self) -> str:
        """Everything readable in this item, parts joined by a line break."""
        return "\n".join(
            t
            for p in self.parts
            if (t := p.text if isinstance(p, TextPart) else p.transcript if isinstance(p, AudioPart) else "")
        )

    @property
    def is_spoken(self) -> bool:
        """Whether any part is speech."""
        return any(isinstance(p, AudioPart) for p in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationInfo:
    """One line of the list of conversations."""

    id: str
    title: str
    created_at: float
    """Unix seconds."""
    updated_at: float
    item_count: int = 0
    is_pinned: bool = False
    """Stays above the others."""
