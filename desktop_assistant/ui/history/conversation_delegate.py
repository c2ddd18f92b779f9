"""Paints one conversation: title above, date and tags below; edits the title in place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_assistant.ui.history.conversation_model import ID_ROLE, PINNED_ROLE, WHEN_ROLE
from desktop_assistant.ui.mirror import isolated, mirrored
from desktop_assistant.ui.sign import Sign
from desktop_assistant.ui.theme import current_palette

_PAD_X, _PAD_Y = 12, 7

Index = QModelIndex | QPersistentModelIndex


class ConversationDelegate(QStyledItemDelegate):
    """`open_id` is the conversation on screen; it carries a bar at its left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_id = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        return QSize(120, _line_height(option.font) + _line_height(_small(option.font)) + 2 * _PAD_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, bar, title, date."""
        palette = current_palette()
        rect: QRect = option.rect.adjusted(4, 1, -4, -1)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        is_open = index.data(ID_ROLE) == self.open_id
        if is_open or state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.setBrush(palette.colour("raised"))
            painter.drawRoundedRect(rect, 8, 8)
        if is_open:
            painter.setBrush(palette.colour("accent"))
            bar = QRect(rect.left(), rect.top() + 8, 3, rect.height() - 16)
            painter.drawRoundedRect(mirrored(bar, rect), 1.5, 1.5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        self._paint_text(painter, rect, option.font, index)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line over the title."""
        editor = QLineEdit(parent)
        editor.setMaxLength(120)
        editor.setAccessibleName(self.tr("Title of the conversation"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As wide as the line, and over all that is written there."""
        rect: QRect = option.rect
        height = max(editor.sizeHint().height(), rect.height() - 4)
        editor.setGeometry(QRect(rect.left() + 4, rect.center().y() - height // 2, rect.width() - 8, height))

    def _paint_text(self, painter: QPainter, rect: QRect, font: QFont, index: Index) -> None:
        palette = current_palette()
        inner = rect.adjusted(_PAD_X, _PAD_Y - 1, -_PAD_X, -_PAD_Y + 1)
        if index.data(PINNED_ROLE):
            pin = QRect(inner.right() - 15, inner.top() + 2, 16, 16)
            Sign("thumbtack", "accent").paint(painter, mirrored(pin, inner))
            inner = mirrored(inner.adjusted(0, 0, -20, 0), inner)
        painter.setFont(font)
        painter.setPen(palette.colour("text"))
        title = painter.fontMetrics().elidedText(isolated(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        painter.setFont(_small(font))
        painter.setPen(palette.colour("muted"))
        when = painter.fontMetrics().elidedText(index.data(WHEN_ROLE), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, when)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.86)
    return small


def _line_height(font: QFont) -> int:
    return QFontMetrics(font).height() + 1
