"""Words looked for in the conversation on screen: how often they stand in it, and one of the places shown and marked."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from desktop_assistant.ui.chat.chat_view import ChatView
from desktop_assistant.ui.chat.face import Side, face_of
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.row_layout import RowLayout
from desktop_assistant.ui.chat.selection import Selection, Spot


@dataclass(frozen=True, slots=True)
class Found:
    """The n-th time (from 0) that the words stand in one message."""

    item_id: str
    number: int


class Finder(QObject):
    """`found` in the order of reading; `at` is the place that is shown, -1 = none."""

    changed = Signal()

    def __init__(self, model: ItemModel, view: ChatView, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._view = model, view
        self._words = ""
        self.found: list[Found] = []
        self.at = -1

    def look_for(self, words: str) -> None:
        """Other words; the newest place is shown first."""
        self._words = words
        self.found = list(self._all(words.casefold())) if words.strip() else []
        self.at = len(self.found)
        self.step(-1)

    def show_in(self, item_id: str, words: str) -> None:
        """Go to a message that holds the words, or some of them."""
        self.look_for(words)
        self.at = next((n for n, place in enumerate(self.found) if place.item_id == item_id), -1)
        if self.at < 0:
            self._view.reveal(item_id)
        self._show()

    def step(self, by: int) -> None:
        """To the next place (1) or the one before (-1), around the end."""
        self.at = (self.at + by) % len(self.found) if self.found else -1
        self._show()

    def forget(self) -> None:
        """Nothing is looked for any more."""
        self._words, self.found, self.at = "", [], -1
        self._view.pointer.clear_selection()
        self.changed.emit()

    def _all(self, words: str) -> "list[Found]":
        found: list[Found] = []
        for row in range(self._model.rowCount()):
            face = face_of(self._model.item(row))
            if face.side not in (Side.HIDDEN, Side.NOTE):
                count = face.text.casefold().count(words)
                found += [Found(self._model.item(row).id, number) for number in range(count)]
        return found

    def _show(self) -> None:
        if self.at >= 0:
            place = self.found[self.at]
            layout = self._view.reveal(place.item_id)
            marked = selection_of(layout, self._words, place.number) if layout is not None else None
            if marked is not None:
                self._view.reveal(place.item_id, marked.caret.piece)
            self._view.pointer.select(marked)
        else:
            self._view.pointer.clear_selection()
        self.changed.emit()


def selection_of(layout: RowLayout, words: str, number: int) -> Selection | None:
    """The n-th place as it is drawn. Markup can hide some of what stands in the text: then the last one that is there."""
    last: Selection | None = None
    for index, piece in enumerate(layout.pieces):
        layout.make_exact(index)
        document = layout.rendered(piece).document
        cursor = document.find(words, 0)
        while not cursor.isNull():
            last = Selection(layout.item.id, Spot(index, cursor.selectionStart()), Spot(index, cursor.selectionEnd()))
            if number == 0:
                return last
            number -= 1
            cursor = document.find(words, QTextCursor(cursor))
    return last
