"""The page of personas: edited, added, copied, taken out and brought back, shared; all of it a draft."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.settings.persona_files import write_persona
from desktop_assistant.settings.personas import BUILT_IN, Persona
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.personas_page import PersonasPage

pytestmark = pytest.mark.usefixtures("bridge")


@pytest.fixture
def draft() -> Draft:
    return Draft(replace(Settings(), provider=Provider.OPENAI))


@pytest.fixture
def page(qtbot: QtBot, draft: Draft) -> PersonasPage:
    made = PersonasPage(draft)
    qtbot.addWidget(made)
    made.show()
    return made


def names(draft: Draft) -> list[str]:
    return [one.name for one in draft.get("conversation.personas")]


def test_it_shows_who_answers(page: PersonasPage, draft: Draft) -> None:
    assert [page.list.item(row).text() for row in range(page.list.count())] == [one.name for one in BUILT_IN]
    assert page.list.currentRow() == 0
    assert page.form.name.text() == "Assistant"
    assert draft.get("conversation.personas") == ()  # looking changes nothing


def test_every_field_goes_into_the_draft(page: PersonasPage, draft: Draft, qtbot: QtBot) -> None:
    page.list.setCurrentRow(1)
    form = page.form
    form.name.selectAll()
    qtbot.keyClicks(form.name, "Miss Honey")
    form.instructions.setPlainText("Be kind.")
    form.language.setCurrentIndex(form.language.findText("German"))
    form.language.activated.emit(form.language.currentIndex())
    form.pause.setCurrentIndex(1)
    form.pause.activated.emit(1)
    qtbot.keyClicks(form.voice, "cedar")
    form.boxes[0].click()
    assert draft.get("conversation.personas")[1] == Persona(
        id="tutor", name="Miss Honey", instructions="Be kind.", language="de", pause_ms=300,
        tools="ask_choice switch_persona", provider="openai", voice="cedar",
    )  # fmt: skip
    assert page.list.item(1).text() == "Miss Honey"


def test_a_voice_is_shown_for_its_own_provider_only(page: PersonasPage, draft: Draft, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.form.voice, "cedar")
    draft.set("provider", Provider.GEMINI)
    assert page.form.voice.text() == ""
    assert page.form.voice.placeholderText() == "For Gemini"
    draft.set("provider", Provider.OPENAI)
    assert page.form.voice.text() == "cedar"


@pytest.mark.parametrize(("typed", "complaint"), [("", "This cannot be empty."), ("Tutor", "Another persona has this name.")])
def test_a_name_must_be_one_of_a_kind(page: PersonasPage, draft: Draft, qtbot: QtBot, typed: str, complaint: str) -> None:
    page.form.name.selectAll()
    qtbot.keyClick(page.form.name, Qt.Key.Key_Delete)
    qtbot.keyClicks(page.form.name, typed)
    assert draft.complaints == {"persona.name": complaint}
    page.list.setCurrentRow(2)
    assert draft.complaints == {}


def test_new_and_copied_ones_have_names_of_their_own(page: PersonasPage, draft: Draft) -> None:
    page.list.setCurrentRow(1)
    page.copy.click()
    assert names(draft)[-1] == "Tutor 2"
    assert page.form.instructions.toPlainText() == BUILT_IN[1].instructions
    page.new.click()
    page.new.click()
    assert names(draft)[-2:] == ["New persona", "New persona 2"]
    assert len({one.id for one in draft.get("conversation.personas")}) == len(names(draft))


def test_a_deletion_is_undone_where_it_was(page: PersonasPage, draft: Draft) -> None:
    page.list.setCurrentRow(1)
    assert not page.undo.isVisible()
    page.remove.click()
    assert names(draft) == ["Assistant", "Interviewer", "Support agent", "Innkeeper"]
    assert page.form.name.text() == "Interviewer"
    page.undo.click()
    assert names(draft) == [one.name for one in BUILT_IN]
    assert page.form.name.text() == "Tutor"
    assert not page.undo.isVisible()


def test_the_last_one_stays(page: PersonasPage, draft: Draft) -> None:
    for _ in range(9):
        page.remove.click()
    assert len(names(draft)) == 1
    assert not page.remove.isEnabled()
    page.back.click()
    assert len(names(draft)) == len(BUILT_IN)


def test_shared_and_fetched(page: PersonasPage, draft: Draft, tmp_path: Path) -> None:
    page.list.setCurrentRow(1)
    page.export_to(tmp_path / "tutor.json")
    page.import_from(tmp_path / "tutor.json")
    assert names(draft)[-1] == "Tutor 2"
    assert page.form.instructions.toPlainText() == BUILT_IN[1].instructions
    assert not page.message.isVisible()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"{}", "This file is no persona"),
        (b"\xff\xfe", "This file is no persona"),
        (write_persona(BUILT_IN[1]).replace('"version": 1', '"version": 9').encode(), "a newer version"),
    ],
)
def test_a_bad_file_is_said_in_one_sentence(
    page: PersonasPage, draft: Draft, tmp_path: Path, content: bytes, complaint: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    page.import_from(path)
    assert page.message.isVisible()
    assert complaint in page.message.text()
    assert draft.get("conversation.personas") == ()


def test_a_file_that_is_not_there(page: PersonasPage, tmp_path: Path) -> None:
    page.import_from(tmp_path / "none.json")
    assert page.message.text() == "The file could not be read: No such file or directory."
    page.export_to(tmp_path / "none" / "x.json")
    assert page.message.text() == "The file could not be written: No such file or directory."
