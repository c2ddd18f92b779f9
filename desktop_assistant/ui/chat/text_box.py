"""A box to type into: grows with its text, and leaves keys with a meaning of their own to whoever uses it."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from desktop_assistant.ui.attach.offers import offers

MOST_LINES = 6


class TextBox(QPlainTextEdit):
    """Plain text, one to MOST_LINES lines high."""

    sent = Signal()
    recalled = Signal(int)
    """-1: an older text is wanted, 1: a newer one."""
    edit_asked = Signal()
    """F2: what was said before is to be corrected."""
    offered = Signal(QMimeData)
    """What was pasted or dropped is no text."""
    focus_changed = Signal()
    fitted = Signal()
    """Another number of lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.takes_offers = False
        """Somebody listens to `offered`."""
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
        elif key == Qt.Key.Key_F2:
            self.edit_asked.emit()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif key == Qt.Key.Key_Up and _is_plain(event) and self._is_at(QTextCursor.MoveOperation.Up):
            self.recalled.emit(-1)
        elif key == Qt.Key.Key_Down and _is_plain(event) and self._is_at(QTextCursor.MoveOperation.Down):
            self.recalled.emit(1)
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return (self.takes_offers and offers(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.takes_offers and offers(source):
            self.offered.emit(source)
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def _is_at(self, edge: QTextCursor.MoveOperation) -> bool:
        """Whether the caret is on the first (Up) or last (Down) line as it is wrapped."""
        cursor = self.textCursor()
        return not cursor.movePosition(edge)

    @Slot()
    def _fit(self) -> None:
        lines = max(round(self.document().documentLayout().documentSize().height()), 1)
        height = self.fontMetrics().lineSpacing() * min(lines, MOST_LINES) + 2 * round(self.document().documentMargin()) + 2
        is_long = lines > MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() is not policy:
            self.setVerticalScrollBarPolicy(policy)
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.fitted.emit()
        if not is_long:
            self.verticalScrollBar().setValue(0)


def _is_plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
