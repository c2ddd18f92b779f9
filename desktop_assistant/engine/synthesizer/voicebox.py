"""All voices of this machine under one roof: choose, fall back, speak."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence

from desktop_assistant.core.audio import Samples
from desktop_assistant.engine.synthesizer.espeak import Espeak
from desktop_assistant.engine.synthesizer.port import Synthesizer, Voice, VoiceFailed
from desktop_assistant.engine.synthesizer.program import Flite, Say


class Voicebox:
    """Backends in order of quality. Acquires the backends' processes; released by `aclose`."""

    def __init__(self, backends: Sequence[Synthesizer] | None = None) -> None:
        self._backends = tuple(backends if backends is not None else (Say(), Flite(), Espeak()))
        self._found: asyncio.Future[list[Voice]] | None = None
        self.preferred = ""
        """Voice id of the settings; used when a session names none of ours."""

    async def voices(self) -> list[Voice]:
        """Best first. Looked up once."""
        if self._found is None:
            self._found = asyncio.ensure_future(self._look())
        return await asyncio.shield(self._found)

    async def choose(self, wanted: str) -> str:
        """The voice to use for a session that asks for `wanted` (which may be a cloud voice's name). VoiceFailed if none."""
        known = [voice.id for voice in await self.voices()]
        for candidate in (wanted, self.preferred):
            if candidate in known:
                return candidate
        if not known:
            raise VoiceFailed("There is no voice on this machine; answers come as text only.")
        return known[0]

    async def speak(self, text: str, voice: str, speed: float) -> AsyncGenerator[Samples, None]:
        """One sentence in a voice of `choose`; a backend that fails before its first sound is replaced by the next one."""
        own = voice.partition(":")[0]
        ordered = sorted(self._backends, key=lambda backend: backend.prefix != own)
        failure = VoiceFailed("There is no voice on this machine; answers come as text only.")
        for backend in ordered:
            name = voice.partition(":")[2] if backend.prefix == own else await self._first_of(backend)
            if not name:
                continue
            sounded = False
            try:
                async with contextlib.aclosing(backend.speak(text, name, speed)) as sound:
                    async for samples in sound:
                        sounded = True
                        yield samples
                return
            except VoiceFailed as error:
                failure = error
                if sounded:
                    break
        raise failure

    async def aclose(self) -> None:
        """End every backend."""
        if self._found is not None:
            self._found.cancel()
        for backend in self._backends:
            await backend.aclose()

    async def _look(self) -> list[Voice]:
        listed = await asyncio.gather(*(backend.voices() for backend in self._backends))
        return [voice for voices in listed for voice in voices]

    async def _first_of(self, backend: Synthesizer) -> str:
        own = [voice.id for voice in await self.voices() if voice.id.startswith(f"{backend.prefix}:")]
        return own[0].partition(":")[2] if own else ""
