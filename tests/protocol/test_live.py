"""OpenAI Live: both directions against the vendor's typed models, and what is made of a conversation without turns."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openai.types.live import client_event, server_event

from desktop_assistant.core.commands import (
    AppendAudio,
    CancelResponse,
    ClearInput,
    CommitInput,
    CreateItem,
    CreateResponse,
    PauseInput,
    TruncateItem,
    UpdateSession,
)
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.items import AudioPart, Item, ItemKind, Role, TextPart, ToolCallPart
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    AudioDelta,
    AudioDone,
    ProviderError,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    SessionUpdated,
    ToolCallRequested,
    UnknownMessage,
    Usage,
    UsageReported,
    UserSpeechStarted,
    UserTranscriptDelta,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import ManualTurns, ServerVad, SessionConfig
from desktop_assistant.core.tools import ToolSpec
from desktop_assistant.protocol.live import CAPABILITIES, LiveCodec
from desktop_assistant.protocol.live_encode import LONGEST_APPEND, MOST_ITEMS
from tests.protocol.sdk import members, sample, strict, type_name
from tests.protocol.test_openai_decode import JSON

URL = "wss://api.openai.com/v1/live/sessions"
SERVER = members(server_event.ServerEvent)
CLIENT = members(client_event.ClientEvent)
LOUD = b"\x00\x20\x00\xe0" * 600
STILL = bytes(4800)
"""50 ms of sound, 100 ms of silence."""
TOOLS = (ToolSpec(name="get_time", description="Local time"),)


def codec(config: SessionConfig | None = None) -> LiveCodec:
    made = LiveCodec(url=URL, key="k", model="gpt-live-1")
    made.encode(UpdateSession(config=config or SessionConfig(turn_detection=ServerVad())))
    return made


def told(codec: LiveCodec, kind: str, **fields: Any) -> list[Any]:
    return list(codec.decode(json.dumps({"type": kind, "event_id": "e", **fields})))


def heard(codec: LiveCodec, text: str, start: float, end: float = 0.0) -> list[Any]:
    return told(codec, "session.input_transcript.delta", delta=text, start_ms=start, end_ms=end or start + 100)


def said(codec: LiveCodec, text: str, start: float, end: float) -> list[Any]:
    return told(codec, "session.output_transcript.delta", delta=text, start_ms=start, end_ms=end)


def sound(codec: LiveCodec, audio: bytes) -> list[Any]:
    return told(codec, "session.output_audio.delta", delta=base64.b64encode(audio).decode())


def written(codec: LiveCodec, command: Any) -> list[Any]:
    return [json.loads(message) for message in codec.encode(command)]


def kinds(events: list[Any]) -> list[type]:
    return [type(event) for event in events]


# --- the vendor's models ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("full", [True, False], ids=["full", "sparse"])
@pytest.mark.parametrize("model", SERVER, ids=type_name)
def test_every_event_of_the_sdk_is_understood(model: Any, full: bool) -> None:
    message = sample(model, full=full)
    events = codec().decode(json.dumps(message))
    assert events
    assert not any(isinstance(event, UnknownMessage) for event in events)


CONFIGS = st.builds(
    SessionConfig,
    model=st.sampled_from(["", "gpt-live-1"]),
    instructions=st.text(max_size=40),
    voice=st.sampled_from(["", "marin", "sage"]),
    input_format=st.sampled_from(CAPABILITIES.input_formats),
    turn_detection=st.sampled_from([ServerVad(), ManualTurns()]),
    tools=st.sampled_from([(), TOOLS]),
    delegate_model=st.sampled_from(["", "gpt-5.4-mini"]),
)
ITEMS = st.lists(
    st.builds(
        Item,
        id=st.text(max_size=5),
        role=st.sampled_from(Role),
        parts=st.tuples(st.one_of(st.builds(TextPart, text=st.text()), st.builds(AudioPart, transcript=st.text()))),
    ),
    max_size=6,
).map(tuple)


@settings(deadline=None, max_examples=60)
@given(CONFIGS, ITEMS)
def test_every_start_is_valid(config: SessionConfig, history: tuple[Item, ...]) -> None:
    made = LiveCodec(url=URL, key="k", model="gpt-live-1")
    (start,) = written(made, UpdateSession(config=config, event_id="update_1", history=history))
    strict(start, CLIENT)
    assert start["session"]["model"] == "gpt-live-1"
    assert len(start["session"].get("input", ())) == sum(bool(item.text.strip()) for item in history)


@pytest.mark.parametrize(
    "command",
    [
        AppendAudio(audio=STILL),
        PauseInput(),
        CreateItem(item=Item(id="a", role=Role.USER, parts=(TextPart(text="Hello"),)), event_id="item_a"),
        CreateItem(item=Item(id="b", role=Role.SYSTEM, parts=(TextPart(text="Be kind."),))),
        CreateResponse(instructions='Say exactly: "Hello"'),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_is_sent_is_valid(command: Any) -> None:
    messages = written(codec(), command)
    assert messages
    for message in messages:
        strict(message, CLIENT)


@pytest.mark.parametrize("command", [CreateResponse(), CancelResponse(), TruncateItem(item_id="a", audio_end_ms=5), ClearInput()])
def test_what_this_service_has_no_message_for(command: Any) -> None:
    assert codec().encode(command) == []


# --- capabilities and address -------------------------------------------------------------------------------------
def test_what_it_cannot_do_is_declared() -> None:
    c = CAPABILITIES
    assert True not in (c.greets, c.manual_turns, c.truncate, c.cancel, c.update_session, c.delete_items, c.seed_history)
    assert c.full_duplex
    assert c.seeds_at_start
    assert c.ends_in_silence_s == 2.0


def test_the_address_names_no_model_and_the_key_is_checked_for_it() -> None:
    endpoint = codec().endpoint()
    assert endpoint.url == URL
    assert dict(endpoint.headers) == {"Authorization": "Bearer k"}
    assert endpoint.check_url == "https://api.openai.com/v1/models/gpt-live-1"


# --- turns --------------------------------------------------------------------------------------------------------
def test_a_turn_ends_where_the_answer_begins_and_late_words_still_belong_to_it() -> None:
    c = codec()
    assert heard(c, "What time", 300) == [
        UserSpeechStarted(item_id="user_1", audio_start_ms=0.0),
        UserTranscriptDelta(item_id="user_1", text="What time"),
    ]
    assert kinds(said(c, "It is", 1500, 1900)) == [UserTurnCommitted, ResponseStarted, AssistantTextDelta]
    assert heard(c, " is it?", 800) == [UserTranscriptDelta(item_id="user_1", text=" is it?")]
    assert c.quiet() == [
        UserTranscriptFinal(item_id="user_1", text="What time is it?"),
        AudioDone(response_id="response_1", item_id="answer_1"),
        AssistantTextDone(response_id="response_1", item_id="answer_1", text="It is"),
        ResponseFinished(response_id="response_1", status=ResponseStatus.COMPLETED),
    ]
    assert c.quiet() == []


def test_an_interjection_leaves_the_answer_alone_and_a_new_question_ends_it() -> None:
    c = codec()
    said(c, "It is", 1500, 1900)
    assert kinds(heard(c, "Mhm.", 1850)) == [UserSpeechStarted, UserTranscriptDelta]
    assert kinds(said(c, " noon.", 1900, 2300)) == [AssistantTextDelta]
    assert ResponseFinished in kinds(heard(c, "And tomorrow?", 2800))
    assert kinds(said(c, "Monday.", 4000, 4300)) == [UserTurnCommitted, ResponseStarted, AssistantTextDelta]


def test_silence_begins_no_answer_and_enough_of_it_ends_one() -> None:
    c = codec()
    assert AudioDelta not in kinds(sound(c, STILL))
    assert kinds(sound(c, LOUD)) == [ResponseStarted, AudioDelta]
    for _ in range(19):
        assert kinds(sound(c, STILL)) == [AudioDelta]
    assert kinds(sound(c, STILL)) == [AudioDelta, AudioDone, ResponseFinished]
    assert AudioDelta not in kinds(sound(c, STILL))


def test_a_turn_that_we_end_is_told_with_what_the_server_says_next() -> None:
    c = codec(SessionConfig(turn_detection=ManualTurns()))
    assert c.encode(CommitInput()) == []
    assert heard(c, "Hello", 100) == [UserTurnCommitted(item_id="user_1"), UserTranscriptDelta(item_id="user_1", text="Hello")]


def by_hand() -> LiveCodec:
    return codec(SessionConfig(turn_detection=ManualTurns()))


def speak(c: LiveCodec) -> None:
    c.encode(AppendAudio(audio=LOUD))
    c.encode(CommitInput())


def test_a_turn_that_is_handed_over_while_it_speaks_keeps_its_words() -> None:
    """The end of the answer before it closes the turn that this one answered, and no other."""
    c = by_hand()
    speak(c)
    heard(c, "One", 100)
    said(c, "Well", 300, 400)
    speak(c)
    assert kinds(heard(c, "two", 2000)) == [
        UserTranscriptFinal, UserTurnCommitted, AudioDone, AssistantTextDone, ResponseFinished, UserTranscriptDelta
    ]  # fmt: skip
    said(c, "Yes", 2300, 2400)
    assert c.quiet()[0] == UserTranscriptFinal(item_id="user_2", text="two")


def test_words_that_come_when_their_turn_is_closed_are_added_to_it() -> None:
    c = by_hand()
    speak(c)
    said(c, "Well", 300, 400)
    assert c.quiet()[0] == UserTranscriptFinal(item_id="user_1", text="")
    assert heard(c, "late ", 200) == [UserTranscriptFinal(item_id="user_1", text="late")]
    assert heard(c, "words", 250) == [UserTranscriptFinal(item_id="user_1", text="late words")]
    c.encode(AppendAudio(audio=LOUD))
    assert heard(c, "next", 1000) == [UserTranscriptDelta(item_id="user_2", text="next")]


def test_what_is_said_after_a_typed_text_is_another_answer() -> None:
    """The session drops the rest of the one that it silenced."""
    c = by_hand()
    said(c, "A long story", 0, 300)
    written(c, CreateItem(item=Item(id="u", role=Role.USER, parts=(TextPart(text="Stop that."),))))
    assert kinds(told(c, "session.instructions.appended", delegation_id=None)) == [AudioDone, AssistantTextDone, ResponseFinished]
    assert said(c, "All right", 400, 500)[0] == ResponseStarted(response_id="response_2")


def test_the_service_is_muted_while_the_microphone_is_closed() -> None:
    c = codec()
    assert [m["type"] for m in written(c, AppendAudio(audio=STILL))] == ["session.input_audio.append"]
    assert [m["type"] for m in written(c, PauseInput())] == ["session.input_audio.mute"]
    assert written(c, PauseInput()) == []
    assert [m["type"] for m in written(c, AppendAudio(audio=STILL))] == [
        "session.input_audio.unmute",
        "session.input_audio.append",
    ]


# --- texts --------------------------------------------------------------------------------------------------------
def test_a_long_text_goes_in_pieces_that_are_short_enough() -> None:
    text = "wörter " * 1000
    messages = written(codec(), CreateItem(item=Item(id="a", role=Role.USER, parts=(TextPart(text=text),))))
    bodies = [message["content"].split("\n", 1)[1] for message in messages]
    assert " ".join(bodies) == text.strip()
    assert all(len(body.encode()) <= LONGEST_APPEND for body in bodies)


def test_the_newest_history_goes_along() -> None:
    items = tuple(Item(id=str(n), role=Role.USER, parts=(TextPart(text=f"line {n}"),)) for n in range(200))
    made = LiveCodec(url=URL, key="k", model="gpt-live-1")
    (start,) = written(made, UpdateSession(config=SessionConfig(), history=items))
    texts = [message["content"][0]["text"] for message in start["session"]["input"]]
    assert texts == [f"line {n}" for n in range(200 - MOST_ITEMS, 200)]
    (start,) = written(
        made, UpdateSession(config=SessionConfig(), history=(replace(items[0], parts=(TextPart(text="x" * 30_000),)),))
    )
    assert "input" not in start["session"]


# --- tasks --------------------------------------------------------------------------------------------------------
def call_done(call_id: str) -> dict[str, Any]:
    item = {"type": "function_call", "id": f"fc_{call_id}", "call_id": call_id, "name": "get_time", "arguments": "{}"}
    return {"type": "response.output_item.done", "item": item}


def result(call_id: str) -> CreateItem:
    part = ToolCallPart(call_id=call_id, name="get_time", output="noon")
    return CreateItem(item=Item(id=f"r_{call_id}", role=Role.USER, kind=ItemKind.TOOL_RESULT, parts=(part,)))


def test_calls_of_the_text_model_are_run_together_and_it_goes_on_after_the_last_result() -> None:
    c = codec(SessionConfig(delegate_model="gpt-5.4-mini", tools=TOOLS))
    for call_id in ("a", "b"):
        told(c, "response.event", event=call_done(call_id))
    events = told(c, "response.event", event={"type": "response.completed", "response": {"id": "r", "model": "gpt-5.4-mini"}})
    assert kinds(events) == [ResponseStarted, ToolCallRequested, ToolCallRequested, AudioDone, ResponseFinished]
    first, second = written(c, result("a")), written(c, result("b"))
    assert [m["type"] for m in first] == ["response.item.create"]
    assert [m["type"] for m in second] == ["response.item.create", "response.create"]
    for message in (*first, *second):
        strict(message, CLIENT)
    assert written(c, result("unknown")) == []


def test_two_tasks_at_once_each_go_on_after_their_own_last_result() -> None:
    c = codec(SessionConfig(delegate_model="gpt-5.4-mini", tools=TOOLS))
    done = {"type": "response.completed", "response": {"id": "r", "model": "gpt-5.4-mini"}}
    for call_id in ("a", "b"):
        told(c, "response.event", event=call_done(call_id))
        told(c, "response.event", event=done)
    told(c, "response.event", event=done)  # a third one that calls nothing
    for call_id in ("a", "b"):
        assert [m["type"] for m in written(c, result(call_id))] == ["response.item.create", "response.create"]


def test_a_task_without_a_text_model_is_declined() -> None:
    c = codec()
    delegation = {"id": "dlg", "type": "delegation", "target": "client"}
    (call,) = [e.call for e in told(c, "session.delegation.created", delegation=delegation) if isinstance(e, ToolCallRequested)]
    (message,) = written(c, result(call.call_id))
    assert message["type"] == "session.thinking.append"
    assert message["delegation_id"] == "dlg"
    strict(message, CLIENT)


# --- cost, end, complaints ----------------------------------------------------------------------------------------
def test_what_it_costs_and_when_it_ends() -> None:
    c = codec()
    assert told(c, "session.started", session={"id": "live_1", "expires_at": 1_795_330_000}) == [
        SessionUpdated(session_id="live_1", expires_at=1_795_330_000.0)
    ]
    assert told(c, "session.usage.updated", usage={"seconds": 60.5}) == [UsageReported(usage=Usage(seconds=60.5), is_total=True)]
    said(c, "Well", 10, 20)
    events = told(c, "session.closed", reason="content", usage={"seconds": 61.0}, session={})
    assert [e.reason for e in events if isinstance(e, ResponseFinished)] == ["content_filter"]
    assert events[-1] == ProviderError(code="content_filter", message="")
    assert told(c, "session.closed", reason="expired")[-1] == ProviderError(code="session_expired", message="")
    error = {"type": "invalid_request_error", "code": "unknown_parameter", "message": "No.", "client_event_id": "update_1"}
    assert told(c, "error", error=error)[-1].client_event_id == "update_1"


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(st.sampled_from(["type", "delta", "start_ms", "event", "session", "error", "delegation"]), JSON))
def test_any_object_is_events_or_a_protocol_error(message: dict[str, Any]) -> None:
    c = codec()
    for name in ("session.output_audio.delta", "session.input_transcript.delta", "response.event", "session.closed", "error"):
        try:
            c.decode(json.dumps({**message, "type": name}))
        except ProtocolError:
            continue


def test_what_is_written_in_short_tokens_is_within_the_limits_too() -> None:
    """Digits with spaces between them are two bytes for a token; a session that is told too much does not begin at all."""
    digits = " ".join("1234567890" * 2_000)
    before = tuple(_typed(f"i{n}", digits[:2_000]) for n in range(60))
    [start] = [json.loads(frame) for frame in codec().encode(UpdateSession(config=SessionConfig(), history=before))]
    tokens = sum(len(entry["content"][0]["text"]) / 2 for entry in start["session"]["input"])
    assert tokens <= 8_192
    frames = codec().encode(CreateItem(item=_typed("i99", digits[:4_000])))
    assert all(len(json.loads(frame)["content"]) / 2 <= 500 for frame in frames)


def _typed(item_id: str, text: str) -> Item:
    return Item(id=item_id, role=Role.USER, parts=(TextPart(text=text),))


def test_two_turns_that_were_handed_over_before_any_was_written_down_both_keep_their_words() -> None:
    c = by_hand()
    speak(c)
    speak(c)
    events = [*heard(c, "first ", 1000.0), *said(c, "Yes.", 1100.0, 1400.0), *heard(c, "second ", 1450.0)]
    events += [*said(c, "Yes.", 1500.0, 1800.0), *c.quiet()]
    speak(c)
    events += heard(c, "third ", 5000.0)
    committed = {event.item_id for event in events if isinstance(event, UserTurnCommitted)}
    for word in ("first ", "second ", "third "):
        [told_of] = [e.item_id for e in events if isinstance(e, UserTranscriptDelta) and e.text == word]
        assert told_of in committed, f"{word} is shown"
