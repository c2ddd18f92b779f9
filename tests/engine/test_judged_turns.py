"""Judged turns over the true socket: quick at a whole command, one item for a turn that goes on, none for a cough."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
import pytest
import websockets

from desktop_assistant.core.audio import Samples
from desktop_assistant.engine.sound import to_pcm16
from tests.engine.conftest import Engine, say

PACKET = 960
DETECTION = {
    "type": "semantic_vad",
    "pause_ms": 600,
    "end_phrase": "over",
    "create_response": False,
    "interrupt_response": False,
}


class Speaker:
    """A client that asks for judged turns and answers as our session does: it asks when a turn is committed."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self.events: list[dict[str, Any]] = []

    async def send(self, **event: Any) -> None:
        await self._socket.send(json.dumps(event))

    async def speak(self, *parts: Samples | float) -> None:
        """Sound at 24 kHz in real time, numbers are seconds of silence: the recogniser's words must come when they would."""
        line = np.concatenate([np.zeros(int(p * 24_000), np.float32) if isinstance(p, float) else p for p in parts])
        line = line + 1e-4 * np.random.default_rng(1).standard_normal(len(line)).astype(np.float32)
        loop = asyncio.get_running_loop()
        began = loop.time()
        for at in range(0, len(line), PACKET):
            await asyncio.sleep(max(0.0, began + at / 24_000 - loop.time()))
            await self.send(type="input_audio_buffer.append", audio=base64.b64encode(to_pcm16(line[at : at + PACKET])).decode())

    async def until(self, kind: str) -> dict[str, Any]:
        while True:
            event: dict[str, Any] = json.loads(await asyncio.wait_for(self._socket.recv(), 15))
            self.events.append(event)
            if event["type"] == kind:
                return event

    async def rest(self) -> list[str]:
        """Types of everything that has come."""
        await self.send(type="conversation.item.retrieve", item_id="nobody")
        await self.until("error")
        return [event["type"] for event in self.events]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["type"] == kind]


@asynccontextmanager
async def speaker(engine: Engine, **changes: Any) -> AsyncIterator[Speaker]:
    address = {"Authorization": f"Bearer {engine.token}"}
    async with websockets.connect(engine.url, additional_headers=address) as socket:
        one = Speaker(socket)
        listening = {"turn_detection": DETECTION | changes, "transcription": {"model": "local"}}
        await one.send(type="session.update", session={"type": "realtime", "audio": {"input": listening}})
        await one.until("session.updated")
        yield one


def trimmed(sound: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(sound) > 0.02)
    return sound[loud[0] : loud[-1]]


async def test_a_whole_command_is_handed_over_soon(engine: Engine) -> None:
    async with speaker(engine) as one:
        await one.speak(0.5, trimmed(await say("What is twelve times seven?")), 1.5)
        stopped = await one.until("input_audio_buffer.speech_stopped")
        assert 300 <= stopped["silence_ms"] < 900  # 330 on a machine that has time for the recogniser's last pass
        done = await one.until("conversation.item.input_audio_transcription.completed")
        assert done["transcript"] == "What is twelve times seven?"


async def test_who_goes_on_after_the_hand_over_has_said_one_thing(engine: Engine) -> None:
    async with speaker(engine) as one:
        first, second = trimmed(await say("What is ten kilometers")), trimmed(await say("in miles?"))
        speaking = asyncio.create_task(one.speak(0.5, first, 0.85, second, 1.5))
        item_id = (await one.until("input_audio_buffer.committed"))["item_id"]
        await one.send(type="response.create")
        again = await one.until("input_audio_buffer.speech_started")
        assert again["item_id"] == item_id
        assert one.of("response.output_audio.delta") == []  # nothing is said before the turn is settled
        await one.send(type="response.cancel")
        assert (await one.until("response.done"))["response"]["status"] == "cancelled"
        assert (await one.until("input_audio_buffer.committed"))["item_id"] == item_id
        await one.send(type="response.create")
        answer = (await one.until("response.done"))["response"]["output"][0]["content"][0]["transcript"]
        assert "6.21" in answer
        assert len([e for e in one.of("conversation.item.added") if e["item"]["role"] == "user"]) == 1
        assert "miles" in one.of("conversation.item.input_audio_transcription.completed")[-1]["transcript"]
        await speaking


async def test_the_end_phrase_is_left_out(engine: Engine) -> None:
    async with speaker(engine, pause_ms=3000) as one:
        await one.speak(0.5, trimmed(await say("Tell me about the moon, over.")), 4.0)
        done = await one.until("conversation.item.input_audio_transcription.completed")
        assert not done["transcript"].lower().endswith("over")
        assert done["transcript"]


async def test_the_end_phrase_in_the_middle_of_a_sentence_commits_nothing(engine: Engine) -> None:
    async with speaker(engine, pause_ms=1000) as one:
        await one.speak(0.5, trimmed(await say("The game is over and we are going home.")), 0.4)
        assert "input_audio_buffer.committed" not in await one.rest()


async def test_a_cough_is_not_even_mentioned(engine: Engine) -> None:
    async with speaker(engine) as one:
        cough = trimmed(await say("Ha"))[: int(0.16 * 24_000)]
        await one.speak(0.5, cough, 1.5)
        assert not [kind for kind in await one.rest() if kind.startswith("input_audio_buffer")]


@pytest.mark.parametrize("changes", [{"pause_ms": 100}, {"pause_ms": True}, {"end_phrase": 7}])
async def test_nonsense_is_refused_in_a_sentence(engine: Engine, changes: dict[str, Any]) -> None:
    address = {"Authorization": f"Bearer {engine.token}"}
    async with websockets.connect(engine.url, additional_headers=address) as socket:
        one = Speaker(socket)
        listening = {"turn_detection": {"type": "semantic_vad", **changes}}
        await one.send(type="session.update", session={"type": "realtime", "audio": {"input": listening}})
        assert next(iter(changes)) in (await one.until("error"))["error"]["message"]


async def test_patience_changed_in_the_middle_of_a_turn_counts_at_once(engine: Engine) -> None:
    async with speaker(engine, pause_ms=300) as one:
        sentence = trimmed(await say("I was thinking about the old house."))
        await one.speak(0.5, sentence)
        slow = {"turn_detection": {"type": "semantic_vad", "pause_ms": 3000}}
        await one.send(type="session.update", session={"type": "realtime", "audio": {"input": slow}})
        await one.speak(1.0)
        assert "input_audio_buffer.committed" not in await one.rest()
        await one.speak(2.5)
        await one.until("input_audio_buffer.committed")
