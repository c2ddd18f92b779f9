"""Cards as text: to read, as Markdown, and as CSV where rows and columns fit. Pure."""

import csv
import io
import re
from collections.abc import Sequence

from desktop_assistant.core.cards import Card, CardKind

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$]|&(?=#?\w+;))")
_BULLET = re.compile(r"^([-+=])")
_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BETWEEN = re.compile(r"^(\d{4}-\d\d-\d\d)T(?=\d)")
EMPTY = "…"
"""Stands for the answer that a form still waits for."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def card_text(card: Card) -> str:
    """As plain text: what a mail or a note would hold. A card of one exact thing is only that thing."""
    match card.kind:
        case CardKind.TABLE:
            body = "\n".join("\t".join(row) for row in (card.columns, *card.rows))
        case CardKind.LIST:
            body = "\n".join(_numbered(card.entries) if card.is_numbered else (f"- {entry}" for entry in card.entries))
        case CardKind.FORM:
            body = "\n".join(f"{label}: {value}".rstrip() for label, value in card.rows)
        case CardKind.EVENT:
            return "\n".join(filter(None, (card.title, when(card), card.place, card.note)))
        case CardKind.QUOTATION:
            return f"“{card.value.strip()}”" + (f"\n— {source}" if (source := _source(card)) else "")
        case _:
            return card.value
    return f"{card.title}\n{body}" if card.title else body


def card_markdown(card: Card) -> str:
    """As Markdown, title included."""
    title = f"**{escaped(card.title)}**\n\n" if card.title and card.kind is not CardKind.EVENT else ""
    note = f"\n\n{escaped(card.note)}" if card.note else ""
    return f"{title}{card_body(card)}{note}"


def card_body(card: Card) -> str:
    """The Markdown of what the card shows, without title and note."""
    match card.kind:
        case CardKind.CODE | CardKind.COMMAND:
            return fenced(card.value, card.language)
        case CardKind.TABLE:
            return _table(card)
        case CardKind.LIST:
            entries = [escaped(entry) for entry in card.entries]
            return "\n".join(_numbered(entries) if card.is_numbered else (f"- {entry}" for entry in entries))
        case CardKind.FORM:
            return "  \n".join(f"{escaped(label)}: {f'**{escaped(value)}**' if value else EMPTY}" for label, value in card.rows)
        case CardKind.LINK:
            return f"[{escaped(card.title or card.url)}](<{_destination(card.url)}>)"
        case CardKind.EVENT:
            return "\n\n".join(
                filter(None, (f"**{escaped(card.title)}**" if card.title else "", escaped(when(card)), escaped(card.place)))
            )
        case CardKind.QUOTATION:
            words = "  \n".join(f"> {escaped(line)}" for line in card.value.strip().split("\n"))
            source = f"— {escaped(card.source)}" if card.source else ""
            link = f"[{escaped(card.source or card.url)}](<{_destination(card.url)}>)" if card.url else ""
            return words + (f"\n\n— {link}" if link else f"\n\n{source}" if source else "")
        case _:
            return "  \n".join(escaped(line) for line in card.value.split("\n"))


def card_csv(card: Card) -> str | None:
    """Tables and lists; None for what has no rows. A cell that a spreadsheet would take for a formula is quoted with '."""
    if card.kind is CardKind.TABLE:
        rows: Sequence[Sequence[str]] = (card.columns, *card.rows)
    elif card.kind is CardKind.FORM:
        rows = card.rows
    elif card.kind is CardKind.LIST:
        rows = [(entry,) for entry in card.entries]
    else:
        return None
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows([_safe_cell(cell) for cell in row] for row in rows)
    return made.getvalue()


def when(card: Card) -> str:
    """An event's time in one line."""
    start, end = (_BETWEEN.sub(r"\1 ", moment) for moment in (card.start, card.end))
    if end in ("", start):
        return start
    day, _, clock = end.partition(" ")
    is_same_day = clock and _DAY.fullmatch(day) and start.startswith(f"{day} ")
    return f"{start} – {clock}" if is_same_day else f"{start} – {end}"


def fenced(code: str, language: str = "") -> str:
    """Code between fences that are longer than any inside it."""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{re.sub(r'[^0-9A-Za-z+#.-]', '', language)}\n{code}\n{fence}"


def _table(card: Card) -> str:
    head = "| " + " | ".join(escaped(cell) or " " for cell in card.columns) + " |"
    rule = "|" + "|".join("---:" if _is_numeric(card, at) else "---" for at in range(len(card.columns))) + "|"
    return "\n".join([head, rule, *("| " + " | ".join(escaped(cell) or " " for cell in row) + " |" for row in card.rows)])


def _is_numeric(card: Card, column: int) -> bool:
    cells = [row[column] for row in card.rows if row[column]]
    return bool(cells) and all(re.fullmatch(r"[-−+]?[\d.,'’ ]+\s?[%€$£]?|[$€£]\s?[\d.,]+", cell) for cell in cells)


def _numbered(entries: Sequence[str]) -> list[str]:
    return [f"{number}. {entry}" for number, entry in enumerate(entries, 1)]


def _source(card: Card) -> str:
    return ", ".join(filter(None, (card.source, card.url)))


def _safe_cell(cell: str) -> str:
    is_number = re.fullmatch(r"[-+]?\d[\d.,]*%?", cell)
    return f"'{cell}" if cell.startswith(_FORMULA) and not is_number else cell


def escaped(text: str) -> str:
    """One line, so that Markdown shows it as it is, wherever in a paragraph it stands."""
    blanks = len(text) - len(text.lstrip(" \t"))
    words = _SPECIAL.sub(r"\\\1", text[blanks:])
    words = _BULLET.sub(r"\\\1", words) if words[:1] in "-+=" else _NUMBER.sub(r"\1\\\2", words)
    return "\u00a0" * blanks + words  # four blanks would begin a block of code


def _destination(url: str) -> str:
    """Between angle brackets."""
    return url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
