"""The box to type into: grows with its text, sends with Enter, remembers what was sent."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop_assistant.ui.chat.text_box import TextBox
from desktop_assistant.ui.chat.text_style import body_font
from desktop_assistant.ui.mirror import margins
from desktop_assistant.ui.theme import Palette, icon, theme_keeper

HISTORY = 200
"""How many sent texts Up can reach."""


class Composer(QFrame):
    """Text box and send button. Emits `submitted(text)`, never an empty one."""

    submitted = Signal(str)
    height_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sent: list[str] = []
        self._recalled: int | None = None
        """Which sent text is shown; None while the user's own draft is."""
        self._set_aside = ""
        self.box = TextBox(self)
        """What is written in."""
        self.box.setPlaceholderText(self.tr("Type a message"))
        self.box.setAccessibleName(self.tr("Message"))
        self.box.setAccessibleDescription(self.tr("Enter sends, Shift+Enter begins a new line, Up brings back what you sent."))
        self._send = QToolButton(self)
        self._send.setAccessibleName(self.tr("Send"))
        self._send.setToolTip(self.tr("Send (Enter)"))
        self._send.setIconSize(QSize(20, 20))
        self._send.setFixedSize(36, 36)
        self._send.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(*margins(14, 7, 7, 7))
        row.setSpacing(8)
        row.addWidget(self.box, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._send, 0, Qt.AlignmentFlag.AlignBottom)
        self.setFocusProxy(self.box)
        self.box.sent.connect(self._submit)
        self.box.fitted.connect(self.height_changed)
        self.box.recalled.connect(self._recall)
        self.box.textChanged.connect(self._on_text)
        self.box.focus_changed.connect(self.update)
        self._send.clicked.connect(self._submit)
        theme_keeper().changed.connect(self._restyle)
        self._restyle(theme_keeper().palette)

    def draft(self) -> str:
        """What is typed and not sent; keep it when another conversation is shown."""
        return self._set_aside if self._recalled is not None and not self._is_edited() else self.box.toPlainText()

    def set_draft(self, text: str) -> None:
        """Put a kept draft back."""
        self._recalled = None
        self._show(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme_keeper().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self.box.hasFocus()
        width = 2 if has_focus else 1
        painter.setPen(QPen(palette.colour("focus" if has_focus else "border"), width))
        painter.setBrush(palette.colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 20, 20)
        painter.end()

    @Slot()
    def _submit(self) -> None:
        text = self.box.toPlainText().strip()
        if not text:
            return
        if not self._sent or self._sent[-1] != text:
            self._sent = [*self._sent[-HISTORY + 1 :], text]
        self._recalled, self._set_aside = None, ""
        self.box.clear()
        self.submitted.emit(text)

    @Slot(int)
    def _recall(self, direction: int) -> None:
        at = len(self._sent) if self._recalled is None else self._recalled
        wanted = at + direction
        if self._recalled is None or self._is_edited():
            if direction > 0:
                return
            self._set_aside = self.box.toPlainText()
            wanted = len(self._sent) - 1
        if wanted < 0:
            return
        if wanted >= len(self._sent):
            self._recalled = None
            self._show(self._set_aside)
            return
        self._recalled = wanted
        self._show(self._sent[wanted])

    def _is_edited(self) -> bool:
        """A recalled text that was changed is a draft of its own: it must not get lost either."""
        return self._recalled is not None and self.box.toPlainText() != self._sent[self._recalled]

    def _show(self, text: str) -> None:
        self.box.setPlainText(text)
        self.box.moveCursor(QTextCursor.MoveOperation.End)

    @Slot()
    def _on_text(self) -> None:
        self._send.setEnabled(bool(self.box.toPlainText().strip()))

    @Slot(object)
    def _restyle(self, palette: Palette) -> None:
        self._send.setIcon(icon("send", "accent_text", "muted"))
        self._send.setStyleSheet(
            f"QToolButton {{ background: {palette.accent}; border: 2px solid {palette.accent}; border-radius: 18px; }}"
            f"QToolButton:hover {{ background: {palette.accent_hover}; }}"
            f"QToolButton:focus {{ border-color: {palette.focus_on_accent}; }}"
            f"QToolButton:disabled {{ background: {palette.raised}; border-color: {palette.raised}; }}"
        )
        self.box.setStyleSheet(
            "QPlainTextEdit { background: transparent; border: none; padding: 0;"
            f" placeholder-text-color: {palette.muted}; font-size: {body_font().pointSizeF():.2f}pt; }}"
        )
        self.update()
