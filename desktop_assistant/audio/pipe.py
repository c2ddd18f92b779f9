"""Frames on the pipe between the window's process and the audio process.

A frame is two little-endian 32-bit lengths, a JSON header and a blob: the header carries a message's fields, the blob its sound.
Sans-IO: bytes in, frames out, whatever the cuts.
"""

import json
import struct
from typing import Any

from desktop_assistant.core.errors import ProtocolError

_LENGTHS = struct.Struct("<II")
MAX_HEADER = 1 << 20
MAX_BLOB = 1 << 26
"""Bytes; ten minutes of sound. More can only be a stream that lost its step."""


def pack(header: dict[str, Any], blob: bytes = b"") -> bytes:
    """One frame."""
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    return b"".join((_LENGTHS.pack(len(text), len(blob)), text, blob))


class FrameReader:
    """Collects bytes until frames are whole. Raises ProtocolError when the stream is not one of frames; it is useless then."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, received: bytes) -> list[tuple[dict[str, Any], bytes]]:
        """Every frame that is complete now, in order."""
        self._bytes += received
        frames = []
        while (frame := self._next()) is not None:
            frames.append(frame)
        return frames

    def _next(self) -> tuple[dict[str, Any], bytes] | None:
        if len(self._bytes) < _LENGTHS.size:
            return None
        header_size, blob_size = _LENGTHS.unpack_from(self._bytes)
        if header_size > MAX_HEADER or blob_size > MAX_BLOB:
            raise ProtocolError(f"frame of {header_size} + {blob_size} bytes", "pipe")
        middle = _LENGTHS.size + header_size
        end = middle + blob_size
        if len(self._bytes) < end:
            return None
        header, blob = bytes(self._bytes[_LENGTHS.size : middle]), bytes(self._bytes[middle:end])
        del self._bytes[:end]
        return _parse(header), blob


def _parse(header: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(header)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("header is not JSON", "pipe") from error
    if not isinstance(fields, dict):
        raise ProtocolError("header is not an object", "pipe")
    return fields
