"""What each kind of card is called, its icon, and how its content is set."""

import re
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, QTime

from desktop_assistant.core.card_text import card_body, escaped
from desktop_assistant.core.cards import Card, CardKind
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP, number

_NAMES = {
    CardKind.EMAIL: QT_TRANSLATE_NOOP("Chat", "E-mail address"),
    CardKind.PHONE: QT_TRANSLATE_NOOP("Chat", "Phone number"),
    CardKind.ADDRESS: QT_TRANSLATE_NOOP("Chat", "Address"),
    CardKind.EVENT: QT_TRANSLATE_NOOP("Chat", "Event"),
    CardKind.CODE: QT_TRANSLATE_NOOP("Chat", "Code"),
    CardKind.COMMAND: QT_TRANSLATE_NOOP("Chat", "Command"),
    CardKind.TABLE: QT_TRANSLATE_NOOP("Chat", "Table"),
    CardKind.LIST: QT_TRANSLATE_NOOP("Chat", "List"),
    CardKind.LINK: QT_TRANSLATE_NOOP("Chat", "Link"),
    CardKind.FILE: QT_TRANSLATE_NOOP("Chat", "File"),
    CardKind.QUANTITY: QT_TRANSLATE_NOOP("Chat", "Quantity"),
    CardKind.QUOTATION: QT_TRANSLATE_NOOP("Chat", "Quotation"),
    CardKind.FORM: QT_TRANSLATE_NOOP("Chat", "Form"),
}
CARD_ICONS = {
    CardKind.EMAIL: "mail",
    CardKind.PHONE: "phone",
    CardKind.ADDRESS: "pin",
    CardKind.EVENT: "calendar",
    CardKind.CODE: "code",
    CardKind.COMMAND: "terminal",
    CardKind.TABLE: "table",
    CardKind.LIST: "list",
    CardKind.LINK: "link",
    CardKind.FILE: "file",
    CardKind.QUANTITY: "ruler",
    CardKind.QUOTATION: "quote",
    CardKind.FORM: "form",
}
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?[ ]?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?"
)
_LARGE = frozenset({CardKind.EMAIL, CardKind.PHONE, CardKind.FILE, CardKind.QUANTITY})
"""One exact thing, set large."""


def card_name(kind: CardKind) -> str:
    """In the user's language."""
    return QCoreApplication.translate("Chat", _NAMES[kind])


def card_label(card: Card) -> str:
    """Its kind, and how far a form has come."""
    name = card_name(card.kind)
    if card.kind is not CardKind.FORM:
        return name
    if card.is_confirmed:
        state = QCoreApplication.translate("Chat", "confirmed")
    else:
        filled = sum(bool(value) for _, value in card.rows)
        state = QCoreApplication.translate("Chat", "{0} of {1} answered").format(number(filled), number(len(card.rows)))
    return f"{name} · {state}"


def shown_card(card: Card) -> str:
    """The Markdown inside the frame; the title is in its head."""
    if card.kind is CardKind.EVENT:
        card = replace(card, start=_local(card.start), end=_local(card.end, after=card.start))
    body = f"## {escaped(card.value)}" if card.kind in _LARGE else card_body(card)
    if card.kind is CardKind.LINK and card.title:
        body = f"{body}\n\n{escaped(card.url)}"
    return f"{body}\n\n{escaped(card.note)}" if card.note else body


def _local(moment: str, after: str = "") -> str:
    """An ISO date, with a time or without, as the user writes it; anything else as it is. On the day of `after` only the time.

    A time of another zone is not turned into ours: the person may be there then. The zone is said.
    """
    found = _MOMENT.fullmatch(moment.strip())
    date = QDate.fromString(found["day"], Qt.DateFormat.ISODate) if found else QDate()
    time = QTime.fromString(found["clock"] or "", "HH:mm") if found else QTime()
    if not found or not date.isValid() or (found["clock"] and not time.isValid()):
        return moment
    locale = QLocale()
    at = locale.toString(time, QLocale.FormatType.ShortFormat) if found["clock"] else ""
    if zone := found["zone"]:
        at += " UTC" if zone == "Z" else f" UTC{zone}"
    if at and after.startswith(found["day"]):
        return at
    return f"{locale.toString(date, QLocale.FormatType.LongFormat)}, {at}".rstrip(", ")
