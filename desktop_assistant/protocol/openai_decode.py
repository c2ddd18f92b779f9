"""OpenAI Realtime server message -> core events: one small function per kind of message, one table.

GA names and the beta names of compatible servers share the table. Section rules obeyed: nothing is required that some
known server leaves out (ids, `usage`, `.done`), a name that is not in the table is `UnknownMessage`, never an error.
"""

from collections.abc import Callable

from desktop_assistant.core.items import ItemKind, ItemStatus, ToolCallPart
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
    ServerEvent,
    SessionReady,
    SessionUpdated,
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
from desktop_assistant.protocol.openai_shapes import read_item
from desktop_assistant.protocol.wire import Fields, parse_object

_Decoder = Callable[[Fields], list[ServerEvent]]


def decode(message: str | bytes) -> list[ServerEvent]:
    """One frame to the events it means; raises ProtocolError only."""
    fields = parse_object(message)
    name = fields.text("type")
    decoder = _TABLE.get(name)
    return decoder(fields) if decoder else [UnknownMessage(name=name)]


# --- session ------------------------------------------------------------------------------------------------------
def _error(fields: Fields) -> list[ServerEvent]:
    body = fields.raw("error")
    if isinstance(body, str):  # some servers put a plain sentence there
        text = fields.text("error")
        return [ProviderError(code=fields.text("code", ""), message=fields.text("message", "") or text)]
    error = fields.child("error") if body is not None else fields
    code = _code(error) or (_words_of(error, "type") if body is not None else "")
    return [
        ProviderError(
            code=code,
            message=error.text("message", ""),
            param=error.text("param", ""),
            client_event_id=error.text("event_id", "") if body is not None else "",
        )
    ]


def _session_ready(fields: Fields) -> list[ServerEvent]:
    session = fields.child("session")
    return [SessionReady(session_id=session.text("id", ""), expires_at=_expiry(session))]


def _session_updated(fields: Fields) -> list[ServerEvent]:
    session = fields.child("session")
    return [SessionUpdated(session_id=session.text("id", ""), expires_at=_expiry(session))]


def _expiry(session: Fields) -> float | None:
    """0 and missing both mean: no end known."""
    return session.number("expires_at", 0.0) or None


def _rate_limits(fields: Fields) -> list[ServerEvent]:
    limits = tuple(
        RateLimit(
            name=entry.text("name", ""),
            limit=entry.whole("limit", 0),
            remaining=entry.whole("remaining", 0),
            reset_s=entry.number("reset_seconds", 0.0),
        )
        for entry in fields.children("rate_limits")
    )
    return [RateLimits(limits=limits)]


def _progress(fields: Fields) -> list[ServerEvent]:
    return [Progress(name=fields.text("type"))]


# --- the user's side ----------------------------------------------------------------------------------------------
def _speech_started(fields: Fields) -> list[ServerEvent]:
    return [UserSpeechStarted(item_id=fields.text("item_id", ""), audio_start_ms=fields.number("audio_start_ms", 0.0))]


def _speech_stopped(fields: Fields) -> list[ServerEvent]:
    return [UserSpeechStopped(item_id=fields.text("item_id", ""), audio_end_ms=fields.number("audio_end_ms", 0.0))]


def _committed(fields: Fields) -> list[ServerEvent]:
    return [UserTurnCommitted(item_id=fields.text("item_id", ""), previous_item_id=_previous(fields))]


def _cleared(_: Fields) -> list[ServerEvent]:
    return [InputCleared()]


def _transcript_delta(fields: Fields) -> list[ServerEvent]:
    return [
        UserTranscriptDelta(
            item_id=fields.text("item_id"),
            text=fields.text("delta", ""),
            content_index=fields.whole("content_index", 0),
        )
    ]


def _transcript_so_far(fields: Fields) -> list[ServerEvent]:
    return [
        UserTranscriptDelta(
            item_id=fields.text("item_id"),
            text=fields.text("transcript", ""),
            content_index=fields.whole("content_index", 0),
            replaces=True,
        )
    ]


def _transcript_final(fields: Fields) -> list[ServerEvent]:
    return [
        UserTranscriptFinal(
            item_id=fields.text("item_id"),
            text=fields.text("transcript", ""),
            content_index=fields.whole("content_index", 0),
        )
    ]


def _transcript_failed(fields: Fields) -> list[ServerEvent]:
    error = fields.raw("error")
    message = fields.text("error") if isinstance(error, str) else fields.child("error").text("message", "")
    return [UserTranscriptFailed(item_id=fields.text("item_id"), message=message, content_index=fields.whole("content_index", 0))]


