"""The window's side of the process that looks: begun when something is to be looked at, ended with it."""

import sys

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.ui.sharing.wire import Failed, Reader, Source, Trouble, order

END_MS = 1_000
"""For a killed process to be gone, when the window goes too."""


def command() -> list[str]:
    """From a checkout, and from a frozen program, which has no `python -m`."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "watcher"]
    return [sys.executable, "-m", "desktop_assistant.ui.sharing"]


class WatcherProcess(QObject):
    """`begin`, then orders; every answer is a `said`. | the process | `begin` | `end`, or with this object |"""

    said = Signal(object)
    """A message of `wire`; the process's own end is a Failed."""

    def __init__(self, parent: QObject, program: list[str] | None = None) -> None:
        """program: instead of the true one."""
        super().__init__(parent)
        self._program = program or command()
        self._process: QProcess | None = None
        self._leaving: list[QProcess] = []
        """Killed, and not gone yet."""
        self._reader = Reader()

    @property
    def is_running(self) -> bool:
        """There is one."""
        return self._process is not None

    def begin(self) -> None:
        """Start it, unless it runs, and ask what there is."""
        if self._process is None:
            self._reader = Reader()
            process = self._process = QProcess(self)
            process.setStandardErrorFile(QProcess.nullDevice())
            process.readyReadStandardOutput.connect(self._read)
            process.finished.connect(self._ended)
            process.errorOccurred.connect(self._ended)
            process.start(self._program[0], self._program[1:])
        self._tell(list=True)

    def open(self, source: Source, number: int, limits: ImageLimits, *, most_bytes: int) -> None:
        """Look at this one from now on."""
        self._tell(open=source.id, number=number, side=limits.max_side, bytes=most_bytes)

    def look(self) -> None:
        """One picture, please."""
        self._tell(look=True)

    def end(self, *, wait: bool = False) -> None:
        """Look at nothing any more, at once: a camera's light goes out with the process that has it. wait: until all are gone."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._read)
            process.errorOccurred.disconnect(self._ended)
            process.finished.disconnect(self._ended)
            process.finished.connect(self._left)
            self._leaving.append(process)
            process.kill()
            self._left()  # it may be gone already
        if wait:
            for leaving in list(self._leaving):
                leaving.waitForFinished(END_MS)

    @Slot()
    def _left(self) -> None:
        for process in [one for one in self._leaving if one.state() is QProcess.ProcessState.NotRunning]:
            self._leaving.remove(process)
            process.deleteLater()

    def _tell(self, **fields: object) -> None:
        if self._process is not None:
            self._process.write(order(**fields))

    @Slot()
    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        try:
            messages = self._reader.feed(bytes(process.readAllStandardOutput().data()))
        except ProtocolError as error:
            self.end()
            self.said.emit(Failed(number=0, trouble=Trouble.UNUSABLE, detail=str(error)))
            return
        for message in messages:
            self.said.emit(message)

    @Slot()
    def _ended(self) -> None:
        """By itself, or its pipe has failed."""
        if self._process is not None:
            self.end()
            self.said.emit(Failed(number=0, trouble=Trouble.UNUSABLE))
