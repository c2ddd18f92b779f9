"""The conversation and the box below it, as one widget for the main window."""

import gc
from collections.abc import Sequence

from PySide6.QtCore import QRect, QUrl, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.chat_view import ChatView
from desktop_assistant.ui.chat.composer import Composer
from desktop_assistant.ui.chat.empty_state import EmptyState
from desktop_assistant.ui.chat.face import Side, face_of
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.row_layout import COLUMN_MOST
from desktop_assistant.ui.theme import theme_keeper

_MANY = 1000
_COMPOSER_EXTRA = 28
"""The box is a little wider than the text column, so that its text lines up with the messages."""


class ChatPane(QWidget):
    """Shows one conversation and reports what was typed. Holds no conversation state beyond what it shows."""

    submitted = Signal(str)
    link_activated = Signal(QUrl)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ItemModel(self)
        self.view = ChatView(self.model, self)
        self.composer = Composer(self)
        self._empty = EmptyState(self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        self._band = QHBoxLayout()
        self._band.addWidget(self.composer)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 14)
        rows.setSpacing(4)
        rows.addLayout(self._stack, 1)
        rows.addLayout(self._band)
        self.composer.submitted.connect(self._submit)
        self._empty.chosen.connect(self._submit)
        self.view.link_activated.connect(self.link_activated)
        self.setTabOrder(self.composer, self.view)
        theme_keeper().changed.connect(self.update)

    def show_items(self, items: Sequence[Item]) -> None:
        """Another conversation, oldest first."""
        self.model.reset(items)
        if len(items) >= _MANY:
            # Full garbage collections would look through all of them again and again, 40 to 90 ms each time, for cycles that
            # plain values cannot have. Unfreezing first lets garbage of the time before be found after all.
            gc.unfreeze()
            gc.freeze()
        self._show_page(has_any=not self.view.is_empty)

    def show_item(self, item: Item, after_id: str | None) -> None:
        """A new item behind `after_id` (None: first), or another version of a known one."""
        self.model.upsert(item, after_id)
        if self._stack.currentWidget() is self._empty and face_of(item).side is not Side.HIDDEN:
            self._show_page(has_any=True)

    def hide_item(self, item_id: str) -> None:
        """An item is gone."""
        self.model.remove(item_id)
        if self.view.is_empty:
            self._show_page(has_any=False)

    def set_hint(self, text: str) -> None:
        """What an empty conversation says below its title, for example how to talk in the chosen mode."""
        self._empty.set_hint(text)

    def set_reduced_motion(self, is_reduced: bool) -> None:
        """No animation beyond what carries meaning."""
        self.view.set_reduced_motion(is_reduced)

    def draft(self) -> str:
        """What is typed and not sent."""
        return self.composer.draft()

    def set_draft(self, text: str) -> None:
        """Put a kept draft back."""
        self.composer.set_draft(text)

    def focus_composer(self) -> None:
        """Let the user type."""
        self.composer.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - (COLUMN_MOST + _COMPOSER_EXTRA)
        side = max(room // 2, 12)
        self._band.setContentsMargins(side, 0, side, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), theme_keeper().palette.colour("assistant_surface"))
        painter.end()

    def _show_page(self, *, has_any: bool) -> None:
        self._stack.setCurrentWidget(self.view if has_any else self._empty)

    @Slot(str)
    def _submit(self, text: str) -> None:
        self.view.jump_to_newest()
        self.submitted.emit(text)
