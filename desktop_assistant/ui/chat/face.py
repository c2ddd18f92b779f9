"""What the pane shows of an item: which side, which words, and which state in words. No pixels here."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from desktop_assistant.core.card_text import card_text, escaped
from desktop_assistant.core.cards import Card, CardError, read_card
from desktop_assistant.core.choice import Choice, read_choice
from desktop_assistant.core.exact.formulas import find_formulas, may_have_formulas
from desktop_assistant.core.items import AudioPart, FilePart, ImagePart, Item, ItemKind, ItemStatus, Role, TextPart, ToolCallPart
from desktop_assistant.core.pane_tools import ASK_CHOICE, DISPLAY
from desktop_assistant.core.speaker import speaker_of
from desktop_assistant.ui.chat.card_look import card_label, shown_card
from desktop_assistant.ui.i18n import number


class Side(Enum):
    """How a row is laid out."""

    USER = "user"
    ASSISTANT = "assistant"
    NOTE = "note"
    """One muted line, such as a tool that was used."""
    CARD = "card"
    """What must be exact, in a frame of its own."""
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
    UNSURE = "unsure"
    """The recogniser may have misheard."""
    OVERHEARD = "overheard"
    """Nobody was asked to answer it."""
    INTERRUPTED = "interrupted"
    BROKEN_OFF = "broken_off"
    """By nobody's wish."""


HEARD_FROM_MS = 50
"""Less would be said to be 0.0 s."""
SENTENCES = frozenset({Note.OVERHEARD, Note.BROKEN_OFF})
"""Notes that explain, and have lines of their own."""


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
    doubts: tuple[str, ...] = ()
    """Words of the user's that may be wrong."""
    heard_ms: int | None = None
    """How long it had been heard then."""
    is_markdown: bool = False
    shown: tuple[str, ...] = ()
    """What went with it, each picture and file in words."""
    card: Card | None = None
    choice: Choice | None = None
    """A question to answer."""


_ENDED_BADLY = {ItemStatus.FAILED: Note.NO_ANSWER, ItemStatus.BROKEN_OFF: Note.BROKEN_OFF}


def face_of(item: Item) -> Face:
    """Decide how an item looks."""
    if item.kind is ItemKind.TOOL_CALL:
        if (shown := _shown_face(item)) is not None:
            return shown
        return Face(side=Side.NOTE, text=_tool_words(item), look=Look.QUIET)
    if speaker := speaker_of(item):
        words = QCoreApplication.translate("Chat", "{0} speaks from here on")
        name = QCoreApplication.translate("Personas", speaker)  # of those that come with the program
        return Face(side=Side.NOTE, text=words.format(name), look=Look.QUIET)
    if item.kind is ItemKind.TOOL_RESULT or item.role is Role.SYSTEM:
        return Face(side=Side.HIDDEN)
    return _user_face(item) if item.role is Role.USER else _assistant_face(item)


def note_words(face: Face) -> str:
    """The state as a reader sees it; empty if there is nothing to say."""
    match face.note:
        case Note.WAITING:
            return QCoreApplication.translate("Chat", "Waiting to be sent")
        case Note.NOT_SENT:
            return QCoreApplication.translate("Chat", "Could not be sent")
        case Note.NO_ANSWER:
            return QCoreApplication.translate("Chat", "The answer failed")
        case Note.UNSURE:
            return QCoreApplication.translate("Chat", "Perhaps misheard")
        case Note.OVERHEARD:
            return QCoreApplication.translate("Chat", "Not answered: it sounded like somebody else")
        case Note.INTERRUPTED:
            return _interruption_words(face.heard_ms)
        case Note.BROKEN_OFF:
            return QCoreApplication.translate("Chat", "The answer broke off before its end")
        case Note.NONE:
            return ""


def _interruption_words(heard_ms: float | None) -> str:
    if heard_ms is None:
        return QCoreApplication.translate("Chat", "Interrupted")
    if heard_ms < HEARD_FROM_MS:
        return QCoreApplication.translate("Chat", "Interrupted before it was heard")
    return QCoreApplication.translate("Chat", "Interrupted after {0} s").format(number(heard_ms / 1000, 1))


def note_tip(face: Face) -> str:
    """What the state means, where that is not plain from its words."""
    if face.note is Note.UNSURE:
        return _unsure_tip(face)
    if face.note is not Note.INTERRUPTED:
        return ""
    _, unheard = split_at_cut(face)
    if not unheard:
        return QCoreApplication.translate("Chat", "You stopped the assistant here.")
    return QCoreApplication.translate(
        "Chat", "You stopped the assistant here. What is struck through was not heard, and the model does not remember it."
    )


def _unsure_tip(face: Face) -> str:
    ways = QCoreApplication.translate("Chat", "Choose below what you said, or correct it with F2.")
    if not face.doubts:
        return ways
    sure_of = QCoreApplication.translate("Chat", "The recogniser was not sure of: {0}").format(", ".join(face.doubts))
    return f"{sure_of}\n{ways}"


def cut_place(face: Face) -> int | None:
    """Where in `text` the struck-through words begin: at the end of the word that was being said; None = nothing is struck."""
    text = face.text
    if face.cut is None or face.cut >= len(text.rstrip()):
        return None
    at = face.cut
    while 0 < at < len(text) and not text[at].isspace():
        at += 1
    return at if at < len(text.rstrip()) else None


def split_at_cut(face: Face) -> tuple[str, str]:
    """Heard words, and those that are struck through, both without blanks around them."""
    at = cut_place(face)
    return (face.text.strip(), "") if at is None else (face.text[:at].strip(), face.text[at:].strip())


