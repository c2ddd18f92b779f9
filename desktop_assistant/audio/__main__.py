"""Entry of the audio process: `python -m desktop_assistant.audio <resources>`.

Commands come in on stdin and reports go out on stdout (`pipe.py`), log lines go to stderr; the end of stdin is the end of us.
Reading and writing have a thread each, which only copy bytes, so that a window that stands still is never heard.
"""

import argparse
import faulthandler
import gc
import logging
import os
import queue
import sys
import threading
import time
import traceback
from collections import deque
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from desktop_assistant.audio.devices import QtSound
from desktop_assistant.audio.messages import EXIT_RESTART_ME, Ready, Report, decode, encode
from desktop_assistant.audio.microphone import Ears
from desktop_assistant.audio.pipe import FrameReader
from desktop_assistant.audio.service import HEARTBEAT_MS, AudioService
from desktop_assistant.audio.sound_server import SoundServer, socket_path

log = logging.getLogger(__name__)

_EXIT_BUG = 70
_BACKLOG = 3000
"""Reports (a minute of microphone) that wait for a reader before newer ones are dropped."""
VAD_MODEL = Path("models") / "silero_vad_16k_op15.onnx"


class Outlet:
    """Writes reports from a thread of its own; acquired: the thread, which ends with the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._queue: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="outlet", daemon=True)
        self._thread.start()

    def send(self, report: Report) -> None:
        """Never blocks."""
        if self._queue.qsize() < _BACKLOG:
            self._queue.put(encode(report))

    def close(self) -> None:
        """Write what is queued, for at most a moment."""
        self._queue.put(None)
        self._thread.join(0.2)

    def _write(self) -> None:
        while (frame := self._queue.get()) is not None:
            rest = memoryview(frame)
            while rest:
                try:
                    rest = rest[os.write(self._descriptor, rest) :]
                except OSError:
                    return


class Loop(QObject):
    """Qt's side of the service: timers, and the threads' signals."""

    _arrived = Signal()
    _loaded = Signal()

    def __init__(self, resources: Path, outlet: Outlet, first: bytes) -> None:
        super().__init__()
        self._resources = resources
        self._outlet = outlet
        self._received: deque[bytes] = deque([first])
        self._reader = FrameReader()
        self._ears: Ears | None = None
        server = SoundServer(socket_path(os.environ))
        self._sound = QtSound(server, self._devices_changed)
        self._service = AudioService(self._sound, sounds_folder=resources / "sounds", send=outlet.send, clock=time.monotonic)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._heart = QTimer(self)
        self._heart.setInterval(HEARTBEAT_MS)
        self._heart.timeout.connect(self._beat)
        self._arrived.connect(self._receive)
        self._loaded.connect(self._hear)
        outlet.send(Ready())
        self._service.start(server_gone=not server.was_there)
        self._receive()
        self._heart.start()
        # After the first commands: sound that a predecessor left unplayed does not wait for the models.
        threading.Thread(target=self._read, name="inlet", daemon=True).start()
        threading.Thread(target=self._load, name="models", daemon=True).start()

    @Slot()
    def _tick(self) -> None:
        self._service.tick()
        self._pace()

    @Slot()
    def _beat(self) -> None:
        self._service.heartbeat()
        self._pace()
        if self._service.is_lost:
            self._leave(EXIT_RESTART_ME)

    @Slot()
    def _receive(self) -> None:
        while self._received:
            received = self._received.popleft()
            if not received:
                self._service.close()
                self._leave(0)
            for header, blob in self._reader.feed(received):
                self._service.receive(decode(header, blob))  # type: ignore[arg-type]
        self._pace()

    @Slot()
    def _hear(self) -> None:
        if self._ears is not None:
            self._service.hear_with(self._ears)
        # What is loaded now stays for good: nothing for the garbage collector to look through again and again.
        gc.freeze()

    def _devices_changed(self) -> None:
        self._service.devices_changed()
        self._pace()

    def _pace(self) -> None:
        wanted = self._service.tick_ms
        if wanted is None:
            self._timer.stop()
        elif not self._timer.isActive() or self._timer.interval() != wanted:
            self._timer.start(wanted)

    def _leave(self, code: int) -> None:
        # Qt's own clean-up hangs or aborts once its sound server is gone, so there is none.
        self._outlet.close()
        os._exit(code)

    def _read(self) -> None:
        while received := os.read(0, 1 << 16):
            self._received.append(received)
            self._arrived.emit()
        self._received.append(b"")
        self._arrived.emit()

    def _load(self) -> None:
        # Imported here, off the loop: together they take most of a second, and playback need not wait for them.
        from desktop_assistant.audio.echo import EchoCanceller
        from desktop_assistant.audio.vad import SileroVad

        self._ears = Ears(vad=SileroVad(self._resources / VAD_MODEL), echo=EchoCanceller())
        self._loaded.emit()


def _die(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Qt would go on after an exception in a slot, with half a state; our parent can do better: a new process."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(_EXIT_BUG)


def main() -> int:
    """Run until stdin ends."""
    sys.excepthook = _die
    parser = argparse.ArgumentParser(description="The audio process of Desktop Assistant; started by the program itself.")
    parser.add_argument("resources", type=Path, help="folder of models/ and sounds/")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s:%(name)s:%(message)s")
    faulthandler.enable()
    # Reports have the pipe to themselves: whatever a library prints goes to the log.
    pipe = os.dup(1)
    os.dup2(2, 1)
    # A spare process waits here, with its code loaded and nothing opened, until it is needed or its parent ends.
    first = os.read(0, 1 << 16)
    if not first:
        return 0
    app = QCoreApplication(sys.argv[:1])
    loop = Loop(arguments.resources, Outlet(pipe), first)
    assert loop is not None
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
