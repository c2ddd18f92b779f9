import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Role, TextPart, ToolCallPart
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    AudioDelta,
    AudioDone,
    InputCleared,
    ItemAdded,
    ItemDeleted,
    ItemDone,
    ItemRetrieved,
    ItemTruncated,
    Progress,
    ProviderError,
    RateLimit,
    RateLimits,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    SessionReady,
    SessionUpdated,
    ToolApprovalRequested,
    ToolCallRequested,
    UnknownMessage,
    Usage,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptDelta,
    UserTranscriptFailed,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.tools import ToolCall
from desktop_assistant.protocol import openai_decode
from desktop_assistant.protocol.openai_decode import decode
from tests.protocol.sdk import SERVER_MODELS, sample, type_name

IDS = {"response_id": "r", "item_id": "i", "output_index": 0, "content_index": 1}
USER = {"id": "u", "object": "realtime.item", "type": "message", "status": "completed", "role": "user"}
CALL = {"id": "f", "type": "function_call", "status": "completed", "call_id": "c", "name": "clock", "arguments": "{}"}

CASES: list[tuple[dict[str, Any], list[object]]] = [
    (
        {"type": "error", "error": {"type": "t", "code": "bad", "message": "m", "param": "p", "event_id": "c1"}},
        [ProviderError(code="bad", message="m", param="p", client_event_id="c1")],
    ),
    (
        {"type": "error", "error": {"type": "server_error", "code": None, "message": "m"}},
        [ProviderError(code="server_error", message="m")],
    ),
    ({"type": "error", "error": "it broke", "code": "x"}, [ProviderError(code="x", message="it broke")]),
    ({"type": "error", "error": {"code": 429, "message": "slow"}}, [ProviderError(code="429", message="slow")]),
    ({"type": "error", "message": "flat", "code": "x", "event_id": "event_1"}, [ProviderError(code="x", message="flat")]),
    ({"type": "session.created", "session": {"id": "s", "expires_at": 17}}, [SessionReady(session_id="s", expires_at=17.0)]),
    ({"type": "session.created"}, [SessionReady(session_id="")]),
    ({"type": "session.updated", "session": {"id": "s"}}, [SessionUpdated(session_id="s")]),
    ({"type": "transcription_session.updated", "session": {}}, [SessionUpdated()]),
    (
        {
            "type": "conversation.item.added",
            "previous_item_id": "p",
            "item": {**USER, "content": [{"type": "input_audio", "transcript": None}]},
        },
        [ItemAdded(item=Item(id="u", role=Role.USER, parts=(AudioPart(),)), previous_item_id="p")],
    ),
    (
        {"type": "conversation.item.created", "item": {**USER, "content": [{"type": "input_text", "text": "hi"}]}},
        [ItemAdded(item=Item(id="u", role=Role.USER, parts=(TextPart(text="hi"),)))],
    ),
    (
        {
            "type": "conversation.item.done",
            "item": {
                "id": "a",
                "role": "assistant",
                "status": "incomplete",
                "content": [
                    {"type": "output_audio", "transcript": "yes"},
                    {"type": "text", "text": "T"},
                    {"type": "input_image"},
                ],
            },
        },
        [
            ItemDone(
                item=Item(
                    id="a",
                    role=Role.ASSISTANT,
                    status=ItemStatus.INTERRUPTED,
                    parts=(AudioPart(transcript="yes", is_final=True), TextPart(text="T")),
                )
            )
        ],
    ),
    (
        {
            "type": "conversation.item.retrieved",
            "item": {"type": "function_call_output", "id": "o", "call_id": "c", "output": "5"},
        },
        [
            ItemRetrieved(
                item=Item(id="o", role=Role.USER, kind=ItemKind.TOOL_RESULT, parts=(ToolCallPart(call_id="c", output="5"),))
            )
        ],
    ),
    ({"type": "conversation.item.added", "item": {"type": "mcp_call", "id": "m"}}, [Progress(name="conversation.item.added")]),
    ({"type": "conversation.item.done", "item": {"type": "mcp_call", "id": "m"}}, [Progress(name="conversation.item.done")]),
    ({"type": "conversation.item.retrieved", "item": {"type": "mcp_call"}}, [Progress(name="conversation.item.retrieved")]),
    (
        {"type": "conversation.item.truncated", "item_id": "i", "content_index": 0, "audio_end_ms": 1500.0},
        [ItemTruncated(item_id="i", content_index=0, audio_end_ms=1500)],
    ),
    ({"type": "conversation.item.deleted", "item_id": "i"}, [ItemDeleted(item_id="i")]),
    ({"type": "conversation.item.input_audio_transcription.delta", "item_id": "i"}, [UserTranscriptDelta(item_id="i", text="")]),
    (
        {"type": "conversation.item.input_audio_transcription.updated", "item_id": "i", "transcript": "so far"},
        [UserTranscriptDelta(item_id="i", text="so far", replaces=True)],
    ),
    (
        {
            "type": "conversation.item.input_audio_transcription.completed",
            "item_id": "i",
            "content_index": 0,
            "transcript": "all",
        },
        [UserTranscriptFinal(item_id="i", text="all")],
    ),
    (
        {"type": "conversation.item.input_audio_transcription.failed", "item_id": "i", "error": {"message": "noise"}},
        [UserTranscriptFailed(item_id="i", message="noise")],
    ),
    (
        {"type": "conversation.item.input_audio_transcription.failed", "item_id": "i", "error": "noise"},
        [UserTranscriptFailed(item_id="i", message="noise")],
    ),
    ({"type": "input_audio_buffer.committed", "item_id": "i", "previous_item_id": None}, [UserTurnCommitted(item_id="i")]),
    ({"type": "input_audio_buffer.cleared"}, [InputCleared()]),
    (
        {"type": "input_audio_buffer.speech_started", "item_id": "i", "audio_start_ms": 12.5},
        [UserSpeechStarted(item_id="i", audio_start_ms=12.5)],
    ),
    (
        {"type": "input_audio_buffer.speech_stopped", "item_id": "i", "audio_end_ms": 40},
        [UserSpeechStopped(item_id="i", audio_end_ms=40.0)],
    ),
    (
        {"type": "rate_limits.updated", "rate_limits": [{"name": "tokens", "limit": 5, "remaining": 4, "reset_seconds": 0.5}]},
        [RateLimits(limits=(RateLimit(name="tokens", limit=5, remaining=4, reset_s=0.5),))],
    ),
    ({"type": "response.created", "response": {"id": "r"}}, [ResponseStarted(response_id="r")]),
    (
        {"type": "response.done", "response": {"id": "r", "status": "completed"}},
        [ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED)],
    ),
    (
        {"type": "response.done", "response": {"id": "r", "status": "in_progress"}},
        [ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED)],
    ),
    (
        {
            "type": "response.done",
            "response": {
                "id": "r",
                "status": "failed",
                "status_details": {"type": "failed", "error": {"type": "server_error", "code": None, "message": "oh"}},
                "usage": {
                    "input_tokens": 9,
                    "output_tokens": None,
                    "input_token_details": {"cached_tokens": 2, "audio_tokens": 3},
                },
                "output": [CALL, {**CALL, "call_id": "half", "status": "incomplete"}, {"type": "message"}],
            },
        },
        [
            ToolCallRequested(call=ToolCall(call_id="c", name="clock", arguments="{}", item_id="f", response_id="r")),
            ResponseFinished(
                response_id="r",
                status=ResponseStatus.FAILED,
                error_code="server_error",
                error_message="oh",
                usage=Usage(input_tokens=9, cached_tokens=2, input_audio_tokens=3),
            ),
        ],
    ),
    (
        {"type": "response.output_item.added", **IDS, "item": {"id": "i", "role": "assistant", "status": "in_progress"}},
        [ItemAdded(item=Item(id="i", role=Role.ASSISTANT, status=ItemStatus.IN_PROGRESS))],
    ),
    (
        {"type": "response.output_item.done", **IDS, "item": CALL},
        [
            ItemDone(
                item=Item(
                    id="f",
                    role=Role.ASSISTANT,
                    kind=ItemKind.TOOL_CALL,
                    parts=(ToolCallPart(call_id="c", name="clock", arguments="{}"),),
                )
            ),
            ToolCallRequested(call=ToolCall(call_id="c", name="clock", arguments="{}", item_id="f", response_id="r")),
        ],
    ),
    (
        {"type": "response.output_text.delta", **IDS, "delta": "a"},
        [AssistantTextDelta(response_id="r", item_id="i", text="a", content_index=1, spoken=False)],
    ),
    (
        {"type": "response.text.done", **IDS, "text": "ab"},
        [AssistantTextDone(response_id="r", item_id="i", text="ab", content_index=1, spoken=False)],
    ),
    (
        {"type": "response.output_audio.delta", **IDS, "delta": "AAAA"},
        [AudioDelta(response_id="r", item_id="i", audio=b"\0\0\0", content_index=1)],
    ),
    ({"type": "response.audio.delta", "delta": "AAA="}, [AudioDelta(response_id="", item_id="response_output", audio=b"\0\0")]),
    ({"type": "response.output_audio.done", **IDS}, [AudioDone(response_id="r", item_id="i", content_index=1)]),
    (
        {"type": "response.audio_transcript.delta", "response_id": "r", "delta": "a"},
        [AssistantTextDelta(response_id="r", item_id="r_output", text="a")],
    ),
    (
        {"type": "response.output_audio_transcript.done", **IDS, "transcript": "ab"},
        [AssistantTextDone(response_id="r", item_id="i", text="ab", content_index=1)],
    ),
    (
        {"type": "response.function_call_arguments.done", **IDS, "call_id": "c", "name": "clock", "arguments": "{}"},
        [ToolCallRequested(call=ToolCall(call_id="c", name="clock", arguments="{}", item_id="i", response_id="r"))],
    ),
    (
        {"type": "response.function_call_arguments.done", **IDS, "call_id": "c", "arguments": "{}"},
        [Progress(name="response.function_call_arguments.done")],
    ),
    ({"type": "response.mcp_call.failed", "item_id": "i"}, [Progress(name="response.mcp_call.failed")]),
    ({"type": "localai.classifier.result"}, [UnknownMessage(name="localai.classifier.result")]),
]


