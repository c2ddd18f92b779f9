"""The true window with a fake program behind it, in a process of its own: it says where the keyboard is when it is asked.

One JSON object per line in, one out. `{"ask": "focus"}`: the widget that the next key goes to, with its place on the screen;
`{"ask": "state"}`: what the person has done so far, and what is open; `{"ask": "picture"}`: puts one on the clipboard.
"""

import asyncio
import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QObject, QPoint, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from qasync import QEventLoop

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.settings.model import Settings, Theme
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.sharing.process import WatcherProcess
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import DEVICES, FakeControl
from tests.fakes.items import said, spoken
from tests.fakes.shown import asked, shown
from tests.fakes.watcher import program

ITEMS = [
    said("u", "How do I reach her?"),
    spoken("a", "Write to anna@example.org, or call +49 30 1234567."),
    shown("t", "table"),
    asked("q", "Which Georgia?", "The country", "The state"),
]


class Answers(QObject):
    """Questions are read beside Qt's loop and answered in it, also while a dialog has one of its own."""

    came = Signal(str)

    def __init__(self, window: MainWindow, control: FakeControl) -> None:
        super().__init__()
        self._window, self._control = window, control
        self.came.connect(self._answer)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line)
        os._exit(0)

    @Slot(str)
    def _answer(self, line: str) -> None:
        asked_for = json.loads(line)["ask"]
        told = {"focus": _focus, "state": self._state, "picture": _picture}[asked_for]()
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    def _state(self) -> dict[str, Any]:
        window, settings = self._window, self._control.settings
        return {
            "events": [f"{type(event).__name__} {getattr(event, 'text', '')}".strip() for event in self._control.events],
            "clipboard": QGuiApplication.clipboard().text(),
            "conversation": self._control.snapshot.conversation_id,
            "pinned": len(self._control.library_store.pinned),
            "tags": sorted({tag for tags in self._control.library_store.tags.values() for tag in tags}),
            "persona": settings.persona.name,
            "mode": self._control.snapshot.mode.value,
            "captions": window.captions.isVisible(),
            "sharing": window.share.is_on,
            "attached": len(window.chat.composer.desk.parts),
            "found": window.chat.find_bar.count.text(),
            "drawer": window.body.is_open,
        }


def _focus() -> dict[str, Any]:
    widget: QWidget | None = QApplication.activePopupWidget() or QApplication.focusWidget()
    if widget is None:
        return {"kind": "", "name": "", "id": 0, "window": "", "is_visible": False, "rect": [0, 0, 0, 0]}
    corner = widget.mapToGlobal(QPoint(0, 0))
    return {
        "id": id(widget),
        "kind": type(widget).__name__,
        "name": widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else ""),
        "window": widget.window().windowTitle(),
        "is_visible": widget.isVisible() and not widget.visibleRegion().isEmpty(),
        "rect": [corner.x(), corner.y(), widget.width(), widget.height()],
    }


def _picture() -> dict[str, Any]:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    return {}


async def _run(app: QApplication, home: Path) -> None:
    bridge = UiBridge(Settings())
    window = MainWindow(bridge, QSettings(str(home / "window.ini"), QSettings.Format.IniFormat))
    window.voice.waveform.begin_loading = lambda: None  # type: ignore[method-assign]
    window.resize(1000, 800)
    control = FakeControl(bridge)
    control.add_conversation("c1", "How to reach her", items=ITEMS)
    control.add_conversation("c2", "The kettle", age_s=90_000, items=[spoken("k", "The kettle is on.")])
    process = WatcherProcess(window.share, program())
    process.said.connect(window.share._handle)
    window.share._process = process
    closed = asyncio.Event()
    window.closed.connect(closed.set)
    window.show()
    bridge.set_control(control)
    bridge.show_devices(DEVICES)
    bridge.show_conversation(control.infos["c1"], ITEMS)
    control.push(images=ImageLimits(frames_per_s=1.0))
    window.show_welcome()
    answers = Answers(window, control)
    await closed.wait()
    answers.deleteLater()


def main() -> None:
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app.setCursorFlashTime(0)  # what changes on the screen is the keyboard's doing
    apply_theme(app, Theme.LIGHT, 1.0)
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_run(app, Path(sys.argv[1])))
    os._exit(0)


if __name__ == "__main__":
    main()
