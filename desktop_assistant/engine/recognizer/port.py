"""What the engine needs from any recogniser. Methods block and are called from one thread only."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The words of one stretch of speech, lower case, no punctuation; empty = nothing recognised."""

    text: str = ""
    is_command: bool = False
    """The command grammar and the language model agreed on it."""


class Recognizer(Protocol):
    """One utterance at a time: begin, feed while the user speaks, finish."""

    def begin(self) -> None:
        """Start an utterance; an unfinished one is forgotten."""
        ...

    def feed(self, pcm: bytes) -> None:
        """16 kHz mono PCM16."""
        ...

    def partial(self) -> str:
        """The words so far; later ones may still change."""
        ...

    def finish(self) -> Heard:
        """The final words."""
        ...

    def close(self) -> None:
        """Let its resources go."""
        ...
