"""Lets a value through at most so often, and the last one always."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot


class Throttle(QObject):
    """Emits the first value at once, then the newest one after each interval, until nothing new comes."""

    passed = Signal(object)

    def __init__(self, interval_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: list[Any] = []
        self._timer = QTimer(self, interval=interval_ms, singleShot=True)
        self._timer.timeout.connect(self._let_through)

    def put(self, value: object) -> None:
        """A new value."""
        self._newest = [value]
        if not self._timer.isActive():
            self._let_through()

    def flush(self) -> None:
        """What still waits goes through now."""
        self._timer.stop()
        self._let_through()
        self._timer.stop()

    @Slot()
    def _let_through(self) -> None:
        if self._newest:
            value = self._newest.pop()
            self._timer.start()
            self.passed.emit(value)
