"""The built-in answers, in a fixed order: the first skill that understands the words answers."""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_assistant.engine.responder import arithmetic, clock, manner, tools, units
from desktop_assistant.engine.responder.mishearing import corrected
from desktop_assistant.engine.responder.notes import Notebook, NoteSkill
from desktop_assistant.engine.responder.port import Ask, Piece, Sentence, ToolRequest
from desktop_assistant.engine.responder.showing import card_beside, may_show
from desktop_assistant.engine.responder.text import plain, without_courtesy
from desktop_assistant.engine.responder.timers import Timers, TimerSkill

CANNOT = "I can't answer that offline: add an API key in settings, or choose a chat server that runs on this computer."
NOT_CAUGHT = "I didn't catch that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What all conversations share: the clock, the timers, the notebook."""

    now: Callable[[], datetime]
    timers: Timers
    notebook: Notebook


class Skills:
    """One conversation's skills; they remember what they have just asked."""

    def __init__(self, shelf: Shelf, last_words: Callable[[], str]) -> None:
        self._shelf = shelf
        self._last_words = last_words
        self._timers = TimerSkill(shelf.timers, shelf.now)
        self._notes = NoteSkill(shelf.notebook)

    def understand(self, original: str) -> list[Piece] | None:
        """The answer, an empty list for silence, or None when no skill understands. A second look forgives the recogniser."""
        text = without_courtesy(plain(original))
        found = self._understand(text, original)
        if found is None and (second := corrected(text)) != text:
            found = self._understand(second, second)
        return found if found is not None else manner.answer(plain(original), self._last_words())

    def shown(self, original: str, pieces: Sequence[Piece]) -> ToolRequest | None:
        """A card to put beside this answer, or None."""
        text = without_courtesy(plain(original))
        return card_beside(pieces, text, self._shelf.notebook) or card_beside(pieces, corrected(text), self._shelf.notebook)

    def _understand(self, text: str, original: str) -> list[Piece] | None:
        if (note := self._notes.answer(text, original)) is not None:
            return [note]
        if (timer := self._timers.answer(text)) is not None:
            return [timer]
        if (about_us := manner.answer(text, self._last_words())) is not None:
            return about_us
        fact = arithmetic.answer(text) or units.answer(text, original) or clock.answer(text, self._shelf.now())
        return [fact] if fact is not None else None


class SkillResponder:
    """Answers from the skills alone, and honestly says what it cannot."""

    def __init__(self, skills: Skills) -> None:
        self._skills = skills

    async def answer(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        """See Responder."""
        await ask.wait_until_settled()
        if (request := tools.requested(ask)) is not None:
            yield request
            return
        if (output := tools.spoken_output(ask)) is not None:
            if output:
                yield Sentence(text=output)
            return
        if not ask.text.strip():
            if ask.had_voice:
                yield Sentence(text=NOT_CAUGHT)
            return
        pieces = self._skills.understand(ask.text)
        if pieces is None and ask.unanswered != ask.text:
            pieces = self._skills.understand(ask.unanswered)
        for piece in pieces if pieces is not None else [Sentence(text=CANNOT)]:
            yield piece
        if pieces and may_show(ask) and (card := self._skills.shown(ask.text, pieces)) is not None:
            yield card
