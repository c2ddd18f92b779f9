"""The session object of one client: defaults, deep merge of `session.update`, and the echo of what is in force.

An update is checked whole before any of it applies, as OpenAI does: a refused update changes nothing.
"""

import copy
from collections.abc import Callable, Mapping
from typing import Any

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.engine.fields import Fields, JsonObject, Refused

SERVER_VAD: JsonObject = {
    "type": "server_vad",
    "threshold": 0.5,
    "prefix_padding_ms": 300,
    "silence_duration_ms": 500,
    "idle_timeout_ms": None,
    "create_response": True,
    "interrupt_response": True,
}
SEMANTIC_VAD: JsonObject = {"type": "semantic_vad", "eagerness": "auto", "create_response": True, "interrupt_response": True}
EAGERNESS_SILENCE_MS = {"low": 1200, "medium": 700, "auto": 700, "high": 350}
"""Plain eagerness is patience. With our own `pause_ms` beside it, words and voice are judged too (`patience.py`)."""
_JUDGED = ("pause_ms", "end_phrase")
"""Our extension of `semantic_vad`: such turns may also go on after they were handed over, under the same item."""
PCM_RATES = (16_000, 24_000)
"""24 kHz is OpenAI's; 16 kHz is our own extension for narrow links."""
LOCAL_INSTRUCTIONS = "You are a helpful voice assistant on this computer. Answer in one or two short spoken sentences."


def default_session(session_id: str, model: str, voice: str, *, transcription_only: bool = False) -> JsonObject:
    """What `session.created` shows."""
    listening: JsonObject = {
        "format": {"type": "audio/pcm", "rate": 24_000},
        "noise_reduction": None,
        "transcription": {"model": "local"} if transcription_only else None,
        "turn_detection": dict(SERVER_VAD),
    }
    if transcription_only:
        return {
            "type": "transcription",
            "object": "realtime.transcription_session",
            "id": session_id,
            "audio": {"input": listening},
            "include": None,
        }
    return {
        "type": "realtime",
        "object": "realtime.session",
        "id": session_id,
        "model": model,
        "output_modalities": ["audio"],
        "instructions": LOCAL_INSTRUCTIONS,
        "tools": [],
        "tool_choice": "auto",
        "max_output_tokens": "inf",
        "truncation": "auto",
        "tracing": None,
        "prompt": None,
        "include": None,
        "audio": {
            "input": listening,
            "output": {"format": {"type": "audio/pcm", "rate": 24_000}, "voice": voice, "speed": 1.0},
        },
    }


def updated(session: JsonObject, update: Any, *, path: str = "session") -> JsonObject:
    """A new session object with `update` merged in; Refused if any field is wrong."""
    fields = Fields(update, path)
    kind = fields.choice("type", ("realtime", "transcription"))
    if kind != session["type"]:
        raise Refused("invalid_value", f"This is a {session['type']} session; it cannot become {kind}.", fields.at("type"))
    new = copy.deepcopy(session)
    readers = _REALTIME if kind == "realtime" else _TRANSCRIPTION
    _apply(new, fields, readers)
    return new


def overridden(session: JsonObject, fields: Fields) -> JsonObject:
    """The session as one `response.create` wants it."""
    new = copy.deepcopy(session)
    fields.only((*_PER_RESPONSE, "conversation", "input", "metadata"))
    _apply(new, fields, {k: v for k, v in _PER_RESPONSE.items() if k in fields}, closed=False)
    return new


def audio_format(spec: Mapping[str, Any]) -> AudioFormat:
    """The wire format that a checked `format` object means."""
    if spec["type"] == "audio/pcm":
        return AudioFormat(rate=spec.get("rate", 24_000))
    return AudioFormat(encoding=Encoding.PCMU if spec["type"] == "audio/pcmu" else Encoding.PCMA, rate=8_000)


Reader = Callable[[JsonObject, Fields, str], None]
"""Reads field `key` of the update into the session object being built."""


def _apply(target: JsonObject, fields: Fields, readers: Mapping[str, Reader], *, closed: bool = True) -> None:
    if closed:
        fields.only(readers)
    for key in fields.data:
        if key in readers:
            readers[key](target, fields, key)


def _keep(target: JsonObject, fields: Fields, key: str) -> None:
    """Accepted for the sake of clients written for the cloud, echoed, and without effect here."""
    target[key] = fields.data[key]


def _ignore(target: JsonObject, fields: Fields, key: str) -> None:
    """Set by the server: `type` was checked, `id` and `object` come back when a client sends our own echo."""


def _model(target: JsonObject, fields: Fields, key: str) -> None:
    if fields.text(key) != target.get("model"):
        raise Refused("invalid_value", "The model of a session cannot be changed.", fields.at(key))


def _text(target: JsonObject, fields: Fields, key: str) -> None:
    target[key] = fields.text(key, "")


def _modalities(target: JsonObject, fields: Fields, key: str) -> None:
    value = fields.require(key)
    if value not in (["audio"], ["text"]):
        raise Refused("invalid_value", f'\'{fields.at(key)}\' must be ["audio"] or ["text"].', fields.at(key))
    target[key] = value


def _tools(target: JsonObject, fields: Fields, key: str) -> None:
    for tool in fields.objects(key):
        if tool.choice("type", ("function", "mcp")) == "mcp":
            raise Refused("invalid_value", "MCP tools need a cloud model; this engine takes function tools only.", tool.path)
        tool.only(("type", "name", "description", "parameters")).text("name", longest=64)
    target[key] = fields.data[key]


