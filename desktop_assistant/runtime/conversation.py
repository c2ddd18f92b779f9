"""The loop of one conversation: take an input, ask the machine, perform its effects, arm its next deadline."""

import asyncio
import logging
import weakref
from typing import Protocol

from desktop_assistant.core.local_events import Tick
from desktop_assistant.runtime.inbox import Inbox, Input
from desktop_assistant.runtime.performer import Performer
from desktop_assistant.runtime.ports import Clock
from desktop_assistant.session.effects import Effect

log = logging.getLogger(__name__)

BATCH = 20
"""Inputs handled before the window gets its turn."""


class Machine(Protocol):
    """What the loop needs of `session.machine.SessionMachine`."""

    def handle(self, event: Input, now: float) -> list[Effect]:
        """Decide."""
        ...

    def next_deadline(self) -> float | None:
        """When to call again with Tick, in `now`'s time."""
        ...


class Conversation:
    """Runs until cancelled.

    One timer is armed at a time and never cancelled: under qasync a cancelled timer keeps its Qt timer until the
    original deadline, so an early tick that finds nothing due is cheaper than re-arming on every input.
    """

    def __init__(self, *, machine: Machine, inbox: Inbox, performer: Performer, clock: Clock) -> None:
        self._machine = machine
        self._inbox = inbox
        self._performer = performer
        self._clock = clock
        self._armed: float | None = None

    async def run(self) -> None:
        """Handle inputs for ever."""
        handled = 0
        while True:
            self.step(await self._inbox.get())
            handled += 1
            if handled % BATCH == 0:
                await asyncio.sleep(0)

    def step(self, event: Input) -> None:
        """One input; a bug in the brain is logged and the conversation goes on."""
        try:
            effects = self._machine.handle(event, self._clock.monotonic())
        except Exception:
            log.exception("the session could not handle %s", type(event).__name__)
            effects = []
        for effect in effects:
            try:
                self._performer.perform(effect)
            except Exception:
                log.exception("could not perform %s", type(effect).__name__)
        self._arm()

    def _arm(self) -> None:
        deadline = self._machine.next_deadline()
        if deadline is None or (self._armed is not None and self._armed <= deadline):
            return
        self._armed = deadline
        delay = max(0.0, deadline - self._clock.monotonic())
        # Weak: a deadline may be an hour away, and the machine holds the whole history.
        asyncio.get_running_loop().call_later(delay, _tick, weakref.ref(self), deadline)

    def tick(self, deadline: float) -> None:
        """The time that was armed has come."""
        if self._armed == deadline:
            self._armed = None
        self._inbox.put(Tick())


def _tick(reference: "weakref.ref[Conversation]", deadline: float) -> None:
    if conversation := reference():
        conversation.tick(deadline)
