"""Keeps an eye on the link, lets another provider stand in for one that cannot be reached, and says so in plain words."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.runtime.adapters import Adapters
from desktop_assistant.runtime.ladder import Ladder, order_of
from desktop_assistant.runtime.probe import would_answer
from desktop_assistant.settings.model import Provider, Settings

log = logging.getLogger(__name__)

LOOK_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What there is to be seen of the conversation at a moment."""

    link: LinkState | None
    """Of the session of the moment; None = the one with `settings` has not begun."""
    refusal: Problem | None = None
    """Why its provider will not answer before the person has done something."""
    waits: bool = False
    """The person has asked something that nobody answers."""
    is_spent: bool = False
    """Nothing may be paid for this month."""


class StandIns:
    """`settings` are those in force: the chosen ones, but perhaps with another provider.

    restart: replaces the session by one with `settings`. is_free: nobody speaks, nothing is being answered.
    """

    def __init__(self, world: Adapters, chosen: Settings, *, restart: Callable[[], None], is_free: Callable[[], bool]) -> None:
        self._world = world
        self._chosen = chosen
        self._restart = restart
        self._is_free = is_free
        self._ladder = Ladder(order_of(chosen), world.clock.monotonic())
        self._told: dict[ProblemCode, Problem] = {}
        """Banners of ours that are up."""
        self._returned: Provider | None = None
        """Was asked to go on, and nobody was told yet that it does."""
        self._refusal: Problem | None = None
        """Why the chosen one was left, where only the person can mend that: said until it is back."""
        self._back: Provider | None = None
        """Would take the conversation back, as soon as it is quiet."""

    @property
    def settings(self) -> Settings:
        """In force now."""
        return replace(self._chosen, provider=self._ladder.at)

    @property
    def is_down(self) -> bool:
        """Another one stands in for the chosen one."""
        return self._ladder.is_down

    def apply(self, chosen: Settings) -> None:
        """The person changed something; another choice of providers begins at its top."""
        order = order_of(chosen)
        self._chosen = chosen
        if order != self._ladder.order:
            self._ladder, self._back = Ladder(order, self._world.clock.monotonic()), None
            self._tell({})

    def try_again(self) -> None:
        """The person, or the network, says that it may work now."""
        self._ladder.ask_now(self._world.clock.monotonic())

    async def watch(self, see: Callable[[], Sight]) -> None:
        """For ever."""
        while True:
            await self._world.clock.sleep(LOOK_S)
            try:
                await self.look(see())
            except Exception:  # whatever one look met, somebody must look again: without a look nobody ever stands in
                log.exception("could not see who answers")

    async def look(self, sight: Sight) -> None:
        """Once."""
        now, ladder = self._world.clock.monotonic(), self._ladder
        if not ladder.is_down:
            self._refusal = sight.refusal if sight.link is LinkState.FAILED else None
        ladder.heard(sight.link, now)
        ladder.forgive(now)
        barred = self._paid if sight.is_spent else frozenset()
        if ladder.bar(barred, now) or self._leaves_typing(now) or await self._steps_down(now):
            self._back = None
            self._restart()
        elif asked := ladder.to_ask(now):
            self._back = await self._first_that_would(asked)
        if self._back is not None and ladder is self._ladder and self._is_free():
            back, self._back = self._back, None
            if ladder.step_up(back, self._world.clock.monotonic()):
                self._returned = back
                self._restart()
        self._say(sight)

    def _leaves_typing(self, now: float) -> bool:
        """The text model cannot be reached either: somebody who listens keeps at least what is said."""
        ladder = self._ladder
        is_lost = ladder.at is Provider.TEXT and ladder.is_down and ladder.is_lost(now)
        return is_lost and ladder.step_up(ladder.order[-2], now)

    async def _steps_down(self, now: float) -> bool:
        ladder = self._ladder
        for provider in ladder.to_ask_below(now):
            if await self._world.links.answers(replace(self._chosen, provider=provider)):
                return ladder is self._ladder and ladder.step_down(provider, self._world.clock.monotonic())
        return False

    @property
    def _paid(self) -> frozenset[Provider]:
        """Those that ask for money, or may."""
        capabilities = self._world.links.capabilities
        return frozenset(p for p in self._ladder.order if not capabilities(replace(self._chosen, provider=p)).is_local)

    async def _first_that_would(self, providers: tuple[Provider, ...]) -> Provider | None:
        for provider in providers:
            settings = replace(self._chosen, provider=provider)
            if not await self._world.links.answers(settings):
                continue
            if await would_answer(lambda sink, s=settings: self._world.links.link(s, sink, None, None)):  # type: ignore[misc]
                return provider
        return None

    def _say(self, sight: Sight) -> None:
        """What is true now, each in one banner."""
        ladder = self._ladder
        if self._returned is not ladder.at:
            self._returned = None
        elif sight.link is LinkState.READY:
            self._world.view.show_problem(Problem(code=ProblemCode.BACK_AGAIN, detail=ladder.at.value))
            self._returned = None
        told: dict[ProblemCode, Problem] = {}
        if ladder.is_down and not ladder.is_at_end:
            code = ProblemCode.STANDING_IN_UNPAID if ladder.is_chosen_barred else ProblemCode.STANDING_IN
            if ladder.at is Provider.TEXT:
                code = ProblemCode.TEXT_ONLY
            told[code] = Problem(code=code, detail="" if code is ProblemCode.TEXT_ONLY else ladder.at.value)
            if self._refusal is not None and sight.link in (LinkState.READY, LinkState.RESTING):  # whoever said it first has left
                told[self._refusal.code] = self._refusal
        if ladder.is_at_end and sight.waits:
            told[ProblemCode.NOBODY_ANSWERS] = Problem(code=ProblemCode.NOBODY_ANSWERS)
        self._tell(told)

    def _tell(self, told: dict[ProblemCode, Problem]) -> None:
        for code in self._told.keys() - told.keys():
            self._world.view.show_problem(Problem(code=code, over=True))
        for code, problem in told.items():
            if self._told.get(code) != problem:
                self._world.view.show_problem(problem)
        self._told = told
