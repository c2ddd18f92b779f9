"""Typed questions, online and offline."""

from desktop_assistant.core.commands import CreateItem, CreateResponse
from desktop_assistant.core.items import Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import ReconnectPressed, UserText
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    ItemAdded,
    ItemDone,
    ProviderError,
    ResponseStatus,
)
from desktop_assistant.core.snapshot import LinkState, VoiceState
from desktop_assistant.session.effects import Connect
from tests.scenarios.driver import Driver


def test_text_is_sent_shown_and_answered_in_text() -> None:
    d = Driver().connect()
    d.do(UserText(text="hello"))
    [create, ask] = d.sent
    assert isinstance(create, CreateItem)
    assert create.item.parts == (TextPart(text="hello"),)
    assert isinstance(ask, CreateResponse)
    assert d.state.voice is VoiceState.THINKING
    wire = create.item.id
    d.do(ItemAdded(item=Item(id=wire, role=Role.USER, parts=create.item.parts)), ItemDone(item=create.item))
    d.begin_answer(previous=wire)
    for text in ("Hi", " there", "."):
        d.do(AssistantTextDelta(response_id="r1", item_id="a1", text=text, spoken=False))
    assert d.state.thinking_since is None
    d.do(AssistantTextDone(response_id="r1", item_id="a1", text="Hi there.", spoken=False))
    d.finish()
    assert d.texts == [("user", "hello"), ("assistant", "Hi there.")]
    assert [i.status for i in d.machine.items()] == [ItemStatus.COMPLETE] * 2
    assert all(final for _, final in d.saved().values())
    assert d.state.voice is VoiceState.IDLE
    assert d.on_screen() == list(d.machine.items())


def test_a_server_that_names_typed_items_itself_does_not_double_them() -> None:
    d = Driver().connect()
    d.do(UserText(text="hello"))
    d.do(ItemAdded(item=Item(id="its_own", role=Role.USER, parts=(TextPart(text="hello"),))))
    assert d.texts == [("user", "hello")]


def test_blank_text_is_nothing() -> None:
    d = Driver().connect()
    assert d.do(UserText(text=" \n")) == []


def test_offline_text_waits_visibly_and_is_sent_once() -> None:
    d = Driver().connect()
    d.drop()
    d.do(UserText(text="first"))
    assert d.of(Connect) == [Connect()]  # typing is a reason to try at once
    d.do(UserText(text="second"))
    assert [i.status for i in d.machine.items()] == [ItemStatus.IN_PROGRESS] * 2
    assert d.sent == []
    assert d.state.thinking_since is None
    d.accept()
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)] == ["first", "second"]
    assert len([c for c in d.sent if isinstance(c, CreateResponse)]) == 1
    assert isinstance(d.sent[-1], CreateResponse)
    assert [i.status for i in d.machine.items()] == [ItemStatus.COMPLETE] * 2
    assert d.state.voice is VoiceState.THINKING
    assert d.on_screen() == list(d.machine.items())
    d.begin_answer()
    d.say("Both.", 100)
    d.finish()
    d.drop()
    d.do(ReconnectPressed())
    d.accept()
    assert [c for c in d.sent if isinstance(c, CreateResponse)] == []


def test_a_failed_link_keeps_typed_text_until_the_person_reconnects() -> None:
    d = Driver().connect()
    d.drop(ProblemCode.KEY_REFUSED, retryable=False)
    assert d.state.link is LinkState.FAILED
    d.do(UserText(text="hello"))
    assert d.of(Connect) == []
    d.do(ReconnectPressed())
    d.accept()
    assert [type(c) for c in d.sent] == [type(d.sent[0]), CreateItem, CreateResponse]


def test_a_refused_item_is_marked() -> None:
    d = Driver().connect()
    d.do(UserText(text="x" * 10))
    item = d.machine.items()[0]
    d.do(ProviderError(code="invalid_value", message="too long", client_event_id=f"item_{item.id}"))
    assert d.machine.items()[0].status is ItemStatus.FAILED
    assert d.problems == [ProblemCode.PROVIDER_FAILED]


def test_response_refused() -> None:
    d = Driver().connect()
    d.do(UserText(text="x"))
    d.do(ProviderError(code="bad_response_create", message="no", client_event_id="respond_1"))
    assert d.problems == [ProblemCode.PROVIDER_FAILED]
    assert d.state.voice is VoiceState.IDLE
    assert not d.state.can_stop


def test_two_questions_in_a_row_are_answered_one_after_the_other() -> None:
    d = Driver().connect()
    d.do(UserText(text="a"))
    d.begin_answer("r1")
    d.do(UserText(text="b"))
    assert [type(c).__name__ for c in d.sent] == ["CancelResponse", "CreateItem"]
    d.finish("r1", ResponseStatus.CANCELLED)
    assert [type(c) for c in d.sent] == [CreateResponse]
