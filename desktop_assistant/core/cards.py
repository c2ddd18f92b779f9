"""Cards: what is shown because it must be exact, and how a tool's arguments are read into one. Pure."""

import json
from dataclasses import dataclass
from enum import Enum
from typing import Any

LONGEST_LINE = 300
LONGEST_TEXT = 20_000
"""Characters."""
MOST_ROWS = 500
MOST_COLUMNS = 24
MOST_FIELDS = 60
MOST_CARDS_TEXT = 200_000
"""Characters of arguments that are read at all."""


class CardKind(Enum):
    """What a card shows; the values are the tool's."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    EVENT = "event"
    CODE = "code"
    COMMAND = "command"
    TABLE = "table"
    LIST = "list"
    LINK = "link"
    FILE = "file"
    QUANTITY = "quantity"
    QUOTATION = "quotation"
    FORM = "form"


class CardError(ValueError):
    """The arguments make no card; the text is one sentence for whoever made them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card. Texts are free of control characters and of a bounded length."""

    kind: CardKind
    title: str = ""
    """One line above it, such as whose address it is; may be empty."""
    value: str = ""
    """The exact thing: address, number, code, command, link, path, amount, or the words of a quotation."""
    note: str = ""
    """Below it, less prominent."""
    language: str = ""
    """Of code."""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table, every row as long as `columns`; of a form, label and value of each field."""
    entries: tuple[str, ...] = ()
    """Of a list."""
    is_numbered: bool = False
    is_confirmed: bool = False
    """Of a form: it was read back, and the person said yes."""
    start: str = ""
    """Of an event: date and time, as in ISO 8601 where it is known, else in words."""
    end: str = ""
    place: str = ""
    source: str = ""
    """Of a quotation: who said or wrote it, and where."""
    url: str = ""
    """Of a link, or of a quotation's source; http, https or mailto, or empty."""


_NEEDS_VALUE = frozenset(CardKind) - {CardKind.TABLE, CardKind.LIST, CardKind.EVENT, CardKind.LINK, CardKind.FORM}
_SCHEMES = ("http://", "https://", "mailto:")
_UNSEEN = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_UNSEEN_BUT_BREAKS = {code: None for code in _UNSEEN if chr(code) not in "\n\t"}


def read_card(arguments: str) -> Card:
    """A card from the tool's JSON; raises CardError. What a kind has no use for is left out."""
    if len(arguments) > MOST_CARDS_TEXT:
        raise CardError("The card is too long: show less of it.")
    try:
        given = json.loads(arguments)
    except ValueError as error:
        raise CardError("The arguments are not JSON.") from error
    if not isinstance(given, dict):
        raise CardError("The arguments must be a JSON object.")
    kinds = {kind.value: kind for kind in CardKind}
    kind = kinds.get(str(given.get("kind", "")).strip().lower())
    if kind is None:
        raise CardError(f"`kind` must be one of: {', '.join(kinds)}.")
    return _checked(_MADE[kind](_Fields(given), kind))


@dataclass(frozen=True, slots=True)
class _Fields:
    """Reads texts of one object; anything that is no text counts as its words."""

    given: dict[str, Any]

    def line(self, name: str) -> str:
        return one_line(self.given.get(name))

    def text(self, name: str) -> str:
        return _words(self.given.get(name)).replace("\r\n", "\n").translate(_UNSEEN_BUT_BREAKS).strip("\n")[:LONGEST_TEXT]

    def url(self, name: str = "url") -> str:
        found = self.line(name).replace(" ", "%20")
        return found if found.lower().startswith(_SCHEMES) else ""

    def lines(self, name: str, most: int) -> tuple[str, ...]:
        found = self.given.get(name)
        return tuple(one_line(one) for one in found[:most]) if isinstance(found, list) else ()


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, (dict, list)) else json.dumps(value, ensure_ascii=False)


def one_line(value: Any) -> str:
    """A JSON value as one line without control characters; empty for what is no text and no number."""
    return " ".join(_words(value).translate(_UNSEEN_BUT_BREAKS).split())[:LONGEST_LINE]


