"""The question that waits for an answer: by click, by its number, or by what is said or typed next."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_assistant.core.items import Role
from desktop_assistant.ui.chat.face import Side, face_of
from desktop_assistant.ui.chat.item_model import ItemModel


def open_choice(model: ItemModel) -> int:
    """Row of the newest question that nobody has answered yet; -1 = none. Whatever the person says is an answer."""
    for row in range(model.rowCount() - 1, -1, -1):
        item = model.item(row)
        face = face_of(item)
        if face.choice is not None:
            return row
        if item.role is Role.USER and face.side is Side.USER:
            return -1
    return -1


class Choices(QObject):
    """Watches the keys of some widgets: a digit answers while nothing is written yet."""

    answered = Signal(str)

    def __init__(self, model: ItemModel, draft: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._draft = model, draft

    def watch(self, widget: QWidget) -> None:
        """Its digits count."""
        widget.installEventFilter(self)

    @Slot(str, str)
    def choose(self, item_id: str, option: str) -> None:
        """An option was clicked; one of an answered question is none any more."""
        if self._model.row_of(item_id) == open_choice(self._model):
            self.answered.emit(option)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.text()
        if len(key) != 1 or key not in "123456789" or self._draft():
            return False
        row = open_choice(self._model)
        choice = face_of(self._model.item(row)).choice if row >= 0 else None
        if choice is None or int(key) > len(choice.options):
            return False
        self.answered.emit(choice.options[int(key) - 1])
        return True
