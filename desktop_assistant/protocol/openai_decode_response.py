"""Messages about the assistant's response: its sound, its words, its calls of tools, its end."""

from collections.abc import Callable
from typing import TypeVar

from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.items import ItemKind, ItemStatus, ToolCallPart
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    AudioDelta,
    AudioDone,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    ServerEvent,
    ToolCallRequested,
    Usage,
    UsageReported,
)
from desktop_assistant.core.tools import ToolCall
from desktop_assistant.protocol.openai_decode_items import Decoder, item_added, item_done, progress
from desktop_assistant.protocol.openai_dialects import SPEECH_MODEL, SPEECH_SECONDS
from desktop_assistant.protocol.openai_shapes import ErrorShape, read_error, read_item
from desktop_assistant.protocol.wire import Fields

T = TypeVar("T")
_LONGEST_S = 86_400.0


def _response_started(fields: Fields) -> list[ServerEvent]:
    return [ResponseStarted(response_id=fields.child("response").text("id", ""))]


def _response_finished(fields: Fields) -> list[ServerEvent]:
    response = fields.child("response")
    response_id = response.text("id", "")
    reason, error = _unless_broken(lambda: _why(response), ("", ErrorShape()))
    finished = ResponseFinished(
        response_id=response_id,
        status=_unless_broken(lambda: _status(response), ResponseStatus.COMPLETED),
        reason=reason,
        error_code=error.code,
        error_message=error.message,
        usage=_unless_broken(lambda: _usage(response), None),
    )
    calls: list[ServerEvent] = []
    spoken = _unless_broken(lambda: _cost_of_speaking(response), calls)
    return [*_unless_broken(lambda: _calls_in(response, response_id), calls), *spoken, finished]


def _cost_of_speaking(response: Fields) -> list[ServerEvent]:
    """Of a voice that is another model's: our own engine's extension."""
    told = response.child("metadata")
    if SPEECH_SECONDS not in told:
        return []
    try:
        seconds = float(told.text(SPEECH_SECONDS))
    except ValueError:
        return []
    is_sane = 0 < seconds < _LONGEST_S
    return [UsageReported(usage=Usage(seconds=seconds), model=told.text(SPEECH_MODEL, ""))] if is_sane else []


def _unless_broken(read: Callable[[], T], instead: T) -> T:
    """What only accompanies the end of a response must not cost us the end, for which the session waits."""
    try:
        return read()
    except ProtocolError:
        return instead


def _why(response: Fields) -> tuple[str, ErrorShape]:
    details = response.child("status_details")
    return details.text("reason", ""), read_error(details)


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


def _status(response: Fields) -> ResponseStatus:
    try:
        return ResponseStatus(response.text("status", "completed"))
    except ValueError:  # `in_progress` or a newer word: the response is over all the same
        return ResponseStatus.COMPLETED


def _usage(response: Fields) -> Usage | None:
    if not isinstance(response.raw("usage"), dict):
        return None
    usage = response.child("usage")
    taken, given = _details(usage, "input"), _details(usage, "output")
    cached = taken.child("cached_tokens_details")
    return Usage(
        input_tokens=usage.whole("input_tokens", 0),
        output_tokens=usage.whole("output_tokens", 0),
        cached_tokens=taken.whole("cached_tokens", 0),
        input_audio_tokens=taken.whole("audio_tokens", 0),
        output_audio_tokens=given.whole("audio_tokens", 0),
        input_image_tokens=taken.whole("image_tokens", 0),
        cached_audio_tokens=cached.whole("audio_tokens", 0),
        cached_image_tokens=cached.whole("image_tokens", 0),
    )


def _details(usage: Fields, side: str) -> Fields:
    """OpenAI writes `input_token_details`; Qwen, as OpenAI elsewhere, `input_tokens_details`."""
    plural = f"{side}_tokens_details"
    return usage.child(plural if plural in usage else f"{side}_token_details")


def _output_item_done(fields: Fields) -> list[ServerEvent]:
    calls = _call_of(fields.child("item"), fields.text("response_id", "")) if "item" in fields else []
    return [*item_done(fields), *calls]


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


def _text_delta(*, spoken: bool) -> Decoder:
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


def _text_done(*, spoken: bool) -> Decoder:
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
        return progress(fields)
    call = ToolCall(
        call_id=fields.text("call_id"),
        name=name,
        arguments=fields.text("arguments", ""),
        item_id=fields.text("item_id", ""),
        response_id=fields.text("response_id", ""),
    )
    return [ToolCallRequested(call=call)]


def _item_id(fields: Fields) -> str:
    """Servers without item ids make one item per response."""
    return fields.text("item_id", "") or f"{fields.text('response_id', '') or 'response'}_output"


RESPONSE_MESSAGES: dict[str, Decoder] = {
    "response.created": _response_started,
    "response.done": _response_finished,
    "response.output_item.added": item_added,
    "response.output_item.done": _output_item_done,
    "response.output_text.delta": _text_delta(spoken=False),
    "response.output_text.done": _text_done(spoken=False),
    "response.output_audio.delta": _audio_delta,
    "response.output_audio.done": _audio_done,
    "response.output_audio_transcript.delta": _text_delta(spoken=True),
    "response.output_audio_transcript.done": _text_done(spoken=True),
    "response.function_call_arguments.done": _tool_call,
}
