"""What the window and the process that looks say to each other; sans-IO.

To it, one JSON object per line: `{"list": true}`; `{"open": "id", "number": 1, "side": 1024, "bytes": 150000}`; `{"look": true}`
asks the open source for one picture, and none comes unasked; `{"close": true}`. It ends when its input does.

From it, frames of one type byte and a little-endian length: `S` a JSON list of sources, `P` a picture (number of the opening,
width, height, then a JPEG), `E` a JSON object with the number of the opening, or 0, and what is wrong.
"""

import json
import struct
from dataclasses import dataclass
from enum import Enum
from typing import Any

from desktop_assistant.core.errors import ProtocolError

_HEAD = struct.Struct("<cI")
_PICTURE = struct.Struct("<IHH")
LONGEST = 8 * 1024 * 1024
"""Bytes; more can only be a stream that lost its step."""
MOST_SOURCES = 100


class Kind(Enum):
    """What can be looked at."""

    SCREEN = "screen"
    WINDOW = "window"
    CAMERA = "camera"


class Trouble(Enum):
    """Why there is no picture."""

    GONE = "gone"
    """The source is not there any more: a window was closed, a camera was pulled out, a screen was switched off."""
    REFUSED = "refused"
    """The system, or another program that has it, does not let us look."""
    UNUSABLE = "unusable"
    """Nothing can be looked at here at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to look at."""

    id: str
    kind: Kind
    name: str
    """As the system or the program calls it; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that can be looked at now."""

    found: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One look."""

    number: int
    """Of the opening that it belongs to."""
    width: int
    height: int
    data: bytes
    """JPEG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """There will be no more pictures of this opening; 0 = of none."""

    number: int
    trouble: Trouble
    detail: str = ""


Message = Sources | Picture | Failed


def written(message: Message) -> bytes:
    """One frame."""
    match message:
        case Sources(found=found):
            listed = [{"id": one.id, "kind": one.kind.value, "name": one.name} for one in found[:MOST_SOURCES]]
            return _frame(b"S", json.dumps(listed).encode())
        case Picture():
            return _frame(b"P", _PICTURE.pack(message.number, message.width, message.height) + message.data)
        case Failed():
            told = {"number": message.number, "trouble": message.trouble.value, "detail": message.detail}
            return _frame(b"E", json.dumps(told).encode())


def order(**fields: object) -> bytes:
    """One line to the process."""
    return json.dumps(fields).encode() + b"\n"


class Reader:
    """Collects bytes until frames are whole. Raises ProtocolError when the stream is not one of frames; it is useless then."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, received: bytes) -> list[Message]:
        """Every message that is complete now, in order."""
        self._bytes += received
        messages: list[Message] = []
        while len(self._bytes) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(self._bytes)
            if length > LONGEST:
                raise ProtocolError(f"a frame of {length} bytes", "watcher")
            end = _HEAD.size + length
            if len(self._bytes) < end:
                break
            payload = bytes(self._bytes[_HEAD.size : end])
            del self._bytes[:end]
            messages.append(_read(kind, payload))
        return messages


def _frame(kind: bytes, payload: bytes) -> bytes:
    return _HEAD.pack(kind, len(payload)) + payload


def _read(kind: bytes, payload: bytes) -> Message:
    try:
        match kind:
            case b"S":
                return Sources(found=tuple(_source(one) for one in json.loads(payload)[:MOST_SOURCES]))
            case b"P":
                number, width, height = _PICTURE.unpack_from(payload)
                return Picture(number=number, width=width, height=height, data=payload[_PICTURE.size :])
            case b"E":
                told = json.loads(payload)
                return Failed(number=int(told["number"]), trouble=Trouble(told["trouble"]), detail=str(told.get("detail", "")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, struct.error) as error:
        raise ProtocolError("a frame that makes no sense", "watcher") from error
    raise ProtocolError(f"a frame of the unknown kind {kind!r}", "watcher")


def _source(told: Any) -> Source:
    return Source(id=str(told["id"]), kind=Kind(told["kind"]), name=str(told["name"]))
