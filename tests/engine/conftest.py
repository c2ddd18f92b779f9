"""One true engine process for all tests of this room, the openai SDK as its client, and speech to feed it."""

import asyncio
import base64
import json
import os
import subprocess
import sys
import wave
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openai import AsyncOpenAI

from desktop_assistant.core.audio import Samples
from desktop_assistant.engine.sound import Resampler, from_pcm16, to_pcm16
from desktop_assistant.engine.synthesizer.voicebox import Voicebox
from tests.engine.strict import check_event

ROOT = Path(__file__).resolve().parents[2]
RECORDINGS = ROOT.parent / "shared" / "speech"
TOKEN = "test-token-1234"


@dataclass
class Engine:
    """A running engine process."""

    port: int
    data: Path
    process: "subprocess.Popen[bytes]"
    token: str = TOKEN

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/v1/realtime?model=local"


def start_engine(data: Path, *arguments: str) -> Engine:
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_assistant.engine", "--data", str(data), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "DA_ENGINE_TOKEN": TOKEN},
        cwd=ROOT,
    )
    assert process.stdout is not None
    ready = json.loads(process.stdout.readline())
    assert ready["ready"] is True
    return Engine(ready["port"], data, process)


def stop_engine(engine: Engine) -> None:
    assert engine.process.stdin is not None
    assert engine.process.stdout is not None
    engine.process.stdin.close()
    engine.process.wait(30)
    engine.process.stdout.close()


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    running = start_engine(tmp_path_factory.mktemp("engine"))
    yield running
    stop_engine(running)


@dataclass
class Client:
    """The SDK's connection; every event is checked strictly before anybody sees it, and kept."""

    connection: Any
    events: list[dict[str, Any]] = field(default_factory=list)
    _seen: int = 0

    async def next(self, within_s: float = 30.0) -> dict[str, Any]:
        raw = await asyncio.wait_for(self.connection.recv_bytes(), within_s)
        event: dict[str, Any] = json.loads(raw)
        check_event(event)
        self.connection.parse_event(raw)
        self.events.append(event)
        return event

    async def until(self, kind: str, within_s: float = 30.0) -> dict[str, Any]:
        while (event := await self.next(within_s))["type"] != kind:
            pass
        return event

    def types(self) -> list[str]:
        """Event types in order, runs of the same type written once."""
        found: list[str] = []
        for event in self.events:
            if not found or found[-1] != event["type"]:
                found.append(event["type"])
        return found

    def sound(self) -> bytes:
        return b"".join(base64.b64decode(e["delta"]) for e in self.events if e["type"] == "response.output_audio.delta")

    async def send(self, **event: Any) -> None:
        await self.connection.send_raw(json.dumps(event))

    async def ask(self, text: str) -> str:
        """A typed question; the answer's words."""
        content = [{"type": "input_text", "text": text}]
        await self.connection.conversation.item.create(item={"type": "message", "role": "user", "content": content})
        await self.connection.response.create()
        done = await self.until("response.done")
        return " ".join(
            part.get("transcript") or part.get("text") for item in done["response"]["output"] for part in item.get("content", ())
        )

    async def speak(self, samples: Samples, *, silence_s: float = 1.0) -> None:
        """24 kHz sound in 40 ms packets, as fast as the server takes it (its clock is the sound)."""
        padded = np.concatenate([np.zeros(7200, np.float32), samples, np.zeros(int(24_000 * silence_s), np.float32)])
        for at in range(0, len(padded), 960):
            await self.connection.input_audio_buffer.append(audio=_base64(padded[at : at + 960]))


def _base64(samples: Samples) -> str:
    return base64.b64encode(to_pcm16(samples)).decode()


@asynccontextmanager
async def sdk_client(engine: Engine, token: str | None = None, model: str = "local", edition: int = 0) -> AsyncIterator[Client]:
    address = f"127.0.0.1:{engine.port}/v1"
    async with (
        AsyncOpenAI(api_key=token or engine.token, base_url=f"http://{address}", websocket_base_url=f"ws://{address}") as openai,
        openai.realtime.connect(model=model, extra_query={"edition": str(edition)}) as connection,
    ):
        yield Client(connection)


@pytest.fixture
async def client(engine: Engine) -> AsyncIterator[Client]:
    """Connected, `session.created` read."""
    async with sdk_client(engine) as connected:
        await connected.until("session.created")
        yield connected


async def say(text: str) -> Samples:
    """Speech at 24 kHz: the best voice of this machine."""
    box = Voicebox()
    voice = await box.choose("flite:rms")
    blocks = [samples async for samples in box.speak(text, voice, 1.0)]
    await box.aclose()
    return np.concatenate(blocks)


def recording(name: str) -> Samples:
    """A recorded human voice at 24 kHz; skips the test where the recordings are not present."""
    file = RECORDINGS / name
    if not file.exists():
        pytest.skip("the speech recordings are not on this machine")
    with wave.open(str(file)) as sound:
        samples = from_pcm16(sound.readframes(sound.getnframes()))
        return Resampler(sound.getframerate(), 24_000).push(samples)
