"""A picture of the camera, with a true process that looks: seen, taken, on the desk; and everything that can be in the way."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.items import ImagePart
from desktop_assistant.ui.attach.camera import CameraPhoto
from tests.fakes.watcher import program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PATIENCE_MS = 60_000


@pytest.fixture
def camera(qtbot: QtBot) -> Iterator[Callable[[str], CameraPhoto]]:
    window = QWidget()
    qtbot.addWidget(window)
    made: list[CameraPhoto] = []

    def make(manner: str = "") -> CameraPhoto:
        made.append(CameraPhoto(window, program(manner)))
        return made[-1]

    yield make
    for one in made:
        one.end(wait=True)


def test_it_is_seen_and_taken_within_the_limits(camera: Callable[..., CameraPhoto], qtbot: QtBot) -> None:
    photo = camera()
    taken: list[ImagePart] = []
    photo.taken.connect(taken.append)
    photo.begin(ImageLimits(max_side=800, max_bytes=60_000))
    dialog = photo.dialog
    assert dialog is not None
    assert not dialog.accept_button.isEnabled()
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=PATIENCE_MS)
    assert not dialog.list.isVisible()  # there is one camera
    assert not dialog.image.isNull()
    dialog.accept_button.click()
    [part] = taken
    assert (part.width, part.height, part.title, part.mime) == (800, 450, "Camera", "image/jpeg")
    assert len(part.data) <= 60_000
    colour = QImage.fromData(part.data).pixelColor(50, 50)
    assert colour.green() > colour.red()
    assert photo.dialog is None
    assert not photo._process.is_running


def test_return_takes_it_where_there_is_nothing_to_choose(camera: Callable[..., CameraPhoto], qtbot: QtBot) -> None:
    photo = camera()
    taken: list[ImagePart] = []
    photo.taken.connect(taken.append)
    photo.begin(ImageLimits())
    dialog = photo.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=PATIENCE_MS)
    focused = dialog.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert len(taken) == 1


def test_one_that_could_not_be_seen_can_be_tried_again(camera: Callable[..., CameraPhoto], qtbot: QtBot) -> None:
    photo = camera("gone")
    photo.begin(ImageLimits())
    dialog = photo.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "no picture of Camera “Lid”" in dialog.finder._words, timeout=PATIENCE_MS)
    assert dialog.list.isVisible()  # though there is one only
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=PATIENCE_MS)


def test_without_a_camera_there_is_one_sentence_and_no_dialog(camera: Callable[..., CameraPhoto], qtbot: QtBot) -> None:
    photo = camera("none")
    said: list[str] = []
    photo.said.connect(said.append)
    photo.begin(ImageLimits())
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE_MS)
    assert said == ["No camera is connected, or the system does not let this program see it."]
    assert photo.dialog is None
    assert not photo._process.is_running


def test_leaving_takes_none_and_switches_it_off(camera: Callable[..., CameraPhoto], qtbot: QtBot) -> None:
    photo = camera()
    taken: list[ImagePart] = []
    photo.taken.connect(taken.append)
    photo.begin(ImageLimits())
    assert photo.dialog is not None
    qtbot.waitUntil(photo.dialog.accept_button.isEnabled, timeout=PATIENCE_MS)
    photo.dialog.reject()
    assert taken == []
    assert photo.dialog is None
    assert not photo._process.is_running
    photo.begin(ImageLimits())  # and again
    assert photo.dialog is not None
    qtbot.waitUntil(photo.dialog.accept_button.isEnabled, timeout=PATIENCE_MS)


def test_one_that_is_pulled_out_is_said_where_its_picture_was(camera: Callable[..., CameraPhoto], qtbot: QtBot) -> None:
    photo = camera("gone")
    photo.begin(ImageLimits())
    dialog = photo.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "no picture of Camera “Lid”" in dialog.finder._words, timeout=PATIENCE_MS)
    assert not dialog.accept_button.isEnabled()


def test_a_process_that_dies_is_one_sentence(camera: Callable[..., CameraPhoto], qtbot: QtBot) -> None:
    photo = camera("dies")
    said: list[str] = []
    photo.said.connect(said.append)
    photo.begin(ImageLimits())
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE_MS)
    assert said == ["This installation cannot use a camera."]
    assert photo.dialog is None
