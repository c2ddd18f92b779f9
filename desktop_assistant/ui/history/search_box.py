"""The field over the list of conversations: words that are looked for in all of them, and what was found."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop_assistant.core.search import SearchHit
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.escape import EscapeFirst
from desktop_assistant.ui.history.choice_list import ChoiceList
from desktop_assistant.ui.history.search_results import HIT_ROLE, SearchDelegate, SearchModel
from desktop_assistant.ui.theme import icon, theme_keeper

WAIT_MS = 150
"""After the last key before the history is asked."""


class SearchBox(QWidget):
    """`searching(bool)`: results take the place of the list, or not. `chosen(hit, words)`: open that message."""

    searching = Signal(bool)
    chosen = Signal(object, str)

    def __init__(self, bridge: UiBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked = ""
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Search all conversations"))
        self.field.setAccessibleName(self.tr("Search all conversations"))
        self.field.setClearButtonEnabled(True)
        EscapeFirst(self.field, lambda: self.is_active, self.field.clear)
        self._sign = QAction(self)
        self.field.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        for inner in self.field.findChildren(QToolButton):  # Qt gives them no names
            inner.setAccessibleName(self.tr("Search") if inner.defaultAction() is self._sign else self.tr("Clear"))
        self.model = SearchModel(self)
        self.results = ChoiceList(self)
        self.results.setModel(self.model)
        self.results.setItemDelegate(SearchDelegate(self))
        self.results.setAccessibleName(self.tr("Messages that were found"))
        self.results.picked.connect(self._choose)
        self.nothing = QLabel(self.tr("Nothing found"), self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("kind", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addWidget(self.results, 1)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.search)
        self.field.textChanged.connect(self._typed)
        theme_keeper().changed.connect(self._restyle)
        self._restyle()
        self._typed("")

    @property
    def is_active(self) -> bool:
        """Something is looked for."""
        return bool(self.field.text().strip())

    @Slot()
    def search(self) -> None:
        """Ask the history now."""
        self._wait.stop()
        asked = self._asked = self.field.text()
        if self.is_active and self._bridge.is_ready:
            self._bridge.spawn(self._bridge.control.library.search(asked), partial(self._show, asked))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the field leaves to us; those that the list leaves have done their work there."""
        if not self.field.hasFocus():
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Down and self.model.hits:
            self.results.setFocus(Qt.FocusReason.OtherFocusReason)
            self.results.setCurrentIndex(self.model.index(0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.model.hits and not self._wait.isActive():
            self._choose(self.model.index(0))
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.results.setVisible(self.is_active)
        self.nothing.hide()
        self.searching.emit(self.is_active)
        if self.is_active:
            self._wait.start()
        else:
            self._wait.stop()
            self.model.show(())

    def _show(self, asked: str, hits: Sequence[SearchHit]) -> None:
        if not self.is_active or asked != self._asked:
            return  # other words have been asked for since
        self.model.show(hits)
        self.nothing.setVisible(not hits)
        self.results.setVisible(bool(hits))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        hit = index.data(HIT_ROLE)
        if isinstance(hit, SearchHit):
            first = hit.marks[0] if hit.marks else (0, 0)
            self.chosen.emit(hit, hit.excerpt[first[0] : first[1]])

    @Slot()
    def _restyle(self) -> None:
        self._sign.setIcon(icon("search", "muted"))
        self.results.viewport().update()
