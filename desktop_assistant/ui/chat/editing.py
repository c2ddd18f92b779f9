"""Correcting a turn where it stands: opens the editor over the message, keeps it there, and says what came of it."""

from PySide6.QtCore import QModelIndex, QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.place import Place
from desktop_assistant.ui.chat.row_area import RowArea
from desktop_assistant.ui.chat.row_stack import RowStack
from desktop_assistant.ui.chat.turn_editor import TurnEditor

_NARROWEST = 260
"""px that the editor is wide, where the column is."""


class Editing(QObject):
    """At most one turn at a time. A turn that goes away takes its editor along."""

    corrected = Signal(str, str)
    """Item id, and what was really said."""
    ended = Signal()
    """The keyboard is wanted elsewhere again."""

    def __init__(self, view: RowArea, model: ItemModel, stack: RowStack, place: Place) -> None:
        super().__init__(view)
        self._view, self._model, self._stack, self._place = view, model, stack, place
        self._item_id = ""
        self._written: dict[str, str] = {}
        """What was written for turns whose editor went away unasked, by their ids: it is there when they are opened again."""
        self._returns_to = ""
        """The turn whose editor the conversation took along while it was shown anew."""
        self.editor: TurnEditor | None = None
        """While it is open."""
        place.settled.connect(self._follow)
        model.modelAboutToBeReset.connect(self._set_aside)
        model.modelReset.connect(self._take_up)
        model.rowsAboutToBeRemoved.connect(self._look_for_it)

    @property
    def is_open(self) -> bool:
        """A turn is being corrected."""
        return self.editor is not None

    def last_turn(self) -> str:
        """The person's newest turn that can be corrected; empty = there is none."""
        rows = range(self._model.rowCount() - 1, -1, -1)
        return next((item.id for row in rows if (item := self._model.item(row)).may_be_corrected), "")

    def begin(self, item_id: str) -> bool:
        """Open the editor over that message; False: it cannot be corrected."""
        row = self._model.row_of(item_id)
        if row is None or not (item := self._model.item(row)).may_be_corrected:
            return False
        self._drop()
        self._item_id = item_id
        editor = self.editor = TurnEditor(self._written.pop(item_id, item.text), self._view.viewport())
        editor.saved.connect(self._saved)
        editor.left.connect(self._left)
        editor.grown.connect(self._fit)
        editor.move(0, -editor.sizeHint().height())
        editor.show()  # first: only then its style, and with it its height, is what it will be
        self._fit()
        editor.setFocus()
        return True

    @Slot()
    def _set_aside(self) -> None:
        """The conversation is shown anew, or another one: nothing that was written may go with it."""
        editor, self._returns_to = self.editor, ""
        if editor is None:
            return
        self._written[self._item_id] = editor.box.toPlainText()
        if editor.isAncestorOf(QApplication.focusWidget() or self._view):
            self._returns_to = self._item_id
        self._drop()

    @Slot()
    def _take_up(self) -> None:
        wanted, self._returns_to = self._returns_to, ""
        if wanted and not self.begin(wanted):
            self.ended.emit()

    @Slot(str)
    def _saved(self, text: str) -> None:
        item_id = self._item_id
        self._drop()
        self.corrected.emit(item_id, text)
        self.ended.emit()

    @Slot()
    def _left(self) -> None:
        self._drop()
        self.ended.emit()

    @Slot()
    def _fit(self) -> None:
        """The row has room for the editor, and all of it is in sight."""
        row = self._model.row_of(self._item_id)
        if self.editor is None or row is None:
            return
        self.editor.setFixedWidth(self._ground(row).width())
        self._stack.reserve(row, self.editor.sizeHint().height())
        view, rect = self._view.viewport().rect(), self._stack.row_rect(row)
        if rect.top() < view.top() or rect.bottom() > view.bottom():
            self._place.follow(False)
            self._stack.place_row(row, max(0, min(rect.top(), view.bottom() - rect.height())))
        self._place.settle()

    @Slot()
    def _follow(self) -> None:
        """Rows moved, or were laid out anew."""
        row = self._model.row_of(self._item_id)
        if self.editor is None or row is None:
            return
        ground = self._ground(row)
        self.editor.setFixedWidth(ground.width())  # which may give it another height
        height = self.editor.sizeHint().height()
        if self._stack.layout(row).least != height:
            self._stack.reserve(row, height)
        self.editor.setGeometry(ground.x(), self._stack.top_of(row), ground.width(), height)

    def _ground(self, row: int) -> QRect:
        """Relative to the row: as wide as the message may be, at its side."""
        layout = self._stack.layout(row)
        column = layout.column
        width = min(max(round(column.width() * 0.86), _NARROWEST), column.width())
        return layout.visual(QRect(column.right() - width + 1, 0, width, layout.height))

    @Slot()
    def _drop(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor.hide()
        editor.deleteLater()
        row = self._model.row_of(self._item_id)
        self._item_id = ""
        if row is not None:
            self._stack.reserve(row, 0)
            self._place.settle()

    @Slot(QModelIndex, int, int)
    def _look_for_it(self, _parent: QModelIndex, first: int, last: int) -> None:
        row = self._model.row_of(self._item_id)
        if row is not None and first <= row <= last:
            self._set_aside()
            if self._returns_to:
                self.ended.emit()
