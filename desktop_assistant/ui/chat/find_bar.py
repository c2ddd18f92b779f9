"""The bar over the conversation in which words are looked for: Enter goes back, Shift+Enter forward, Escape closes."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop_assistant.ui.chat.finder import Finder
from desktop_assistant.ui.escape import EscapeFirst
from desktop_assistant.ui.i18n import number
from desktop_assistant.ui.theme import icon, theme_keeper

WAIT_MS = 120
"""After the last key before a long conversation is looked through."""


class FindBar(QFrame):
    """Hidden until `open`. `closed` when the person is done."""

    closed = Signal()

    def __init__(self, finder: Finder, parent: QWidget) -> None:
        super().__init__(parent)
        self._finder = finder
        self.setObjectName("findBar")
        self.setAccessibleName(self.tr("Find in this conversation"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find in this conversation"))
        self.field.setAccessibleName(self.tr("Find in this conversation"))
        self.field.setClearButtonEnabled(True)
        for inner in self.field.findChildren(QToolButton):  # Qt gives it no name
            inner.setAccessibleName(self.tr("Clear"))
        EscapeFirst(self.field, lambda: True, self.leave)
        self.count = QLabel(self)
        self.count.setProperty("kind", "muted")
        self.before = self._button(self.tr("Earlier (Enter)"))
        self.behind = self._button(self.tr("Later (Shift+Enter)"))
        self.close_button = self._button(self.tr("Close (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 6, 5)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.before, self.behind, self.close_button):
            row.addWidget(widget)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._look)
        self.field.textChanged.connect(self._wait.start)
        self.before.clicked.connect(self._go_before)
        self.behind.clicked.connect(self._go_behind)
        self.close_button.clicked.connect(self.leave)
        finder.changed.connect(self._tell)
        theme_keeper().changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def open(self) -> None:
        """Ready to type; what was looked for last is selected."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._look()

    @Slot()
    def leave(self) -> None:
        """Look for nothing any more."""
        self.hide()
        self._wait.stop()
        self._finder.forget()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._wait.isActive():
                self._look()
            else:
                self._finder.step(1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else -1)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _look(self) -> None:
        self._wait.stop()
        self._finder.look_for(self.field.text())

    @Slot()
    def _go_before(self) -> None:
        self._finder.step(-1)

    @Slot()
    def _go_behind(self) -> None:
        self._finder.step(1)

    @Slot()
    def _tell(self) -> None:
        """How many, and which one."""
        total = len(self._finder.found)
        words = self.tr("{0} of {1}").format(number(self._finder.at + 1), number(total)) if total else self.tr("Nothing found")
        self.count.setText(words if self.field.text().strip() else "")
        for button in (self.before, self.behind):
            button.setEnabled(total > 0)

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(30, 30)
        return button

    @Slot()
    def _restyle(self) -> None:
        self.before.setIcon(icon("up", "text"))
        self.behind.setIcon(icon("down", "text"))
        self.close_button.setIcon(icon("close", "muted"))
