"""What the pane shows of an item: which side, which words, and which state in words. No pixels here."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Role, ToolCallPart


class Side(Enum):
    """How a row is laid out."""

    USER = "user"
    ASSISTANT = "assistant"
    NOTE = "note"
    """One muted line, such as a tool that was used."""
    HIDDEN = "hidden"


class Look(Enum):
    """How the words are drawn."""

    NORMAL = "normal"
    PARTIAL = "partial"
    """Still being recognised: muted italic."""
    QUIET = "quiet"
    """Said about the item rather than in it: muted."""
    UNHEARD = "unheard"
    """Never left the loudspeaker: struck through and muted."""


class Note(Enum):
    """State of an item that is told in words below it."""

    NONE = "none"
    WAITING = "waiting"
    NOT_SENT = "not sent"
    NO_ANSWER = "no answer"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One row's words. `is_markdown` is false for what people said or typed: it is shown as it is."""

    side: Side
    text: str = ""
    look: Look = Look.NORMAL
    note: Note = Note.NONE
    has_dots: bool = False
    """Words are expected but not here yet."""
    cut: int | None = None
    """Characters of `text` that were heard, when an answer was interrupted."""
    is_markdown: bool = False


def face_of(item: Item) -> Face:
    """Decide how an item looks."""
    if item.kind is ItemKind.TOOL_CALL:
        return Face(side=Side.NOTE, text=_tool_words(item), look=Look.QUIET)
    if item.kind is ItemKind.TOOL_RESULT or item.role is Role.SYSTEM:
        return Face(side=Side.HIDDEN)
    return _user_face(item) if item.role is Role.USER else _assistant_face(item)


def note_words(note: Note) -> str:
    """The state as a reader sees it."""
    match note:
        case Note.WAITING:
            return QCoreApplication.translate("Chat", "Waiting to be sent")
        case Note.NOT_SENT:
            return QCoreApplication.translate("Chat", "Could not be sent")
        case Note.NO_ANSWER:
            return QCoreApplication.translate("Chat", "The answer failed")
        case Note.INTERRUPTED:
            return QCoreApplication.translate("Chat", "Interrupted")
        case Note.NONE:
            return ""


def spoken_description(item: Item) -> str:
    """The row as a screen reader says it."""
    face = face_of(item)
    match face.side:
        case Side.HIDDEN:
            return ""
        case Side.NOTE:
            return face.text
        case Side.USER:
            frame = QCoreApplication.translate("Chat", "You said: {0}")
        case Side.ASSISTANT:
            frame = QCoreApplication.translate("Chat", "Assistant said: {0}")
    words = face.text or (QCoreApplication.translate("Chat", "waiting for the words") if face.has_dots else "")
    said = frame.format(words).rstrip()
    note = note_words(face.note)
    return f"{said} ({note})" if note else said


def _user_face(item: Item) -> Face:
    note = Note.NOT_SENT if item.status is ItemStatus.FAILED else Note.NONE
    audio = [part for part in item.parts if isinstance(part, AudioPart)]
    is_open = any(not part.is_final for part in audio) and item.status is not ItemStatus.FAILED
    text = item.text.strip()
    if not audio:
        if item.status is ItemStatus.IN_PROGRESS:
            note = Note.WAITING
        return Face(side=Side.USER, text=text, note=note)
    if text:
        return Face(side=Side.USER, text=text, look=Look.PARTIAL if is_open else Look.NORMAL, note=note)
    if is_open:
        return Face(side=Side.USER, has_dots=True)
    return Face(side=Side.USER, text=QCoreApplication.translate("Chat", "(not understood)"), look=Look.QUIET, note=note)


def _assistant_face(item: Item) -> Face:
    text = item.text
    if item.status is ItemStatus.INTERRUPTED:
        return Face(side=Side.ASSISTANT, text=text, note=Note.INTERRUPTED, cut=_heard_chars(item), is_markdown=True)
    if item.status is ItemStatus.FAILED:
        return Face(side=Side.ASSISTANT, text=text, note=Note.NO_ANSWER, is_markdown=True)
    if text.strip():
        return Face(side=Side.ASSISTANT, text=text, is_markdown=True)
    if item.status is ItemStatus.IN_PROGRESS:
        return Face(side=Side.ASSISTANT, has_dots=True, is_markdown=True)
    return Face(side=Side.HIDDEN)


def _heard_chars(item: Item) -> int | None:
    before = 0
    for part in item.parts:
        if isinstance(part, AudioPart) and part.heard_chars is not None:
            return before + min(part.heard_chars, len(part.transcript))
        length = 0 if isinstance(part, ToolCallPart) else len(part.transcript if isinstance(part, AudioPart) else part.text)
        before += length + 1 if length else 0
    return None


def _tool_words(item: Item) -> str:
    name = next((part.name for part in item.parts if isinstance(part, ToolCallPart) and part.name), "")
    readable = name.replace("_", " ").strip()
    if not readable:
        return QCoreApplication.translate("Chat", "Used a tool")
    return QCoreApplication.translate("Chat", "Used {0}").format(readable)
