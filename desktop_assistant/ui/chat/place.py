"""Where the reader is in the conversation: at the newest message and kept there, or elsewhere and left alone."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QAbstractScrollArea

from desktop_assistant.ui.chat.newest_pill import NewestPill
from desktop_assistant.ui.chat.row_stack import RowStack
from desktop_assistant.ui.chat.upkeep import Upkeep

NEAR_END = 24
"""Pixels from the end that still count as being there."""


class Place(QObject):
    """Keeps stack, scroll bar and pill of one view in line. `is_held`: the mouse is down, so that nothing may move."""

    followed = Signal(bool)
    """Whether the view keeps to the newest message now."""
    settled = Signal()
    """Other rows may be on screen: draw."""

    def __init__(self, view: QAbstractScrollArea, stack: RowStack, upkeep: Upkeep, is_held: Callable[[], bool]) -> None:
        super().__init__(view)
        self.pill = NewestPill(view)
        self.unread = 0
        """Messages that arrived while the reader was elsewhere."""
        self._view, self._stack, self._upkeep, self._is_held = view, stack, upkeep, is_held
        self._follows = True
        self._is_mirroring = False
        upkeep.ahead_due.connect(self._look_ahead)

    @property
    def follows(self) -> bool:
        """Whether new messages scroll the view."""
        return self._follows

    @Slot(bool)
    def follow(self, follows: bool) -> None:
        """Keep to the newest message from now on, or no longer."""
        changed, self._follows = self._follows != follows, follows
        if follows:
            self.unread = 0
        if changed:
            self.followed.emit(follows)

    def count_unread(self, rows: int) -> None:
        """So many came at the end."""
        if not self._follows:
            self.unread += rows

    @Slot()
    def settle(self, budget: float | None = None) -> None:
        """Bring heights, scroll bar, pill and picture in line. budget: seconds for laying out."""
        self._stack.settle(is_at_end=self._follows and not self._is_held(), budget=budget)
        self._mirror()
        below = self._stack.maximum - self._stack.value
        is_far = below > self._stack.view_height // 3 or self.unread > 0
        self.pill.show_for(self.unread, self._view.viewport().geometry(), is_needed=is_far and not self._follows)
        self.settled.emit()
        if self._stack.is_pending:
            self._upkeep.go_on()
        else:
            self._upkeep.look_ahead()

    def scrolled(self) -> None:
        """The scroll bar has moved: go where it is, unless it was us who moved it."""
        if self._is_mirroring:
            return
        bar = self._view.verticalScrollBar()
        wanted = bar.value()
        distance = wanted - self._stack.value
        is_at_end = wanted >= bar.maximum() - (NEAR_END if distance > 0 else 0)
        if abs(distance) <= 2 * self._stack.view_height:
            self._stack.move(distance)
        else:
            self._stack.place_at(wanted)
        self.follow(is_at_end)
        self.settle()

    @Slot()
    def _look_ahead(self) -> None:
        if not self._view.isVisible() or self._is_held():
            return
        if self._stack.look_ahead():
            self._upkeep.look_ahead()
        self._mirror()

    def _mirror(self) -> None:
        """Show the place on the scroll bar without scrolling."""
        bar = self._view.verticalScrollBar()
        self._is_mirroring = True
        bar.setRange(0, self._stack.maximum)
        bar.setPageStep(self._stack.view_height)
        bar.setValue(self._stack.value)
        self._is_mirroring = False
