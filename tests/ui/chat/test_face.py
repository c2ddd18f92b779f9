"""What is shown of an item, in words."""

import pytest

from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role, TextPart
from desktop_assistant.ui.chat.face import Look, Note, Side, face_of, note_tip, note_words, split_at_cut, spoken_description
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
    words = note_words(face_of(item))
    assert bool(words) is (note is not Note.NONE)
    assert words in spoken_description(item)


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
    face = face_of(cut_off("a", "abc", 99))
    assert face.cut == 3
    assert split_at_cut(face) == ("abc", "")


def test_the_word_that_was_being_said_counts_as_heard():
    assert split_at_cut(face_of(cut_off("a", "It is noon now", 7))) == ("It is noon", "now")
    assert split_at_cut(face_of(cut_off("a", "It is noon", 7))) == ("It is noon", "")
    assert split_at_cut(face_of(cut_off("a", "Noon.", 0))) == ("", "Noon.")


def test_the_mark_of_an_interruption_says_when():
    parts = (
        AudioPart(transcript="First.", is_final=True, audio_ms=1200),
        AudioPart(transcript="Second half.", is_final=True, audio_ms=9000, heard_ms=2040, heard_chars=6),
        AudioPart(transcript="Third.", is_final=True, audio_ms=5000, heard_ms=0, heard_chars=0),
    )
    face = face_of(Item(id="a", role=Role.ASSISTANT, parts=parts, status=ItemStatus.INTERRUPTED))
    assert note_words(face) == "Interrupted after 3.2 s"
    assert "not heard" in note_tip(face)
    assert note_tip(face_of(written("b", "x"))) == ""
    unheard = face_of(Item(id="c", role=Role.ASSISTANT, parts=parts[2:], status=ItemStatus.INTERRUPTED))
    assert note_words(unheard) == "Interrupted before it was heard"


def test_screen_reader_words():
    assert spoken_description(said("a", "what time is it")) == "You said: what time is it"
    assert spoken_description(written("a", "Noon.")) == "Assistant said: Noon."
    assert spoken_description(said("a", "", final=False)) == "You said: waiting for the words"
    assert spoken_description(tool_call("a", "set_timer")) == "Used set timer"
    assert spoken_description(cut_off("a", "Noon.", 2)).endswith("(Interrupted)")
    assert spoken_description(cut_off("a", "It is noon", 2)) == "Assistant said: It (Interrupted). Not heard: is noon"
