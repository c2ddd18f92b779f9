"""The scrolling conversation: draws what is visible, follows the newest message unless the reader is elsewhere.

A scroll area of our own instead of QListView: that one asks 10,000 rows for their size before it shows the first, and lays all of
them out again whenever the height of one changes, which a streaming answer does twelve times a second.
"""

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QRect, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QContextMenuEvent,
    QDesktopServices,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QToolTip, QWidget

from desktop_assistant.ui.chat.face import Note
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.markdown import DocumentCache, TextStyle, body_font
from desktop_assistant.ui.chat.newest_pill import NewestPill
from desktop_assistant.ui.chat.pointer import Aim, Pointer, link_tip, words_of
from desktop_assistant.ui.chat.row_layout import Metrics
from desktop_assistant.ui.chat.row_painter import ButtonKind, RowPainter, RowState
from desktop_assistant.ui.chat.row_stack import RowStack, Visible
from desktop_assistant.ui.theme import Palette, icon, theme_keeper

REFRESH_MS = 80
"""A streaming message is drawn at most this often: 12 times a second reads as live."""
OPENING_S = 0.06
"""Time for the first picture of a conversation."""
LOOK_AHEAD_MS = 25
COLOURS_MS = 40
"""How often finished colours of code are asked for, while some are missing."""
DOTS_MS = 60
DOTS_PERIOD_MS = 1300
NEAR_END = 24
"""Pixels from the end that still count as being there."""


