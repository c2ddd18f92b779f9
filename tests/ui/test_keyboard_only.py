"""A walk through the precise lane without a mouse: chips, cards, a question, finding, searching, pinning, captions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_assistant.core.local_events import UserText
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import FakeControl, Settle
from tests.fakes.items import said, spoken
from tests.fakes.shown import asked, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ITEMS = [
    said("u", "How do I reach her?"),
    spoken("a", "Write to anna@example.org, or call +49 30 1234567."),
    shown("t", "table"),
    asked("q", "Which Georgia?", "The country", "The state"),
]


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def focused(window: MainWindow) -> QWidget:
    """Where the next key goes."""
    widget = window.focusWidget()
    assert widget is not None
    return widget


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


@pytest.fixture
async def talk(window: MainWindow, control: FakeControl, settle: Settle) -> MainWindow:
    control.items["c1"] = list(ITEMS)
    control.view.show_conversation(control.infos["c1"], ITEMS)
    window.activateWindow()
    await settle()
    return window


async def test_exact_things_and_cards_reach_the_clipboard(talk: MainWindow, settle: Settle) -> None:
    press(talk, Qt.Key.Key_L, CTRL)
    assert focused(talk) is talk.chat.composer.box
    talk.chat.view.setFocus(Qt.FocusReason.BacktabFocusReason)  # as Shift+Tab does where the platform lets windows be active
    await settle()
    view = talk.chat.view
    assert view.current_id == "q"
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_C, CTRL)
    assert clipboard().startswith("Distances")
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Return)
    assert clipboard() == "+49 30 1234567"


async def test_a_question_is_answered(talk: MainWindow, control: FakeControl) -> None:
    press(talk, Qt.Key.Key_L, CTRL)
    press(focused(talk), Qt.Key.Key_2)
    assert control.events[-1] == UserText(text="The state")


async def test_words_are_found_here_and_everywhere(talk: MainWindow, control: FakeControl, settle: Settle) -> None:
    press(talk, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(focused(talk), "marathon")
    press(focused(talk), Qt.Key.Key_Return)
    assert talk.chat.find_bar.count.text() == "2 of 2"
    press(focused(talk), Qt.Key.Key_Escape)
    assert focused(talk) is talk.chat.composer.box
    control.items["c2"] = [spoken("k", "The kettle is on.")]
    press(talk, Qt.Key.Key_F, CTRL | SHIFT)
    await settle()
    QTest.keyClicks(focused(talk), "kettle")
    talk.history.search.search()
    await settle()
    press(focused(talk), Qt.Key.Key_Return)
    await settle()
    assert control.snapshot.conversation_id == "c2"
    assert talk.chat.view.selected_text == "kettle"


async def test_a_conversation_is_pinned_and_captions_are_switched(talk: MainWindow, control: FakeControl, settle: Settle) -> None:
    press(talk, Qt.Key.Key_H, CTRL)
    await settle()
    assert focused(talk) is talk.history.view
    press(talk.history.view, Qt.Key.Key_Down)
    press(talk.history.view, Qt.Key.Key_D, CTRL)
    await settle()
    assert len(control.library_store.pinned) == 1
    press(talk, Qt.Key.Key_L, CTRL | SHIFT)
    await settle()
    assert talk.captions.isVisible()
    talk.activateWindow()  # without a window manager a new window is the active one, whatever it asks for
    await settle()
    press(talk, Qt.Key.Key_L, CTRL | SHIFT)
    await settle()
    assert not talk.captions.isVisible()
