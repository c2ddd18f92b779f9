"""The button that floats over the conversation while the reader is away from the newest message."""

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_assistant.ui.theme import Palette, icon, theme_keeper

_ABOVE_BOTTOM = 12


class NewestPill(QPushButton):
    """Says how many messages wait below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(self.tr("Jump to newest"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme_keeper().changed.connect(self._restyle)
        self._restyle(theme_keeper().palette)
        self.hide()

    def show_for(self, unread: int, view: QRect, *, is_needed: bool) -> None:
        """Appear above the bottom of `view`, or go."""
        self.setVisible(is_needed)
        if not is_needed:
            return
        words = self.tr("Jump to newest")
        if unread:
            words = self.tr("%Ln new message(s)", "", unread)
        self.setText(words)
        self.setAccessibleName(self.tr("{0}, jump to newest").format(words) if unread else words)
        self.adjustSize()
        self.move(view.center().x() - self.width() // 2, view.bottom() - self.height() - _ABOVE_BOTTOM)

    @Slot(object)
    def _restyle(self, palette: Palette) -> None:
        self.setIcon(icon("chevron", "accent_text"))
        self.setStyleSheet(
            f"QPushButton {{ background: {palette.accent}; color: {palette.accent_text}; border: 2px solid transparent;"
            " border-radius: 16px; padding: 0 12px; min-height: 28px; font-weight: 600; }"
            f"QPushButton:hover {{ background: {palette.accent_hover}; }}"
            f"QPushButton:focus {{ border-color: {palette.focus_on_accent}; }}"
        )
