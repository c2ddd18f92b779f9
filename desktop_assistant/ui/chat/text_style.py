"""How messages look as text: font, colours, and the spacing of paragraphs, headings, lists, quotes and tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextListFormat,
    QTextTable,
)
from PySide6.QtWidgets import QApplication

from desktop_assistant.ui.theme import Palette

LINE_HEIGHT = 138.0
"""Percent of the font's own."""
PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
DEEPEST = 4
"""Quotes and lists are not indented further."""
_QUOTE_STEP = 16
_IS_RULE = QTextFormat.Property.UserProperty.value + 1
_HEADING_SCALE = {1: 1.35, 2: 1.2, 3: 1.08}
_TABLE_LINE_HEIGHT = 108.0


def body_font() -> QFont:
    """Text of messages: a little larger than that of the controls."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * 1.06)
    return font


def small_font(style: "TextStyle") -> QFont:
    """Of everything that is said about a message rather than in it."""
    font = QFont(style.font)
    font.setPointSizeF(style.font.pointSizeF() * 0.85)
    return font


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Font and colours that documents are made with."""

    font: QFont
    palette: Palette

    @property
    def mono(self) -> QFont:
        """The font of code."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font.pointSizeF() * 0.92)
        return font


def style_paragraph(paragraph: QTextBlock, style: TextStyle, *, is_first: bool, is_last: bool) -> None:
    """Line height, margins, indent; rules are marked for `bars_of`, because Qt draws them too short."""
    form = paragraph.blockFormat()
    level = form.headingLevel()
    bullets = paragraph.textList()
    cursor = QTextCursor(paragraph)
    in_table = cursor.currentTable() is not None
    form.setLineHeight(_TABLE_LINE_HEIGHT if in_table else LINE_HEIGHT, PROPORTIONAL)
    form.setTopMargin(0 if is_first or in_table else 12 if level else 3 if bullets else 0)
    form.setBottomMargin(0 if is_last or in_table else 4 if level else 3 if bullets else 9)
    quoted = form.intProperty(QTextFormat.Property.BlockQuoteLevel)
    if quoted:
        form.setLeftMargin(_QUOTE_STEP * min(quoted, DEEPEST))
        form.setRightMargin(0)
    if form.hasProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth):
        form.clearProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth)
        form.setProperty(_IS_RULE, True)
    cursor.setBlockFormat(form)
    if bullets:
        _flatten_list(bullets.format(), bullets)
    if level:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        _style_heading(paragraph, level, style)


def _flatten_list(form: QTextListFormat, bullets: Any) -> None:
    if form.indent() > DEEPEST + 2:
        form.setIndent(DEEPEST + 2)
        bullets.setFormat(form)


def _style_heading(paragraph: QTextBlock, level: int, style: TextStyle) -> None:
    for cursor, form in pieces_of(paragraph):
        form.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        form.setFontPointSize(style.font.pointSizeF() * _HEADING_SCALE.get(level, 1.0))
        form.setFontWeight(QFont.Weight.DemiBold)
        cursor.setCharFormat(form)


def style_table(table: QTextTable, palette: Palette) -> None:
    """Thin lines and a tinted head."""
    form = table.format()
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QBrush(QColor(palette.border)))
    form.setCellPadding(7)
    form.setCellSpacing(0)
    form.setTopMargin(0)
    form.setBottomMargin(0)
    table.setFormat(form)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(QColor(palette.code_background))
        head.setFontWeight(QFont.Weight.DemiBold)
        cell.setFormat(head)


def pieces_of(paragraph: QTextBlock) -> list[tuple[QTextCursor, QTextCharFormat]]:
    """Stretches of one format, each selected."""
    found = []
    at = paragraph.begin()
    while not at.atEnd():
        fragment = at.fragment()
        cursor = QTextCursor(paragraph)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        found.append((cursor, fragment.charFormat()))
        at += 1
    return found


def bars_of(document: QTextDocument, width: int) -> Iterator[QRectF]:
    """What is to be filled with the border colour: left of quotes, and rules across the column."""
    layout = document.documentLayout()
    paragraph = document.begin()
    while paragraph.isValid():
        box = layout.blockBoundingRect(paragraph)
        if paragraph.blockFormat().hasProperty(_IS_RULE):
            yield QRectF(0, round(box.center().y()) - 1, width, 1)
        following = paragraph.next()
        bottom = layout.blockBoundingRect(following).top() if _quote_level(following) else box.bottom()
        for depth in range(_quote_level(paragraph)):
            yield QRectF(depth * _QUOTE_STEP, box.top() - 2, 3, bottom - box.top() + 2)
        paragraph = following


def _quote_level(paragraph: QTextBlock) -> int:
    if not paragraph.isValid():
        return 0
    return min(paragraph.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel), DEEPEST)
