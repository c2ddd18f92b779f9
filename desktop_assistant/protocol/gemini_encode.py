"""Core command -> Gemini Live client messages: setup, sound with its beginnings and ends, texts, results of tools."""

import base64
import json

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.commands import (
    AppendAudio,
    AppendFrame,
    CancelResponse,
    ClientCommand,
    CommitInput,
    CreateItem,
    CreateResponse,
    PauseInput,
    UpdateSession,
)
from desktop_assistant.core.items import ImagePart, Item, ItemKind, Part, Role, ToolCallPart, told_words
from desktop_assistant.core.session_config import ManualTurns, ServerVad, SessionConfig
from desktop_assistant.core.tools import ToolSpec
from desktop_assistant.protocol.gemini_calls import Call
from desktop_assistant.protocol.gemini_turns import Cause, Turns
from desktop_assistant.protocol.wire import JsonObject, dump, sound_to_text

_TALKS_ON = ("gemini-3.8-live", "gemini-2.5-flash-native-audio")


class Writer:
    """Writes for one connection; the order of what was written decides what an answer answers."""

    def __init__(self, turns: Turns, model: str) -> None:
        self._turns = turns
        self._model = model
        self._format = AudioFormat(rate=16_000)
        self._unasked = Cause.NOTHING
        """What was told since the session last asked: sound and results of tools are answered without a request."""

    def frames(self, command: ClientCommand) -> list[str]:
        """The frames that carry a command; none for those that this service has no message for."""
        return [dump(message) for message in self._messages(command)]

    def _messages(self, command: ClientCommand) -> list[JsonObject]:
        match command:
            case UpdateSession():
                return [self._setup(command.config, command.resume)]
            case AppendAudio():
                return self._sound(command.audio)
            case AppendFrame():
                return [_realtime("video", {"data": base64.b64encode(command.image).decode("ascii"), "mimeType": "image/jpeg"})]
            case CommitInput():
                return self._hand_over()
            case PauseInput():
                return [] if self._turns.by_hand else [_realtime("audioStreamEnd", True)]
            case CreateItem():
                return self._item(command.item)
            case CreateResponse():
                return self._ask(command.instructions)
            case CancelResponse():
                # The one way to stop an answer: a turn that begins, and is not complete yet.
                return [_content([], complete=False)] if self._turns.stop(command.response_id or "") else []
            case _:  # nothing can be cleared, cut, read back or taken out
                return []

    # --- setup ----------------------------------------------------------------------------------------------------
    def _setup(self, config: SessionConfig, handle: str) -> JsonObject:
        self._turns.by_hand = isinstance(config.turn_detection, ManualTurns)
        self._format = config.input_format
        setup: JsonObject = {
            "model": _full_name(config.model or self._model),
            "generationConfig": _generation(config),
            "realtimeInputConfig": _detection(config),
            "contextWindowCompression": {"slidingWindow": {}},
            "sessionResumption": {"handle": handle} if handle else {},
        }
        if config.instructions:
            setup["systemInstruction"] = {"parts": [{"text": config.instructions}]}
        if config.tools:
            behavior = _behavior(str(setup["model"]))
            setup["tools"] = [{"functionDeclarations": [{**_tool(tool), **behavior} for tool in config.tools]}]
        if config.transcription:
            language = config.transcription.language
            setup["inputAudioTranscription"] = {"languageCodes": [language]} if language else {}
        if config.speak:
            setup["outputAudioTranscription"] = {}
        return {"setup": setup}

    # --- sound ----------------------------------------------------------------------------------------------------
    def _sound(self, audio: bytes) -> list[JsonObject]:
        blob = {"data": sound_to_text(audio), "mimeType": f"audio/pcm;rate={self._format.rate}"}
        begins: list[JsonObject] = []
        if self._turns.by_hand and not self._turns.in_activity:
            self._turns.in_activity = True
            begins = [_realtime("activityStart", {})]
        elif not self._turns.by_hand and self._turns.cause is Cause.NOTHING:
            self._turns.cause = Cause.SOUND
        return [*begins, _realtime("audio", blob)]

    def _hand_over(self) -> list[JsonObject]:
        if not self._turns.in_activity:
            return []
        self._turns.handed_over()
        self._unasked = Cause.SOUND
        return self._end_activity()

    def _end_activity(self) -> list[JsonObject]:
        was, self._turns.in_activity = self._turns.in_activity, False
        return [_realtime("activityEnd", {})] if was else []

    # --- texts and tools ------------------------------------------------------------------------------------------
    def _item(self, item: Item) -> list[JsonObject]:
        if item.kind is ItemKind.TOOL_RESULT:
            return self._tool_result(item)
        if item.kind is ItemKind.TOOL_CALL:
            parts: list[JsonObject] = [{"functionCall": _call(part)} for part in item.parts if isinstance(part, ToolCallPart)]
        else:
            parts = [entry for part in item.parts if (entry := _content_of(part))]
        if not parts:
            return []
        self._turns.owed.told(item.id)
        if item.role is Role.USER:
            self._told(Cause.TEXT)
        role = "model" if item.role is Role.ASSISTANT else "user"
        return [*self._end_activity(), _content([{"role": role, "parts": parts}], complete=False)]

    def _tool_result(self, item: Item) -> list[JsonObject]:
        """A call of this connection is answered; one that the server took back is not; one of an earlier one is history."""
        answers: list[JsonObject] = []
        history: list[JsonObject] = []
        for part in item.parts:
            if not isinstance(part, ToolCallPart):
                continue
            answer = {"id": part.call_id, "name": part.name, "response": {"output": part.output}}
            match self._turns.calls.close(part.call_id):
                case Call.OPEN:
                    answers.append({**answer, "scheduling": "WHEN_IDLE"})
                case Call.UNKNOWN:
                    history.append({"functionResponse": answer})
                case Call.CANCELLED:
                    self._told(Cause.TOOL)  # the server goes on by itself
        told: list[JsonObject] = []
        self._turns.owed.told(item.id)
        if answers:
            self._told(Cause.TOOL)
            self._turns.owed.asked(is_of_tools=True)
            told.append({"toolResponse": {"functionResponses": answers}})
        if history:
            told.append(_content([{"role": "user", "parts": history}], complete=False))
        return told

    def _ask(self, instructions: str | None) -> list[JsonObject]:
        """A turn that was handed over and a tool's result are answered without being asked for."""
        told = self._unasked if self._turns.by_hand else self._turns.cause
        is_awaited = instructions is None and told in (Cause.SOUND, Cause.TOOL)
        self._unasked = Cause.NOTHING
        self._turns.asked(anew=not is_awaited)
        if is_awaited:
            return []
        turns: list[JsonObject] = [] if instructions is None else [{"role": "user", "parts": [{"text": instructions}]}]
        return [_content(turns, complete=True)]

    def _told(self, what: Cause) -> None:
        self._turns.cause = self._unasked = what


