"""Our side of the espeak-ng process: start it, ask it, restart it when it died or does not answer."""

import asyncio
import contextlib
import json
import struct
from collections.abc import AsyncGenerator
from typing import Any

from desktop_assistant.core.audio import Samples
from desktop_assistant.engine.children import child_command
from desktop_assistant.engine.sound import Resampler, from_pcm16
from desktop_assistant.engine.synthesizer.port import OUTPUT_RATE, Voice, VoiceFailed

_PREFERRED = ("gmw/en-US", "gmw/en", "gmw/en-GB-x-rp", "gmw/en-GB-scotland")
_HEADER = struct.Struct("<cII")
ANSWER_WITHIN_S = 10.0
"""Until its next frame; it takes a few ms on a quiet machine. A process that stands still longer is replaced."""


class Espeak:
    """Every language of espeak-ng, robotic but instant (0.5 ms to the first sound).

    Acquires: one child process, at the first use; released by `aclose`, restarted when it died or got stuck.
    """

    prefix = "espeak"

    def __init__(self, command: tuple[str, ...] | None = None, *, answer_within_s: float = ANSWER_WITHIN_S) -> None:
        self._answer_within_s = answer_within_s
        self._command = command if command is not None else child_command("espeak")
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._last_request = 0

    @property
    def pid(self) -> int | None:
        """Of the child process, while it runs."""
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if self._process and running else None

    async def voices(self) -> list[Voice]:
        """All of them, English first; empty when the process cannot start."""
        try:
            async with self._turn:
                listed = await self._list()
        except VoiceFailed:
            return []
        found = [Voice(id=f"{self.prefix}:{v['name']}", name=f"{v['title']} (espeak-ng)", note=v["language"]) for v in listed]
        return sorted(found, key=_rank)

    async def speak(self, text: str, voice: str, speed: float) -> AsyncGenerator[Samples, None]:
        """One sentence; tried twice, because the first attempt may find the process dead."""
        async with self._turn:
            for attempt in (1, 2):
                sounded = False
                try:
                    async with contextlib.aclosing(self._sound(text, voice, speed)) as sound:
                        async for samples in sound:
                            sounded = True
                            yield samples
                    return
                except (EOFError, OSError) as error:
                    await self._end()
                    if sounded or attempt == 2:
                        raise VoiceFailed("The espeak-ng voice stopped working.") from error

    async def aclose(self) -> None:
        """End the process."""
        await self._end()

    async def _list(self) -> list[dict[str, str]]:
        try:
            process = await self._running()
            _write(process, {"voices": True})
            while True:
                kind, _request, payload = await self._frame(process)
                if kind == b"V":
                    listed: list[dict[str, str]] = json.loads(payload)
                    return listed
                if kind == b"E":
                    raise VoiceFailed(payload.decode("utf-8", "replace"))
        except (EOFError, OSError) as error:
            await self._end()
            raise VoiceFailed("The espeak-ng voice could not be started.") from error

    async def _sound(self, text: str, voice: str, speed: float) -> AsyncGenerator[Samples, None]:
        process = await self._running()
        self._last_request += 1
        mine, is_done = self._last_request, False
        _write(process, {"id": mine, "text": text, "voice": voice, "speed": speed})
        resampler = Resampler(OUTPUT_RATE, OUTPUT_RATE)
        try:
            while not is_done:
                kind, request, payload = await self._frame(process)
                if request != mine:
                    continue  # the tail of a cancelled request
                if kind == b"R":
                    resampler = Resampler(json.loads(payload)["rate"], OUTPUT_RATE)
                elif kind == b"A":
                    yield resampler.push(from_pcm16(payload))
                elif kind == b"E":
                    is_done = True
                    raise VoiceFailed(payload.decode("utf-8", "replace"))
                is_done = kind == b"D"
        finally:
            if not is_done and process.returncode is None:
                _write(process, {"cancel": mine})

    async def _frame(self, process: asyncio.subprocess.Process) -> tuple[bytes, int, bytes]:
        """Raises EOFError if it died, OSError (a TimeoutError) if it is stuck."""
        async with asyncio.timeout(self._answer_within_s):
            return await _read_frame(process)

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            pipe = asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.wait()


def _rank(voice: Voice) -> tuple[int, str]:
    name = voice.id.partition(":")[2]
    if name in _PREFERRED:
        return _PREFERRED.index(name), name
    return (len(_PREFERRED) if voice.note.startswith("en") else len(_PREFERRED) + 1), name


def _write(process: asyncio.subprocess.Process, request: dict[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(request).encode() + b"\n")


async def _read_frame(process: asyncio.subprocess.Process) -> tuple[bytes, int, bytes]:
    assert process.stdout is not None
    kind, request, size = _HEADER.unpack(await process.stdout.readexactly(_HEADER.size))
    return kind, request, await process.stdout.readexactly(size) if size else b""
