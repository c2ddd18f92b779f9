"""The keyboard in the conversation: from message to message, with a ring around the current one."""

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractScrollArea

from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.row_footer import RowFooter
from desktop_assistant.ui.chat.row_stack import RowStack
from desktop_assistant.ui.i18n import number

_FAR = 1 << 40
STEPS: dict[int, int] = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}
"""Messages to walk by key; a very large step means first or last."""
CHIP_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
"""Exact things of a message to walk by key."""


class Walker(QObject):
    """Which message the keyboard is on. Moves the view by its scroll bar, or asks it to place itself anew."""

    changed = Signal()
    """The ring is elsewhere."""
    follow_asked = Signal(bool)
    """Keep to the newest message from now on, or no longer."""
    placed = Signal()
    """The stack was moved: bring scroll bar and picture in line."""

    def __init__(self, view: QAbstractScrollArea, model: ItemModel, stack: RowStack, footer: RowFooter) -> None:
        super().__init__(view)
        self.current = ""
        """Item id, or empty."""
        self.has_ring = False
        """Only a place that was reached by keyboard is shown."""
        self.chip = -1
        """Number of the chosen chip of the current message; -1 = none."""
        self._view, self._model, self._stack, self._footer = view, model, stack, footer

    def forget(self, item_ids: list[str] | None = None) -> None:
        """These items, or all, are gone."""
        if item_ids is None or self.current in item_ids:
            self.current = ""

    def enter(self) -> None:
        """The focus came by Tab: stay where we were if that is on screen, else begin at the newest."""
        shown = [visible.layout.item.id for visible in self._stack.visible()]
        if shown:
            self.make_current(self.current if self.current in shown else shown[-1])

    def make_current(self, item_id: str) -> None:
        """Put the ring around a message and tell a screen reader what it says."""
        self.current, self.has_ring, self.chip = item_id, True, -1
        self.changed.emit()
        row = self._model.row_of(item_id)
        if row is not None:
            words = str(self._model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
            if item_id in self._footer.recorded:
                plays = self.tr("Enter plays the recording.")
                words = f"{words.rstrip('.')}. {plays}"
            if count := len(self._stack.layout(row).chips):
                buttons = self.tr("%Ln button(s), Right chooses one.", "", count)
                words = f"{words.rstrip('.')}. {buttons}"
            self._announce(words)

    def choose_chip(self, step: int) -> bool:
        """The next chip of the current message (1) or the one before (-1; before the first: none); False if it has none."""
        row = self._model.row_of(self.current)
        chips = self._stack.layout(row).chips if row is not None else ()
        if not chips:
            return False
        self.has_ring = True
        self.chip = min(max(self.chip + step, -1), len(chips) - 1)
        if self.chip >= 0:
            chip = chips[self.chip].chip
            kind = QCoreApplication.translate("Chat", chip.look.name)
            self._announce(
                self.tr("{0}: {1}. {2} of {3}. Press Enter.").format(kind, chip.words, number(self.chip + 1), number(len(chips)))
            )
        self.changed.emit()
        return True

    def _announce(self, words: str) -> None:
        self._view.setAccessibleDescription(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))

    def walk(self, step: int) -> None:
        """One message up or down, or to the first or last; a message that is higher than the view is scrolled through first."""
        row = self._model.row_of(self.current)
        last = self._model.rowCount() - 1
        if row is None:
            start = last if step < 0 and -step <= last else 0 if -step > last else last
            self._go_to(start, -1)
            return
        rect, view = self._stack.row_rect(row), self._view.viewport().rect()
        hidden = rect.bottom() - view.bottom() if step == 1 else view.top() - rect.top() if step == -1 else 0
        if rect.height() > view.height() and hidden > 0:
            self._scroll(step * min(hidden, round(view.height() * 0.8)))
            return
        self._go_to(min(max(row + step, 0), last), 1 if step > 0 else -1)

    def page(self, direction: int) -> None:
        """One view up (-1) or down (1)."""
        self._scroll(direction * (self._view.viewport().height() - 48))
        shown = list(self._stack.visible())
        if shown:
            self.make_current(shown[0 if direction < 0 else -1].layout.item.id)

    def _go_to(self, row: int, direction: int) -> None:
        """Make a row current and visible; a hidden one is passed over in `direction`."""
        while 0 <= row < self._model.rowCount() and self._stack.height_of(row) == 0:
            row += direction
        if not 0 <= row < self._model.rowCount():
            return
        self.make_current(self._model.item(row).id)
        self._stack.layout(row)
        rect, view = self._stack.row_rect(row), self._view.viewport().rect()
        if abs(rect.top()) > 3 * view.height():
            self.follow_asked.emit(False)
            self._stack.place_row(row, 8)
            self.placed.emit()
        elif rect.top() < view.top() or rect.height() > view.height():
            self._scroll(rect.top() - 8)
        elif rect.bottom() > view.bottom():
            self._scroll(rect.bottom() - view.bottom() + 4)
        if row == self._model.rowCount() - 1:
            self.follow_asked.emit(rect.height() <= view.height())
            self.placed.emit()
        self.changed.emit()

    def _scroll(self, distance: int) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + distance)
