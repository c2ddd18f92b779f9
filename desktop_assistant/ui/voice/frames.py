"""One beat for everything that moves, 30 frames a second or 15, silent as soon as nothing does."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

FRAME_MS = 33
CALM_FRAME_MS = 66
"""While only calm things move, such as the dots of the thinking."""


class Frames(QObject):
    """Ticks while the window is shown and somebody wants frames.

    One timer instead of one per widget: idle costs nothing, and all motion is painted in the same pass.
    """

    tick = Signal(float)
    """CLOCK_MONOTONIC seconds of this frame."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._wanted: dict[str, int] = {}
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

    def want(self, who: str, on: bool, *, calm: bool = False) -> None:
        """`who` has, or no longer has, something that moves; half the frames are enough for what is calm."""
        if on:
            self._wanted[who] = CALM_FRAME_MS if calm else FRAME_MS
        else:
            self._wanted.pop(who, None)
        self._settle()

    def set_shown(self, shown: bool) -> None:
        """The window can, or cannot, be seen."""
        self._shown = shown
        self._settle()

    def beat(self) -> None:
        """One frame."""
        self.tick.emit(self._clock())

    def _settle(self) -> None:
        if not (self._shown and self._wanted):
            self._timer.stop()
            return
        interval = min(self._wanted.values())
        if not self._timer.isActive() or self._timer.interval() != interval:
            self._timer.start(interval)
