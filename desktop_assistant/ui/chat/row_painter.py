"""Draws one row: bubble or column, cached documents, code headers, state in words, and buttons while the pointer is there."""

import math

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextCursor,
)

from desktop_assistant.core.speaker import speaker_of
from desktop_assistant.ui.chat.blocks import BlockKind
from desktop_assistant.ui.chat.card_painter import CardPainter
from desktop_assistant.ui.chat.chip_painter import ChipPainter
from desktop_assistant.ui.chat.face import Side
from desktop_assistant.ui.chat.markdown import Rendered
from desktop_assistant.ui.chat.row_buttons import Button, ButtonKind, RowState
from desktop_assistant.ui.chat.row_footer import RowFooter, copied_words
from desktop_assistant.ui.chat.row_layout import RowLayout
from desktop_assistant.ui.chat.row_metrics import BUBBLE_PAD_X, FOOTER
from desktop_assistant.ui.chat.text_style import TextStyle, small_font
from desktop_assistant.ui.mirror import mirrored
from desktop_assistant.ui.sign import Sign

RADIUS = 14
CODE_RADIUS = 10
_ICON = 16


class RowPainter:
    """Fonts, colours and icons to draw rows with; `restyle` after a change of theme."""

    def __init__(self, style: TextStyle) -> None:
        self.footer = RowFooter(style)
        """Below each message; knows what can be heard again."""
        self.chips = ChipPainter(style)
        """What is below a message; knows where pictures are."""
        self._card = CardPainter(style)
        self.restyle(style)

    def restyle(self, style: TextStyle) -> None:
        """Use another font and other colours from now on."""
        self.footer.restyle(style)
        self.chips.restyle(style)
        self._card.restyle(style)
        self._palette = style.palette
        self._font = style.font
        self._small = small_font(style)
        self._small_metrics = QFontMetrics(self._small)
        self._copy = Sign("copy", "muted")
        self._copy_strong = Sign("copy", "text")
        self._check = Sign("check", "success")
        self._used = Sign("settings", "muted")
        self._speaker = Sign("persona", "muted")

    def paint(self, painter: QPainter, layout: RowLayout, state: RowState, clip: QRect) -> None:
        """Draw the row with its top left corner at the painter's origin; nothing outside of `clip` is needed."""
        if state.is_current:
            self._ring(painter, layout)
        if layout.face.side is Side.NOTE:
            self._note_row(painter, layout)
            return
        if layout.face.side is Side.USER and (layout.pieces or layout.face.has_dots):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._palette.user_bubble))
            painter.drawRoundedRect(layout.bubble, RADIUS, RADIUS)
        if layout.face.side is Side.CARD:
            self._card.paint(painter, layout)
        if layout.face.has_dots:
            self._dots(painter, layout, state.phase)
        self._pieces(painter, layout, state, clip)
        self.chips.paint(painter, layout.chip_buttons(), layout.chips, state)
        self.footer.paint(painter, layout, state)

    def buttons(self, layout: RowLayout) -> list[Button]:
        """Everything in the row that can be clicked."""
        found = []
        top = layout.content_top
        for number, piece in enumerate(layout.pieces):
            header = layout.code_header(number, top)
            if not header.isEmpty():
                found.append(self._code_button(layout, number, header))
            top += piece.height
        found += layout.chip_buttons()
        found += self.footer.buttons(layout)
        return found

    def _code_button(self, layout: RowLayout, number: int, header: QRect) -> Button:
        """The one that copies the code below this header."""
        width = self._small_metrics.horizontalAdvance(_copy_words()) + _ICON + 24
        rect = QRect(header.right() - width - 5, header.top() + 4, width, header.height() - 6)
        return Button(ButtonKind.CODE, layout.visual(rect), number)

    def _ring(self, painter: QPainter, layout: RowLayout) -> None:
        around = layout.column.adjusted(-8, -5, 8, -FOOTER + 5)
        if layout.face.side is Side.USER:
            around = layout.bubble if layout.pieces or layout.face.has_dots else QRect()
            for button in layout.chip_buttons():
                around = around.united(button.rect)
            around = around.united(layout.note).adjusted(-3, -3, 3, 3)
        elif layout.face.side is Side.NOTE:
            around = layout.column.adjusted(-8, 0, 8, -4)
        elif layout.face.side is Side.CARD:
            around = layout.card.adjusted(-4, -4, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._palette.focus), 2))
        painter.drawRoundedRect(around, RADIUS, RADIUS)

    def _note_row(self, painter: QPainter, layout: RowLayout) -> None:
        column = layout.column
        text = layout.face.text
        painter.setFont(self._small)
        painter.setPen(QColor(self._palette.muted))
        box = layout.visual(column.adjusted(_ICON + 6, 0, 0, -FOOTER // 2 + 2))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._small_metrics.elidedText(text, _ELIDE, box.width()))
        sign = self._speaker if speaker_of(layout.item) else self._used
        sign.paint(painter, layout.visual(QRect(column.left(), box.center().y() - _ICON // 2, _ICON, _ICON)))

    def _pieces(self, painter: QPainter, layout: RowLayout, state: RowState, clip: QRect) -> None:
        top = layout.content_top
        for number, piece in enumerate(layout.pieces):
            if top > clip.bottom():
                break
            if top + piece.height >= clip.top():
                if piece.block.kind is BlockKind.CODE:
                    self._code_ground(painter, layout, number, top, state)
                if piece.is_exact:
                    self._document(painter, layout, number, top, state, clip)
                else:
                    self._skeleton(painter, layout, number, top)
            top += piece.height

    def _document(self, painter: QPainter, layout: RowLayout, number: int, top: int, state: RowState, clip: QRect) -> None:
        rendered = layout.rendered(layout.pieces[number])
        origin = layout.document_origin(number, top)
        painter.save()
        painter.translate(origin)
        room = layout.column.right() - origin.x() + 1
        local = clip.translated(-origin).intersected(QRect(0, -4, room, rendered.height + 8))
        painter.setClipRect(local)
        for bar in rendered.bars:
            painter.fillRect(bar, QColor(self._palette.border))
        rendered.document.documentLayout().draw(painter, self._context(layout, number, rendered, state, local))
        painter.restore()

    def _context(
        self, layout: RowLayout, number: int, rendered: Rendered, state: RowState, clip: QRect
    ) -> QAbstractTextDocumentLayout.PaintContext:
        context = QAbstractTextDocumentLayout.PaintContext()
        colours = QPalette(context.palette)
        piece = layout.pieces[number]
        name = "user_text" if layout.face.side is Side.USER else "code_text" if piece.block.kind is BlockKind.CODE else "text"
        colours.setColor(QPalette.ColorRole.Text, self._palette.colour(name))
        context.palette = colours
        context.clip = QRectF(clip)
        span = state.selection.range_in(number, rendered.document.characterCount() - 1) if state.selection else None
        if span:
            chosen = QAbstractTextDocumentLayout.Selection()
            cursor = QTextCursor(rendered.document)
            cursor.setPosition(span[0])
            cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
            colour = QTextCharFormat()
            colour.setBackground(QColor(self._palette.accent))
            colour.setForeground(QColor(self._palette.accent_text))
            chosen.cursor, chosen.format = cursor, colour
            context.selections = [chosen]
        return context

    def _skeleton(self, painter: QPainter, layout: RowLayout, number: int, top: int) -> None:
        """Grey bars for text that will be there in the next frame."""
        origin = layout.document_origin(number, top)
        width = layout.text_width
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.raised))
        line = self._small_metrics.height() + 10
        for row in range(max(layout.pieces[number].height // line, 1)):
            share = 0.92 if row % 3 else 0.78
            painter.drawRoundedRect(QRectF(origin.x(), origin.y() + row * line + 5, width * share, line - 12), 4, 4)

    def _code_ground(self, painter: QPainter, layout: RowLayout, number: int, top: int, state: RowState) -> None:
        ground = QRectF(layout.code_ground(number, top))
        header = layout.code_header(number, top)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(ground, CODE_RADIUS, CODE_RADIUS)
        half = ground.height() / 2
        if header.isEmpty():
            path.addRect(ground.adjusted(0, 0, 0, -half))
        if not layout.is_last_of_code(number):
            path.addRect(ground.adjusted(0, half, 0, 0))
        painter.fillPath(path, QColor(self._palette.code_background))
        if not header.isEmpty():
            self._code_header(painter, layout, number, header, state)

    def _code_header(self, painter: QPainter, layout: RowLayout, number: int, header: QRect, state: RowState) -> None:
        painter.setFont(self._small)
        painter.setPen(QColor(self._palette.muted))
        language = layout.pieces[number].block.language or QCoreApplication.translate("Chat", "text")
        box = mirrored(header.adjusted(14, 2, -110, 0), header)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._small_metrics.elidedText(language, _ELIDE, box.width()))
        button = self._code_button(layout, number, header)
        is_copied, is_hovered = state.copied_button == button, state.hovered_button == button
        if is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._palette.border))
            painter.drawRoundedRect(button.rect, 6, 6)
        sign = self._check if is_copied else self._copy_strong if is_hovered else self._copy
        rect = button.rect
        sign.paint(painter, mirrored(QRect(rect.left() + 8, rect.center().y() - _ICON // 2 + 1, _ICON, _ICON), rect))
        painter.setPen(QColor(self._palette.text if is_hovered else self._palette.muted))
        words = copied_words() if is_copied else _copy_words()
        painter.drawText(mirrored(rect.adjusted(_ICON + 13, 0, 0, 0), rect), Qt.AlignmentFlag.AlignVCenter, words)

    def _dots(self, painter: QPainter, layout: RowLayout, phase: float) -> None:
        bubble = layout.bubble if layout.face.side is Side.USER else QRect()
        begin = layout.visual(QRect(layout.column.left(), 0, 34, 1)).left()
        left = bubble.left() + BUBBLE_PAD_X + 5 if layout.face.side is Side.USER else begin + 5
        middle = bubble.center().y() + 1 if layout.face.side is Side.USER else (layout.height - FOOTER) // 2
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(3):
            colour = QColor(self._palette.muted)
            wave = 0.5 + 0.5 * math.sin(2 * math.pi * (phase - number * 0.18))
            colour.setAlphaF(0.35 + 0.65 * wave)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(left + number * 12, middle), 3.4, 3.4)


_ELIDE = Qt.TextElideMode.ElideRight


def _copy_words() -> str:
    return QCoreApplication.translate("Chat", "Copy")