def spoken_description(item: Item) -> str:
    """The row as a screen reader says it."""
    face = face_of(item)
    match face.side:
        case Side.HIDDEN:
            return ""
        case Side.NOTE:
            return face.text
        case Side.CARD:
            return _card_description(face)
        case Side.USER:
            frame = QCoreApplication.translate("Chat", "You said: {0}")
        case Side.ASSISTANT:
            frame = QCoreApplication.translate("Chat", "Assistant said: {0}")
    heard, unheard = (_with_formulas_said(words) if face.is_markdown else words for words in split_at_cut(face))
    heard = ". ".join(filter(None, (*face.shown, heard)))
    words = heard or (QCoreApplication.translate("Chat", "waiting for the words") if face.has_dots else "")
    said = frame.format(words).rstrip()
    note = note_words(face)
    said = f"{said} ({note})" if note else said
    return said + ". " + QCoreApplication.translate("Chat", "Not heard: {0}").format(unheard) if unheard else said


def _with_formulas_said(text: str) -> str:
    """A screen reader says "x squared", not the signs."""
    if not may_have_formulas(text):
        return text
    from desktop_assistant.core.exact.formula_words import formula_words  # most conversations have none

    for formula in reversed(find_formulas(text)):
        words = formula_words(formula.latex) or QCoreApplication.translate("Chat", "formula {0}").format(formula.latex.strip())
        text = f"{text[: formula.start]}{words}{text[formula.end :]}"
    return text


def _shown_words(part: ImagePart | FilePart) -> str:
    if isinstance(part, FilePart):
        return QCoreApplication.translate("Chat", "File {0}").format(part.name)
    return QCoreApplication.translate("Chat", "Picture {0}").format(part.title).rstrip()


def _user_face(item: Item) -> Face:
    note = Note.NOT_SENT if item.status is ItemStatus.FAILED else Note.NONE
    audio = [part for part in item.parts if isinstance(part, AudioPart)]
    is_open = any(not part.is_final for part in audio) and item.status is not ItemStatus.FAILED
    text = item.text.strip()
    if not audio:
        if item.status is ItemStatus.IN_PROGRESS:
            note = Note.WAITING
        shown = tuple(_shown_words(part) for part in item.parts if isinstance(part, ImagePart | FilePart))
        return Face(side=Side.USER, text=text, note=note, shown=shown)
    if text:
        doubts = tuple(word for part in audio for word in part.doubts)
        if item.status is ItemStatus.OVERHEARD and not is_open:
            note = Note.OVERHEARD
        elif note is Note.NONE and not is_open and (doubts or any(part.alternatives for part in audio)):
            note = Note.UNSURE
        return Face(side=Side.USER, text=text, look=Look.PARTIAL if is_open else Look.NORMAL, note=note, doubts=doubts)
    if is_open:
        return Face(side=Side.USER, has_dots=True)
    return Face(side=Side.USER, text=QCoreApplication.translate("Chat", "(not understood)"), look=Look.QUIET, note=note)


def _assistant_face(item: Item) -> Face:
    text = item.text
    if item.status is ItemStatus.INTERRUPTED:
        cut, heard_ms = _heard_chars(item), _heard_ms(item)
        return Face(side=Side.ASSISTANT, text=text, note=Note.INTERRUPTED, cut=cut, heard_ms=heard_ms, is_markdown=True)
    if item.status in _ENDED_BADLY:
        return Face(side=Side.ASSISTANT, text=text, note=_ENDED_BADLY[item.status], is_markdown=True)
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
        words = part.transcript if isinstance(part, AudioPart) else part.text if isinstance(part, TextPart) else ""
        length = len(words)
        before += length + 1 if length else 0
    return None


def _heard_ms(item: Item) -> int | None:
    """The parts before the one that was cut count whole; None = the player did not say."""
    before = 0
    for part in item.parts:
        if isinstance(part, AudioPart):
            if part.heard_ms is not None:
                return before + part.heard_ms
            before += part.audio_ms or 0
    return None


def _shown_face(item: Item) -> Face | None:
    """What a tool shows; None if it shows nothing, or what it was given makes no card."""
    part = next((part for part in item.parts if isinstance(part, ToolCallPart) and part.name), None)
    if part is None or part.name not in (DISPLAY, ASK_CHOICE):
        return None
    try:
        if part.name == DISPLAY:
            card = _card(part.arguments)
            return Face(side=Side.CARD, text=shown_card(card), is_markdown=True, card=card)
        choice = _choice(part.arguments)
        return Face(side=Side.CARD, text=escaped(choice.question), is_markdown=True, choice=choice)
    except CardError:
        return None


_card = lru_cache(maxsize=1024)(read_card)
_choice = lru_cache(maxsize=256)(read_choice)


def _card_description(face: Face) -> str:
    if face.choice is not None:
        options = ", ".join(f"{number}: {option}" for number, option in enumerate(face.choice.options, 1))
        return QCoreApplication.translate("Chat", "Question: {0} Answers: {1}").format(face.choice.question, options)
    if face.card is None:
        return face.text
    kind = card_label(face.card)
    return ". ".join(
        filter(None, (f"{kind}: {face.card.title}" if face.card.title else kind, card_text(face.card), face.card.note))
    )


def _tool_words(item: Item) -> str:
    name = next((part.name for part in item.parts if isinstance(part, ToolCallPart) and part.name), "")
    readable = name.replace("_", " ").strip()
    if not readable:
        return QCoreApplication.translate("Chat", "Used a tool")
    return QCoreApplication.translate("Chat", "Used {0}").format(readable)
