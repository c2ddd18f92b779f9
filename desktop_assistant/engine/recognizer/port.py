"""What the engine needs from any recogniser."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from desktop_assistant.core.server_events import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The words of one stretch of speech, lower case, no punctuation; empty = nothing recognised."""

    text: str = ""
    is_command: bool = False
    """The command grammar and the language model agreed on it."""
    alternatives: tuple[str, ...] = ()
    """What else it may have been, where the recogniser was not sure."""
    is_doubtful: bool = False
    """So short, and no command, that it is as likely something else, or no words at all."""
    is_speech: bool = False
    """However doubtful the words are: some were said, it was no hum."""
    is_written: bool = False
    """Capitals and punctuation are there already."""
    usage: Usage | None = None
    """What a service took for it."""


class Recognizer(Protocol):
    """One utterance at a time: begin, feed while the user speaks, finish. Methods block and are called from one thread only."""

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


class TurnEar(Protocol):
    """A recogniser as one client's turns need it. Methods are called on the event loop and return at once."""

    on_partial: Callable[[str], None]
    """Called with the words so far."""
    on_guess: Callable[[Heard], None]
    """Called with the final words, should the turn end with the silence of the last `pause`."""

    @property
    def has_failed(self) -> bool:
        """It cannot be used again."""
        ...

    def begin(self) -> None:
        """A new turn; whatever was under way is dropped."""
        ...

    def feed(self, pcm: bytes) -> None:
        """16 kHz mono PCM16."""
        ...

    def pause(self) -> None:
        """A short silence."""
        ...

    def resume(self) -> None:
        """The user goes on, also after `finish` if no other turn has begun."""
        ...

    def finish(self) -> Awaitable[Heard]:
        """The words of the turn; a next turn may begin before they are there."""
        ...

    def drop(self) -> None:
        """Forget the turn."""
        ...

    def close(self) -> None:
        """Let its resources go."""
        ...
