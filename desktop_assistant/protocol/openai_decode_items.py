"""Messages about the conversation's items and the user's turn."""

from collections.abc import Callable

from desktop_assistant.core.certainty import Doubts, doubtful_words, other_readings, spoken_words
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.server_events import (
    IdleTimedOut,
    InputCleared,
    ItemAdded,
    ItemDeleted,
    ItemDone,
    ItemRetrieved,
    ItemTruncated,
    Progress,
    ServerEvent,
    ToolApprovalRequested,
    Usage,
    UsageReported,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptDelta,
    UserTranscriptFailed,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.protocol.openai_shapes import read_error, read_item
from desktop_assistant.protocol.wire import Fields

Decoder = Callable[[Fields], list[ServerEvent]]


def progress(fields: Fields) -> list[ServerEvent]:
    """Known, and without consequence for us."""
    return [Progress(name=fields.text("type"))]


def item_added(fields: Fields) -> list[ServerEvent]:
    """An item of the conversation, or of a response."""
    item = read_item(fields.child("item"))
    return [ItemAdded(item=item, previous_item_id=_previous(fields))] if item else progress(fields)


def item_done(fields: Fields) -> list[ServerEvent]:
    """The same, complete."""
    entry = fields.child("item")
    if entry.text("type", "") == "mcp_approval_request":
        return [
            ToolApprovalRequested(
                approval_id=entry.text("id"),
                server=entry.text("server_label", ""),
                name=entry.text("name", ""),
                arguments=entry.text("arguments", ""),
            )
        ]
    item = read_item(entry)
    return [ItemDone(item=item, previous_item_id=_previous(fields))] if item else progress(fields)


def _item_retrieved(fields: Fields) -> list[ServerEvent]:
    item = read_item(fields.child("item"))
    return [ItemRetrieved(item=item)] if item else progress(fields)


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


# --- the user's turn ----------------------------------------------------------------------------------------------
def _speech_started(fields: Fields) -> list[ServerEvent]:
    return [UserSpeechStarted(item_id=fields.text("item_id", ""), audio_start_ms=fields.number("audio_start_ms", 0.0))]


def _speech_stopped(fields: Fields) -> list[ServerEvent]:
    silence_ms = fields.number("silence_ms", 0.0) if "silence_ms" in fields else None  # our own engine's
    item_id, end_ms = fields.text("item_id", ""), fields.number("audio_end_ms", 0.0)
    return [UserSpeechStopped(item_id=item_id, audio_end_ms=end_ms, silence_ms=silence_ms)]


def _committed(fields: Fields) -> list[ServerEvent]:
    return [UserTurnCommitted(item_id=fields.text("item_id", ""), previous_item_id=_previous(fields))]


def _idle(fields: Fields) -> list[ServerEvent]:
    return [IdleTimedOut(item_id=fields.text("item_id", ""))]


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
    final = UserTranscriptFinal(
        item_id=fields.text("item_id"),
        text=fields.text("transcript", ""),
        content_index=fields.whole("content_index", 0),
        doubts=_doubts(fields),
    )
    return [final, *_cost_of_writing_down(fields)]


def _doubts(fields: Fields) -> Doubts:
    """OpenAI tells how likely each piece was, our engine what else it may have been, and whether it was words at all: where one
    is sure, it was. What cannot be read must not cost us the words."""
    try:
        tokens = [(token.text("token", ""), token.number("logprob", 0.0)) for token in fields.children("logprobs")]
        readings = [reading.text("transcript", "") for reading in fields.children("alternatives")]
        is_speech = fields.flag("is_speech", False)
    except ProtocolError:
        return Doubts()
    said = fields.text("transcript", "")
    words = doubtful_words(tokens)
    return Doubts(
        words=words,
        alternatives=other_readings(said, readings),
        is_speech=is_speech or bool(tokens and set(spoken_words(said)) - set(words)),
    )


def _cost_of_writing_down(fields: Fields) -> list[ServerEvent]:
    """In tokens or in seconds, depending on the model; what cannot be read must not cost us the words."""
    try:
        usage = fields.child("usage")
        seconds, tokens = usage.number("seconds", 0.0), usage.whole("input_tokens", 0)
        audio = usage.child("input_token_details").whole("audio_tokens", 0)
        written = usage.whole("output_tokens", 0)
    except ProtocolError:
        return []
    used = Usage(input_tokens=tokens, output_tokens=written, input_audio_tokens=audio, seconds=seconds)
    return [UsageReported(usage=used, is_transcription=True)] if used != Usage() else []


def _transcript_failed(fields: Fields) -> list[ServerEvent]:
    message = read_error(fields).message
    return [UserTranscriptFailed(item_id=fields.text("item_id"), message=message, content_index=fields.whole("content_index", 0))]


def _previous(fields: Fields) -> str | None:
    return fields.text("previous_item_id", "") or None


ITEM_MESSAGES: dict[str, Decoder] = {
    "conversation.item.added": item_added,
    "conversation.item.done": item_done,
    "conversation.item.retrieved": _item_retrieved,
    "conversation.item.truncated": _item_truncated,
    "conversation.item.deleted": _item_deleted,
    "conversation.item.input_audio_transcription.delta": _transcript_delta,
    "conversation.item.input_audio_transcription.updated": _transcript_so_far,  # xAI: cumulative
    "conversation.item.input_audio_transcription.completed": _transcript_final,
    "conversation.item.input_audio_transcription.failed": _transcript_failed,
    "input_audio_buffer.committed": _committed,
    "input_audio_buffer.timeout_triggered": _idle,
    "input_audio_buffer.cleared": _cleared,
    "input_audio_buffer.speech_started": _speech_started,
    "input_audio_buffer.speech_stopped": _speech_stopped,
}
