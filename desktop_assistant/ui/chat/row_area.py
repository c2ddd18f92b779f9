"""Messages laid out in a scrolling area: only those that can be seen, a slice at a time, again whenever they change.

A scroll area of our own instead of QListView: that one asks 10,000 rows for their size before it shows the first, and lays all of
them out again whenever the height of one changes, which a streaming answer does twelve times a second.
"""

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_assistant.ui.chat.document_cache import DocumentCache
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.place import Place
from desktop_assistant.ui.chat.row_feed import RowFeed
from desktop_assistant.ui.chat.row_metrics import Metrics
from desktop_assistant.ui.chat.row_painter import RowPainter
from desktop_assistant.ui.chat.row_stack import RowStack, Visible
from desktop_assistant.ui.chat.text_style import TextStyle, body_font
from desktop_assistant.ui.chat.upkeep import Upkeep
from desktop_assistant.ui.theme import Palette, theme_keeper

OPENING_S = 0.06
"""Time for the first picture of a conversation."""


class RowArea(QAbstractScrollArea):
    """Follows the newest message unless the reader is elsewhere. Whoever derives from it draws, and calls `begin`."""

    followed = Signal(bool)
    """Whether the view keeps to the newest message now."""

    def __init__(self, model: ItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._style = TextStyle(body_font(), theme_keeper().palette)
        self._cache = DocumentCache(self._style)
        self._painter = RowPainter(self._style)
        self._stack = RowStack(model.item, self._cache, self._metrics())
        self._feed = RowFeed(model, self._stack, self)
        self.upkeep = Upkeep(self)
        """When it is drawn again."""
        self.place = Place(self, self._stack, self.upkeep, lambda: self.is_held)
        """Where the reader is."""
        self._dress()
        self._connect()

    def begin(self) -> None:
        """Show what the model has; everything that listens is connected."""
        self._feed.begin()

    @property
    def is_held(self) -> bool:
        """Nothing may move now."""
        return False

    @Slot()
    def jump_to_newest(self) -> None:
        """Go to the end and stay there while messages arrive."""
        self.place.follow(True)
        self._refresh()

    @property
    def is_empty(self) -> bool:
        """Nothing to see, though there may be hidden items."""
        return self._stack.is_empty

    @property
    def has_work(self) -> bool:
        """Whether the picture will change by itself: a refresh is due or rows are still being laid out."""
        return self.upkeep.has_work or self._cache.setter.is_working

    def visible_rows(self) -> list[Visible]:
        """What is on screen now, from the top."""
        return list(self._stack.visible())

    def row_rect(self, row: int) -> QRect:
        """Where a row lies in the viewport, also outside of it."""
        return self._stack.row_rect(row)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.place.scrolled()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack.resize(self._metrics(), self.viewport().height())
        self.place.settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.place.settle(OPENING_S)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(28)

    def _connect(self) -> None:
        self._feed.reset.connect(self._start_anew)
        self._feed.stale.connect(self.upkeep.refresh_soon)
        self._feed.arrived.connect(self.place.count_unread)
        self.upkeep.refresh_due.connect(self._refresh)
        self.upkeep.formulas_due.connect(self._take_formulas)
        self._cache.setter.arrived.connect(self.upkeep.formulas_soon)
        self.place.settled.connect(self.viewport().update)
        self.place.followed.connect(self.followed)
        self.place.pill.clicked.connect(self.jump_to_newest)
        theme_keeper().changed.connect(self._restyle)

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

    @Slot()
    def _take_formulas(self) -> None:
        if self.is_held or self._stack.renew():
            self.upkeep.formulas_soon()
        self.place.settle()

    @Slot()
    def _start_anew(self) -> None:
        self.place.follow(True)
        self._refresh(OPENING_S)

    @Slot()
    def _refresh(self, budget: float | None = None) -> None:
        self.upkeep.refreshed()
        self._feed.take_in()
        self.place.settle(budget)
