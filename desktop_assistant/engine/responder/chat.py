"""Answers by a text model: a chat server on this machine (Ollama, LM Studio, llama.cpp and the like), or the model of a chain.

Skills that are certain answer first. The answer streams: each sentence goes to the voice while the next is being written.
Closing the iterator closes the connection, which is how these servers learn that they may stop.
"""

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from desktop_assistant.core.exact.speech import Speech
from desktop_assistant.engine.responder import tools
from desktop_assistant.engine.responder.ahead import Ahead
from desktop_assistant.engine.responder.chat_server import FAILED, ChatFailed, TextModel
from desktop_assistant.engine.responder.port import Ask, Piece, Sentence, ToolRequest, Trouble
from desktop_assistant.engine.responder.sentences import SentenceCutter
from desktop_assistant.engine.responder.showing import may_show
from desktop_assistant.engine.responder.skills import NOT_CAUGHT, Skills


@dataclass(slots=True)
class _Call:
    """A function call that arrives in pieces."""

    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(slots=True)
class _Reply:
    """What one stream has brought so far."""

    cutter: SentenceCutter = field(default_factory=SentenceCutter)
    speech: Speech = field(default_factory=Speech)
    calls: dict[int, _Call] = field(default_factory=dict)
    spoke: bool = False


class ChatResponder:
    """Skills first, then the server; while it is not sure that the question is over, the server thinks ahead.

    Acquires: the model's stream, closed with the answer.
    """

    def __init__(self, skills: Skills | None, model: TextModel) -> None:
        """skills: None = the model answers everything."""
        self._skills = skills
        self._model = model

    async def answer(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        """See Responder."""
        if ask.settled is None or not ask.text.strip():
            answer = self._answer(ask, self._stream(ask))
        else:  # the server may think while the person may still go on
            ahead = Ahead(self._stream(ask))
            answer = self._answer(ask, ahead.pieces(), ahead)
        async with contextlib.aclosing(answer):
            async for piece in answer:
                yield piece

    async def _answer(
        self, ask: Ask, stream: AsyncGenerator[Piece, None], ahead: Ahead[Piece] | None = None
    ) -> AsyncGenerator[Piece, None]:
        try:
            async for piece in self._settled_answer(ask, stream):
                yield piece
        finally:
            await stream.aclose()
            if ahead is not None:
                await ahead.aclose()

    async def _settled_answer(self, ask: Ask, given: AsyncGenerator[Piece, None]) -> AsyncGenerator[Piece, None]:
        await ask.wait_until_settled()
        is_tool_answer = bool(ask.history) and ask.history[-1].role == "tool"
        if not is_tool_answer and not ask.shows_picture:
            if not ask.text.strip() and not ask.had_voice:
                return
            pieces = [Sentence(text=NOT_CAUGHT)] if not ask.text.strip() else self._own(ask)
            if pieces is not None:
                for piece in pieces:
                    yield piece
                if self._skills is not None and may_show(ask) and (card := self._skills.shown(ask.text, pieces)) is not None:
                    yield card
                return
        try:
            async with contextlib.aclosing(given) as stream:
                async for piece in stream:
                    yield piece
        except ChatFailed as error:
            yield Trouble(code=error.code, message=str(error))
            output = tools.spoken_output(ask)
            if output != "" and (output is not None or self._skills is not None):
                yield Sentence(text=output if output is not None else str(error))

    def _own(self, ask: Ask) -> "list[Piece] | None":
        """Our skills, unless the client forces a tool."""
        forced = ask.tool_choice == "required" or ask.tool_choice.startswith("=")
        return None if forced or self._skills is None else self._skills.understand(ask.text)

    async def _stream(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        reply = _Reply()
        async with contextlib.aclosing(self._model.deltas(ask)) as deltas:
            async for delta in deltas:
                _collect(delta.get("tool_calls"), reply.calls)
                for sentence in reply.cutter.push(delta.get("content") or ""):
                    reply.spoke = True
                    yield _sentence(sentence, reply.speech)
        if rest := reply.cutter.rest():
            reply.spoke = True
            yield _sentence(rest, reply.speech)
        for call in reply.calls.values():
            yield ToolRequest(name=call.name, arguments=call.arguments or "{}", call_id=call.id)
        if not reply.spoke and not reply.calls:
            raise ChatFailed(FAILED)


def _collect(deltas: Any, calls: dict[int, _Call]) -> None:
    """Pieces of function calls, told apart by index."""
    for at, delta in enumerate(deltas or ()):
        call = calls.setdefault(delta.get("index", at), _Call())
        function = delta.get("function") or {}
        call.id = call.id or delta.get("id") or ""
        call.name += function.get("name") or ""
        call.arguments += function.get("arguments") or ""


def _sentence(text: str, speech: Speech) -> Sentence:
    return Sentence(text=text, speech=speech.say(text) or " ")
