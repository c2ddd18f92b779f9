"""The process that looks, among sources that are not there: `python tests/fakes/watcher.py [MANNER]`.

A screen that is red on its left, a window that is blue there, a camera that is green; each picture has another shade. MANNER is
none: there are no sources; gone: they are closed after their third picture; deaf: they give none; dies: the process ends instead
of the second; garbage: it says nonsense; stuck: it never comes back from its first look; long: the window has a long name.
"""

import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from desktop_assistant.ui.sharing.watcher import Look, serve
from desktop_assistant.ui.sharing.wire import Kind, Source, Trouble

SCREEN = Source(id="screen:one", kind=Kind.SCREEN, name="One")
WINDOW = Source(id="window:0", kind=Kind.WINDOW, name="Accounts")
CAMERA = Source(id="camera:00", kind=Kind.CAMERA, name="Lid")
COLOURS = {SCREEN.id: "red", WINDOW.id: "blue", CAMERA.id: "green"}


class Painted(Look):
    """One of them."""

    def __init__(self, source_id: str, manner: str) -> None:
        super().__init__()
        self._colour = QColor(COLOURS[source_id])
        self._manner = manner
        self._looks = 0

    def look(self) -> None:
        self._looks += 1
        if self._manner == "deaf":
            return
        if self._manner == "stuck":
            threading.Event().wait()
        if self._manner == "dies" and self._looks > 1:
            os._exit(3)
        if self._manner == "garbage" and self._looks > 1:
            os.write(1, b"X\xff\xff\xff\xff")
            return
        if self._manner == "gone" and self._looks > 3:
            self.failed.emit(Trouble.GONE, "it was closed")
            return
        image = QImage(1920, 1080, QImage.Format.Format_RGB32)
        image.fill(self._colour.darker(100 + self._looks % 50))
        painter = QPainter(image)
        painter.fillRect(960, 0, 960, 1080, QColor("white"))
        painter.end()
        self.seen.emit(image)

    def close(self) -> None:
        self._colour = QColor("black")


class FakeWorld:
    def __init__(self, manner: str) -> None:
        self._manner = manner

    def sources(self) -> tuple[Source, ...]:
        if self._manner == "none":
            return ()
        return (SCREEN, replace(WINDOW, name="Accounts of the year, " * 12) if self._manner == "long" else WINDOW, CAMERA)

    def open(self, source_id: str) -> Look | None:
        return Painted(source_id, self._manner) if source_id in COLOURS else None


def program(manner: str = "") -> list[str]:
    """The command that starts it."""
    return [sys.executable, str(Path(__file__).resolve()), *([manner] if manner else [])]


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    manner = sys.argv[1] if len(sys.argv) > 1 else ""
    app = QGuiApplication([])
    sys.exit(serve(app, FakeWorld(manner), stuck_s=0.1) if manner == "stuck" else serve(app, FakeWorld(manner)))
