"""Core command -> OpenAI Live client messages: the start with all that was said before, sound, texts, results of tools."""

import json
from collections.abc import Sequence

from desktop_assistant.core.commands import (
    AppendAudio,
    ClientCommand,
    CommitInput,
    CreateItem,
    CreateResponse,
    PauseInput,
    UpdateSession,
)
from desktop_assistant.core.items import Item, ItemKind, Role, ToolCallPart
from desktop_assistant.core.session_config import ManualTurns, SessionConfig
from desktop_assistant.core.tools import ToolSpec
from desktop_assistant.protocol.live_delegation import Delegations
from desktop_assistant.protocol.live_turns import LiveTurns
from desktop_assistant.protocol.openai_shapes import write_format
from desktop_assistant.protocol.wire import JsonObject, dump, sound_to_text

MOST_ITEMS = 128
MOST_BYTES = 16_000
"""Of history: 8,192 tokens are allowed, and hardly a token is shorter than two bytes (a digit and a space)."""
LONGEST_APPEND = 900
"""Bytes, likewise: 500 tokens are allowed."""
_CANNOT = "Nobody can do this in the background. Answer from what you know, or say that you cannot."


class Writer:
    """Writes for one connection."""

    def __init__(self, turns: LiveTurns, delegations: Delegations, model: str) -> None:
        self._turns = turns
        self._delegations = delegations
        self._model = model
        self._is_muted = False

    def frames(self, command: ClientCommand) -> list[str]:
        """The frames that carry a command; none for those that this service has no message for."""
        return [dump(message) for message in self._messages(command)]

    def _messages(self, command: ClientCommand) -> list[JsonObject]:
        match command:
            case UpdateSession():
                return [self._start(command.config, command.history, command.event_id)]
            case AppendAudio():
                self._turns.is_speaking = True
                return [*self._mute(False), {"type": "session.input_audio.append", "audio": sound_to_text(command.audio)}]
            case PauseInput():
                return self._mute(True)
            case CommitInput():
                self._turns.handed_over()
                return []
            case CreateItem():
                return self._item(command.item, command.event_id)
            case CreateResponse(instructions=str(instructions)):
                return [_append("commentary", piece) for piece in _pieces(instructions)]
            case _:  # nothing can be asked for, stopped, cut, read back or taken out
                return []

    def _start(self, config: SessionConfig, history: Sequence[Item], event_id: str) -> JsonObject:
        self._turns.by_hand = isinstance(config.turn_detection, ManualTurns)
        self._turns.rate = config.input_format.rate
        audio: JsonObject = {"format": write_format(config.input_format)}
        if config.voice:
            audio["output"] = {"voice": config.voice}
        session: JsonObject = {"model": config.model or self._model, "audio": audio}
        if config.instructions:
            session["instructions"] = config.instructions
        if before := _history(history):
            session["input"] = before
        if config.delegate_model:
            tools = [_tool(tool) for tool in config.tools]
            session["delegation"] = {"type": "responses", "responses": {"model": config.delegate_model, "tools": tools}}
        return {"type": "session.start", "session": session, **({"event_id": event_id} if event_id else {})}

    def _mute(self, on: bool) -> list[JsonObject]:
        """While it is mute the service gives its model silence, so that no turn is left without an end."""
        was, self._is_muted = self._is_muted, on
        return [{"type": f"session.input_audio.{'mute' if on else 'unmute'}"}] if on != was else []

    def _item(self, item: Item, event_id: str) -> list[JsonObject]:
        if item.kind is ItemKind.TOOL_RESULT:
            return [message for part in item.parts if isinstance(part, ToolCallPart) for message in self._result(part)]
        if item.kind is not ItemKind.MESSAGE or not item.told_text.strip():
            return []
        named = {"event_id": event_id} if event_id else {}
        if item.role is not Role.USER:
            return [{**_append("thinking", piece), **named} for piece in _pieces(item.told_text)]
        pieces = _pieces(item.told_text)
        head = "The user typed this; answer it aloud:" if len(pieces) == 1 else "The user typed this in pieces; answer the whole:"
        return [{**_append("instructions", f"{head}\n{piece}"), **named} for piece in pieces]

    def _result(self, part: ToolCallPart) -> list[JsonObject]:
        if self._delegations.is_ours(part.call_id):
            return [_append("thinking", _CANNOT, part.call_id)]
        if not self._delegations.knows(part.call_id):
            return []
        output = {"type": "function_call_output", "call_id": part.call_id, "output": part.output}
        goes_on: list[JsonObject] = [{"type": "response.create"}] if self._delegations.answered(part.call_id) else []
        return [{"type": "response.item.create", "item": output}, *goes_on]


def _append(kind: str, content: str, delegation_id: str | None = None) -> JsonObject:
    return {"type": f"session.{kind}.append", "content": content, "delegation_id": delegation_id}


def _pieces(text: str) -> list[str]:
    """Of at most LONGEST_APPEND bytes, cut between words where there are any."""
    pieces, rest = [], text.strip()
    while len(rest.encode("utf-8", "replace")) > LONGEST_APPEND:
        head = rest.encode("utf-8", "replace")[:LONGEST_APPEND].decode("utf-8", "ignore")
        cut = head.rfind(" ") + 1 or len(head)
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [*pieces, rest] if rest else pieces


def _history(items: Sequence[Item]) -> list[JsonObject]:
    """The newest messages that fit, oldest first; calls of tools are none."""
    written: list[JsonObject] = []
    left = MOST_BYTES
    for item in reversed(items):
        text = item.told_text.strip()
        left -= len(text.encode("utf-8", "replace"))
        if left < 0 or len(written) == MOST_ITEMS:
            break
        if item.kind is ItemKind.MESSAGE and text:
            said = item.role is Role.ASSISTANT
            role = "developer" if item.role is Role.SYSTEM else item.role.value
            content = [{"type": "output_text" if said else "input_text", "text": text}]
            written.insert(0, {"type": "message", "role": role, "content": content})
    return written


def _tool(tool: ToolSpec) -> JsonObject:
    parameters = json.loads(tool.parameters)
    return {"type": "function", "name": tool.name, "description": tool.description, "parameters": parameters}
