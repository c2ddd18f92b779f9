"""The process that looks: what it does as told, in this process; and over its true pipe, from the window's side."""

import json
import signal
from collections.abc import Callable, Iterator
from os import kill

import pytest
from PySide6.QtCore import QObject, QProcess
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.ui.sharing.process import WatcherProcess, command
from desktop_assistant.ui.sharing.watcher import STUCK, Look, Watcher
from desktop_assistant.ui.sharing.wire import Failed, Kind, Message, Picture, Source, Sources, Trouble
from tests.fakes.watcher import CAMERA, SCREEN, WINDOW, program

LIMITS = ImageLimits(max_side=1024, frames_per_s=1.0)


class Still(Look):
    """Gives what a test puts into it."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0
        self.is_closed = False

    def look(self) -> None:
        self.looks += 1

    def close(self) -> None:
        self.is_closed = True


class Room:
    """Two of them."""

    def __init__(self) -> None:
        self.opened: list[Still] = []

    def sources(self) -> tuple[Source, ...]:
        return (SCREEN, CAMERA)

    def open(self, source_id: str) -> Still | None:
        if source_id == "nowhere":
            return None
        self.opened.append(Still())
        return self.opened[-1]


def image(width: int = 3000, height: int = 1500) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("red"))
    return made


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def tell(qapp: QObject, room: Room, said: list[Message]) -> Callable[..., None]:
    watcher = Watcher(room, said.append)
    return lambda **fields: watcher.obey(json.dumps(fields).encode())


def test_it_looks_only_when_it_is_asked_and_keeps_the_limits(tell: Callable[..., None], room: Room, said: list[Message]) -> None:
    tell(list=True)
    assert said.pop() == Sources(found=(SCREEN, CAMERA))
    tell(open=SCREEN.id, number=3, side=1024, bytes=150_000)
    [still] = room.opened
    assert still.looks == 0
    tell(look=True)
    assert still.looks == 1
    still.seen.emit(image())
    [picture] = said
    assert isinstance(picture, Picture)
    assert (picture.number, picture.width, picture.height) == (3, 1024, 512)
    assert len(picture.data) <= 150_000
    assert QImage.fromData(picture.data, "JPEG").size().width() == 1024  # type: ignore[call-overload]


def test_another_source_closes_the_first_which_says_nothing_more(
    tell: Callable[..., None], room: Room, said: list[Message]
) -> None:
    tell(open=CAMERA.id, number=1, side=640, bytes=90_000)
    tell(open=SCREEN.id, number=2, side=640, bytes=90_000)
    first, second = room.opened
    assert first.is_closed
    first.seen.emit(image())
    first.failed.emit(Trouble.GONE, "")
    assert said == []
    second.failed.emit(Trouble.REFUSED, "busy")
    assert said == [Failed(number=2, trouble=Trouble.REFUSED, detail="busy")]
    assert second.is_closed


def test_what_is_not_there_or_gives_no_picture_is_gone(tell: Callable[..., None], room: Room, said: list[Message]) -> None:
    tell(open="nowhere", number=1, side=640, bytes=90_000)
    assert said.pop() == Failed(number=1, trouble=Trouble.GONE)
    tell(open=SCREEN.id, number=2, side=640, bytes=90_000)
    room.opened[0].seen.emit(QImage())
    assert said.pop() == Failed(number=2, trouble=Trouble.GONE)


def test_close_looks_at_nothing(tell: Callable[..., None], room: Room) -> None:
    tell(open=SCREEN.id, number=1, side=640, bytes=90_000)
    tell(close=True)
    tell(look=True)
    assert room.opened[0].is_closed
    assert room.opened[0].looks == 0


@pytest.mark.parametrize(
    "line", [b"", b"{", b"[]", b"3", b'{"open": "x"}', b'{"open": "x", "number": "y"}', b"\xff", b'{"list": 0}']
)
def test_nonsense_is_passed_over(qapp: QObject, room: Room, said: list[Message], line: bytes) -> None:
    Watcher(room, said.append).obey(line)
    assert said == []
    assert room.opened == []


# --- over the pipe ------------------------------------------------------------------------------------------------
class Window:
    """The other end, with what it heard."""

    def __init__(self, qtbot: QtBot, manner: str = "", start: list[str] | None = None) -> None:
        self.owner = QObject()
        self.process = WatcherProcess(self.owner, start or program(manner))
        self.heard: list[Message] = []
        self.process.said.connect(self.heard.append)
        self._qtbot = qtbot

    def until(self, kind: type[Message]) -> Message:
        self._qtbot.waitUntil(lambda: any(isinstance(one, kind) for one in self.heard), timeout=60_000)
        return next(one for one in self.heard if isinstance(one, kind))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Callable[..., Window]]:
    made: list[Window] = []

    def make(manner: str = "", start: list[str] | None = None) -> Window:
        made.append(Window(qtbot, manner, start))
        return made[-1]

    yield make
    for one in made:
        one.process.end(wait=True)


def test_list_open_look_over_the_true_pipe(window: Callable[..., Window]) -> None:
    it = window()
    it.process.begin()
    assert it.until(Sources) == Sources(found=(SCREEN, WINDOW, CAMERA))
    it.process.open(WINDOW, 7, LIMITS, most_bytes=LIMITS.max_frame_bytes)
    it.process.look()
    picture = it.until(Picture)
    assert isinstance(picture, Picture)
    assert (picture.number, picture.width, picture.height) == (7, 1024, 576)
    shown = QImage.fromData(picture.data)
    left, right = shown.pixelColor(100, 100), shown.pixelColor(900, 100)
    assert left.blue() > 150 > left.red()
    assert right.lightness() > 240
    assert [one for one in it.heard if isinstance(one, Picture)] == [picture]  # one for one


def test_the_end_is_at_once_and_no_failure(window: Callable[..., Window]) -> None:
    it = window()
    it.process.begin()
    it.until(Sources)
    it.process.end(wait=True)
    assert not it.process.is_running
    assert not [one for one in it.heard if isinstance(one, Failed)]
    it.process.begin()  # and again
    it.heard.clear()
    it.until(Sources)


@pytest.mark.parametrize("manner", ["dies", "garbage"])
def test_a_process_that_dies_or_talks_nonsense_is_said(window: Callable[..., Window], manner: str) -> None:
    it = window(manner)
    it.process.begin()
    it.until(Sources)
    it.process.open(SCREEN, 1, LIMITS, most_bytes=90_000)
    it.process.look()
    it.until(Picture)
    it.process.look()
    failed = it.until(Failed)
    assert isinstance(failed, Failed)
    assert (failed.number, failed.trouble) == (0, Trouble.UNUSABLE)
    assert not it.process.is_running


def test_a_process_that_cannot_be_started_is_said(window: Callable[..., Window]) -> None:
    it = window(start=["/nowhere/at/all"])
    it.process.begin()
    assert isinstance(it.until(Failed), Failed)
    assert not it.process.is_running


def test_it_ends_with_its_window(window: Callable[..., Window], qtbot: QtBot) -> None:
    """Killed, the window says no goodbye: the pipe is closed, and that is enough."""
    it = window()
    it.process.begin()
    it.until(Sources)
    inner = it.process._process
    assert inner is not None
    pid = inner.processId()
    inner.closeWriteChannel()
    it.until(Failed)
    with pytest.raises(ProcessLookupError):
        kill(pid, signal.SIGCONT)


def test_one_that_is_stuck_in_a_driver_ends_with_its_window_too(window: Callable[..., Window]) -> None:
    it = window("stuck")
    it.process.begin()
    it.until(Sources)
    it.process.open(CAMERA, 1, LIMITS, most_bytes=90_000)
    it.process.look()
    inner = it.process._process
    assert inner is not None
    codes: list[int] = []
    inner.finished.connect(lambda code, _: codes.append(code))
    inner.closeWriteChannel()
    it.until(Failed)
    assert codes == [STUCK]


def test_a_failure_of_the_pipe_ends_the_process(window: Callable[..., Window], qtbot: QtBot) -> None:
    it = window()
    it.process.begin()
    it.until(Sources)
    inner = it.process._process
    assert inner is not None
    inner.errorOccurred.emit(QProcess.ProcessError.WriteError)
    assert isinstance(it.until(Failed), Failed)
    qtbot.waitUntil(lambda: not it.process._leaving, timeout=60_000)
    assert not it.process.findChildren(QProcess)


def test_the_true_process_lists_a_screen_and_no_camera(window: Callable[..., Window]) -> None:
    """Here, and on every machine of ours that tests, without a camera."""
    it = window(start=command())
    it.process.begin()
    found = it.until(Sources)
    assert isinstance(found, Sources)
    assert [one.kind for one in found.found if one.kind is not Kind.WINDOW][:1] == [Kind.SCREEN]
