import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.commands import (
    AnswerApproval,
    AppendAudio,
    CancelResponse,
    ClearInput,
    ClearOutput,
    ClientCommand,
    CommitInput,
    CreateItem,
    CreateResponse,
    DeleteItem,
    RetrieveItem,
    TruncateItem,
    UpdateSession,
)
from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Role, TextPart, ToolCallPart
from desktop_assistant.core.session_config import (
    Eagerness,
    ManualTurns,
    McpServer,
    SemanticVad,
    ServerVad,
    SessionConfig,
    Transcription,
)
from desktop_assistant.core.tools import ToolSpec
from desktop_assistant.protocol.openai_encode import encode
from desktop_assistant.protocol.registry import codec_for
from tests.protocol.sdk import CLIENT_MODELS, strict, type_name

TOOL = ToolSpec(name="clock", description="The time", parameters='{"type":"object","properties":{"city":{"type":"string"}}}')
RICH = SessionConfig(
    model="gpt-realtime-2.1",
    instructions="Be brief.",
    voice="cedar",
    speed=1.25,
    input_format=AudioFormat(encoding=Encoding.PCMU, rate=8000),
    output_format=AudioFormat(encoding=Encoding.PCMA, rate=8000),
    turn_detection=SemanticVad(eagerness=Eagerness.LOW),
    transcription=Transcription(model="gpt-transcribe", language="en", prompt="names"),
    noise_reduction="near_field",
    max_output_tokens=500,
    tools=(TOOL,),
)


def session_of(config: SessionConfig) -> Any:
    return json.loads(encode(UpdateSession(config=config)))["session"]


