"""Who answers, in the uppermost line: one click or one key away."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_assistant.core.speaker import speaker_item
from desktop_assistant.settings.model import Language, Settings
from desktop_assistant.settings.personas import BUILT_IN, Persona
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.chat.face import face_of
from desktop_assistant.ui.i18n import speak
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.persona_button import NAMES, shown_name
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.settings_dialog.personas_page import PersonasPage
from tests.fakes.control import FakeControl, Settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def opened(window: MainWindow) -> QMenu:
    window.actions_by_name["persona"].trigger()
    menu = window.persona.menu_of_personas
    assert menu is not None
    return menu


async def test_the_menu_offers_everybody_and_marks_who_answers(window: MainWindow, settle: Settle) -> None:
    menu = opened(window)
    await settle()
    names = [action.text() for action in menu.actions() if action.isCheckable()]
    assert names == [f"&{place}  {one.name}" for place, one in enumerate(BUILT_IN, 1)]
    assert [action.isChecked() for action in menu.actions() if action.isCheckable()] == [True, False, False, False, False]
    menu.close()


async def test_a_number_chooses(window: MainWindow, control: FakeControl, qtbot: QtBot, settle: Settle) -> None:
    menu = opened(window)
    await settle()
    qtbot.keyClick(menu, Qt.Key.Key_2)
    await settle()
    assert control.settings.persona.id == "tutor"
    assert control.settings.audio.pause_ms == 1200
    assert window.persona.accessibleName() == "Who answers: Tutor"
    assert window.persona.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert window.persona.text().strip() == "Tutor"


async def test_the_usual_one_takes_no_room(window: MainWindow) -> None:
    assert window.persona.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    assert "Ctrl+Shift+P" in window.persona.toolTip()


async def test_somebody_was_told_aloud_to_switch(window: MainWindow, bridge: UiBridge, control: FakeControl) -> None:
    settings = control.settings
    control.apply(replace(settings, conversation=replace(settings.conversation, persona="game")))
    bridge.tell_settings()
    assert window.persona.text().strip() == "Innkeeper"


async def test_the_arrow_keys_begin_at_the_one_who_answers_now(window: MainWindow, settle: Settle) -> None:
    menu = opened(window)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    await settle()
    assert window.persona.text().strip() == "Tutor"


async def test_the_menu_leads_to_the_page(window: MainWindow, settle: Settle) -> None:
    menu = opened(window)
    menu.actions()[-1].trigger()
    await settle()
    assert window.settings_dialog is not None
    assert isinstance(window.settings_dialog.page(PageName.PERSONAS), PersonasPage)


def test_names_of_the_program_are_translated_until_somebody_renames_them(
    qapp: QApplication, bridge: UiBridge, qtbot: QtBot
) -> None:
    assert {one.name for one in BUILT_IN} == set(NAMES)
    speak(Language.GERMAN)
    assert shown_name(BUILT_IN[1]) == "Nachhilfelehrer"
    assert shown_name(replace(BUILT_IN[1], name="Miss Honey")) == "Miss Honey"
    assert shown_name(Persona(id="own", name="Tutor")) == "Tutor"
    assert face_of(speaker_item("s", "Tutor", at=1.0)).text == "Ab hier spricht Nachhilfelehrer"
    assert face_of(speaker_item("s", "Miss Honey", at=1.0)).text == "Ab hier spricht Miss Honey"
    page = PersonasPage(Draft(Settings()))
    qtbot.addWidget(page)
    page.list.setCurrentRow(1)
    assert page.form.name.text() == page.list.item(1).text() == "Nachhilfelehrer"
    speak(Language.ENGLISH)
