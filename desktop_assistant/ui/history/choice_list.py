"""A list in which one click, or Return, chooses a row."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget


class ChoiceList(QListView):
    """`picked(row)` once for each, whatever the desktop's habit is: Qt's own `activated` comes after a double click on most, and
    after every click on some, each time beside `clicked`."""

    picked = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self.picked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return in an editor of a row ends the editing."""
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and self.currentIndex().isValid() and self.state() is not QAbstractItemView.State.EditingState:
            self.picked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
