"""A misheard turn is edited: the provider is told as well as it can be, the answer is made anew, nothing is lost."""

from dataclasses import replace

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import CancelResponse, CreateItem, CreateResponse, DeleteItem
from desktop_assistant.core.items import AudioPart, ImagePart, Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import TalkPressed, ToolFinished, TurnCorrected, UserText
from desktop_assistant.core.server_events import ItemAdded, ResponseStatus, ToolCallRequested, UserTranscriptFailed
from desktop_assistant.core.snapshot import LinkState, VoiceState
from desktop_assistant.core.tools import ToolCall, ToolResult, ToolSpec
from desktop_assistant.session.correction import Means, means_of, said_wrong
from desktop_assistant.session.effects import CancelTool, FlushPlayback, Play, Shelve, Spool, Unspool
from tests.fakes.items import said, spoken, typed
from tests.scenarios.driver import CONFIG, Driver

KEEPS_ALL = Capabilities(delete_items=False, truncate=False)
PICTURE = ImagePart.of(b"jpeg", mime="image/jpeg", width=2, height=1)


def answered(d: Driver, n: int, question: str, answer: str) -> None:
    """A spoken question with its answer, heard out."""
    d.ask_by_voice(n, question)
    d.begin_answer(f"r{n}", f"a{n}")
    d.say(answer, 300, f"r{n}", f"a{n}")
    d.end_part(answer, f"r{n}", f"a{n}")
    d.finish(f"r{n}")
    d.drained(f"a{n}", 300)
    d.wait(2)  # what is said now is another turn


def ids(d: Driver) -> list[str]:
    return [item.id for item in d.machine.items()]


@pytest.mark.parametrize(
    ("capabilities", "is_ready", "means"),
    [
        (Capabilities(), True, Means.REWRITE),
        (Capabilities(), False, Means.LATER),
        (KEEPS_ALL, True, Means.SAY_SO),
        (KEEPS_ALL, False, Means.LATER),
        (Capabilities(full_duplex=True, manual_turns=False, delete_items=False), True, Means.SAY_SO),
    ],
)
def test_means_follow_from_what_the_provider_can_do(capabilities: Capabilities, is_ready: bool, means: Means) -> None:
    assert means_of(capabilities, is_ready=is_ready) is means


def test_where_items_can_be_taken_out_the_corrected_turn_stands_in_their_place() -> None:
    d = Driver().connect()
    answered(d, 1, "what time is it", "Noon.")
    answered(d, 2, "what's ten kilometres in smiles", "I don't know smiles.")
    second, answer = ids(d)[2:]
    d.do(TurnCorrected(item_id=second, text="what's ten kilometres in miles"))
    *deleted, created, asked = d.sent
    assert deleted == [DeleteItem(item_id="u2", event_id="delete"), DeleteItem(item_id="a2", event_id="delete")]
    assert isinstance(created, CreateItem)
    assert created.item.parts == (TextPart(text="what's ten kilometres in miles"),)
    assert isinstance(asked, CreateResponse)
    assert d.texts[2:] == [("user", "what's ten kilometres in miles")]
    corrected = d.machine.items()[-1]
    assert corrected.versions == (second, corrected.id)
    assert d.of(Shelve) == [Shelve(item_ids=(second, answer), instead=corrected.id)]
    assert d.saved()[corrected.id][1]
    assert d.state.voice is VoiceState.THINKING
    d.begin_answer("r3", "a3")
    d.say("About six.", 300, "r3", "a3")
    d.end_part("About six.", "r3", "a3")
    d.finish("r3")
    assert d.texts[2:] == [("user", "what's ten kilometres in miles"), ("assistant", "About six.")]
    assert d.on_screen() == list(d.machine.items())


def test_where_nothing_can_be_taken_out_the_model_is_told_in_words() -> None:
    d = Driver(capabilities=KEEPS_ALL).connect()
    answered(d, 1, "ten smiles", "What?")
    d.do(TurnCorrected(item_id=ids(d)[0], text="ten miles"))
    created, asked = d.sent
    assert isinstance(created, CreateItem)
    assert created.item.text == said_wrong("ten smiles", "ten miles")
    assert isinstance(asked, CreateResponse)
    assert d.texts == [("user", "ten miles")]  # on screen, and for a later session, it is what was meant
    d.drop()
    d.wait(2)
    d.accept()
    assert [c.item.text for c in d.sent_ever(CreateItem)][-1] == "ten miles"


