"""A block of a message -> a laid-out QTextDocument that is safe and looks right, kept while it is likely to be drawn again.

Safe: raw HTML is shown as text, no image is ever loaded (its alternative text becomes a link), and a link has a scheme of
SAFE_SCHEMES or is no link.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QUrl
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
    QTextOption,
    QTextTable,
)
from PySide6.QtWidgets import QApplication

from desktop_assistant.ui.chat.blocks import Block, BlockKind
from desktop_assistant.ui.chat.code_highlight import CodeColours, Stretch, apply_colours
from desktop_assistant.ui.chat.face import Look
from desktop_assistant.ui.theme import Palette

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
CUT_MARK = "\ue000"
"""Private character that stands in a message where its sound ended; never drawn."""

_FEATURES = QTextDocument.MarkdownFeature.MarkdownNoHTML | QTextDocument.MarkdownFeature.MarkdownDialectGitHub
_DEEPEST = 4
_QUOTE_STEP = 16
_MAY_HAVE_BARS = re.compile(r">|[-*_][ \t]*[-*_][ \t]*[-*_]")
_IS_RULE = QTextFormat.Property.UserProperty.value + 1
_TOO_DEEP = re.compile(rf"^((?:\s*>){{{_DEEPEST}}})(?:\s*>)+", re.MULTILINE)
_TOO_MANY_BARS = re.compile(r"^(?=(?:[^|\n]*\|){25})", re.MULTILINE)
_HEADING_SCALE = {1: 1.35, 2: 1.2, 3: 1.08}
LINE_HEIGHT = 138.0
"""Percent of the font's own."""
_TABLE_LINE_HEIGHT = 108.0
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def body_font() -> QFont:
    """Text of messages: a little larger than that of the controls."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * 1.06)
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


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document laid out at a width, in pixels."""

    document: QTextDocument
    height: int
    natural_width: int
    """As wide as the longest line needs."""
    bars: tuple[QRectF, ...] = ()
    """To fill with the border colour: left of quotes, and rules across the column."""


class DocumentCache:
    """Rendered blocks by what they are made from, the least recently used forgotten beyond `capacity`."""

    def __init__(self, style: TextStyle, capacity: int = 400, colours: CodeColours | None = None) -> None:
        self._style = style
        self._capacity = capacity
        self._colours = colours or CodeColours()
        self._half_coloured: set[tuple[Any, ...]] = set()
        self._made: OrderedDict[tuple[Any, ...], Rendered] = OrderedDict()

    def __len__(self) -> int:
        return len(self._made)

    @property
    def style(self) -> TextStyle:
        """What new documents are made with."""
        return self._style

    def restyle(self, style: TextStyle) -> None:
        """Forget everything and go on with another style."""
        self._style = style
        self._made.clear()
        self._half_coloured.clear()

    @property
    def awaits_colours(self) -> bool:
        """Some code is still plain; call `collect_colours` soon."""
        return self._colours.is_waiting

    def collect_colours(self) -> bool:
        """Take in colours that were found; True if something must be drawn again."""
        if not self._colours.collect():
            return False
        for key in self._half_coloured:
            self._made.pop(key, None)
        self._half_coloured.clear()
        return True

    def get(self, block: Block, width: int, look: Look) -> Rendered:
        """The block at this width, made now if need be. Equal blocks share one document: never change it."""
        key = (block.kind, block.language, block.text, width, look)
        found = self._made.get(key)
        if found is None:
            colours, is_all = self._colours.get(block.language, block.text) if block.kind is BlockKind.CODE else ((), True)
            found = self._made[key] = render(block, width, look, self._style, colours)
            if not is_all:
                self._half_coloured.add(key)
            if len(self._made) > self._capacity:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(key)
        return found


