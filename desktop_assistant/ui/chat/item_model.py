"""The items of one conversation as a Qt list model; order is given, never guessed from arrival."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.face import face_of, spoken_description
from desktop_assistant.ui.chat.forms import LeftOut, form_title, newest_forms

ITEM_ROLE = Qt.ItemDataRole.UserRole
"""The core Item itself."""

_Index = QModelIndex | QPersistentModelIndex


class ItemModel(QAbstractListModel):
    """Items by row. Appending and changing are O(1), inserting is linear in the rows behind."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Item] = []
        self._rows: dict[str, int] = {}
        self._forms: dict[str, str] = {}
        """Title of a form -> the item that shows its newest state."""
        self._left: dict[str, LeftOut] = {}
        """Earlier states, oldest first: one comes back when a correction takes the newer ones away."""

    def reset(self, items: Sequence[Item]) -> None:
        """Show exactly these, oldest first."""
        self.beginResetModel()
        whole = list({item.id: item for item in items}.values())
        self._items = newest_forms(whole)
        kept = {item.id for item in self._items}
        before = [None, *(item.id for item in whole)]
        self._left = {item.id: LeftOut(item, after) for item, after in zip(whole, before, strict=False) if item.id not in kept}
        self._rows = {item.id: row for row, item in enumerate(self._items)}
        self._forms = {title: item.id for item in self._items if (title := form_title(item)) is not None}
        self.endResetModel()

    def upsert(self, item: Item, after_id: str | None) -> None:
        """Replace a known item where it is; put a new one behind `after_id` (None: first, unknown: last, so nothing is lost)."""
        if (left := self._left.get(item.id)) is not None:
            self._left[item.id] = LeftOut(item, left.after_id)
            return
        row = self._rows.get(item.id)
        if row is not None:
            if self._items[row] != item:
                self._items[row] = item
                index = self.index(row)
                self.dataChanged.emit(index, index)
                self._take_over_form(item)
            return
        while after_id is not None and after_id in self._left:
            after_id = self._left[after_id].after_id
        row = 0 if after_id is None else self._rows.get(after_id, len(self._items) - 1) + 1
        self.beginInsertRows(QModelIndex(), row, row)
        self._items.insert(row, item)
        self._renumber(row)
        self.endInsertRows()
        self._take_over_form(item)

    def remove(self, item_id: str) -> None:
        """Take an item out; an unknown one is no error."""
        if self._left.pop(item_id, None) is not None or (row := self._rows.get(item_id)) is None:
            return
        title = form_title(self._items[row])
        self._take_out(item_id)
        if title is not None and self._forms.get(title) == item_id:
            del self._forms[title]
            self._bring_back(title)

    def _take_out(self, item_id: str) -> None:
        row = self._rows[item_id]
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._items[row]
        del self._rows[item_id]
        self._renumber(row)
        self.endRemoveRows()

    def _take_over_form(self, item: Item) -> None:
        """A form's earlier state leaves the pane; the history keeps it."""
        title = form_title(item)
        if title is None:
            return
        there = self._forms.get(title)
        if there is None or there == item.id:
            self._forms[title] = item.id
            return
        earlier, self._forms[title] = sorted((there, item.id), key=self._rows.__getitem__)
        row = self._rows[earlier]
        self._left[earlier] = LeftOut(self._items[row], self._items[row - 1].id if row else None)
        self._take_out(earlier)

    def _bring_back(self, title: str) -> None:
        """The newest of the earlier states, to where it was."""
        newest = next((left for left in reversed(self._left.values()) if form_title(left.item) == title), None)
        if newest is None:
            return
        del self._left[newest.item.id]
        self.upsert(newest.item, newest.after_id)

    def item(self, row: int) -> Item:
        """The item in a row."""
        return self._items[row]

    def row_of(self, item_id: str) -> int | None:
        """Where an item is."""
        return self._rows.get(item_id)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._items):
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return face_of(item).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_description(item)
        return item if role == ITEM_ROLE else None

    def _renumber(self, first: int) -> None:
        for row in range(first, len(self._items)):
            self._rows[self._items[row].id] = row
