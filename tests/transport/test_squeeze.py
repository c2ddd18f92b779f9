"""A way up that is too slow for the sound: what waits is seen and can be overtaken, and packets can be made smaller."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.server import ServerConnection, serve

from desktop_assistant.core.commands import AppendAudio, CancelResponse
from desktop_assistant.core.local_events import LinkOpened
from desktop_assistant.transport.connection import Link
from tests.fakes.faulty_wire import FaultyWire
from tests.transport.test_connection import Sink, link_to

PACKET = 960
SECOND = 50 * PACKET


class Peer:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []

    async def talk(self, socket: ServerConnection) -> None:
        async for message in socket:
            self.heard.append(json.loads(message))


@asynccontextmanager
async def connected(compression: str | None, *, is_narrow: bool = False) -> AsyncIterator[tuple[Link, Peer, FaultyWire]]:
    peer, sink = Peer(), Sink()
    async with serve(peer.talk, "127.0.0.1", 0, compression=compression) as server:
        port = server.sockets[0].getsockname()[1]
        async with FaultyWire(f"ws://127.0.0.1:{port}/v1/realtime", is_narrow=is_narrow) as wire:
            link = link_to(wire.url, sink)
            link.open()
            await sink.until(LinkOpened)
            yield link, peer, wire
            await link.aclose()


def noise(packets: int) -> list[AppendAudio]:
    """Sound that nothing but the text around it could make smaller."""
    source = random.Random(1)
    return [AppendAudio(audio=source.randbytes(PACKET)) for _ in range(packets)]


async def heard(peer: Peer, count: int) -> None:
    async with asyncio.timeout(30):
        while len(peer.heard) < count:  # noqa: ASYNC110 - the peer is told over a socket
            await asyncio.sleep(0.01)


async def test_packets_are_made_smaller_in_the_middle_of_a_session_and_are_the_same_sound() -> None:
    async with connected("deflate") as (link, peer, wire):
        before = wire.carried_up
        for command in noise(50):
            link.send(command)
        await heard(peer, 50)
        plain = wire.carried_up - before
        assert link.may_squeeze
        link.squeeze(True)
        for command in noise(50):
            link.send(command)
        await heard(peer, 100)
        small = wire.carried_up - before - plain
        assert small < 0.8 * plain
        assert peer.heard[50:] == peer.heard[:50]
        link.squeeze(False)
        for command in noise(50):
            link.send(command)
        await heard(peer, 150)
        assert wire.carried_up - before - plain - small > 0.95 * plain, "a ping or two more or less"
        assert peer.heard[100:] == peer.heard[:50]


async def test_a_service_that_declines_is_sent_what_it_was_sent_before() -> None:
    async with connected(None) as (link, peer, _):
        assert not link.may_squeeze
        link.squeeze(True)
        for command in noise(10):
            link.send(command)
        await heard(peer, 10)


async def test_sound_that_a_wire_does_not_take_is_seen_and_what_ends_an_answer_overtakes_it() -> None:
    async with connected(None, is_narrow=True) as (link, peer, wire):
        assert link.waiting_sound == 0
        wire.freeze()
        for command in noise(500):  # ten seconds
            link.send(command)
        before = 0
        while before != link.waiting_sound:  # until the network takes no more
            before = link.waiting_sound
            await asyncio.sleep(0.1)
        assert link.waiting_sound >= 9 * SECOND
        link.send(CancelResponse())
        wire.thaw()
        await heard(peer, 501)
        place = next(n for n, message in enumerate(peer.heard) if message["type"] == "response.cancel")
        assert place * PACKET <= SECOND
        assert link.waiting_sound == 0
