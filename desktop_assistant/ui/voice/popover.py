"""A small card that opens beside a button and closes with Esc or a click elsewhere."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

EDGE = 8


class Popover(QFrame):
    """Holds a heading and what `add` is given. `open_above` puts it over its button, inside of the screen."""

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAccessibleName(heading)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 14)
        self.column.setSpacing(8)
        self.column.addWidget(self.label(heading, "label"))

    def label(self, words: str, kind: str) -> QLabel:
        """A wrapped text of that kind (see window.qss)."""
        label = QLabel(words, self)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        return label

    def open_above(self, anchor: QWidget, width: int) -> None:
        """Show it; the focus goes to its first control."""
        window = anchor.window()
        width = min(width, window.width() - 2 * EDGE)
        self.setFixedWidth(width)
        height = self.column.totalHeightForWidth(width) if self.column.hasHeightForWidth() else self.sizeHint().height()
        self.resize(width, max(height, self.sizeHint().height()))
        corner = anchor.mapToGlobal(QPoint(0, 0))
        frame = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
        screen = QGuiApplication.screenAt(corner)
        room = screen.availableGeometry() if screen else frame
        left = min(max(corner.x(), frame.left() + EDGE), frame.right() - width - EDGE + 1)
        top = corner.y() - self.height() - 6
        self.move(min(max(left, room.left()), room.right() - width), max(top, room.top()))
        self.show()
        self.focusNextChild()
