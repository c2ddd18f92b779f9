"""Keeps the rows in step with the model: new and removed ones at once, changed ones when the picture is next made."""

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot

from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.row_stack import RowStack


class RowFeed(QObject):
    """A message that streams changes a hundred times a second; it is laid out only in `take_in`."""

    reset = Signal()
    """Other rows altogether."""
    stale = Signal()
    """The picture must be made again."""
    arrived = Signal(int)
    """So many rows that can be seen came at the end; 0: rows came elsewhere."""
    gone = Signal(list)
    """Ids of items."""

    def __init__(self, model: ItemModel, stack: RowStack, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._stack = model, stack
        self._changed: set[str] = set()
        model.modelReset.connect(self.begin)
        model.rowsInserted.connect(self._insert)
        model.rowsAboutToBeRemoved.connect(self._remove)
        model.dataChanged.connect(self._change)

    @Slot()
    def begin(self) -> None:
        """All rows of the model, from the start."""
        self._stack.reset([self._model.item(row) for row in range(self._model.rowCount())])
        self._changed.clear()
        self.reset.emit()

    def take_in(self) -> None:
        """Lay out what has changed since the last time."""
        for item_id in self._changed:
            row = self._model.row_of(item_id)
            if row is not None:
                self._stack.change(row)
        self._changed.clear()

    @Slot(QModelIndex, int, int)
    def _insert(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._stack.insert(first, [self._model.item(row) for row in range(first, last + 1)])
        is_at_end = last == self._model.rowCount() - 1
        self.arrived.emit(sum(self._stack.height_of(row) > 0 for row in range(first, last + 1)) if is_at_end else 0)
        self.stale.emit()

    @Slot(QModelIndex, int, int)
    def _remove(self, _parent: QModelIndex, first: int, last: int) -> None:
        ids = [self._model.item(row).id for row in range(first, last + 1)]
        self._stack.remove(first, ids)
        self._changed.difference_update(ids)
        self.gone.emit(ids)
        self.stale.emit()

    @Slot(QModelIndex, QModelIndex)
    def _change(self, first: QModelIndex, last: QModelIndex) -> None:
        self._changed.update(self._model.item(row).id for row in range(first.row(), last.row() + 1))
        self.stale.emit()
