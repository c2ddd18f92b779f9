"""One of the person's turns, being corrected: a text box in the place of the message, with what it can end in."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_assistant.ui.chat.text_box import TextBox
from desktop_assistant.ui.chat.text_style import body_font
from desktop_assistant.ui.escape import EscapeFirst
from desktop_assistant.ui.theme import Palette, theme_keeper


class TurnEditor(QFrame):
    """Return or the button saves, Escape or the other button leaves. Never says that it saves nothing."""

    saved = Signal(str)
    left = Signal()
    grown = Signal()
    """Another number of lines."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("turnEditor")
        self.box = TextBox(self)
        self.box.setPlainText(text)
        self.box.moveCursor(QTextCursor.MoveOperation.End)
        self.box.setAccessibleName(self.tr("What you said"))
        self.box.setAccessibleDescription(
            self.tr("Enter saves and asks again, Shift+Enter begins a new line, Escape leaves it as it was.")
        )
        self.leave = QPushButton(self.tr("Cancel"), self)
        self.leave.setToolTip(self.tr("Leave it as it was (Esc)"))
        self.save = QPushButton(self.tr("Ask again"), self)
        self.save.setToolTip(self.tr("Save and ask again (Enter)"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 7, 9, 9)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addLayout(row)
        self.setFocusProxy(self.box)
        EscapeFirst(self.box, lambda: True, self.left.emit)
        for button in (self.leave, self.save):
            button.setAutoDefault(False)
            EscapeFirst(button, lambda: True, self.left.emit)
        self.box.sent.connect(self._save)
        self.box.fitted.connect(self.grown)
        self.box.textChanged.connect(self._on_text)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.left)
        theme_keeper().changed.connect(self._restyle)
        self._restyle(theme_keeper().palette)

    @Slot()
    def _save(self) -> None:
        if text := self.box.toPlainText().strip():
            self.saved.emit(text)

    @Slot()
    def _on_text(self) -> None:
        self.save.setEnabled(bool(self.box.toPlainText().strip()))

    @Slot(object)
    def _restyle(self, palette: Palette) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        size = f"font-size: {body_font().pointSizeF():.2f}pt;"
        self.setStyleSheet(
            f"QFrame#turnEditor {{ background: {palette.surface}; border: 2px solid {palette.focus}; border-radius: 14px; }}"
        )
        self.box.setStyleSheet(
            f"QPlainTextEdit {{ background: transparent; border: none; padding: 0; color: {palette.text}; {size} }}"
        )
