"""Keeps a false alarm from flickering: a cough ends long before anybody could read what it changed."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_assistant.core.snapshot import SessionSnapshot, VoiceState

SHOWN_AFTER_MS = 200


class HoldDelay(QObject):
    """Passes snapshots on; HELD is passed as SPEAKING until it has lasted `SHOWN_AFTER_MS`."""

    passed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: SessionSnapshot | None = None
        self._is_shown = False
        self._timer = QTimer(self, interval=SHOWN_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.show_held)

    @Slot(object)
    def take(self, snapshot: SessionSnapshot) -> None:
        """A new picture."""
        if snapshot.voice is not VoiceState.HELD:
            self._timer.stop()
            self._held, self._is_shown = None, False
            self.passed.emit(snapshot)
            return
        self._held = snapshot
        if self._is_shown:
            self.passed.emit(snapshot)
            return
        if not self._timer.isActive():
            self._timer.start()
        self.passed.emit(replace(snapshot, voice=VoiceState.SPEAKING))

    @Slot()
    def show_held(self) -> None:
        """It has lasted."""
        if self._held is not None:
            self._is_shown = True
            self.passed.emit(self._held)