@pytest.mark.parametrize(("message", "events"), CASES, ids=lambda v: v["type"] if isinstance(v, dict) else "")
def test_table(message: dict[str, Any], events: list[object]) -> None:
    assert decode(json.dumps(message)) == events
    assert decode(json.dumps({"event_id": "event_1", "extra": {"deep": [1]}, **message}).encode()) == events


@pytest.mark.parametrize("full", [True, False], ids=["full", "sparse"])
@pytest.mark.parametrize("model", SERVER_MODELS, ids=type_name)
def test_every_event_of_the_sdk_is_understood(model: Any, full: bool) -> None:
    events = decode(json.dumps(sample(model, full=full)))
    assert events
    assert not any(isinstance(e, UnknownMessage) for e in events)


def test_the_sdk_has_the_events_that_we_know_of() -> None:
    assert len(SERVER_MODELS) == 46
    assert {type_name(m) for m in SERVER_MODELS} <= set(openai_decode._TABLE)


@pytest.mark.parametrize(
    ("message", "path"),
    [
        ({}, "type"),
        ({"type": 5}, "type"),
        ({"type": "response.output_audio.delta", "delta": "A"}, "delta"),
        ({"type": "response.created", "response": []}, "response"),
        ({"type": "conversation.item.added", "item": {"content": [5]}}, r"item\.content\[0\]"),
        ({"type": "error", "error": {"message": ["x"]}}, r"error\.message"),
        ({"type": "rate_limits.updated", "rate_limits": [{"limit": "many"}]}, r"rate_limits\[0\]\.limit"),
        ({"type": "conversation.item.deleted"}, "item_id"),
    ],
)
def test_errors_name_the_path(message: dict[str, Any], path: str) -> None:
    with pytest.raises(ProtocolError, match=rf"^{path}: "):
        decode(json.dumps(message))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(
    [
        "item",
        "session",
        "response",
        "error",
        "delta",
        "transcript",
        "item_id",
        "response_id",
        "usage",
        "output",
        "content",
        "status_details",
        "id",
        "type",
        "status",
        "call_id",
        "name",
        "rate_limits",
        "content_index",
        "audio_end_ms",
        "role",
    ]
)
SHAPED = st.recursive(
    JSON | st.sampled_from(["message", "function_call", "input_audio", "assistant", "AAAA"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)


@settings(deadline=None, max_examples=100)
@given(st.binary() | st.text() | JSON.map(json.dumps))
def test_any_bytes_are_events_or_a_protocol_error(message: str | bytes) -> None:
    with contextlib.suppress(ProtocolError):
        assert isinstance(decode(message), list)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(openai_decode._TABLE)), st.dictionaries(NAMES, SHAPED, max_size=8))
