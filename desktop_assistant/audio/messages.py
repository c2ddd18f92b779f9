"""What the two processes say to each other: commands to the audio process, reports from it, and their form on the pipe.

Every message is a frozen dataclass of plain values; its form follows from its field types, so a new one needs a line in a table.
"""

import types
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from desktop_assistant.audio.pipe import pack
from desktop_assistant.core.audio import AudioFormat, AudioSetup
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.local_events import (
    MicFrame,
    MicPaused,
    MicrophoneClosed,
    MicrophoneOpened,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    ReplayEnded,
    SoundCaptured,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
)
from desktop_assistant.core.problems import Problem
from desktop_assistant.core.snapshot import AudioDevices, EchoTest, Levels


# --- to the audio process -----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class Configure:
    """The whole setup."""

    setup: AudioSetup


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMicrophone:
    """Capture from now on."""

    gated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseMicrophone:
    """Capture `tail_ms` more, deliver, release the device."""

    tail_ms: int
    discard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaySound:
    """Queue encoded sound. `start_ms`: where it begins in its part, said with the first sound after a restart."""

    item_id: str
    content_index: int
    audio: bytes
    start_ms: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishPart:
    """Nothing more for this part."""

    item_id: str
    content_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DuckPlayback:
    """Lower or restore."""

    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Flush:
    """Silence now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayEarcon:
    """By file name without suffix."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Play kept sound beside the conversation; the next one, a part, a flush or a confirmed voice ends it."""

    audio: bytes
    format: AudioFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class StopReplay:
    """Silence the replay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginEchoTest:
    """Run the self-test; answers EchoTested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEchoTest:
    """Nobody waits for the self-test any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLevels:
    """Somebody looks, or nobody."""

    on: bool


SpeakerCommand = PlaySound | FinishPart | DuckPlayback | Flush | PlayEarcon | Replay | StopReplay
Command = Configure | OpenMicrophone | CloseMicrophone | SpeakerCommand | WatchLevels | BeginEchoTest | EndEchoTest


# --- from the audio process ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Commands are obeyed from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """The learned stages are loaded: from now on nothing takes long without being said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """The loop runs."""

    patience_ms: int = 0
    """What it does next may take so long: no sign of life is to be expected meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubles:
    """Everything that is wrong at the moment; the other side finds out what is new and what is over."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoTested:
    """The self-test is over; without a result `error` says why in one sentence."""

    result: EchoTest | None = None
    error: str = ""


Report = (
    Ready
    | Hearing
    | Heartbeat
    | Troubles
    | Levels
    | AudioDevices
    | MicFrame
    | MicPaused
    | SoundCaptured
    | MicrophoneOpened
    | MicrophoneClosed
    | SpeechStarted
    | SpeechConfirmed
    | SpeechStopped
    | PlaybackAdvanced
    | PlaybackFlushed
    | PlaybackDrained
    | ReplayEnded
    | EchoTested
)
Message = Command | Report

EXIT_RESTART_ME = 75
"""Exit code of the audio process: only a new process can use the sound server that is there now (or will be)."""

_BY_NAME: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Message)}
_KIND = "kind"


def encode(message: Message) -> bytes:
    """One frame."""
    header: dict[str, Any] = {_KIND: type(message).__name__}
    blob = b""
    for field in fields(message):
        value = getattr(message, field.name)
        if isinstance(value, bytes):
            blob = value
        else:
            header[field.name] = _plain(value)
    return pack(header, blob)


def decode(header: dict[str, Any], blob: bytes) -> Message:
    """The message of a frame; ProtocolError says what does not fit."""
    name = header.get(_KIND)
    kind = _BY_NAME.get(name) if isinstance(name, str) else None
    if kind is None:
        raise ProtocolError("unknown message", "pipe")
    message: Message = _build(kind, header, blob, kind.__name__)
    return message


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


_HINTS: dict[type[Any], dict[str, Any]] = {}


def _hints(kind: type[Any]) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def _build(kind: type[Any], values: dict[str, Any], blob: bytes, path: str) -> Any:
    known: dict[str, Any] = {}
    for name, hint in _hints(kind).items():
        if hint is bytes:
            known[name] = blob
        elif name in values:
            known[name] = _rich(hint, values[name], f"{path}.{name}")
    try:
        return kind(**known)
    except TypeError as error:
        raise ProtocolError("a field is missing", path) from error


def _rich(hint: Any, value: Any, path: str) -> Any:
    origin = get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise ProtocolError("not a list", path)
        return tuple(_rich(get_args(hint)[0], one, f"{path}[{index}]") for index, one in enumerate(value))
    if origin in (Union, types.UnionType):
        return None if value is None else _rich(get_args(hint)[0], value, path)
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise ProtocolError("not an object", path)
        return _build(hint, value, b"", path)
    return _scalar(hint, value, path)


def _scalar(hint: Any, value: Any, path: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, Enum):
        try:
            return hint(value)
        except ValueError as error:
            raise ProtocolError("not one of the known values", path) from error
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not hint:
        raise ProtocolError(f"not a {hint.__name__}", path)
    return value