def test_a_service_without_turns_is_told_in_words_and_answers_by_itself() -> None:
    live = Capabilities(full_duplex=True, manual_turns=False, delete_items=False, truncate=False, cancel=False)
    d = Driver(capabilities=live).connect(items=(said("u", "ten smiles"), spoken("a", "What?")))
    d.do(TurnCorrected(item_id="u", text="ten miles"))
    assert [c.item.text for c in d.sent] == [said_wrong("ten smiles", "ten miles")]
    d.begin_answer("r2", "a2")
    d.say("About six.", 100, "r2", "a2")
    assert d.texts == [("user", "ten miles"), ("assistant", "About six.")]


def test_a_turn_that_nobody_understood_can_be_written_in() -> None:
    d = Driver(capabilities=KEEPS_ALL).connect()
    d.ask_by_voice(1, "")
    d.do(UserTranscriptFailed(item_id="u1", message="unintelligible"))
    d.do(TurnCorrected(item_id=ids(d)[0], text="ten miles"))
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)] == [said_wrong("", "ten miles")]
    assert "“ten miles”" in said_wrong("", "ten miles")


def test_without_a_session_the_next_one_is_told_what_was_meant() -> None:
    d = Driver().connect()
    answered(d, 1, "ten smiles", "What?")
    d.drop()
    d.do(TurnCorrected(item_id=ids(d)[0], text="ten miles"))
    assert d.sent == []
    assert d.state.link is LinkState.CONNECTING  # it is a reason to try at once
    d.accept()
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)] == ["ten miles"]
    assert len([c for c in d.sent if isinstance(c, CreateResponse)]) == 1
    assert d.machine.items()[0].status is ItemStatus.COMPLETE


def test_what_is_being_said_stops_and_is_kept_as_far_as_it_was_heard() -> None:
    d = Driver().connect()
    d.ask_by_voice(1, "ten smiles")
    d.begin_answer()
    d.say("I do not know what smiles are.", 2000)
    d.played("a1", 900)
    question, answer = ids(d)
    d.do(TurnCorrected(item_id=question, text="ten miles"))
    assert d.of(FlushPlayback)
    assert isinstance(d.sent[0], CancelResponse)
    kept, is_final = d.saved()[answer]
    assert is_final
    assert kept.status is ItemStatus.INTERRUPTED
    assert isinstance(part := kept.parts[0], AudioPart)
    assert part.heard_ms == 900
    d.say(" More of it.", 500)  # crossed on the wire
    assert d.of(Play) == []
    assert [type(c) for c in d.sent_ever(CreateResponse)] == [CreateResponse]  # the first; the next waits for the end
    d.flushed("a1", 950)
    d.finish("r1", ResponseStatus.CANCELLED)
    assert [type(c) for c in d.sent] == [CreateResponse]
    assert d.texts == [("user", "ten miles")]
    assert d.on_screen() == list(d.machine.items())


def test_a_turn_whose_answer_has_not_begun_is_not_said_again_as_sound() -> None:
    d = Driver().connect()
    d.ask_by_voice(1, "ten smiles")
    turn = ids(d)[0]
    d.do(TurnCorrected(item_id=turn, text="ten miles"))
    assert Unspool(turn_id=turn) in d.effects
    assert any(isinstance(e, Spool) for e in d.all)
    d.drop()
    d.wait(2)
    d.accept()
    assert [type(c).__name__ for c in d.sent] == ["UpdateSession", "CreateItem", "CreateResponse"]


def test_what_is_said_in_the_same_moment_stays_behind_the_corrected_turn() -> None:
    d = Driver().connect()
    answered(d, 1, "ten smiles", "What?")
    d.do(TalkPressed())
    d.open_mic()
    d.speak()
    d.do(TurnCorrected(item_id=ids(d)[0], text="ten miles"))
    assert [item.text for item in d.machine.items()] == ["ten miles", ""]
    assert d.on_screen() == list(d.machine.items())
    d.pause()
    d.close_mic()
    d.commit("u2")
    d.transcript("and ten more", "u2")
    assert [item.text for item in d.machine.items()] == ["ten miles", "and ten more"]


def test_an_older_turn_takes_everything_after_it_along() -> None:
    d = Driver().connect()
    for n, text in enumerate(("one", "two", "three"), 1):
        answered(d, n, text, f"answer {n}")
    everything = ids(d)
    d.do(TurnCorrected(item_id=everything[0], text="won"))
    assert d.of(Shelve)[0].item_ids == tuple(everything)
    assert [c.item_id for c in d.sent if isinstance(c, DeleteItem)] == ["u1", "a1", "u2", "a2", "u3", "a3"]


