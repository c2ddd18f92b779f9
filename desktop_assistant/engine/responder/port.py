"""What a conversation asks of a responder, and the pieces that come back."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from desktop_assistant.core.exact.speech import speakable
from desktop_assistant.engine.fields import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One earlier entry of the conversation, in order."""

    role: str
    """user, assistant, system, or tool."""
    text: str = ""
    call_id: str = ""
    """Of a call made by the assistant, or of the tool's answer."""
    name: str = ""
    arguments: str = ""
    images: tuple[str, ...] = ()
    """Addresses of pictures that the user showed, as a rule with the picture in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Everything there is to know about one question."""

    history: tuple[Message, ...] = ()
    """Oldest first; the question is the last user message, unless a tool's answer follows it."""
    instructions: str = ""
    tools: tuple[JsonObject, ...] = ()
    tool_choice: str = "auto"
    """auto, none, required, or the name of a function after `=`: `=get_weather`."""
    had_voice: bool = True
    """The last user message was typed, or spoken with enough voice to be words."""
    settled: Callable[[], Awaitable[None]] | None = None
    """The person may still go on: until this returns nothing may be done that cannot be taken back, and nothing said."""

    async def wait_until_settled(self) -> None:
        """At once, if the question is sure."""
        if self.settled is not None:
            await self.settled()

    @property
    def text(self) -> str:
        """The last user message."""
        return next((m.text for m in reversed(self.history) if m.role == "user"), "")

    @property
    def shows_picture(self) -> bool:
        """The last user message is a picture, without a word to it."""
        last = next((m for m in reversed(self.history) if m.role == "user"), None)
        return last is not None and bool(last.images) and not last.text.strip()

    @property
    def unanswered(self) -> str:
        """All user messages since the last answer, joined: a question spoken with a long pause in it."""
        parts: list[str] = []
        for message in reversed(self.history):
            if message.role != "user":
                break
            parts.insert(0, message.text.rstrip("?"))
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: as it is read, and as it is said where that differs."""

    text: str
    speech: str = ""

    @property
    def said(self) -> str:
        """What the voice gets."""
        return self.speech or speakable(self.text)

    def and_also(self, text: str) -> "Sentence":
        """Followed by another one."""
        return Sentence(text=f"{self.text} {text}", speech=f"{self.speech} {text}" if self.speech else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolRequest:
    """Call one of the client's functions. `arguments` is JSON text."""

    name: str
    arguments: str
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class Bell:
    """A soft bell before the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """A wish about the voice, kept for the rest of the conversation: factors on what was before, 0 = back to normal."""

    speed: float = 1.0
    gain: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something to tell the client as an error event beside the answer."""

    code: str
    message: str = field(default="")


Piece = Sentence | ToolRequest | Bell | Manner | Trouble


class Responder(Protocol):
    """Answers one question at a time; closing the iterator stops the work."""

    def answer(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        """Pieces in the order in which they are to be said; none = silence is the answer."""
        ...
