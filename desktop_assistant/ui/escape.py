"""What Escape does first: silence the assistant, wherever the keyboard is; in silence, what a text field wants of it; only then
what a dialog or the window does with it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from desktop_assistant.core.local_events import StopPressed
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.ui.bridge import UiBridge

_HEARD = (VoiceState.SPEAKING, VoiceState.HELD)


class SilenceFirst(QObject):
    """The main window's own key is out of reach while a dialog or a popover is open, or a field keeps Escape for itself."""

    def __init__(self, bridge: UiBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        # The window and not the application: that one would have each event of each widget pass through here.
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or self._bridge.snapshot.voice not in _HEARD:
            return False
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        self._bridge.put(StopPressed())
        return True


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
