"""From what is read to what is said: no markup, no code, no tables, no addresses of pages, no signs without a sound.

`Speech` follows one answer as it streams, sentence by sentence or line by line, and remembers whether it is inside a block of
code or a table. What cannot be said is said to be on the screen, once.
"""

import html
import re
from enum import Enum

from desktop_assistant.core.exact.formula_words import formula_words
from desktop_assistant.core.exact.formulas import find_formulas, is_mathematics
from desktop_assistant.core.exact.spoken import with_things_said

CODE_SHOWN = "The code is on your screen."
TABLE_SHOWN = "The table is on your screen."
FORMULA = "the formula on your screen"


class _Inside(Enum):
    """What the next line belongs to."""

    PROSE = "prose"
    CODE = "code"
    TABLE = "table"
    FORMULA = "formula"


_FENCE = re.compile(r"^\s*(?:```|~~~)")
_ROW = re.compile(r"^\s*\|.*\|\s*$|^\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+$")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_MARKUP = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"<!--.*?-->|</?[A-Za-z][^<>]{0,200}>", " "),
        (r"!\[([^\]]*)\]\([^)]*\)", r"\1"),
        (r"\[\^?\d{1,3}\]|【[^】]*】", ""),
        (r"\[([^\]]+)\]\([^)]*\)", r"\1"),
        (r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$", r"\1."),
        (r"^\s*(?:>\s*)+", ""),
        (r"^\s*[-*+•]\s+(?:\[[ xX]\]\s+)?", ""),
        (r"^\s*(\d{1,3})[.)]\s+", r"\1: "),
        (r"(\*{1,3}|_{2,3}|~~)(?=\S)(.+?)(?<=\S)\1", r"\2"),
        (r"(?<!\w)_(?=\S)([^_]+)(?<=\S)_(?!\w)", r"\1"),
    )
)
_OPENS_FORMULA = re.compile(r"^\s*(?:\$\$|\\\[)(?!.*(?:\$\$|\\\]))\s*(.*)$")
_CLOSES_FORMULA = re.compile(r"(?:\$\$|\\\])[.,]?\s*$")
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), new)
    for pattern, new in (
        (r"\be\.g\.,?", "for example"),
        (r"\bi\.e\.,?", "that is"),
        (r"\betc\.", "and so on."),
        (r"\bvs\.?(?=\s)", "versus"),
        (r"\bapprox\.", "about"),
        (r"\bw/(?=\s)", "with"),
        (r"\band/or\b", "or"),
        (r"\s?&\s?", " and "),
        (r"(?<=\d)\s?[-–—]\s?(?=\d)", " to "),
        (r"(?<=[AP]\.M\.)\s?[-–—]\s?(?=\d)", " to "),
        (r"(?<=[\w)])\s≈\s", " is about "),
        (r"(?<!\w)[~≈]\s?(?=\d)", "about "),
        (r"(?<![\w#])#(?=\d)", "number "),
        (r"(?<![\w.)])[-−](?=\d)", "minus "),
        (r"(?<=\d),(?=\d{3}\b)", ""),
        (r"\s?(?:→|->|⇒|=>)\s?", " to "),
        (r"\s?≈\s?", " is about "),
        (r"\s?≠\s?", " is not "),
        (r"\s?≤\s?", " at most "),
        (r"\s?≥\s?", " at least "),
        (r"(?<=[\w)])\s?=\s?(?=[\w(-])", " is "),
        (r"(?<=\d)\s?[×*·]\s?(?=\d)", " times "),
        (r"(?<=\d) [−-] (?=\d)", " minus "),
        (r"(?<=\d)\s?÷\s?(?=\d)", " divided by "),
        (r"(?<=[\w)])\s\+\s(?=[\w(])", " plus "),
        (r"√", "the square root of "),
        (r"(?<=[\w)])\^2\b|²", " squared"),
        (r"(?<=[\w)])\^3\b|³", " cubed"),
        (r"(?<=[\w)])\^(?=[\w(-])", " to the power of "),
        (r"\s?%", " percent"),
        (r"\s?°\s?C\b", " degrees Celsius"),
        (r"\s?°\s?F\b", " degrees Fahrenheit"),
        (r"\s?°", " degrees"),
        (r"½", " and a half"),
        (r"¼", " and a quarter"),
        (r"¾", " and three quarters"),
        (r"(?<=\w)/(?=\w)", " or "),
        (r"\s?[–—]\s?", ", "),
        (r"…|\.{3,}", "."),
        (r"\s?[()\[\]{}]\s?|\s\|\s", ", "),
    )
)
_SILENT = re.compile(r"[^\w\s.,;:?!'’\-]|_|(?<!\w)-|-(?!\w)")
_LOOSE = (
    (re.compile(r"\s+([.,;:?!])"), r"\1"),
    (re.compile(r"[,;:]+(?=[.,;:?!])|(?<=\.)\."), ""),
    (re.compile(r"^[\s.,;:]+|,$"), ""),
)


class Speech:
    """One answer on its way to the voice."""

    def __init__(self) -> None:
        self._inside = _Inside.PROSE

    def say(self, piece: str) -> str:
        """What the voice gets for the next sentence or lines; empty if nothing of it can be said."""
        said = [words for line in piece.split("\n") if (words := self._line(line))]
        return " ".join(said)

    def _line(self, line: str) -> str:
        if self._inside is _Inside.CODE:
            self._inside = _Inside.PROSE if _FENCE.match(line) else _Inside.CODE
            return ""
        if self._inside is _Inside.FORMULA:
            self._inside = _Inside.PROSE if _CLOSES_FORMULA.search(line) or not line.strip() else _Inside.FORMULA
            return ""
        if _FENCE.match(line):
            self._inside = _Inside.CODE
            return CODE_SHOWN
        opened = _OPENS_FORMULA.match(line)
        if opened and (not opened[1] or is_mathematics(opened[1])):
            self._inside = _Inside.FORMULA
            return f"{FORMULA[0].upper()}{FORMULA[1:]} shows it."
        if _ROW.match(line):
            was, self._inside = self._inside, _Inside.TABLE
            return "" if was is _Inside.TABLE else TABLE_SHOWN
        if line.strip():
            self._inside = _Inside.PROSE
        return "" if _RULE.match(line) else said_line(line)


def speakable(text: str) -> str:
    """A whole text."""
    return Speech().say(text)


def said_line(line: str) -> str:
    """One line of prose."""
    is_entry = re.match(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s", line) is not None
    line = html.unescape(line)
    for formula in reversed(find_formulas(line)):
        words = formula_words(formula.latex) or FORMULA
        line = f"{line[: formula.start]}{words}{line[formula.end :]}"
    for pattern, new in _MARKUP:
        line = pattern.sub(new, line)
    line = with_things_said(line)
    for pattern, new in _WORDS:
        line = pattern.sub(new, line)
    line = " ".join(_SILENT.sub(" ", line).split())
    for pattern, new in _LOOSE:
        line = pattern.sub(new, line)
    return f"{line}." if is_entry and line and line[-1].isalnum() else line
