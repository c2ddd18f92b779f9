"""The list of conversations as a Qt model; renaming is an edit of its title."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_assistant.core.items import ConversationInfo

ID_ROLE = Qt.ItemDataRole.UserRole
WHEN_ROLE = Qt.ItemDataRole.UserRole + 1
PINNED_ROLE = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class ConversationModel(QAbstractListModel):
    """Newest first, as the store gives them. `renamed(id, title)` when the person typed another title."""

    renamed = Signal(str, str)

    def __init__(self, wall: Callable[[], float] = time.time, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wall = wall
        self._infos: list[ConversationInfo] = []

    def show(self, infos: Sequence[ConversationInfo]) -> None:
        """Replace the list; nothing happens if it is the same, so that selection and editor survive."""
        if list(infos) == self._infos:
            return
        if [info.id for info in infos] == [info.id for info in self._infos]:
            self._infos = list(infos)
            self.dataChanged.emit(self.index(0), self.index(len(self._infos) - 1))
            return
        self.beginResetModel()
        self._infos = list(infos)
        self.endResetModel()

    def info(self, conversation_id: str) -> ConversationInfo | None:
        """The line with that id."""
        return next((info for info in self._infos if info.id == conversation_id), None)

    def row_of(self, conversation_id: str) -> int:
        """Its row, or -1."""
        return next((row for row, info in enumerate(self._infos) if info.id == conversation_id), -1)

    # --- QAbstractListModel -------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """A flat list."""
        return 0 if parent.isValid() else len(self._infos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, date, id, whether it is pinned."""
        if not index.isValid():
            return None
        info = self._infos[index.row()]
        title = info.title or QCoreApplication.translate("History", "Untitled")
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole | Qt.ItemDataRole.ToolTipRole:
                return title
            case Qt.ItemDataRole.AccessibleTextRole:
                pinned = QCoreApplication.translate("History", ", pinned") if info.is_pinned else ""
                return ", ".join((title, self._when(info), *info.tags)) + pinned
            case value if value == PINNED_ROLE:
                return info.is_pinned
            case value if value == WHEN_ROLE:
                return " · ".join((self._when(info), *info.tags))
            case value if value == ID_ROLE:
                return info.id
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A new title; the list itself changes when the store has it."""
        title = " ".join(str(value).split())
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or not title:
            return False
        info = self._infos[index.row()]
        if title != info.title:
            self.renamed.emit(info.id, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every line can be chosen and renamed."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def _when(self, info: ConversationInfo) -> str:
        return relative_date(info.updated_at, self._wall())


def relative_date(when: float, now: float) -> str:
    """`when` and `now` in Unix seconds; local calendar days count, not 24 hours."""
    then, today = QDateTime.fromSecsSinceEpoch(int(when)), QDateTime.fromSecsSinceEpoch(int(now))
    days = then.date().daysTo(today.date())
    locale = QLocale()
    if now - when < 60:
        return QCoreApplication.translate("History", "Just now")
    if days <= 0:
        return locale.toString(then.time(), QLocale.FormatType.ShortFormat)
    if days == 1:
        return QCoreApplication.translate("History", "Yesterday")
    if days < 7:
        return locale.dayName(then.date().dayOfWeek())
    if then.date().year() == today.date().year():
        return locale.toString(then.date(), "d MMMM")
    return locale.toString(then.date(), QLocale.FormatType.ShortFormat)