COMMANDS: list[tuple[ClientCommand, dict[str, Any]]] = [
    (AppendAudio(audio=b"\0\0\0"), {"type": "input_audio_buffer.append", "audio": "AAAA"}),
    (CommitInput(event_id="e"), {"type": "input_audio_buffer.commit", "event_id": "e"}),
    (CommitInput(), {"type": "input_audio_buffer.commit"}),
    (
        AnswerApproval(approval_id="mcpr_1", approve=True, event_id="approval"),
        {
            "type": "conversation.item.create",
            "item": {
                "type": "mcp_approval_response",
                "id": "leave_mcpr_1",
                "approval_request_id": "mcpr_1",
                "approve": True,
            },
            "event_id": "approval",
        },
    ),
    (ClearInput(), {"type": "input_audio_buffer.clear"}),
    (ClearOutput(), {"type": "output_audio_buffer.clear"}),
    (RetrieveItem(item_id="i"), {"type": "conversation.item.retrieve", "item_id": "i"}),
    (DeleteItem(item_id="i"), {"type": "conversation.item.delete", "item_id": "i"}),
    (
        TruncateItem(item_id="i", audio_end_ms=1500, event_id="t"),
        {"type": "conversation.item.truncate", "item_id": "i", "content_index": 0, "audio_end_ms": 1500, "event_id": "t"},
    ),
    (CreateResponse(), {"type": "response.create"}),
    (
        CreateResponse(instructions="", event_id="r"),
        {"type": "response.create", "response": {"instructions": ""}, "event_id": "r"},
    ),
    (CancelResponse(), {"type": "response.cancel"}),
    (CancelResponse(response_id="r"), {"type": "response.cancel", "response_id": "r"}),
    (
        CreateItem(item=Item(id="u", role=Role.USER, parts=(TextPart(text="hi"),)), previous_item_id="root", event_id="c"),
        {
            "type": "conversation.item.create",
            "previous_item_id": "root",
            "event_id": "c",
            "item": {"id": "u", "type": "message", "role": "user", "content": [{"type": "input_text", "text": "hi"}]},
        },
    ),
    (
        CreateItem(item=Item(id="a", role=Role.ASSISTANT, parts=(AudioPart(transcript="yes"), AudioPart()))),
        {
            "type": "conversation.item.create",
            "item": {"id": "a", "type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "yes"}]},
        },
    ),
    (
        CreateItem(item=Item(id="", role=Role.SYSTEM, parts=(TextPart(text="be kind"),))),
        {
            "type": "conversation.item.create",
            "item": {"type": "message", "role": "system", "content": [{"type": "input_text", "text": "be kind"}]},
        },
    ),
    (
        CreateItem(
            item=Item(
                id="f",
                role=Role.ASSISTANT,
                kind=ItemKind.TOOL_CALL,
                parts=(ToolCallPart(call_id="c", name="clock", arguments="{}"),),
            )
        ),
        {
            "type": "conversation.item.create",
            "item": {"id": "f", "type": "function_call", "call_id": "c", "name": "clock", "arguments": "{}"},
        },
    ),
    (
        CreateItem(
            item=Item(
                id="o",
                role=Role.USER,
                kind=ItemKind.TOOL_RESULT,
                status=ItemStatus.FAILED,
                parts=(ToolCallPart(call_id="c", output="noon"),),
            )
        ),
        {
            "type": "conversation.item.create",
            "item": {"id": "o", "type": "function_call_output", "call_id": "c", "output": "noon"},
        },
    ),
]


@pytest.mark.parametrize(("command", "message"), COMMANDS, ids=lambda v: v["type"] if isinstance(v, dict) else "")
def test_table(command: ClientCommand, message: dict[str, Any]) -> None:
    assert json.loads(encode(command)) == message
    strict(message)


def test_every_client_event_of_the_sdk_is_made() -> None:
    assert len(CLIENT_MODELS) == 11
    made = {json.loads(encode(command))["type"] for command, _ in COMMANDS} | {"session.update"}
    assert made == {type_name(m) for m in CLIENT_MODELS}


def test_whole_session() -> None:
    assert session_of(RICH) == {
        "type": "realtime",
        "output_modalities": ["audio"],
        "instructions": "Be brief.",
        "audio": {
            "input": {
                "format": {"type": "audio/pcmu"},
                "turn_detection": {
                    "type": "semantic_vad",
                    "eagerness": "low",
                    "create_response": True,
                    "interrupt_response": True,
                },
                "transcription": {"model": "gpt-transcribe", "languages": ["en"], "prompt": "names"},
                "noise_reduction": {"type": "near_field"},
            },
            "output": {"format": {"type": "audio/pcma"}, "voice": "cedar", "speed": 1.25},
        },
        "tools": [
            {
                "type": "function",
                "name": "clock",
                "description": "The time",
                "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
            }
        ],
        "tool_choice": "auto",
        "max_output_tokens": 500,
    }


def test_what_is_off_is_said_to_be_off() -> None:
    session = session_of(SessionConfig(speak=False, turn_detection=ManualTurns()))
    assert session["output_modalities"] == ["text"]
    heard = session["audio"]["input"]
    assert heard["turn_detection"] is None
    assert heard["transcription"] is None
    assert heard["noise_reduction"] is None
    assert heard["format"] == {"type": "audio/pcm", "rate": 24000}
    assert "voice" not in session["audio"]["output"]
    assert session["max_output_tokens"] == "inf"
    assert session["tools"] == []


def test_older_transcription_models_take_one_language() -> None:
    session = session_of(replace(RICH, transcription=Transcription(model="gpt-4o-transcribe", language="en")))
    assert session["audio"]["input"]["transcription"] == {"model": "gpt-4o-transcribe", "language": "en"}


texts = st.text(max_size=20)
detections = st.one_of(
    st.just(ManualTurns()),
    st.builds(
        ServerVad,
        threshold=st.floats(0, 1),
        prefix_padding_ms=st.integers(0, 1000),
        silence_duration_ms=st.integers(0, 5000),
        idle_timeout_ms=st.none() | st.integers(5000, 30000),
        create_response=st.booleans(),
        interrupt_response=st.booleans(),
    ),
    st.builds(SemanticVad, eagerness=st.sampled_from(Eagerness)),
)
configs = st.builds(
    SessionConfig,
    instructions=texts,
    voice=texts,
    speed=st.floats(0.25, 1.5),
    speak=st.booleans(),
    turn_detection=detections,
    transcription=st.none()
    | st.builds(Transcription, model=st.sampled_from(["whisper-1", "gpt-live-transcribe"]), language=st.none() | texts),
    noise_reduction=st.sampled_from([None, "near_field", "far_field"]),
    max_output_tokens=st.none() | st.integers(1, 4096),
    reasoning=st.sampled_from(["", "minimal", "xhigh"]),
    retention_ratio=st.none() | st.floats(0, 1),
    context_tokens=st.none() | st.integers(1, 100_000),
    tools=st.lists(st.just(TOOL), max_size=2).map(tuple),
    mcp_servers=st.lists(
        st.builds(
            McpServer, label=st.just("docs"), url=st.just("https://docs.example/mcp"), authorization=st.sampled_from(["", "t"])
        ),
        max_size=2,
    ).map(tuple),
)


@settings(deadline=None, max_examples=50)
@given(configs)
def test_every_configuration_is_valid_for_the_sdk(config: SessionConfig) -> None:
    strict(json.loads(encode(UpdateSession(config=config, event_id="update_1"))))


def test_the_token_of_a_server_of_tools_is_added_on_the_wire_alone() -> None:
    servers = (McpServer(label="docs", url="https://docs.example/mcp"), McpServer(label="open", url="https://open.example/mcp"))
    command = UpdateSession(config=SessionConfig(mcp_servers=servers))
    codec = codec_for(
        "openai", url="wss://api.openai.com/v1/realtime", key="k", model="m", tool_tokens={"docs": "tok-123456", "other": "x"}
    )
    [frame] = codec.encode(command)
    message = json.loads(frame)
    strict(message)
    assert message["session"]["tools"] == [
        {
            "type": "mcp",
            "server_label": "docs",
            "server_url": "https://docs.example/mcp",
            "require_approval": "always",
            "authorization": "tok-123456",
        },
        {"type": "mcp", "server_label": "open", "server_url": "https://open.example/mcp", "require_approval": "always"},
    ]
    assert "tok-123456" not in repr(codec) + repr(command)


def test_a_token_is_kept_for_one_host() -> None:
    names = {
        McpServer(label="docs", url=url).key_name
        for url in ("https://docs.example/mcp", "https://docs.example/other", "https://evil.example/mcp")
    }
    assert names == {"mcp_docs_docs.example", "mcp_docs_evil.example"}
    assert "tok" not in repr(McpServer(label="docs", url="https://docs.example/mcp", authorization="tok"))
