"""An answer that broke off says so, and is asked for again by one click or key."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_assistant.core.items import ItemStatus
from desktop_assistant.ui.chat.as_text import row_text
from desktop_assistant.ui.chat.chips import ChipDoes, chips_of
from desktop_assistant.ui.chat.face import Note, face_of, note_tip, spoken_description
from desktop_assistant.ui.chat.row_buttons import ButtonKind
from tests.fakes.items import said, spoken
from tests.ui.chat.hands import button_point, layout_of, press

BROKEN = spoken("a1", "Ten kilometres are 6.2 miles, and", status=ItemStatus.BROKEN_OFF)
WHY = "The answer broke off before its end"


def test_it_says_so_wherever_it_is_read_and_blames_nobody_for_stopping_it() -> None:
    face = face_of(BROKEN)
    assert face.note is Note.BROKEN_OFF
    assert spoken_description(BROKEN) == f"Assistant said: {BROKEN.text} ({WHY})"
    assert row_text(face) == f"Assistant: {BROKEN.text} [{WHY}]"
    assert note_tip(face) == ""


def test_asking_again_comes_before_the_exact_things_of_what_was_said() -> None:
    chips = chips_of(BROKEN, face_of(BROKEN))
    assert (chips[0].does, chips[0].words) == (ChipDoes.ANSWER, "Ask again")
    assert {chip.does for chip in chips[1:]} == {ChipDoes.COPY}


def test_a_click_and_the_keys_ask_again(show) -> None:
    pane = show([said("u1", "How far is that?"), BROKEN])
    made: list[str] = []
    pane.answer_asked.connect(made.append)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=button_point(pane, "a1", ButtonKind.CHIP))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        press(pane, key)
    next(action for action in pane.view.copying.menu_for(1).actions() if action.text() == "Ask again").trigger()
    assert made == ["a1", "a1", "a1"]


def test_the_sentence_stands_at_the_answers_side(show) -> None:
    shown = layout_of(show([BROKEN]), "a1").layout
    assert shown.note.left() == shown.column.left()
    assert shown.note.bottom() < min(button.rect.top() for button in shown.chip_buttons())
