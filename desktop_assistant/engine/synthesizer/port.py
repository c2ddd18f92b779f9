"""What the engine needs from any voice."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

from desktop_assistant.core.audio import Samples

OUTPUT_RATE = 24_000
"""Hz of everything that a backend yields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice to choose. `id` is `<backend>:<its own name>`, e.g. `flite:rms`, `espeak:gmw/en`."""

    id: str
    name: str
    note: str = ""


class VoiceFailed(Exception):
    """The backend could not speak; the text of the error is fit for a person, `code` for the client."""

    def __init__(self, message: str, code: str = "voice_missing") -> None:
        super().__init__(message)
        self.code = code


class Synthesizer(Protocol):
    """One backend."""

    @property
    def prefix(self) -> str:
        """What its voices' ids begin with, without the colon."""
        ...

    async def voices(self) -> list[Voice]:
        """Best first; empty when the backend is not on this machine."""
        ...

    def speak(self, text: str, voice: str, speed: float) -> AsyncGenerator[Samples, None]:
        """One sentence as 24 kHz samples. Closing the iterator stops the work. Raises VoiceFailed."""
        ...

    async def aclose(self) -> None:
        """End its processes."""
        ...