class ChatView(QAbstractScrollArea):
    """Messages of an ItemModel. Read-only; one message at a time can have selected text."""

    link_activated = Signal(QUrl)
    """A safe link was clicked. Opened with the desktop's program unless `opens_links` is off."""
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
        self._pill = NewestPill(self)
        self._changed: set[str] = set()
        self._follows = True
        self._unread = 0
        self._is_mirroring = False
        self._has_motion = True
        self._current = ""
        self._has_ring = False
        self._last_refresh = QElapsedTimer()
        self._motion_clock = QElapsedTimer()
        self._motion_clock.start()
        self._make_timers()
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
        return self._current

    @property
    def selected_text(self) -> str:
        """Empty without a selection."""
        return self._pointer.selected_text

    @property
    def pointer(self) -> Pointer:
        """What the mouse is doing."""
        return self._pointer

    def set_reduced_motion(self, is_reduced: bool) -> None:
        """No moving dots."""
        self._has_motion = not is_reduced
        self._run_dots()

    @property
    def is_empty(self) -> bool:
        """Nothing to see, though there may be hidden items."""
        return self._stack.is_empty

    @property
    def has_work(self) -> bool:
        """Whether the picture will change by itself: a refresh is due or rows are still being laid out."""
        return any(timer.isActive() for timer in (self._refresh_timer, self._slice_timer, self._ahead_timer, self._colours_timer))

    def visible_rows(self) -> list[Visible]:
        """What is on screen now, from the top."""
        return list(self._stack.visible())

    def row_rect(self, row: int) -> QRect:
        """Where a row lies in the viewport, also outside of it."""
        return QRect(0, self._stack.top_of(row), self.viewport().width(), self._stack.height_of(row))

    def _make_timers(self) -> None:
        self._refresh_timer = QTimer(self, singleShot=True)
        self._refresh_timer.timeout.connect(self._refresh)
        self._slice_timer = QTimer(self, singleShot=True)
        self._slice_timer.timeout.connect(self._refresh)
        self._ahead_timer = QTimer(self, interval=LOOK_AHEAD_MS, singleShot=True)
        self._ahead_timer.timeout.connect(self._look_ahead)
        self._colours_timer = QTimer(self, interval=COLOURS_MS, singleShot=True)
        self._colours_timer.timeout.connect(self._collect_colours)
        self._dots_timer = QTimer(self, interval=DOTS_MS)
        self._dots_timer.timeout.connect(self._draw_dots)
        self._waiting_timer = QTimer(self, interval=700, singleShot=True)
        self._waiting_timer.timeout.connect(self.viewport().update)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(28)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Conversation"))
        self.setAccessibleDescription(self.tr("Up and Down move between messages, Ctrl+C copies one."))

    def _connect(self) -> None:
        self._pill.clicked.connect(self.jump_to_newest)
        self._pointer.changed.connect(self.viewport().update)
        self._pointer.link_clicked.connect(self._follow_link)
        self._model.modelReset.connect(self._on_reset)
        self._model.rowsInserted.connect(self._on_inserted)
        self._model.rowsAboutToBeRemoved.connect(self._on_removed)
        self._model.dataChanged.connect(self._on_changed)
        theme_keeper().changed.connect(self._restyle)
        self._on_reset()

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
    def _on_reset(self) -> None:
        self._stack.reset([self._model.item(row) for row in range(self._model.rowCount())])
        self._changed.clear()
        self._current = ""
        self._pointer.forget()
        self._set_follows(True)
        self._refresh(OPENING_S)

    @Slot(QModelIndex, int, int)
    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._stack.insert(first, [self._model.item(row) for row in range(first, last + 1)])
        self._pointer.aim = Aim()
        if last == self._model.rowCount() - 1 and not self._follows:
            self._unread += sum(self._stack.height_of(row) > 0 for row in range(first, last + 1))
        self._refresh_soon()

    @Slot(QModelIndex, int, int)
    def _on_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        ids = [self._model.item(row).id for row in range(first, last + 1)]
        self._stack.remove(first, ids)
        self._changed.difference_update(ids)
        for item_id in ids:
            self._pointer.forget(item_id)
        if self._current in ids:
            self._current = ""
        self._refresh_soon()

    @Slot(QModelIndex, QModelIndex)
    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._changed.update(self._model.item(row).id for row in range(first.row(), last.row() + 1))
        self._refresh_soon()

    # Laying out and drawing

    def _refresh_soon(self) -> None:
        if not self._refresh_timer.isActive():
            passed = self._last_refresh.elapsed() if self._last_refresh.isValid() else REFRESH_MS
            self._refresh_timer.start(max(REFRESH_MS - int(passed), 0))

    @Slot()
    def _refresh(self, budget: float | None = None) -> None:
        self._last_refresh.start()
        self._refresh_timer.stop()
        for item_id in self._changed:
            row = self._model.row_of(item_id)
            if row is not None:
                self._stack.change(row)
        self._changed.clear()
        self._settle(budget)

    def _settle(self, budget: float | None = None) -> None:
        """Bring heights, scroll bar, pill and picture in line with the place."""
        self._stack.settle(is_at_end=self._follows and not self._pointer.is_down, budget=budget)
        self._mirror()
        below = self._stack.maximum - self._stack.value
        is_far = below > self._stack.view_height // 3 or self._unread > 0
        self._pill.show_for(self._unread, self.viewport().geometry(), is_needed=is_far and not self._follows)
        self._run_dots()
        self.viewport().update()
        if self._stack.is_pending:
            self._slice_timer.start()
        else:
            self._ahead_timer.start()

    @Slot()
    def _look_ahead(self) -> None:
        if not self.isVisible() or self._pointer.is_down:
            return
        if self._stack.look_ahead():
            self._ahead_timer.start()
        self._mirror()

    @Slot()
    def _collect_colours(self) -> None:
        if self._cache.collect_colours():
            self.viewport().update()
        self._await_colours()

    def _await_colours(self) -> None:
        if self._cache.awaits_colours and not self._colours_timer.isActive():
            self._colours_timer.start()

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
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._style.palette.colour("assistant_surface"))
        for shown in self._stack.visible():
            clip = event.rect().translated(0, -shown.top)
            if clip.bottom() >= 0 and clip.top() <= shown.layout.height:
                painter.save()
                painter.translate(0, shown.top)
                self._painter.paint(painter, shown.layout, self._row_state(shown), clip)
                painter.restore()
        painter.end()
        self._await_colours()

    def _row_state(self, shown: Visible) -> RowState:
        item_id = shown.layout.item.id
        pointer = self._pointer
        is_hovered = pointer.aim.row == shown.row
        return RowState(
            selection=pointer.selection if pointer.selection and pointer.selection.item_id == item_id else None,
            is_hovered=is_hovered,
            is_current=self._has_ring and self._current == item_id and self.hasFocus(),
            hovered_button=pointer.aim.button if is_hovered else None,
            copied_button=pointer.copied[1] if pointer.copied and pointer.copied[0] == item_id else None,
            phase=(self._motion_clock.elapsed() % DOTS_PERIOD_MS) / DOTS_PERIOD_MS if self._has_motion else 0.18,
        )

    def _run_dots(self) -> None:
        faces = [shown.layout.face for shown in self._stack.visible()]
        if any(face.note is Note.WAITING for face in faces) and not self._waiting_timer.isActive():
            self._waiting_timer.start()
        wanted = self._has_motion and self.isVisible() and any(face.has_dots for face in faces)
        if not wanted:
            self._dots_timer.stop()
        elif not self._dots_timer.isActive():
            self._dots_timer.start()

    @Slot()
    def _draw_dots(self) -> None:
        dotted = [shown for shown in self._stack.visible() if shown.layout.face.has_dots]
        if not dotted or not self.isVisible():
            self._dots_timer.stop()
        for shown in dotted:
            self.viewport().update(0, shown.top, self.viewport().width(), shown.layout.height)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._has_ring = False
            self._pointer.press(event)
            self._current = self._pointer.aim.item_id or self._current

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
            QToolTip.showText(event.globalPos(), link_tip(self._pointer.aim_at(event.pos()).link), self.viewport())
            return True
        return super().viewportEvent(event)

    @Slot(QUrl)
    def _follow_link(self, target: QUrl) -> None:
        self.link_activated.emit(target)
        if self.opens_links:
            QDesktopServices.openUrl(target)

    # Copying

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        aim = Aim() if is_by_key else self._pointer.aim_at(event.pos())
        row = self._model.row_of(self._current) if is_by_key else aim.row
        if row is None or row < 0:
            return
        menu = self.menu_for(row, aim.link)
        inside = self.row_rect(row).intersected(self.viewport().rect()).center()
        menu.exec(self.viewport().mapToGlobal(inside) if is_by_key else event.globalPos())
        menu.deleteLater()

    def menu_for(self, row: int, link: str = "") -> QMenu:
        """Everything that can be copied from a row."""
        layout = self._stack.layout(row)
        choices = [(self.tr("Copy selection"), self.selected_text)] if self.selected_text else []
        choices.append((self.tr("Copy message"), layout.item.text or layout.face.text))
        for button in self._painter.buttons(layout):
            if button.kind is ButtonKind.CODE:
                language = layout.pieces[button.piece].block.language
                words = self.tr("Copy {0} code").format(language) if language else self.tr("Copy code")
                choices.append((words, words_of(layout, button)))
        if link:
            choices.append((self.tr("Copy link"), link))
        menu = QMenu(self)
        for words, text in choices:
            action = menu.addAction(icon("copy"), words)
            action.setData(text)
        menu.triggered.connect(self._on_menu)
        return menu

    @Slot(QAction)
    def _on_menu(self, action: QAction) -> None:
        QGuiApplication.clipboard().setText(str(action.data()))

    def _copy_by_key(self) -> None:
        row = self._model.row_of(self._current)
        if self.selected_text:
            QGuiApplication.clipboard().setText(self.selected_text)
        elif row is not None:
            layout = self._stack.layout(row)
            QGuiApplication.clipboard().setText(layout.item.text or layout.face.text)
            button = next((b for b in self._painter.buttons(layout) if b.kind is ButtonKind.MESSAGE), None)
            if button:
                self._pointer.mark_copied(layout.item.id, button)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._model.row_of(self._current)
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy_by_key()
        elif event.matches(QKeySequence.StandardKey.SelectAll) and row is not None:
            self._pointer.select_all_of(row)
        elif event.key() == Qt.Key.Key_Escape and self._pointer.clear_selection():
            pass
        elif event.key() in _STEPS:
            self._walk(_STEPS[event.key()])
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._page(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            shown = [visible.layout.item.id for visible in self.visible_rows()]
            if shown:
                self._make_current(self._current if self._current in shown else shown[-1])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _make_current(self, item_id: str) -> None:
        """Put the ring around a message and tell a screen reader what it says."""
        self._current, self._has_ring = item_id, True
        self.viewport().update()
        row = self._model.row_of(item_id)
        if row is not None:
            words = str(self._model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
            self.setAccessibleDescription(words)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _walk(self, step: int) -> None:
        """One message up or down; a very large step means first or last."""
        row = self._model.row_of(self._current)
        last = self._model.rowCount() - 1
        if row is None:
            start = last if step < 0 and -step <= last else 0 if -step > last else last
            self._go_to(start, -1)
            return
        rect, view = self.row_rect(row), self.viewport().rect()
        hidden = rect.bottom() - view.bottom() if step == 1 else view.top() - rect.top() if step == -1 else 0
        if rect.height() > view.height() and hidden > 0:
            self._scroll(step * min(hidden, round(view.height() * 0.8)))
            return
        self._go_to(min(max(row + step, 0), last), 1 if step > 0 else -1)

    def _go_to(self, row: int, direction: int) -> None:
        """Make a row current and visible; a hidden one is passed over in `direction`."""
        while 0 <= row < self._model.rowCount() and self._stack.height_of(row) == 0:
            row += direction
        if not 0 <= row < self._model.rowCount():
            return
        self._make_current(self._model.item(row).id)
        self._stack.layout(row)
        rect, view = self.row_rect(row), self.viewport().rect()
        if abs(rect.top()) > 3 * view.height():
            self._set_follows(False)
            self._stack.place_row(row, 8)
            self._settle()
        elif rect.top() < view.top() or rect.height() > view.height():
            self._scroll(rect.top() - 8)
        elif rect.bottom() > view.bottom():
            self._scroll(rect.bottom() - view.bottom() + 4)
        if row == self._model.rowCount() - 1:
            self._set_follows(rect.height() <= view.height())
            self._settle()
        self.viewport().update()

    def _page(self, direction: int) -> None:
        self._scroll(direction * (self.viewport().height() - 48))
        shown = self.visible_rows()
        if shown:
            self._make_current(shown[0 if direction < 0 else -1].layout.item.id)

    def _scroll(self, distance: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + distance)


_FAR = 1 << 40
_STEPS: dict[int, int] = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}
