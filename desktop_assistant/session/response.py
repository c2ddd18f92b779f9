"""The model's response: at most one at a time, asked for only when none is active, its stragglers recognised by id.

The provider refuses a second `response.create` while one is being written, so a wish waits until `ResponseFinished`. What
arrives of a response that we cancelled or that has ended is not accepted any more.
"""

from collections import deque
from collections.abc import Callable
from enum import Enum

from desktop_assistant.core.commands import CancelResponse, ClientCommand, CreateResponse
from desktop_assistant.session.states import Cell

CANCEL_PATIENCE_S, BUSY_PATIENCE_S, ANSWER_PATIENCE_S = 5.0, 5.0, 60.0
DOUBT_S = 6.0
"""A model may think longer, but then its server answers a ping."""
REMEMBERED_IDS = 64
EVENT_PREFIX = "respond_"


class Stage(Enum):
    """Where the one active response stands."""

    IDLE = "idle"
    REQUESTED = "requested"
    STREAMING = "streaming"
    CANCELLING = "cancelling"
    """Cancelled by us or by the server's detector; nothing of it is accepted any more."""
    DOOMED = "doomed"
    """Cancelled before the server gave it an id: cancelled as soon as it starts."""
    BLOCKED = "blocked"
    """The server says that a response is active which we do not know of."""


_S = Stage
_MOVES = {
    _S.IDLE: frozenset({_S.REQUESTED, _S.STREAMING}),
    _S.REQUESTED: frozenset({_S.STREAMING, _S.DOOMED, _S.BLOCKED, _S.IDLE}),
    _S.STREAMING: frozenset({_S.CANCELLING, _S.IDLE}),
    _S.CANCELLING: frozenset({_S.IDLE, _S.STREAMING}),
    _S.DOOMED: frozenset({_S.CANCELLING, _S.IDLE}),
    _S.BLOCKED: frozenset({_S.STREAMING, _S.IDLE}),
}


