"""What a conversation is made of: ordered items with parts."""

import hashlib
from dataclasses import dataclass, field
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
    BROKEN_OFF = "broken_off"
    """Whoever answered, or the way to them, failed in the midst of the answer; what had come was heard out."""
    OVERHEARD = "overheard"
    """Said over the assistant, but as it seemed not to it: nobody was asked to answer."""


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
    doubts: tuple[str, ...] = field(default=(), repr=False)
    """Words of the user's that the recogniser was not sure of."""
    alternatives: tuple[str, ...] = field(default=(), repr=False)
    """What the user may have said instead, as the recogniser sees it."""
    recording: str | None = None
    """File name below the recordings folder, when the user keeps audio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCallPart:
    """A call made by the model, or its answer, as kept in the conversation."""

    call_id: str
    name: str = ""
    arguments: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagePart:
    """A picture that the user showed."""

    id: str
    """Of what is in it: the same picture has the same id."""
    mime: str = "image/jpeg"
    width: int = 0
    height: int = 0
    """Pixels."""
    title: str = ""
    """A file's name, or where the picture comes from."""
    data: bytes = field(default=b"", repr=False, compare=False)
    """The file's content; empty where only the conversation as such is known, and the picture is in the store."""

    @classmethod
    def of(cls, data: bytes, *, mime: str, width: int, height: int, title: str = "") -> "ImagePart":
        """With its id."""
        return cls(id=hashlib.sha256(data).hexdigest()[:32], mime=mime, width=width, height=height, title=title, data=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """A text file that the user showed."""

    name: str
    text: str


Part = TextPart | AudioPart | ToolCallPart | ImagePart | FilePart


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
    versions: tuple[str, ...] = field(default=(), repr=False)
    """Of a turn that was corrected: the ids of all its versions, oldest first, its own among them."""
    shelf: str = field(default="", repr=False)
    """The version (a turn of the user) that this item is part of, where that is not the one on screen; empty = it is."""

    @property
    def text(self) -> str:
        """What was said or typed, parts joined by a line break; without the content of files."""
        return "\n".join(
            t
            for p in self.parts
            if (t := p.text if isinstance(p, TextPart) else p.transcript if isinstance(p, AudioPart) else "")
        )

    @property
    def told_text(self) -> str:
        """All of it that a model can read, files too."""
        return "\n".join(words for part in self.parts if (words := told_words(part)))

    @property
    def images(self) -> tuple[ImagePart, ...]:
        """Its pictures."""
        return tuple(part for part in self.parts if isinstance(part, ImagePart))

    @property
    def may_be_corrected(self) -> bool:
        """A turn of the user whose words are known, or known to be unknown."""
        if self.role is not Role.USER or self.kind is not ItemKind.MESSAGE:
            return False
        return all(part.is_final for part in self.parts if isinstance(part, AudioPart)) and not (
            self.is_spoken and self.status is ItemStatus.IN_PROGRESS
        )

    @property
    def is_spoken(self) -> bool:
        """Whether any part is speech."""
        return any(isinstance(p, AudioPart) for p in self.parts)


def told_words(part: Part) -> str:
    """A part as a model reads it; empty for what is no text."""
    match part:
        case TextPart():
            return part.text
        case AudioPart():
            return part.transcript
        case FilePart():
            return f"{part.name}:\n{part.text}"
        case _:
            return ""


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
    tags: tuple[str, ...] = ()
