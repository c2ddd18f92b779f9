"""One beat of 30 frames a second for everything that moves, silent as soon as nothing does."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

FRAME_MS = 33


class Frames(QObject):
    """Ticks while the window is shown and somebody wants frames.

    One timer instead of one per widget: idle costs nothing, and all motion is painted in the same pass.
    """

    tick = Signal(float)
    """CLOCK_MONOTONIC seconds of this frame."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._wanted: set[str] = set()
        self._shown = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.beat)

    @property
    def is_running(self) -> bool:
        """Whether frames are being made."""
        return self._timer.isActive()

    @property
    def is_shown(self) -> bool:
        """Whether anybody could see them."""
        return self._shown

    def now(self) -> float:
        """CLOCK_MONOTONIC seconds."""
        return self._clock()

    def want(self, who: str, on: bool) -> None:
        """`who` has, or no longer has, something that moves."""
        if on:
            self._wanted.add(who)
        else:
            self._wanted.discard(who)
        self._settle()

    def set_shown(self, shown: bool) -> None:
        """The window can, or cannot, be seen."""
        self._shown = shown
        self._settle()

    def beat(self) -> None:
        """One frame."""
        self.tick.emit(self._clock())

    def _settle(self) -> None:
        run = self._shown and bool(self._wanted)
        if run != self._timer.isActive():
            if run:
                self._timer.start()
            else:
                self._timer.stop()
