"""The process that looks: screens, windows and cameras, one picture when it is asked for one.

QtMultimedia may take its process along when a device or a driver misbehaves, and a large screen takes 50 ms to be copied, scaled
and written as JPEG: neither belongs into the window's process. See `wire` for what it is told and what it says.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO, Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.ui.attach.encoding import Refused, encoded
from desktop_assistant.ui.sharing.wire import Failed, Message, Picture, Source, Sources, Trouble, written

SMALLEST_SIDE, SMALLEST_BYTES = 64, 2_000
STUCK_S = 10.0
STUCK = 75
"""The exit code of a process that a driver holds."""


class Look(QObject):
    """A source that is open; it is closed with `close`."""

    seen = Signal(QImage)
    """What was asked for."""
    failed = Signal(object, str)
    """A Trouble: there will be no more; and what the system says to it."""

    def look(self) -> None:
        """One picture, as soon as there is one."""
        raise NotImplementedError

    def close(self) -> None:
        """Look no longer."""
        raise NotImplementedError


class World(Protocol):
    """What there is to look at."""

    def sources(self) -> tuple[Source, ...]:
        """Now."""
        ...

    def open(self, source_id: str) -> Look | None:
        """Begin; None: it is not there any more."""
        ...


class Watcher(QObject):
    """Obeys; at most one source is open. | the open source | `open` | the next `open`, `close`, its failure, the end |"""

    def __init__(self, world: World, say: Callable[[Message], None]) -> None:
        super().__init__()
        self._world, self._say = world, say
        self._open: Look | None = None
        self._number = 0
        self._limits = ImageLimits()

    @Slot(bytes)
    def obey(self, line: bytes) -> None:
        """One order; nonsense is passed over."""
        try:
            told = json.loads(line)
            if told.get("list"):
                self._say(Sources(found=self._world.sources()))
            elif source_id := told.get("open"):
                self._begin(str(source_id), int(told["number"]), int(told["side"]), int(told["bytes"]))
            elif told.get("look") and self._open is not None:
                self._open.look()
            elif told.get("close"):
                self.close()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return

    def close(self) -> None:
        """Look at nothing."""
        was, self._open = self._open, None
        if was is not None:
            was.seen.disconnect(self._on_seen)
            was.failed.disconnect(self._on_failed)
            was.close()
            was.deleteLater()

    def _begin(self, source_id: str, number: int, side: int, size: int) -> None:
        self.close()
        self._number = number
        self._limits = ImageLimits(max_side=max(side, SMALLEST_SIDE), max_bytes=max(size, SMALLEST_BYTES))
        self._open = self._world.open(source_id)
        if self._open is None:
            self._say(Failed(number=number, trouble=Trouble.GONE))
            return
        self._open.seen.connect(self._on_seen)
        self._open.failed.connect(self._on_failed)

    @Slot(QImage)
    def _on_seen(self, image: QImage) -> None:
        try:
            made = encoded(image, "", self._limits)
        except Refused:  # a picture that cannot be read, as a window without a surface gives
            self._on_failed(Trouble.GONE, "")
            return
        self._say(Picture(number=self._number, width=made.width, height=made.height, data=made.data))

    @Slot(object, str)
    def _on_failed(self, trouble: Trouble, detail: str) -> None:
        self.close()
        self._say(Failed(number=self._number, trouble=trouble, detail=detail))


class Orders(QObject):
    """Lines of the input, read beside Qt's loop: not every system can wait for a pipe in it."""

    came = Signal(bytes)
    ended = Signal()

    def __init__(self, lines: BinaryIO, stuck_s: float) -> None:
        """stuck_s: after the input's end, for Qt's loop to end too; a driver that holds it may hold a camera that is on."""
        super().__init__()
        self._lines = lines
        self._stuck_s = stuck_s
        self.is_obeyed = threading.Event()
        """Qt's loop has ended."""

    def begin(self) -> None:
        """Once somebody listens: what is emitted before that is lost."""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self._lines:
            self.came.emit(line)
        self.ended.emit()
        if not self.is_obeyed.wait(self._stuck_s):
            os._exit(STUCK)


def serve(app: QGuiApplication, world: World, *, stuck_s: float = STUCK_S) -> int:
    """Until the input ends, and so many seconds more if something holds us."""
    out = sys.stdout.buffer

    def say(message: Message) -> None:
        try:
            out.write(written(message))
            out.flush()
        except OSError:  # nobody listens any more
            app.quit()

    watcher = Watcher(world, say)
    orders = Orders(sys.stdin.buffer, stuck_s)
    orders.came.connect(watcher.obey)
    orders.ended.connect(app.quit)
    orders.begin()
    code = app.exec()
    orders.is_obeyed.set()
    watcher.close()
    return code