class _Document(QTextDocument):
    """A document that loads nothing from anywhere."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return None


def render(block: Block, width: int, look: Look, style: TextStyle, colours: Sequence[Stretch] = ()) -> Rendered:
    """Make and lay out one block; `colours` are those of code."""
    document = _Document()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(22)
    document.setDefaultFont(style.mono if block.kind is BlockKind.CODE else style.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    if block.kind in (BlockKind.PROSE, BlockKind.TABLE):
        _fill_markdown(document, block, style)
    else:
        _fill_plain(document, block)
        apply_colours(document, colours, style.palette)
    _apply_look(document, look, style.palette)
    document.setTextWidth(max(width, 1))
    height = max(round(document.size().height()), 1)
    bars = tuple(_bars(document, width)) if block.kind is BlockKind.PROSE and _MAY_HAVE_BARS.search(block.text) else ()
    return Rendered(document, height, int(document.idealWidth()) + 1, bars)


def is_safe_link(target: str) -> bool:
    """Whether a click may open it."""
    return QUrl(target).scheme().lower() in SAFE_SCHEMES


def _fill_plain(document: QTextDocument, block: Block) -> None:
    document.setPlainText(block.text)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spacing = QTextBlockFormat()
    spacing.setLineHeight(LINE_HEIGHT if block.kind is BlockKind.PLAIN else 130.0, _PROPORTIONAL)
    cursor.mergeBlockFormat(spacing)


def _fill_markdown(document: QTextDocument, block: Block, style: TextStyle) -> None:
    text = _TOO_DEEP.sub(r"\1", block.text) if ">" in block.text else block.text
    if block.kind is BlockKind.PROSE and "|" in text:
        text = _TOO_MANY_BARS.sub(r"\\", text)
    document.setMarkdown(text, _FEATURES)
    paragraph = document.begin()
    is_first = True
    while paragraph.isValid():
        following = paragraph.next()
        _style_paragraph(paragraph, style, is_first=is_first, is_last=not following.isValid())
        paragraph, is_first = following, False
    if any(mark in text for mark in "`[<:@w"):
        _style_fragments(document, style)
    if "|" in text:
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _style_table(frame, style.palette)


def _style_paragraph(paragraph: QTextBlock, style: TextStyle, *, is_first: bool, is_last: bool) -> None:
    form = paragraph.blockFormat()
    level = form.headingLevel()
    bullets = paragraph.textList()
    cursor = QTextCursor(paragraph)
    in_table = cursor.currentTable() is not None
    form.setLineHeight(_TABLE_LINE_HEIGHT if in_table else LINE_HEIGHT, _PROPORTIONAL)
    form.setTopMargin(0 if is_first or in_table else 12 if level else 3 if bullets else 0)
    form.setBottomMargin(0 if is_last or in_table else 4 if level else 3 if bullets else 9)
    quoted = form.intProperty(QTextFormat.Property.BlockQuoteLevel)
    if quoted:
        form.setLeftMargin(_QUOTE_STEP * min(quoted, _DEEPEST))
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
    if form.indent() > _DEEPEST + 2:
        form.setIndent(_DEEPEST + 2)
        bullets.setFormat(form)


def _style_heading(paragraph: QTextBlock, level: int, style: TextStyle) -> None:
    for cursor, form in _pieces(paragraph):
        form.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        form.setFontPointSize(style.font.pointSizeF() * _HEADING_SCALE.get(level, 1.0))
        form.setFontWeight(QFont.Weight.DemiBold)
        cursor.setCharFormat(form)


def _style_fragments(document: QTextDocument, style: TextStyle) -> None:
    paragraph = document.begin()
    while paragraph.isValid():
        for cursor, form in reversed(_pieces(paragraph)):
            if form.isImageFormat():
                _replace_image(cursor, form, style.palette)
            elif form.isAnchor():
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


def _style_table(table: QTextTable, palette: Palette) -> None:
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


def _pieces(paragraph: QTextBlock) -> list[tuple[QTextCursor, QTextCharFormat]]:
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


def _bars(document: QTextDocument, width: int) -> Iterator[QRectF]:
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
    return min(paragraph.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel), _DEEPEST)


def plain_text(document: QTextDocument, start: int, end: int) -> str:
    """What copying a stretch of a document gives."""
    cursor = QTextCursor(document)
    last = max(document.characterCount() - 1, 0)
    cursor.setPosition(min(start, last))
    cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selection().toPlainText()
