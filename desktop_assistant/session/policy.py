"""What a talk mode means, as data: what differs between click, hold and always listening."""

from dataclasses import dataclass
from enum import Enum

from desktop_assistant.core.audio import WhenQuiet
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.session_config import TalkMode


class EndedBy(Enum):
    """Who ends a turn."""

    PAUSE = "pause"
    HAND = "hand"
    SERVER = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkPolicy:
    """What a talk mode means."""

    gated: bool
    stays_open: bool
    ended_by: EndedBy
    pads: bool = False
    """The provider wants sound without pause, so there is digital silence between turns."""


def policy_of(mode: TalkMode, capabilities: Capabilities) -> TalkPolicy:
    """The policy of a mode with this provider. A detector that judges by more than silence ends click-to-talk turns too."""
    pads = capabilities.when_quiet is WhenQuiet.CONTINUOUS
    match mode:
        case TalkMode.CLICK:
            ended_by = EndedBy.SERVER if capabilities.judges_turns else EndedBy.PAUSE
            return TalkPolicy(gated=True, stays_open=False, ended_by=ended_by, pads=pads)
        case TalkMode.HOLD:
            return TalkPolicy(gated=False, stays_open=False, ended_by=EndedBy.HAND, pads=pads)
        case TalkMode.ALWAYS:
            ended_by = EndedBy.SERVER if capabilities.server_vad else EndedBy.PAUSE
            return TalkPolicy(gated=True, stays_open=capabilities.hears, ended_by=ended_by, pads=pads)
