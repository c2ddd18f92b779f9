"""The connection as the session sees it: when to connect, what to wait for, how long to wait before trying again.

Order of a good start: Connect -> LinkOpened -> SessionReady -> UpdateSession -> SessionUpdated -> ready. A server that
never greets or never acknowledges within `PATIENCE_S` is taken as ready, since some compatible servers do neither.
"""

from collections.abc import Callable
from enum import Enum

from desktop_assistant.core.commands import ClientCommand
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.session.effects import Connect, Disconnect, Effect, Send
from desktop_assistant.session.states import Cell

PATIENCE_S = 5.0
FIRST_DELAY_S, FIRST_DELAY_LOCAL_S, LONGEST_DELAY_S = 0.5, 0.3, 30.0
DELAY_AFTER_RATE_LIMIT_S = 5.0
SHARE_OF_OUTAGE = 0.2
"""The next attempt waits for this share of how long the outage has lasted: it ends soon after the outage does, however long that
was, and a service that is down for long is not asked often."""
STEADY_S = 30.0
"""A connection that lived so long did not fail at its start: the next outage is a new one."""
ROTATE_BEFORE_END_S = 300.0
"""A session that is about to expire is replaced in a quiet moment of its last five minutes (nobody warns us)..."""
ROTATE_IN_LAST_SHARE = 0.2
"""... or of its last fifth, if that is less."""
URGENT_S = 30.0
"""So close to the end the next session is made ready even in the middle of a turn."""


class Phase(Enum):
    """Where the connection stands."""

    OFFLINE = "offline"
    CONNECTING = "connecting"
    GREETING = "greeting"
    """The socket is up; waiting for SessionReady."""
    CONFIGURING = "configuring"
    """UpdateSession is sent; waiting for SessionUpdated."""
    READY = "ready"
    WAITING = "waiting"
    CLOSING = "closing"
    """We hang up in order to connect anew."""
    FAILED = "failed"
    RESTING = "resting"
    """Hung up until somebody says something."""


_P = Phase
_ALWAYS = frozenset({_P.OFFLINE, _P.FAILED})
_MOVES = {
    _P.OFFLINE: frozenset({_P.CONNECTING}),
    _P.CONNECTING: _ALWAYS | {_P.GREETING, _P.WAITING, _P.CLOSING},
    _P.GREETING: _ALWAYS | {_P.CONFIGURING, _P.WAITING, _P.CLOSING},
    _P.CONFIGURING: _ALWAYS | {_P.READY, _P.WAITING, _P.CLOSING},
    _P.READY: _ALWAYS | {_P.WAITING, _P.CLOSING, _P.RESTING},
    _P.RESTING: _ALWAYS | {_P.CONNECTING},
    _P.WAITING: _ALWAYS | {_P.CONNECTING},
    _P.CLOSING: _ALWAYS | {_P.CONNECTING},
    _P.FAILED: frozenset({_P.OFFLINE, _P.CONNECTING}),
}
_PICTURE = {
    _P.OFFLINE: LinkState.OFFLINE,
    _P.CONNECTING: LinkState.CONNECTING,
    _P.GREETING: LinkState.CONFIGURING,
    _P.CONFIGURING: LinkState.CONFIGURING,
    _P.READY: LinkState.READY,
    _P.WAITING: LinkState.WAITING,
    _P.CLOSING: LinkState.CONNECTING,
    _P.FAILED: LinkState.FAILED,
    _P.RESTING: LinkState.RESTING,
}
_OPEN = (_P.GREETING, _P.CONFIGURING, _P.READY)


