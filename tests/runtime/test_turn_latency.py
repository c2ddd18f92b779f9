"""One voice turn against a true server behind a slow wire: where the time went is where it is shown."""

import asyncio
import base64
import itertools
import time
from typing import Any

import pytest

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.local_events import (
    ConversationOpened,
    MicFrame,
    MicrophoneClosed,
    MicrophoneOpened,
    PlaybackAdvanced,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    TalkPressed,
)
from desktop_assistant.core.session_config import SessionConfig, TalkMode
from desktop_assistant.core.snapshot import LinkState, TurnLatency
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.registry import codec_for
from desktop_assistant.runtime.conversation import Conversation
from desktop_assistant.runtime.inbox import Inbox
from desktop_assistant.runtime.latency import LatencyLog
from desktop_assistant.runtime.links import Links
from desktop_assistant.runtime.performer import Performer
from desktop_assistant.session.machine import SessionMachine
from desktop_assistant.transport.connection import Link
from tests.fakes.ports import FakeAudio, FakeStore, FakeView
from tests.fakes.provider_server import ProviderServer, Thought
from tests.fakes.slow_network import SlowNetwork

ONE_WAY_S, MODEL_S, PAUSE_MS, BUFFER_S = 0.04, 0.15, 300.0, 0.05


class Clock:
    def monotonic(self) -> float:
        return time.monotonic()

    def wall(self) -> float:
        return time.time()


class Speaker(FakeAudio):
    """Its loudspeaker takes a moment; its microphone closes when asked."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    def close_microphone(self, *, tail_ms: int, discard: bool) -> None:
        self._inbox.put(MicrophoneClosed(speech_ms=600.0))

    def play(self, item_id: str, content_index: int, audio: bytes) -> None:
        heard = PlaybackAdvanced(item_id=item_id, content_index=content_index, played_ms=5.0)
        asyncio.get_running_loop().call_later(BUFFER_S, self._inbox.put, heard)


def provider(message: dict[str, Any]) -> list[Any]:
    match message["type"]:
        case "session.update":
            return [{"type": "session.updated", "session": {"type": "realtime", "id": "s"}}]
        case "response.create":
            sound = base64.b64encode(bytes(4800)).decode()
            return [
                Thought(MODEL_S),
                {"type": "response.created", "response": {"id": "r", "status": "in_progress"}},
                {"type": "response.output_audio.delta", "response_id": "r", "item_id": "a", "content_index": 0, "delta": sound},
            ]
    return []


async def turn(url: str) -> TurnLatency:
    """Speak once and wait for the answer's first sound."""

    async def codec() -> Codec:
        return codec_for("openai", url=url, key="sk-x", model="m")

    inbox, clock, log, view, store = Inbox(), Clock(), LatencyLog(), FakeView(), FakeStore()
    link = Link(codec=codec, sink=inbox.put)
    conversation_id = (await store.create()).id
    numbers = itertools.count()
    machine = SessionMachine(
        SessionConfig(model="m"),
        Capabilities(),
        mode=TalkMode.CLICK,
        new_id=lambda: f"item_{next(numbers)}",
        jitter=lambda: 0.5,
        wall_offset=clock.wall() - clock.monotonic(),
    )
    performer = Performer(
        conversation_id=conversation_id,
        links=Links(lambda _: link, inbox.put),
        audio=Speaker(inbox),
        store=store,
        view=view,
        formats=(AudioFormat(), AudioFormat()),
        latencies=log,
    )
    conversation = asyncio.create_task(Conversation(machine=machine, inbox=inbox, performer=performer, clock=clock).run())
    try:
        async with asyncio.timeout(20):
            inbox.put(ConversationOpened(conversation_id=conversation_id))
            while machine.snapshot.link is not LinkState.READY or machine._parts.clock.round_trip_ms is None:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
            for event in (TalkPressed(), MicrophoneOpened(), SpeechStarted(at_ms=0.0)):
                inbox.put(event)
            for at_ms in range(0, 900, 20):
                inbox.put(MicFrame(audio=bytes(960), start_ms=float(at_ms)))
            inbox.put(SpeechConfirmed(at_ms=200.0))
            inbox.put(SpeechStopped(at_ms=900.0 - PAUSE_MS, speech_ms=600.0, was_confirmed=True))
            while not log.turns or log.turns[-1].first_sound_ms is None:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
    finally:
        conversation.cancel()
        await asyncio.gather(conversation, return_exceptions=True)
        await link.aclose()
    return log.turns[-1]


async def test_a_turn_over_a_slow_wire_says_where_its_time_went() -> None:
    began = time.time()
    greeting = [{"type": "session.created", "session": {"type": "realtime", "id": "s"}}]
    async with ProviderServer(provider, greeting=greeting) as server, SlowNetwork(server.url, ONE_WAY_S) as wire:
        latency = await turn(wire.url)
    assert latency.item_id
    assert began - 1 < latency.ended_at < time.time()
    parts = (latency.pause_ms, latency.network_ms, latency.model_ms, latency.buffer_ms)
    # Nothing can be quicker than it was made; how much slower is the machine's affair.
    for part, least in zip(parts, (PAUSE_MS, 2000 * ONE_WAY_S, 0.0, 1000 * BUFFER_S), strict=True):
        assert part is not None
        assert part >= least - 2.0
    assert latency.first_audio_ms is not None
    assert latency.first_audio_ms >= PAUSE_MS + 2000 * ONE_WAY_S + 1000 * MODEL_S - 2.0
    assert sum(part or 0.0 for part in parts) == pytest.approx(latency.first_sound_ms)
