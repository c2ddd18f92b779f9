"""Presses of the button, of Space and of a screen reader."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.local_events import MuteToggled, StopPressed, TalkPressed, TalkReleased
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import FakeControl

LEFT = Qt.MouseButton.LeftButton
HOLD_TURN = [TalkPressed(), TalkReleased()]


def press(window: MainWindow) -> QPoint:
    button = window.voice.talk_button
    centre = button.rect().center()
    QTest.mousePress(button, LEFT, Qt.KeyboardModifier.NoModifier, centre)
    return centre


@pytest.mark.parametrize("mode", [TalkMode.CLICK, TalkMode.ALWAYS])
async def test_a_click_counts_when_it_comes_up(window: MainWindow, control: FakeControl, mode: TalkMode) -> None:
    control.push(mode=mode)
    centre = press(window)
    assert control.events == []
    QTest.mouseRelease(window.voice.talk_button, LEFT, Qt.KeyboardModifier.NoModifier, centre)
    assert control.events == [TalkPressed()]


async def test_a_click_that_is_dragged_away_does_not_count(window: MainWindow, control: FakeControl) -> None:
    press(window)
    QTest.mouseRelease(window.voice.talk_button, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(1, 1))
    assert control.events == []


async def test_holding_the_button(window: MainWindow, control: FakeControl) -> None:
    control.push(mode=TalkMode.HOLD)
    press(window)
    assert control.events == [TalkPressed()]
    QTest.mouseMove(window.voice.talk_button, QPoint(2, 2))  # off the disc, inside the window: still held
    assert control.events == [TalkPressed()]
    QTest.mouseRelease(window.voice.talk_button, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(2, 2))
    assert control.events == HOLD_TURN


async def test_a_hold_ends_when_the_pointer_leaves_the_window(window: MainWindow, control: FakeControl) -> None:
    control.push(mode=TalkMode.HOLD)
    press(window)
    QTest.mouseMove(window.voice.talk_button, QPoint(0, 5000))
    assert control.events == HOLD_TURN
    QTest.mouseRelease(window.voice.talk_button, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(0, 5000))
    assert control.events == HOLD_TURN


async def test_a_hold_ends_when_the_focus_goes(window: MainWindow, control: FakeControl, qapp: QApplication) -> None:
    control.push(mode=TalkMode.HOLD)
    window.voice.talk_button.setFocus()
    press(window)
    window.focus_composer()
    qapp.processEvents()
    assert control.events == HOLD_TURN


async def test_a_hold_ends_when_the_window_is_hidden(window: MainWindow, control: FakeControl) -> None:
    control.push(mode=TalkMode.HOLD)
    press(window)
    window.hide()
    assert control.events == HOLD_TURN


async def test_a_hold_keeps_its_release_when_the_mode_changes_meanwhile(window: MainWindow, control: FakeControl) -> None:
    control.push(mode=TalkMode.HOLD)
    centre = press(window)
    control.push(mode=TalkMode.CLICK)
    QTest.mouseRelease(window.voice.talk_button, LEFT, Qt.KeyboardModifier.NoModifier, centre)
    assert control.events == HOLD_TURN


async def test_space_holds(window: MainWindow, control: FakeControl) -> None:
    control.push(mode=TalkMode.HOLD)
    window.voice.talk_button.setFocus()
    target = window.voice.talk_button
    QTest.keyPress(target, Qt.Key.Key_Space)
    assert control.events == [TalkPressed()]
    QTest.keyRelease(target, Qt.Key.Key_Space)
    assert control.events == HOLD_TURN


async def test_space_repeats_are_ignored(window: MainWindow, control: FakeControl, qapp: QApplication) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    control.push(mode=TalkMode.HOLD)
    window.voice.talk_button.setFocus()
    QTest.keyPress(window.voice.talk_button, Qt.Key.Key_Space)
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress) * 5:
        repeat = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
        qapp.sendEvent(window.voice.talk_button, repeat)
    assert control.events == [TalkPressed()]


async def test_space_without_any_focus_goes_to_the_window(window: MainWindow, control: FakeControl, qapp: QApplication) -> None:
    focused = qapp.focusWidget()
    if focused is not None:
        focused.clearFocus()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert control.events == [TalkPressed()]


async def test_space_in_the_text_box_is_a_space(window: MainWindow, control: FakeControl, qapp: QApplication) -> None:
    window.focus_composer()
    qapp.processEvents()
    box = qapp.focusWidget()
    assert box is not None
    QTest.keyClicks(box, "a b")
    assert window.chat.draft() == "a b"
    assert control.events == []


async def test_space_on_a_button_reached_by_keyboard_presses_that_button(window: MainWindow, control: FakeControl) -> None:
    hold = window.voice.mode_switch._group.button(1)
    hold.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(hold, Qt.Key.Key_Space)
    assert TalkPressed() not in control.events
    assert control.snapshot.mode is TalkMode.HOLD


async def test_a_screen_reader_can_click_and_hold(window: MainWindow, control: FakeControl) -> None:
    window.voice.talk_button.click()
    assert control.events == [TalkPressed()]
    control.events.clear()
    control.push(mode=TalkMode.HOLD)
    window.voice.talk_button.click()
    assert control.events == [TalkPressed()]
    window.voice.talk_button.click()
    assert control.events == HOLD_TURN


async def test_keys_of_the_window(window: MainWindow, control: FakeControl, qapp: QApplication) -> None:
    window.activateWindow()
    window.focus_composer()
    qapp.processEvents()
    box = qapp.focusWidget()
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Escape)
    QTest.keyClick(box, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert control.events == [StopPressed(), MuteToggled()]


@pytest.mark.parametrize("state", VoiceState)
async def test_every_state_has_words_for_screen_readers(window: MainWindow, control: FakeControl, state: VoiceState) -> None:
    control.push(voice=state)
    button = window.voice.talk_button
    assert button.accessibleName() == "Talk"
    assert button.accessibleDescription()
    assert button.accessibleDescription().startswith(window.voice._title.text())


async def test_every_state_looks_different(window: MainWindow, control: FakeControl) -> None:
    """By shape: with all colours replaced by one ink on one ground, no two buttons are equal."""
    from PySide6.QtGui import QColor, QImage, QPainter

    from desktop_assistant.ui.voice.glyphs import draw_glyph

    signs = {}
    for state in VoiceState:
        image = QImage(64, 64, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        draw_glyph(painter, state, image.rect().toRectF().center(), QColor("black"), 0.0, 0.5)
        painter.end()
        signs[state] = bytes(image.constBits())
    # Listening and hearing differ by their rings, idle and connecting by the turning arc.
    same = {(VoiceState.LISTENING, VoiceState.HEARING), (VoiceState.IDLE, VoiceState.CONNECTING)}
    states = list(VoiceState)
    for index, first in enumerate(states):
        for second in states[index + 1 :]:
            assert (signs[first] != signs[second]) or (first, second) in same
