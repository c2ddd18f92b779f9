"""What a search over all conversations found: one message per row, the words marked."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_assistant.core.search import SearchHit
from desktop_assistant.ui.history.conversation_model import relative_date
from desktop_assistant.ui.theme import current_palette

HIT_ROLE = Qt.ItemDataRole.UserRole
_PAD_X, _PAD_Y = 12, 7

Index = QModelIndex | QPersistentModelIndex


class SearchModel(QAbstractListModel):
    """Hits as they came."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[SearchHit, ...] = ()

    def show(self, hits: Sequence[SearchHit]) -> None:
        """Replace all of them."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hit.excerpt
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{hit.title}: {hit.excerpt}"
            case value if value == HIT_ROLE:
                return hit
            case _:
                return None


class SearchDelegate(QStyledItemDelegate):
    """Title and day above, two lines of the message below, the wanted words in bold on the accent's colour."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 3 * QFontMetrics(option.font).lineSpacing() + 2 * _PAD_Y + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = current_palette()
        rect: QRect = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.setBrush(palette.colour("raised"))
            painter.drawRoundedRect(rect, 8, 8)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        self._text(painter, rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y), option, index.data(HIT_ROLE))
        painter.restore()

    def _text(self, painter: QPainter, inner: QRect, option: QStyleOptionViewItem, hit: SearchHit) -> None:
        palette, metrics = current_palette(), QFontMetrics(option.font)
        head = f"{hit.title or self.tr('Untitled')} · {relative_date(hit.created_at, _now())}"
        painter.setFont(option.font)
        painter.setPen(palette.colour("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, metrics.elidedText(head, Qt.TextElideMode.ElideMiddle, inner.width()))
        document = QTextDocument()
        document.setDefaultFont(option.font)
        document.setDocumentMargin(0)
        document.setHtml(marked_html(hit, palette.text, palette.accent))
        document.setTextWidth(inner.width())
        painter.translate(inner.left(), inner.top() + metrics.lineSpacing() + 2)
        painter.setClipRect(QRect(0, 0, inner.width(), 2 * metrics.lineSpacing() + 2))
        document.drawContents(painter)


def marked_html(hit: SearchHit, text: str, mark: str) -> str:
    """The excerpt with its marks; whatever was said is escaped."""
    made, at = "", 0
    for start, end in hit.marks:
        made += f"{escape(hit.excerpt[at:start])}<b style='color:{mark}'>{escape(hit.excerpt[start:end])}</b>"
        at = end
    return f"<span style='color:{text}'>{made}{escape(hit.excerpt[at:])}</span>"


def _now() -> float:
    from time import time

    return time()
