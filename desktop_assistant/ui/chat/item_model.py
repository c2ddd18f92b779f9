"""The items of one conversation as a Qt list model; order is given, never guessed from arrival."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.face import face_of, spoken_description
from desktop_assistant.ui.chat.forms import form_title, newest_forms

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

    def reset(self, items: Sequence[Item]) -> None:
        """Show exactly these, oldest first."""
        self.beginResetModel()
        self._items = newest_forms(list({item.id: item for item in items}.values()))
        self._rows = {item.id: row for row, item in enumerate(self._items)}
        self._forms = {title: item.id for item in self._items if (title := form_title(item)) is not None}
        self.endResetModel()

    def upsert(self, item: Item, after_id: str | None) -> None:
        """Replace a known item where it is; put a new one behind `after_id` (None: first, unknown: last, so nothing is lost)."""
        row = self._rows.get(item.id)
        if row is not None:
            if self._items[row] != item:
                self._items[row] = item
                index = self.index(row)
                self.dataChanged.emit(index, index)
                self._take_over_form(item)
            return
        row = 0 if after_id is None else self._rows.get(after_id, len(self._items) - 1) + 1
        self.beginInsertRows(QModelIndex(), row, row)
        self._items.insert(row, item)
        self._renumber(row)
        self.endInsertRows()
        self._take_over_form(item)

    def remove(self, item_id: str) -> None:
        """Take an item out; an unknown one is no error."""
        row = self._rows.get(item_id)
        if row is None:
            return
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
        earlier, self._forms[title] = self._forms.get(title), item.id
        if earlier is not None and earlier != item.id:
            self.remove(earlier)

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
