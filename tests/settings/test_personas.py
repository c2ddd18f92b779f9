"""Personas: what they change, how they take over, how they are kept and shared."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.errors import StoreError
from desktop_assistant.settings.character import in_character, switched
from desktop_assistant.settings.file import load, save
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.settings.persona_files import read_persona, write_persona
from desktop_assistant.settings.personas import BUILT_IN, DEFAULT, Persona, called, free_id, free_name, known, persona_of

TUTOR = persona_of((), "tutor")


def with_persona(persona: Persona, **changes: object) -> Settings:
    settings = replace(Settings(), **changes)  # type: ignore[arg-type]
    return replace(settings, conversation=replace(settings.conversation, personas=(persona,), persona=persona.id))


# --- those that come with the program ---------------------------------------------------------------------------
def test_the_usual_one_changes_nothing() -> None:
    assert persona_of((), DEFAULT) == Persona(id=DEFAULT, name="Assistant")
    assert in_character(Settings()) == Settings()


def test_ids_and_names_are_one_of_a_kind() -> None:
    assert len({one.id for one in BUILT_IN}) == len({one.name for one in BUILT_IN}) == len(BUILT_IN) >= 5


def test_the_interviewer_fills_a_form_and_reads_it_back() -> None:
    words = persona_of((), "interviewer").instructions
    assert all(part in words for part in ("`display`", "`form`", "read all of them back", "`confirmed`"))


# --- what they change -------------------------------------------------------------------------------------------
def test_a_persona_brings_instructions_and_language() -> None:
    settings = in_character(with_persona(Persona(id="x", name="X", instructions="Be X.", language="de")))
    assert (settings.conversation.instructions, settings.conversation.language) == ("Be X.", "de")


@pytest.mark.parametrize("provider", Provider)
def test_voice_and_model_are_for_one_provider_only(provider: Provider) -> None:
    persona = Persona(id="x", name="X", provider=provider.value, voice="deep", model="large")
    settings = in_character(with_persona(persona, provider=provider))
    table = getattr(settings, provider.value)
    if hasattr(table, "voice"):
        assert settings.service.voice == "deep"
    if hasattr(table, "model"):
        assert settings.service.model == "large"
    other = Provider.GEMINI if provider is not Provider.GEMINI else Provider.OPENAI
    assert in_character(with_persona(persona, provider=other)).service == replace(Settings(), provider=other).service


def test_a_persona_may_be_kept_from_tools() -> None:
    assert Persona(id="x", name="X").may_use("display")
    assert Persona(id="x", name="X", tools="display other").may_use("other")
    assert not Persona(id="x", name="X", tools="").may_use("display")


# --- taking over ------------------------------------------------------------------------------------------------
def test_a_patience_of_its_own_comes_and_goes_with_the_persona() -> None:
    mine = replace(Settings(), audio=replace(Settings().audio, pause_ms=450))
    tutor = switched(mine, "tutor")
    assert (tutor.persona.id, tutor.audio.pause_ms, tutor.conversation.own_pause_ms) == ("tutor", 1200, 450)
    support = switched(tutor, "support")
    assert (support.audio.pause_ms, support.conversation.own_pause_ms) == (900, 450)
    assert switched(support, DEFAULT) == mine


def test_a_patience_out_of_range_is_brought_into_it() -> None:
    assert switched(with_persona(Persona(id="x", name="X", pause_ms=9_000)), "x").audio.pause_ms == 3000


def test_an_unknown_persona_is_the_first() -> None:
    assert switched(Settings(), "nobody").conversation.persona == DEFAULT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tutor", "tutor"),
        ("the tutor", "tutor"),
        ("SUPPORT AGENT", "support"),
        ("support", "support"),
        ("inn", "game"),
        ("t", None),
        ("", None),
        ("Napoleon", None),
    ],
)
def test_whose_name_was_said(name: str, expected: str | None) -> None:
    found = called((), name)
    assert (found.id if found else None) == expected


def test_names_are_made_free() -> None:
    assert free_name((), "Tutor") == "Tutor 2"
    assert free_name((), "Chef") == "Chef"


@pytest.mark.parametrize("name", ["tutor", "TUTOR", "the Tutor", " Tutor  "])
def test_a_name_is_taken_when_it_sounds_the_same(name: str) -> None:
    """Whoever says it would always get the other one."""
    mine = Persona(id="mine", name=free_name((), name))
    assert called((*known(()), mine), mine.name) == mine


def test_ids_are_made_free() -> None:
    assert free_id((), "tutor") == "tutor-2"
    assert free_id((), "مدرّس") == "persona"


# --- kept -------------------------------------------------------------------------------------------------------
def test_personas_are_kept_in_the_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    made = Persona(id="x", name='He said "X"', instructions="One line.\nAnd another.", pause_ms=700, tools="")
    settings = with_persona(made, provider=Provider.OPENAI)
    save(path, Settings())
    save(path, settings)
    assert load(path) == (settings, [])


@pytest.mark.expects_logs("a setting was not understood")
@pytest.mark.parametrize(
    "row", ['{ id = "x" }', '{ id = "x", name = "X", pause_ms = "slow" }', '{ id = "x", name = "X", age = 3 }', "7"]
)
def test_a_persona_that_makes_no_sense_in_the_file_is_said(tmp_path: Path, row: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"[conversation]\npersonas = [{row}]\n")
    settings, (problem,) = load(path)
    assert known(settings.conversation.personas) == BUILT_IN
    assert "conversation.personas (line 2) must be a list such as" in problem.detail


# --- shared -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("persona", BUILT_IN, ids=lambda persona: persona.id)
def test_a_shared_persona_is_read_back(persona: Persona) -> None:
    assert read_persona(write_persona(persona)) == persona


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"format": "recipe"}, "This file is no persona"),
        ({"version": 0}, "This file is no persona"),
        ({"version": True}, "This file is no persona"),
        ({"version": 2}, "a newer version"),
        ({"name": "  \n"}, "has no name"),
        ({"name": 3}, "This file is no persona"),
        ({"pause_ms": 100}, "must be 0, or from 200 to 3000 ms"),
        ({"pause_ms": "long"}, "must be 0, or from 200 to 3000 ms"),
        ({"instructions": ["x"]}, "This file is no persona"),
        ({"instructions": "x" * 300_000}, "too large"),
    ],
)
def test_a_file_that_is_no_persona_is_refused_in_one_sentence(change: dict[str, object], complaint: str) -> None:
    given = json.loads(write_persona(TUTOR)) | change
    with pytest.raises(StoreError, match=complaint):
        read_persona(json.dumps(given))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[" * 5000])
def test_a_file_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(StoreError, match="This file is no persona"):
        read_persona(text)


@given(st.dictionaries(st.sampled_from([*Persona.__dataclass_fields__]), st.none() | st.text() | st.integers() | st.booleans()))
def test_whatever_a_file_says_it_is_a_persona_or_refused(fields: dict[str, object]) -> None:
    given = {"format": "desktop-assistant-persona", "version": 1, "name": "X", **fields}
    try:
        persona = read_persona(json.dumps(given))
    except StoreError:
        return
    assert persona.name == " ".join(persona.name.split())
    assert persona.pause_ms == 0 or 200 <= persona.pause_ms <= 3000
    assert persona.instructions.replace("\n", "").replace("\t", "").isprintable()
