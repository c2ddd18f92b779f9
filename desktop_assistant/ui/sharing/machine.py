"""What follows from what: from the wish to show something to its end. Pure: one input in, what is to be done about it out.

Theory of operation. Nothing is sent before the person has chosen a source, has seen what it shows, and has said so. From then on
a look is asked for at the pace of whoever answers; while one is under way none is asked for, so a slow source or a busy machine
makes pictures rarer and never late. A picture that nobody can be sent at the moment (the connection is down) is dropped, for it
would tell of the past.

It ends by the person's hand or word; when who answers cannot be shown anything any more (another provider, or a stand-in); when
the session ends, rests or fails, or another conversation is opened; when the source is gone; when the screen is locked; and when
the computer has slept. Muting does not end it: that closes the ears, and the sign that something is shown stays where it is.
"""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.snapshot import LinkState, SessionSnapshot
from desktop_assistant.ui.sharing.wire import Failed, Kind, Picture, Source, Sources, Trouble

PREVIEW_S = {Kind.CAMERA: 0.1, Kind.WINDOW: 0.5, Kind.SCREEN: 0.5}
"""Between two looks before anything is sent; a camera is aimed with it."""
PATIENCE_S = 10.0
"""For a look; a source that answers no sooner is gone."""
ASLEEP_S = 15.0
"""By so much the clock on the wall has run ahead of ours, or a beat has come late, when the computer has slept."""
_ENDED = (LinkState.RESTING, LinkState.FAILED)
"""OFFLINE and CONNECTING are none of them: a session that is replaced passes through both."""


class Stage(Enum):
    """How far it has come."""

    IDLE = "idle"
    CHOOSING = "choosing"
    PREVIEWING = "previewing"
    SHARING = "sharing"


class End(Enum):
    """Why it is over, or cannot begin."""

    PERSON = "person"
    """By hand or word."""
    BLIND = "blind"
    """Who answers takes no pictures at all."""
    STILLS = "stills"
    """Who answers takes single pictures only."""
    SESSION = "session"
    CONVERSATION = "conversation"
    GONE = "gone"
    REFUSED = "refused"
    UNUSABLE = "unusable"
    LOCKED = "locked"
    SLEPT = "slept"


# --- what happens -------------------------------------------------------------------------------------------------
class Act(Enum):
    """What the person does, or the system."""

    ASK = "ask"
    """Something is to be shown."""
    CONFIRM = "confirm"
    """What is seen in the preview is to be shown."""
    STOP = "stop"
    LOCK = "lock"
    """The screen was locked."""


@dataclass(frozen=True, slots=True)
class Choose:
    """A source was chosen."""

    source: Source


@dataclass(frozen=True, slots=True)
class Beat:
    """Time passes: at least as often as looks are wanted. `wall` is Unix seconds."""

    wall: float


Input = Act | Choose | Beat | Sources | Picture | Failed | SessionSnapshot


# --- what is to be done -------------------------------------------------------------------------------------------
class Do(Enum):
    """What needs no more words."""

    LIST = "list"
    """Show the dialog, and find what there is."""
    LOOK = "look"
    """Ask the open source for one picture."""
    SHARE = "share"
    """It begins: the dialog goes, the sign comes."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Begin to look at a source; pictures of an earlier opening count no more."""

    source: Source
    number: int
    limits: ImageLimits


@dataclass(frozen=True, slots=True)
class Unseen:
    """There is no picture of this one; another may be chosen."""

    source: Source
    why: End


@dataclass(frozen=True, slots=True)
class Preview:
    """Show the person what is seen."""

    picture: Picture


@dataclass(frozen=True, slots=True)
class Send:
    """Show it to who answers."""

    picture: Picture


