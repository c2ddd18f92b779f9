"""The box to type into: grows with its text, sends with Enter, remembers what was sent. What goes with the words lies above."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop_assistant.ui.attach.desk import Desk
from desktop_assistant.ui.chat.text_box import TextBox
from desktop_assistant.ui.chat.text_style import body_font
from desktop_assistant.ui.mirror import margins
from desktop_assistant.ui.theme import Palette, icon, theme_keeper

HISTORY = 200
"""How many sent texts Up can reach."""


class Composer(QFrame):
    """Text box and send button. Emits `submitted(text)`, never an empty one, or `shown` if something goes with it."""

    submitted = Signal(str)
    shown = Signal(str, object)
    """The text, which may be empty, and what goes with it: a tuple of ImagePart and FilePart."""
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
        self.box.takes_offers = True
        self.desk = Desk(self)
        """What goes with the next message."""
        self._sends_when_ready = False
        """Return was pressed while something was still on its way to the desk."""
        self.attach = QToolButton(self)
        self.attach.setAccessibleName(self.tr("Attach"))
        self.attach.setToolTip(self.tr("Attach a picture or a file"))
        self.attach.setIconSize(QSize(20, 20))
        self.attach.setFixedSize(36, 36)
        self.attach.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._is_target = False
        """Something is held over it that can be dropped."""
        self._send = QToolButton(self)
        self._send.setObjectName("send")
        self._send.setAccessibleName(self.tr("Send"))
        self._send.setToolTip(self.tr("Send (Enter)"))
        self._send.setIconSize(QSize(20, 20))
        self._send.setFixedSize(36, 36)
        self._send.setEnabled(False)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.box, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._send, 0, Qt.AlignmentFlag.AlignBottom)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(*margins(7, 7, 7, 7))
        column.setSpacing(4)
        column.addWidget(self.desk)
        column.addLayout(row)
        self.setFocusProxy(self.box)
        self.box.offered.connect(self.desk.put)
        self.desk.changed.connect(self._on_desk)
        self.desk.ready.connect(self._on_ready)
        self.desk.refused.connect(self._hold_back)
        self.desk.strip.emptied.connect(self.box.setFocus)
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

    def height_at(self, width: int) -> int:
        """px that it needs at this width."""
        return self._column.heightForWidth(width) if self._column.hasHeightForWidth() else self.sizeHint().height()

    def set_target(self, is_target: bool) -> None:
        """Something is held over the conversation that can be dropped here, or no longer."""
        self._is_target = is_target
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme_keeper().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self.box.hasFocus() or self._is_target
        width = 2 if has_focus else 1
        painter.setPen(QPen(palette.colour("focus" if has_focus else "border"), width))
        painter.setBrush(palette.colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 20, 20)
        painter.end()

    @Slot()
    def _submit(self) -> None:
        text = self.box.toPlainText().strip()
        self._sends_when_ready = self.desk.is_busy
        if self.desk.is_busy or not (text or self.desk.parts):
            return
        shown = self.desk.take()
        if text and (not self._sent or self._sent[-1] != text):
            self._sent = [*self._sent[-HISTORY + 1 :], text]
        self._recalled, self._set_aside = None, ""
        self.box.clear()
        if shown:
            self.shown.emit(text, shown)
        else:
            self.submitted.emit(text)

    @Slot()
    def _hold_back(self) -> None:
        self._sends_when_ready = False

    @Slot()
    def _on_ready(self) -> None:
        if self._sends_when_ready:
            self._submit()

    @Slot()
    def _on_desk(self) -> None:
        for before, after in pairwise([self.attach, *self.desk.strip.stops]):
            self.setTabOrder(before, after)
        self._on_text()
        self.height_changed.emit()

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
        self._send.setEnabled(bool(self.box.toPlainText().strip() or self.desk.parts))

    @Slot(object)
    def _restyle(self, palette: Palette) -> None:
        self.attach.setIcon(icon("attach", "muted", "border"))
        self.attach.setStyleSheet(
            "QToolButton { background: transparent; border: 2px solid transparent; border-radius: 18px; }"
            "QToolButton::menu-indicator { image: none; }"
            f"QToolButton:hover {{ background: {palette.raised}; }} QToolButton:focus {{ border-color: {palette.focus}; }}"
        )
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
