"""Says a sentence with one HTTP call, and passes its sound on as it comes."""

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator

from desktop_assistant.core.audio import Samples
from desktop_assistant.engine.chain.services import ServiceFailed, Services
from desktop_assistant.engine.sound import Resampler, from_pcm16
from desktop_assistant.engine.synthesizer.port import OUTPUT_RATE, Voice, VoiceFailed

_WAV_HEADER = 44
LONGEST_INPUT = 4096
_SPEED_RANGE = (0.25, 4.0)


class HttpVoice:
    """The one voice that the settings name; see `Synthesizer`."""

    prefix = "service"

    def __init__(self, services: Services) -> None:
        self._services = services

    async def voices(self) -> list[Voice]:
        """See Synthesizer."""
        name = self._services.chain.speech.voice or "default"
        return [Voice(id=f"{self.prefix}:{name}", name=name)]

    async def speak(self, text: str, voice: str, speed: float) -> AsyncGenerator[Samples, None]:
        """See Synthesizer. `voice` is whatever the settings say by now."""
        stage = self._services.chain.speech
        body = {"model": stage.model, "input": text[:LONGEST_INPUT], "response_format": "pcm"}
        if stage.voice:
            body["voice"] = stage.voice
        speed = min(max(speed, _SPEED_RANGE[0]), _SPEED_RANGE[1])
        asked = {**body, "speed": speed} if speed != 1.0 else body
        try:
            async with (
                self._services.post(stage, "/audio/speech", json=asked) as response,
                contextlib.aclosing(_samples(response.aiter_bytes())) as sound,
            ):
                async for samples in sound:
                    yield samples
        except ServiceFailed as error:
            raise VoiceFailed(str(error), code=error.code) from None

    async def aclose(self) -> None:
        """Nothing stays open between sentences; the client is the services'."""


async def _samples(blocks: AsyncIterator[bytes]) -> AsyncGenerator[Samples, None]:
    """24 kHz PCM16, or a WAV file of any rate, which some servers send whatever they are asked for. A block may end in the middle
    of a sample."""
    line, resampler = b"", None
    async for block in blocks:
        line += block
        if resampler is None:
            if len(line) < _WAV_HEADER:
                continue
            is_wav = line[:4] == b"RIFF"
            resampler = Resampler(int.from_bytes(line[24:28], "little") if is_wav else OUTPUT_RATE, OUTPUT_RATE)
            line = line[line.find(b"data") + 8 :] if is_wav else line
        whole = len(line) // 2 * 2
        if whole:
            yield resampler.push(from_pcm16(line[:whole]))
            line = line[whole:]
