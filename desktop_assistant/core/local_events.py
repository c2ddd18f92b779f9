"""What happens on this side of the wire: the microphone, the loudspeaker, the link, and the person."""

from dataclasses import dataclass
from enum import Enum

from desktop_assistant.core.items import FilePart, ImagePart, Item
from desktop_assistant.core.problems import Problem
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.core.session_config import SessionConfig, TalkMode
from desktop_assistant.core.tools import ToolResult


# --- from the audio process ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class MicFrame:
    """A packet of the user's sound that passed the gate, encoded as the session's input format (20-50 ms)."""

    audio: bytes
    start_ms: float
    """Place in the microphone stream: ms of captured sound before this packet since the microphone opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MicPaused:
    """The gate has closed: no packet follows until a voice is heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundCaptured:
    """This many more samples (at `INTERNAL_RATE`) came from an open microphone; said once a second, and when it closes."""

    samples: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MicrophoneOpened:
    """The device delivers sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MicrophoneClosed:
    """The device is released; every `MicFrame` of it has been delivered before this."""

    speech_ms: float
    """How much speech the local detector found since it opened; 0 = nobody spoke."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechStarted:
    """The local detector hears a voice; playback is ducked already (the fast brake)."""

    at_ms: float
    """Onset in the microphone stream."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechConfirmed:
    """The voice went on long enough not to be a cough, a click or a key."""

    at_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechStopped:
    """Silence for as long as the user's patience allows."""

    at_ms: float
    """When the voice ended (not when the pause had passed)."""
    speech_ms: float
    """Length of the voice, without the pause; a short one was never confirmed."""
    was_confirmed: bool
    is_hum: bool = False
    """Through a closed mouth, so there are no words in it. Known only of voices over the assistant that were not confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackAdvanced:
    """The playhead: ms of one part that have really left the loudspeaker; about 10 times a second, and first at 0+."""

    item_id: str
    content_index: int
    played_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackFlushed:
    """The loudspeaker is silent and its queue empty; where the playhead stood. `item_id` is empty if nothing played."""

    item_id: str
    content_index: int
    played_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackDrained:
    """A finished part has been heard to its end."""

    item_id: str
    content_index: int
    played_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayEnded:
    """A replay was heard out, stopped, or replaced by the next; one for each that was begun, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRaised:
    """A shell met a problem that the person should know."""

    problem: Problem


# --- from the link ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOpened:
    """The socket is up; the session is not configured yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkClosed:
    """The socket is down, or never came up. `problem` is None when we closed it ourselves."""

    problem: Problem | None = None
    retryable: bool = True
    """The same attempt may succeed later."""
    once: bool = False
    """Not retryable, but worth one more try if the session had worked until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTrip:
    """How long the wire takes to the provider and back, as just measured."""

    ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkChanged:
    """Other ways lead out of this computer than a moment ago, or it has slept meanwhile."""

    is_there: bool
    """There is a network."""
    wall_offset: float | None = None
    """Unix time minus monotonic seconds, if that is not what it was."""


# --- from the person ----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class TalkPressed:
    """The talk button or Space went down. CLICK: starts or sends a turn. HOLD: opens the microphone. ALWAYS: mutes/unmutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkReleased:
    """The talk button or Space went up; matters in HOLD only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteToggled:
    """Ctrl+M: mute or unmute the microphone in any mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPressed:
    """Esc or the stop button: silence at once; a second one cancels the recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeChosen:
    """The user chose another talk mode."""

    mode: TalkMode


@dataclass(frozen=True, slots=True, kw_only=True)
class UserText:
    """The user typed and sent; it silences the assistant like a barge-in."""

    text: str
    shown: tuple[ImagePart | FilePart, ...] = ()
    """What goes with it; the text may then be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameShown:
    """A picture of what the person shares, a JPEG within the limits of who answers."""

    image: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnCorrected:
    """The user has edited one of their turns: it is asked again so, and what followed it is an earlier version."""

    item_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAsked:
    """The user wants an answer to a turn that got none, because it was taken for somebody else's words; or once more the answer
    that broke off."""

    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigChanged:
    """Settings changed; sent at once where the provider allows."""

    config: SessionConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTurn:
    """Sound of a turn that was handed over and is not answered yet, encoded as the session's input format."""

    item_id: str
    audio: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationOpened:
    """An old conversation is continued (items oldest first), or a new one begun (no items)."""

    conversation_id: str
    items: tuple[Item, ...] = ()
    is_unanswered: bool = False
    """The last item is a question that the session before this one took along: it is asked again."""
    spoken: tuple[SpokenTurn, ...] = ()
    """Turns that the session before this one had not begun to answer: they are said again."""
    unsent: tuple[SpokenTurn, ...] = ()
    """Turns that were said when the program last ran and never answered: the person is asked about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetChanged:
    """Whether the money for this month is spent."""

    is_spent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SendUnsent:
    """What was said or typed when the program last ran, and never answered, is to be sent now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropUnsent:
    """Nobody wants an answer to it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconnectPressed:
    """Try again now."""


class Shutdown(Enum):
    """The window closes."""

    NOW = "now"


# --- from shells that finish work ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class ToolFinished:
    """A tool has its answer."""

    result: ToolResult


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerChanged:
    """Another persona answers from here on; the conversation says so."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The machine's own deadline has come."""


LocalEvent = (
    MicFrame
    | MicPaused
    | SoundCaptured
    | MicrophoneOpened
    | MicrophoneClosed
    | SpeechStarted
    | SpeechConfirmed
    | SpeechStopped
    | PlaybackAdvanced
    | PlaybackFlushed
    | PlaybackDrained
    | ReplayEnded
    | ProblemRaised
    | LinkOpened
    | LinkClosed
    | RoundTrip
    | NetworkChanged
    | TalkPressed
    | TalkReleased
    | MuteToggled
    | StopPressed
    | ModeChosen
    | UserText
    | FrameShown
    | TurnCorrected
    | AnswerAsked
    | ConfigChanged
    | SpeakerChanged
    | ConversationOpened
    | BudgetChanged
    | SendUnsent
    | DropUnsent
    | ReconnectPressed
    | Shutdown
    | ToolFinished
    | Tick
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkNews:
    """What one of the links says, when there may be two: the one in use, and the one that is made ready to take over."""

    link: int
    """Links are counted from 0 within a conversation."""
    event: LocalEvent | ServerEvent
