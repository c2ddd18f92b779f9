"""The true audio process on the virtual card, and a brain that talks all the time, gives way when interrupted, and goes on."""

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from desktop_assistant.audio.process import AudioProcess
from desktop_assistant.core.audio import INTERNAL_RATE, AudioSetup, Samples
from desktop_assistant.core.local_events import (
    LocalEvent,
    MicrophoneOpened,
    PlaybackFlushed,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
)
from tests.rig.loop import AcousticLoop
from tests.rig.rig import Rig

ROOT = Path(__file__).resolve().parents[2]
_MODULE = ("-m", "desktop_assistant.audio", str(ROOT / "resources"))
_AHEAD_S, _CHUNK_S, _PAUSE_S = 1.0, 0.1, 0.3
ROOM_DB = -65.0
"""The noise of a quiet room, full scale."""

_CARD = 10
"""A sound card and a room do not wait for a processor: theirs are ahead of ours by this much niceness, where that is allowed."""


@contextmanager
def room(*, gain_db: float = -6.0, noise_db: float = ROOM_DB) -> Iterator[Rig]:
    """A virtual card whose loudspeaker its microphone hears, 80 ms later."""
    before = os.nice(0)
    with suppress(PermissionError):
        os.nice(-_CARD)
    try:
        with Rig("pulse") as rig, AcousticLoop(rig, gain_db=gain_db, noise_db=noise_db):
            yield rig
    finally:
        os.nice(before - os.nice(0))


class Talker:
    """Context manager: from a process that hears to one that has ended. `events` have their CLOCK_MONOTONIC seconds."""

    def __init__(self, rig: Rig, voice: Samples, *, pause_ms: int = 600) -> None:
        self.events: list[tuple[float, LocalEvent]] = []
        self._pcm = np.clip(np.rint(voice * 32767), -32768, 32767).astype("<i2")
        self._at = self._item = 0
        self._ahead_until = 0.0
        self._silent_until = 0.0
        self._opened = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.audio = AudioProcess(
            sink=self._hear,
            on_levels=lambda levels: None,
            on_devices=lambda devices: None,
            resources=ROOT / "resources",
            command=("nice", "-n", str(_CARD if os.nice(0) < 0 else 0), sys.executable, *_MODULE),
            environment=dict(rig.env, PYTHONPATH=str(ROOT)),
        )
        self.audio.configure(AudioSetup(pause_ms=pause_ms))

    async def __aenter__(self) -> Self:
        self.audio.start()
        self.audio.open_microphone(gated=True)
        async with asyncio.timeout(20):
            await self._opened.wait()
        self._task = asyncio.get_running_loop().create_task(self._talk())
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._task:
            self._task.cancel()
        await self.audio.aclose()

    def times(self, kind: type, since: float = 0.0) -> list[float]:
        """When events of this kind came."""
        return [at for at, event in self.events if isinstance(event, kind) and at >= since]

    async def talks_for(self, seconds: float) -> None:
        """Wait until it has talked for so long without having been interrupted."""
        while (left := self._silent_until + seconds - time.monotonic()) > 0:  # noqa: ASYNC110 - an interruption moves the end
            await asyncio.sleep(min(left, 0.1))

    @property
    def is_listening(self) -> bool:
        """Somebody has the floor."""
        return time.monotonic() < self._silent_until

    async def _talk(self) -> None:
        size = int(_CHUNK_S * INTERNAL_RATE)
        while True:
            now = time.monotonic()
            if now >= self._silent_until:
                self._ahead_until = max(self._ahead_until, now)
                while self._ahead_until < now + _AHEAD_S:
                    chunk = self._pcm.take(range(self._at, self._at + size), mode="wrap")
                    self.audio.play(f"item-{self._item}", 0, chunk.tobytes())
                    self._at += size
                    self._ahead_until += _CHUNK_S
            await asyncio.sleep(0.02)

    def _hear(self, event: LocalEvent) -> None:
        now = time.monotonic()
        self.events.append((now, event))
        match event:
            case MicrophoneOpened():
                self._opened.set()
            case SpeechConfirmed():
                self.audio.flush()
                self._silent_until = float("inf")
            case SpeechStopped(was_confirmed=True):
                self._silent_until = now + _PAUSE_S
            case SpeechStopped():
                self.audio.duck(False)
            case PlaybackFlushed():
                self._item += 1
                self._ahead_until = now
            case _:
                pass


async def talk_to_itself(minutes: float) -> dict[str, Any]:
    """Nobody is there: how often does it fall silent?"""
    import tempfile

    from tests.rig.speech import SpeechLibrary
    from tests.rig.voices import assistant_voice

    with tempfile.TemporaryDirectory() as folder:
        voice = assistant_voice(SpeechLibrary.find(Path(folder)))
    with room() as rig:
        async with Talker(rig, voice) as talker:
            await asyncio.sleep(minutes * 60)
            return {
                "self_interruptions": len(talker.times(SpeechConfirmed)),
                "minutes": minutes,
                "voices_begun": len(talker.times(SpeechStarted)),
            }
