"""The text model of a chain, streaming: over OpenAI's Responses, or over chat completions."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from http import HTTPStatus
from typing import Any

from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.engine.chain.bill import Bill, Reading
from desktop_assistant.engine.chain.services import ServiceFailed, Services
from desktop_assistant.engine.fields import JsonObject
from desktop_assistant.engine.responder.chat_server import MOST_MESSAGES, ChatFailed, chat_body, chat_delta, read_deltas
from desktop_assistant.engine.responder.port import Ask, Message
from desktop_assistant.protocol.refusals import code_of

_DISLIKED = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
"""How servers refuse what they do not know in a question."""


class ChainedModel:
    """See `TextModel`: the deltas of one answer. What they take goes to the bill."""

    def __init__(self, services: Services, bill: Bill) -> None:
        self._services = services
        self._bill = bill
        self._may_ask_usage = True

    async def deltas(self, ask: Ask) -> AsyncGenerator[JsonObject, None]:
        """Pieces in the shape of chat completions. Raises ChatFailed, and ServiceFailed if nobody was there from the start."""
        reading = Reading(ask)
        try:
            async with aclosing(self._asked(ask, reading)) as deltas:
                async for delta in deltas:
                    yield delta
        except ServiceFailed as error:
            if error.is_away and not reading.has_begun:
                raise
            raise ChatFailed(str(error), code=error.code) from None
        finally:  # also of an answer that was broken off
            if reading.is_accepted:
                self._bill.wrote(reading.usage)

    async def _asked(self, ask: Ask, reading: Reading) -> AsyncGenerator[JsonObject, None]:
        """Chat servers tell what an answer took only if asked, and some refuse the whole question for that."""
        stage = self._services.chain.text
        if stage.api != "chat":
            bodies = [_body(ask, stage.model)]
        else:
            plain = chat_body(ask, stage.model)
            bodies = [{**plain, "stream_options": {"include_usage": True}}, plain] if self._may_ask_usage else [plain]
        for body in bodies:
            try:
                async with aclosing(self._stream(body, reading)) as deltas:
                    async for delta in deltas:
                        yield delta
            except ServiceFailed as error:
                if body is bodies[-1] or error.status not in _DISLIKED:
                    raise
            else:
                self._may_ask_usage = "stream_options" in body
                return

    async def _stream(self, body: JsonObject, reading: Reading) -> AsyncGenerator[JsonObject, None]:
        stage = self._services.chain.text
        path, read = ("/chat/completions", chat_delta) if stage.api == "chat" else ("/responses", _delta)

        def heard(event: JsonObject) -> JsonObject:
            reading.event(event)
            delta = read(event)
            reading.delta(delta)
            return delta

        async with self._services.post(stage, path, json=body) as response:
            reading.is_accepted = True
            async with aclosing(read_deltas(response.aiter_lines(), heard)) as deltas:
                async for delta in deltas:
                    yield delta


def _body(ask: Ask, model: str) -> JsonObject:
    body: JsonObject = {"model": model, "stream": True, "store": False}
    told = [message for message in ask.history[-MOST_MESSAGES:] if message.text or message.call_id or message.images]
    body["input"] = [_item(message) for message in told]
    if ask.instructions:
        body["instructions"] = ask.instructions
    if ask.tools and ask.tool_choice != "none":
        body["tools"] = [{**tool, "strict": False} for tool in ask.tools]
        forced = ask.tool_choice.startswith("=")
        body["tool_choice"] = {"type": "function", "name": ask.tool_choice[1:]} if forced else ask.tool_choice
    return body


def _item(message: Message) -> JsonObject:
    if message.role == "tool":
        return {"type": "function_call_output", "call_id": message.call_id, "output": message.text}
    if message.name:
        return {"type": "function_call", "call_id": message.call_id, "name": message.name, "arguments": message.arguments}
    kind = "output_text" if message.role == "assistant" else "input_text"
    role = "developer" if message.role == "system" else message.role
    shown = [{"type": "input_image", "image_url": address, "detail": "auto"} for address in message.images]
    words = [{"type": kind, "text": message.text}] if message.text or not shown else []
    return {"type": "message", "role": role, "content": [*shown, *words]}


def _delta(event: JsonObject) -> JsonObject:
    """One event of the stream; those that bring nothing to say give nothing."""
    match event.get("type"):
        case "response.output_text.delta" | "response.refusal.delta":
            return {"content": event["delta"]}
        case "response.output_item.done" if event["item"].get("type") == "function_call":
            item = event["item"]
            function = {"name": item["name"], "arguments": item["arguments"]}
            return {"tool_calls": [{"index": event["output_index"], "id": item["call_id"], "function": function}]}
        case "response.failed":
            raise _failed(event["response"].get("error") or {})
        case "error":
            raise _failed(event.get("error") or event)
        case "response.incomplete":
            details: Any = event["response"].get("incomplete_details") or {}
            if details.get("reason") == "content_filter":
                raise ChatFailed("The provider's filter stopped the answer.", code=ProblemCode.CONTENT_FILTERED.value)
    return {}


def _failed(error: JsonObject) -> ChatFailed:
    message = str(error.get("message") or "The model could not answer.")
    code = code_of(f"{error.get('code')} {message}") or ProblemCode.PROVIDER_FAILED
    return ChatFailed(message[:200], code=code.value)
