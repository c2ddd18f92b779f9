"""Says a sentence with one HTTP call, and passes its sound on as it comes."""

import contextlib
import struct
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, replace

from desktop_assistant.core.audio import Samples
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.engine.chain.bill import Bill
from desktop_assistant.engine.chain.services import ServiceFailed, Services
from desktop_assistant.engine.sound import Resampler, from_pcm16
from desktop_assistant.engine.synthesizer.port import OUTPUT_RATE, Voice, VoiceFailed

_SIGN, _CHUNK_HEAD, _FORMAT = 12, 8, 16
"""Bytes of a WAV file: its first words, the name and length of a chunk, and what is read of the format."""
_LOWEST_RATE, _HIGHEST_RATE = 4_000, 192_000
LONGEST_INPUT = 4096
_SPEED_RANGE = (0.25, 4.0)


class HttpVoice:
    """The one voice that the settings name; see `Synthesizer`."""

    prefix = "service"

    def __init__(self, services: Services, bill: Bill) -> None:
        self._services = services
        self._bill = bill

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
                contextlib.aclosing(samples_of(response.aiter_bytes())) as sound,
            ):
                async for samples in sound:
                    self._bill.spoke(len(samples) / OUTPUT_RATE, stage.paid)
                    yield samples
        except ServiceFailed as error:
            raise VoiceFailed(str(error), code=error.code) from None

    async def aclose(self) -> None:
        """Nothing stays open between sentences; the client is the services'."""


async def samples_of(blocks: AsyncIterator[bytes]) -> AsyncGenerator[Samples, None]:
    """24 kHz PCM16, or a WAV file of any rate, which some servers send whatever they are asked for. A block may end in the middle
    of a sample, or of the file's head. Raises ServiceFailed for a file of another kind of samples."""
    line, form, resampler = b"", None, Resampler(OUTPUT_RATE, OUTPUT_RATE)
    async for block in blocks:
        line += block
        if form is None:
            form = _form_of(line)
            if form is None:
                continue
            line, resampler = line[form.begins :], Resampler(form.rate, OUTPUT_RATE)
        whole = len(line) // (2 * form.channels) * 2 * form.channels
        if whole:
            sound = from_pcm16(line[:whole])
            yield resampler.push(sound.reshape(-1, form.channels).mean(axis=1) if form.channels > 1 else sound)
            line = line[whole:]


@dataclass(frozen=True, slots=True)
class _Form:
    """Of the samples, and where they begin."""

    rate: int = OUTPUT_RATE
    channels: int = 1
    begins: int = 0


def _form_of(head: bytes) -> _Form | None:
    """None until there is enough to tell."""
    if len(head) < _SIGN:
        return None
    if head[:4] != b"RIFF":
        return _Form()
    at, form = _SIGN, _Form()
    while at + _CHUNK_HEAD <= len(head):
        name, size = head[at : at + 4], int.from_bytes(head[at + 4 : at + 8], "little")
        if name == b"data":
            return replace(form, begins=at + _CHUNK_HEAD)
        if name == b"fmt ":
            if at + _CHUNK_HEAD + _FORMAT > len(head):
                return None
            _, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", head, at + _CHUNK_HEAD)
            if bits != 16 or not channels or not _LOWEST_RATE <= rate <= _HIGHEST_RATE:
                message = "The speech service sends sound that is not 16-bit PCM."
                raise ServiceFailed(ProblemCode.PROVIDER_FAILED.value, message)
            form = _Form(rate=rate, channels=channels)
        at += _CHUNK_HEAD + size + size % 2
    return None