# --- items --------------------------------------------------------------------------------------------------------
def _item_added(fields: Fields) -> list[ServerEvent]:
    item = read_item(fields.child("item"))
    return [ItemAdded(item=item, previous_item_id=_previous(fields))] if item else _progress(fields)


def _item_done(fields: Fields) -> list[ServerEvent]:
    item = read_item(fields.child("item"))
    return [ItemDone(item=item, previous_item_id=_previous(fields))] if item else _progress(fields)


def _item_retrieved(fields: Fields) -> list[ServerEvent]:
    item = read_item(fields.child("item"))
    return [ItemRetrieved(item=item)] if item else _progress(fields)


def _item_truncated(fields: Fields) -> list[ServerEvent]:
    return [
        ItemTruncated(
            item_id=fields.text("item_id"),
            content_index=fields.whole("content_index", 0),
            audio_end_ms=fields.whole("audio_end_ms", 0),
        )
    ]


def _item_deleted(fields: Fields) -> list[ServerEvent]:
    return [ItemDeleted(item_id=fields.text("item_id"))]


# --- the assistant's side -----------------------------------------------------------------------------------------
def _response_started(fields: Fields) -> list[ServerEvent]:
    return [ResponseStarted(response_id=fields.child("response").text("id", ""))]


def _response_finished(fields: Fields) -> list[ServerEvent]:
    response = fields.child("response")
    response_id = response.text("id", "")
    details = response.child("status_details")
    error = details.child("error")
    finished = ResponseFinished(
        response_id=response_id,
        status=_response_status(response.text("status", "completed")),
        reason=details.text("reason", ""),
        error_code=_code(error) or error.text("type", ""),
        error_message=error.text("message", ""),
        usage=_usage(response),
    )
    return [*_calls_in(response, response_id), finished]


def _calls_in(response: Fields, response_id: str) -> list[ServerEvent]:
    """Servers that skip the argument events still list the calls here; the session knows a call by its id."""
    found: list[ServerEvent] = []
    for entry in response.children("output"):
        if entry.text("type", "") == "function_call":
            found.extend(_call_of(entry, response_id))
    return found


def _call_of(fields: Fields, response_id: str) -> list[ServerEvent]:
    item = read_item(fields)
    if item is None or item.kind is not ItemKind.TOOL_CALL or item.status is not ItemStatus.COMPLETE:
        return []
    return [
        ToolCallRequested(
            call=ToolCall(
                call_id=part.call_id,
                name=part.name,
                arguments=part.arguments,
                item_id=item.id,
                response_id=response_id,
            )
        )
        for part in item.parts
        if isinstance(part, ToolCallPart) and part.name
    ]


def _response_status(name: str) -> ResponseStatus:
    try:
        return ResponseStatus(name)
    except ValueError:  # `in_progress` or a newer word: the response is over all the same
        return ResponseStatus.COMPLETED


def _usage(response: Fields) -> Usage | None:
    if not isinstance(response.raw("usage"), dict):
        return None
    usage = response.child("usage")
    taken, given = usage.child("input_token_details"), usage.child("output_token_details")
    return Usage(
        input_tokens=usage.whole("input_tokens", 0),
        output_tokens=usage.whole("output_tokens", 0),
        cached_tokens=taken.whole("cached_tokens", 0),
        input_audio_tokens=taken.whole("audio_tokens", 0),
        output_audio_tokens=given.whole("audio_tokens", 0),
    )


def _output_item_added(fields: Fields) -> list[ServerEvent]:
    return _item_added(fields)


def _output_item_done(fields: Fields) -> list[ServerEvent]:
    calls = _call_of(fields.child("item"), fields.text("response_id", "")) if "item" in fields else []
    return [*_item_done(fields), *calls]


def _audio_delta(fields: Fields) -> list[ServerEvent]:
    return [
        AudioDelta(
            response_id=fields.text("response_id", ""),
            item_id=_item_id(fields),
            audio=fields.sound("delta"),
            content_index=fields.whole("content_index", 0),
        )
    ]


def _audio_done(fields: Fields) -> list[ServerEvent]:
    return [
        AudioDone(
            response_id=fields.text("response_id", ""),
            item_id=_item_id(fields),
            content_index=fields.whole("content_index", 0),
        )
    ]


def _text_delta(*, spoken: bool) -> _Decoder:
    def decoder(fields: Fields) -> list[ServerEvent]:
        return [
            AssistantTextDelta(
                response_id=fields.text("response_id", ""),
                item_id=_item_id(fields),
                text=fields.text("delta", ""),
                content_index=fields.whole("content_index", 0),
                spoken=spoken,
            )
        ]

    return decoder


