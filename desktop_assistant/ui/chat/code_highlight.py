"""Colours for fenced code: pygments finds the tokens, Qt's text layout draws them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, Operator, String
from pygments.util import ClassNotFound
from PySide6.QtGui import QColor, QTextCharFormat, QTextDocument, QTextLayout

from desktop_assistant.ui.theme import Palette

_FIELDS = (
    (Comment, "code_comment"),
    (String, "code_string"),
    (Number, "code_number"),
    (Keyword, "code_keyword"),
    (Operator.Word, "code_keyword"),
    (Name.Function, "code_name"),
    (Name.Class, "code_name"),
    (Name.Tag, "code_name"),
    (Name.Decorator, "code_name"),
    (Name.Builtin, "code_name"),
    (Name.Attribute, "code_name"),
)


def highlight(document: QTextDocument, language: str, palette: Palette) -> None:
    """Colour a document of plain text that has not been laid out yet. An unknown language stays plain."""
    text = document.toPlainText()
    ranges: dict[int, list[QTextLayout.FormatRange]] = {}
    for line, start, length, field in _coloured(text, language):
        found = QTextLayout.FormatRange()
        found.start, found.length = start, length
        found.format = _format(getattr(palette, field))
        ranges.setdefault(line, []).append(found)
    for line, formats in ranges.items():
        document.findBlockByNumber(line).layout().setFormats(formats)


def _coloured(text: str, language: str) -> Iterator[tuple[int, int, int, str]]:
    """(line, first character in it, length, field of Palette) of every coloured piece; offsets in UTF-16 as Qt counts."""
    lexer = _lexer(language)
    if lexer is None:
        return
    line = column = 0
    for _, token, value in lexer.get_tokens_unprocessed(text):
        field = _field(token)
        for number, piece in enumerate(value.split("\n")):
            if number:
                line, column = line + 1, 0
            length = len(piece) if piece.isascii() else len(piece.encode("utf-16-le")) // 2
            if field and piece:
                yield line, column, length, field
            column += length


@lru_cache(maxsize=256)
def _field(token: Any) -> str:
    return next((field for kind, field in _FIELDS if token in kind), "")


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    try:
        return get_lexer_by_name(language) if language else None
    except ClassNotFound:
        return None


@lru_cache(maxsize=64)
def _format(colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    return made
