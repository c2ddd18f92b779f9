"""The conversation that a person reads: what mouse and keyboard do in it, and how it is drawn."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_assistant.core.items import Role
from desktop_assistant.ui.chat.copying import Copying
from desktop_assistant.ui.chat.editing import Editing
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.picture import Picture
from desktop_assistant.ui.chat.pointer import Aim, Pointer, tip_of
from desktop_assistant.ui.chat.row_area import RowArea
from desktop_assistant.ui.chat.row_buttons import ButtonKind
from desktop_assistant.ui.chat.row_footer import version_beside
from desktop_assistant.ui.chat.row_layout import RowLayout
from desktop_assistant.ui.chat.thumbnails import Thumbnails
from desktop_assistant.ui.chat.walker import CHIP_STEPS, STEPS, Walker
from desktop_assistant.ui.mirror import reads_leftwards


class ChatView(RowArea):
    """Messages of an ItemModel. Read-only; one message at a time can have selected text."""

    link_activated = Signal(QUrl)
    """A safe link was clicked. Opened with the desktop's program unless `opens_links` is off."""
    replay_asked = Signal(str)
    """Item id: play its kept sound, or stop it if it is playing."""

    version_asked = Signal(str)
    """Item id: show that version of a corrected turn."""

    def __init__(self, model: ItemModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.opens_links = True
        self.pointer = Pointer(self, model, self._stack, self._painter)
        """What the mouse is doing."""
        self._walker = Walker(self, model, self._stack, self._painter.footer)
        self._picture = Picture(self, model, self._stack, self._painter, self._cache, self.pointer, self._walker, self.upkeep)
        self.copying = Copying(self, model, self._stack, self._painter, self.pointer)
        """What a person can take out of the conversation."""
        self.thumbnails = Thumbnails(self)
        """Small pictures; somebody must answer what it wants."""
        self._painter.chips.thumbnails = self.thumbnails
        self.thumbnails.changed.connect(self.viewport().update)
        self.editing = Editing(self, model, self._stack, self.place)
        """What happens when a turn is corrected."""
        self._corrected = ""
        """A turn that another is about to replace; empty = none."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Conversation"))
        self.setAccessibleDescription(
            self.tr(
                "Up and Down move between messages, Left and Right between exact things, Ctrl+C copies, Enter plays a recording,"
                " F2 corrects what you said."
            )
        )
        self._listen()
        self.begin()

    @property
    def is_held(self) -> bool:
        """While the mouse selects, the text under it stays where it is; so does a turn that is being corrected."""
        return self.pointer.is_down or self.editing.is_open

    @property
    def current_id(self) -> str:
        """The message that the keyboard is on, or empty."""
        return self._walker.current

    @property
    def selected_text(self) -> str:
        """Empty without a selection."""
        return self.pointer.selected_text

    def set_recorded(self, item_ids: frozenset[str]) -> None:
        """These can be heard again."""
        self._painter.footer.recorded = item_ids
        self.viewport().update()

    def set_playing(self, item_id: str) -> None:
        """This one is being heard; empty = none."""
        self._painter.footer.playing = item_id
        self.viewport().update()

    @property
    def recorded(self) -> frozenset[str]:
        """What can be heard again."""
        return self._painter.footer.recorded

    @property
    def playing(self) -> str:
        """What is being heard, or empty."""
        return self._painter.footer.playing

    def set_reduced_motion(self, is_reduced: bool) -> None:
        """No moving dots."""
        self._picture.set_reduced_motion(is_reduced)

    def reveal(self, item_id: str, piece: int = 0) -> RowLayout | None:
        """Bring a message into sight, that block of it first, and put the ring around it; None if it is not there."""
        row = self._model.row_of(item_id)
        if row is None:
            return None
        self.place.follow(False)
        self._walker.make_current(item_id)
        layout = self._stack.layout(row)
        top = self._stack.top_of(row) + layout.tops()[piece]
        if not 0 <= top < self.viewport().height() * 3 // 4:
            self._stack.place_row(row, self.viewport().height() // 4 - layout.tops()[piece])
        self.place.settle()
        return layout

    def _listen(self) -> None:
        for part in (self.pointer, self._walker):
            part.changed.connect(self.viewport().update)
        self._walker.follow_asked.connect(self.place.follow)
        self._walker.placed.connect(self.place.settle)
        self.place.settled.connect(self._picture.run)
        self.pointer.link_clicked.connect(self._follow_link)
        self.pointer.replay_asked.connect(self.replay_asked)
        self.pointer.edit_asked.connect(self.editing.begin)
        self.pointer.reading_chosen.connect(self.editing.corrected)
        self.pointer.version_asked.connect(self.version_asked)
        self.pointer.answer_asked.connect(self._await_version)
        self.editing.ended.connect(self.setFocus)
        self.editing.corrected.connect(self._await_version)
        self._model.rowsInserted.connect(self._take_version)
        self._feed.arrived.connect(self._aim_anew)
        self._feed.gone.connect(self._forget)
        self._model.modelAboutToBeReset.connect(self._forget_all)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.draw(event)

    @Slot(str)
    def _await_version(self, item_id: str) -> None:
        self._corrected = item_id

    @Slot(QModelIndex, int, int)
    def _take_version(self, _parent: QModelIndex, first: int, last: int) -> None:
        """The keyboard goes on from the turn as it was corrected, or said again: what it was before has left."""
        for item in map(self._model.item, range(first, last + 1)):
            if self._corrected and item.role is Role.USER and self._model.row_of(self._corrected) is None:
                self._corrected = ""
                if self.hasFocus():
                    self._walker.make_current(item.id)

    @Slot()
    def _aim_anew(self) -> None:
        """Rows have moved under the pointer."""
        self.pointer.aim = Aim()

    @Slot(list)
    def _forget(self, ids: list[str]) -> None:
        self._walker.forget(ids)
        for item_id in ids:
            self.pointer.forget(item_id)

    @Slot()
    def _forget_all(self) -> None:
        self._corrected = ""
        self.thumbnails.forget()
        self._walker.forget()
        self.pointer.forget()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._walker.has_ring = False
            self.pointer.press(event)
            self._walker.current = self.pointer.aim.item_id or self._walker.current

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self.pointer.is_down:
            return
        self.pointer.release(event)
        if self.pointer.selection and not self.pointer.selection.is_empty:
            self.place.follow(False)
        self.place.settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pointer.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.pointer.is_down:
            self.pointer.hover(Aim())
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip_of(self.pointer.aim_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    @Slot(QUrl)
    def _follow_link(self, target: QUrl) -> None:
        self.link_activated.emit(target)
        if self.opens_links:
            QDesktopServices.openUrl(target)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        aim = Aim() if is_by_key else self.pointer.aim_at(event.pos())
        row = self._model.row_of(self._walker.current) if is_by_key else aim.row
        if row is None or row < 0:
            return
        inside = self.row_rect(row).intersected(self.viewport().rect()).center()
        at = self.viewport().mapToGlobal(inside) if is_by_key else event.globalPos()
        self.copying.open_menu(row, at, aim.link, aim.formula)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._model.row_of(self._walker.current)
        if self._turn_version(event):
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copying.copy_by_key(self._walker.current)
        elif event.matches(QKeySequence.StandardKey.SelectAll) and row is not None:
            self.pointer.select_all_of(row)
        elif not self._obey(event.key()):
            event.ignore()

    def _turn_version(self, event: QKeyEvent) -> bool:
        """Alt with an arrow: another version of the current turn; False if that was not the key."""
        if event.modifiers() != Qt.KeyboardModifier.AltModifier or event.key() not in CHIP_STEPS:
            return False
        row = self._model.row_of(self._walker.current)
        is_earlier = (CHIP_STEPS[event.key()] < 0) is not reads_leftwards()
        kind = ButtonKind.EARLIER if is_earlier else ButtonKind.LATER
        if row is not None and (version := version_beside(self._model.item(row), kind)):
            self.version_asked.emit(version)
        return True

    def edit(self) -> bool:
        """Correct the turn that the keyboard is on, else the person's last one; False: there is none."""
        current = self._walker.current if self._walker.has_ring and self.hasFocus() else ""
        row = self._model.row_of(current)
        item_id = current if row is not None and self._model.item(row).may_be_corrected else self.editing.last_turn()
        if not item_id:
            return False
        if all(shown.layout.item.id != item_id for shown in self.visible_rows()):
            self.reveal(item_id)
        return self.editing.begin(item_id)

    def _obey(self, key: int) -> bool:
        """A key that needs nothing held; False if it means nothing here now."""
        match key:
            case Qt.Key.Key_Escape:
                return self.pointer.clear_selection()
            case Qt.Key.Key_F2:
                return self.edit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                return self._use_current()
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self._walker.page(-1 if key == Qt.Key.Key_PageUp else 1)
            case _ if key in CHIP_STEPS:
                return self._walker.choose_chip(-CHIP_STEPS[key] if reads_leftwards() else CHIP_STEPS[key])
            case _ if key in STEPS:
                self._walker.walk(STEPS[key])
            case _:
                return False
        return True

    def _use_current(self) -> bool:
        """Copy the chosen exact thing, or play the message; False if there is nothing to do."""
        row = self._model.row_of(self._walker.current)
        buttons = self._stack.layout(row).chip_buttons() if row is not None else []
        if row is not None and 0 <= self._walker.chip < len(buttons):
            self.pointer.use(row, buttons[self._walker.chip])
        elif self._walker.current in self.recorded:
            self.replay_asked.emit(self._walker.current)
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._walker.enter()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
