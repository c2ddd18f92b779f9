"""What any provider can tell us, in one vocabulary. Codecs translate into these; the session reads only these."""

from dataclasses import dataclass, field
from enum import Enum

from desktop_assistant.core.certainty import SURE, Doubts
from desktop_assistant.core.items import Item
from desktop_assistant.core.tools import ToolCall


class ResponseStatus(Enum):
    """How a response ended."""

    COMPLETED = "completed"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one response; cached ones are inside input, sound and pictures inside the totals."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    input_audio_tokens: int = 0
    output_audio_tokens: int = 0
    input_image_tokens: int = 0
    cached_audio_tokens: int = 0
    """Inside both `cached_tokens` and `input_audio_tokens`."""
    cached_image_tokens: int = 0
    """Likewise, of the pictures."""
    seconds: float = 0.0
    """Where time is paid instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReady:
    """The server made a session; its own defaults still apply until `SessionUpdated`."""

    session_id: str
    expires_at: float | None = None
    """Unix seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionUpdated:
    """The server applied our configuration."""

    session_id: str = ""
    expires_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionExpiring:
    """The server will hang up soon: another session should take over."""

    seconds_left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionResumable:
    """A later session may go on from here, without being told what was said before."""

    handle: str
    """Opaque; empty = not at this moment."""
    known: tuple[str, ...] = ()
    """Names of the items that this session was told or made itself, and that the later one certainly knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSpeechStarted:
    """The server's voice activity detector heard the user begin."""

    item_id: str
    audio_start_ms: float
    """ms since the first audio byte of the session, prefix padding included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSpeechStopped:
    """The server's voice activity detector heard the user end."""

    item_id: str
    audio_end_ms: float
    silence_ms: float | None = None
    """How long it waited after the voice, where it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTurnCommitted:
    """The audio buffer became a user item."""

    item_id: str
    previous_item_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleTimedOut:
    """Nobody has spoken for so long that the model speaks up; the silence became a user item that is nobody's."""

    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputCleared:
    """The audio buffer was emptied at our wish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAdded:
    """An item exists; it may still be in progress."""

    item: Item
    previous_item_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDone:
    """An item has its final content (a user's transcript may still follow)."""

    item: Item
    previous_item_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRetrieved:
    """An item that we asked for."""

    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDeleted:
    """The server removed an item."""

    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTruncated:
    """The server cut an assistant item to what was heard."""

    item_id: str
    content_index: int
    audio_end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTranscriptDelta:
    """More of what the user said."""

    item_id: str
    text: str
    content_index: int = 0
    replaces: bool = False
    """True: `text` is the whole transcript so far; False: append it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTranscriptFinal:
    """What the user said."""

    item_id: str
    text: str
    content_index: int = 0
    doubts: Doubts = field(default=SURE, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTranscriptFailed:
    """The recogniser could not write down the turn; the turn itself stays usable."""

    item_id: str
    message: str
    content_index: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseStarted:
    """The model begins to answer."""

    response_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseFinished:
    """The model has ended, one way or another; exactly one per `ResponseStarted`."""

    response_id: str
    status: ResponseStatus
    reason: str = ""
    """e.g. `turn_detected`, `client_cancelled`, `max_output_tokens`, `content_filter`."""
    error_code: str = ""
    error_message: str = ""
    usage: Usage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageReported:
    """What something costs besides a response: writing down what was said, a helper model, or the session's own time."""

    usage: Usage
    model: str = ""
    """Whose; empty = the session's own."""
    is_total: bool = False
    """True: of the session so far, to be taken instead of the last one; False: to be added."""
    is_transcription: bool = False
    """Of the model that writes down what the user says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioDelta:
    """Sound of the assistant, encoded as the session's output format says."""

    response_id: str
    item_id: str
    audio: bytes
    content_index: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioDone:
    """No more sound for this part."""

    response_id: str
    item_id: str
    content_index: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantTextDelta:
    """More of the assistant's words."""

    response_id: str
    item_id: str
    text: str
    content_index: int = 0
    spoken: bool = True
    """True: transcript of sound; False: text without a voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantTextDone:
    """The final words of one part."""

    response_id: str
    item_id: str
    text: str
    content_index: int = 0
    spoken: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCallRequested:
    """The model wants a tool run; all of its arguments have arrived."""

    call: ToolCall


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolApprovalRequested:
    """The provider is about to call a tool of another server, and wants the person's leave; it may ask more than once."""

    approval_id: str
    server: str
    """Its label."""
    name: str
    arguments: str
    """JSON text, as the model wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """One allowance of the account."""

    name: str
    limit: int
    remaining: int
    reset_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimits:
    """The account's allowances as of now."""

    limits: tuple[RateLimit, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderError:
    """The provider complains; the session stays open unless the socket closes."""

    code: str
    message: str
    param: str = ""
    client_event_id: str = ""
    """The `event_id` of the command that caused it, when the provider says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A well-known message that changes nothing for us (a part opened, a server-side tool moved on)."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownMessage:
    """A message type that we do not know: counted, never fatal."""

    name: str


ServerEvent = (
    SessionReady
    | SessionUpdated
    | SessionExpiring
    | SessionResumable
    | UserSpeechStarted
    | UserSpeechStopped
    | UserTurnCommitted
    | IdleTimedOut
    | InputCleared
    | ItemAdded
    | ItemDone
    | ItemRetrieved
    | ItemDeleted
    | ItemTruncated
    | UserTranscriptDelta
    | UserTranscriptFinal
    | UserTranscriptFailed
    | ResponseStarted
    | ResponseFinished
    | AudioDelta
    | AudioDone
    | AssistantTextDelta
    | AssistantTextDone
    | ToolCallRequested
    | ToolApprovalRequested
    | UsageReported
    | RateLimits
    | ProviderError
    | Progress
    | UnknownMessage
)
