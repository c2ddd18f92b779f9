"""PocketSphinx in a process of its own.

Its library holds Python's global lock for a whole pass, up to a second for a long turn. In the engine's process that stops
the socket, the voice and the voice activity detector; here it stops nobody. The parent side is `process.py`.

Frames on both pipes: one type byte, little-endian uint32 length, that many bytes.
  in   'B' begin    'F' PCM16 at 16 kHz    'P' ask for the words so far    'E' ask for the final words
  out  'R' ready, after loading    'P' words so far    'E' JSON {"text": ..., "is_command": ...}    'X' why loading failed
"""

import json
import struct
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO

from desktop_assistant.engine.recognizer.pocketsphinx import PocketSphinxRecognizer
from desktop_assistant.engine.recognizer.port import Recognizer

HEADER = struct.Struct("<cI")
GRAMMAR = Path(__file__).resolve().parents[3] / "resources" / "engine" / "commands.gram"


def write_frame(pipe: IO[bytes], kind: bytes, payload: bytes = b"") -> None:
    """One frame out, at once."""
    pipe.write(HEADER.pack(kind, len(payload)) + payload)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    """The next frame; EOFError when the pipe has closed."""
    head = pipe.read(HEADER.size)
    if len(head) < HEADER.size:
        raise EOFError
    kind, size = HEADER.unpack(head)
    payload = pipe.read(size)
    if len(payload) < size:
        raise EOFError
    return kind, payload


def serve(recognizer: Recognizer, requests: IO[bytes], answers: IO[bytes]) -> None:
    """Obey until the input closes."""
    while True:
        try:
            kind, payload = read_frame(requests)
        except EOFError:
            return
        if kind == b"B":
            recognizer.begin()
        elif kind == b"F":
            recognizer.feed(payload)
        elif kind == b"P":
            write_frame(answers, b"P", recognizer.partial().encode())
        elif kind == b"E":
            write_frame(answers, b"E", json.dumps(asdict(recognizer.finish())).encode())


def main() -> int:
    """Load, say so, serve."""
    answers = sys.stdout.buffer
    try:
        recognizer = PocketSphinxRecognizer(GRAMMAR)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        write_frame(answers, b"X", str(error).encode())
        return 1
    write_frame(answers, b"R")
    serve(recognizer, sys.stdin.buffer, answers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
