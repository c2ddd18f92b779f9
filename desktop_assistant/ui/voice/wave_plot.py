"""The plot of the waveform. Imports pyqtgraph, which takes half a second: only `waveform.py` imports this, and late.

The two items here paint in whole pixels: pyqtgraph's own curve items cost four times as much per frame, because
they rebuild their geometry and stroke antialiased outlines.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from desktop_assistant.ui.theme import current_palette
from desktop_assistant.ui.voice.level_history import COLUMNS

Floats = npt.NDArray[np.floating]

_BAR_ROOM = 8
"""px per bar; a narrow window shows fewer bars, not thinner ones."""
_BAR = 3
"""px."""
_SMOOTHING = 3
"""Points of the curve per column."""
_SILENCE = 1.0
"""px: half the height of what is drawn for silence."""
_FILL = 0.92
"""Share of the height used by full loudness."""


class WavePlot(pg.PlotWidget):  # type: ignore[misc]
    """A plot without axes, mouse or margins, holding two pictures."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, background=None, enableMenu=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFrameShape(self.Shape.NoFrame)
        item = self.getPlotItem()
        item.hideButtons()
        item.setMouseEnabled(False, False)
        for axis in ("left", "bottom"):
            item.hideAxis(axis)
        item.layout.setContentsMargins(0, 0, 0, 0)
        item.setRange(xRange=(-1, 1), yRange=(-1, 1), padding=0, disableAutoRange=True)
        self._gap = gap
        self._mic = _Half(gap, right=True)
        self._voice = _Half(gap, right=False)
        for half in (self._mic, self._voice):
            item.addItem(half, ignoreBounds=True)
        item.getViewBox().sigResized.connect(self._keep_gap)
        self.take_colours()

    def take_colours(self) -> None:
        """After a change of theme."""
        palette = current_palette()
        self._mic.colour = QColor(palette.wave_mic)
        # Mixed here, because painting with an opaque colour is cheaper than with a translucent one.
        self._voice.colour = _mixed(QColor(palette.wave_voice), QColor(palette.window), 0.75)
        self._mic.update()
        self._voice.update()

    def show_rows(self, mic: Sequence[float], voice: Sequence[float]) -> None:
        """Heights 0..1, `COLUMNS` each; index 0 is next to the gap. Rows that stay silent are not painted again."""
        self._mic.show_row(mic)
        self._voice.show_row(voice)

    @Slot()
    def _keep_gap(self) -> None:
        """The gap keeps its pixels at every width."""
        if self.width() > 0:
            for half in (self._mic, self._voice):
                half.set_inner(min(0.9, self._gap / self.width()))


class _Half(pg.GraphicsObject):  # type: ignore[misc]
    """Bars right of the gap, or a filled curve left of it. Claims only its own side, so the button is not painted again."""

    def __init__(self, gap: int, *, right: bool) -> None:
        super().__init__()
        self.colour = QColor()
        self._gap = gap
        self._right = right
        self._inner = 0.0
        self._row: Floats = np.zeros(COLUMNS)
        self._was_silent = True

    def show_row(self, row: Sequence[float]) -> None:
        """Paint again unless it was and is silent."""
        silent = not any(row)
        if not (silent and self._was_silent):
            self._row = np.asarray(row)
            self.update()
        self._was_silent = silent

    def set_inner(self, inner: float) -> None:
        """Where the gap ends, in units of the plot."""
        self.prepareGeometryChange()
        self._inner = inner

    def boundingRect(self) -> QRectF:
        """One side, in units of the plot."""
        return QRectF(self._inner if self._right else -1, -1, 1 - self._inner, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """In pixels of the viewport: the plot's own units would blur the bars."""
        if widget is None:
            return
        painter.setWorldTransform(QTransform())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour)
        width, height = widget.width(), widget.height()
        if self._right:
            painter.drawRects(bars(self._row, width, height, self._gap))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPolygon(curve(self._row, width, height, self._gap))


def _mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    rest = 1 - share
    return QColor(
        round(share * colour.red() + rest * ground.red()),
        round(share * colour.green() + rest * ground.green()),
        round(share * colour.blue() + rest * ground.blue()),
    )


def bars(heights: Floats, width: int, height: int, gap: int) -> list[QRectF]:
    """Upright bars, mirrored at the middle, from the gap to the right edge; silence is a row of dots."""
    begin = (width + gap) // 2
    count = int(np.clip((width - begin) // _BAR_ROOM, 1, COLUMNS))
    places = np.round(np.linspace(begin + 2, width - _BAR - 1, count))
    halves = np.round(np.maximum(heights[:count] * (height / 2) * _FILL, _SILENCE))
    middle = height // 2
    return [QRectF(x, middle - half, _BAR, 2 * half + 1) for x, half in zip(places.tolist(), halves.tolist(), strict=True)]


def curve(heights: Floats, width: int, height: int, gap: int) -> QPolygonF:
    """Outline of a smooth closed shape from the gap to the left edge, pointed at both ends; silence is a thin line."""
    kernel = np.array([0.25, 0.5, 0.25], dtype=np.float32)
    soft = np.convolve(np.pad(heights, 1, mode="edge"), kernel, mode="valid")
    points = COLUMNS * _SMOOTHING
    fine = np.interp(np.linspace(0, COLUMNS - 1, points), np.arange(COLUMNS), soft)
    taper = np.clip(np.linspace(0, 9, points), 0, 1) * np.clip(np.linspace(4, 0, points), 0, 1)
    half = np.maximum(fine * (height / 2) * _FILL * taper, _SILENCE / 2)
    x = np.linspace((width - gap) / 2 - 2, 2, points)
    middle = height / 2 + 0.5
    upper = [QPointF(*point) for point in zip(x.tolist(), (middle - half).tolist(), strict=True)]
    lower = [QPointF(*point) for point in zip(x[::-1].tolist(), (middle + half[::-1]).tolist(), strict=True)]
    return QPolygonF(upper + lower)
