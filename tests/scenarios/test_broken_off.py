"""An answer that ends in the middle by nobody's wish says so, and can be had once more."""

from dataclasses import replace

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import CreateItem, CreateResponse, DeleteItem
from desktop_assistant.core.items import FilePart, Item, ItemKind, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import AnswerAsked, StopPressed, ToolFinished, UserText
from desktop_assistant.core.server_events import ResponseStatus, ToolCallRequested
from desktop_assistant.core.tools import ToolCall, ToolResult, ToolSpec
from desktop_assistant.session.effects import FlushPlayback
from tests.scenarios.driver import CONFIG, Driver

ASK = AnswerAsked(item_id="a1")
FILE = FilePart(name="plan.txt", text="Monday: rest")


def broken(*, capabilities: Capabilities | None = None, shown: tuple[FilePart, ...] = ()) -> Driver:
    """The connection broke in the middle of an answer, what had come was heard, and there is a session again."""
    d = Driver(capabilities=capabilities).connect()
    d.do(UserText(text="Count to ten", shown=shown))
    d.begin_answer()
    d.say("One, two", 600)
    d.drop()
    d.drained("a1", 600)
    d.wait(5)
    d.accept()
    return d


def status_of(d: Driver, item_id: str) -> ItemStatus:
    return next(item.status for item in d.machine.items() if item.id == item_id)


def requests(d: Driver) -> int:
    return len(d.sent_ever(CreateResponse))


def test_it_says_so_here_and_on_the_disk_and_nobody_is_asked_again_unasked() -> None:
    d = broken()
    assert d.texts == [("user", "Count to ten"), ("assistant", "One, two")]
    assert status_of(d, "a1") is ItemStatus.BROKEN_OFF
    saved, is_final = d.saved()["a1"]
    assert (saved.status, is_final) == (ItemStatus.BROKEN_OFF, True)
    assert requests(d) == 1


@pytest.mark.parametrize("status", [ResponseStatus.FAILED, ResponseStatus.INCOMPLETE])
def test_so_does_one_that_the_provider_ends_in_the_middle(status: ResponseStatus) -> None:
    d = Driver().connect()
    d.do(UserText(text="Count to ten"))
    d.begin_answer()
    d.say("One, two", 600)
    d.finish(status=status, reason="max_output_tokens")
    d.drained("a1", 600)
    assert status_of(d, "a1") is ItemStatus.BROKEN_OFF


def test_who_stops_what_is_left_of_it_has_interrupted_it() -> None:
    d = Driver().connect()
    d.do(UserText(text="Count to ten"))
    d.begin_answer()
    d.say("One, two, three", 3000)
    d.played("a1", 500)
    d.drop()
    d.do(StopPressed())
    d.flushed("a1", 700)
    assert status_of(d, "a1") is ItemStatus.INTERRUPTED


def test_asked_again_what_came_of_it_goes_and_the_session_answers_the_question() -> None:
    d = broken()
    told = d.sent_ever(CreateItem)[-2:]
    assert [item.item.text for item in told] == ["Count to ten", "One, two"]
    d.do(ASK)
    assert d.sent_ever(DeleteItem) == [DeleteItem(item_id=told[1].item.id, event_id="delete")]
    assert requests(d) == 2
    assert d.texts == [("user", "Count to ten")]
    d.begin_answer("r2", "a2")
    d.say("One, two, three", 900, "r2", "a2")
    assert d.texts == [("user", "Count to ten"), ("assistant", "One, two, three")]
    assert d.on_screen() == list(d.machine.items())
    d.do(ASK)
    assert requests(d) == 2


def test_a_session_that_cannot_forget_it_is_asked_the_question_again() -> None:
    d = broken(capabilities=Capabilities(delete_items=False), shown=(FILE,))
    d.do(ASK)
    assert not d.sent_ever(DeleteItem)
    assert requests(d) == 2
    assert d.texts == [("user", "Count to ten"), ("assistant", "One, two"), ("user", "Count to ten")]
    assert d.machine.items()[-1].parts == (FILE, TextPart(text="Count to ten"))
    assert status_of(d, "a1") is ItemStatus.BROKEN_OFF


def test_behind_something_that_was_said_since_the_question_is_put_again() -> None:
    d = broken()
    d.do(UserText(text="What time is it?"))
    d.begin_answer("r2", "a2")
    d.say("Noon.", 300, "r2", "a2")
    d.do(ASK)
    assert d.of(FlushPlayback)
    assert [text for _, text in d.texts] == ["Count to ten", "One, two", "What time is it?", "Noon.", "Count to ten"]


def test_without_a_connection_the_question_waits_like_anything_that_is_typed() -> None:
    d = broken()
    d.drop()
    d.do(ASK)
    assert d.machine.items()[-1].status is ItemStatus.IN_PROGRESS
    d.wait(5)
    d.accept()
    assert requests(d) == 2
    assert d.machine.items()[-1].status is ItemStatus.COMPLETE


@pytest.mark.parametrize("is_ready", [True, False])
def test_what_nobody_had_asked_for_is_begun_anew(is_ready: bool) -> None:
    kept = Item(id="a1", role=Role.ASSISTANT, parts=(TextPart(text="Hello, I"),), status=ItemStatus.BROKEN_OFF)
    d = Driver().connect(items=(kept,))
    if not is_ready:
        d.drop()
    d.do(ASK)
    assert d.texts == []
    d.wait(5)
    d.accept()
    assert requests(d) == 1


def test_an_answer_that_a_crash_left_open_broke_off() -> None:
    kept = Item(id="a1", role=Role.ASSISTANT, parts=(TextPart(text="It is"),), status=ItemStatus.IN_PROGRESS)
    d = Driver().connect(items=(kept,))
    assert status_of(d, "a1") is ItemStatus.BROKEN_OFF


def test_what_a_tool_did_for_the_question_is_not_asked_for_again() -> None:
    d = Driver(config=replace(CONFIG, tools=(ToolSpec(name="clock", description=""),))).connect()
    d.do(UserText(text="What time is it?"))
    d.begin_answer()
    d.do(ToolCallRequested(call=ToolCall(call_id="c1", name="clock", arguments="{}", item_id="f1", response_id="r1")))
    d.finish()
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="12:00")))
    d.begin_answer("r2", "a2")
    d.say("It is", 300, "r2", "a2")
    d.drop()
    d.drained("a2", 300)
    d.wait(5)
    d.accept()
    asked = requests(d)
    d.do(AnswerAsked(item_id="a2"))
    assert [text for _, text in d.texts if text] == ["What time is it?"]
    assert [item.kind for item in d.machine.items()] == [ItemKind.MESSAGE, ItemKind.TOOL_CALL, ItemKind.TOOL_RESULT]
    assert requests(d) == asked + 1
