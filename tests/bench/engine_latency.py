"""How fast the local engine is, over its real socket in real time; the last line is one JSON object.

    python tests/bench/engine_latency.py [--turns N] [--recordings FOLDER]

ready_ms: process start to ready line. speech_end_to_first_audio_ms: end of the voice to the first sound event, at a pause of
500 ms. commands_heard: share of synthesized commands that were answered right. rss_mb: the engine and its voice process.
"""

import argparse
import asyncio
import base64
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np
import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import websockets  # noqa: E402 - the checkout must be importable first

from desktop_assistant.core.audio import Samples  # noqa: E402
from desktop_assistant.engine.process import EngineProcess  # noqa: E402
from desktop_assistant.engine.sound import Resampler, from_pcm16, to_pcm16  # noqa: E402
from desktop_assistant.engine.synthesizer.voicebox import Voicebox  # noqa: E402

COMMANDS = (
    ("What time is it?", r"It's \d"),
    ("What's the date today?", r"Today is"),
    ("Set a timer for five minutes.", r"set for 5 minutes"),
    ("How much time is left?", r"left"),
    ("Cancel the timer.", r"cancelled"),
    ("What is ten kilometers in miles?", r"6\.21 miles"),
    ("How many feet in a mile?", r"5,280"),
    ("What is twelve times seven?", r"= 84"),
    ("What's the square root of sixteen?", r"= 4"),
    ("What is fifteen percent of eighty?", r"= 12"),
    ("Convert twenty celsius to fahrenheit.", r"68°F"),
    ("What time is it in Tokyo?", r"In Tokyo"),
    ("Read my notes.", r"no notes"),
    ("Repeat that.", r"no notes"),
    ("What can you do?", r"I can tell"),
    ("What's the weather like?", r"can't answer that offline"),
)
PACKET = 960


class Session:
    """One client that speaks in real time and notes when sound comes back."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self.first_audio: float | None = None
        self.answer = ""
        self.done = asyncio.Event()
        self.reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            event = json.loads(message)
            if event["type"] == "response.output_audio.delta" and self.first_audio is None:
                self.first_audio = time.perf_counter()
            elif event["type"] == "response.output_audio_transcript.delta":
                self.answer += event["delta"]
            elif event["type"] == "response.done":
                self.done.set()

    async def turn(self, speech: Samples) -> float | None:
        """Speak; ms from the end of the voice to the first sound, or None if nothing came."""
        self.first_audio, self.answer = None, ""
        self.done.clear()
        loud = np.flatnonzero(np.abs(speech) > 0.02)
        voice_end = 7200 + int(loud[-1])
        line = np.concatenate([np.zeros(7200, np.float32), speech, np.zeros(48_000, np.float32)])
        began = time.perf_counter()
        for at in range(0, len(line), PACKET):
            await asyncio.sleep(max(0.0, began + (at + PACKET) / 24_000 - time.perf_counter()))
            await self._socket.send(
                json.dumps(
                    {"type": "input_audio_buffer.append", "audio": base64.b64encode(to_pcm16(line[at : at + PACKET])).decode()}
                )
            )
        try:
            await asyncio.wait_for(self.done.wait(), 12)
        except TimeoutError:
            return None
        return (self.first_audio - began - voice_end / 24_000) * 1000 if self.first_audio is not None else None


async def measure(turns: int, recordings: Path | None) -> dict[str, Any]:
    """Everything, against one engine."""
    starts = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            engine = EngineProcess(data=Path(folder), on_exit=lambda problem: None)
            began = time.perf_counter()
            await engine.endpoint()
            starts.append((time.perf_counter() - began) * 1000)
            await engine.aclose()
    with tempfile.TemporaryDirectory() as folder:
        engine = EngineProcess(data=Path(folder), on_exit=lambda problem: None)
        url, token = await engine.endpoint()
        figures = await talk(url, token, turns, recordings)
        assert engine.pid is not None
        family = [psutil.Process(engine.pid), *psutil.Process(engine.pid).children()]
        rss = sum(one.memory_info().rss for one in family) / 1e6
        await engine.aclose()
    return {"ready_ms": round(statistics.median(starts)), **figures, "rss_mb": round(rss)}


async def talk(url: str, token: str, turns: int, recordings: Path | None) -> dict[str, Any]:
    """The turns."""
    box = Voicebox()
    delays, heard, missed = [], 0, []
    async with websockets.connect(url, additional_headers={"Authorization": f"Bearer {token}"}) as socket:
        session = Session(socket)
        for words, pattern in COMMANDS[:turns]:
            speech = np.concatenate([samples async for samples in box.speak(words, await box.choose("flite:rms"), 1.0)])
            delay = await session.turn(speech)
            delays += [delay] if delay is not None else []
            is_right = re.search(pattern, session.answer) is not None
            heard += is_right
            missed += [] if is_right else [words]
        if recordings is not None and (recordings / "az_weather.wav").exists():
            delay = await session.turn(read_wav(recordings / "az_weather.wav"))
            delays += [delay] if delay is not None else []
        session.reading.cancel()
    await box.aclose()
    ordered = sorted(delays)
    return {
        "speech_end_to_first_audio_ms": {
            "p50": round(statistics.median(ordered)),
            "p95": round(ordered[int(0.95 * (len(ordered) - 1))]),
        },
        "commands_heard": round(heard / len(COMMANDS[:turns]), 3),
        "missed": missed,
        "turns": len(delays),
    }


def read_wav(file: Path) -> Samples:
    """A recording at 24 kHz."""
    with wave.open(str(file)) as sound:
        return Resampler(sound.getframerate(), 24_000).push(from_pcm16(sound.readframes(sound.getnframes())))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=len(COMMANDS))
    parser.add_argument("--recordings", type=Path, default=ROOT.parent / "shared" / "speech")
    options = parser.parse_args()
    figures = asyncio.run(measure(options.turns, options.recordings))
    figures["commit"] = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
