"""How long the wire takes: a ping beside what is said, answered by the peer's socket and not by its model."""

import asyncio
import time
from collections.abc import Callable

from websockets.asyncio.client import ClientConnection

from desktop_assistant.core.local_events import RoundTrip

EVERY_S = 5.0
"""A ping costs a few bytes; while nothing is said there is none."""


class RoundTrips:
    """Asked before each message. The ping queues behind the sound that is already on its way, as the turn itself does."""

    def __init__(self, sink: Callable[[RoundTrip], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._sink = sink
        self._clock = clock
        self._due = 0.0

    async def measure(self, socket: ClientConnection) -> None:
        """Ping, unless that was done a moment ago; `RoundTrip` follows in the sink."""
        now = self._clock()
        if now < self._due:
            return
        self._due = now + EVERY_S
        pong = asyncio.ensure_future(await socket.ping())
        pong.add_done_callback(self._answered)

    def _answered(self, pong: asyncio.Future[float]) -> None:
        if not pong.cancelled() and pong.exception() is None:  # else the connection ended first
            self._sink(RoundTrip(ms=pong.result() * 1000))
