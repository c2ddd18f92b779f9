"""The parent's side of the recogniser process: the same port, over pipes. Blocks like any recogniser, but without the lock.

A process that is alive but stuck is noticed too: whatever it is asked has a deadline, after which it is killed. The blocked call
then ends as if the process had died, and the next turn starts a fresh one.
"""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from desktop_assistant.engine.children import child_command
from desktop_assistant.engine.recognizer.port import Heard
from desktop_assistant.engine.recognizer.service import read_frame, write_frame

ANSWER_WITHIN_S = 20.0
"""Far more than the last pass over a long turn takes on a busy machine."""
START_WITHIN_S = 60.0
_LOOK_EVERY_S = 0.25
_CHECKOUT = Path(__file__).resolve().parents[3]


class RecognizerFailed(Exception):
    """The process could not be started, or died in the middle of a turn."""


class RecognizerProcess:
    """Started at construction (0.5 s until it is ready); a dead or stuck one is started again by the next `begin`.

    Acquires: one child process; released by `close`.
    """

    def __init__(self, command: tuple[str, ...] | None = None, *, answer_within_s: float = ANSWER_WITHIN_S) -> None:
        self._command = command if command is not None else child_command("recognizer")
        self._answer_within_s = answer_within_s
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
            _put_away(self._process)
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
        said = json.loads(self._ask(b"E"))
        return Heard(**said | {"alternatives": tuple(said["alternatives"])})

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
            with _deadline(process, START_WITHIN_S):
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
            with _deadline(self._process, self._answer_within_s):
                write_frame(self._process.stdin, kind, payload)
        except (OSError, ValueError) as error:
            raise RecognizerFailed("The speech recogniser stopped.") from error

    def _ask(self, kind: bytes) -> bytes:
        self._tell(kind)
        assert self._process.stdout is not None
        try:
            with _deadline(self._process, self._answer_within_s):
                answered, payload = read_frame(self._process.stdout)
        except (EOFError, OSError, ValueError) as error:
            _put_away(self._process)  # its input may outlive its output for a moment, and would swallow the next turn
            raise RecognizerFailed("The speech recogniser stopped.") from error
        if answered != kind:
            raise RecognizerFailed("The speech recogniser answered out of turn.")
        return payload


class _Deadlines:
    """Of all recogniser processes: one thread that wakes four times a second while something is awaited, and sleeps otherwise."""

    def __init__(self) -> None:
        self._due: dict[subprocess.Popen[bytes], float] = {}
        self._lock = threading.Lock()
        self._awaited = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        with self._lock:
            self._due[process] = time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="recogniser deadlines", daemon=True)
                self._thread.start()
        self._awaited.set()

    def end(self, process: "subprocess.Popen[bytes]") -> None:
        with self._lock:
            self._due.pop(process, None)

    def _watch(self) -> None:
        while self._awaited.wait():
            time.sleep(_LOOK_EVERY_S)
            with self._lock:
                if not self._due:
                    self._awaited.clear()
                for process in [one for one, due in self._due.items() if time.monotonic() > due]:
                    process.kill()
                    del self._due[process]


_deadlines = _Deadlines()


@contextlib.contextmanager
def _deadline(process: "subprocess.Popen[bytes]", seconds: float) -> Iterator[None]:
    """Kill the process if what is done here takes longer."""
    _deadlines.begin(process, seconds)
    try:
        yield
    finally:
        _deadlines.end(process)


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
