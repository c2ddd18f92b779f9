"""Chat completions, as every text model on this machine speaks them: what is asked, and the stream of what comes back."""

import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import TYPE_CHECKING, Protocol

from desktop_assistant.core.pane_tools import SHOW_INSTRUCTIONS
from desktop_assistant.engine.fields import JsonObject
from desktop_assistant.engine.responder.port import Ask, Message

if TYPE_CHECKING:
    import httpx

log = logging.getLogger(__name__)
_CONNECT_S = 3.0
_SILENT_S = 120.0
"""A model that is being loaded from disk may take this long to its first word."""
MOST_MESSAGES = 40
_LONGEST_LINE = 1_000_000
UNREACHABLE = "The chat server on this computer doesn't answer, so I can only use my own skills."
FAILED = "The chat server on this computer could not answer."


class ChatFailed(Exception):
    """The server cannot be reached, refuses, or talks nonsense. The text is fit for a person, `code` for the client."""

    def __init__(self, message: str, code: str = "chat_server_unreachable") -> None:
        super().__init__(message)
        self.code = code


class TextModel(Protocol):
    """Whatever writes the answer."""

    def deltas(self, ask: Ask) -> AsyncGenerator[JsonObject, None]:
        """Pieces in the shape of chat completions: `content`, `tool_calls`. Closing it ends the work. Raises ChatFailed."""
        ...


class ChatServer:
    """A server on this machine. Acquires: one connection per answer, closed with the answer."""

    def __init__(self, url: str, model: str) -> None:
        self._url = url.rstrip("/")
        self._model = model

    async def deltas(self, ask: Ask) -> AsyncGenerator[JsonObject, None]:
        """See TextModel."""
        # Imported here because httpx takes 0.3 s to load, and most engines run without a chat server.
        import httpx

        timeout = httpx.Timeout(_SILENT_S, connect=_CONNECT_S)
        try:
            async with httpx.AsyncClient(timeout=timeout, trust_env=False) as client:
                body = chat_body(ask, self._model or await _first_model(client, self._url))
                for attempt in (body, _without_tools(body)):
                    async with client.stream("POST", f"{self._url}/chat/completions", json=attempt) as response:
                        if response.status_code == httpx.codes.BAD_REQUEST and "tools" in attempt and _may_do_without(ask):
                            continue  # a model that knows no tools refuses the whole question
                        if response.status_code != httpx.codes.OK:
                            log.warning("chat server refused", extra={"status": response.status_code})
                            raise ChatFailed(FAILED)
                        async for delta in read_deltas(response.aiter_lines(), chat_delta):
                            yield delta
                        return
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise ChatFailed(UNREACHABLE) from error
        except httpx.HTTPError as error:
            raise ChatFailed(FAILED) from error


def _without_tools(body: JsonObject) -> JsonObject:
    """The same question for a model that knows no tools, so it is not told of the screen either."""
    messages = [
        {**message, "content": message["content"].replace(SHOW_INSTRUCTIONS, "").strip()}
        if message["role"] == "system"
        else message
        for message in body["messages"]
    ]
    return {**{name: value for name, value in body.items() if name not in ("tools", "tool_choice")}, "messages": messages}


def _may_do_without(ask: Ask) -> bool:
    """Unless somebody insists on a tool."""
    return ask.tool_choice == "auto"


def chat_body(ask: Ask, model: str) -> JsonObject:
    """What is asked."""
    messages: list[JsonObject] = [{"role": "system", "content": ask.instructions}] if ask.instructions else []
    told = [message for message in ask.history[-MOST_MESSAGES:] if message.text or message.call_id or message.images]
    messages += [_wire_message(message) for message in told]
    body: JsonObject = {"model": model, "messages": messages, "stream": True}
    if ask.tools and ask.tool_choice != "none":
        body["tools"] = [{"type": "function", "function": _function(tool)} for tool in ask.tools]
        body["tool_choice"] = ask.tool_choice
        if ask.tool_choice.startswith("="):
            body["tool_choice"] = {"type": "function", "function": {"name": ask.tool_choice[1:]}}
    return body


def chat_delta(event: JsonObject) -> JsonObject:
    """The `delta` of one event."""
    if event.get("error"):
        raise ChatFailed(FAILED)
    choices = event.get("choices") or [{}]
    delta: JsonObject = choices[0].get("delta") or {}
    return delta


async def read_deltas(lines: AsyncIterator[str], read: Callable[[JsonObject], JsonObject]) -> AsyncGenerator[JsonObject, None]:
    """What `read` makes of the objects of a server-sent event stream, until its end or `[DONE]`; nonsense is a ChatFailed."""
    async for line in lines:
        if len(line) > _LONGEST_LINE:
            raise ChatFailed(FAILED)
        data = line.removeprefix("data:").strip()
        if not line.startswith("data:") or not data:
            continue
        if data == "[DONE]":
            return
        try:
            delta = read(json.loads(data))
        except (ValueError, AttributeError, TypeError, KeyError, IndexError) as error:
            raise ChatFailed(FAILED) from error
        yield delta


async def _first_model(client: "httpx.AsyncClient", url: str) -> str:
    answer = await client.get(f"{url}/models")
    try:
        return str(answer.json()["data"][0]["id"])
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise ChatFailed("The chat server on this computer has no model.") from error


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
    if message.images:
        shown: list[JsonObject] = [{"type": "image_url", "image_url": {"url": address}} for address in message.images]
        words = [{"type": "text", "text": message.text}] if message.text else []
        return {"role": message.role, "content": [*shown, *words]}
    return {"role": message.role, "content": message.text}


def _function(tool: JsonObject) -> JsonObject:
    """Chat completions nest what the realtime dialect keeps flat."""
    return {key: tool[key] for key in ("name", "description", "parameters") if tool.get(key) is not None}
