"""A turn that was taken for somebody else's words says that it was not answered, and is answered by one click or key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.items import Item, ItemStatus
from desktop_assistant.core.local_events import AnswerAsked
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.chat.as_text import row_text
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.chat.chips import ChipDoes, chips_of
from desktop_assistant.ui.chat.face import Note, face_of, note_words, spoken_description
from desktop_assistant.ui.chat.row_buttons import ButtonKind
from desktop_assistant.ui.chat.row_metrics import FOOTER
from desktop_assistant.ui.chat.text_style import small_font
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import FakeControl, Settle
from tests.fakes.items import said, spoken, typed
from tests.ui.chat.conftest import settled
from tests.ui.chat.hands import button_point, layout_of, press

SAID = "And then he said that it would be ready by Friday"
WHY = "Not answered: it sounded like somebody else"
OVERHEARD = said("u1", SAID, status=ItemStatus.OVERHEARD)
TALK = [spoken("a1", "A long answer"), OVERHEARD]


def asked(pane: ChatPane) -> list[str]:
    made: list[str] = []
    pane.answer_asked.connect(made.append)
    return made


def test_it_says_why_wherever_it_is_read() -> None:
    face = face_of(OVERHEARD)
    assert (face.note, note_words(face)) == (Note.OVERHEARD, WHY)
    assert spoken_description(OVERHEARD) == f"You said: {SAID} ({WHY})"
    assert row_text(face) == f"You: {SAID} [{WHY}]"
    assert [(chip.does, chip.words) for chip in chips_of(OVERHEARD, face)] == [(ChipDoes.ANSWER, "Answer it")]


@pytest.mark.parametrize("item", [said("u1", SAID), said("u1", "", status=ItemStatus.OVERHEARD),
                                  said("u1", SAID, final=False, status=ItemStatus.OVERHEARD)])  # fmt: skip
def test_others_say_nothing_of_the_kind(item: Item) -> None:
    face = face_of(item)
    assert face.note is Note.NONE
    assert chips_of(item, face) == ()


def test_a_click_asks_for_the_answer(show) -> None:
    pane = show(TALK)
    made = asked(pane)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=button_point(pane, "u1", ButtonKind.CHIP))
    assert made == ["u1"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_screen_reader_is_told_and_the_keys_ask(show, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = show(TALK)
    made, told = asked(pane), list[str]()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Return):
        press(pane, key)
    row, button = told
    assert row.startswith(f"You said: {SAID} ({WHY}). 1 button")
    assert ", Right chooses " in row  # "1 button" in a program that speaks English, "1 button(s)" before it knows
    assert button == "Not answered: Answer it. 1 of 1. Press Enter."
    assert made == ["u1"]


def test_the_menu_asks_too(show) -> None:
    pane = show(TALK)
    made = asked(pane)
    next(action for action in pane.view.copying.menu_for(1).actions() if action.text() == "Answer it").trigger()
    assert made == ["u1"]
    assert "Answer it" not in [action.text() for action in pane.view.copying.menu_for(0).actions()]


def test_once_it_is_answered_the_row_is_like_any_other(show, qtbot) -> None:
    pane = show(TALK)
    made = asked(pane)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Return):
        press(pane, key)
    pane.show_item(said("u1", SAID), "a1")
    settled(pane, qtbot)
    press(pane, Qt.Key.Key_Return)  # there is no button any more
    assert made == ["u1"]
    shown = layout_of(pane, "u1").layout
    assert (shown.sentence, shown.chips, shown.note.isEmpty()) == (None, (), True)
    assert pane.view.current_id == "u1"


def test_the_keyboard_goes_along_when_it_is_said_again_at_the_end(show) -> None:
    pane = show([*TALK, typed("u2", "What time is it?"), spoken("a2", "Noon.")])
    pane.view.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        press(pane, key)
    pane.hide_item("u1")
    pane.show_item(spoken("a3", "While you ask"), "a2")
    pane.show_item(typed("u3", SAID), "a3")
    assert pane.view.current_id == "u3"


def test_another_conversation_does_not_take_the_keyboard_along(show) -> None:
    pane = show(TALK)
    pane.view.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Return):
        press(pane, key)
    pane.show_items([spoken("b1", "Elsewhere")])
    press(pane, Qt.Key.Key_Up)
    pane.show_item(typed("b2", "Hello"), "b1")
    assert pane.view.current_id == "b1"


@pytest.mark.parametrize("width", [330, 900])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_sentence_is_read_whole_between_the_words_and_the_button(
    show, qapp: QApplication, qtbot, width: int, scale: float
) -> None:
    pane = show(TALK)
    apply_theme(qapp, Theme.LIGHT, scale)
    pane.resize(width, 700)
    settled(pane, qtbot)
    shown = layout_of(pane, "u1").layout
    metrics = QFontMetrics(small_font(pane.view._cache.style))
    beside = shown.note.width() - 19
    needed = metrics.boundingRect(0, 0, beside, 10_000, Qt.TextFlag.TextWordWrap.value, WHY)
    assert needed.width() <= beside
    assert shown.note.height() >= needed.height()
    assert shown.column.contains(shown.note)
    assert shown.note.right() == shown.bubble.right()
    (button,) = shown.chip_buttons()
    assert shown.bubble.bottom() < shown.note.top() < shown.note.bottom() < button.rect.top()
    assert button.rect.bottom() <= shown.height - FOOTER
    apply_theme(qapp, Theme.LIGHT, 1.0)


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_the_window_passes_the_wish_on(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    control.view.show_conversation(control.infos["c1"], (OVERHEARD,))
    await settle()
    window.chat.view.pointer.answer_asked.emit("u1")
    assert [event for event in control.events if isinstance(event, AnswerAsked)] == [AnswerAsked(item_id="u1")]
