"""A turn that may have been misheard is marked; what else it may have been is one click away."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_assistant.core.items import AudioPart, Item, Role
from desktop_assistant.core.local_events import TurnCorrected
from desktop_assistant.ui.chat.chips import ChipDoes, chips_of
from desktop_assistant.ui.chat.face import Note, face_of, note_tip, note_words, spoken_description
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import FakeControl, Settle, spoken

HEARD = spoken(Role.USER, "Call an hour.", "u1")


def doubtful(*, doubts: tuple[str, ...] = (), alternatives: tuple[str, ...] = ()) -> Item:
    part = replace(HEARD.parts[0], doubts=doubts, alternatives=alternatives)
    assert isinstance(part, AudioPart)
    return replace(HEARD, parts=(part,))


def test_a_sure_turn_is_not_marked() -> None:
    assert face_of(HEARD).note is Note.NONE
    assert chips_of(HEARD, face_of(HEARD)) == ()


def test_doubtful_words_are_named_where_the_mark_is() -> None:
    item = doubtful(doubts=("hour",))
    face = face_of(item)
    assert note_words(face) == "Perhaps misheard"
    assert note_tip(face).startswith("The recogniser was not sure of: hour\n")
    assert spoken_description(item) == "You said: Call an hour. (Perhaps misheard)"
    assert [chip.does for chip in chips_of(item, face)] == [ChipDoes.EDIT]


def test_other_readings_are_offered_before_the_pencil() -> None:
    item = doubtful(alternatives=("Call Anna.", "Call an owl."))
    chips = chips_of(item, face_of(item))
    assert [(chip.does, chip.value) for chip in chips] == [
        (ChipDoes.CORRECT, "Call Anna."),
        (ChipDoes.CORRECT, "Call an owl."),
        (ChipDoes.EDIT, "Call an hour."),
    ]


def test_a_turn_that_is_still_being_written_down_is_not_marked() -> None:
    part = replace(doubtful(doubts=("hour",)).parts[0], is_final=False)  # type: ignore[type-var]
    assert face_of(replace(HEARD, parts=(part,))).note is Note.NONE


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_one_of_them_is_chosen_by_keyboard_alone(
    window: MainWindow, control: FakeControl, qtbot: QtBot, settle: Settle
) -> None:
    item = doubtful(alternatives=("Call Anna.", "Call an owl."))
    control.view.show_conversation(control.infos["c1"], (item, spoken(Role.ASSISTANT, "Which hour?", "a1")))
    await settle()
    view = window.chat.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    await settle()
    assert [event for event in control.events if isinstance(event, TurnCorrected)] == [
        TurnCorrected(item_id="u1", text="Call an owl.")
    ]


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_the_pencil_opens_the_editor(window: MainWindow, control: FakeControl, qtbot: QtBot, settle: Settle) -> None:
    control.view.show_conversation(control.infos["c1"], (doubtful(doubts=("hour",)),))
    await settle()
    view = window.chat.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    await settle()
    assert view.editing.is_open
