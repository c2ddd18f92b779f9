"""The scrolling conversation: draws what is visible, follows the newest message unless the reader is elsewhere.

A scroll area of our own instead of QListView: that one asks 10,000 rows for their size before it shows the first, and lays all of
them out again whenever the height of one changes, which a streaming answer does twelve times a second.
"""

from PySide6.QtCore import QEvent, QRect, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from desktop_assistant.ui.chat.copying import Copying
from desktop_assistant.ui.chat.document_cache import DocumentCache
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.newest_pill import NewestPill
from desktop_assistant.ui.chat.picture import Picture
from desktop_assistant.ui.chat.pointer import Aim, Pointer, tip_of
from desktop_assistant.ui.chat.row_feed import RowFeed
from desktop_assistant.ui.chat.row_layout import Metrics
from desktop_assistant.ui.chat.row_painter import RowPainter
from desktop_assistant.ui.chat.row_stack import RowStack, Visible
from desktop_assistant.ui.chat.text_style import TextStyle, body_font
from desktop_assistant.ui.chat.upkeep import Upkeep
from desktop_assistant.ui.chat.walker import STEPS, Walker
from desktop_assistant.ui.theme import Palette, theme_keeper

OPENING_S = 0.06
"""Time for the first picture of a conversation."""
NEAR_END = 24
"""Pixels from the end that still count as being there."""


