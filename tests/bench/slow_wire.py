"""Somebody speaks for ten seconds, three times, over a true socket that is too slow for the sound: how late is each answer?

    python tests/bench/slow_wire.py [BYTES_PER_S...]

Once with the whole sound whatever happens, and once as the program does it: smaller packets, then the cheapest format, and back
when the wire is fast again. Prints one JSON object as its last line.
"""

import asyncio
import json
import logging
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from PySide6.QtCore import QCoreApplication

from desktop_assistant.audio.encoding import encode, recode
from desktop_assistant.audio.resampler import Resampler
from desktop_assistant.core.audio import Samples
from desktop_assistant.core.local_events import (
    MicFrame,
    MicrophoneClosed,
    MicrophoneOpened,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    TalkPressed,
)
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import LinkState, VoiceState
from desktop_assistant.protocol.registry import capabilities_of, codec_for
from desktop_assistant.runtime.adapters import Adapters, LinkMaker
from desktop_assistant.runtime.control import Places
from desktop_assistant.runtime.ports import LinkPort
from desktop_assistant.runtime.supervisor import Supervisor
from desktop_assistant.settings.continuity import ContinuitySettings, Uplink
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.settings.prices import PriceTable
from desktop_assistant.transport.connection import Link
from desktop_assistant.ui.problems import sentence_for
from tests.bench.resilience import RealClock
from tests.fakes.faulty_wire import FaultyWire
from tests.fakes.ports import FakeAudio, FakeStore, FakeView
from tests.fakes.scripted_provider import ScriptedProvider
from tests.rig.recording import read_wav
from tests.rig.speech import SpeechLibrary
from tests.runtime.house import FakeEngine, FakeKeys

SPEECH_S, TURNS = 10.0, 3
AGAIN_S = 75.0
"""Long enough for both steps back."""
LONGEST_S = 120.0
RATES = (50_000.0, 20_000.0)
"""The whole sound takes 67,000 bytes a second."""
STEPS = (ProblemCode.UPLINK_SLOW, ProblemCode.UPLINK_WELL)


def speech() -> Samples:
    """At 24 kHz."""
    text = "when the sunlight strikes raindrops in the air they act as a prism and form a rainbow " * 4
    with tempfile.TemporaryDirectory() as folder:
        samples, rate = read_wav(SpeechLibrary.find(Path(folder)).spoken(text).path)
    return Resampler(rate, 24_000).push(samples.astype(np.float32) / 32768)[: int(24_000 * SPEECH_S)]


class Program:
    """The conductor with its own links; microphone and loudspeaker are these methods."""

    def __init__(self, url: str, uplink: Uplink, sound: Samples) -> None:
        self._sound = sound
        self.view, self.audio, self.began = FakeView(), FakeAudio(), time.monotonic()
        self.steps: list[tuple[float, str]] = []
        self.view.show_problem = self._told  # type: ignore[method-assign]
        numbers = count(1)

        def link(settings: object, sink: object, room: object, on_sound_sent: object) -> LinkPort:
            async def codec() -> object:
                return codec_for("openai", url=url, key="secret-key-0123", model="talk")

            return Link(codec=codec, sink=sink, room=room)  # type: ignore[arg-type]

        settings = replace(Settings(), provider=Provider.OPENAI)
        settings = replace(settings, continuity=ContinuitySettings(uplink=uplink, automatic=False))
        places = Places(config=Path("c"), data=Path(tempfile.mkdtemp()), logs=Path("l"))
        self.supervisor = Supervisor(
            Adapters(
                audio=self.audio, store=FakeStore(), view=self.view, engine=FakeEngine(), keys=FakeKeys(),
                links=LinkMaker(capabilities=lambda settings: capabilities_of("openai"), link=link),
                clock=RealClock(), places=places, save_settings=lambda settings: None, recode=recode,
                new_id=lambda: f"item_{next(numbers)}", prices=PriceTable(prices={}), routes=lambda: ("10.0.0.2",),
                jitter=lambda: 0.5,
            ),
            settings,
        )  # fmt: skip

    def _told(self, problem: object) -> None:
        if problem.code in STEPS and not problem.over:  # type: ignore[attr-defined]
            self.steps.append((round(time.monotonic() - self.began, 1), sentence_for(problem)))  # type: ignore[arg-type]

    async def until(self, what: object) -> None:
        async with asyncio.timeout(LONGEST_S):
            while not what():  # type: ignore[operator]  # noqa: ASYNC110 - anything may be waited for
                await asyncio.sleep(0.01)

    @property
    def _state(self) -> object:
        return self.view.states[-1]

    async def turn(self) -> float:
        """Speak, and return how many seconds after the last word the answer began."""
        sink, played = self.supervisor.sink, len(self._plays)
        await self.until(lambda: self.view.states and self._state.link is LinkState.READY)  # type: ignore[attr-defined]
        sink(TalkPressed())
        await self.until(lambda: ("open_microphone", True) in self.audio.calls[-4:])
        for event in (MicrophoneOpened(), SpeechStarted(at_ms=0), SpeechConfirmed(at_ms=0)):
            sink(event)
        fmt = self.audio.setups[-1].input_format
        sound = encode(Resampler(24_000, fmt.rate).push(self._sound), fmt.encoding)
        size, began = fmt.rate // 50 * fmt.bytes_per_sample, time.monotonic()
        for number in range(len(sound) // size):
            sink(MicFrame(audio=sound[number * size : (number + 1) * size], start_ms=number * 20.0))
            await asyncio.sleep(max(0.0, began + number * 0.02 - time.monotonic()))
        sink(SpeechStopped(at_ms=SPEECH_S * 1000, speech_ms=SPEECH_S * 1000, was_confirmed=True))
        sink(MicrophoneClosed(speech_ms=SPEECH_S * 1000))
        said = time.monotonic()
        await self.until(lambda: len(self._plays) > played)
        waited = time.monotonic() - said
        await self.until(lambda: self._state.voice in (VoiceState.IDLE, VoiceState.SPEAKING))  # type: ignore[attr-defined]
        await asyncio.sleep(2.0)
        return round(waited, 2)

    @property
    def _plays(self) -> list[object]:
        return [call for call in self.audio.calls if call[0] == "play"]


@asynccontextmanager
async def program(rate: float, uplink: Uplink, sound: Samples) -> AsyncIterator[tuple[Program, FaultyWire]]:
    async with ScriptedProvider("openai") as server, FaultyWire(server.url, is_narrow=True) as wire:
        it = Program(wire.url, uplink, sound)
        await it.supervisor.start()
        wire.up_bytes_per_s = rate
        try:
            yield it, wire
        finally:
            await it.supervisor.aclose()


async def main(rates: tuple[float, ...]) -> dict[str, object]:
    sound, found = speech(), {}
    for rate in rates:
        async with program(rate, Uplink.WHOLE, sound) as (it, _):
            whole = [await it.turn() for _ in range(TURNS)]
        async with program(rate, Uplink.AUTOMATIC, sound) as (it, wire):
            adaptive = [await it.turn() for _ in range(TURNS)]
            wire.up_bytes_per_s = 0.0
            await asyncio.sleep(AGAIN_S)
            steps = it.steps
        found[f"{rate:.0f} bytes/s"] = {"whole_sound_answered_after_s": whole, "answered_after_s": adaptive, "steps": steps}
    return found


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    application = QCoreApplication([])
    print(json.dumps(asyncio.run(main(tuple(map(float, sys.argv[1:])) or RATES)), ensure_ascii=False))