class Link:
    """Decides; `jitter()` in 0..1 spreads the attempts of many clients."""

    def __init__(self, emit: Callable[[Effect], None], jitter: Callable[[], float], *, local: bool, strict: bool) -> None:
        self._emit = emit
        self._jitter = jitter
        self._first_delay = FIRST_DELAY_LOCAL_S if local else FIRST_DELAY_S
        self._cell = Cell(_P.OFFLINE, _MOVES, strict=strict)
        self._down_since: float | None = None
        """When the outage began that is not over yet: a connection may come up and break again at once."""
        self.is_proven = False
        """An answer has begun in this session."""
        self._opened_at: float | None = None
        self.deadline: float | None = None
        """When `overdue` has something to say."""
        self.expires_at: float | None = None
        """Monotonic seconds when the server ends the session."""
        self._ready_at = 0.0
        self._announced_at: float | None = None
        """When the server said that it would end the session."""

    @property
    def phase(self) -> Phase:
        """Where we stand."""
        return self._cell.now

    @property
    def state(self) -> LinkState:
        """The same, as the window shows it."""
        return _PICTURE[self._cell.now]

    @property
    def is_ready(self) -> bool:
        """Whether commands reach a configured session."""
        return self._cell.now is _P.READY

    @property
    def is_open(self) -> bool:
        """Whether the server is talking to us."""
        return self._cell.is_any(*_OPEN)

    @property
    def retry_at(self) -> float | None:
        """When the next attempt is due, while waiting."""
        return self.deadline if self._cell.now is _P.WAITING else None

    def send(self, command: ClientCommand) -> bool:
        """Pass a command on if the session is ready; False: it must be said again after the next start."""
        if self.is_ready:
            self._emit(Send(command=command))
        return self.is_ready

    def configure(self, command: ClientCommand, now: float) -> None:
        """Send the configuration, at the start or again."""
        if self._cell.is_any(_P.GREETING, _P.CONFIGURING):
            self._cell.to(_P.CONFIGURING)
            self.deadline = now + PATIENCE_S
        if self._cell.is_any(*_OPEN):
            self._emit(Send(command=command))

    def start(self) -> None:
        """Connect now, unless that is under way."""
        if self._cell.is_any(_P.OFFLINE, _P.WAITING, _P.FAILED, _P.RESTING):
            self._connect()

    def restart(self, now: float) -> None:
        """A fresh session: hang up first if a socket may be open."""
        if self._cell.is_any(_P.CONNECTING, *_OPEN):
            self._cell.to(_P.CLOSING)
            self.deadline = now + PATIENCE_S
            self.expires_at = None
            self._emit(Disconnect())
        else:
            self.start()

    def opened(self, now: float) -> None:
        """The socket is up."""
        if self._cell.now is _P.CONNECTING:
            self._cell.to(_P.GREETING)
            self._opened_at = now
            self.deadline = now + PATIENCE_S

    def greeted(self, expires_at: float | None) -> bool:
        """SessionReady; True: it is time to configure."""
        self.expires_at, self._announced_at = expires_at, None
        return self._cell.now is _P.GREETING

    def expiring(self, at: float, now: float) -> None:
        """The server says that it will end the session."""
        self.expires_at = min(self.expires_at or float("inf"), at)
        self._announced_at = now

    def configured(self) -> bool:
        """SessionUpdated; True: the session became ready by it."""
        if self._cell.now is not _P.CONFIGURING:
            return False
        self._cell.to(_P.READY)
        self.deadline = None
        self._ready_at = self._opened_at or 0.0
        return True

    def succeeded_by(self, successor: "Link") -> None:
        """Another connection takes the place of this one while both are ready. Its machine is at rest then."""
        self.expires_at, self._announced_at = successor.expires_at, successor._announced_at
        self._opened_at, self._ready_at, self.is_proven = successor._opened_at, successor._ready_at, False
        successor._rest(_P.OFFLINE)

    def proved(self) -> None:
        """An answer has begun: earlier failures are forgiven. A greeting alone proves nothing, a server that is about to close
        sends one too."""
        self._down_since = None
        self.is_proven = True

    def closed(self, now: float, *, retryable: bool, first_delay_s: float | None = None) -> None:
        """The socket is down or never came up. first_delay_s: the least to wait before the next attempt."""
        self.expires_at = None
        if self._opened_at is not None and now - self._opened_at >= STEADY_S:
            self._down_since = None
        self._opened_at = None
        self.is_proven = False
        if self._cell.now is _P.CLOSING:
            self._connect()
        elif self._cell.is_any(_P.CONNECTING, *_OPEN):
            if retryable:
                self._cell.to(_P.WAITING)
                self.deadline = now + self._delay(now, first_delay_s or self._first_delay)
            else:
                self._cell.to(_P.FAILED)
                self.deadline = None

    def give_up(self) -> None:
        """Nothing helps until the person does something."""
        if self._cell.is_any(_P.CONNECTING, *_OPEN):
            self._emit(Disconnect())
        self._rest(_P.FAILED)

    def rest(self) -> None:
        """Nobody needs a ready session for now."""
        if self.is_ready:
            self._emit(Disconnect())
            self._rest(_P.RESTING)

    def wake(self) -> None:
        """Somebody says something."""
        if self._cell.now is _P.RESTING:
            self._connect()

    def shut(self) -> None:
        """The window closes."""
        if self._cell.is_any(_P.CONNECTING, *_OPEN):
            self._emit(Disconnect())
        self._rest(_P.OFFLINE)

    def overdue(self, now: float) -> Phase | None:
        """The phase whose deadline has passed. WAITING and CLOSING connect at once; the others are the router's matter."""
        if self.deadline is None or now < self.deadline:
            return None
        phase = self._cell.now
        self.deadline = None
        if phase in (_P.WAITING, _P.CLOSING):
            self._connect()
        return phase

    @property
    def is_in_trouble(self) -> bool:
        """Connections were lost or refused, and nothing has been answered since."""
        return self._down_since is not None

    @property
    def ages_at(self) -> float | None:
        """When a ready session becomes old enough to be replaced in the next quiet moment; None = never."""
        if not self.is_ready or self.expires_at is None:
            return None
        lead = min(ROTATE_BEFORE_END_S, ROTATE_IN_LAST_SHARE * (self.expires_at - self._ready_at))
        return min(self.expires_at - lead, self._announced_at or float("inf"))

    def is_aging(self, now: float) -> bool:
        """Whether the server will soon end this session."""
        return self.ages_at is not None and now >= self.ages_at

    def is_ending(self, now: float) -> bool:
        """Whether the server will end this session any moment."""
        return self.ends_soon_at is not None and now >= self.ends_soon_at

    @property
    def ends_soon_at(self) -> float | None:
        """When there is no time left to wait for a quiet moment; None = never."""
        return self.expires_at - URGENT_S if self.is_ready and self.expires_at is not None else None

    def _connect(self) -> None:
        self._cell.to(_P.CONNECTING)
        self.deadline = None
        self._emit(Connect())

    def _rest(self, phase: Phase) -> None:
        self._cell.to(phase)
        self.deadline = None
        self.expires_at = None

    def _delay(self, now: float, first_s: float) -> float:
        if self._down_since is None:
            self._down_since = now
        delay = max(first_s, SHARE_OF_OUTAGE * (now - self._down_since))
        return max(first_s if first_s > LONGEST_DELAY_S else 0.0, min(LONGEST_DELAY_S, delay * (0.75 + 0.5 * self._jitter())))
