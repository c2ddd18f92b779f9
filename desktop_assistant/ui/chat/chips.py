"""What can be done with a message by one click or key: copy an exact thing, copy a card, choose an answer. No pixels here."""

import re
import threading
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from desktop_assistant.core.card_text import card_csv, card_markdown, card_text
from desktop_assistant.core.cards import Card, CardKind
from desktop_assistant.core.exact.finding import exact_things, prepare
from desktop_assistant.core.exact.formulas import find_formulas
from desktop_assistant.core.exact.thing import Exact
from desktop_assistant.core.items import AudioPart, FilePart, ImagePart, Item, ItemStatus
from desktop_assistant.ui.chat.face import Face, Note, Side, cut_place
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP

MOST = 12
"""More than these nobody looks through."""
LONGEST_TEXT = 2500
"""Characters that are looked through, some three minutes of speech: 5 ms, since a frame has 16."""
_NOT_SPOKEN = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1|\Z)|^[ \t]*\|.*\|[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipLook:
    """What one kind of exact thing is called, and its icon."""

    icon: str
    name: str
    """Marked for translation in the context `Chat`."""


_OPTION = QT_TRANSLATE_NOOP("Chat", "Answer")
_PICTURE = ChipLook(icon="image", name=QT_TRANSLATE_NOOP("Chat", "Picture"))
_FILE = ChipLook(icon="file", name=QT_TRANSLATE_NOOP("Chat", "File"))
_READING = ChipLook(icon="question", name=QT_TRANSLATE_NOOP("Chat", "Did you say"))
_ANSWER = ChipLook(icon="send", name=QT_TRANSLATE_NOOP("Chat", "Not answered"))
_AGAIN = ChipLook(icon="refresh", name=QT_TRANSLATE_NOOP("Chat", "Broken off"))
_EDIT = ChipLook(icon="edit", name=QT_TRANSLATE_NOOP("Chat", "Correct this and ask again"))
_HAS_MARKDOWN = frozenset({CardKind.TABLE, CardKind.LIST, CardKind.CODE, CardKind.COMMAND, CardKind.QUOTATION, CardKind.LINK})
LOOKS = {
    Exact.EMAIL: ChipLook(icon="mail", name=QT_TRANSLATE_NOOP("Chat", "E-mail address")),
    Exact.PHONE: ChipLook(icon="phone", name=QT_TRANSLATE_NOOP("Chat", "Phone number")),
    Exact.URL: ChipLook(icon="link", name=QT_TRANSLATE_NOOP("Chat", "Link")),
    Exact.MONEY: ChipLook(icon="money", name=QT_TRANSLATE_NOOP("Chat", "Amount of money")),
    Exact.QUANTITY: ChipLook(icon="ruler", name=QT_TRANSLATE_NOOP("Chat", "Quantity")),
    Exact.NUMBER: ChipLook(icon="number", name=QT_TRANSLATE_NOOP("Chat", "Number")),
    Exact.CODE: ChipLook(icon="code", name=QT_TRANSLATE_NOOP("Chat", "Code")),
    Exact.DATE: ChipLook(icon="calendar", name=QT_TRANSLATE_NOOP("Chat", "Date")),
    Exact.TIME: ChipLook(icon="clock", name=QT_TRANSLATE_NOOP("Chat", "Time")),
    Exact.ADDRESS: ChipLook(icon="pin", name=QT_TRANSLATE_NOOP("Chat", "Address")),
}


class ChipDoes(Enum):
    """What happens."""

    COPY = "copy"
    OPEN = "open"
    """Opens the address in the program for it."""
    CHOOSE = "choose"
    """Answers the question."""
    SHOW = "show"
    """Shows the picture in its full size."""
    CORRECT = "correct"
    """Says that this is what the person said."""
    EDIT = "edit"
    """Lets the person write what they said."""
    ANSWER = "answer"
    """Asks for the answer that did not come, or not to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One of them."""

    look: ChipLook
    words: str
    """What is shown."""
    value: str
    """What is copied, opened or answered."""
    does: ChipDoes = ChipDoes.COPY
    picture: ImagePart | None = None
    """What is shown, small, instead of the words."""


def prepare_chips() -> None:
    """Begin to make ready what the first answer needs, beside the window."""
    threading.Thread(target=prepare, name="exact-things", daemon=True).start()


def chips_of(item: Item, face: Face) -> tuple[Chip, ...]:
    """Those below a message."""
    if face.card is not None:
        return _card_chips(face.card)
    if face.choice is not None:
        return tuple(
            Chip(look=ChipLook(icon=str(number), name=_OPTION), words=option, value=option, does=ChipDoes.CHOOSE)
            for number, option in enumerate(face.choice.options, 1)
        )
    own = _shown_chips(item) if face.side is Side.USER else _exact_chips(item, face)
    return (*_answer_chips(item, face), *own)


def _shown_chips(item: Item) -> tuple[Chip, ...]:
    """Pictures and files that went with a message."""
    made: list[Chip] = []
    for part in item.parts:
        if isinstance(part, ImagePart):
            words = part.title or QCoreApplication.translate("Chat", "Picture")
            made.append(Chip(look=_PICTURE, words=words, value=part.id, does=ChipDoes.SHOW, picture=part))
        elif isinstance(part, FilePart):
            made.append(Chip(look=_FILE, words=part.name, value=part.text))
    return (*made, *_reading_chips(item))


def answer_words(face: Face) -> str:
    """What asks for an answer after all; empty where nothing is missing."""
    match face.note:
        case Note.OVERHEARD:
            return QCoreApplication.translate("Chat", "Answer it")
        case Note.BROKEN_OFF:
            return QCoreApplication.translate("Chat", "Ask again")
        case _:
            return ""


def _answer_chips(item: Item, face: Face) -> tuple[Chip, ...]:
    if not (words := answer_words(face)):
        return ()
    look = _ANSWER if face.side is Side.USER else _AGAIN
    return (Chip(look=look, words=words, value=item.text, does=ChipDoes.ANSWER),)


def _reading_chips(item: Item) -> tuple[Chip, ...]:
    """What the person may have said instead, where the recogniser was not sure."""
    heard = [part for part in item.parts if isinstance(part, AudioPart) and (part.doubts or part.alternatives)]
    if not heard or not item.may_be_corrected:
        return ()
    readings = [Chip(look=_READING, words=one, value=one, does=ChipDoes.CORRECT) for part in heard for one in part.alternatives]
    words = QCoreApplication.translate("Chat", "Correct…")
    return (*readings, Chip(look=_EDIT, words=words, value=item.text, does=ChipDoes.EDIT))


def _card_chips(card: Card) -> tuple[Chip, ...]:
    """The ways of a card to the clipboard, and to where it points."""
    made = [_copy_chip(QT_TRANSLATE_NOOP("Chat", "Copy"), card_text(card))]
    if card.kind in _HAS_MARKDOWN:
        made.append(_copy_chip(QT_TRANSLATE_NOOP("Chat", "Copy as Markdown"), card_markdown(card)))
    if table := card_csv(card):
        made.append(_copy_chip(QT_TRANSLATE_NOOP("Chat", "Copy as CSV"), table))
    if target := _target(card):
        words = QCoreApplication.translate("Chat", "Open")
        made.append(Chip(look=ChipLook(icon="link", name=words), words=words, value=target, does=ChipDoes.OPEN))
    return tuple(made)


def _copy_chip(words: str, value: str) -> Chip:
    shown = QCoreApplication.translate("Chat", words)
    return Chip(look=ChipLook(icon="copy", name=words), words=shown, value=value)


def _target(card: Card) -> str:
    if card.kind is CardKind.EMAIL and "@" in card.value and " " not in card.value:
        return f"mailto:{card.value}"
    return card.url


def _exact_chips(item: Item, face: Face) -> tuple[Chip, ...]:
    """Of an answer that is whole; of an interrupted one only what was heard."""
    if face.side is not Side.ASSISTANT or item.status is ItemStatus.IN_PROGRESS or not face.text:
        return ()
    text = _without_blocks(face.text[: cut_place(face)][:LONGEST_TEXT])
    found = {
        (thing.kind, thing.value): Chip(look=LOOKS[thing.kind], words=thing.value, value=thing.value)
        for thing in exact_things(text)
    }
    return tuple(found.values())[:MOST]


def _without_blocks(text: str) -> str:
    """Code and tables have their own way to the clipboard, and so have formulas."""
    for formula in reversed(find_formulas(text)):
        text = f"{text[: formula.start]} {text[formula.end :]}"
    return _NOT_SPOKEN.sub("", text) if "```" in text or "~~~" in text or "|" in text else text