def _tool_choice(target: JsonObject, fields: Fields, key: str) -> None:
    value = fields.require(key)
    if isinstance(value, dict):
        chosen = fields.object(key).only(("type", "name"))
        chosen.choice("type", ("function",))
        chosen.text("name")
    else:
        fields.choice(key, ("auto", "none", "required"))
    target[key] = value


def _max_tokens(target: JsonObject, fields: Fields, key: str) -> None:
    target[key] = "inf" if fields.data[key] in ("inf", None) else fields.integer(key, 1, 4096)


def _audio(target: JsonObject, fields: Fields, key: str) -> None:
    sides = fields.object(key)
    own: JsonObject = target.setdefault(key, {})
    sides.only(own)
    for side, readers in (("input", _INPUT), ("output", _OUTPUT)):
        if side in sides:
            _apply(own[side], sides.object(side), readers)


def _format(target: JsonObject, fields: Fields, key: str) -> None:
    if fields.data[key] in ("pcm16", "g711_ulaw", "g711_alaw"):
        raise Refused("beta_api_shape_disabled", f"'{fields.at(key)}' is an object in this API, not a name.", fields.at(key))
    spec = fields.object(key).only(("type", "rate"))
    kind = spec.choice("type", ("audio/pcm", "audio/pcmu", "audio/pcma"))
    if kind != "audio/pcm":
        target[key] = {"type": kind}
        return
    rate = spec.integer("rate", 1, 192_000) if "rate" in spec else 24_000
    if rate not in PCM_RATES:
        raise Refused("invalid_value", f"'{spec.at('rate')}' must be 24000 or 16000.", spec.at("rate"))
    target[key] = {"type": kind, "rate": rate}


def _transcription(target: JsonObject, fields: Fields, key: str) -> None:
    if fields.data[key] is None:
        target[key] = None
        return
    spec = fields.object(key).only(("model", "language", "languages", "prompt", "keywords", "delay"))
    merged: JsonObject = {**(target[key] or {}), **spec.data}
    Fields(merged, spec.path).text("model", "")
    target[key] = merged


def _noise_reduction(target: JsonObject, fields: Fields, key: str) -> None:
    if fields.data[key] is not None:
        spec = fields.object(key).only(("type", "strength"))
        spec.choice("type", ("near_field", "far_field"))
    target[key] = fields.data[key]


def _turn_detection(target: JsonObject, fields: Fields, key: str) -> None:
    if fields.data[key] is None:
        target[key] = None
        return
    spec = fields.object(key)
    kind = spec.choice("type", ("server_vad", "semantic_vad"))
    base = SERVER_VAD if kind == "server_vad" else SEMANTIC_VAD
    same = (target[key] or {}).get("type") == kind
    merged = dict(target[key] if same else base)
    spec.only((*base, *_JUDGED) if kind == "semantic_vad" else base)
    for name in spec.data:
        merged[name] = _VAD_FIELDS[name](spec, name)
    target[key] = merged


def _idle_timeout(spec: Fields, name: str) -> int | None:
    return None if spec.data[name] is None else spec.integer(name, 5_000, 30_000)


_VAD_FIELDS: Mapping[str, Callable[[Fields, str], Any]] = {
    "type": lambda spec, name: spec.data[name],
    "threshold": lambda spec, name: spec.number(name, 0, 1),
    "prefix_padding_ms": lambda spec, name: spec.integer(name, 0, 5_000),
    "silence_duration_ms": lambda spec, name: spec.integer(name, 50, 10_000),
    "idle_timeout_ms": _idle_timeout,
    "create_response": lambda spec, name: spec.boolean(name),
    "interrupt_response": lambda spec, name: spec.boolean(name),
    "eagerness": lambda spec, name: spec.choice(name, tuple(EAGERNESS_SILENCE_MS)),
    "pause_ms": lambda spec, name: spec.integer(name, 200, 6_000),
    "end_phrase": lambda spec, name: spec.text(name, longest=100),
}


def _voice(target: JsonObject, fields: Fields, key: str) -> None:
    value = fields.require(key)
    target[key] = fields.object(key).text("id") if isinstance(value, dict) else fields.text(key, longest=200)


def _speed(target: JsonObject, fields: Fields, key: str) -> None:
    target[key] = fields.number(key, 0.25, 1.5)


_INPUT: Mapping[str, Reader] = {
    "format": _format,
    "noise_reduction": _noise_reduction,
    "transcription": _transcription,
    "turn_detection": _turn_detection,
}
_OUTPUT: Mapping[str, Reader] = {"format": _format, "voice": _voice, "speed": _speed}
_SHARED: Mapping[str, Reader] = {
    "type": _ignore,
    "id": _ignore,
    "object": _ignore,
    "expires_at": _ignore,
    "audio": _audio,
    "include": _keep,
}
_PER_RESPONSE: Mapping[str, Reader] = {
    "output_modalities": _modalities,
    "instructions": _text,
    "tools": _tools,
    "tool_choice": _tool_choice,
    "max_output_tokens": _max_tokens,
    "parallel_tool_calls": _ignore,
    "reasoning": _ignore,
    "prompt": _ignore,
    "audio": _audio,
}
_REALTIME: Mapping[str, Reader] = {**_SHARED, **_PER_RESPONSE, "model": _model, "truncation": _keep, "tracing": _keep}
_TRANSCRIPTION: Mapping[str, Reader] = _SHARED
