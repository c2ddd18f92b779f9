"""Answers by any OpenAI-compatible chat-completions server on this machine: Ollama, LM Studio, llama.cpp and the like.

Skills that are certain answer first. The answer streams: each sentence goes to the voice while the next is being written.
Closing the iterator closes the connection, which is how these servers learn that they may stop.
"""

import contextlib
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop_assistant.core.exact.speech import Speech
from desktop_assistant.engine.fields import JsonObject
from desktop_assistant.engine.responder import tools
from desktop_assistant.engine.responder.ahead import Ahead
from desktop_assistant.engine.responder.port import Ask, Message, Piece, Sentence, ToolRequest, Trouble
from desktop_assistant.engine.responder.sentences import SentenceCutter
from desktop_assistant.engine.responder.showing import may_show
from desktop_assistant.engine.responder.skills import NOT_CAUGHT, Skills

if TYPE_CHECKING:
    import httpx

log = logging.getLogger(__name__)
_CONNECT_S = 3.0
_SILENT_S = 120.0
"""A model that is being loaded from disk may take this long to its first word."""
_MOST_MESSAGES = 40
_LONGEST_LINE = 1_000_000
UNREACHABLE = "The chat server on this computer doesn't answer, so I can only use my own skills."
FAILED = "The chat server on this computer could not answer."


class ChatFailed(Exception):
    """The server cannot be reached, refuses, or talks nonsense. The text is fit for a person."""


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

    Acquires: one connection per answer, closed with the answer.
    """

    def __init__(self, skills: Skills, url: str, model: str) -> None:
        self._skills = skills
        self._url = url.rstrip("/")
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
        if not is_tool_answer:
            if not ask.text.strip() and not ask.had_voice:
                return
            pieces = [Sentence(text=NOT_CAUGHT)] if not ask.text.strip() else self._own(ask)
            if pieces is not None:
                for piece in pieces:
                    yield piece
                if may_show(ask) and (card := self._skills.shown(ask.text, pieces)) is not None:
                    yield card
                return
        try:
            async with contextlib.aclosing(given) as stream:
                async for piece in stream:
                    yield piece
        except ChatFailed as error:
            yield Trouble(code="chat_server_unreachable", message=str(error))
            output = tools.spoken_output(ask)
            if output != "":
                yield Sentence(text=output if output is not None else str(error))

    def _own(self, ask: Ask) -> "list[Piece] | None":
        """Our skills, unless the client forces a tool."""
        forced = ask.tool_choice == "required" or ask.tool_choice.startswith("=")
        return None if forced else self._skills.understand(ask.text)

    async def _stream(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        reply = _Reply()
        async with contextlib.aclosing(self._deltas(ask)) as deltas:
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

    async def _deltas(self, ask: Ask) -> AsyncGenerator[JsonObject, None]:
        # Imported here because httpx takes 0.3 s to load, and most engines run without a chat server.
        import httpx

        timeout = httpx.Timeout(_SILENT_S, connect=_CONNECT_S)
        try:
            async with httpx.AsyncClient(timeout=timeout, trust_env=False) as client:
                body = self._body(ask, self._model or await _first_model(client, self._url))
                for attempt in (body, _without_tools(body)):
                    async with client.stream("POST", f"{self._url}/chat/completions", json=attempt) as response:
                        if response.status_code == httpx.codes.BAD_REQUEST and "tools" in attempt and _may_do_without(ask):
                            continue  # a model that knows no tools refuses the whole question
                        if response.status_code != httpx.codes.OK:
                            log.warning("chat server refused", extra={"status": response.status_code})
                            raise ChatFailed(FAILED)
                        async for delta in _read_events(response.aiter_lines()):
                            yield delta
                        return
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise ChatFailed(UNREACHABLE) from error
        except httpx.HTTPError as error:
            raise ChatFailed(FAILED) from error

    def _body(self, ask: Ask, model: str) -> JsonObject:
        messages: list[JsonObject] = [{"role": "system", "content": ask.instructions}] if ask.instructions else []
        messages += [_wire_message(message) for message in ask.history[-_MOST_MESSAGES:] if message.text or message.call_id]
        body: JsonObject = {"model": model, "messages": messages, "stream": True}
        if ask.tools and ask.tool_choice != "none":
            body["tools"] = [{"type": "function", "function": _function(tool)} for tool in ask.tools]
            body["tool_choice"] = ask.tool_choice
            if ask.tool_choice.startswith("="):
                body["tool_choice"] = {"type": "function", "function": {"name": ask.tool_choice[1:]}}
        return body


def _without_tools(body: JsonObject) -> JsonObject:
    return {name: value for name, value in body.items() if name not in ("tools", "tool_choice")}


def _may_do_without(ask: Ask) -> bool:
    """Unless somebody insists on a tool."""
    return ask.tool_choice == "auto"


async def _first_model(client: "httpx.AsyncClient", url: str) -> str:
    answer = await client.get(f"{url}/models")
    try:
        return str(answer.json()["data"][0]["id"])
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise ChatFailed("The chat server on this computer has no model.") from error


async def _read_events(lines: AsyncIterator[str]) -> AsyncGenerator[JsonObject, None]:
    """The `delta` objects of a server-sent event stream."""
    async for line in lines:
        if len(line) > _LONGEST_LINE:
            raise ChatFailed(FAILED)
        data = line.removeprefix("data:").strip()
        if not line.startswith("data:") or not data:
            continue
        if data == "[DONE]":
            return
        try:
            event: Any = json.loads(data)
            if event.get("error"):
                raise ChatFailed(FAILED)
            choices = event.get("choices") or [{}]
            yield choices[0].get("delta") or {}
        except (ValueError, AttributeError, TypeError, KeyError) as error:
            raise ChatFailed(FAILED) from error


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


def _wire_message(message: Message) -> JsonObject:
    if message.role == "tool":
        return {"role": "tool", "tool_call_id": message.call_id, "content": message.text}
    if message.name:
        function = {"name": message.name, "arguments": message.arguments}
        return {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": message.call_id, "type": "function", "function": function}],
        }
    return {"role": message.role, "content": message.text}


def _function(tool: JsonObject) -> JsonObject:
    """Chat completions nest what the realtime dialect keeps flat."""
    return {key: tool[key] for key in ("name", "description", "parameters") if tool.get(key) is not None}
