"""The true process on a true (virtual) screen: it lists screen and windows, gives their pictures, and notices a window's end."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage

from desktop_assistant.ui.sharing.wire import Failed, Kind, Message, Picture, Reader, Source, Sources, Trouble, order
from tests.e2e.display import HEIGHT, WIDTH, Display

pytestmark = pytest.mark.e2e

A_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
window = QLabel()
window.setWindowTitle("A red one")
window.setStyleSheet("background: #ff0000")
window.resize(400, 300)
window.show()
app.exec()
"""


class Watching:
    """The process and its pipe."""

    def __init__(self, display: Display) -> None:
        env = {name: value for name, value in display.env.items() if name != "XDG_SESSION_TYPE"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "desktop_assistant.ui.sharing"], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._reader = Reader()
        self._waiting: list[Message] = []

    def tell(self, **fields: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(order(**fields))
        self.process.stdin.flush()

    def next(self) -> Message:
        assert self.process.stdout is not None
        while not self._waiting:
            received = self.process.stdout.read1(1 << 16)  # type: ignore[attr-defined]
            assert received, "the process ended"
            self._waiting += self._reader.feed(received)
        return self._waiting.pop(0)

    def sources(self) -> tuple[Source, ...]:
        self.tell(list=True)
        found = self.next()
        assert isinstance(found, Sources)
        return found.found

    def open(self, source: Source, number: int = 1) -> None:
        self.tell(open=source.id, number=number, side=1024, bytes=150_000)

    def look(self) -> Message:
        self.tell(look=True)
        return self.next()


@pytest.fixture
def watching(display: Display) -> Iterator[Watching]:
    made = Watching(display)
    yield made
    assert made.process.stdin is not None
    assert made.process.stdout is not None
    made.process.stdin.close()
    assert made.process.wait(30) == 0  # it ends with its input
    made.process.stdout.close()


@pytest.fixture
def red(display: Display) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-c", A_WINDOW], env=display.env)
    display.window_of(process.pid)
    yield process
    process.kill()
    process.wait(30)


def decoded(message: Message) -> QImage:
    assert isinstance(message, Picture)
    image = QImage()
    assert image.loadFromData(QByteArray(message.data), "JPEG")  # type: ignore[call-overload]
    assert (image.width(), image.height()) == (message.width, message.height)
    assert max(image.width(), image.height()) <= 1024
    assert len(message.data) <= 150_000
    return image


def until(what: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not what():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)


def test_a_screen(watching: Watching) -> None:
    screen = next(one for one in watching.sources() if one.kind is Kind.SCREEN)
    watching.open(screen)
    for _ in range(3):
        image = decoded(watching.look())
        assert image.width() == 1024
        assert abs(image.height() - 1024 * HEIGHT / WIDTH) <= 1


def test_a_window_as_long_as_it_is_there(watching: Watching, red: "subprocess.Popen[bytes]") -> None:
    def listed() -> list[Source]:
        return [one for one in watching.sources() if one.name == "A red one"]

    until(listed)
    [source] = listed()
    watching.open(source)
    image = decoded(watching.look())
    colour = image.pixelColor(image.width() // 2, image.height() // 2)
    assert colour.red() > 240
    assert colour.green() < 20
    red.kill()
    red.wait(30)
    message = watching.look()
    while isinstance(message, Picture):
        message = watching.look()
    assert message == Failed(number=1, trouble=Trouble.GONE, detail=message.detail)  # type: ignore[union-attr]


def test_what_is_not_there_is_gone(watching: Watching) -> None:
    watching.open(Source(id="camera:00", kind=Kind.CAMERA, name=""), 9)
    assert watching.next() == Failed(number=9, trouble=Trouble.GONE)
