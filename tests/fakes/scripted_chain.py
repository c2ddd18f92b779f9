"""The three services of a chain that remember, behind a wire that may fail, and the program's own engine before them.

Sound carries its own words, as in `scripted_provider`: the same voice says all of them, and a soft high tone beside it is the
number of the word.
"""

import asyncio
import contextlib
import io
import json
import re
import tempfile
import wave
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from desktop_assistant.audio.resampler import Resampler
from desktop_assistant.core.audio import Samples
from tests.engine.conftest import TOKEN, start_engine, stop_engine
from tests.fakes.faulty_wire import FaultyWire
from tests.fakes.scripted_provider import SPEECH_MS, WORD
from tests.rig.recording import read_wav
from tests.rig.speech import SpeechLibrary

RATE, STEP_HZ, LOWEST_HZ = 24_000, 200, 4_500
WINDOW_MS = 60
LOUD = 200.0
"""Per sample of a window, of the 1,600 that a tone has."""
SPEECH = (0.2 * 32767 * np.sin(np.arange(RATE * SPEECH_MS // 1000) / 20)).astype("<i2").tobytes()


def spoken(word: int) -> bytes:
    """PCM16 at 24 kHz."""
    voice = _voice()
    tone = 0.1 * np.sin(2 * np.pi * (LOWEST_HZ + STEP_HZ * word) * np.arange(len(voice)) / RATE)
    return (32767 * (voice + tone)).clip(-32767, 32767).astype("<i2").tobytes()


@cache
def _voice() -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        samples, rate = read_wav(SpeechLibrary.find(Path(folder)).spoken("hello there", lead_s=0.1, tail_s=0.1).path)
    voice = Resampler(rate, RATE).push(samples.astype(np.float32) / 32768)
    return 0.6 * voice / np.abs(voice).max()


def words_in(sound: "np.ndarray[Any, Any]", rate: int) -> list[int]:
    """Which were said, each once, in order."""
    size, found = rate * WINDOW_MS // 1000, list[int]()
    for at in range(0, len(sound) - size, size // 2):
        spectrum = np.abs(np.fft.rfft(sound[at : at + size] * np.hanning(size), 8 * size))
        spectrum[: int(LOWEST_HZ * 8 * size / rate)] = 0.0
        hz = int(spectrum.argmax()) * rate / (8 * size)
        word = round((hz - LOWEST_HZ) / STEP_HZ)
        if word > 0 and spectrum.max() > LOUD * size and abs(hz - LOWEST_HZ - word * STEP_HZ) < STEP_HZ / 5:
            found.append(word)
    return list(dict.fromkeys(found))


@dataclass
class Known:
    """What the text model was told with its last question."""

    context: list[int] = field(default_factory=list)


@dataclass
class ScriptedChain:
    """`async with ScriptedChain() as server:`; `url` is the engine's. `hold`, `thinks`: as of ScriptedProvider."""

    service: str = "chained"
    newest: Known = field(default_factory=Known)
    refuse_with: int = 0
    """Each request, until it is 0 again."""
    is_garbled: bool = False
    url: str = ""
    key: str = TOKEN
    wire: FaultyWire | None = None
    hold: asyncio.Event = field(default_factory=asyncio.Event)
    thinks: asyncio.Event = field(default_factory=asyncio.Event)
    _stack: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)
    _serving: set["asyncio.Task[None]"] = field(default_factory=set)

    async def __aenter__(self) -> "ScriptedChain":
        self.hold.set()
        self.thinks.set()
        listening = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._stack.push_async_callback(self._stop, listening)
        address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
        self.wire = await self._stack.enter_async_context(FaultyWire(address))
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        engine = await asyncio.to_thread(start_engine, folder)
        self._stack.push_async_callback(asyncio.to_thread, stop_engine, engine)
        at = {"url": self.wire.url, "model": "m"}
        assert engine.process.stdin is not None
        told = {"chain": {"text": at, "transcription": at, "speech": at, "language": "en"}, "edition": 1}
        engine.process.stdin.write(json.dumps(told).encode() + b"\n")
        engine.process.stdin.flush()
        self.url = engine.url.replace("model=local", "model=chained&edition=1")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def _stop(self, listening: asyncio.Server) -> None:
        listening.close()
        for task in list(self._serving):
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            while True:
                await self._one(reader, writer)
        writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"(?i)content-length: *(\d+)", head)
        body = await reader.readexactly(int(length.group(1)) if length else 0)
        status = self.refuse_with or 200
        writer.write(f"HTTP/1.1 {status} X\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        async for piece in self._answer(head.split()[1], body) if status == 200 else _refusal():
            writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    async def _answer(self, path: str, body: bytes) -> AsyncIterator[bytes]:
        if self.is_garbled:
            yield b"}{ no answer"
        elif path.endswith("/transcriptions"):
            with wave.open(io.BytesIO(body[body.index(b"RIFF") :])) as sound:
                rate, samples = sound.getframerate(), np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
            yield json.dumps({"text": " ".join(f"w{word}" for word in words_in(samples.astype(float), rate))}).encode()
        elif path.endswith("/responses"):
            async for piece in self._write(body):
                yield piece
        elif path.endswith("/speech"):
            yield SPEECH
        else:
            yield b'{"object": "list", "data": []}'

    async def _write(self, body: bytes) -> AsyncIterator[bytes]:
        asked = json.loads(body)["input"]
        said = [part.get("text", "") for item in asked if item.get("role") == "user" for part in item["content"]]
        self.newest = Known([int(n) for text in said for n in WORD.findall(text)])
        await self.thinks.wait()
        yield _event({"type": "response.created", "response": {}})
        yield _event({"type": "response.output_text.delta", "delta": "Well. "})
        await self.hold.wait()
        yield _event({"type": "response.output_text.delta", "delta": "Yes."})
        yield _event({"type": "response.completed", "response": {}})


def _event(event: dict[str, object]) -> bytes:
    return f"data: {json.dumps(event)}\n\n".encode()


async def _refusal() -> AsyncIterator[bytes]:
    yield b'{"error": {"code": "refused", "message": "Not now."}}'
