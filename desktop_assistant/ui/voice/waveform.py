"""The picture of both voices: yours as bars to the right of the talk button, the assistant's as a filled curve to its left.

Shape, side and colour all tell them apart. Newest sound is next to the button and travels outwards. Frames are made
only while something sounds or the last of it is still travelling; then the timer stops. pyqtgraph takes half a second
to import, so a thread imports it after the window is on screen.

It asks for every class of Qt's modules, and PySide makes a class when it is first asked for. Made in a thread while the window
takes events, half-made classes ended the process (on a busy machine one start in a dozen). So this thread, the window's, has
all of them made before, a few at a time.
"""

import gc
import importlib
import threading
import time
from collections.abc import Iterator
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_assistant.core.snapshot import Levels
from desktop_assistant.ui.theme import theme_keeper
from desktop_assistant.ui.voice.frames import Frames
from desktop_assistant.ui.voice.level_history import LevelHistory

_PLOT = "desktop_assistant.ui.voice.wave_plot"
"""Imported late: it imports pyqtgraph."""
_SLICE_S = 0.003
"""Of the window's time, for making Qt's classes."""
_NO_MORE = object()
_STILL_FRAME_S = 0.25
"""With reduced motion the picture changes this seldom."""


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
        self._classes: Iterator[object] | None = None
        """Qt's, still to be made."""
        self._importer: threading.Thread | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(10)
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
        if self._plot is None and self._classes is None:
            self._classes = _classes_of_qt()
            self._poll.start()

    def load_now(self) -> None:
        """Import pyqtgraph and draw before returning."""
        if self._plot is None:
            self._build(importlib.import_module(_PLOT))

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The gap is left out of it, so that the button in it can be painted alone."""
        super().resizeEvent(event)
        hole = QRect((self.width() - self._gap) // 2, 0, self._gap, self.height())
        self.setMask(QRegion(self.rect()) - QRegion(hole))

    # --- drawing ------------------------------------------------------------------------------------------------
    @Slot()
    def _look_for_import(self) -> None:
        if self._importer is None:
            if self._classes is not None and not _goes_on(self._classes):
                self._importer = threading.Thread(target=importlib.import_module, args=(_PLOT,), daemon=True)
                self._importer.start()
        elif not self._importer.is_alive():
            self._poll.stop()
            self.load_now()
            gc.freeze()  # tens of thousands of things that stay for good: no full collection looks through them again

    def _build(self, module: Any) -> None:
        self._plot = module.WavePlot(self._gap, self)
        self._plot.setAccessibleName(self.accessibleName())
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._plot)
        self._draw()

    @Slot()
    def _take_colours(self) -> None:
        if self._plot is not None:
            self._plot.take_colours()

    @Slot(float)
    def _on_frame(self, now: float) -> None:
        if not self._levels.is_moving:
            self._frames.want("waveform", False)
            return
        if self._reduced_motion:
            if now - self._drawn_at < _STILL_FRAME_S:
                return
            self._levels.hold(now)
        else:
            self._levels.travel(now)
        self._drawn_at = now
        self._draw()

    def _draw(self) -> None:
        if self._plot is not None:
            self._plot.show_rows(self._levels.mic, self._levels.voice)


def _classes_of_qt() -> Iterator[object]:
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            yield getattr(module, name)


def _goes_on(classes: Iterator[object]) -> bool:
    """Has some of them made; False when all of them are."""
    end = time.perf_counter() + _SLICE_S
    while time.perf_counter() < end:
        if next(classes, _NO_MORE) is _NO_MORE:
            return False
    return True
