"""The pane as the main window uses it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop_assistant.ui.chat.empty_state import EmptyState
from tests.fakes.items import said, tool_result, typed, written
from tests.ui.chat.conftest import settled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_an_empty_conversation_offers_three_things_to_try(pane, qtbot):
    pane.show_items([])
    empty = pane.findChild(EmptyState)
    assert empty.isVisible()
    assert not pane.view.isVisible()
    examples = empty.findChildren(QAbstractButton)
    assert len(examples) == 3
    with qtbot.waitSignal(pane.submitted) as signal:
        qtbot.mouseClick(examples[0], Qt.MouseButton.LeftButton)
    assert signal.args == [examples[0].text()]


def test_the_hint_can_be_changed(pane):
    pane.set_hint("Hold Space and speak.")
    assert "Hold Space and speak." in [label.text() for label in pane.findChild(EmptyState).findChildren(QLabel)]


def test_the_first_item_replaces_the_hint_and_the_last_one_gone_brings_it_back(pane, qtbot):
    pane.show_items([tool_result("t", "x")])
    assert pane.findChild(EmptyState).isVisible()
    pane.show_item(said("a", "", final=False), None)
    assert pane.view.isVisible()
    pane.hide_item("a")
    assert pane.findChild(EmptyState).isVisible()
    pane.show_items([typed("b", "x")])
    assert pane.view.isVisible()


def test_order_is_the_one_given(pane, qtbot):
    pane.show_items([typed("a", "1")])
    pane.show_item(written("c", "3"), "a")
    pane.show_item(said("b", "2"), "a")
    settled(pane, qtbot)
    assert [shown.layout.item.id for shown in pane.view.visible_rows()] == ["a", "b", "c"]


def test_a_draft_survives_a_change_of_conversation(pane):
    pane.set_draft("not sent yet")
    pane.show_items([typed("a", "another conversation")])
    assert pane.draft() == "not sent yet"


def test_every_button_has_a_name(pane):
    for button in pane.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text(), button
    assert pane.view.accessibleName()
    assert pane.view.accessibleDescription()


def test_tab_goes_from_the_box_to_the_conversation(pane, qtbot):
    pane.show_items([typed("a", "1"), written("b", "2")])
    settled(pane, qtbot)
    pane.activateWindow()
    pane.focus_composer()
    qtbot.keyClick(pane.composer.focusProxy(), Qt.Key.Key_Tab)
    assert pane.window().focusWidget() is not pane.composer.focusProxy()
