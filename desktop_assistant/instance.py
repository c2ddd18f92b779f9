"""One program per history: a second start brings the first one's window to the front, and ends.

Two at once would ring each timer twice, overwrite each other's notes and log files, and share one microphone.
"""

import hashlib
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QLockFile, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

log = logging.getLogger(__name__)

KNOCK_MS = 2_000
"""How long the first one may take to answer; one that stands still longer is as good as gone."""
ENDING_MS = 8_000
"""Longer than any shut-down takes."""
AGAIN_MS = 250
_HERE = b"here\n"


class Instance(QObject):
    """Whether we are the one. | lock file | acquired in `claim` | released at the process's end, however it comes |"""

    asked_to_show = Signal()
    """Somebody started the program once more."""

    def __init__(self, folder: Path) -> None:
        """folder: where the history is."""
        super().__init__()
        self._lock = QLockFile(str(folder / "running.lock"))
        self._lock.setStaleLockTime(0)  # the owner's process decides, not the age of the file
        self._address = _address(folder)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """False: another one runs and has come to the front. Needs a QApplication.

        One that is just ending is waited for. A folder that cannot be written, or a program that hangs, keeps nobody out.
        """
        if self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError:
            return True
        waited = QElapsedTimer()
        waited.start()
        while waited.elapsed() < ENDING_MS:
            # Whoever does not listen is just ending, or just beginning: its window comes before its ear.
            if self._knock():
                return False
            if self._lock.tryLock(AGAIN_MS):
                return True
        log.warning("another program holds this history and does not answer")
        return True

    def listen(self) -> None:
        """From now on a later start is told that we are here."""
        from PySide6.QtNetwork import QLocalServer  # 15 ms that the first paint need not wait for

        QLocalServer.removeServer(self._address)  # left behind by one that was killed
        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_knock)
        if not server.listen(self._address):
            log.info("later starts will not find this one", extra={"reason": server.errorString()})

    def close(self) -> None:
        """We are ending: a later start shall wait for that, not for our window."""
        if self._server is not None:
            self._server.close()

    def _knock(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._address)
        return socket.waitForConnected(KNOCK_MS) and socket.waitForReadyRead(KNOCK_MS)

    @Slot()
    def _on_knock(self) -> None:
        while self._server is not None and (visitor := self._server.nextPendingConnection()):
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.write(_HERE)
            visitor.flush()
            visitor.disconnectFromServer()
            self.asked_to_show.emit()


def _address(folder: Path) -> str:
    """A socket in our own folder, where nobody else can put one; Windows has names instead."""
    if sys.platform != "win32":
        return str(folder / "running.socket")
    return "desktop-assistant-" + hashlib.sha256(str(folder).encode()).hexdigest()[:16]
