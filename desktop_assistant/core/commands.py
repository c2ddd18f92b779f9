"""What we can ask of a provider, in one vocabulary. The session makes these; codecs translate them."""

from dataclasses import dataclass

from desktop_assistant.core.items import Item
from desktop_assistant.core.session_config import SessionConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateSession:
    """Tell the server the whole configuration."""

    config: SessionConfig
    event_id: str = ""
    resume: str = ""
    """Where an earlier session stood (`SessionResumable.handle`); empty = from the beginning."""
    history: tuple[Item, ...] = ()
    """What was said before, oldest first; only for providers that take it here (`Capabilities.seeds_at_start`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendAudio:
    """Sound of the user, already encoded as the session's input format says."""

    audio: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendFrame:
    """A picture of what the user shows all the time, a JPEG; no item of the conversation. Only for providers that take such
    (`ImageLimits.frames_per_s`). What cannot be sent at once is not worth sending: a later one takes its place."""

    image: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseInput:
    """No sound follows until the user speaks again; only for providers that must be told: when the gate closes
    (`WhenQuiet.END_MARK`), or when the microphone does (`WhenQuiet.CONTINUOUS`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitInput:
    """Make the buffered sound a user item; it does not ask for a response."""

    event_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearInput:
    """Forget the buffered sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearOutput:
    """Drop sound that the server still holds (WebRTC and SIP only)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateItem:
    """Add an item: typed text, a tool's answer, or history after a reconnect."""

    item: Item
    previous_item_id: str | None = None
    """None = at the end, `root` = at the front."""
    event_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrieveItem:
    """Ask for an item as the server has it."""

    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TruncateItem:
    """Cut an assistant item to what was heard; never more than was received, never 0 ms."""

    item_id: str
    audio_end_ms: int
    content_index: int = 0
    event_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteItem:
    """Remove an item from the server's conversation."""

    item_id: str
    event_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerApproval:
    """What the person says to `ToolApprovalRequested`."""

    approval_id: str
    approve: bool
    event_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateResponse:
    """Ask the model to answer now; at most one may be active."""

    instructions: str | None = None
    event_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelResponse:
    """Stop the answer that is being written."""

    response_id: str | None = None
    event_id: str = ""


ClientCommand = (
    UpdateSession
    | AppendAudio
    | AppendFrame
    | PauseInput
    | CommitInput
    | ClearInput
    | ClearOutput
    | CreateItem
    | RetrieveItem
    | TruncateItem
    | DeleteItem
    | AnswerApproval
    | CreateResponse
    | CancelResponse
)
