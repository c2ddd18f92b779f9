"""Colours for fenced code: pygments finds them on a thread of its own, Qt's text layout draws them.

Importing pygments and one lexer takes up to 0.1 s, reading 2 kB of code up to 30 ms: neither may happen between two frames. So
code is shown plain at once and coloured a moment later; code that grows keeps the colours of the lines it already had.
"""

import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import lru_cache
from typing import Any, NamedTuple

from PySide6.QtGui import QColor, QTextCharFormat, QTextDocument, QTextLayout

from desktop_assistant.ui.theme import Palette

_KEPT = 300
_RECENT = 6
_WORK_S, _REST_S = 0.001, 0.0015
"""The thread rests after so much work: the window needs the interpreter lock as well."""
_FIELDS = {
    "Comment": "code_comment",
    "Literal.String": "code_string",
    "Literal.Number": "code_number",
    "Keyword": "code_keyword",
    "Operator.Word": "code_keyword",
    "Name.Function": "code_name",
    "Name.Class": "code_name",
    "Name.Tag": "code_name",
    "Name.Decorator": "code_name",
    "Name.Builtin": "code_name",
    "Name.Attribute": "code_name",
}


class Stretch(NamedTuple):
    """One coloured piece of a line; counted in UTF-16 units, as Qt does."""

    line: int
    start: int
    length: int
    field: str
    """Of Palette."""


class CodeColours:
    """Finds colours in the background. Nothing is delivered by itself: ask `collect` while `is_waiting`."""

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor
        self._found: OrderedDict[tuple[str, str], list[Stretch]] = OrderedDict()
        self._asked: dict[tuple[str, str], Future[list[Stretch]]] = {}

    @property
    def is_waiting(self) -> bool:
        """Something was asked for and is not collected yet."""
        return bool(self._asked)

    def get(self, language: str, text: str) -> tuple[Sequence[Stretch], bool]:
        """The colours, and whether that is all of them; if not, they are being looked for from now on."""
        key = (language, text)
        if not language or key in self._found:
            return self._found.get(key, ()), True
        if key not in self._asked:
            executor = self._executor or _thread()
            self._asked[key] = executor.submit(find_colours, language, text)
        return self._of_beginning(language, text), False

    def collect(self) -> bool:
        """Take in what is ready; True if there was something."""
        ready = [key for key, future in self._asked.items() if future.done()]
        for key in ready:
            future = self._asked.pop(key)
            # A lexer that fails on odd input leaves the code plain, and is not asked again.
            self._found[key] = future.result() if future.exception() is None else []
        while len(self._found) > _KEPT:
            self._found.popitem(last=False)
        return bool(ready)

    def _of_beginning(self, language: str, text: str) -> list[Stretch]:
        """Colours of the whole lines that an earlier version of this text had."""
        for number, key in enumerate(reversed(self._found)):
            if number >= _RECENT:
                break
            known = key[1].rpartition("\n")[0]
            if known and key[0] == language and text.startswith(known):
                lines = known.count("\n") + 1
                return [stretch for stretch in self._found[key] if stretch.line < lines]
        return []


def find_colours(language: str, text: str) -> list[Stretch]:
    """All coloured stretches; none for an unknown language."""
    lexer = _lexer(language)
    if lexer is None:
        return []
    found = []
    line = column = 0
    rest_at = time.thread_time() + _WORK_S
    for _, token, value in lexer.get_tokens_unprocessed(text):
        field = _field(token)
        for number, piece in enumerate(value.split("\n")):
            if number:
                line, column = line + 1, 0
            length = len(piece) if piece.isascii() else len(piece.encode("utf-16-le", "surrogatepass")) // 2
            if field and piece:
                found.append(Stretch(line, column, length, field))
            column += length
        if time.thread_time() > rest_at:
            time.sleep(_REST_S)
            rest_at = time.thread_time() + _WORK_S
    return found


def apply_colours(document: QTextDocument, colours: Sequence[Stretch], palette: Palette) -> None:
    """Colour a document of plain text that has not been laid out yet."""
    by_line: dict[int, list[QTextLayout.FormatRange]] = {}
    for stretch in colours:
        found = QTextLayout.FormatRange()
        found.start, found.length = stretch.start, stretch.length
        found.format = _format(getattr(palette, stretch.field))
        by_line.setdefault(stretch.line, []).append(found)
    for line, formats in by_line.items():
        document.findBlockByNumber(line).layout().setFormats(formats)


@lru_cache(maxsize=1)
def _thread() -> Executor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="code-colours")


@lru_cache(maxsize=256)
def _field(token: Any) -> str:
    parts = tuple(token)
    for length in range(len(parts), 0, -1):
        if field := _FIELDS.get(".".join(parts[:length])):
            return field
    return ""


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    # Not at the top: the import alone takes as long as showing the window.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


@lru_cache(maxsize=64)
def _format(colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    return made
