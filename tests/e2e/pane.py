"""The conversation as the window shows it, read from what "copy the whole conversation" puts on the clipboard."""

import re
from dataclasses import dataclass

_ROW = re.compile(r"(?:^|\n\n)(You|Assistant|On screen): ")
_NOTE = re.compile(r"\s*\[([^\[\]]+)\]\Z")
_STRUCK = re.compile(r"\s*~~(.+)~~\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """One row: who, the words as heard, those struck through behind them, and the state that is told below."""

    who: str
    """`user`, `assistant`, or `screen` for what was shown."""
    text: str
    unheard: str = ""
    note: str = ""

    @property
    def seconds_heard(self) -> float | None:
        """Where an answer was stopped, if the row says so."""
        if self.note == "Interrupted before it was heard":  # in its first 50 ms
            return 0.0
        found = re.fullmatch(r"Interrupted after ([0-9.]+) s", self.note)
        return float(found[1]) if found else None


def read_pane(copied: str) -> list[Shown]:
    """Rows of what was copied, from the top; rows of tools belong to the text before them."""
    pieces = _ROW.split(copied)
    return [_row(who, text) for who, text in zip(pieces[1::2], pieces[2::2], strict=True)]


def _row(who: str, text: str) -> Shown:
    note = _NOTE.search(text)
    text = text[: note.start()] if note else text
    struck = _STRUCK.search(text)
    text = text[: struck.start()] if struck else text
    side = {"You": "user", "On screen": "screen"}.get(who, "assistant")
    return Shown(side, text.strip(), struck[1].strip() if struck else "", note[1] if note else "")


def answers(rows: list[Shown]) -> list[str]:
    """Words of the assistant."""
    return [row.text for row in rows if row.who == "assistant"]


def questions(rows: list[Shown]) -> list[str]:
    """Words of the person, in small letters."""
    return [row.text.lower() for row in rows if row.who == "user"]


def interruptions(rows: list[Shown]) -> list[Shown]:
    """Answers that were stopped."""
    return [row for row in rows if row.note.startswith("Interrupted")]


def broken_off(rows: list[Shown]) -> list[str]:
    """Words of answers that ended in the middle by nobody's wish."""
    return [row.text for row in rows if row.note == "The answer broke off before its end"]
