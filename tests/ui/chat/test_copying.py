"""Selecting and copying with a real mouse and real keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.items import ItemStatus
from desktop_assistant.ui.chat.row_buttons import ButtonKind
from tests.fakes.items import typed, written
from tests.ui.chat.conftest import settled
from tests.ui.chat.hands import button_point, clipboard, drag, point_at, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication):
    QGuiApplication.clipboard().clear()


def test_drag_selects_and_ctrl_c_copies(show):
    pane = show([typed("u", "hello"), written("a", "Some **bold** words here.")])
    drag(pane, point_at(pane, "a", 5), point_at(pane, "a", 15))
    assert pane.view.selected_text == "bold words"
    press(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "bold words"
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 400))
    assert pane.view.selected_text == ""


def test_backwards_and_over_several_blocks(show):
    pane = show([written("a", "First part.\n\n```py\nx = 1\ny = 2\n```\n\nLast part.")])
    drag(pane, point_at(pane, "a", 4, piece=2), point_at(pane, "a", 6, piece=0))
    assert pane.view.selected_text == "part.\n\nx = 1\ny = 2\n\nLast"


def test_selection_stays_inside_its_message(show):
    pane = show([typed("u", "hello"), written("a", "An answer."), written("b", "Another.")])
    drag(pane, point_at(pane, "a", 3), point_at(pane, "b", 5))
    assert pane.view.selected_text == "answer."


def test_double_click_selects_a_word(show):
    pane = show([typed("u", "one another thing")])
    view = pane.view.viewport()
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=point_at(pane, "u", 6))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=point_at(pane, "u", 6))
    assert pane.view.selected_text == "another"


def test_ctrl_a_selects_the_message_and_escape_lets_go(show, qtbot):
    pane = show([written("a", "One.\n\n- two\n- three")])
    press(pane, Qt.Key.Key_Up)
    press(pane, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.view.selected_text == "One.\ntwo\nthree"
    press(pane, Qt.Key.Key_Escape)
    assert pane.view.selected_text == ""


def test_selection_survives_the_message_growing(show, qtbot):
    pane = show([written("a", "Hello there you", status=ItemStatus.IN_PROGRESS)])
    drag(pane, point_at(pane, "a", 6), point_at(pane, "a", 11))
    pane.show_item(written("a", "Hello there you two"), None)
    settled(pane, qtbot)
    assert pane.view.selected_text == "there"
    pane.hide_item("a")
    assert pane.view.selected_text == ""


def test_copy_message_gives_its_source(show):
    pane = show([written("a", "Some **bold** words.")])
    QTest.mouseMove(pane.view.viewport(), point_at(pane, "a", 4))
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=button_point(pane, "a", ButtonKind.MESSAGE))
    assert clipboard() == "Some **bold** words."


def test_copy_code_gives_the_code_alone(show):
    lines = "\n".join(f"line({n})" for n in range(20))
    pane = show([written("a", f"Look:\n\n```py\n{lines}\n```\n\nDone.")])
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=button_point(pane, "a", ButtonKind.CODE))
    assert clipboard() == lines


def test_keyboard_copies_the_current_message(show):
    pane = show([typed("u", "what I typed"), written("a", "An *answer*.")])
    press(pane, Qt.Key.Key_Up)
    press(pane, Qt.Key.Key_Up)
    press(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "what I typed"


def test_menu_offers_everything_that_can_be_copied(show):
    pane = show([written("a", "See [x](https://example.org).\n\n```py\na = 1\n```\n\n```\nplain\n```")])
    menu = pane.view.copying.menu_for(0, "https://example.org")
    offers = {action.text(): action.data() for action in menu.actions()}
    assert offers["Copy message"].startswith("See [x]")
    assert offers["Copy py code"] == "a = 1"
    assert offers["Copy code"] == "plain"
    assert offers["Copy link"] == "https://example.org"
    next(action for action in menu.actions() if action.text() == "Copy py code").trigger()
    assert clipboard() == "a = 1"


def test_menu_key_opens_the_menu_of_the_current_message(show, monkeypatch: pytest.MonkeyPatch):
    pane = show([written("a", "one"), written("b", "two")])
    press(pane, Qt.Key.Key_Home)
    asked: list[int] = []
    menu = pane.view.copying.menu_for(0)
    monkeypatch.setattr(menu, "exec", lambda point: None)
    monkeypatch.setattr(pane.view.copying, "menu_for", lambda row, link="", formula="": asked.append(row) or menu)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(pane.view.viewport(), event)
    assert asked == [0]
