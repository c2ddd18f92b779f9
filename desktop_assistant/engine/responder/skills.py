"""The built-in answers, in a fixed order: the first skill that understands the words answers."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime

from desktop_assistant.engine.responder import clock
from desktop_assistant.engine.responder.port import Ask, Piece, Sentence
from desktop_assistant.engine.responder.text import plain, without_courtesy

CANNOT = "I can't answer that offline: add an API key in settings, or choose a chat server that runs on this computer."


class SkillResponder:
    """Answers from the skills alone."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    async def answer(self, ask: Ask) -> AsyncIterator[Piece]:
        """See Responder."""
        text = without_courtesy(plain(ask.text))
        yield clock.answer(text, self._now()) or Sentence(text=CANNOT)
