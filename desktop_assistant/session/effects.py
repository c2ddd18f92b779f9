"""What the session wants done; `runtime/performer.py` does it through ports."""

from dataclasses import dataclass
from enum import Enum

from desktop_assistant.core.commands import ClientCommand
from desktop_assistant.core.items import Item
from desktop_assistant.core.problems import Problem
from desktop_assistant.core.server_events import Usage
from desktop_assistant.core.snapshot import SessionSnapshot
from desktop_assistant.core.tools import ToolCall


class Earcon(Enum):
    """Short soft sounds, each a file in resources/sounds."""

    THINKING = "thinking"
    MIC_OPEN = "mic_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connect:
    """Open the link; answers LinkOpened or LinkClosed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnect:
    """Close the link; answers LinkClosed without a problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """One command to the provider."""

    command: ClientCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLink:
    """Find out at once whether the other side is still there; if not, answers LinkClosed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSuccessor:
    """The same for the link that is made ready beside the one in use; its answers come as `LinkNews` of that number."""

    link: int
    effect: Connect | Disconnect | Send


@dataclass(frozen=True, slots=True, kw_only=True)
class Succeed:
    """From now on `link` is the one in use; the old one is closed, and nobody listens to it any more."""

    link: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMicrophone:
    """Open the device. gated: send only what the voice gate lets through (with pre-roll); else everything."""

    gated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseMicrophone:
    """Deliver what was captured (plus `tail_ms` more, so that the last word survives), then release the device."""

    tail_ms: int = 0
    discard: bool = False
    """True: throw the undelivered sound away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchPause:
    """The local detector waits so much longer than the person chose (0 = as they chose)."""

    extra_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """Queue encoded sound of one part of an item."""

    item_id: str
    content_index: int
    audio: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishPlayback:
    """No more sound will come for this part; answers PlaybackDrained when it has been heard."""

    item_id: str
    content_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Duck:
    """Lower playback while unsure (the audio process has usually done so already)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unduck:
    """False alarm: back to full loudness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlushPlayback:
    """Silence now and forget the queue; answers PlaybackFlushed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayEarcon:
    """A soft cue, outside of the conversation."""

    earcon: Earcon


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTool:
    """Run a tool; answers ToolFinished."""

    call: ToolCall


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTool:
    """The answer is no longer wanted."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepAudio:
    """Append sound of one part to its recording (performed only if the user keeps audio)."""

    item_id: str
    audio: bytes
    is_input: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spool:
    """Keep sound of a turn on the disk until it is answered; appended to what is there under that name."""

    turn_id: str
    """The item's id, or one of its own as long as the turn has no item."""
    audio: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unspool:
    """That turn is answered, or nobody wants it."""

    turn_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """Make an item durable: at once when final, else within a second."""

    item: Item
    final: bool
    after_id: str | None
    """Behind which of those that were saved before; None = first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowItem:
    """An item is new or changed. `after_id` places a new one: None = first."""

    item: Item
    after_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HideItem:
    """An item is gone, with its sound; it may never have been shown."""

    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelve:
    """A turn (the first of them) and what followed it are an earlier version: no longer on screen, but kept."""

    item_ids: tuple[str, ...]
    instead: str
    """The next version of the turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowState:
    """The picture changed."""

    snapshot: SessionSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteUsage:
    """What the provider says it took."""

    usage: Usage
    model: str
    session: int
    """Sessions are counted within a conversation."""
    is_total: bool = False
    """Of the session so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Tell the person (and the log) what is wrong, or that it is over."""

    problem: Problem


Effect = (
    Connect
    | Disconnect
    | Send
    | CheckLink
    | ToSuccessor
    | Succeed
    | OpenMicrophone
    | CloseMicrophone
    | StretchPause
    | Play
    | FinishPlayback
    | Duck
    | Unduck
    | FlushPlayback
    | PlayEarcon
    | RunTool
    | CancelTool
    | KeepAudio
    | Spool
    | Unspool
    | Save
    | ShowItem
    | HideItem
    | Shelve
    | ShowState
    | NoteUsage
    | Report
)
