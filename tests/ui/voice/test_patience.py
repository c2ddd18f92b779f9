from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.settings.model import PAUSE_MARKS
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.settings_dialog.draft import facts_about
from desktop_assistant.ui.voice.patience import STEPS, PatienceSlider, pause_at, pause_words, place_of
from tests.fakes.control import FakeControl, Settle

LEFT = Qt.MouseButton.LeftButton


def test_the_scale_covers_the_range_of_the_settings_and_always_rises() -> None:
    facts = facts_about("audio.pause_ms")
    values = [pause_at(place) for place in range(STEPS + 1)]
    assert (values[0], values[-1]) == (facts.low, facts.high)
    assert all(later >= earlier for earlier, later in pairwise(values))
    assert pause_at(STEPS // 2) == PAUSE_MARKS["middle"]


@pytest.mark.parametrize("mark", PAUSE_MARKS)
def test_every_mark_is_hit_exactly_and_named(mark: str, bridge: UiBridge) -> None:
    ms = PAUSE_MARKS[mark]
    assert pause_at(place_of(ms)) == ms
    assert pause_words(ms).lower().startswith(mark)
    assert pause_words(ms + 50) == f"{(ms + 50) / 1000:.2f} s"


@pytest.mark.parametrize(("ms", "place"), [(1, 0), (200, 0), (3000, STEPS), (99_999, STEPS)])
def test_any_value_has_a_place(ms: int, place: int) -> None:
    assert place_of(ms) == place


async def opened(window: MainWindow, settle: Settle) -> PatienceSlider:
    QTest.mouseClick(window.voice.patience, LEFT)
    await settle()
    popover = window.voice.patience.popover
    assert popover is not None
    assert popover.isVisible()
    return popover.slider


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_one_click_and_a_key_change_it_at_once(
    window: MainWindow, control: FakeControl, qapp: QApplication, settle: Settle
) -> None:
    patience = await opened(window, settle)
    assert qapp.focusWidget() is patience.slider
    QTest.keyClick(patience.slider, Qt.Key.Key_Right)
    assert control.settings.audio.pause_ms == pause_at(STEPS // 2 + 2) > 600
    assert patience.slider.accessibleDescription() == pause_words(patience.pause_ms)
    QTest.mouseClick(patience.marks[0], LEFT)
    patience._throttle.flush()
    assert control.settings.audio.pause_ms == 300
    assert patience.slider.value() == place_of(300)
    assert "Snappy" in window.voice.patience.accessibleName()
    QTest.keyClick(patience.slider, Qt.Key.Key_Escape)
    assert not window.voice.patience.popover.isVisible()  # type: ignore[union-attr]


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_the_last_step_counts_however_soon_it_is_closed(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    patience = await opened(window, settle)
    for _ in range(5):
        QTest.keyClick(patience.slider, Qt.Key.Key_Left)
    wanted = patience.pause_ms
    QTest.keyClick(patience.slider, Qt.Key.Key_Escape)
    assert control.settings.audio.pause_ms == wanted == pause_at(STEPS // 2 - 10)


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_dragging_applies_at_most_every_so_often_and_the_last_place_always(
    window: MainWindow, control: FakeControl, settle: Settle
) -> None:
    slider = (await opened(window, settle)).slider
    middle = slider.height() // 2
    control.applied.clear()
    QTest.mousePress(slider, LEFT, pos=QPoint(slider.width() // 2, middle))
    for x in range(slider.width() // 2, slider.width(), 4):
        QTest.mouseMove(slider, QPoint(x, middle))
    assert len(control.applied) == 1
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() - 2, middle))
    assert len(control.applied) == 2
    assert control.settings.audio.pause_ms == pause_at(slider.value()) > 1200


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_the_names_stand_under_their_places_without_touching(window: MainWindow, settle: Settle) -> None:
    patience = await opened(window, settle)
    boxes = [button.geometry() for button in patience.marks]
    assert all(left.right() < right.left() for left, right in pairwise(boxes))
    assert boxes[-1].right() < patience.width()
    assert abs(boxes[1].center().x() - patience.slider.width() / 2) <= 2
    assert patience._value.x() - patience.slider.geometry().right() > 4, "the value touches the keyboard's ring"


async def test_a_grown_pause_is_said_and_explained(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    chip = window.voice.chip
    assert not chip.isVisible()
    control.push(extra_pause_ms=200)
    assert chip.isVisible()
    assert chip.text() == chip.accessibleName() == "Waiting a little longer: +200 ms"
    assert "cut off" in chip.toolTip()
    window.resize(380, 640)
    await settle()
    assert chip.text() == "+200 ms"
    assert not chip.geometry().intersects(window.voice.talk_button.geometry())
    control.push(extra_pause_ms=0)
    assert not chip.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_the_chip_opens_the_slider(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    control.push(extra_pause_ms=400)
    QTest.mouseClick(window.voice.chip, LEFT)
    await settle()
    popover = window.voice.patience.popover
    assert popover is not None
    assert popover.isVisible()
    popover.close()
