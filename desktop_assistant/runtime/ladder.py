"""Who answers when the chosen provider cannot be reached: one step down at a time, and up again when it is back.

Pure: it is told what happens and when, and says who should answer. A provider that refuses (a key, a quota, a model) is left at
once, one that is only not there after `DOWN_AFTER_S`. While another stands in, those above it are asked every now and then
whether they would take a session; the first that would takes the conversation back. One that fails soon after it came back is
asked less and less often. Some may be barred, because nobody wants to pay for them any more: they are passed over.

The last rung is typing with a text model. Only one that is there is stepped down to: whoever cannot answer anyway should at least
listen, so that what is said is kept.
"""

from dataclasses import dataclass
from enum import Enum

from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.settings.model import Provider, Settings

DOWN_AFTER_S = 6.0
"""So long without a session: a short break of the network is worth waiting for."""
ASK_EVERY_S, ASK_AT_MOST_EVERY_S = 15.0, 600.0
MORE_SELDOM = 1.25
STEADY_S = 120.0
"""Who answers for so long after coming back is well again."""


class Standing(Enum):
    """How it stands with the one that answers now."""

    TRYING = "trying"
    GOOD = "good"
    REFUSED = "refused"
    """Nothing helps until the person does something."""


@dataclass(frozen=True, slots=True)
class _Ask:
    """When the chosen one is asked again, and how long that was put off."""

    at: float
    every_s: float


class Ladder:
    """`order` begins with the chosen provider. `at` is who should answer."""

    def __init__(self, order: tuple[Provider, ...], now: float) -> None:
        self.order = order
        self._rung = 0
        self._standing = Standing.TRYING
        self._since = now
        self._ask = _Ask(now, ASK_EVERY_S)
        self._ask_below_at = now
        self._is_alone = False
        """Nobody below would answer."""
        self._barred: frozenset[Provider] = frozenset()

    @property
    def at(self) -> Provider:
        """Who should answer now."""
        return self.order[self._rung]

    @property
    def is_down(self) -> bool:
        """Another one stands in for the chosen one."""
        return self._rung > 0

    @property
    def is_at_end(self) -> bool:
        """Nobody is left who could stand in, and the last one does not answer."""
        return (self._below is None or self._is_alone) and self._standing is not Standing.GOOD

    @property
    def is_chosen_barred(self) -> bool:
        """Nobody may ask the chosen one."""
        return self.order[0] in self._barred

    @property
    def _below(self) -> int | None:
        """The next rung that is not barred."""
        return next((rung for rung in range(self._rung + 1, len(self.order)) if self.order[rung] not in self._barred), None)

    def heard(self, link: LinkState | None, now: float) -> None:
        """What became of the link to the one that answers now; None: it was not tried yet."""
        if link is None:
            self._since = now
            return
        standing = {LinkState.READY: Standing.GOOD, LinkState.FAILED: Standing.REFUSED}.get(link, Standing.TRYING)
        if link in (LinkState.OFFLINE, LinkState.RESTING) or standing is self._standing:
            return
        self._standing, self._since = standing, now

    def bar(self, providers: frozenset[Provider], now: float) -> bool:
        """Nobody may ask these from now on. True: `at` is another one because of that."""
        if self._barred - providers:
            self.ask_now(now)
        self._barred = providers
        if self.at not in providers or self._below is None:
            return False
        self._move(self._below, now)
        return True

    def is_lost(self, now: float) -> bool:
        """The one that should answer cannot be reached."""
        return self._standing is Standing.REFUSED or (self._standing is Standing.TRYING and now - self._since >= DOWN_AFTER_S)

    def to_ask_below(self, now: float) -> tuple[Provider, ...]:
        """Those that could stand in for one that is lost, best first; they are asked every now and then."""
        if not self.is_lost(now) or now < self._ask_below_at:
            return ()
        self._ask_below_at, self._is_alone = now + ASK_EVERY_S, True
        return tuple(provider for provider in self.order[self._rung + 1 :] if provider not in self._barred)

    def step_down(self, provider: Provider, now: float) -> bool:
        """True: `at` is this one from now on, because the one before cannot be reached."""
        if not self.is_lost(now) or provider not in self.order[self._rung + 1 :] or provider in self._barred:
            return False
        self._ask = _Ask(max(self._ask.at, now + self._ask.every_s), self._ask.every_s)
        self._move(self.order.index(provider), now)
        return True

    def to_ask(self, now: float) -> tuple[Provider, ...]:
        """Those above that it is time to ask whether they would take a session, best first."""
        if not self.is_down or now < self._ask.at:
            return ()
        every_s = min(ASK_AT_MOST_EVERY_S, self._ask.every_s * MORE_SELDOM)
        self._ask = _Ask(now + every_s, every_s)
        return tuple(provider for provider in self.order[: self._rung] if provider not in self._barred)

    def ask_now(self, now: float) -> None:
        """The person does not want to wait."""
        self._ask, self._ask_below_at = _Ask(now, ASK_EVERY_S), now

    def step_up(self, provider: Provider, now: float) -> bool:
        """It would take a session. True: `at` is this one from now on."""
        if provider not in self.order[: self._rung] or provider in self._barred:
            return False
        every_s = min(ASK_AT_MOST_EVERY_S, self._ask.every_s * 2)
        self._ask = _Ask(now + every_s, every_s)
        self._move(self.order.index(provider), now)
        return True

    def forgive(self, now: float) -> None:
        """Called now and then: the chosen one has answered for long enough to be trusted again."""
        if not self.is_down and self._standing is Standing.GOOD and now - self._since >= STEADY_S:
            self._ask = _Ask(now, ASK_EVERY_S)

    @property
    def deadline(self) -> float | None:
        """When `step_down` or `to_ask` may have something to say though nothing happens."""
        if self._standing is Standing.TRYING and self._below is not None:
            return max(self._ask_below_at, self._since + DOWN_AFTER_S)
        return self._ask.at if self.is_down else None

    def _move(self, rung: int, now: float) -> None:
        self._rung, self._standing, self._since, self._ask_below_at = rung, Standing.TRYING, now, now
        self._is_alone = False


def order_of(settings: Settings) -> tuple[Provider, ...]:
    """The chosen provider, then those that may stand in for it."""
    return (settings.provider, *settings.stand_ins)