class ChatView(QAbstractScrollArea):
    """Messages of an ItemModel. Read-only; one message at a time can have selected text."""

    link_activated = Signal(QUrl)
    """A safe link was clicked. Opened with the desktop's program unless `opens_links` is off."""
    replay_asked = Signal(str)
    """Item id: play its kept sound, or stop it if it is playing."""
    followed = Signal(bool)
    """Whether the view keeps to the newest message now."""

    def __init__(self, model: ItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opens_links = True
        self._model = model
        self._style = TextStyle(body_font(), theme_keeper().palette)
        self._cache = DocumentCache(self._style)
        self._painter = RowPainter(self._style)
        self._stack = RowStack(model.item, self._cache, self._metrics())
        self._pointer = Pointer(self, model, self._stack, self._painter)
        self._walker = Walker(self, model, self._stack, self._painter.footer)
        self._upkeep = Upkeep(self)
        self._picture = Picture(self, self._stack, self._painter, self._cache, self._pointer, self._walker, self._upkeep)
        self.copying = Copying(self, model, self._stack, self._painter, self._pointer)
        """What a person can take out of the conversation."""
        self._pill = NewestPill(self)
        self._feed = RowFeed(model, self._stack, self)
        self._follows = True
        self._unread = 0
        self._is_mirroring = False
        self._dress()
        self._connect()

    def jump_to_newest(self) -> None:
        """Go to the end and stay there while messages arrive."""
        self._set_follows(True)
        self._refresh()

    @property
    def follows_newest(self) -> bool:
        """Whether new messages scroll the view."""
        return self._follows

    @property
    def unread(self) -> int:
        """Messages that arrived while the reader was elsewhere."""
        return self._unread

    @property
    def current_id(self) -> str:
        """The message that the keyboard is on, or empty."""
        return self._walker.current

    @property
    def selected_text(self) -> str:
        """Empty without a selection."""
        return self._pointer.selected_text

    @property
    def pointer(self) -> Pointer:
        """What the mouse is doing."""
        return self._pointer

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

    @property
    def is_empty(self) -> bool:
        """Nothing to see, though there may be hidden items."""
        return self._stack.is_empty

    @property
    def has_work(self) -> bool:
        """Whether the picture will change by itself: a refresh is due or rows are still being laid out."""
        return self._upkeep.has_work

    def visible_rows(self) -> list[Visible]:
        """What is on screen now, from the top."""
        return list(self._stack.visible())

    def row_rect(self, row: int) -> QRect:
        """Where a row lies in the viewport, also outside of it."""
        return self._stack.row_rect(row)

    @property
    def upkeep(self) -> Upkeep:
        """When it is drawn again."""
        return self._upkeep

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(28)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Conversation"))
        self.setAccessibleDescription(self.tr("Up and Down move between messages, Ctrl+C copies one, Enter plays its recording."))

    def _connect(self) -> None:
        self._pill.clicked.connect(self.jump_to_newest)
        for part in (self._pointer, self._walker):
            part.changed.connect(self.viewport().update)
        self._walker.follow_asked.connect(self._set_follows)
        self._walker.placed.connect(self._settle)
        self._upkeep.refresh_due.connect(self._refresh)
        self._upkeep.ahead_due.connect(self._look_ahead)
        self._pointer.link_clicked.connect(self._follow_link)
        self._pointer.replay_asked.connect(self.replay_asked)
        self._feed.reset.connect(self._begin)
        self._feed.stale.connect(self._row_changed)
        self._feed.arrived.connect(self._count_unread)
        self._feed.gone.connect(self._forget)
        theme_keeper().changed.connect(self._restyle)
        self._feed.begin()

    def _metrics(self) -> Metrics:
        return Metrics.of(self.viewport().width(), self.width(), self._style.font, self._style.mono)

    @Slot(object)
    def _restyle(self, palette: Palette) -> None:
        self._style = TextStyle(body_font(), palette)
        self._cache.restyle(self._style)
        self._painter.restyle(self._style)
        self._stack.resize(self._metrics(), self.viewport().height())
        self._stack.forget()
        self._refresh()

    # The model changes

    @Slot()
    def _begin(self) -> None:
        self._walker.forget()
        self._pointer.forget()
        self._set_follows(True)
        self._refresh(OPENING_S)

    @Slot()
    def _row_changed(self) -> None:
        self._upkeep.refresh_soon()

    @Slot(int)
    def _count_unread(self, rows: int) -> None:
        self._pointer.aim = Aim()
        if not self._follows:
            self._unread += rows

    @Slot(list)
    def _forget(self, ids: list[str]) -> None:
        for item_id in ids:
            self._pointer.forget(item_id)
        self._walker.forget(ids)

    # Laying out and drawing

    @Slot()
    def _refresh(self, budget: float | None = None) -> None:
        self._upkeep.refreshed()
        self._feed.take_in()
        self._settle(budget)

    @Slot()
    def _settle(self, budget: float | None = None) -> None:
        """Bring heights, scroll bar, pill and picture in line with the place."""
        self._stack.settle(is_at_end=self._follows and not self._pointer.is_down, budget=budget)
        self._mirror()
        below = self._stack.maximum - self._stack.value
        is_far = below > self._stack.view_height // 3 or self._unread > 0
        self._pill.show_for(self._unread, self.viewport().geometry(), is_needed=is_far and not self._follows)
        self._picture.run()
        self.viewport().update()
        if self._stack.is_pending:
            self._upkeep.go_on()
        else:
            self._upkeep.look_ahead()

    @Slot()
    def _look_ahead(self) -> None:
        if not self.isVisible() or self._pointer.is_down:
            return
        if self._stack.look_ahead():
            self._upkeep.look_ahead()
        self._mirror()

    def _mirror(self) -> None:
        """Show the place on the scroll bar without scrolling."""
        bar = self.verticalScrollBar()
        self._is_mirroring = True
        bar.setRange(0, self._stack.maximum)
        bar.setPageStep(self._stack.view_height)
        bar.setValue(self._stack.value)
        self._is_mirroring = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._is_mirroring:
            return
        wanted = self.verticalScrollBar().value()
        distance = wanted - self._stack.value
        is_at_end = wanted >= self.verticalScrollBar().maximum() - (NEAR_END if distance > 0 else 0)
        if abs(distance) <= 2 * self._stack.view_height:
            self._stack.move(distance)
        else:
            self._stack.place_at(wanted)
        self._set_follows(is_at_end)
        self._settle()

    @Slot(bool)
    def _set_follows(self, follows: bool) -> None:
        changed, self._follows = self._follows != follows, follows
        if follows:
            self._unread = 0
        if changed:
            self.followed.emit(follows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack.resize(self._metrics(), self.viewport().height())
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle(OPENING_S)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.draw(event)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._walker.has_ring = False
            self._pointer.press(event)
            self._walker.current = self._pointer.aim.item_id or self._walker.current

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._pointer.is_down:
            return
        self._pointer.release(event)
        if self._pointer.selection and not self._pointer.selection.is_empty:
            self._set_follows(False)
        self._settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pointer.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self._pointer.is_down:
            self._pointer.hover(Aim())
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip_of(self._pointer.aim_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    @Slot(QUrl)
    def _follow_link(self, target: QUrl) -> None:
        self.link_activated.emit(target)
        if self.opens_links:
            QDesktopServices.openUrl(target)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        aim = Aim() if is_by_key else self._pointer.aim_at(event.pos())
        row = self._model.row_of(self._walker.current) if is_by_key else aim.row
        if row is None or row < 0:
            return
        menu = self.copying.menu_for(row, aim.link)
        inside = self.row_rect(row).intersected(self.viewport().rect()).center()
        menu.exec(self.viewport().mapToGlobal(inside) if is_by_key else event.globalPos())
        menu.deleteLater()

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._model.row_of(self._walker.current)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copying.copy_by_key(self._walker.current)
        elif event.matches(QKeySequence.StandardKey.SelectAll) and row is not None:
            self._pointer.select_all_of(row)
        elif event.key() == Qt.Key.Key_Escape and self._pointer.clear_selection():
            pass
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._walker.current in self.recorded:
            self.replay_asked.emit(self._walker.current)
        elif event.key() in STEPS:
            self._walker.walk(STEPS[event.key()])
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._walker.page(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._walker.enter()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
