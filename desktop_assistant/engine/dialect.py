"""The server side of OpenAI's Realtime dialect (GA): reading client events, and the shape of every event that we send.

Pure: no socket, no clock. Each builder returns the event without `event_id`; `stamped` adds a unique one as it goes out.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop_assistant.core.server_events import Usage
from desktop_assistant.engine.fields import Fields, JsonObject, Refused
from desktop_assistant.engine.items import new_id

CLIENT_EVENTS: dict[str, tuple[str, ...]] = {
    "session.update": ("session",),
    "input_audio_buffer.append": ("audio",),
    "input_audio_buffer.commit": (),
    "input_audio_buffer.clear": (),
    "output_audio_buffer.clear": (),
    "conversation.item.create": ("item", "previous_item_id"),
    "conversation.item.retrieve": ("item_id",),
    "conversation.item.truncate": ("item_id", "content_index", "audio_end_ms"),
    "conversation.item.delete": ("item_id",),
    "response.create": ("response",),
    "response.cancel": ("response_id",),
}
"""All eleven, with the fields beyond `type` and `event_id`."""


@dataclass(frozen=True, slots=True)
class ClientEvent:
    """One event of a client, known by type."""

    type: str
    event_id: str | None
    fields: Fields


def read_client_event(message: str | bytes) -> ClientEvent:
    """Parse one frame; Refused says what is wrong with it. `read_event_id` still finds the id of a refused one."""
    fields = Fields(_parse(message))
    kind = fields.data.get("type")
    if not isinstance(kind, str) or kind not in CLIENT_EVENTS:
        known = ", ".join(CLIENT_EVENTS)
        shown = kind[:80] if isinstance(kind, str) else kind.__class__.__name__
        raise Refused("invalid_event", f"Unknown event type '{shown}'. Known types: {known}.", "type")
    fields.only(("type", "event_id", *CLIENT_EVENTS[kind]))
    return ClientEvent(kind, fields.text("event_id", "", longest=512) or None, fields)


def read_event_id(message: str | bytes) -> str | None:
    """The client's own id of an event, as far as it can be made out."""
    try:
        data = _parse(message)
    except Refused:
        return None
    found = data.get("event_id") if isinstance(data, dict) else None
    return found[:512] if isinstance(found, str) else None


def _parse(message: str | bytes) -> Any:
    try:
        return json.loads(message)
    except (ValueError, RecursionError) as error:
        raise Refused("invalid_json", f"The event is not JSON: {error.__class__.__name__}.") from error


def stamped(event: JsonObject) -> JsonObject:
    """With a unique `event_id`."""
    return {"type": event["type"], "event_id": new_id("event")} | event


def error(code: str, message: str, *, param: str | None = None, event_id: str | None = None, kind: str = "") -> JsonObject:
    """One complaint; the session stays open."""
    body = {"type": kind or "invalid_request_error", "code": code, "message": message, "param": param, "event_id": event_id}
    return {"type": "error", "error": body}


def session_event(name: str, session: JsonObject) -> JsonObject:
    """`session.created` or `session.updated`."""
    return {"type": name, "session": session}


def item_event(name: str, item: JsonObject, previous_item_id: str | None) -> JsonObject:
    """`conversation.item.added` or `.done`."""
    return {"type": name, "previous_item_id": previous_item_id, "item": item}


def speech_started(item_id: str, at_ms: float) -> JsonObject:
    """`at_ms` counts from the client's first byte and includes the padding."""
    return {"type": "input_audio_buffer.speech_started", "audio_start_ms": max(0, round(at_ms)), "item_id": item_id}


def speech_stopped(item_id: str, at_ms: float, silence_ms: int | None = None) -> JsonObject:
    """The end of the turn, pause included, as OpenAI counts it. `silence_ms`, our extension, is that pause."""
    event = {"type": "input_audio_buffer.speech_stopped", "audio_end_ms": max(0, round(at_ms)), "item_id": item_id}
    return event if silence_ms is None else event | {"silence_ms": silence_ms}


def committed(item_id: str, previous_item_id: str | None) -> JsonObject:
    """The buffer became an item."""
    return {"type": "input_audio_buffer.committed", "previous_item_id": previous_item_id, "item_id": item_id}


def timeout_triggered(item_id: str, start_ms: float, end_ms: float) -> JsonObject:
    """Nobody spoke for the session's idle timeout."""
    times = {"audio_start_ms": round(start_ms), "audio_end_ms": round(end_ms)}
    return {"type": "input_audio_buffer.timeout_triggered", "item_id": item_id} | times


def transcript_delta(item_id: str, delta: str) -> JsonObject:
    """More of what the user said; append it."""
    return {"type": "conversation.item.input_audio_transcription.delta", "item_id": item_id, "content_index": 0, "delta": delta}


DOUBTFUL = 0.4
"""How likely the words of a doubtful turn are."""


def transcript_completed(
    item_id: str,
    transcript: str,
    used: Usage,
    alternatives: Sequence[str] = (),
    *,
    is_doubtful: bool = False,
    is_speech: bool = False,
) -> JsonObject:
    """What the user said; replaces the deltas. Doubts are for who has asked: `alternatives` and `is_speech` are ours, likelihoods
    are OpenAI's."""
    others: JsonObject = {"alternatives": [{"transcript": reading} for reading in alternatives]} if alternatives else {}
    if is_speech:
        others["is_speech"] = True
    if is_doubtful:
        others["logprobs"] = [_likelihood(token) for token in re.findall(r"\s*\S+", transcript)]
    return {
        "type": "conversation.item.input_audio_transcription.completed",
        "item_id": item_id,
        "content_index": 0,
        "transcript": transcript,
        "usage": _used(used),
        **others,
    }


def _used(used: Usage) -> JsonObject:
    """By a recogniser."""
    if not (used.input_tokens or used.output_tokens):
        return {"type": "duration", "seconds": round(used.seconds, 3)}
    sound = used.input_audio_tokens
    return {
        "type": "tokens",
        "total_tokens": used.input_tokens + used.output_tokens,
        "input_tokens": used.input_tokens,
        "output_tokens": used.output_tokens,
        "input_token_details": {"audio_tokens": sound, "text_tokens": used.input_tokens - sound},
    }


def _likelihood(token: str) -> JsonObject:
    return {"token": token, "logprob": math.log(DOUBTFUL), "bytes": list(token.encode())}


def transcript_failed(item_id: str, message: str) -> JsonObject:
    """The turn stays usable."""
    body = {"type": "transcription_error", "code": "recogniser_unavailable", "message": message, "param": None}
    return {"type": "conversation.item.input_audio_transcription.failed", "item_id": item_id, "content_index": 0, "error": body}


def usage(*, text_in: int, audio_in: int, text_out: int, audio_out: int, cached: int = 0) -> JsonObject:
    """Token counts of one response. `cached` is text, and inside `text_in`."""
    return {
        "total_tokens": text_in + audio_in + text_out + audio_out,
        "input_tokens": text_in + audio_in,
        "output_tokens": text_out + audio_out,
        "input_token_details": {
            "text_tokens": text_in,
            "audio_tokens": audio_in,
            "image_tokens": 0,
            "cached_tokens": cached,
            "cached_tokens_details": {"text_tokens": cached, "audio_tokens": 0, "image_tokens": 0},
        },
        "output_token_details": {"text_tokens": text_out, "audio_tokens": audio_out},
    }
