"""The parent's side of the recogniser process: the same port, over pipes. Blocks like any recogniser, but without the lock."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

from desktop_assistant.engine.children import child_command
from desktop_assistant.engine.recognizer.port import Heard
from desktop_assistant.engine.recognizer.service import read_frame, write_frame

_CHECKOUT = Path(__file__).resolve().parents[3]


class RecognizerFailed(Exception):
    """The process could not be started, or died in the middle of a turn."""


class RecognizerProcess:
    """Started at construction (0.5 s until it is ready); a dead one is started again by the next `begin`.

    Acquires: one child process; released by `close`.
    """

    def __init__(self, command: tuple[str, ...] | None = None) -> None:
        self._command = command if command is not None else child_command("recognizer")
        self._process = self._start()

    @property
    def pid(self) -> int:
        """Of the child process."""
        return self._process.pid

    def begin(self) -> None:
        """Start an utterance, and the process if it has died."""
        try:
            self._tell(b"B")
        except RecognizerFailed:
            self.close()
            self._process = self._start()
            self._tell(b"B")

    def feed(self, pcm: bytes) -> None:
        """16 kHz mono PCM16."""
        self._tell(b"F", pcm)

    def partial(self) -> str:
        """The words so far."""
        return self._ask(b"P").decode()

    def finish(self) -> Heard:
        """The final words."""
        return Heard(**json.loads(self._ask(b"E")))

    def close(self) -> None:
        """Close its input and wait for its end; a stuck one is killed."""
        _put_away(self._process)

    def _start(self) -> "subprocess.Popen[bytes]":
        where = None if getattr(sys, "frozen", False) else _CHECKOUT
        pipe = subprocess.PIPE
        try:
            process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, cwd=where)
        except OSError as error:
            raise RecognizerFailed("The speech recogniser could not be started.") from error
        assert process.stdout is not None
        try:
            kind, payload = read_frame(process.stdout)
        except EOFError as error:
            _put_away(process)
            raise RecognizerFailed("The speech recogniser stopped while it was starting.") from error
        if kind != b"R":
            _put_away(process)
            raise RecognizerFailed(f"The speech recogniser could not be loaded: {payload.decode(errors='replace')}")
        return process

    def _tell(self, kind: bytes, payload: bytes = b"") -> None:
        assert self._process.stdin is not None
        try:
            write_frame(self._process.stdin, kind, payload)
        except (OSError, ValueError) as error:
            raise RecognizerFailed("The speech recogniser stopped.") from error

    def _ask(self, kind: bytes) -> bytes:
        self._tell(kind)
        assert self._process.stdout is not None
        try:
            answered, payload = read_frame(self._process.stdout)
        except (EOFError, OSError, ValueError) as error:
            _put_away(self._process)  # its input may outlive its output for a moment, and would swallow the next turn
            raise RecognizerFailed("The speech recogniser stopped.") from error
        if answered != kind:
            raise RecognizerFailed("The speech recogniser answered out of turn.")
        return payload


def _put_away(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(OSError, ValueError):  # a dead process leaves unsent bytes behind
        process.stdin.close()
    try:
        process.wait(0.5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()
