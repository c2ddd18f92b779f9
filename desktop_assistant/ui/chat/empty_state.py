"""What an empty conversation shows: a friendly line, a hint, and three things to try."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_assistant.ui.labels import ElidedButton
from desktop_assistant.ui.mirror import ISOLATES, isolated
from desktop_assistant.ui.theme import Palette, theme_keeper


class EmptyState(QWidget):
    """Emits `chosen(text)` when an example is clicked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self.tr("What can I do for you?"), self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setWordWrap(True)
        self._hint = QLabel(self.tr("Speak or type. For example:"), self)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._examples = [
            ElidedButton(isolated(words), self)
            for words in (
                self.tr("What's ten kilometres in miles?"),
                self.tr("Set a timer for five minutes"),
                self.tr("What day is it?"),
            )
        ]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(8)
        rows.addStretch(3)
        rows.addWidget(self._title)
        rows.addWidget(self._hint)
        rows.addSpacing(12)
        for button in self._examples:
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setProperty("kind", "example")
            button.clicked.connect(self._choose)
            rows.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(4)
        theme_keeper().changed.connect(self._restyle)
        self._restyle(theme_keeper().palette)

    def set_hint(self, text: str) -> None:
        """The line below the title."""
        self._hint.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low pane fewer examples are better than squeezed ones, and none need not be announced."""
        super().resizeEvent(event)
        words = self._title.sizeHint().height() + self._hint.heightForWidth(max(self.width() - 48, 1)) + 80
        each = self._examples[0].sizeHint().height() + 8
        for number, button in enumerate(self._examples, 1):
            button.setVisible(words + number * each <= self.height())
        self._hint.setVisible(not self._examples[0].isHidden())

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(button.text().strip(ISOLATES))

    @Slot(object)
    def _restyle(self, palette: Palette) -> None:
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self.setStyleSheet(
            f"EmptyState {{ background: {palette.assistant_surface}; }}"
            f"QLabel {{ color: {palette.muted}; }}"
            f'QPushButton[kind="example"] {{ background: {palette.surface}; color: {palette.text};'
            f" border: 1px solid {palette.border}; border-radius: 18px; padding: 8px 18px; min-height: 18px; }}"
            f'QPushButton[kind="example"]:hover {{ background: {palette.raised}; }}'
            f'QPushButton[kind="example"]:focus {{ border: 1px solid {palette.focus}; }}'
        )
        self._title.setStyleSheet(f"color: {palette.text}; font-size: {font.pointSizeF():.1f}pt; font-weight: 600;")
