"""A turn is corrected where it stands: opened by pencil, key and menu, saved or left, and turned between its versions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_assistant.core.items import AudioPart, ImagePart, Item, ItemStatus, Role, TextPart
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.chat.row_buttons import ButtonKind
from tests.fakes.items import said, spoken, typed, written
from tests.ui.chat.conftest import settled
from tests.ui.chat.hands import LONG, button_point, layout_of, press

TALK = [said("u1", "ten smiles"), spoken("a1", "What?"), typed("u2", "never mind"), spoken("a2", "Fine.")]


@pytest.fixture
def talk(show) -> ChatPane:
    return show(TALK)


def corrections(pane: ChatPane) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    pane.corrected.connect(lambda item_id, text: made.append((item_id, text)))
    return made


def open_by_pencil(pane: ChatPane, key: str) -> None:
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=button_point(pane, key, ButtonKind.EDIT))


def test_the_pencil_opens_it_and_return_saves(talk: ChatPane) -> None:
    made = corrections(talk)
    open_by_pencil(talk, "u1")
    editor = talk.view.editing.editor
    assert editor is not None
    assert editor.box.toPlainText() == "ten smiles"
    assert editor.box.hasFocus()
    editor.box.selectAll()
    QTest.keyClicks(editor.box, "ten miles")
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    assert made == [("u1", "ten miles")]
    assert not talk.view.editing.is_open
    assert talk.view.hasFocus()


def test_the_keyboard_goes_on_from_the_turn_as_it_was_corrected(talk: ChatPane, qtbot) -> None:
    asked: list[str] = []
    talk.view.version_asked.connect(asked.append)
    QTest.keyClick(talk.composer.box, Qt.Key.Key_F2)
    editor = talk.view.editing.editor
    QTest.keyClicks(editor.box, " at all")
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    for gone in ("u2", "a2"):
        talk.hide_item(gone)
    new = Item(id="u3", role=Role.USER, parts=(TextPart(text="never mind at all"),), versions=("u2", "u3"))
    talk.show_item(new, "a1")
    assert talk.view.current_id == "u3"
    QTest.keyClick(talk.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert asked == ["u2"]


def test_escape_and_cancel_leave_it(talk: ChatPane) -> None:
    made = corrections(talk)
    open_by_pencil(talk, "u1")
    QTest.keyClicks(talk.view.editing.editor.box, " and more")
    QTest.keyClick(talk.view.editing.editor.box, Qt.Key.Key_Escape)
    assert not talk.view.editing.is_open
    open_by_pencil(talk, "u1")
    assert talk.view.editing.editor.box.toPlainText() == "ten smiles"
    QTest.mouseClick(talk.view.editing.editor.leave, Qt.MouseButton.LeftButton)
    assert not talk.view.editing.is_open
    assert made == []


def test_an_empty_text_cannot_be_saved(talk: ChatPane) -> None:
    made = corrections(talk)
    open_by_pencil(talk, "u1")
    editor = talk.view.editing.editor
    editor.box.clear()
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    assert made == []
    assert not editor.save.isEnabled()
    assert talk.view.editing.is_open


def test_f2_takes_the_current_turn_and_from_the_text_box_the_last_one(talk: ChatPane) -> None:
    QTest.keyClick(talk.composer.box, Qt.Key.Key_F2)
    assert talk.view.editing.editor.box.toPlainText() == "never mind"
    QTest.keyClick(talk.view.editing.editor.box, Qt.Key.Key_Escape)
    talk.view.setFocus(Qt.FocusReason.TabFocusReason)
    press(talk, Qt.Key.Key_Home)
    assert talk.view.current_id == "u1"
    press(talk, Qt.Key.Key_F2)
    assert talk.view.editing.editor.box.toPlainText() == "ten smiles"


def test_f2_finds_a_turn_that_is_out_of_sight(show, qtbot) -> None:
    pane = show([said("u1", "ten smiles"), *LONG])
    QTest.keyClick(pane.composer.box, Qt.Key.Key_F2)
    settled(pane, qtbot)
    assert pane.view.viewport().rect().contains(pane.view.editing.editor.geometry())


def test_without_a_turn_f2_does_nothing(show) -> None:
    pane = show([written("a", "Hello.")])
    QTest.keyClick(pane.composer.box, Qt.Key.Key_F2)
    assert not pane.view.editing.is_open


@pytest.mark.parametrize(
    "item",
    [
        Item(id="u", role=Role.USER, parts=(AudioPart(transcript="still sp"),), status=ItemStatus.IN_PROGRESS),
        Item(id="u", role=Role.USER, parts=(AudioPart(),)),
        written("u", "An answer."),
    ],
)
def test_only_turns_of_the_person_with_known_words_have_a_pencil(show, item: Item) -> None:
    pane = show([item, said("v", "x")])
    kinds = [b.kind for b in pane.view._painter.buttons(layout_of(pane, "u").layout)]
    assert ButtonKind.EDIT not in kinds
    assert not pane.view.editing.begin("u")


def test_the_row_makes_room_and_takes_it_back(talk: ChatPane, qtbot) -> None:
    before = talk.view.row_rect(1).top()
    open_by_pencil(talk, "u1")
    editor = talk.view.editing.editor
    editor.box.setPlainText("\n".join("line" for _ in range(6)))
    settled(talk, qtbot)
    assert talk.view.row_rect(1).top() >= editor.geometry().bottom()
    QTest.keyClick(editor.box, Qt.Key.Key_Escape)
    settled(talk, qtbot)
    assert talk.view.row_rect(1).top() == before


def test_what_went_with_the_turn_stays_in_sight_below_the_editor(show, qtbot) -> None:
    picture = ImagePart.of(b"", mime="image/jpeg", width=300, height=200)
    pane = show([Item(id="u1", role=Role.USER, parts=(picture, TextPart(text="what is thyme")))])
    pane.view.edit()
    settled(pane, qtbot)
    shown = layout_of(pane, "u1")
    assert shown.layout.chip_buttons()[0].rect.top() + shown.top > pane.view.editing.editor.geometry().bottom()


def test_the_editor_stays_over_its_message_when_the_view_scrolls_and_changes_its_width(show, qtbot) -> None:
    pane = show([*LONG[:20], said("u1", "ten smiles"), *LONG[20:]])
    pane.view.reveal("u1")
    settled(pane, qtbot)
    pane.view.editing.begin("u1")
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.value() - 50)
    settled(pane, qtbot)
    assert pane.view.editing.editor.y() == pane.view.row_rect(20).top()
    pane.resize(420, 700)
    settled(pane, qtbot)
    assert pane.view.editing.editor.y() == pane.view.row_rect(20).top()
    assert pane.view.editing.editor.geometry().right() < pane.view.viewport().width()


def test_an_answer_that_streams_meanwhile_moves_nothing(show, qtbot) -> None:
    pane = show([*LONG, said("u1", "ten smiles"), spoken("a1", "What?")])
    pane.view.edit()
    settled(pane, qtbot)
    before = pane.view.editing.editor.y()
    pane.show_item(spoken("a1", "What? " * 300), None)
    settled(pane, qtbot)
    assert pane.view.editing.editor.y() == before
    QTest.keyClick(pane.view.editing.editor.box, Qt.Key.Key_Escape)


def test_a_turn_that_goes_takes_its_editor_along(talk: ChatPane) -> None:
    open_by_pencil(talk, "u1")
    talk.hide_item("a1")
    assert talk.view.editing.is_open
    talk.hide_item("u1")
    assert not talk.view.editing.is_open
    assert talk.focusWidget() is talk.view
    talk.view.editing.begin("u2")
    talk.show_items([])
    assert not talk.view.editing.is_open


def test_versions_are_turned_by_arrows_and_keys_as_far_as_they_go(show) -> None:
    turn = typed("u2", "ten miles", versions=("u1", "u2", "u3"))
    pane = show([turn, spoken("a2", "Six.")])
    asked: list[str] = []
    pane.view.version_asked.connect(asked.append)
    for kind in (ButtonKind.EARLIER, ButtonKind.LATER):
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=button_point(pane, "u2", kind))
    assert asked == ["u1", "u3"]
    pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    press(pane, Qt.Key.Key_Home)
    press(pane, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(pane, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert asked == ["u1", "u3", "u1", "u3"]
    pane.show_items([typed("u3", "x", versions=("u1", "u3"))])
    kinds = [b.kind for b in pane.view._painter.buttons(layout_of(pane, "u3").layout)]
    assert (ButtonKind.EARLIER in kinds, ButtonKind.LATER in kinds) == (True, False)


def test_the_menu_offers_the_same(show) -> None:
    pane = show([typed("u2", "ten miles", versions=("u1", "u2"))])
    words = [action.text() for action in pane.view.copying.menu_for(0).actions()]
    assert "Correct this and ask again" in words
    assert "Earlier version" in words
    assert "Later version" not in words


def test_a_conversation_that_is_shown_anew_keeps_what_was_being_written(talk: ChatPane, qtbot) -> None:
    open_by_pencil(talk, "u1")
    assert talk.view.editing.editor is not None
    QTest.keyClicks(talk.view.editing.editor.box, " or miles")
    talk.show_items(TALK)
    settled(talk, qtbot)
    editor = talk.view.editing.editor
    assert editor is not None
    assert editor.box.toPlainText() == "ten smiles or miles"
    assert editor.box.hasFocus()


def test_another_conversation_gives_back_what_was_being_written_here(talk: ChatPane, qtbot) -> None:
    made = corrections(talk)
    open_by_pencil(talk, "u1")
    assert talk.view.editing.editor is not None
    QTest.keyClicks(talk.view.editing.editor.box, " or miles")
    talk.show_items([typed("x", "elsewhere")])
    settled(talk, qtbot)
    assert talk.view.editing.editor is None
    assert talk.focusWidget() is talk.view
    talk.show_items(TALK)
    settled(talk, qtbot)
    assert talk.view.editing.editor is None
    open_by_pencil(talk, "u1")
    editor = talk.view.editing.editor
    assert editor is not None
    assert editor.box.toPlainText() == "ten smiles or miles"
    QTest.keyClick(editor.box, Qt.Key.Key_Escape)
    open_by_pencil(talk, "u1")
    editor = talk.view.editing.editor
    assert editor is not None
    assert editor.box.toPlainText() == "ten smiles"
    assert made == []
