"""The picture of both voices: yours as bars to the right of the talk button, the assistant's as a filled curve to its left.

Shape, side and colour all tell them apart. Newest sound is next to the button and travels outwards. Frames are made
only while something sounds or the last of it is still travelling; then the timer stops. pyqtgraph takes half a second
to import, so a thread imports it after the window is on screen.
"""

import importlib
import threading
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_assistant.core.snapshot import Levels
from desktop_assistant.ui.theme import current_palette, theme_keeper
from desktop_assistant.ui.voice.frames import Frames
from desktop_assistant.ui.voice.level_history import COLUMNS, LevelHistory

_SMOOTHING = 4
"""Points of the voice curve per column."""
_BAR_ROOM = 8
"""px per bar; a narrow window shows fewer bars, not thinner ones."""
_STILL_FRAME_S = 0.25
"""With reduced motion the picture changes this seldom."""

Floats = npt.NDArray[np.floating]


class Waveform(QWidget):
    """`show_levels` feeds it; `gap` px in the middle stay free for the talk button."""

    def __init__(self, frames: Frames, gap: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frames = frames
        self._gap = gap
        self._levels = LevelHistory()
        self._reduced_motion = False
        self._drawn_at = 0.0
        self._plot: Any = None
        self._bars: Any = None
        self._curve: Any = None
        self._importer: threading.Thread | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(40)
        self._poll.timeout.connect(self._look_for_import)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Loudness of you and of the assistant"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        frames.tick.connect(self._on_frame)
        theme_keeper().changed.connect(self._take_colours)

    # --- life ---------------------------------------------------------------------------------------------------
    def begin_loading(self) -> None:
        """Import pyqtgraph beside the window, then draw."""
        if self._plot is None and self._importer is None:
            self._importer = threading.Thread(target=importlib.import_module, args=("pyqtgraph",), daemon=True)
            self._importer.start()
            self._poll.start()

    def load_now(self) -> None:
        """Import pyqtgraph and draw before returning."""
        if self._plot is None:
            self._build(importlib.import_module("pyqtgraph"))

    @property
    def is_drawn(self) -> bool:
        """Whether the picture is there."""
        return self._plot is not None

    def sizeHint(self) -> QSize:
        """As high as the talk button."""
        return QSize(320, 96)

    # --- input --------------------------------------------------------------------------------------------------
    def show_levels(self, levels: Levels) -> None:
        """New loudness; frames begin when it can be seen."""
        self._levels.hear(levels, self._frames.now())
        if self._levels.sounds:
            self._frames.want("waveform", True)

    def set_reduced_motion(self, reduced: bool) -> None:
        """Nothing travels; the picture as a whole grows and shrinks four times a second."""
        self._reduced_motion = reduced

    # --- drawing ------------------------------------------------------------------------------------------------
    @Slot()
    def _look_for_import(self) -> None:
        if self._importer is not None and not self._importer.is_alive():
            self._poll.stop()
            self.load_now()

    def _build(self, pg: Any) -> None:
        plot = pg.PlotWidget(parent=self, background=None, enableMenu=False)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot.setAccessibleName(self.accessibleName())
        plot.setFrameShape(plot.Shape.NoFrame)
        item = plot.getPlotItem()
        item.hideButtons()
        item.setMouseEnabled(False, False)
        for axis in ("left", "bottom"):
            item.hideAxis(axis)
        item.getViewBox().setDefaultPadding(0.0)
        item.layout.setContentsMargins(0, 0, 0, 0)
        item.setRange(xRange=(-1, 1), yRange=(-1, 1), padding=0, disableAutoRange=True)
        self._curve = pg.PlotCurveItem(antialias=True, fillLevel="enclosed")
        self._bars = pg.PlotCurveItem(antialias=True, connect="pairs")
        for picture in (self._curve, self._bars):
            item.addItem(picture, ignoreBounds=True)
        self._plot = plot
        layout = self.layout()
        if layout is not None:
            layout.addWidget(plot)
        self._take_colours()
        self._draw()

    @Slot()
    def _take_colours(self) -> None:
        if self._plot is None:
            return
        palette = current_palette()
        voice, mic = QColor(palette.wave_voice), QColor(palette.wave_mic)
        pg = importlib.import_module("pyqtgraph")
        fill = QColor(voice)
        fill.setAlphaF(0.55)
        self._curve.setPen(pg.mkPen(voice, width=1))
        self._curve.setBrush(fill)
        pen = pg.mkPen(mic, width=3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._bars.setPen(pen)

    @Slot(float)
    def _on_frame(self, now: float) -> None:
        if self._reduced_motion:
            if now - self._drawn_at < _STILL_FRAME_S:
                return
            self._levels.hold(now)
        else:
            self._levels.travel(now)
        self._drawn_at = now
        self._draw()
        if not self._levels.is_moving:
            self._frames.want("waveform", False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The gap keeps its pixels."""
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._plot is None or self.width() < 2:
            return
        inner = min(0.9, self._gap / self.width())
        room = self.width() * (1 - inner) / 2
        self._bars.setData(*bars(self._levels.mic, inner, int(np.clip(room / _BAR_ROOM, 8, COLUMNS))))
        self._curve.setData(*curve(self._levels.voice, inner))


def bars(heights: Floats, inner: float, count: int) -> tuple[Floats, Floats]:
    """Pairs of points, `count` upright lines from `inner` to the right edge; silence is a row of dots."""
    x = np.linspace(inner + 0.01, 0.99, count, dtype=np.float32)
    half = np.maximum(heights[:count], 0.012) * 0.92
    return np.repeat(x, 2), np.stack((-half, half), axis=1).ravel()


def curve(heights: Floats, inner: float) -> tuple[Floats, Floats]:
    """Outline of a smooth closed shape from `-inner` to the left edge; silence is a thin line."""
    kernel = np.array([0.25, 0.5, 0.25], dtype=np.float32)
    soft = np.convolve(np.pad(heights, 1, mode="edge"), kernel, mode="valid")
    fine = np.interp(np.linspace(0, COLUMNS - 1, COLUMNS * _SMOOTHING), np.arange(COLUMNS), soft)
    taper = np.clip(np.linspace(0, 12, fine.size), 0, 1) * np.clip(np.linspace(4, 0, fine.size), 0, 1)
    half = (np.maximum(fine, 0.012) * 0.92 * taper).astype(np.float32)
    x = -np.linspace(inner + 0.01, 0.99, fine.size, dtype=np.float32)
    return np.concatenate((x, x[::-1])), np.concatenate((half, -half[::-1]))
