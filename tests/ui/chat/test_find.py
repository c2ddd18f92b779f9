"""Ctrl+F: words in the conversation on screen, by keys alone, each place brought into sight and marked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_assistant.ui.chat.chat_pane import ChatPane
from tests.fakes.items import said, spoken, tool_result, written
from tests.fakes.shown import shown
from tests.ui.chat.conftest import settled

LONG = [written(f"m{n}", f"Message {n}. " + "More words to read. " * (5 + n % 9)) for n in range(60)]
KETTLE = written("k", "Intro. " * 80 + "\n\n```py\nkettle = 1\n```\n\nThe **Kettle** is on.")


def look_for(pane: ChatPane, words: str) -> None:
    pane.find_words()
    pane.find_bar.field.setText(words)
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)


def is_marked_in_sight(pane: ChatPane, item_id: str) -> bool:
    selection = pane.view.pointer.selection
    assert selection is not None
    assert selection.item_id == item_id
    row = next(row for row in pane.view.visible_rows() if row.layout.item.id == item_id)
    top = row.top + row.layout.tops()[selection.caret.piece]
    return 0 <= top < pane.view.viewport().height()


def test_each_place_is_shown_from_the_newest_backwards(show, qtbot) -> None:
    pane = show([said("u", "kettle?"), *LONG[:30], KETTLE, *LONG[30:], shown("c", "email"), tool_result("r", "kettle")])
    look_for(pane, "kettle")
    assert pane.find_bar.count.text() == "3 of 3"
    assert pane.view.selected_text == "Kettle"
    assert is_marked_in_sight(pane, "k")
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    settled(pane, qtbot)
    assert (pane.find_bar.count.text(), pane.view.selected_text) == ("2 of 3", "kettle")
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    settled(pane, qtbot)
    assert pane.find_bar.count.text() == "1 of 3"
    assert is_marked_in_sight(pane, "u")
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.find_bar.count.text() == "2 of 3"
    assert not pane.view.place.follows


def test_cards_are_looked_through_too(show) -> None:
    pane = show([shown("c", "table"), spoken("a", "Done.")])
    look_for(pane, "marathon")
    assert pane.find_bar.count.text() == "2 of 2"
    assert pane.view.selected_text == "Marathon"


def test_nothing_found_is_said_and_escape_ends_it(show) -> None:
    pane = show(LONG)
    look_for(pane, "zebra")
    assert pane.find_bar.count.text() == "Nothing found"
    assert not pane.find_bar.before.isEnabled()
    assert pane.view.selected_text == ""
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
    assert not pane.find_bar.isVisible()
    assert pane.composer.box.hasFocus() or not pane.isActiveWindow()


def test_the_bar_takes_no_room_of_the_text_box(show) -> None:
    pane = show(LONG)
    before = pane.composer.geometry()
    pane.find_words()
    assert pane.composer.geometry() == before
    assert pane.find_bar.geometry().bottom() < pane.view.mapTo(pane, pane.view.rect().topLeft()).y()


@pytest.mark.parametrize("words", ["**", "`", "(", "\\", "  ", "é"])
def test_signs_are_looked_for_as_they_are(show, words: str) -> None:
    pane = show([written("a", "**bold** `code` (x) é \\")])
    look_for(pane, words)
    assert isinstance(pane.find_bar, QWidget)
    assert len(pane.finder.found) == (0 if words == "  " else pane.model.item(0).text.count(words))