def _plain(fields: _Fields, kind: CardKind) -> Card:
    many = kind in (CardKind.ADDRESS, CardKind.CODE, CardKind.COMMAND, CardKind.QUOTATION)
    value = fields.text("value") if many else fields.line("value")
    return Card(kind=kind, title=fields.line("title"), value=value, note=fields.line("note"))


def _code(fields: _Fields, kind: CardKind) -> Card:
    language = fields.line("language") or ("sh" if kind is CardKind.COMMAND else "")
    made = _plain(fields, kind)
    return Card(kind=kind, title=made.title, value=made.value, note=made.note, language=language.split(" ")[0])


def _event(fields: _Fields, kind: CardKind) -> Card:
    return Card(
        kind=kind,
        title=fields.line("title") or fields.line("value"),
        start=fields.line("start"),
        end=fields.line("end"),
        place=fields.line("place"),
        note=fields.line("note"),
    )


def _table(fields: _Fields, kind: CardKind) -> Card:
    columns = fields.lines("columns", MOST_COLUMNS)
    given = fields.given.get("rows")
    rows = [tuple(one_line(cell) for cell in row[:MOST_COLUMNS]) for row in given[:MOST_ROWS] if isinstance(row, list)] if (
        isinstance(given, list)
    ) else []  # fmt: skip
    width = max([len(columns), *(len(row) for row in rows)])
    filled = tuple(row + ("",) * (width - len(row)) for row in rows)
    return Card(
        kind=kind,
        title=fields.line("title"),
        columns=columns + ("",) * (width - len(columns)),
        rows=filled,
        note=fields.line("note"),
    )


def _list(fields: _Fields, kind: CardKind) -> Card:
    entries = tuple(entry for entry in fields.lines("entries", MOST_ROWS) if entry)
    is_numbered = fields.given.get("numbered") is True
    return Card(kind=kind, title=fields.line("title"), entries=entries, is_numbered=is_numbered, note=fields.line("note"))


def _form(fields: _Fields, kind: CardKind) -> Card:
    given = fields.given.get("fields")
    found = [_Fields(one) for one in given[:MOST_FIELDS] if isinstance(one, dict)] if isinstance(given, list) else []
    rows = tuple((one.line("label"), one.line("value")) for one in found if one.line("label"))
    is_confirmed = fields.given.get("confirmed") is True
    return Card(kind=kind, title=fields.line("title"), rows=rows, is_confirmed=is_confirmed, note=fields.line("note"))


def _link(fields: _Fields, kind: CardKind) -> Card:
    url = fields.url() or fields.url("value")
    return Card(kind=kind, title=fields.line("title"), value=url, url=url, note=fields.line("note"))


def _quotation(fields: _Fields, kind: CardKind) -> Card:
    made = _plain(fields, kind)
    return Card(kind=kind, title=made.title, value=made.value, note=made.note, source=fields.line("source"), url=fields.url())


_MADE = dict.fromkeys(CardKind, _plain) | {
    CardKind.CODE: _code,
    CardKind.COMMAND: _code,
    CardKind.EVENT: _event,
    CardKind.TABLE: _table,
    CardKind.LIST: _list,
    CardKind.LINK: _link,
    CardKind.QUOTATION: _quotation,
    CardKind.FORM: _form,
}


def _checked(card: Card) -> Card:
    if card.kind in _NEEDS_VALUE and not card.value.strip():
        raise CardError(f"A card of the kind {card.kind.value} needs `value`.")
    if card.kind is CardKind.TABLE and not (card.columns and card.rows):
        raise CardError("A table needs `columns`, a list of texts, and `rows`, a list of lists of texts.")
    if card.kind is CardKind.LIST and not card.entries:
        raise CardError("A list needs `entries`, a list of texts.")
    if card.kind is CardKind.FORM and not card.rows:
        raise CardError("A form needs `fields`, a list of objects with `label` and `value`.")
    if card.kind is CardKind.FORM and card.is_confirmed and not all(value for _, value in card.rows):
        raise CardError("A form with empty fields cannot be confirmed: ask for them first.")
    if card.kind is CardKind.EVENT and not card.start:
        raise CardError("An event needs `start`.")
    if card.kind is CardKind.LINK and not card.url:
        raise CardError("A link needs `url`, which begins with https://.")
    return card
