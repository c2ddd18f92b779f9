"""All rows above one another, and the reader's place among them.

The place is kept as "this row, so many pixels into it", never as a scroll bar value: heights above are estimates until somebody
looks, and when one becomes exact nothing on screen may move. The scroll bar only mirrors the place.

Blocks are made exact where the reader goes, in slices of limited time; what did not fit is drawn as soon as the next slice.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect

from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.document_cache import DocumentCache
from desktop_assistant.ui.chat.height_index import HeightIndex
from desktop_assistant.ui.chat.row_layout import RowLayout
from desktop_assistant.ui.chat.row_metrics import Metrics, estimated_height

SLICE_S = 0.004
"""Longest stretch of laying out before the window is shown again, in seconds; one block may exceed it."""
TOP_SPACE, BOTTOM_SPACE = 16, 4


@dataclass(frozen=True, slots=True)
class Visible:
    """A row on screen; `top` is relative to the viewport."""

    row: int
    top: int
    layout: RowLayout


class RowStack:
    """Rows, heights and place. `item_at(row)` reads the model; `clock` is monotonic seconds."""

    def __init__(
        self,
        item_at: Callable[[int], Item],
        cache: DocumentCache,
        metrics: Metrics,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._item_at = item_at
        self._cache = cache
        self._metrics = metrics
        self._clock = clock
        self._heights = HeightIndex()
        self._layouts: dict[str, RowLayout] = {}
        self._row = 0
        """The row at the top of the viewport, and how far into it the viewport begins (negative: space above the first row)."""
        self._into = -TOP_SPACE
        self._view = 1
        self._deadline = 0.0
        self.is_pending = False
        """Something visible is still an estimate: come back."""

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def is_empty(self) -> bool:
        """No row has any height."""
        return self._heights.total == 0

    @property
    def value(self) -> int:
        """Pixels above the viewport."""
        return self._heights.top(self._row) + self._into + TOP_SPACE

    @property
    def maximum(self) -> int:
        """Largest sensible value."""
        return max(self._heights.total + TOP_SPACE + BOTTOM_SPACE - self._view, 0)

    @property
    def view_height(self) -> int:
        """Height of the viewport."""
        return self._view

    def reset(self, items: Sequence[Item]) -> None:
        """Other rows altogether."""
        self._layouts = {}
        self._heights = HeightIndex(estimated_height(item, self._metrics) for item in items)
        self._row, self._into = 0, -TOP_SPACE

    def insert(self, first: int, items: Sequence[Item]) -> None:
        """New rows before `first`; what is on screen stays there."""
        self._heights.insert(first, [estimated_height(item, self._metrics) for item in items])
        if first <= self._row and len(self) > len(items) and (first < self._row or self._into >= 0):
            self._row += len(items)

    def remove(self, first: int, ids: Sequence[str]) -> None:
        """Rows are gone."""
        self._heights.remove(first, len(ids))
        for item_id in ids:
            self._layouts.pop(item_id, None)
        if first < self._row:
            self._row = max(self._row - len(ids), first)
        self._row = min(self._row, max(len(self) - 1, 0))

    def change(self, row: int) -> None:
        """A row's item is another version."""
        item = self._item_at(row)
        layout = self._layouts.get(item.id)
        if layout:
            layout.update(item)
            self._heights[row] = layout.height
        else:
            self._heights[row] = estimated_height(item, self._metrics)

    def resize(self, metrics: Metrics, view_height: int) -> None:
        """Another width or height; the row at the top stays at the top.

        Heights of rows that are not on screen stay as they are until somebody looks: measuring 10,000 rows again takes 40 ms.
        """
        self._view = max(view_height, 1)
        if metrics == self._metrics:
            return
        is_same_column = replace(metrics, width=0, left=0) == replace(self._metrics, width=0, left=0)
        self._metrics = metrics
        if is_same_column:
            for layout in self._layouts.values():
                layout.recentre(metrics)
        else:
            self.forget()

    def forget(self) -> None:
        """Lay everything out again where somebody looks: the width, the font or the colours changed."""
        share = self._into / max(self._heights[self._row], 1) if len(self) and self._into > 0 else 0.0
        self._layouts = {}
        if share:
            self._into = round(share * self.layout(self._row).height)

    def layout(self, row: int) -> RowLayout:
        """The row's layout, made now if nobody has looked at it before."""
        item = self._item_at(row)
        found = self._layouts.get(item.id)
        if found is None:
            found = self._layouts[item.id] = RowLayout(item, self._metrics, self._cache)
            self._set_height(row, found.height)
        return found

    def reserve(self, row: int, height: int) -> None:
        """Something of that height (0 = nothing any more) lies over the message."""
        layout = self.layout(row)
        layout.least = height
        self._set_height(row, layout.height)

    def place_at(self, value: int) -> None:
        """Go to a scroll bar value, by estimates where nobody has been."""
        self._set_place(0, value - TOP_SPACE)

    def place_row(self, row: int, offset: int = 0) -> None:
        """Put the top of a row at the top of the viewport, or `offset` pixels below."""
        self._row, self._into = row, 0
        self._move(-offset)

    def move(self, distance: int) -> None:
        """Scroll: positive is down. What comes into view is made exact first, so that it does not jump."""
        self._deadline = self._clock() + SLICE_S / 2
        if distance < 0:
            self._exact_above(-distance)
        else:
            self._exact_below(self._view + distance)
        self._move(distance)

    def place_end(self) -> None:
        """The newest at the bottom of the viewport."""
        if not len(self):
            self._row, self._into = 0, -TOP_SPACE
            return
        self._row = len(self) - 1
        self._into = self.layout(self._row).height
        self._exact_above(self._view)
        self._into += BOTTOM_SPACE - self._view
        self._normalise()

    def settle(self, *, is_at_end: bool, budget: float | None = None) -> None:
        """Make what is visible exact within `budget` seconds and keep the place inside the conversation."""
        self._deadline = self._clock() + (SLICE_S if budget is None else budget)
        self.is_pending = False
        if is_at_end:
            self.place_end()
        self._exact_below(self._view)
        if self.value > self.maximum:
            self.place_end()
        if self.value < 0 or self.maximum == 0:
            self._row, self._into = 0, -TOP_SPACE
        self._normalise()

    def look_ahead(self, budget: float = SLICE_S) -> bool:
        """Make rows around the viewport exact before they are needed; True while there is more to do."""
        pending, self.is_pending = self.is_pending, False
        self._deadline = self._clock() + budget
        self._exact_below(self._view * 2)
        self._exact_above(self._view)
        self._normalise()
        more, self.is_pending = self.is_pending, pending
        return more

    def renew(self, budget: float = SLICE_S) -> bool:
        """Lay out again what waited for formulas that are known now; True while there is more to do.

        What is on screen at once, so that nothing flickers; the rest when somebody comes there.
        """
        deadline = self._clock() + budget
        on_screen = [shown.row for shown in self.visible()]
        seen = {self._item_at(row).id for row in on_screen}
        for item_id, layout in self._layouts.items():
            if item_id not in seen:
                layout.doubt_waiting()
        for row in on_screen:
            layout = self.layout(row)
            for number, piece in enumerate(layout.pieces):
                if piece.is_waiting and self._clock() > deadline:
                    return True
                is_above = row == self._row and layout.tops()[number + 1] <= self._into
                change = layout.renew(number)
                self._into += change if is_above else 0
            self._set_height(row, layout.height)
        self._normalise()
        return False

    def visible(self) -> Iterator[Visible]:
        """Rows that reach into the viewport, from the top."""
        row, top = self._row, -self._into
        while row < len(self) and top < self._view:
            layout = self.layout(row)
            height = layout.height
            if height and top + height > 0:
                yield Visible(row, top, layout)
            top += height
            row += 1

    def top_of(self, row: int) -> int:
        """Where a row begins, relative to the viewport."""
        return self._heights.top(row) + TOP_SPACE - self.value

    def row_rect(self, row: int) -> QRect:
        """Where a row lies in the viewport, also outside of it."""
        return QRect(0, self.top_of(row), self._metrics.width, self.height_of(row))

    def row_at(self, y: int) -> int:
        """The row at a viewport position; -1 if it is empty there."""
        at = self.value + y - TOP_SPACE
        return self._heights.row_at(at) if 0 <= at < self._heights.total else -1

    def height_of(self, row: int) -> int:
        """Of one row; 0 when hidden."""
        return self._heights[row]

    def _set_place(self, row: int, into: int) -> None:
        at = self._heights.top(row) + into
        self._row = max(self._heights.row_at(at), 0)
        self._into = at - self._heights.top(self._row)

    def _move(self, distance: int) -> None:
        self._into += distance
        self._normalise()

    def _normalise(self) -> None:
        """Count from the row that is truly at the top, so that rows above it may change without moving anything."""
        self._set_place(self._row, self._into)

    def _set_height(self, row: int, height: int) -> None:
        self._heights[row] = height

    def _exact_below(self, distance: int) -> None:
        """Make everything between the place and `distance` below it exact; the place stays put."""
        row, bottom = self._row, self._into + distance
        start = max(self._into, 0)
        while row < len(self) and bottom > 0:
            layout = self.layout(row)
            top = layout.content_top
            for number, piece in enumerate(layout.pieces):
                if top >= bottom:
                    break
                if top + piece.height > start and not self._exact(row, layout, number):
                    return
                top += piece.height
            bottom -= layout.height
            start = 0
            row += 1

    def _exact_above(self, distance: int) -> None:
        """Make what lies up to `distance` above the place exact, from the bottom upwards; the place stays put on screen."""
        row, left = self._row, distance
        while row >= 0 and left > 0:
            layout = self.layout(row)
            tops = layout.tops()
            end = self._into if row == self._row else layout.height
            left -= max(end - tops[-1], 0)
            for number in range(len(layout.pieces) - 1, -1, -1):
                if tops[number + 1] > end:
                    continue
                if left <= 0:
                    return
                before = layout.pieces[number].height
                if not self._exact(row, layout, number):
                    return
                after = layout.pieces[number].height
                if row == self._row:
                    self._into += after - before
                left -= after
            left -= layout.content_top
            row -= 1

    def _exact(self, row: int, layout: RowLayout, number: int) -> bool:
        """Lay one piece out if there is time; False when there is none left."""
        if layout.pieces[number].is_exact:
            return True
        if self._clock() > self._deadline:
            self.is_pending = True
            return False
        layout.make_exact(number)
        self._set_height(row, layout.height)
        return True
