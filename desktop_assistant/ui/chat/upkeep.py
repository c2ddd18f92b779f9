"""When the picture of the conversation is made again: after a change, in slices, ahead of the reader, for what comes late."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

REFRESH_MS = 80
"""A streaming message is drawn at most this often: 12 times a second reads as live."""
LOOK_AHEAD_MS = 25
COLOURS_MS = 40
"""How often finished colours of code are asked for, while some are missing."""
FORMULAS_MS = 20
"""Formulas that arrive within this are drawn together."""
DOTS_MS = 60
DOTS_PERIOD_MS = 1300
STILL_PHASE = 0.18
"""Of dots that do not move."""
WAITING_MS = 700
"""A message that waits to be sent is drawn again after this: only then it is called waiting."""


class Upkeep(QObject):
    """Timers without opinions; the view does the work when one is due."""

    refresh_due = Signal()
    ahead_due = Signal()
    colours_due = Signal()
    formulas_due = Signal()
    dots_due = Signal()
    waiting_due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last_refresh = QElapsedTimer()
        self._motion_clock = QElapsedTimer()
        self._motion_clock.start()
        self._refresh = QTimer(self, singleShot=True)
        self._slice = QTimer(self, singleShot=True)
        self._ahead = QTimer(self, interval=LOOK_AHEAD_MS, singleShot=True)
        self._colours = QTimer(self, interval=COLOURS_MS, singleShot=True)
        self._formulas = QTimer(self, interval=FORMULAS_MS, singleShot=True)
        self._dots = QTimer(self, interval=DOTS_MS)
        self._waiting = QTimer(self, interval=WAITING_MS, singleShot=True)
        for timer, due in (
            (self._refresh, self.refresh_due),
            (self._slice, self.refresh_due),
            (self._ahead, self.ahead_due),
            (self._colours, self.colours_due),
            (self._formulas, self.formulas_due),
            (self._dots, self.dots_due),
            (self._waiting, self.waiting_due),
        ):
            timer.timeout.connect(due)

    @property
    def has_work(self) -> bool:
        """Whether the picture will change by itself: a refresh is due or rows are still being laid out."""
        return any(timer.isActive() for timer in (self._refresh, self._slice, self._ahead, self._colours, self._formulas))

    @property
    def awaits_refresh(self) -> bool:
        """A change was noted and is not drawn yet."""
        return self._refresh.isActive()

    @property
    def dots_move(self) -> bool:
        """Whether dots are being drawn again and again."""
        return self._dots.isActive()

    def refresh_soon(self) -> None:
        """Something changed."""
        if not self._refresh.isActive():
            passed = self._last_refresh.elapsed() if self._last_refresh.isValid() else REFRESH_MS
            self._refresh.start(max(REFRESH_MS - int(passed), 0))

    def refreshed(self) -> None:
        """All changes are drawn."""
        self._last_refresh.start()
        self._refresh.stop()

    def go_on(self) -> None:
        """More rows wait to be laid out: at once, but after what the user does."""
        self._slice.start()

    def look_ahead(self) -> None:
        """Rows just outside of the view next."""
        self._ahead.start()

    def await_colours(self) -> None:
        """Some code is still plain."""
        if not self._colours.isActive():
            self._colours.start()

    @Slot()
    def formulas_soon(self) -> None:
        """A formula arrived."""
        if not self._formulas.isActive():
            self._formulas.start()

    def call_waiting(self) -> None:
        """A message may be called waiting in a moment."""
        if not self._waiting.isActive():
            self._waiting.start()

    def run_dots(self, wanted: bool) -> None:
        """Move them, or stop."""
        if not wanted:
            self._dots.stop()
        elif not self._dots.isActive():
            self._dots.start()

    def phase(self) -> float:
        """Of moving dots, 0 to 1."""
        return (self._motion_clock.elapsed() % DOTS_PERIOD_MS) / DOTS_PERIOD_MS
