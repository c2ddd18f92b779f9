"""The drawer beside the conversation, or over it."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_assistant.ui.body import OVERLAY_BELOW, Body

WIDE, NARROW = OVERLAY_BELOW + 100, OVERLAY_BELOW - 300


class Inside:
    """A body with a text box in the conversation and one in the drawer."""

    def __init__(self, qtbot: QtBot) -> None:
        self.content, self.drawer = QWidget(), QWidget()
        self.composer, self.search = QLineEdit(), QLineEdit()
        for widget, box in ((self.content, self.composer), (self.drawer, self.search)):
            QVBoxLayout(widget).addWidget(box)
        self.body = Body(self.content, self.drawer)
        qtbot.addWidget(self.body)
        self.body.resize(WIDE, 500)
        self.body.show()
        qtbot.waitExposed(self.body)
        self.body.activateWindow()
        qtbot.waitUntil(self.body.isActiveWindow)


@pytest.fixture
def inside(qtbot: QtBot) -> Inside:
    return Inside(qtbot)


def test_a_window_made_narrow_puts_an_open_drawer_away_but_not_one_opened_there(inside: Inside) -> None:
    inside.body.open_drawer()
    inside.body.resize(NARROW, 500)
    assert not inside.body.is_open
    inside.body.open_drawer()
    inside.body.resize(NARROW - 20, 480)
    assert inside.body.is_open


def test_who_types_into_the_conversation_sees_it(inside: Inside, qtbot: QtBot) -> None:
    inside.body.resize(NARROW, 500)
    inside.body.open_drawer()
    inside.search.setFocus()
    assert inside.body.is_open
    inside.composer.setFocus()
    qtbot.waitUntil(lambda: not inside.body.is_open)
    inside.body.resize(WIDE, 500)
    inside.body.open_drawer()
    inside.search.setFocus()
    inside.composer.setFocus()
    assert inside.body.is_open