class Response:
    """`send` passes a command to the ready link, or returns False."""

    def __init__(
        self, send: Callable[[ClientCommand], bool], *, strict: bool, free_at: Callable[[float], float] = lambda now: now
    ) -> None:
        """free_at: when the provider may be asked again."""
        self._send = send
        self._free_at = free_at
        self.held_until: float | None = None
        """A wish waits until then, because the provider would refuse it."""
        self._cell = Cell(_S.IDLE, _MOVES, strict=strict)
        self._id = ""
        self._ended: deque[str] = deque(maxlen=REMEMBERED_IDS)
        self._asked = 0
        self._has_content = False
        self._retries = 0
        self._is_wanted = False
        self.deadline: float | None = None
        self.doubt_at: float | None = None
        """When it is time to wonder whether the request has arrived."""

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return self._cell.now

    @property
    def is_active(self) -> bool:
        """An answer is asked for, wished for, or being written, and nobody has cancelled it."""
        return self._is_wanted or self._cell.is_any(_S.REQUESTED, _S.STREAMING, _S.BLOCKED)

    @property
    def awaits_beginning(self) -> bool:
        """An answer is asked or wished for, and nothing of it has come."""
        is_asked = self._cell.is_any(_S.REQUESTED, _S.BLOCKED) or (self._cell.now is _S.STREAMING and not self._has_content)
        return self._is_wanted or is_asked

    @property
    def is_expected(self) -> bool:
        """What ends now is an answer that somebody waits for."""
        return self._cell.is_any(_S.REQUESTED, _S.STREAMING)

    @property
    def is_streaming(self) -> bool:
        """It is being written."""
        return self._cell.now is _S.STREAMING

    @property
    def streaming_id(self) -> str | None:
        """What the server calls the one that is being written; None: none is."""
        return self._id if self.is_streaming else None

    @property
    def is_busy(self) -> bool:
        """The server may be at work on one."""
        return self._cell.now is not _S.IDLE

    def request(self, now: float, *, retry: bool = False) -> None:
        """Ask for an answer as soon as none is active and the link is ready."""
        self._is_wanted = True
        self._retries = self._retries + 1 if retry else 0
        self.advance(now)

    def advance(self, now: float) -> None:
        """Send the wish if its time has come."""
        self.held_until = None
        if not self._is_wanted or self._cell.now is not _S.IDLE:
            return
        free_at = self._free_at(now)
        if free_at > now:
            self.held_until = free_at
            return
        if self._send(CreateResponse(event_id=f"{EVENT_PREFIX}{self._asked + 1}")):
            self._asked += 1
            self._is_wanted = False
            self._begin(_S.REQUESTED, "", now)

    def started(self, response_id: str, now: float) -> str | None:
        """The server begins one. Returns the id of an older one that ended without a word, if any."""
        if self._is_over(response_id) or (self._cell.now is _S.STREAMING and response_id == self._id):
            return None
        if self._cell.now is _S.DOOMED:
            self._id = response_id
            self._cell.to(_S.CANCELLING)
            self.deadline = now + CANCEL_PATIENCE_S
            self._send(CancelResponse(response_id=response_id or None, event_id="cancel"))
            return None
        if self._cell.now is _S.CANCELLING and response_id == self._id:
            return None
        abandoned = self._id if self._cell.is_any(_S.STREAMING, _S.CANCELLING) else None
        if abandoned:
            self._ended.append(abandoned)
        self._begin(_S.STREAMING, response_id, now)
        return abandoned

    def accepts(self, response_id: str, now: float) -> bool:
        """Whether a piece of this response is still welcome. A piece of an unknown one announces it."""
        if self._is_over(response_id):
            return False
        if self._cell.now is not _S.STREAMING or response_id != self._id:
            self.started(response_id, now)
        if self._cell.now is not _S.STREAMING:
            return False
        self._has_content = True
        self.deadline = now + ANSWER_PATIENCE_S
        return True

    def sounds(self, now: float) -> None:
        """What came of it is being heard: some servers say that it is over only when they think that it was heard out."""
        if self._cell.now is _S.STREAMING:
            self.deadline = now + ANSWER_PATIENCE_S

    def finished(self, response_id: str) -> bool:
        """The server has ended it; False: it was not the active one, or we know already."""
        if self._is_over(response_id) or self._cell.now is _S.IDLE:
            return False
        known = self._cell.is_any(_S.STREAMING, _S.CANCELLING)
        if response_id:
            self._ended.append(response_id)
        if known and response_id and self._id and response_id != self._id:
            return False
        self._rest()
        return True

    def cancel(self, now: float, *, tell_server: bool) -> None:
        """Nobody wants the answer any more. `tell_server` False: the server's own detector cancels it."""
        self.withdraw()
        match self._cell.now:
            case Stage.STREAMING:
                self._cell.to(_S.CANCELLING)
                self.deadline = now + CANCEL_PATIENCE_S
                if tell_server:
                    self._send(CancelResponse(response_id=self._id or None, event_id="cancel"))
            case Stage.REQUESTED:
                self._cell.to(_S.DOOMED)
                self.deadline = now + ANSWER_PATIENCE_S
            case Stage.BLOCKED:
                self._rest()
            case _:
                pass

    def insist(self) -> None:
        """The server's detector did not cancel after all: tell it."""
        if self._cell.now is _S.CANCELLING:
            self._send(CancelResponse(response_id=self._id or None, event_id="cancel"))

    def blocked(self, now: float) -> None:
        """`conversation_already_has_active_response`: ours was refused; try again when the other one is done."""
        if self._cell.now is _S.DOOMED:
            self._rest()
            return
        if self._cell.now is _S.REQUESTED:
            self._cell.to(_S.BLOCKED)
            self.deadline = now + BUSY_PATIENCE_S
        if self._cell.is_any(_S.BLOCKED, _S.STREAMING):
            self._is_wanted = True

    def refused(self) -> bool:
        """The server refused to begin; True: somebody was waiting for it."""
        waited = self._cell.now is _S.REQUESTED
        if self._cell.is_any(_S.REQUESTED, _S.DOOMED):
            self._rest()
        return waited

    @property
    def may_retry(self) -> bool:
        """A transient failure deserves one more try."""
        return self._retries == 0

    def lost(self) -> None:
        """The link is gone. An answer that had not begun is wished for again."""
        self._is_wanted = self.awaits_beginning
        self._rest()
        self._ended.clear()

    def withdraw(self) -> None:
        """Forget a wish that was not sent yet."""
        self._is_wanted, self.held_until = False, None

    def reset(self) -> None:
        """Another conversation."""
        self.lost()
        self.withdraw()

    def overdue(self, now: float) -> Stage | None:
        """The stage in which the server has kept us waiting too long; it is over then."""
        if self.deadline is None or now < self.deadline:
            return None
        stage = self._cell.now
        if self._id:
            self._ended.append(self._id)
        self._rest()
        return stage

    def is_doubtful(self, now: float) -> bool:
        """An answer was asked for, and nothing has come of it: true once."""
        if self.doubt_at is None or now < self.doubt_at:
            return False
        self.doubt_at = None
        return self.awaits_beginning

    def _begin(self, stage: Stage, response_id: str, now: float) -> None:
        self._cell.to(stage)
        self._id = response_id
        self._has_content = False
        self.deadline = now + ANSWER_PATIENCE_S
        self.doubt_at = now + DOUBT_S

    def _rest(self) -> None:
        self._cell.to(_S.IDLE)
        self._id = ""
        self._has_content = False
        self.deadline = self.doubt_at = None

    def _is_over(self, response_id: str) -> bool:
        return bool(response_id) and response_id in self._ended
