"""Entry of the audio process: `python -m desktop_assistant.audio <resources>`.

Commands come in on stdin and reports go out on stdout (`pipe.py`), log lines go to stderr; the end of stdin is the end of us.
Reading and writing have a thread each, which only copy bytes, so that a window that stands still is never heard.
"""

import argparse
import contextlib
import faulthandler
import gc
import logging
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication

from desktop_assistant.audio import wakeup
from desktop_assistant.audio.devices import QtSound
from desktop_assistant.audio.loop import Arrival, Loop
from desktop_assistant.audio.messages import EXIT_RESTART_ME, Heartbeat, Ready, Report, encode
from desktop_assistant.audio.microphone import Ears
from desktop_assistant.audio.server_list import ServerList
from desktop_assistant.audio.service import AudioService
from desktop_assistant.audio.sound_server import SoundServer, socket_path
from desktop_assistant.audio.wakeup import WakeUp

log = logging.getLogger(__name__)

_EXIT_BUG = 70
_BACKLOG = 3000
"""Reports (a minute of microphone) that wait for a reader before newer ones are dropped."""
_NICENESS = -10
_SPOKEN_TO_S = 0.05
"""A process that is needed at once finds its first commands waiting; this much later it must be a spare."""
_DEVICE_MS = 3000
"""How long the system may take to open a device: Bluetooth headsets are switched over first."""
_WRITTEN_S = 0.002
"""Lets the outlet's thread run before a call that may hold Python's lock."""
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


class Inlet:
    """Brings commands and the learned stages from threads of its own; acquired: the threads, which end with the process."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources
        self._loader = threading.Thread(target=self._load, name="models", daemon=True)
        self.inbox: queue.SimpleQueue[Arrival] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="inlet", daemon=True).start()

    def first(self) -> list[Arrival]:
        """Wait until somebody commands us. A spare process, to which nobody speaks for long, loads all it will need meanwhile."""
        arrived: list[Arrival] = []
        with contextlib.suppress(queue.Empty):
            arrived.append(self.inbox.get(timeout=_SPOKEN_TO_S))
        if not arrived:
            self.load()
        while not arrived or isinstance(arrived[-1], Ears):
            arrived.append(self.inbox.get())
        return arrived

    def load(self) -> None:
        """Begin to, unless it has begun."""
        if self._loader.ident is None:
            self._loader.start()

    def _read(self) -> None:
        while received := os.read(0, 1 << 16):
            self.inbox.put(received)
        self.inbox.put(b"")

    def _load(self) -> None:
        # Imported here, off the loop: together they take most of a second, and playback need not wait for them.
        from desktop_assistant.audio.conditioning import Conditioning
        from desktop_assistant.audio.echo import EchoCanceller
        from desktop_assistant.audio.sparing import SparingDetector
        from desktop_assistant.audio.vad import SileroVad

        vad = SparingDetector(SileroVad(self._resources / VAD_MODEL))
        self.inbox.put(Ears(vad=vad, echo=EchoCanceller(), conditioning=Conditioning()))
        # What is loaded now stays for good: nothing for the garbage collector to look through again and again.
        gc.freeze()


def run(resources: Path, outlet: Outlet, inlet: Inlet, first: Sequence[Arrival]) -> int:
    """Serve until stdin ends (0) or only a new process can help (EXIT_RESTART_ME)."""
    _sound_first()
    app = QCoreApplication(sys.argv[:1])
    server = SoundServer(socket_path(os.environ))

    def ask_for_patience() -> None:
        outlet.send(Heartbeat(patience_ms=_DEVICE_MS))
        time.sleep(_WRITTEN_S)

    sound = QtSound(server, before_long=ask_for_patience)
    service = AudioService(sound, sounds_folder=resources / "sounds", send=outlet.send, clock=time.monotonic)
    sound.on_change = service.devices_changed
    loop = Loop(
        service,
        inlet.inbox,
        take_inventory=sound.take_inventory,
        let_qt_work=app.processEvents,
        woke_up=WakeUp(wakeup.read_clocks).look,
        clock=time.monotonic,
    )
    outlet.send(Ready())
    service.start(server_gone=not server.was_there)
    for arrival in first:
        loop.receive(arrival)
    # After the first commands: sound that a predecessor left unplayed does not wait for the models.
    inlet.load()
    if server.was_there:
        ServerList(inlet.inbox.put).start()
    loop.run()
    if not service.is_lost:
        service.close()
    return EXIT_RESTART_ME if service.is_lost else 0


def _sound_first() -> None:
    """Ask to be served before whatever else the machine computes: a sound server hears gaps after 5 ms of waiting.

    Where a person may not ask for that, nothing changes. Threads that are started later take it over; a spare, which only loads,
    does not ask.
    """
    if sys.platform == "linux":
        for thread in Path("/proc/self/task").iterdir():
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, int(thread.name), _NICENESS)


def _die(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Qt would go on after an exception in a slot, with half a state; our parent can do better: a new process."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(_EXIT_BUG)


def main(given: list[str] | None = None) -> int:
    """Run until stdin ends."""
    sys.excepthook = _die
    parser = argparse.ArgumentParser(description="The audio process of Desktop Assistant; started by the program itself.")
    parser.add_argument("resources", type=Path, help="folder of models/ and sounds/")
    arguments = parser.parse_args(given)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s:%(name)s:%(message)s")
    faulthandler.enable()
    # Reports have the pipe to themselves: whatever a library prints goes to the log.
    pipe = os.dup(1)
    os.dup2(2, 1)
    inlet = Inlet(arguments.resources)
    first = inlet.first()
    if not first[-1]:
        return 0
    outlet = Outlet(pipe)
    code = run(arguments.resources, outlet, inlet, first)
    outlet.close()
    # Qt's own clean-up hangs or aborts once its sound server is gone, so there is none.
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
