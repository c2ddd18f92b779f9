"""The drawer: past conversations to open, rename, delete and bring back."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_assistant.core.items import ConversationInfo
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.history.choice_list import ChoiceList
from desktop_assistant.ui.history.conversation_delegate import ConversationDelegate
from desktop_assistant.ui.history.conversation_model import ID_ROLE, ConversationModel
from desktop_assistant.ui.history.files import HistoryFiles
from desktop_assistant.ui.history.search_box import SearchBox
from desktop_assistant.ui.history.tag_filter import TagFilter
from desktop_assistant.ui.labels import ElidedButton, ElidedLabel
from desktop_assistant.ui.theme import icon, theme_keeper

UNDO_MS = 10_000
"""How long a deletion can be undone from the bar."""


class ConversationList(QWidget):
    """Keyboard: Enter opens, F2 renames, Delete deletes. `chosen` after a conversation was opened or begun."""

    chosen = Signal()
    loaded = Signal()
    """The list is fresh."""

    def __init__(self, bridge: UiBridge, new: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._deleted_id = ""
        self.setObjectName("drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Past conversations"))
        self.model = ConversationModel(parent=self)
        self.model.renamed.connect(self._rename)
        self._delegate = ConversationDelegate(self)
        self.view = self._build_view()
        self._new = ElidedButton(self.tr("New conversation"), self)
        self._new.clicked.connect(new.trigger)
        self._new.clicked.connect(self.chosen)
        self._empty = QLabel(self.tr("Conversations appear here."), self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("kind", "muted")
        self.filter = TagFilter(self)
        self.filter.chosen.connect(self.reload)
        self.search = SearchBox(bridge, self)
        self.search.searching.connect(self._show_search)
        self.files = HistoryFiles(bridge, self)
        self.files.said.connect(self.reload)
        self._more = self._build_more()
        self._undo_bar = self._build_undo_bar()
        self._undo_timer = QTimer(self)
        self._undo_timer.setSingleShot(True)
        self._undo_timer.timeout.connect(self._undo_bar.hide)
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.setInterval(100)
        self._stale.timeout.connect(self.reload)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._new, 1)
        top.addWidget(self._more)
        column.addLayout(top)
        column.addWidget(self.search)
        column.addWidget(self.filter)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        column.addWidget(self._undo_bar)
        self._connect()

    # --- building -----------------------------------------------------------------------------------------------
    def _build_view(self) -> ChoiceList:
        view = ChoiceList(self)
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setAccessibleName(self.tr("List of conversations"))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        view.picked.connect(self.open_current)
        self._pin_action = self._list_action(view, self.tr("Pin"), "Ctrl+D", self.pin_current)
        self._export_action = self._list_action(view, self.tr("Export…"), "Ctrl+E", self.export_current)
        self._tags_action = self._list_action(view, self.tr("Tags…"), "Ctrl+G", self.tag_current)
        self._rename_action = self._list_action(view, self.tr("Rename"), "F2", self.rename_current)
        self._delete_action = self._list_action(view, self.tr("Delete"), "Del", self.delete_current)
        return view

    def _list_action(self, view: QListView, text: str, keys: str, slot: object) -> QAction:
        action = QAction(text, view)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        view.addAction(action)
        return action

    def _build_more(self) -> QToolButton:
        """What concerns all conversations."""
        more = QToolButton(self)
        more.setAccessibleName(self.tr("Export and import"))
        more.setToolTip(self.tr("Export and import"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        self._export_all = menu.addAction(self.tr("Export all conversations…"))
        self._export_all.triggered.connect(self._export_everything)
        self._import = menu.addAction(self.tr("Import conversations…"))
        self._import.triggered.connect(self.files.import_one)
        more.setMenu(menu)
        return more

    def _build_undo_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setObjectName("undoBar")
        self._undo_text = ElidedLabel(bar)
        self._undo_text.setTextFormat(Qt.TextFormat.PlainText)
        undo = QPushButton(self.tr("Undo"), bar)
        undo.clicked.connect(self.undo)
        undo.setAccessibleName(self.tr("Undo the deletion"))
        close = QToolButton(bar)
        close.setIconSize(QSize(14, 14))
        close.clicked.connect(bar.hide)
        close.setAccessibleName(self.tr("Dismiss"))
        self._undo_close = close
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 4, 4, 4)
        row.addWidget(self._undo_text, 1)
        row.addWidget(undo)
        row.addWidget(close)
        bar.hide()
        return bar

    def _connect(self) -> None:
        self._bridge.ready.connect(self.reload)
        self._bridge.conversations_stale.connect(self._stale.start)
        self._bridge.conversation_shown.connect(self._mark_open)
        theme_keeper().changed.connect(self._take_colours)
        self._take_colours()

    @Slot()
    def _take_colours(self) -> None:
        self._new.setIcon(icon("plus"))
        self._undo_close.setIcon(icon("close", "muted"))
        self._rename_action.setIcon(icon("edit"))
        self._delete_action.setIcon(icon("trash"))
        self._tags_action.setIcon(icon("tag"))
        self._pin_action.setIcon(icon("thumbtack"))
        for action, name in ((self._export_action, "export"), (self._export_all, "export"), (self._import, "import")):
            action.setIcon(icon(name))
        self._more.setIcon(icon("export"))
        self.view.viewport().update()

    # --- the list -----------------------------------------------------------------------------------------------
    @Slot()
    def reload(self) -> None:
        """Ask for the list again."""
        if self._bridge.is_ready:
            self._bridge.spawn(self._bridge.control.conversations(), self._show)

    def _show(self, infos: Sequence[ConversationInfo]) -> None:
        current = self._current_id()
        self.model.show(self.filter.filtered(infos))
        self._empty.setVisible(not infos and not self.search.is_active)
        row = self.model.row_of(current)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        self.loaded.emit()

    @Slot(object, object)
    def _mark_open(self, info: ConversationInfo, items: object) -> None:
        self._delegate.open_id = info.id
        self.view.viewport().update()
        self._stale.start()

    def _current_id(self) -> str:
        index = self.view.currentIndex()
        return str(index.data(ID_ROLE)) if index.isValid() else ""

    # --- what the person does -----------------------------------------------------------------------------------
    @Slot()
    def open_current(self) -> None:
        """Continue the chosen conversation."""
        chosen = self._current_id()
        if chosen and chosen != self._delegate.open_id:
            self._bridge.spawn(self._bridge.control.open_conversation(chosen))
        if chosen:
            self.chosen.emit()

    @Slot()
    def rename_current(self) -> None:
        """Edit its title in place."""
        index = self.view.currentIndex()
        if index.isValid():
            self.view.edit(index)

    @Slot()
    def pin_current(self) -> None:
        """Keep it on top, or no longer."""
        info = self.model.info(self._current_id())
        if info is not None:
            self._bridge.spawn(self._bridge.control.library.pin(info.id, pinned=not info.is_pinned), self._after_change)

    @Slot()
    def tag_current(self) -> None:
        """Which tags it has."""
        info = self.model.info(self._current_id())
        if info is not None:
            from desktop_assistant.ui.history.tags_dialog import TagsDialog

            dialog = TagsDialog(info, self.filter.known, self)
            dialog.tagged.connect(self._tag)
            dialog.open()

    @Slot(str, object)
    def _tag(self, conversation_id: str, tags: tuple[str, ...]) -> None:
        self._bridge.spawn(self._bridge.control.library.tag(conversation_id, tags), self._after_change)

    @Slot()
    def export_current(self) -> None:
        """Into a file."""
        info = self.model.info(self._current_id())
        if info is not None:
            self.files.export(info.id, info.title)

    @Slot()
    def _export_everything(self) -> None:
        self.files.export(None, "")

    @Slot(bool)
    def _show_search(self, is_searching: bool) -> None:
        self.view.setVisible(not is_searching)
        self.filter.setVisible(not is_searching and bool(self.filter.known))
        self._empty.setVisible(not is_searching and self.model.rowCount() == 0)

    @Slot()
    def delete_current(self) -> None:
        """Delete it; a bar offers to undo."""
        chosen = self._current_id()
        info = self.model.info(chosen)
        if info is None:
            return
        self._deleted_id = chosen
        title = info.title or self.tr("Untitled")
        text = self.tr("Deleted “{title}”").format(title=title)
        self._undo_text.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(60, self.width() - 150)))
        self._undo_text.setToolTip(text)
        self._bridge.spawn(self._bridge.control.delete_conversation(chosen), self._deleted)

    @Slot()
    def undo(self) -> None:
        """Bring the last deleted one back."""
        self._undo_bar.hide()
        self._undo_timer.stop()
        if self._deleted_id:
            self._bridge.spawn(self._bridge.control.restore_conversation(self._deleted_id), self._after_change)
            self._deleted_id = ""

    def _deleted(self, _: None) -> None:
        self._undo_bar.show()
        self._undo_timer.start(UNDO_MS)
        self.reload()

    def _after_change(self, _: None) -> None:
        self.reload()

    @Slot(str, str)
    def _rename(self, conversation_id: str, title: str) -> None:
        self._bridge.spawn(self._bridge.control.rename_conversation(conversation_id, title), self._after_change)

    @Slot(QPoint)
    def _show_menu(self, where: QPoint) -> None:
        index = self.view.indexAt(where)
        if index.isValid():
            self.view.setCurrentIndex(index)
            menu = QMenu(self.view)
            info = self.model.info(self._current_id())
            self._pin_action.setText(self.tr("Unpin") if info is not None and info.is_pinned else self.tr("Pin"))
            menu.addActions([self._pin_action, self._tags_action, self._rename_action, self._export_action, self._delete_action])
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(where))
