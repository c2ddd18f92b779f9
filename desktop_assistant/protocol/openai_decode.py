"""OpenAI Realtime server message -> core events: one table from a message's name to the function that reads it.

GA names and the beta names of compatible servers share the table. Rules obeyed: nothing is required that some known
server leaves out (ids, `usage`, `.done`), and a name that is not in the table is `UnknownMessage`, never an error.
"""

from desktop_assistant.core.server_events import (
    ProviderError,
    RateLimit,
    RateLimits,
    ServerEvent,
    SessionReady,
    SessionUpdated,
    UnknownMessage,
)
from desktop_assistant.protocol.openai_decode_items import ITEM_MESSAGES, Decoder, progress
from desktop_assistant.protocol.openai_decode_response import RESPONSE_MESSAGES
from desktop_assistant.protocol.openai_shapes import read_error, words_of
from desktop_assistant.protocol.wire import Fields, parse_object


def decode(message: str | bytes) -> list[ServerEvent]:
    """One frame to the events it means; raises ProtocolError only."""
    return decode_fields(parse_object(message))


def decode_fields(fields: Fields) -> list[ServerEvent]:
    """The same for a frame that is parsed already."""
    name = fields.text("type")
    decoder = _TABLE.get(name)
    return decoder(fields) if decoder else [UnknownMessage(name=name)]


def _error(fields: Fields) -> list[ServerEvent]:
    if fields.raw("error") is None:  # a few servers have it flat
        code, message = words_of(fields, "code"), fields.text("message", "")
        return [ProviderError(code=code, message=message, param=fields.text("param", ""))]
    error = read_error(fields)
    return [ProviderError(code=error.code, message=error.message, param=error.param, client_event_id=error.event_id)]


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


_QUIET = (
    "conversation.created",
    "conversation.item.input_audio_transcription.segment",
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
    "ping",  # xAI
    # Azure Voice Live: what goes with pictures, timings and searches, none of which we ask for
    "warning",
    "session.avatar.connecting",
    "session.avatar.switch_to_speaking",
    "session.avatar.switch_to_idle",
    "response.animation_blendshapes.delta",
    "response.animation_blendshapes.done",
    "response.animation_viseme.delta",
    "response.animation_viseme.done",
    "response.audio_timestamp.delta",
    "response.audio_timestamp.done",
    "response.audio_transcript.annotation.added",
    "response.video.delta",
    "response.invocation.delta",
    "response.web_search_call.searching",
    "response.web_search_call.in_progress",
    "response.web_search_call.completed",
    "response.file_search_call.searching",
    "response.file_search_call.in_progress",
    "response.file_search_call.completed",
)
"""Known and without consequence for us."""

_TABLE: dict[str, Decoder] = {
    "error": _error,
    "session.created": _session_ready,
    "session.updated": _session_updated,
    "rate_limits.updated": _rate_limits,
    "mcp_list_tools.failed": lambda fields: [ProviderError(code="tool_server_failed", message="")],
    **ITEM_MESSAGES,
    **RESPONSE_MESSAGES,
    **dict.fromkeys(_QUIET, progress),
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
