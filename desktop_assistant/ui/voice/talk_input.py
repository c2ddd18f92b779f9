"""Turns presses of the button, of Space and of a screen reader into TalkPressed and TalkReleased."""

from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop_assistant.core.local_events import TalkPressed, TalkReleased
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.ui.bridge import UiBridge


class _Press(Enum):
    UP = "up"
    HELD = "held"
    """Down in HOLD: the microphone is open, a release must follow."""
    CLICKING = "clicking"
    """Down in CLICK or ALWAYS: counts when it comes up again in place."""


class TalkInput(QObject):
    """One press at a time, whoever makes it. A hold that was begun always ends with a release."""

    def __init__(self, bridge: UiBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._press = _Press.UP

    @property
    def is_down(self) -> bool:
        """Whether a press is going on."""
        return self._press is not _Press.UP

    def press(self) -> None:
        """Button or Space went down."""
        if self.is_down:
            return
        if self._bridge.snapshot.mode is TalkMode.HOLD:
            self._press = _Press.HELD
            self._bridge.put(TalkPressed())
        else:
            self._press = _Press.CLICKING

    def release(self) -> None:
        """It came up in place."""
        was, self._press = self._press, _Press.UP
        if was is _Press.HELD:
            self._bridge.put(TalkReleased())
        elif was is _Press.CLICKING:
            self._bridge.put(TalkPressed())

    def cancel(self) -> None:
        """Focus, or the window, was left while it was down."""
        was, self._press = self._press, _Press.UP
        if was is _Press.HELD:
            self._bridge.put(TalkReleased())

    @Slot()
    def activate(self) -> None:
        """A click without down and up (screen reader): in HOLD the first one begins, the next one ends."""
        if self.is_down:
            self.release()
            return
        self.press()
        if self._press is _Press.CLICKING:
            self.release()


class SpaceKey(QObject):
    """Space is the talk button, unless the widget with the focus has its own use for it.

    Only the widget that has the focus is filtered: a filter on the application would send every event of the
    program through Python.
    """

    def __init__(self, talk: TalkInput, talk_button: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._talk = talk
        self._talk_button = talk_button
        self._window = window
        self._watched: QObject | None = None
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Space; let everything else pass."""
        kind = event.type()
        if kind is QEvent.Type.WindowDeactivate and watched is self._window:
            self._talk.cancel()
            return False
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Space or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        return self._space(kind is QEvent.Type.KeyPress, event.isAutoRepeat())

    def _space(self, down: bool, repeated: bool) -> bool:
        if not self._talk.is_down and (not down or self._needs_space(QApplication.focusWidget())):
            return False
        if not repeated:
            if down:
                self._talk.press()
            else:
                self._talk.release()
        return True

    def _needs_space(self, widget: QWidget | None) -> bool:
        """Text fields type it; buttons and lists that were reached by keyboard are pressed with it."""
        if widget is None or widget is self._talk_button:
            return False
        if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox):
            return not (isinstance(widget, QTextEdit | QPlainTextEdit | QLineEdit) and widget.isReadOnly())
        return isinstance(widget, QAbstractButton | QComboBox)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and old is self._watched:
            old.removeEventFilter(self)
        self._watched = None
        if new is not None and new is not self._window and new.window() is self._window:
            new.installEventFilter(self)
            self._watched = new
        if self._talk.is_down and new is not self._talk_button:
            self._talk.cancel()
