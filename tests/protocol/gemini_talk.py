"""Gemini Live as the tests of its codec talk to it: every message in either direction is checked by Google's typed models."""

import json
from typing import Any

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.commands import (
    ClientCommand,
    CreateItem,
    UpdateSession,
)
from desktop_assistant.core.items import Item, ItemKind, Role, TextPart, ToolCallPart
from desktop_assistant.core.server_events import (
    ResponseFinished,
    ResponseStatus,
    ServerEvent,
    SessionResumable,
)
from desktop_assistant.core.session_config import ManualTurns, ServerVad, SessionConfig
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.registry import codec_for
from tests.protocol.google import server_message, strict_client_message

URL = "wss://generativelanguage.googleapis.com"
SOUND = {"inlineData": {"mimeType": "audio/pcm;rate=24000", "data": "AAAA"}}
USER_TEXT = CreateItem(item=Item(id="u", role=Role.USER, parts=(TextPart(text="hi"),)))
MANUAL = SessionConfig(turn_detection=ManualTurns(), input_format=AudioFormat(rate=16_000))
AUTO = SessionConfig(turn_detection=ServerVad(silence_duration_ms=700), input_format=AudioFormat(rate=16_000))


def codec(key: str = "k", url: str = URL) -> Codec:
    return codec_for("gemini", url=url, key=key, model="gemini-3.8-live")


def ready(config: SessionConfig = MANUAL) -> Codec:
    it = codec()
    say(it, UpdateSession(config=config))
    it.decode('{"setupComplete":{}}')
    return it


def say(it: Codec, command: ClientCommand) -> list[dict[str, Any]]:
    """What goes out, and that Google's models know every field of it."""
    messages = [json.loads(m) for m in it.encode(command)]
    for message in messages:
        strict_client_message(message)
    return messages


def hear(it: Codec, **message: Any) -> list[ServerEvent]:
    server_message(message)
    return it.decode(json.dumps(message).encode())  # frames are binary


def content(it: Codec, **fields: Any) -> list[ServerEvent]:
    return hear(it, serverContent=fields)


def kinds(events: list[ServerEvent]) -> list[type]:
    return [type(event) for event in events]


def answered(response_id: str = "response_1", **fields: Any) -> ResponseFinished:
    return ResponseFinished(response_id=response_id, **{"status": ResponseStatus.COMPLETED, **fields})


CALL = {"functionCalls": [{"id": "fc", "name": "clock", "args": {"city": "Oslo"}}]}


def result_of(call_id: str) -> CreateItem:
    part = ToolCallPart(call_id=call_id, name="clock", output="noon")
    return CreateItem(item=Item(id="o", role=Role.USER, kind=ItemKind.TOOL_RESULT, parts=(part,)))


def place(it: Codec) -> tuple[str, ...]:
    [event] = hear(it, sessionResumptionUpdate={"newHandle": "h", "resumable": True})
    assert isinstance(event, SessionResumable)
    return event.known
