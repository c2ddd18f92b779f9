"""Writes a turn down with one HTTP call when it is over: each pause on suspicion would be paid for again."""

import io
import json
import wave
from collections.abc import Awaitable, Callable
from typing import Any

from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import Usage
from desktop_assistant.engine.chain.bill import tokens_of
from desktop_assistant.engine.chain.services import ServiceFailed, Services
from desktop_assistant.engine.recognizer.port import Heard

_RATE = 16_000
_LONGEST_S = 86_400.0
_LIST_OF_LANGUAGES = ("gpt-transcribe",)
"""Models that take `languages`; the others take `language`."""


class HttpEar:
    """One client's; see `TurnEar`."""

    has_failed = False

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sound = bytearray()
        self.on_partial: Callable[[str], None] = lambda text: None
        self.on_guess: Callable[[Heard], None] = lambda heard: None

    def begin(self) -> None:
        """See TurnEar."""
        self._sound = bytearray()

    def feed(self, pcm: bytes) -> None:
        """See TurnEar."""
        self._sound += pcm

    def pause(self) -> None:
        """See TurnEar."""

    def resume(self) -> None:
        """See TurnEar."""

    def finish(self) -> Awaitable[Heard]:
        """See TurnEar. Raises ServiceFailed. The sound is as of now, whenever this is awaited: the turn may go on."""
        return self._write_down(bytes(self._sound))

    def drop(self) -> None:
        """See TurnEar."""
        self._sound = bytearray()

    def close(self) -> None:
        """See TurnEar."""

    async def _write_down(self, pcm: bytes) -> Heard:
        chain = self._services.chain
        stage, data = chain.transcription, {"model": chain.transcription.model, "response_format": "json"}
        if chain.language:
            data["languages[]" if stage.model.startswith(_LIST_OF_LANGUAGES) else "language"] = chain.language
        files = {"file": ("turn.wav", _wav(pcm), "audio/wav")}
        async with self._services.post(stage, "/audio/transcriptions", data=data, files=files) as response:
            body = await response.aread()
        try:
            told = json.loads(body)
            return Heard(text=str(told["text"]).strip(), is_written=True, usage=_usage(told.get("usage"), pcm))
        except (ValueError, KeyError, TypeError):
            message = "The transcription service answered with something else than words."
            raise ServiceFailed(ProblemCode.PROVIDER_FAILED.value, message) from None


def _usage(told: Any, pcm: bytes) -> Usage:
    """The seconds that were sent, unless the service counts tokens, or seconds of its own."""
    seconds = told.get("seconds") if isinstance(told, dict) else None
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 < seconds < _LONGEST_S
    return tokens_of(told) or Usage(seconds=float(seconds) if is_number else len(pcm) / 2 / _RATE)  # type: ignore[arg-type]


def _wav(pcm: bytes) -> bytes:
    """16 kHz mono PCM16 as a file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(pcm)
    return out.getvalue()