def test_a_turn_of_an_earlier_day_is_corrected_too() -> None:
    d = Driver()
    d.connect(items=(said("u", "ten smiles"), spoken("a", "What?"), typed("v", "never mind")))
    d.do(TurnCorrected(item_id="u", text="ten miles"))
    assert [c.item_id for c in d.sent if isinstance(c, DeleteItem)] == ["u", "a", "v"]
    assert d.texts == [("user", "ten miles")]


def test_corrected_again_the_versions_add_up() -> None:
    d = Driver().connect()
    answered(d, 1, "ten smiles", "What?")
    first = ids(d)[0]
    d.do(TurnCorrected(item_id=first, text="ten miles"))
    second = ids(d)[0]
    d.begin_answer("r2", "a2")
    d.finish("r2")
    d.do(TurnCorrected(item_id=second, text="ten tiles"))
    third = d.machine.items()[0]
    assert third.versions == (first, second, third.id)


def test_a_running_tool_is_called_off_and_its_call_is_part_of_the_earlier_version() -> None:
    tools = (ToolSpec(name="clock", description=""),)
    d = Driver(config=replace(CONFIG, tools=tools)).connect()
    d.ask_by_voice(1, "what thyme is it")
    d.begin_answer()
    d.do(ToolCallRequested(call=ToolCall(call_id="c1", name="clock", arguments="{}", item_id="f1", response_id="r1")))
    d.finish()
    d.do(TurnCorrected(item_id=ids(d)[0], text="what time is it"))
    assert d.of(CancelTool) == [CancelTool(call_id="c1")]
    assert {"u1", "f1"} < {c.item_id for c in d.sent if isinstance(c, DeleteItem)}
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="12:00")))
    assert d.texts == [("user", "what time is it")]
    assert [c for c in d.sent if isinstance(c, CreateResponse)] == []


def test_a_message_that_was_never_sent_is_sent_only_as_corrected() -> None:
    d = Driver().connect()
    d.drop()
    d.do(UserText(text="helo"))
    d.do(TurnCorrected(item_id=ids(d)[0], text="hello"))
    d.accept()
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)] == ["hello"]
    assert len([c for c in d.sent if isinstance(c, CreateResponse)]) == 1


def test_its_pictures_stay_with_the_turn_and_are_told_once() -> None:
    d = Driver().connect()
    d.do(UserText(text="what is thyme", shown=(PICTURE,)))
    picture, words, _ = d.sent
    d.begin_answer()
    d.finish()
    d.do(TurnCorrected(item_id=ids(d)[0], text="what is this"))
    assert [c.item_id for c in d.sent if isinstance(c, DeleteItem)] == [words.item.id, "a1", picture.item.id]
    again, new_words = (c.item for c in d.sent if isinstance(c, CreateItem))
    assert (again.parts, new_words.parts) == ((PICTURE,), (TextPart(text="what is this"),))
    assert again.images[0].data == b"jpeg"
    assert d.machine.items()[0].images == (PICTURE,)


@pytest.mark.parametrize("text", ["", "  ", "hello", " hello\n"])
def test_nothing_happens_without_other_words(text: str) -> None:
    d = Driver().connect(items=(typed("u", "hello"),))
    assert d.do(TurnCorrected(item_id="u", text=text)) == []


def test_only_turns_of_the_person_that_are_over_can_be_corrected() -> None:
    d = Driver().connect(items=(spoken("a", "hello"),))
    assert d.do(TurnCorrected(item_id="a", text="x")) == []
    assert d.do(TurnCorrected(item_id="nobody", text="x")) == []
    d.do(TalkPressed())
    d.open_mic()
    d.speak()
    assert d.do(TurnCorrected(item_id=ids(d)[-1], text="x")) == []


def test_a_late_confirmation_of_what_was_taken_out_brings_nothing_back() -> None:
    d = Driver().connect()
    answered(d, 1, "ten smiles", "What?")
    d.do(TurnCorrected(item_id=ids(d)[0], text="ten miles"))
    d.do(ItemAdded(item=Item(id="a1", role=Role.ASSISTANT)))
    assert d.texts == [("user", "ten miles")]
    assert d.on_screen() == list(d.machine.items())
