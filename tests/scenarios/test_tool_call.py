"""The model calls tools: known, unknown, repeated, cancelled, across a drop."""

from desktop_assistant.core.commands import CreateItem, CreateResponse
from desktop_assistant.core.items import Item, ItemKind, Role, ToolCallPart
from desktop_assistant.core.local_events import ReconnectPressed, StopPressed, ToolFinished, UserText
from desktop_assistant.core.server_events import ItemAdded, ResponseStatus, ToolCallRequested
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.core.tools import ToolCall, ToolResult, ToolSpec
from desktop_assistant.session.effects import CancelTool, RunTool
from tests.scenarios.driver import Driver

CLOCK = ToolSpec(name="clock", description="The time")
CONFIG = SessionConfig(tools=(CLOCK,))


def called(name: str = "clock", call_id: str = "c1", response: str = "r1") -> ToolCallRequested:
    call = ToolCall(call_id=call_id, name=name, arguments="{}", item_id=f"f_{call_id}", response_id=response)
    return ToolCallRequested(call=call)


def asked(**options) -> Driver:
    d = Driver(config=CONFIG, **options).connect()
    d.do(UserText(text="what time is it"))
    d.begin_answer()
    return d


def outputs(d: Driver) -> list[ToolCallPart]:
    items = [c.item for c in d.sent_ever(CreateItem) if c.item.kind is ItemKind.TOOL_RESULT]
    return [part for item in items for part in item.parts if isinstance(part, ToolCallPart)]


def test_a_call_runs_when_the_response_has_ended_and_is_followed_up_once() -> None:
    d = asked()
    d.do(ItemAdded(item=Item(id="f_c1", role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL)))
    d.do(called(), called())
    assert d.effects == []
    d.finish()
    assert [e.call.call_id for e in d.of(RunTool)] == ["c1"]
    assert d.state.voice is VoiceState.THINKING
    assert d.state.activity == "clock"
    assert d.state.can_stop
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="12:00")))
    assert [type(c) for c in d.sent] == [CreateItem, CreateResponse]
    assert [p.output for p in outputs(d)] == ["12:00"]
    assert d.state.activity == ""
    assert d.do(ToolFinished(result=ToolResult(call_id="c1", output="again"))) == []
    d.begin_answer("r2", "a2")
    d.say("Noon", 100, "r2", "a2")
    kinds = [i.kind for i in d.machine.items()]
    assert kinds == [ItemKind.MESSAGE, ItemKind.TOOL_CALL, ItemKind.TOOL_RESULT, ItemKind.MESSAGE]
    assert d.on_screen() == list(d.machine.items())


def test_two_calls_are_followed_up_when_both_are_answered() -> None:
    d = asked()
    d.do(called(), called(call_id="c2"))
    d.finish()
    d.do(ToolFinished(result=ToolResult(call_id="c2", output="b")))
    assert [type(c) for c in d.sent] == [CreateItem]
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="a")))
    assert [type(c) for c in d.sent] == [CreateItem, CreateResponse]


def test_an_unknown_tool_is_answered_honestly() -> None:
    d = asked()
    d.do(called("rocket"))
    d.finish()
    assert d.of(RunTool) == []
    assert [p.output for p in outputs(d)] == ["There is no tool called rocket."]
    assert [type(c) for c in d.sent] == [CreateItem, CreateResponse]


def test_a_model_that_calls_for_ever_is_stopped() -> None:
    d = asked()
    for n in range(1, 20):
        if n > 1:
            d.begin_answer(f"r{n}", f"a{n}")
        d.do(called("rocket", f"c{n}", f"r{n}"))
        d.finish(f"r{n}")
    assert len(d.sent_ever(CreateResponse)) == 1 + 8
    assert len(outputs(d)) == 19
    d.do(UserText(text="again"))
    assert d.sent_ever(CreateResponse)[-1].event_id == "respond_10"


def test_calls_of_a_broken_response_are_dropped() -> None:
    d = asked()
    d.do(called())
    d.finish(status=ResponseStatus.CANCELLED)
    assert d.of(RunTool) == []
    assert outputs(d) == []
    d = asked()
    d.do(StopPressed(), called())
    d.finish()
    assert d.of(RunTool) == []


def test_stop_cancels_what_runs_and_answers_for_it() -> None:
    d = asked()
    d.do(called())
    d.finish()
    d.do(StopPressed())
    assert d.of(CancelTool) == [CancelTool(call_id="c1")]
    assert [p.output for p in outputs(d)] == ["The user cancelled this."]
    assert [c for c in d.sent if isinstance(c, CreateResponse)] == []
    assert d.state.voice is VoiceState.IDLE
    assert d.do(ToolFinished(result=ToolResult(call_id="c1", output="late"))) == []


def test_a_tool_finishes_while_the_link_is_down() -> None:
    d = asked()
    d.do(called())
    d.finish()
    d.drop()
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="12:00")))
    assert d.sent == []
    d.do(ReconnectPressed())
    d.accept()
    kinds = [c.item.kind for c in d.sent if isinstance(c, CreateItem)]
    assert kinds == [ItemKind.MESSAGE, ItemKind.TOOL_CALL, ItemKind.TOOL_RESULT]
    assert isinstance(d.sent[-1], CreateResponse)


def test_a_tool_that_outlives_the_link_is_answered_in_the_new_session() -> None:
    d = asked()
    d.do(called())
    d.finish()
    d.drop()
    d.do(ReconnectPressed())
    d.accept()
    assert [c.item.kind for c in d.sent if isinstance(c, CreateItem)] == [ItemKind.MESSAGE, ItemKind.TOOL_CALL]
    assert d.state.activity == "clock"
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="12:00")))
    assert [type(c) for c in d.sent] == [CreateItem, CreateResponse]


def test_a_typed_question_while_a_tool_runs_is_answered_after_it() -> None:
    d = asked()
    d.do(called())
    d.finish()
    d.do(UserText(text="hurry"))
    assert [type(c) for c in d.sent] == [CreateItem, CreateResponse]
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="12:00")))
    assert [type(c) for c in d.sent] == [CreateItem]
    d.begin_answer("r2", "a2")
    d.finish("r2")
    assert [type(c) for c in d.sent] == [CreateResponse]


def test_what_was_only_shown_is_not_talked_about_twice() -> None:
    d = asked()
    d.say("I've put it on screen.", 100)
    d.do(called())
    d.finish()
    assert d.state.voice is not VoiceState.IDLE
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="Shown.", is_quiet=True)))
    assert [type(c) for c in d.sent] == [CreateItem]
    assert d.state.thinking_since is None


def test_a_model_that_only_showed_something_may_say_what() -> None:
    d = asked()
    d.do(called())
    d.finish()
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="Shown.", is_quiet=True)))
    assert [type(c) for c in d.sent] == [CreateItem, CreateResponse]


def test_one_result_that_wants_words_among_quiet_ones_gets_them() -> None:
    d = asked()
    d.say("One moment.", 100)
    d.do(called(), called(call_id="c2"))
    d.finish()
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="12:00")))
    d.do(ToolFinished(result=ToolResult(call_id="c2", output="Shown.", is_quiet=True)))
    assert [type(c) for c in d.sent] == [CreateItem, CreateResponse]
