"""The frozen screen: a part of it is marked by mouse or keys, and only that is handed on."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_assistant.ui.attach import screen as screens
from desktop_assistant.ui.attach.screen import RegionPicker, ScreenShots

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def picker(qtbot) -> RegionPicker:
    picture = QImage(1600, 1200, QImage.Format.Format_RGB32)  # two pixels per px
    picture.fill(Qt.GlobalColor.white)
    for x in range(200, 400):
        for y in range(100, 300):
            picture.setPixel(x, y, 0xFF0000)
    made = RegionPicker(picture, QGuiApplication.primaryScreen())
    made.setGeometry(QRect(0, 0, 800, 600))
    made.show()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def shots(window: QWidget) -> ScreenShots:
    return ScreenShots(window)


def taken(picker: RegionPicker) -> list[QImage]:
    made: list[QImage] = []
    picker.picked.connect(made.append)
    return made


def test_what_is_dragged_over_is_taken_with_all_its_pixels(picker: RegionPicker) -> None:
    made = taken(picker)
    QTest.mousePress(picker, Qt.MouseButton.LeftButton, pos=QPoint(199, 149))
    QTest.mouseMove(picker, QPoint(150, 100))
    QTest.mouseMove(picker, QPoint(100, 50))
    QTest.mouseRelease(picker, Qt.MouseButton.LeftButton, pos=QPoint(100, 50))
    [image] = made
    assert (image.width(), image.height()) == (200, 200)
    assert image.pixelColor(0, 0) == image.pixelColor(199, 199) == Qt.GlobalColor.red
    assert not picker.isVisible()


def test_return_takes_all_of_it_and_a_click_takes_nothing(picker: RegionPicker) -> None:
    made = taken(picker)
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert made == []
    QTest.keyClick(picker, Qt.Key.Key_Return)
    assert [image.size() for image in made] == [picker._picture.size()]


def test_escape_takes_nothing(picker: RegionPicker, qtbot) -> None:
    made = taken(picker)
    with qtbot.waitSignal(picker.left):
        QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert made == []


def test_arrow_keys_move_and_stretch_a_frame(picker: RegionPicker) -> None:
    made = taken(picker)
    QTest.keyClick(picker, Qt.Key.Key_Left)
    first = QRect(picker.frame)
    QTest.keyClick(picker, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert picker.frame.topLeft() == first.topLeft() - QPoint(0, 100)
    QTest.keyClick(picker, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert picker.frame.width() == first.width() + 10
    for _ in range(20):
        QTest.keyClick(picker, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert picker.rect().contains(picker.frame) or picker.frame.isEmpty()
    picker.frame = QRect(10, 10, 100, 100)
    QTest.keyClick(picker, Qt.Key.Key_Return)
    assert (made[0].width(), made[0].height()) == (200, 200)


def test_the_window_is_away_while_the_screen_is_photographed_and_comes_back(window: QWidget, shots: ScreenShots, qtbot) -> None:
    made: list[QImage] = []
    shots.taken.connect(made.append)
    shots.begin()
    assert not window.isVisible()
    qtbot.waitUntil(lambda: shots.picker is not None)
    QTest.keyClick(shots.picker, Qt.Key.Key_Return)
    assert window.isVisible()
    assert len(made) == 1
    assert not made[0].isNull()
    shots.begin()
    qtbot.waitUntil(lambda: shots.picker is not None)
    QTest.keyClick(shots.picker, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert len(made) == 1


def test_a_frozen_screen_that_the_system_closes_gives_the_window_back(window: QWidget, shots: ScreenShots, qtbot) -> None:
    """As Alt+F4 does."""
    made: list[QImage] = []
    shots.taken.connect(made.append)
    shots.begin()
    qtbot.waitUntil(lambda: shots.picker is not None)
    shots.picker.close()
    assert window.isVisible()
    assert made == []


def test_where_programs_may_not_photograph_it_is_said_what_to_do(
    window: QWidget, shots: ScreenShots, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    shots.failed.connect(said.append)
    monkeypatch.setattr(screens.QGuiApplication, "platformName", lambda: "wayland-egl")
    shots.begin()
    assert "paste the picture here" in said[0]
    assert window.isVisible()
