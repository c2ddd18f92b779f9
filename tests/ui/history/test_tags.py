"""Tags: given, taken away, and asked for, by keyboard too."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_assistant.ui.history.tags_dialog import TagsDialog
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import FakeControl, Settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
async def drawer(window: MainWindow, control: FakeControl, settle: Settle) -> MainWindow:
    control.infos["c1"] = replace(control.infos["c1"], tags=("work", "units"))
    window.resize(900, 700)
    window.toggle_history()
    await settle()
    return window


def titles(drawer: MainWindow) -> list[str]:
    model = drawer.history.model
    return [model.index(row).data() for row in range(model.rowCount())]


async def dialog_of(drawer: MainWindow, row: int, qtbot: QtBot, settle: Settle) -> TagsDialog:
    view = drawer.history.view
    view.setCurrentIndex(drawer.history.model.index(row))
    view.setFocus()
    drawer.history._tags_action.trigger()
    await settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TagsDialog)
    return dialog


async def test_tags_are_typed_and_kept(drawer: MainWindow, control: FakeControl, qtbot: QtBot, settle: Settle) -> None:
    dialog = await dialog_of(drawer, 1, qtbot, settle)
    assert dialog.line.hasFocus() or dialog.focusWidget() is dialog.line
    qtbot.keyClicks(dialog.line, "kitchen, Pasta")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    await settle()
    assert control.library_store.tags == {"c2": ("kitchen", "Pasta")}
    assert drawer.history.filter.known == ("kitchen", "Pasta", "units", "work")
    assert "kitchen · Pasta" in drawer.history.model.index(1).data(Qt.ItemDataRole.UserRole + 1)
    assert "kitchen, Pasta" in drawer.history.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)


async def test_known_ones_are_ticked(drawer: MainWindow, control: FakeControl, qtbot: QtBot, settle: Settle) -> None:
    dialog = await dialog_of(drawer, 0, qtbot, settle)
    assert [(box.text(), box.isChecked()) for box in dialog.boxes] == [("units", True), ("work", True)]
    dialog.boxes[1].click()
    assert dialog.line.text() == "units"
    dialog.boxes[1].click()
    assert dialog.line.text() == "units, work"
    dialog.line.setText("UNITS")
    assert [box.isChecked() for box in dialog.boxes] == [True, False]
    dialog.accept()
    await settle()
    assert control.library_store.tags == {"c1": ("UNITS",)}


async def test_cancel_changes_nothing(drawer: MainWindow, control: FakeControl, qtbot: QtBot, settle: Settle) -> None:
    dialog = await dialog_of(drawer, 0, qtbot, settle)
    dialog.line.setText("")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    await settle()
    assert control.library_store.tags == {}


async def test_only_conversations_with_a_tag_are_shown(drawer: MainWindow, control: FakeControl, settle: Settle) -> None:
    chooser = drawer.history.filter
    assert chooser.isVisible()
    assert [chooser.itemText(at) for at in range(chooser.count())] == ["All conversations", "# units", "# work"]
    chooser.setCurrentIndex(2)
    chooser.activated.emit(2)
    await settle()
    assert titles(drawer) == ["Ten kilometres in miles"]
    chooser.setCurrentIndex(0)
    chooser.activated.emit(0)
    await settle()
    assert len(titles(drawer)) == 2


async def test_a_tag_that_nobody_has_any_more_hides_nothing(drawer: MainWindow, control: FakeControl, settle: Settle) -> None:
    chooser = drawer.history.filter
    chooser.setCurrentIndex(1)
    chooser.activated.emit(1)
    await settle()
    control.library_store.tags["c1"] = ()
    drawer.history.reload()
    await settle()
    assert len(titles(drawer)) == 2
    assert not chooser.isVisible()
