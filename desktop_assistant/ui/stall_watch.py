"""Debug aid: logs every slice of the GUI thread that kept the window from answering for too long."""

import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

log = logging.getLogger(__name__)


class StallWatch(QObject):
    """Watches from its construction on: a beat on the GUI thread, and a thread that notices when the beat stays away.

    The thread takes the stack of the GUI thread while it is stuck (afterwards it would show nothing); the beat
    reports how long it took. The thread ends with `stop()`; it is a daemon, so a forgotten one never keeps the
    process alive.
    """

    BEAT_MS = 10

    def __init__(self, parent: QObject, limit_ms: float = 50.0, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self.limit_ms = limit_ms
        self.worst_ms = 0.0
        self._clock = clock
        self._last_beat = clock()
        self._stack = ""
        self._ended = threading.Event()
        self._gui_thread = threading.get_ident()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(self.BEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        threading.Thread(target=self._look, name="stall-watch", daemon=True).start()

    def stop(self) -> None:
        """End the beat and the thread."""
        self._timer.stop()
        self._ended.set()

    def beat(self) -> None:
        """The GUI thread is here again; say so when it was away for too long."""
        now = self._clock()
        away_ms = (now - self._last_beat) * 1000 - self.BEAT_MS
        self._last_beat = now
        self.worst_ms = max(self.worst_ms, away_ms)
        if away_ms > self.limit_ms:
            log.warning("the window did not answer for a while", extra={"away_ms": round(away_ms), "stack": self._stack})
        self._stack = ""

    def look_once(self) -> None:
        """Keep the GUI thread's stack if it is stuck now and none was kept yet."""
        if self._stack or (self._clock() - self._last_beat) * 1000 < self.limit_ms + self.BEAT_MS:
            return
        frame = sys._current_frames().get(self._gui_thread)
        if frame is not None:
            self._stack = "".join(traceback.format_stack(frame, limit=12))

    def _look(self) -> None:
        while not self._ended.wait(0.02):
            self.look_once()
