"""What the link says of its own work: how much sound left, and how long the wire takes."""

import asyncio
import base64
from typing import Any

import pytest

from desktop_assistant.core.commands import AppendAudio, CommitInput
from desktop_assistant.core.local_events import LinkClosed, LinkOpened, RoundTrip
from desktop_assistant.core.server_events import SessionReady
from desktop_assistant.transport.round_trip import EVERY_S, RoundTrips
from tests.fakes.provider_server import Fault, ProviderServer
from tests.fakes.slow_network import SlowNetwork
from tests.transport.test_connection import CREATED, Sink, link_to


class Socket:
    """Answers a ping when the test says so."""

    def __init__(self) -> None:
        self.pings: list[asyncio.Future[float]] = []

    async def ping(self) -> asyncio.Future[float]:
        self.pings.append(asyncio.get_running_loop().create_future())
        return self.pings[-1]


async def test_a_ping_goes_beside_what_is_said_but_not_beside_every_packet() -> None:
    now, heard, socket = [100.0], list[RoundTrip](), Socket()
    trips = RoundTrips(heard.append, clock=lambda: now[0])
    for _ in range(100):
        await trips.measure(socket)  # type: ignore[arg-type]
        now[0] += 0.02
    assert len(socket.pings) == 1
    socket.pings[0].set_result(0.042)
    await asyncio.sleep(0)
    assert heard == [RoundTrip(ms=42.0)]
    now[0] += EVERY_S
    await trips.measure(socket)  # type: ignore[arg-type]
    socket.pings[1].set_exception(ConnectionError())
    await asyncio.sleep(0)
    assert len(heard) == 1


async def test_the_wire_is_measured_and_not_the_model() -> None:
    sink = Sink()
    async with ProviderServer(lambda m: [], greeting=[CREATED]) as server, SlowNetwork(server.url, 0.05) as wire:
        link = link_to(wire.url, sink)
        link.open()
        await sink.until(SessionReady)
        link.send(AppendAudio(audio=bytes(960)))
        assert (await sink.until(RoundTrip)).ms >= 99.0
        await link.aclose()


@pytest.mark.expects_logs("link lost")
async def test_sent_is_what_the_provider_got_and_not_what_was_said_into_the_void() -> None:
    sink, sent = Sink(), list[int]()

    def reply(message: dict[str, Any]) -> list[Any]:
        return [Fault()] if message["type"] == "input_audio_buffer.commit" else []

    async with ProviderServer(reply, greeting=[CREATED]) as server:
        link = link_to(server.url, sink, on_sound_sent=sent.append)
        link.send(AppendAudio(audio=bytes(960)))  # nobody is there
        link.open()
        await sink.until(SessionReady)
        for _ in range(50):
            link.send(AppendAudio(audio=bytes(960)))
        link.send(AppendAudio(audio=bytes(320)))
        link.send(CommitInput())
        await sink.until(LinkClosed)
        link.send(AppendAudio(audio=bytes(960)))
        got = sum(len(base64.b64decode(m["audio"])) for m in server.received if "audio" in m)
        await link.aclose()
    assert sum(sent) == got == 50 * 960 + 320


async def test_what_is_closed_in_the_tick_it_was_opened_in_says_so_and_can_be_opened_again() -> None:
    sink = Sink()
    async with ProviderServer(lambda m: [], greeting=[CREATED]) as server:
        link = link_to(server.url, sink)
        link.open()
        link.close()
        assert await sink.until(LinkClosed) == LinkClosed()
        link.open()
        await sink.until(LinkOpened)
        await link.aclose()
    assert [type(e) for e in sink.events if isinstance(e, LinkOpened | LinkClosed)] == [LinkClosed, LinkOpened, LinkClosed]
