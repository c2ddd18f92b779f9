"""Exact things below an answer, each one a click or a key away from the clipboard. What they are; no pixels here."""

import re
from dataclasses import dataclass

from desktop_assistant.core.exact.finding import exact_things
from desktop_assistant.core.exact.thing import Exact
from desktop_assistant.core.items import Item, ItemStatus
from desktop_assistant.ui.chat.face import Face, Side, cut_place
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP

MOST = 12
"""More than these nobody looks through."""
LONGEST_TEXT = 4000
"""Characters that are looked through, some five minutes of speech: 8 ms."""
_NOT_SPOKEN = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1|\Z)|^[ \t]*\|.*\|[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipLook:
    """What one kind of exact thing is called, and its icon."""

    icon: str
    name: str
    """Marked for translation in the context `Chat`."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One exact thing as it is offered."""

    kind: Exact
    value: str
    """What is shown and copied."""


def chips_of(item: Item, face: Face) -> tuple[Chip, ...]:
    """Those of an answer that is whole; of an interrupted one only what was heard."""
    if face.side is not Side.ASSISTANT or item.status is ItemStatus.IN_PROGRESS or not face.text:
        return ()
    text = _without_blocks(face.text[: cut_place(face)][:LONGEST_TEXT])
    found = {(thing.kind, thing.value): Chip(kind=thing.kind, value=thing.value) for thing in exact_things(text)}
    return tuple(found.values())[:MOST]


def _without_blocks(text: str) -> str:
    """Code and tables have their own way to the clipboard."""
    return _NOT_SPOKEN.sub("", text) if "```" in text or "~~~" in text or "|" in text else text
