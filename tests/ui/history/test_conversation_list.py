import time
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.ui.history.conversation_model import relative_date
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import FakeControl, Settle

NOON = datetime(2026, 11, 18, 12, 0).astimezone()


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (timedelta(seconds=20), "Just now"),
        (timedelta(hours=13), "Yesterday"),
        (timedelta(days=1), "Yesterday"),
        (timedelta(days=2), "Monday"),
        (timedelta(days=30), "19 October"),
    ],
)
def test_relative_dates(ago: timedelta, expected: str) -> None:
    assert relative_date((NOON - ago).timestamp(), NOON.timestamp()) == expected


def test_a_year_is_said_when_it_is_another() -> None:
    assert "25" in relative_date((NOON - timedelta(days=400)).timestamp(), NOON.timestamp())


def titles(window: MainWindow) -> list[str]:
    model = window.history.model
    return [model.index(row).data() for row in range(model.rowCount())]


async def test_the_drawer_lists_and_opens(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    window.toggle_history()
    await settle()
    assert titles(window) == ["Ten kilometres in miles", "Timer for the pasta"]
    view = window.history.view
    view.setCurrentIndex(window.history.model.index(1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    await settle()
    assert control.snapshot.conversation_id == "c2"
    assert window.header.text == "Timer for the pasta"


async def test_a_click_opens(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    window.toggle_history()
    await settle()
    view = window.history.view
    where = view.visualRect(window.history.model.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    await settle()
    assert control.snapshot.conversation_id == "c2"


async def test_rename_with_the_keyboard(window: MainWindow, control: FakeControl, settle: Settle, qapp: QApplication) -> None:
    window.toggle_history()
    await settle()
    view = window.history.view
    view.setCurrentIndex(window.history.model.index(0))
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "  Miles   and more ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    await settle()
    assert control.infos["c1"].title == "Miles and more"
    assert titles(window)[0] == "Miles and more"
    assert window.header.text == "Miles and more"


async def test_an_empty_title_changes_nothing(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    window.history.reload()
    await settle()
    assert not window.history.model.setData(window.history.model.index(0), "   ")
    await settle()
    assert control.infos["c1"].title == "Ten kilometres in miles"


async def test_delete_and_undo(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    window.toggle_history()
    await settle()
    view = window.history.view
    view.setCurrentIndex(window.history.model.index(1))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    await settle()
    assert control.deleted == {"c2"}
    assert titles(window) == ["Ten kilometres in miles"]
    assert window.history._undo_bar.isVisible()
    window.history.undo()
    await settle()
    assert control.deleted == set()
    assert titles(window) == ["Ten kilometres in miles", "Timer for the pasta"]
    assert not window.history._undo_bar.isVisible()


async def test_new_conversation(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    await settle()
    assert control.snapshot.conversation_id.startswith("new-")
    assert window.header.text == "New conversation"


async def test_a_history_that_cannot_be_read_says_so(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    control.fail = StoreError("the file is damaged")
    window.history.reload()
    await settle()
    assert window.banners.shown[0].problem.code is ProblemCode.HISTORY_UNWRITABLE


async def test_the_drawer_lies_over_a_narrow_window_and_beside_a_wide_one(window: MainWindow, settle: Settle) -> None:
    window.resize(1000, 700)
    window.toggle_history()
    await settle()
    assert window.chat.mapTo(window, window.chat.rect().topLeft()).x() >= window.history.width()
    window.resize(400, 700)
    await settle()
    assert window.chat.width() == window.width()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.body.is_open


async def test_conversations_of_the_future_are_no_accident(window: MainWindow) -> None:
    assert relative_date(time.time() + 3600, time.time()) == "Just now"
