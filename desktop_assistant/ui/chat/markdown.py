"""A block of a message -> a laid-out QTextDocument that is safe and looks right.

Safe: raw HTML is shown as text, no image is ever loaded (its alternative text becomes a link), and a link has a scheme of
SAFE_SCHEMES or is no link.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QUrl
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
    QTextTable,
)

from desktop_assistant.core.exact.formulas import may_have_formulas
from desktop_assistant.ui.chat.blocks import Block, BlockKind
from desktop_assistant.ui.chat.code_highlight import Stretch, apply_colours
from desktop_assistant.ui.chat.face import Look
from desktop_assistant.ui.chat.formula_object import Formulas, centre, with_sources, without_marks
from desktop_assistant.ui.chat.text_style import (
    DEEPEST,
    LINE_HEIGHT,
    PROPORTIONAL,
    TextStyle,
    bars_of,
    pieces_of,
    style_paragraph,
    style_table,
)
from desktop_assistant.ui.maths.typesetter import FormulaKey, Typesetter
from desktop_assistant.ui.theme import Palette

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
CUT_MARK = "\ue000"
"""Private character that stands in a message where its sound ended; never drawn."""

_LEAST_INDENT = 22
"""px of a list; two digits and their point fit in any text size."""
_WITH_FORMULAS = (BlockKind.PROSE, BlockKind.TABLE, BlockKind.FORMULA)
_FEATURES = QTextDocument.MarkdownFeature.MarkdownNoHTML | QTextDocument.MarkdownFeature.MarkdownDialectGitHub
_MAY_HAVE_BARS = re.compile(r">|[-*_][ \t]*[-*_][ \t]*[-*_]")
_TOO_DEEP = re.compile(rf"^((?:\s*>){{{DEEPEST}}})(?:\s*>)+", re.MULTILINE)
_TOO_MANY_BARS = re.compile(r"^(?=(?:[^|\n]*\|){25})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document laid out at a width, in pixels."""

    document: QTextDocument
    height: int
    natural_width: int
    """As wide as the longest line needs."""
    bars: tuple[QRectF, ...] = ()
    """To fill with the border colour: left of quotes, and rules across the column."""
    awaits: tuple[FormulaKey, ...] = ()
    """Formulas that are shown as they were written, until they are known."""


