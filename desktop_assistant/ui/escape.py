"""Escape in a text field that has a use for it, before the window's own Escape, which stops the assistant."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class EscapeFirst(QObject):
    """While `is_wanted`, Escape in `field` does this and nothing else."""

    def __init__(self, field: QWidget, is_wanted: Callable[[], bool], does: Callable[[], object]) -> None:
        super().__init__(field)
        self._is_wanted, self._does = is_wanted, does
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or not self._is_wanted():
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() is QEvent.Type.KeyPress:
            self._does()
        else:
            return False
        return True