def test_any_fields_of_any_message_are_events_or_a_protocol_error(name: str, fields: dict[str, Any]) -> None:
    try:
        events = decode(json.dumps({**fields, "type": name}))
    except ProtocolError:
        return
    assert events
    assert repr(events).encode()  # every text can be encoded


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(SERVER_MODELS), st.data())
def test_sdk_events_with_one_field_spoiled(model: Any, data: st.DataObject) -> None:
    message = sample(model, full=True)
    name = data.draw(st.sampled_from(sorted(message)))
    message[name] = data.draw(JSON)
    with contextlib.suppress(ProtocolError):
        decode(json.dumps(message))


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"status_details": {"error": "out of memory"}}, "out of memory"),
        ({"status_details": "out of memory"}, ""),
        ({"status_details": {"error": {"code": ["x"], "message": "m"}}}, ""),
        ({"output": [None, 5]}, ""),
        ({"usage": {"input_tokens": "many"}}, ""),
        ({"status": 5}, ""),
        ({"metadata": "none"}, ""),
        *(({"metadata": {"speech_model": "m", "speech_seconds": told}}, "") for told in ("many", "nan", "inf", "-1", "0", 5)),
        ({"metadata": {"speech_model": ["m"], "speech_seconds": "1"}}, ""),
    ],
)
def test_the_end_of_a_response_is_never_lost_for_what_comes_with_it(more: dict[str, Any], error: str) -> None:
    """Without it the session would wait for the rest of the answer for ever."""
    (event,) = decode(json.dumps({"type": "response.done", "response": {"id": "r", "status": "failed", **more}}))
    assert isinstance(event, ResponseFinished)
    assert (event.response_id, event.error_message, event.usage) == ("r", error, None)


def test_leave_for_a_tool_is_asked() -> None:
    item = {"id": "mcpr_1", "type": "mcp_approval_request", "server_label": "docs", "name": "search", "arguments": "{}"}
    for name in ("conversation.item.done", "response.output_item.done"):
        assert decode(json.dumps({"type": name, "event_id": "e", "response_id": "r", "output_index": 0, "item": item})) == [
            ToolApprovalRequested(approval_id="mcpr_1", server="docs", name="search", arguments="{}")
        ]