def _text_done(*, spoken: bool) -> _Decoder:
    def decoder(fields: Fields) -> list[ServerEvent]:
        return [
            AssistantTextDone(
                response_id=fields.text("response_id", ""),
                item_id=_item_id(fields),
                text=fields.text("transcript" if spoken else "text", ""),
                content_index=fields.whole("content_index", 0),
                spoken=spoken,
            )
        ]

    return decoder


def _tool_call(fields: Fields) -> list[ServerEvent]:
    name = fields.text("name", "")
    if not name:  # beta leaves it out: `response.output_item.done` brings the whole call
        return _progress(fields)
    call = ToolCall(
        call_id=fields.text("call_id"),
        name=name,
        arguments=fields.text("arguments", ""),
        item_id=fields.text("item_id", ""),
        response_id=fields.text("response_id", ""),
    )
    return [ToolCallRequested(call=call)]


# --- small readings -----------------------------------------------------------------------------------------------
def _previous(fields: Fields) -> str | None:
    return fields.text("previous_item_id", "") or None


def _item_id(fields: Fields) -> str:
    """Servers without item ids make one item per response."""
    return fields.text("item_id", "") or f"{fields.text('response_id', '') or 'response'}_output"


def _code(error: Fields) -> str:
    return _words_of(error, "code")


def _words_of(error: Fields, name: str) -> str:
    """Codes are strings, but a few servers write the HTTP number."""
    value = error.raw(name)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e9 else error.text(name, "")


_QUIET = (
    "conversation.created",
    "conversation.item.input_audio_transcription.segment",
    "input_audio_buffer.timeout_triggered",
    "input_audio_buffer.dtmf_event_received",
    "output_audio_buffer.started",
    "output_audio_buffer.stopped",
    "output_audio_buffer.cleared",
    "response.content_part.added",
    "response.content_part.done",
    "response.function_call_arguments.delta",
    "response.mcp_call_arguments.delta",
    "response.mcp_call_arguments.done",
    "response.mcp_call.in_progress",
    "response.mcp_call.completed",
    "response.mcp_call.failed",
    "mcp_list_tools.in_progress",
    "mcp_list_tools.completed",
    "mcp_list_tools.failed",
)
"""Known and without consequence for us."""

_TABLE: dict[str, _Decoder] = {
    "error": _error,
    "session.created": _session_ready,
    "session.updated": _session_updated,
    "conversation.item.added": _item_added,
    "conversation.item.done": _item_done,
    "conversation.item.retrieved": _item_retrieved,
    "conversation.item.truncated": _item_truncated,
    "conversation.item.deleted": _item_deleted,
    "conversation.item.input_audio_transcription.delta": _transcript_delta,
    "conversation.item.input_audio_transcription.updated": _transcript_so_far,  # xAI: cumulative
    "conversation.item.input_audio_transcription.completed": _transcript_final,
    "conversation.item.input_audio_transcription.failed": _transcript_failed,
    "input_audio_buffer.committed": _committed,
    "input_audio_buffer.cleared": _cleared,
    "input_audio_buffer.speech_started": _speech_started,
    "input_audio_buffer.speech_stopped": _speech_stopped,
    "rate_limits.updated": _rate_limits,
    "response.created": _response_started,
    "response.done": _response_finished,
    "response.output_item.added": _output_item_added,
    "response.output_item.done": _output_item_done,
    "response.output_text.delta": _text_delta(spoken=False),
    "response.output_text.done": _text_done(spoken=False),
    "response.output_audio.delta": _audio_delta,
    "response.output_audio.done": _audio_done,
    "response.output_audio_transcript.delta": _text_delta(spoken=True),
    "response.output_audio_transcript.done": _text_done(spoken=True),
    "response.function_call_arguments.done": _tool_call,
    **dict.fromkeys(_QUIET, _progress),
}

_BETA_NAMES = {
    "conversation.item.created": "conversation.item.added",
    "transcription_session.created": "session.created",
    "transcription_session.updated": "session.updated",
    "response.text.delta": "response.output_text.delta",
    "response.text.done": "response.output_text.done",
    "response.audio.delta": "response.output_audio.delta",
    "response.audio.done": "response.output_audio.done",
    "response.audio_transcript.delta": "response.output_audio_transcript.delta",
    "response.audio_transcript.done": "response.output_audio_transcript.done",
}
_TABLE.update({beta: _TABLE[ga] for beta, ga in _BETA_NAMES.items()})