def _generation(config: SessionConfig) -> JsonObject:
    shape: JsonObject = {"responseModalities": ["AUDIO"] if config.speak else ["TEXT"]}
    if config.voice and config.speak:
        shape["speechConfig"] = {"voiceConfig": {"prebuiltVoiceConfig": {"voiceName": config.voice}}}
    if config.max_output_tokens is not None:
        shape["maxOutputTokens"] = config.max_output_tokens
    return shape


def _detection(config: SessionConfig) -> JsonObject:
    """By hand, or by its detector, which has words of its own for how readily it hears a voice."""
    detection = config.turn_detection
    if isinstance(detection, ManualTurns):
        return {"automaticActivityDetection": {"disabled": True}}
    shape: JsonObject = {}
    if isinstance(detection, ServerVad):
        shape = {"prefixPaddingMs": detection.prefix_padding_ms, "silenceDurationMs": detection.silence_duration_ms}
    handling = "START_OF_ACTIVITY_INTERRUPTS" if detection.interrupt_response else "NO_INTERRUPTION"
    return {"automaticActivityDetection": shape, "activityHandling": handling}


def _tool(tool: ToolSpec) -> JsonObject:
    return {"name": tool.name, "description": tool.description, "parametersJsonSchema": json.loads(tool.parameters)}


def _behavior(model: str) -> JsonObject:
    """Said wherever it may be said, since models differ in what they take for granted: it goes on talking while a tool runs. An
    older one would refuse the word."""
    return {"behavior": "NON_BLOCKING"} if any(kind in model for kind in _TALKS_ON) else {}


def _call(part: ToolCallPart) -> JsonObject:
    try:
        arguments = json.loads(part.arguments or "{}")
    except ValueError:
        arguments = {}
    return {"id": part.call_id, "name": part.name, "args": arguments if isinstance(arguments, dict) else {}}


def _full_name(model: str) -> str:
    return model if model.startswith(("models/", "projects/")) else f"models/{model}"


def _content_of(part: Part) -> JsonObject:
    if isinstance(part, ImagePart):
        data = base64.b64encode(part.data).decode("ascii")
        return {"inlineData": {"mimeType": part.mime, "data": data}} if data else {}
    words = told_words(part)
    return {"text": words} if words else {}


def _realtime(name: str, value: object) -> JsonObject:
    return {"realtimeInput": {name: value}}


def _content(turns: list[JsonObject], *, complete: bool) -> JsonObject:
    return {"clientContent": {**({"turns": turns} if turns else {}), "turnComplete": complete}}
