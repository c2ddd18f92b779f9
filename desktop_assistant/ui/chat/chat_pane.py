"""The conversation and the box below it, as one widget for the main window."""

import gc
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QUrl, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_assistant.core.items import Item
from desktop_assistant.ui.attach.offers import offers
from desktop_assistant.ui.chat.chat_view import ChatView
from desktop_assistant.ui.chat.choices import Choices
from desktop_assistant.ui.chat.composer import Composer
from desktop_assistant.ui.chat.empty_state import EmptyState
from desktop_assistant.ui.chat.face import Side, face_of
from desktop_assistant.ui.chat.find_bar import FindBar
from desktop_assistant.ui.chat.finder import Finder
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.row_metrics import COLUMN_MOST
from desktop_assistant.ui.theme import theme_keeper

_MANY = 1000
_LEAST_LINES = 1.5
"""Of the conversation that always stay in sight."""
_BETWEEN = 4
_BELOW = 14
"""px under the text box."""
_COMPOSER_EXTRA = 28
"""The box is a little wider than the text column, so that its text lines up with the messages."""


class ChatPane(QWidget):
    """Shows one conversation and reports what was typed. Holds no conversation state beyond what it shows."""

    submitted = Signal(str)
    shown = Signal(str, object)
    """What was typed, perhaps nothing, and what goes with it: a tuple of ImagePart and FilePart."""
    corrected = Signal(str, str)
    """Item id of one of the person's turns, and what was really said."""
    answer_asked = Signal(str)
    """Item id of one of the person's turns that got no answer, or of an answer that broke off: they want one."""
    link_activated = Signal(QUrl)
    least_height_changed = Signal()
    """The text box became higher or lower."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ItemModel(self)
        self.view = ChatView(self.model, self)
        self.composer = Composer(self)
        self._empty = EmptyState(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.view)
        self.choices = Choices(self.model, self.composer.draft, self)
        self.choices.answered.connect(self._submit)
        self.view.pointer.chosen.connect(self.choices.choose)
        self.choices.watch(self.view)
        self.choices.watch(self.composer.box)
        self.composer.submitted.connect(self._submit)
        self.composer.shown.connect(self._show_too)
        self.setAcceptDrops(True)
        self.composer.height_changed.connect(self._take_height)
        self._empty.chosen.connect(self._submit)
        self.view.link_activated.connect(self.link_activated)
        self.view.editing.corrected.connect(self.corrected)
        self.view.pointer.answer_asked.connect(self._ask_for_answer)
        self.composer.box.edit_asked.connect(self.view.edit)
        self.finder = Finder(self.model, self.view, self)
        self.find_bar = FindBar(self.finder, self)
        self.find_bar.closed.connect(self._end_find)
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
        if self._pages.currentWidget() is self._empty and face_of(item).side is not Side.HIDDEN:
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

    def copy_conversation(self) -> None:
        """All that is shown, to the clipboard."""
        self.view.copying.copy_conversation()

    def least_height(self) -> int:
        """px that the whole text box and a little of the conversation need."""
        return self._composer_height() + _BETWEEN + _BELOW + round(_LEAST_LINES * self.fontMetrics().height())

    def find_words(self) -> None:
        """Look for words in this conversation."""
        self.find_bar.open()
        self._place()

    def show_message(self, item_id: str, words: str) -> None:
        """Bring one message into sight, with these words marked."""
        self.finder.show_in(item_id, words)

    @Slot()
    def _end_find(self) -> None:
        self._place()
        self.focus_composer()

    def focus_composer(self) -> None:
        """Let the user type."""
        self.composer.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    @Slot()
    def _take_height(self) -> None:
        self._place()
        self.least_height_changed.emit()

    def _place(self) -> None:
        """By hand: the text box has its whole height, the conversation what is left. A layout would share a lack of room out."""
        side, box = self._composer_side(), self._composer_height()
        top = self.height() - _BELOW - box
        self.composer.setGeometry(side, top, self.width() - 2 * side, box)
        above = self.find_bar.sizeHint().height() if self.find_bar.isVisibleTo(self) else 0
        self.find_bar.setGeometry(side, 4, self.width() - 2 * side, above)
        above += 8 if above else 0
        self._pages.setGeometry(0, above, self.width(), max(0, top - _BETWEEN - above))

    def _composer_side(self) -> int:
        return max((self.width() - (COLUMN_MOST + _COMPOSER_EXTRA)) // 2, 12)

    def _composer_height(self) -> int:
        return self.composer.height_at(max(self.width() - 2 * self._composer_side(), 1))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if offers(event.mimeData()):
            event.acceptProposedAction()
            self.composer.set_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.composer.set_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.composer.set_target(False)
        self.composer.desk.put(event.mimeData())
        event.acceptProposedAction()
        self.focus_composer()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), theme_keeper().palette.colour("assistant_surface"))
        painter.end()

    def _show_page(self, *, has_any: bool) -> None:
        at = self.focusWidget()
        had_keyboard = at is not None and (at is self.view or self.view.isAncestorOf(at))
        self._pages.setCurrentWidget(self.view if has_any else self._empty)
        if had_keyboard and not has_any:  # the view is not to be seen any more
            self.focus_composer()

    @Slot(str)
    def _ask_for_answer(self, item_id: str) -> None:
        self.view.jump_to_newest()
        self.answer_asked.emit(item_id)

    @Slot(str, object)
    def _show_too(self, text: str, parts: object) -> None:
        self.view.jump_to_newest()
        self.shown.emit(text, parts)

    @Slot(str)
    def _submit(self, text: str) -> None:
        self.view.jump_to_newest()
        self.submitted.emit(text)
