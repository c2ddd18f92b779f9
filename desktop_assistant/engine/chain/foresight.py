"""The voice of the next sentence is asked for while the one before it is still being said: a short one would end in a silence."""

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from desktop_assistant.core.audio import Samples
from desktop_assistant.engine.chain.voice import HttpVoice
from desktop_assistant.engine.responder.ahead import Ahead
from desktop_assistant.engine.responder.port import Ask, Piece, Responder, Sentence
from desktop_assistant.engine.responder.sentences import breaths
from desktop_assistant.engine.synthesizer.port import Voice

SENTENCES_AHEAD = 2


@dataclass(frozen=True, slots=True)
class _Prepared:
    text: str
    sound: Ahead[Samples]


class ForesightedVoice:
    """One conversation's voice; see `Synthesizer`. Acquires a call per prepared sentence, released when it is said or dropped.

    What is prepared is asked for at the pace of the last sentence; if that changes, it is asked for again.
    """

    prefix = HttpVoice.prefix

    def __init__(self, voice: HttpVoice) -> None:
        self._voice = voice
        self._waiting: list[str] = []
        self._prepared: list[_Prepared] = []
        self._speed = 1.0

    async def voices(self) -> list[Voice]:
        """See Synthesizer."""
        return await self._voice.voices()

    def prepare(self, text: str) -> None:
        """This sentence comes after those before; it is asked for when no more than `SENTENCES_AHEAD` wait to be said."""
        self._waiting.append(text)
        self._fill()

    async def speak(self, text: str, voice: str, speed: float) -> AsyncGenerator[Samples, None]:
        """See Synthesizer."""
        await self._keep_pace(speed)
        ready = await self._take(text)
        if ready is None:
            async with contextlib.aclosing(self._voice.speak(text, voice, speed)) as sound:
                async for samples in sound:
                    yield samples
            return
        try:
            async for samples in ready.pieces():
                yield samples
        finally:
            await ready.aclose()

    async def drop(self) -> None:
        """Nobody wants the rest."""
        self._waiting.clear()
        prepared, self._prepared = self._prepared, []
        for one in prepared:
            await one.sound.aclose()

    async def aclose(self) -> None:
        """See Synthesizer."""
        await self.drop()

    async def _keep_pace(self, speed: float) -> None:
        if speed == self._speed:
            return
        self._speed = speed
        stale, self._prepared = self._prepared, []
        self._waiting = [one.text for one in stale] + self._waiting
        self._fill()
        for one in stale:
            await one.sound.aclose()

    async def _take(self, text: str) -> Ahead[Samples] | None:
        """What was prepared for it; whatever stands before that was not wanted."""
        if text not in [one.text for one in self._prepared]:
            return None
        while (one := self._prepared.pop(0)).text != text:
            await one.sound.aclose()
        self._fill()
        return one.sound

    def _fill(self) -> None:
        while self._waiting and len(self._prepared) < SENTENCES_AHEAD:
            text = self._waiting.pop(0)
            self._prepared.append(_Prepared(text, Ahead(self._voice.speak(text, "", self._speed))))


class ForesightedResponder:
    """Reads its model ahead of the voice, and has its sentences prepared."""

    def __init__(self, inner: Responder, voice: ForesightedVoice) -> None:
        self._inner = inner
        self._voice = voice

    async def answer(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        """See Responder."""
        ahead = Ahead(self._read(ask))
        try:
            async for piece in ahead.pieces():
                yield piece
        finally:
            await ahead.aclose()
            await self._voice.drop()

    async def _read(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        is_first = True
        async with contextlib.aclosing(self._inner.answer(ask)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Sentence):
                    if not is_first or breaths(piece.said) == [piece.said]:  # a long first one is said in two breaths
                        self._voice.prepare(piece.said)
                    is_first = False
                yield piece
