"""What the built-in answers put on the screen beside their words: digits that nobody says, and lists."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from desktop_assistant.core.pane_tools import ASK_CHOICE, DISPLAY
from desktop_assistant.engine.responder import arithmetic, units
from desktop_assistant.engine.responder.notes import Notebook
from desktop_assistant.engine.responder.numbers import shown
from desktop_assistant.engine.responder.port import Ask, Piece, Sentence, ToolRequest

SAID_DIGITS = 4
"""A result with more digits than these is shown as well."""
FULL_DIGITS = 15
"""Significant digits of a result that has no end."""
MOST_DIGITS = 60
"""Of a whole number that is shown in full."""
SHOWN_TOOLS = frozenset({DISPLAY, ASK_CHOICE})


def may_show(ask: Ask) -> bool:
    """Whether the client has a screen for cards."""
    return ask.tool_choice != "none" and any(tool.get("name") == DISPLAY for tool in ask.tools)


def card_beside(pieces: Sequence[Piece], text: str, book: Notebook) -> ToolRequest | None:
    """The card for this answer; `text` is the plain question. None: the words say it all."""
    sentence = next((piece.text for piece in pieces if isinstance(piece, Sentence)), "")
    return _sum(sentence, text) or _conversion(sentence, text) or _list(sentence, book) or _notes(sentence, book)


def _sum(sentence: str, text: str) -> ToolRequest | None:
    answer = arithmetic.answer(text)
    found = arithmetic.in_full(text)
    if answer is None or found is None or answer.text != sentence:
        return None
    reads, value = found
    full = _digits(value)
    if sum(c.isdigit() for c in full) <= SAID_DIGITS and full == shown(value, 4):
        return None
    return _card(kind="quantity", title=reads[:1].upper() + reads[1:], value=full)


def _conversion(sentence: str, text: str) -> ToolRequest | None:
    found = units.in_full(text)
    if found is None or not sentence.endswith(".") or " is " not in sentence:
        return None
    source, value, unit = found
    full = _digits(value)
    if full == shown(value, 1 if unit.kind == "temperature" else 2):
        return None
    return _card(kind="quantity", title=source, value=f"{full} {unit.one if full == '1' else unit.many}")


def _list(sentence: str, book: Notebook) -> ToolRequest | None:
    for name, entries in book.lists.items():
        if len(entries) > 1 and sentence.startswith(f"On your {name} list: "):
            return _card(kind="list", title=f"{name.capitalize()} list", entries=entries)
    return None


def _notes(sentence: str, book: Notebook) -> ToolRequest | None:
    if len(book.notes) < 2 or not sentence.startswith(f"You have {len(book.notes)} notes"):
        return None
    return _card(kind="list", title="Notes", entries=book.notes, numbered=True)


def _digits(value: Decimal) -> str:
    """Exact if it fits, else to `FULL_DIGITS` places that count; no exponents where they can be helped."""
    if value == value.to_integral_value() and value.adjusted() < MOST_DIGITS:
        return f"{int(value):,}"
    places = max(0, FULL_DIGITS - 1 - value.adjusted()) if value else 0
    return shown(value, min(places, 40))


def _card(**given: Any) -> ToolRequest:
    return ToolRequest(name=DISPLAY, arguments=json.dumps(given, ensure_ascii=False))
