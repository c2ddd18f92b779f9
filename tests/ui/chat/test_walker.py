"""From message to message by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.fakes.items import cut_off, tool_result, typed, written
from tests.ui.chat.conftest import settled
from tests.ui.chat.hands import LONG, bottom_gap, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_walks_from_message_to_message_over_hidden_ones(show):
    pane = show([typed("a", "1"), tool_result("t", "x"), written("b", "2"), typed("c", "3")])
    press(pane, Qt.Key.Key_Up)
    assert pane.view.current_id == "c"
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        press(pane, key)
        seen.append(pane.view.current_id)
    assert seen == ["b", "a", "a", "b", "c", "a"]


def test_a_screen_reader_hears_the_current_message(show, monkeypatch: pytest.MonkeyPatch):
    pane = show([typed("a", "what is it"), cut_off("b", "It is noon", 5)])
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    press(pane, Qt.Key.Key_Up)
    press(pane, Qt.Key.Key_Up)
    assert told == ["Assistant said: It is (Interrupted). Not heard: noon", "You said: what is it"]
    assert pane.view.accessibleDescription() == "You said: what is it"


def test_home_and_end_go_far(show, qtbot):
    pane = show([written(f"m{n}", "words " * 50) for n in range(500)])
    press(pane, Qt.Key.Key_Home)
    settled(pane, qtbot)
    assert pane.view.current_id == "m0"
    assert pane.view.visible_rows()[0].layout.item.id == "m0"
    assert not pane.view.place.follows
    press(pane, Qt.Key.Key_Down)
    assert pane.view.current_id == "m1"
    press(pane, Qt.Key.Key_End)
    settled(pane, qtbot)
    assert pane.view.current_id == "m499"
    assert bottom_gap(pane) == 0
    assert pane.view.place.follows


def test_pages(show, qtbot):
    pane = show(LONG)
    before = pane.view.verticalScrollBar().value()
    press(pane, Qt.Key.Key_PageUp)
    settled(pane, qtbot)
    assert pane.view.current_id == pane.view.visible_rows()[0].layout.item.id
    assert pane.view.verticalScrollBar().value() < before - 400
    press(pane, Qt.Key.Key_PageDown)
    settled(pane, qtbot)
    assert bottom_gap(pane) < 20


def test_a_message_higher_than_the_window_is_read_in_pages(show, qtbot):
    pane = show([written("a", "short"), written("b", "\n\n".join(["many words " * 40] * 20)), written("c", "short")])
    press(pane, Qt.Key.Key_Home)
    press(pane, Qt.Key.Key_Down)
    assert pane.view.current_id == "b"
    steps = 0
    while pane.view.current_id == "b":
        press(pane, Qt.Key.Key_Down)
        settled(pane, qtbot)
        steps += 1
    assert steps > 2
    assert pane.view.current_id == "c"


def test_other_keys_go_to_the_window(show):
    pane = show([typed("a", "1")])
    got: list[int] = []
    pane.keyPressEvent = lambda event: got.append(event.key())
    press(pane, Qt.Key.Key_Escape)
    press(pane, Qt.Key.Key_F5)
    assert got == [Qt.Key.Key_Escape, Qt.Key.Key_F5]
