"""Gemini Live server message -> core events. One frame may hold several keys; all of them count."""

import json
from collections.abc import Callable

from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.server_events import (
    Progress,
    ResponseStatus,
    ServerEvent,
    SessionExpiring,
    SessionResumable,
    SessionUpdated,
    ToolCallRequested,
    UnknownMessage,
    Usage,
)
from desktop_assistant.core.tools import ToolCall
from desktop_assistant.protocol.gemini_turns import Turns
from desktop_assistant.protocol.wire import Fields, parse_object

Reader = Callable[[Fields, Turns], list[ServerEvent]]

_HARMLESS_ENDS = ("TURN_COMPLETE_REASON_UNSPECIFIED", "NEED_MORE_INPUT")
_BROKEN_ENDS = ("MALFORMED_FUNCTION_CALL", "RESPONSE_REJECTED")


def decode(message: str | bytes, turns: Turns) -> list[ServerEvent]:
    """One frame to the events it means; raises ProtocolError only, and keeps count of the turns."""
    fields = parse_object(message)
    known = [name for name in _KEYS if name in fields]
    if not known:
        return [UnknownMessage(name=", ".join(fields.names())[:80] or "empty")]
    events = turns.take_committed()
    for name in known:
        events += _KEYS[name](fields.child(name), turns)
    return events or [Progress(name=known[0])]


def _ready(fields: Fields, _: Turns) -> list[ServerEvent]:
    return [SessionUpdated(session_id=fields.text("sessionId", ""))]


def _content(fields: Fields, turns: Turns) -> list[ServerEvent]:
    """What was heard stands before the interruption, and the answer's end behind its last piece."""
    events: list[ServerEvent] = []
    if words := fields.child("inputTranscription").text("text", ""):
        events += turns.heard(words)
    if fields.flag("interrupted", False):
        events += turns.interrupted()
    if words := fields.child("outputTranscription").text("text", ""):
        events += turns.said(words, spoken=True)
    for part in fields.child("modelTurn").children("parts"):
        events += _part(part, turns)
    if fields.flag("generationComplete", False):
        events += turns.generated()
    if fields.flag("turnComplete", False):
        events += turns.turn_complete(*_end(fields.text("turnCompleteReason", "")))
    return events


def _part(fields: Fields, turns: Turns) -> list[ServerEvent]:
    if fields.flag("thought", False):
        return []
    blob = fields.child("inlineData")
    if blob.text("mimeType", "").startswith("audio/pcm"):
        return turns.sound(blob.sound("data"))
    text = fields.text("text", "")
    return turns.said(text, spoken=False) if text else []


def _end(reason: str) -> tuple[ResponseStatus, str]:
    """There are more than 25 reasons why an answer was cut; nearly all of them are the safety filter's."""
    if not reason or reason in _HARMLESS_ENDS:
        return ResponseStatus.COMPLETED, ""
    if reason in _BROKEN_ENDS:
        return ResponseStatus.FAILED, reason.lower()
    return ResponseStatus.INCOMPLETE, "content_filter"


def _tool_call(fields: Fields, turns: Turns) -> list[ServerEvent]:
    calls = [call for call in map(_call, fields.children("functionCalls")) if turns.calls.is_new(call[0])]
    if not calls:
        return []
    response_id, begins = turns.response_of_calls()
    requested: list[ServerEvent] = []
    for call_id, name, arguments in calls:
        item_id = f"call_{call_id}"
        turns.owed.knows(item_id)
        call = ToolCall(call_id=call_id, name=name, arguments=arguments, item_id=item_id, response_id=response_id)
        requested.append(ToolCallRequested(call=call))
    return [*begins, *requested, *turns.finish()]  # the session runs them when the answer is over


def _call(fields: Fields) -> tuple[str, str, str]:
    arguments = fields.raw("args")
    if not isinstance(arguments, dict | None):
        raise ProtocolError("expected an object", fields.at("args"))
    return fields.text("id"), fields.text("name"), json.dumps(arguments or {}, ensure_ascii=True)


def _cancelled_calls(fields: Fields, turns: Turns) -> list[ServerEvent]:
    ids = fields.raw("ids")
    for call_id in ids if isinstance(ids, list) else []:
        turns.calls.cancel(str(call_id))
    return []


def _usage(fields: Fields, turns: Turns) -> list[ServerEvent]:
    turns.usage = Usage(
        input_tokens=fields.whole("promptTokenCount", 0) + fields.whole("toolUsePromptTokenCount", 0),
        output_tokens=fields.whole("responseTokenCount", 0) + fields.whole("thoughtsTokenCount", 0),
        cached_tokens=fields.whole("cachedContentTokenCount", 0),
        input_audio_tokens=_of(fields, "promptTokensDetails", "AUDIO"),
        output_audio_tokens=_of(fields, "responseTokensDetails", "AUDIO"),
        input_image_tokens=_of(fields, "promptTokensDetails", "IMAGE", "VIDEO"),
        cached_audio_tokens=_of(fields, "cacheTokensDetails", "AUDIO"),
        cached_image_tokens=_of(fields, "cacheTokensDetails", "IMAGE", "VIDEO"),
    )
    return []


def _of(fields: Fields, name: str, *modalities: str) -> int:
    return sum(e.whole("tokenCount", 0) for e in fields.children(name) if e.text("modality", "") in modalities)


def _go_away(fields: Fields, _: Turns) -> list[ServerEvent]:
    """`50s`, or `1.5s`."""
    try:
        left = float(fields.text("timeLeft", "0s").removesuffix("s"))
    except ValueError:
        raise ProtocolError("expected seconds", fields.at("timeLeft")) from None
    return [SessionExpiring(seconds_left=left if 0.0 <= left < 86_400.0 else 0.0)]


def _resumable(fields: Fields, turns: Turns) -> list[ServerEvent]:
    """While it writes or waits for a tool, the service has no place to go on from."""
    handle = fields.text("newHandle", "") if fields.flag("resumable", False) else ""
    return [SessionResumable(handle=handle, known=turns.owed.known if handle else ())]


def _activity(fields: Fields, turns: Turns) -> list[ServerEvent]:
    match fields.text("voiceActivityType", "") or fields.text("type", ""):
        case "ACTIVITY_START":
            return turns.user_speaks()
        case "ACTIVITY_END":
            return turns.user_stops()
        case _:
            return []


def _nothing(_: Fields, __: Turns) -> list[ServerEvent]:
    return []


_KEYS: dict[str, Reader] = {
    "setupComplete": _ready,
    "usageMetadata": _usage,
    "voiceActivity": _activity,
    "serverContent": _content,
    "toolCall": _tool_call,
    "toolCallCancellation": _cancelled_calls,
    "goAway": _go_away,
    "sessionResumptionUpdate": _resumable,
    "voiceActivityDetectionSignal": _nothing,
}
"""In the order in which the keys of one frame take effect: what an answer cost is known before its end is told."""