class _Document(QTextDocument):
    """A document that loads nothing from anywhere."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return None


def render(
    block: Block,
    width: int,
    look: Look,
    style: TextStyle,
    colours: Sequence[Stretch] = (),
    setter: Callable[[], Typesetter] | None = None,
) -> Rendered:
    """Make and lay out one block; `colours` are those of code, `setter` gives who knows formulas (None: they stay as written)."""
    document = _Document()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(max(_LEAST_INDENT, QFontMetrics(style.font).horizontalAdvance("00. ")))
    document.setDefaultFont(style.mono if block.kind is BlockKind.CODE else style.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    formulas = None
    if setter is not None and block.has_formulas and block.kind in _WITH_FORMULAS and may_have_formulas(block.text):
        formulas = Formulas(without_marks(block.text), setter(), CUT_MARK)
    if block.kind in (BlockKind.PROSE, BlockKind.TABLE):
        _fill_markdown(document, block, style, formulas)
    elif block.kind is BlockKind.FORMULA:
        _fill_formula(document, block, style, formulas)
    else:
        _fill_plain(document, block)
        apply_colours(document, colours, style.palette)
    if formulas:
        formulas.put_into(document, width, style)
    _apply_look(document, look, style.palette)
    document.setTextWidth(max(width, 1))
    height = max(round(document.size().height()), 1)
    bars = tuple(bars_of(document, width)) if block.kind is BlockKind.PROSE and _MAY_HAVE_BARS.search(block.text) else ()
    return Rendered(document, height, int(document.idealWidth()) + 1, bars, tuple(formulas.awaited) if formulas else ())


def is_safe_link(target: str) -> bool:
    """Whether a click may open it."""
    return QUrl(target).scheme().lower() in SAFE_SCHEMES


def _fill_plain(document: QTextDocument, block: Block) -> None:
    document.setPlainText(block.text)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spacing = QTextBlockFormat()
    spacing.setLineHeight(LINE_HEIGHT if block.kind is BlockKind.PLAIN else 130.0, PROPORTIONAL)
    cursor.mergeBlockFormat(spacing)


def _fill_formula(document: QTextDocument, block: Block, style: TextStyle, formulas: Formulas | None) -> None:
    document.setPlainText(formulas.text if formulas else block.text)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    if formulas and formulas.is_whole:
        centre(document.begin())
    else:
        form = QTextCharFormat()
        form.setFont(style.mono)
        cursor.mergeCharFormat(form)


def _fill_markdown(document: QTextDocument, block: Block, style: TextStyle, formulas: Formulas | None) -> None:
    text = formulas.text if formulas else block.text
    text = _TOO_DEEP.sub(r"\1", text) if ">" in text else text
    if block.kind is BlockKind.PROSE and "|" in text:
        text = _TOO_MANY_BARS.sub(r"\\", text)
    document.setMarkdown(text, _FEATURES)
    paragraph = document.begin()
    is_first = True
    while paragraph.isValid():
        following = paragraph.next()
        style_paragraph(paragraph, style, is_first=is_first, is_last=not following.isValid())
        paragraph, is_first = following, False
    if any(mark in text for mark in "`[<:@w"):
        _style_fragments(document, style, formulas)
    if "|" in text:
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                style_table(frame, style.palette)


def _style_fragments(document: QTextDocument, style: TextStyle, formulas: Formulas | None) -> None:
    paragraph = document.begin()
    while paragraph.isValid():
        for cursor, form in reversed(pieces_of(paragraph)):
            if form.isImageFormat():
                _replace_image(cursor, form, style.palette)
            elif form.isAnchor():
                if formulas:
                    form.setAnchorHref(formulas.restored(form.anchorHref()))
                _style_link(cursor, form, style.palette)
            elif form.fontFixedPitch():
                form.setFont(style.mono, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
                form.setBackground(QColor(style.palette.code_background))
                cursor.setCharFormat(form)
        paragraph = paragraph.next()


def _replace_image(cursor: QTextCursor, form: QTextCharFormat, palette: Palette) -> None:
    image = form.toImageFormat()
    words = image.property(QTextFormat.Property.ImageAltText) or image.name() or "?"
    link = QTextCharFormat()
    if is_safe_link(image.name()):
        link.setAnchor(True)
        link.setAnchorHref(image.name())
        link.setFontUnderline(True)
        link.setForeground(QColor(palette.link))
    cursor.insertText(str(words).replace("\n", " "), link)


def _style_link(cursor: QTextCursor, form: QTextCharFormat, palette: Palette) -> None:
    if is_safe_link(form.anchorHref()):
        form.setForeground(QColor(palette.link))
        form.setFontUnderline(True)
        form.setToolTip("")
    else:
        form.setAnchor(False)
        form.clearProperty(QTextFormat.Property.AnchorHref)
        form.clearForeground()
        form.setFontUnderline(False)
    cursor.setCharFormat(form)


def _apply_look(document: QTextDocument, look: Look, palette: Palette) -> None:
    change = QTextCharFormat()
    if look is not Look.NORMAL:
        change.setForeground(QColor(palette.muted))
    if look is Look.PARTIAL:
        change.setFontItalic(True)
    if look is Look.UNHEARD:
        change.setFontStrikeOut(True)
    if look is not Look.NORMAL:
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeCharFormat(change)
    _strike_behind_mark(document, palette)


def _strike_behind_mark(document: QTextDocument, palette: Palette) -> None:
    cursor = document.find(CUT_MARK)
    if cursor.isNull():
        return
    cursor.removeSelectedText()
    while document.characterAt(cursor.position()).isspace() and cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        pass
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    change = QTextCharFormat()
    change.setForeground(QColor(palette.muted))
    change.setFontStrikeOut(True)
    cursor.mergeCharFormat(change)


def plain_text(document: QTextDocument, start: int, end: int) -> str:
    """What copying a stretch of a document gives."""
    cursor = QTextCursor(document)
    last = max(document.characterCount() - 1, 0)
    cursor.setPosition(min(start, last))
    cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    return with_sources(cursor.selection().toPlainText(), document, cursor.selectionStart(), cursor.selectionEnd())
