"""The objects that both directions of the OpenAI Realtime dialect share: items, sound formats, turn detection, tools.

Read tolerantly, with the beta names too; what differs in writing is in `openai_dialects`.
"""

import json
from dataclasses import dataclass

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.items import (
    AudioPart,
    ImagePart,
    Item,
    ItemKind,
    ItemStatus,
    Part,
    Role,
    TextPart,
    ToolCallPart,
    told_words,
)
from desktop_assistant.core.session_config import (
    JudgedTurns,
    ManualTurns,
    SemanticVad,
    ServerVad,
    Transcription,
    TurnDetection,
)
from desktop_assistant.core.tools import ToolSpec
from desktop_assistant.protocol.wire import Fields, JsonObject, picture_address

_STATUS = {
    "completed": ItemStatus.COMPLETE,
    "incomplete": ItemStatus.INTERRUPTED,
    "in_progress": ItemStatus.IN_PROGRESS,
}
_ROLES = {role.value: role for role in Role}
_FORMAT_NAME = {Encoding.PCM16: "audio/pcm", Encoding.PCMU: "audio/pcmu", Encoding.PCMA: "audio/pcma"}
_LIST_OF_LANGUAGES = ("gpt-transcribe", "gpt-live-transcribe")
"""Transcription models that take `languages`; the older ones take `language`."""


# --- items --------------------------------------------------------------------------------------------------------
def read_item(fields: Fields) -> Item | None:
    """A conversation item; None for kinds that only the server deals with (MCP)."""
    kind = fields.text("type", "message")
    if kind == "message":
        return _read_message(fields)
    if kind == "function_call":
        part = ToolCallPart(
            call_id=fields.text("call_id", "") or fields.text("id", ""),
            name=fields.text("name", ""),
            arguments=fields.text("arguments", ""),
        )
        return _item(fields, ItemKind.TOOL_CALL, Role.ASSISTANT, (part,))
    if kind == "function_call_output":
        part = ToolCallPart(call_id=fields.text("call_id"), output=fields.text("output", ""))
        return _item(fields, ItemKind.TOOL_RESULT, Role.USER, (part,))
    return None


def write_item(item: Item, *, said_as: str = "output_text") -> JsonObject:
    """A conversation item as a client may create it: an assistant's or user's speech goes as text. said_as: type of the
    content that holds an assistant's words."""
    common: JsonObject = {"id": item.id} if item.id else {}
    match item.kind:
        case ItemKind.MESSAGE:
            kind = said_as if item.role is Role.ASSISTANT else "input_text"
            content = [entry for part in item.parts if (entry := _content(part, kind))]
            return {**common, "type": "message", "role": item.role.value, "content": content}
        case ItemKind.TOOL_CALL:
            call = _tool_part(item)
            return {
                **common,
                "type": "function_call",
                "call_id": call.call_id,
                "name": call.name,
                "arguments": call.arguments,
            }
        case ItemKind.TOOL_RESULT:
            call = _tool_part(item)
            return {**common, "type": "function_call_output", "call_id": call.call_id, "output": call.output}


def _read_message(fields: Fields) -> Item:
    role = _ROLES.get(fields.text("role", "assistant"), Role.SYSTEM)
    parts = tuple(part for entry in fields.children("content") if (part := _read_part(entry)))
    return _item(fields, ItemKind.MESSAGE, role, parts)


def _read_part(fields: Fields) -> Part | None:
    match fields.text("type", ""):
        case "input_text" | "output_text" | "text":
            return TextPart(text=fields.text("text", ""))
        case "input_audio" | "output_audio" | "audio":
            spoken = fields.raw("transcript") is not None
            return AudioPart(transcript=fields.text("transcript", ""), is_final=spoken)
        case _:
            return None


def _item(fields: Fields, kind: ItemKind, role: Role, parts: tuple[Part, ...]) -> Item:
    status = _STATUS.get(fields.text("status", "completed"), ItemStatus.COMPLETE)
    return Item(id=fields.text("id", ""), role=role, kind=kind, parts=parts, status=status)


def _content(part: Part, kind: str) -> JsonObject:
    if isinstance(part, ImagePart):
        return {"type": "input_image", "image_url": picture_address(part.mime, part.data)} if part.data else {}
    words = told_words(part)
    return {"type": kind, "text": words} if words else {}


def _tool_part(item: Item) -> ToolCallPart:
    return next((part for part in item.parts if isinstance(part, ToolCallPart)), ToolCallPart(call_id=item.id))


# --- errors -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorShape:
    """What a server complains about."""

    code: str = ""
    """Its `code`, else its `type`."""
    message: str = ""
    param: str = ""
    event_id: str = ""
    """Of the client's message that caused it."""


def read_error(fields: Fields) -> ErrorShape:
    """The `error` of a message: an object, or with some servers a plain sentence, with the code beside it."""
    if isinstance(fields.raw("error"), str):
        return ErrorShape(code=words_of(fields, "code"), message=fields.text("message", "") or fields.text("error"))
    error = fields.child("error")
    return ErrorShape(
        code=words_of(error, "code") or words_of(error, "type"),
        message=error.text("message", ""),
        param=error.text("param", ""),
        event_id=error.text("event_id", ""),
    )


def words_of(fields: Fields, name: str) -> str:
    """Codes are strings, but a few servers write the HTTP number."""
    value = fields.raw(name)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e9 else fields.text(name, "")


# --- sound formats ------------------------------------------------------------------------------------------------
def write_format(fmt: AudioFormat) -> JsonObject:
    """G.711 is 8 kHz by definition, so only PCM names its rate."""
    if fmt.encoding is Encoding.PCM16:
        return {"type": "audio/pcm", "rate": fmt.rate}
    return {"type": _FORMAT_NAME[fmt.encoding]}


# --- turn detection -----------------------------------------------------------------------------------------------
def write_turn_detection(detection: TurnDetection) -> JsonObject | None:
    """None = JSON null = the client commits."""
    match detection:
        case ManualTurns():
            return None
        case ServerVad():
            shape: JsonObject = {
                "type": "server_vad",
                "threshold": detection.threshold,
                "prefix_padding_ms": detection.prefix_padding_ms,
                "silence_duration_ms": detection.silence_duration_ms,
            }
            if detection.idle_timeout_ms is not None:
                shape["idle_timeout_ms"] = detection.idle_timeout_ms
        case SemanticVad():
            shape = {"type": "semantic_vad", "eagerness": detection.eagerness.value}
        case JudgedTurns():
            shape = {"type": "semantic_vad", "pause_ms": detection.pause_ms, "end_phrase": detection.end_phrase}
    return {**shape, "create_response": detection.create_response, "interrupt_response": detection.interrupt_response}


# --- transcription and tools --------------------------------------------------------------------------------------
def write_transcription(transcription: Transcription | None) -> JsonObject | None:
    """`language` and `languages` exclude each other; which one is allowed depends on the model."""
    if transcription is None:
        return None
    shape: JsonObject = {"model": transcription.model}
    if transcription.language:
        if transcription.model.startswith(_LIST_OF_LANGUAGES):
            shape["languages"] = [transcription.language]
        else:
            shape["language"] = transcription.language
    if transcription.prompt:
        shape["prompt"] = transcription.prompt
    return shape


def write_tool(tool: ToolSpec) -> JsonObject:
    """Flat, without the nested `function` of the chat API."""
    return {
        "type": "function",
        "name": tool.name,
        "description": tool.description,
        "parameters": json.loads(tool.parameters),
    }
