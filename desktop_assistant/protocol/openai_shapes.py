"""The objects that both directions of the OpenAI Realtime dialect share: items, sound formats, turn detection, tools.

Written by us as GA shapes only; read tolerantly, with the beta names too. The engine, which plays the other side of the
same dialect, uses these as well.
"""

import json
from dataclasses import dataclass

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Part, Role, TextPart, ToolCallPart
from desktop_assistant.core.session_config import (
    Eagerness,
    JudgedTurns,
    ManualTurns,
    SemanticVad,
    ServerVad,
    Transcription,
    TurnDetection,
)
from desktop_assistant.core.tools import ToolSpec
from desktop_assistant.protocol.wire import Fields, JsonObject

_STATUS = {
    "completed": ItemStatus.COMPLETE,
    "incomplete": ItemStatus.INTERRUPTED,
    "in_progress": ItemStatus.IN_PROGRESS,
}
_STATUS_NAME = {ItemStatus.COMPLETE: "completed", ItemStatus.IN_PROGRESS: "in_progress"}
_ROLES = {role.value: role for role in Role}
_FORMATS = {
    "audio/pcm": Encoding.PCM16,
    "audio/pcmu": Encoding.PCMU,
    "audio/pcma": Encoding.PCMA,
    "pcm16": Encoding.PCM16,
    "g711_ulaw": Encoding.PCMU,
    "g711_alaw": Encoding.PCMA,
}
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


def write_item(item: Item) -> JsonObject:
    """A conversation item as a client may create it: an assistant's or user's speech goes as text."""
    common: JsonObject = {"id": item.id} if item.id else {}
    match item.kind:
        case ItemKind.MESSAGE:
            content = [{"type": _text_type(item.role), "text": text} for part in item.parts if (text := _words(part))]
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


def status_name(status: ItemStatus) -> str:
    """The wire's word for an item's status."""
    return _STATUS_NAME.get(status, "incomplete")


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


def _text_type(role: Role) -> str:
    return "output_text" if role is Role.ASSISTANT else "input_text"


def _words(part: Part) -> str:
    if isinstance(part, TextPart):
        return part.text
    return part.transcript if isinstance(part, AudioPart) else ""


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
def read_format(fields: Fields, name: str, default: AudioFormat) -> AudioFormat:
    """`{"type": "audio/pcm", "rate": 24000}`, or beta's `"pcm16"`; missing = `default`."""
    value = fields.raw(name)
    if value is None:
        return default
    spec = fields.child(name) if isinstance(value, dict) else Fields({"type": value}, fields.at(name))
    encoding = _FORMATS.get(spec.text("type"))
    if encoding is None:
        raise ProtocolError("unknown sound format", spec.path)
    if encoding is Encoding.PCM16:
        return AudioFormat(encoding=encoding, rate=spec.whole("rate", default.rate if default.rate > 8000 else 24_000))
    return AudioFormat(encoding=encoding, rate=8000)


def write_format(fmt: AudioFormat) -> JsonObject:
    """G.711 is 8 kHz by definition, so only PCM names its rate."""
    if fmt.encoding is Encoding.PCM16:
        return {"type": "audio/pcm", "rate": fmt.rate}
    return {"type": _FORMAT_NAME[fmt.encoding]}


# --- turn detection -----------------------------------------------------------------------------------------------
def read_turn_detection(fields: Fields, name: str, default: TurnDetection) -> TurnDetection:
    """Present and null means: the client commits its turns itself."""
    if name not in fields:
        return default
    if fields.raw(name) is None:
        return ManualTurns()
    spec = fields.child(name)
    create, interrupt = spec.flag("create_response", True), spec.flag("interrupt_response", True)
    match spec.text("type", "server_vad"):
        case "server_vad":
            idle = spec.whole("idle_timeout_ms", -1)
            return ServerVad(
                threshold=spec.number("threshold", 0.5),
                prefix_padding_ms=spec.whole("prefix_padding_ms", 300),
                silence_duration_ms=spec.whole("silence_duration_ms", 500),
                idle_timeout_ms=idle if idle >= 0 else None,
                create_response=create,
                interrupt_response=interrupt,
            )
        case "semantic_vad":
            try:
                eagerness = Eagerness(spec.text("eagerness", "auto"))
            except ValueError:
                raise ProtocolError("unknown eagerness", spec.at("eagerness")) from None
            if "pause_ms" in spec:
                phrase = spec.text("end_phrase", "")
                return JudgedTurns(
                    pause_ms=spec.whole("pause_ms", 600), end_phrase=phrase, create_response=create, interrupt_response=interrupt
                )
            return SemanticVad(eagerness=eagerness, create_response=create, interrupt_response=interrupt)
        case _:
            raise ProtocolError("unknown turn detection", spec.at("type"))


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
