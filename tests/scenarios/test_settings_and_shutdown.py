"""Changing the configuration, changing the conversation, and closing the window."""

from dataclasses import replace

import pytest

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import CreateItem, UpdateSession
from desktop_assistant.core.items import Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import (
    ConfigChanged,
    ConversationOpened,
    LinkClosed,
    LinkOpened,
    ReconnectPressed,
    Shutdown,
    TalkPressed,
    Tick,
    UserText,
)
from desktop_assistant.core.server_events import SessionReady, SessionUpdated, ToolCallRequested
from desktop_assistant.core.session_config import SessionConfig, TalkMode
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.core.tools import ToolCall, ToolSpec
from desktop_assistant.session.effects import (
    CancelTool,
    CloseMicrophone,
    Connect,
    Disconnect,
    FlushPlayback,
    OpenMicrophone,
    Save,
    Succeed,
    ToSuccessor,
)
from tests.scenarios.driver import CONFIG, Driver


def spoke(d: Driver) -> Driver:
    d.begin_answer()
    d.say("Hello", 100)
    d.finish()
    d.drained("a1", 100)
    return d


def test_instructions_are_applied_in_place() -> None:
    d = spoke(Driver().connect())
    d.do(ConfigChanged(config=replace(CONFIG, instructions="Be brief.")))
    assert [c.config.instructions for c in d.sent if isinstance(c, UpdateSession)] == ["Be brief."]
    assert d.of(Disconnect) == []
    assert d.do(ConfigChanged(config=replace(CONFIG, instructions="Be brief."))) == []


def test_the_voice_is_locked_after_the_first_sound() -> None:
    other = replace(CONFIG, voice="cedar")
    d = Driver().connect()
    d.do(ConfigChanged(config=other))
    assert [type(c) for c in d.sent] == [UpdateSession]
    d = spoke(Driver().connect())
    d.do(ConfigChanged(config=other))
    assert d.of(ToSuccessor) == [ToSuccessor(link=1, effect=Connect())]
    d.accept_successor()
    assert [u.config.voice for u in d.told_successor(UpdateSession)] == ["cedar"]
    assert d.of(Succeed) == [Succeed(link=1)]
    d = spoke(Driver(capabilities=Capabilities(update_voice_after_audio=True)).connect())
    d.do(ConfigChanged(config=other))
    assert [type(c) for c in d.sent] == [UpdateSession]


def test_the_new_session_waits_for_the_end_of_the_turn() -> None:
    d = spoke(Driver().connect())
    d.do(UserText(text="hi"))
    d.begin_answer("r2", "a2")
    d.do(ConfigChanged(config=replace(CONFIG, voice="cedar")))
    assert d.of(Disconnect) == []
    d.say("bye", 100, "r2", "a2")
    d.finish("r2")
    assert d.of(Disconnect) == []
    d.drained("a2", 100)
    assert d.of(ToSuccessor) == [ToSuccessor(link=1, effect=Connect())]


@pytest.mark.parametrize(
    "change",
    [{"model": "other"}, {"output_format": AudioFormat(encoding=Encoding.PCMU, rate=8000)}],
)
def test_what_cannot_change_needs_a_new_session(change: dict[str, object]) -> None:
    d = Driver().connect()
    d.do(ConfigChanged(config=replace(CONFIG, **change)))
    assert d.of(ToSuccessor) == [ToSuccessor(link=1, effect=Connect())]
    d = Driver(capabilities=Capabilities(parallel_sessions=False)).connect()
    d.do(ConfigChanged(config=replace(CONFIG, **change)))
    assert d.of(Disconnect) == [Disconnect()]


def test_a_provider_without_updates() -> None:
    d = Driver(capabilities=Capabilities(update_session=False)).connect()
    d.do(ConfigChanged(config=replace(CONFIG, instructions="x")))
    d.accept_successor()
    assert [u.config.instructions for u in d.told_successor(UpdateSession)] == ["x"]
    assert d.of(Succeed) == [Succeed(link=1)]


def test_changed_before_the_session_is_configured() -> None:
    d = Driver()
    d.do(Tick(), LinkOpened(), ConfigChanged(config=replace(CONFIG, instructions="a")))
    assert d.sent == []
    d.do(SessionReady(session_id="s"))
    d.do(ConfigChanged(config=replace(CONFIG, instructions="b")))
    assert [c.config.instructions for c in d.sent] == ["b"]
    d.do(SessionUpdated())
    assert d.state.link is LinkState.READY


def test_another_conversation_is_a_new_session() -> None:
    d = Driver(config=SessionConfig(tools=(ToolSpec(name="clock", description=""),))).connect("c1")
    d.do(UserText(text="one"))
    d.begin_answer()
    d.say("An answer", 1000)
    d.do(ToolCallRequested(call=ToolCall(call_id="c", name="clock", arguments="{}", response_id="r1")))
    d.finish()
    d.played("a1", 300)
    d.do(TalkPressed())
    d.open_mic()
    d.speak(300)
    old = (Item(id="x", role=Role.USER, parts=(TextPart(text="two"),)),)
    d.do(ConversationOpened(conversation_id="c2", items=old))
    assert d.of(FlushPlayback) == []  # the press has done so already
    assert d.of(CloseMicrophone) == [CloseMicrophone(discard=True)]
    assert d.of(CancelTool) == [CancelTool(call_id="c")]
    assert d.of(Disconnect) == [Disconnect()]
    assert d.machine.items() == old
    assert d.state.conversation_id == "c2"
    assert {i.id: i.status for i, final in d.saved().values() if final}["a1"] is ItemStatus.INTERRUPTED
    d.flushed("a1", 400)
    d.close_mic(300)
    d.do(LinkClosed())
    d.accept()
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)] == ["two"]
    assert not d.state.can_stop


def test_conversation_opened_while_always_listening_keeps_listening() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.do(ConversationOpened(conversation_id="c2"))
    d.close_mic(0)
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=True)]


def test_reconnect_pressed_while_connected_makes_a_new_session() -> None:
    d = Driver().connect()
    d.do(ReconnectPressed())
    assert d.of(Disconnect) == [Disconnect()]
    d.do(LinkClosed())
    assert d.of(Connect) == [Connect()]


def test_shutdown_saves_everything_and_releases_everything() -> None:
    d = Driver().connect()
    d.do(UserText(text="one"))
    d.begin_answer()
    d.say("An answer that", 1000)
    d.played("a1", 500)
    d.do(Shutdown.NOW)
    assert [(e.item.id, e.final, e.item.status) for e in d.of(Save)] == [("a1", True, ItemStatus.INTERRUPTED)]
    assert d.of(Disconnect) == [Disconnect()]
    assert d.of(FlushPlayback) == [FlushPlayback()]
    assert d.state.link is LinkState.OFFLINE
    assert d.machine.next_deadline() is None
    assert d.do(UserText(text="too late"), TalkPressed(), Tick()) == []


def test_shutdown_while_recording() -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(300)
    d.do(Shutdown.NOW)
    assert d.of(CloseMicrophone) == [CloseMicrophone(discard=True)]