@dataclass(frozen=True, slots=True)
class Pause:
    """Whether nothing is sent for the moment, because there is no connection."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class Finish:
    """Look at nothing any more, take dialog and sign away, and say why."""

    why: End
    was_sharing: bool
    source: Source | None = None
    """What was looked at."""


Effect = Do | Offer | Open | Unseen | Preview | Send | Pause | Finish


class Sharing:
    """`handle` every input; `now` is monotonic seconds."""

    def __init__(self) -> None:
        self.stage = Stage.IDLE
        self.source: Source | None = None
        """What is looked at."""
        self._seen = SessionSnapshot()
        self._number = 0
        self._has_picture = False
        self._asked_at: float | None = None
        """When the look that is under way was asked for."""
        self._due = 0.0
        self._last_beat: tuple[float, float] | None = None
        """Our clock and the one on the wall."""
        self._is_paused = False
        self._conversation = ""
        """In which it is shown."""

    @property
    def beat_s(self) -> float | None:
        """How often a Beat is wanted; None = never."""
        return self._pace_s / 4 if self.stage in (Stage.PREVIEWING, Stage.SHARING) else None

    def handle(self, event: Input, now: float) -> list[Effect]:
        """One input."""
        match event:
            case Act():
                return self._act(event, now)
            case Choose(source=source):
                return self._choose(source, now)
            case Beat(wall=wall):
                return self._beat(now, wall)
            case Sources(found=found):
                return [Offer(found)] if self.stage in (Stage.CHOOSING, Stage.PREVIEWING) else []
            case Picture():
                return self._picture(event)
            case Failed():
                return self._failed(event)
            case SessionSnapshot():
                return self._session(event)
            case _:
                assert_never(event)

    @property
    def _limits(self) -> ImageLimits | None:
        limits = self._seen.images
        return limits if limits is not None and limits.frames_per_s > 0 else None

    @property
    def _pace_s(self) -> float:
        if self.stage is Stage.SHARING and self._limits is not None:
            return 1 / self._limits.frames_per_s
        return PREVIEW_S[self.source.kind] if self.source is not None else 1.0

    # --- the person and the system --------------------------------------------------------------------------------
    def _act(self, act: Act, now: float) -> list[Effect]:
        match act:
            case Act.ASK if self.stage is Stage.IDLE:
                return self._begin()
            case Act.CONFIRM if self.stage is Stage.PREVIEWING and self._has_picture:
                self.stage = Stage.SHARING
                self._due = now if self._asked_at is None else now + self._pace_s  # what is under way is the first one
                self._last_beat = None
                self._is_paused = False
                self._conversation = self._seen.conversation_id
                return [Do.SHARE, *self._pause()]
            case Act.STOP if self.stage is not Stage.IDLE:
                return self._finish(End.PERSON)
            case Act.LOCK if self.stage is not Stage.IDLE:
                return self._finish(End.LOCKED)
            case _:
                return []

    def _begin(self) -> list[Effect]:
        if self._limits is None:
            return [Finish(End.BLIND if self._seen.images is None else End.STILLS, was_sharing=False)]
        self.stage = Stage.CHOOSING
        return [Do.LIST]

    def _choose(self, source: Source, now: float) -> list[Effect]:
        limits = self._limits
        if self.stage not in (Stage.CHOOSING, Stage.PREVIEWING) or limits is None:
            return []
        self.stage = Stage.PREVIEWING
        self.source = source
        self._number += 1
        self._has_picture = False
        self._asked_at = None
        self._due = now
        self._last_beat = None
        return [Open(source, self._number, limits)]

    def _finish(self, why: End) -> list[Effect]:
        was_sharing, source = self.stage is Stage.SHARING, self.source
        self._close(Stage.IDLE)
        return [Finish(why, was_sharing, source)]

    def _close(self, stage: Stage) -> None:
        self.stage = stage
        self.source = None
        self._asked_at = None
        self._number += 1  # what is still on its way belongs to nothing

    def _lose(self, why: End) -> list[Effect]:
        """There will be no more pictures: before anything is shown another source can be chosen."""
        source = self.source
        if self.stage is not Stage.PREVIEWING or source is None or why is End.UNUSABLE:
            return self._finish(why)
        self._close(Stage.CHOOSING)
        return [Unseen(source, why)]

    # --- time and pictures ----------------------------------------------------------------------------------------
    def _beat(self, now: float, wall: float) -> list[Effect]:
        if self.beat_s is None:
            return []
        last, self._last_beat = self._last_beat, (now, wall)
        if self.stage is Stage.SHARING and last is not None and _has_slept(last, (now, wall)):
            return self._finish(End.SLEPT)
        if self._asked_at is not None:
            return self._lose(End.GONE) if now - self._asked_at >= PATIENCE_S else []
        if now < self._due:
            return []
        self._asked_at = now
        self._due = max(self._due + self._pace_s, now + self._pace_s / 2)  # what was missed is not made up for
        return [Do.LOOK]

    def _picture(self, picture: Picture) -> list[Effect]:
        if picture.number != self._number or self.beat_s is None:
            return []
        self._asked_at = None
        self._has_picture = True
        is_sent = self.stage is Stage.SHARING and self._seen.link is LinkState.READY
        return [Preview(picture), *([Send(picture)] if is_sent else [])]

    def _failed(self, failed: Failed) -> list[Effect]:
        if self.stage is Stage.IDLE or failed.number not in (0, self._number):
            return []
        return self._lose(_ENDS[failed.trouble])

    # --- the session ----------------------------------------------------------------------------------------------
    def _session(self, snapshot: SessionSnapshot) -> list[Effect]:
        self._seen = snapshot
        if self.stage is Stage.IDLE:
            return []
        if self._limits is None:
            return self._finish(End.BLIND if snapshot.images is None else End.STILLS)
        if self.stage is not Stage.SHARING:
            return []
        if snapshot.conversation_id:  # it has none for a moment when it is replaced
            self._conversation = self._conversation or snapshot.conversation_id
            if snapshot.conversation_id != self._conversation:
                return self._finish(End.CONVERSATION)
        return self._finish(End.SESSION) if snapshot.link in _ENDED else self._pause()

    def _pause(self) -> list[Effect]:
        was_paused, self._is_paused = self._is_paused, self._seen.link is not LinkState.READY
        return [Pause(self._is_paused)] if self._is_paused is not was_paused else []


_ENDS = {Trouble.GONE: End.GONE, Trouble.REFUSED: End.REFUSED, Trouble.UNUSABLE: End.UNUSABLE}


def _has_slept(last: tuple[float, float], now: tuple[float, float]) -> bool:
    """Our clock may stand still meanwhile, or run on while nobody hears it."""
    ours, walls = now[0] - last[0], now[1] - last[1]
    return ours > ASLEEP_S or walls - ours > ASLEEP_S
