"""What is shown of an item, in words."""

import pytest

from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role, TextPart
from desktop_assistant.ui.chat.face import Look, Note, Side, face_of, note_words, spoken_description
from tests.fakes.items import cut_off, said, spoken, tool_call, tool_result, typed, written


def test_sides():
    assert face_of(typed("a", "x")).side is Side.USER
    assert face_of(written("a", "x")).side is Side.ASSISTANT
    assert face_of(tool_call("a", "set_timer")).side is Side.NOTE
    assert face_of(tool_result("a", "secret")).side is Side.HIDDEN
    assert face_of(Item(id="a", role=Role.SYSTEM, parts=(TextPart(text="x"),))).side is Side.HIDDEN


def test_only_answers_are_markdown():
    assert face_of(written("a", "*x*")).is_markdown
    assert not face_of(typed("a", "*x*")).is_markdown


def test_partial_then_final_transcript():
    assert face_of(said("a", "what is", final=False)).look is Look.PARTIAL
    assert face_of(said("a", "what is it")).look is Look.NORMAL


def test_speech_without_words_yet_has_dots_and_then_says_it_was_not_understood():
    assert face_of(said("a", "", final=False)).has_dots
    empty = face_of(said("a", ""))
    assert not empty.has_dots
    assert empty.text == "(not understood)"


def test_speech_that_failed_does_not_wait_for_ever():
    face = face_of(said("a", "", final=False, status=ItemStatus.FAILED))
    assert not face.has_dots
    assert face.note is Note.NOT_SENT


@pytest.mark.parametrize(
    ("item", "note"),
    [
        (typed("a", "x", status=ItemStatus.IN_PROGRESS), Note.WAITING),
        (typed("a", "x", status=ItemStatus.FAILED), Note.NOT_SENT),
        (typed("a", "x"), Note.NONE),
        (said("a", "x", final=False, status=ItemStatus.IN_PROGRESS), Note.NONE),
        (written("a", "x", status=ItemStatus.FAILED), Note.NO_ANSWER),
        (cut_off("a", "x y z", 1), Note.INTERRUPTED),
        (written("a", "x", status=ItemStatus.IN_PROGRESS), Note.NONE),
    ],
)
def test_states_are_told_in_words(item: Item, note: Note):
    assert face_of(item).note is note
    assert bool(note_words(note)) is (note is not Note.NONE)
    assert note_words(note) in spoken_description(item)


def test_an_answer_without_a_word():
    assert face_of(written("a", "", status=ItemStatus.IN_PROGRESS)).has_dots
    assert face_of(written("a", "")).side is Side.HIDDEN
    assert face_of(spoken("a", " ")).side is Side.HIDDEN


def test_heard_characters_count_from_the_start_of_the_whole_text():
    parts = (TextPart(text="Hello."), AudioPart(transcript="I was going to say", heard_chars=5))
    item = Item(id="a", role=Role.ASSISTANT, parts=parts, status=ItemStatus.INTERRUPTED)
    face = face_of(item)
    assert face.cut is not None
    assert face.text[: face.cut] == "Hello.\nI was"


def test_heard_more_than_there_is():
    assert face_of(cut_off("a", "abc", 99)).cut == 3


def test_screen_reader_words():
    assert spoken_description(said("a", "what time is it")) == "You said: what time is it"
    assert spoken_description(written("a", "Noon.")) == "Assistant said: Noon."
    assert spoken_description(said("a", "", final=False)) == "You said: waiting for the words"
    assert spoken_description(tool_call("a", "set_timer")) == "Used set timer"
    assert spoken_description(cut_off("a", "Noon.", 2)).endswith("(Interrupted)")
