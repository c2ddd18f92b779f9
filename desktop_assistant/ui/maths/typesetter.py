"""Outlines of formulas: at once if they are known, a moment later if not, never if they cannot be read."""

import atexit
import json
import sys
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QProcess, Qt, QTimer, Signal, Slot

from desktop_assistant.ui.maths.outline import Outline, OutlineError

MOST_KEPT = 1500
"""Outlines; some 5 kB each."""
MOST_WAITING = 300
"""Beyond these the oldest wish is forgotten, and comes again when somebody looks."""
START_MS = 30_000
LONGEST_MS = 3000
"""For one formula, a hundred times what one takes; then it is taken for hostile and the process is ended."""
QUIET_MS = 60_000
"""Without work the process ends and gives its memory back."""
_LONGEST_LINE = 2_000_000
_MOST_FAILURES = 5
"""In a row, of a process that cannot even start; then nothing is asked any more."""


class FormulaKey(NamedTuple):
    """What an outline is made from."""

    latex: str
    is_display: bool


class Typesetter(QObject):
    """Asks the process of formulas, one at a time, the newest wish first."""

    arrived = Signal()
    """One more is known, or known to be unreadable."""

    def __init__(self, parent: QObject | None = None, command: tuple[str, ...] = ("-m", "desktop_assistant.ui.maths")) -> None:
        super().__init__(parent)
        self._command = command
        self._known: OrderedDict[FormulaKey, Outline | None] = OrderedDict()
        self._wanted: OrderedDict[FormulaKey, None] = OrderedDict()
        self._asked: FormulaKey | None = None
        self._failures = 0
        self._process: QProcess | None = None
        self._is_loaded = False
        self._limit = QTimer(self, singleShot=True)
        self._limit.timeout.connect(self._give_up)
        self._quiet = QTimer(self, interval=QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self.close)

    @property
    def is_working(self) -> bool:
        """Something was asked for and is not known yet."""
        return self._asked is not None or bool(self._wanted)

    @property
    def process_id(self) -> int:
        """Of the process of formulas; 0 while there is none."""
        return self._process.processId() if self._process else 0

    def knows(self, key: FormulaKey) -> bool:
        """Whether `get` has its last word to say about it."""
        return key in self._known

    def get(self, key: FormulaKey) -> Outline | None:
        """The shape; None: not known yet, or not readable. What is not known is asked for."""
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        if key != self._asked:
            self._wanted[key] = None
            self._wanted.move_to_end(key)
            if len(self._wanted) > MOST_WAITING:
                self._wanted.popitem(last=False)
            self._ask()
        return None

    @Slot()
    def close(self) -> None:
        """End the process; the next formula starts another."""
        process, self._process = self._process, None
        self._limit.stop()
        if process is None:
            return
        process.blockSignals(True)
        process.kill()
        process.waitForFinished(1000)
        process.deleteLater()

    def _ask(self) -> None:
        if self._asked is not None or not self._wanted:
            return
        self._asked, _ = self._wanted.popitem()
        if self._failures >= _MOST_FAILURES:
            QTimer.singleShot(0, self, self._leave_unread)
            return
        process = self._running()
        process.write(json.dumps({"latex": self._asked.latex, "display": self._asked.is_display}).encode() + b"\n")
        self._quiet.stop()
        self._limit.start(LONGEST_MS if self._is_loaded else START_MS)

    def _running(self) -> QProcess:
        if self._process is None:
            process = self._process = QProcess(self)
            self._is_loaded = False
            process.setWorkingDirectory(str(Path(__file__).resolve().parents[3]))
            process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
            process.setStandardErrorFile(QProcess.nullDevice())
            process.readyReadStandardOutput.connect(self._read)
            process.finished.connect(self._give_up, Qt.ConnectionType.QueuedConnection)
            process.errorOccurred.connect(self._give_up, Qt.ConnectionType.QueuedConnection)
            process.start(sys.executable, list(self._command))
        return self._process

    @Slot()
    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            if self._is_loaded:
                self._learn(_outline(line))
            else:
                self._is_loaded, self._failures = True, 0
                self._limit.start(LONGEST_MS)
        if self._process is not None and self._process.bytesAvailable() > _LONGEST_LINE:
            self._give_up()

    @Slot()
    def _give_up(self) -> None:
        """Too slow, too long, or it took the process down."""
        if self._process is None or self.sender() not in (None, self._limit, self._process):
            return  # of a process that was ended before
        self._failures += not self._is_loaded
        self.close()
        self._leave_unread()

    @Slot()
    def _leave_unread(self) -> None:
        self._learn(None)

    def _learn(self, outline: Outline | None) -> None:
        key, self._asked = self._asked, None
        self._limit.stop()
        if key is not None:
            self._known[key] = outline
            while len(self._known) > MOST_KEPT:
                self._known.popitem(last=False)
            self.arrived.emit()
        self._ask()
        if self._asked is None:
            self._quiet.start()


def _outline(line: bytes) -> Outline | None:
    try:
        fields = json.loads(line)
        return Outline(fields["width"], fields["ascent"], fields["descent"], fields["steps"])
    except (ValueError, KeyError, TypeError, OutlineError):
        return None


@lru_cache(maxsize=1)
def typesetter() -> Typesetter:
    """The one of this program; its process ends with it."""
    made = Typesetter()
    application = QCoreApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(made.close)
    atexit.register(made.close)
    return made
