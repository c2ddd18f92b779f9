"""The audio process as the rest of the program knows it: start, pipe, watchdog, restart."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop_assistant.audio.messages import (
    EXIT_RESTART_ME,
    CloseMicrophone,
    Command,
    Configure,
    DuckPlayback,
    FinishPart,
    Flush,
    Message,
    OpenMicrophone,
    PlayEarcon,
    PlaySound,
    Ready,
    WatchLevels,
    decode,
    encode,
)
from desktop_assistant.audio.mirror import Mirror
from desktop_assistant.audio.pipe import FrameReader
from desktop_assistant.core.audio import AudioSetup
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.local_events import LocalEvent
from desktop_assistant.core.snapshot import AudioDevices, Levels

log = logging.getLogger(__name__)

SILENCE_S = 0.5
"""Without a sign of life for so long the process is replaced."""
_START_S = 10.0
_WATCH_S = 0.1
_CLOSE_S = 1.0
_STEADY_S = 5.0
"""A process that lived so long did not die of its start: its successor starts at once."""
_BACKOFF_S = (0.0, 0.25, 0.5, 1.0, 2.0)


class AudioProcess:
    """The AudioPort. Calls return at once and may come before `start` or while the process is being replaced.

    | what | acquired | released |
    | the process with its three pipes | `_run_once` | `_run_once`, at the latest killed 1 s after `aclose` |
    | the task that keeps one running | `start` | `aclose` |
    | the watchdog's timer | `_run_once` | `_run_once` |
    """

    def __init__(
        self,
        *,
        sink: Callable[[LocalEvent], None],
        on_levels: Callable[[Levels], None],
        on_devices: Callable[[AudioDevices], None],
        resources: Path,
        command: Sequence[str] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._sink, self._on_levels, self._on_devices = sink, on_levels, on_devices
        self._command = tuple(command or (sys.executable, "-m", "desktop_assistant.audio", str(resources)))
        self._environment = dict(os.environ if environment is None else environment)
        self._mirror = Mirror()
        self._child: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._closing = False
        self._deadline = 0.0
        """Loop time by which the process must have given a sign of life."""
        self.restarts = 0

    @property
    def pid(self) -> int | None:
        """Of the running process."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Run the process from now on; needs a running event loop."""
        self._task = asyncio.get_running_loop().create_task(self._keep_running(), name="audio process")

    def configure(self, setup: AudioSetup) -> None:
        """Apply; devices are reopened only if they changed."""
        self._tell(Configure(setup=setup))

    def open_microphone(self, *, gated: bool) -> None:
        """Answers MicrophoneOpened, or ProblemRaised."""
        self._tell(OpenMicrophone(gated=gated))

    def close_microphone(self, *, tail_ms: int, discard: bool) -> None:
        """Answers MicrophoneClosed."""
        self._tell(CloseMicrophone(tail_ms=tail_ms, discard=discard))

    def play(self, item_id: str, content_index: int, audio: bytes) -> None:
        """Queue encoded sound."""
        self._tell(PlaySound(item_id=item_id, content_index=content_index, audio=audio))

    def finish(self, item_id: str, content_index: int) -> None:
        """Nothing more for this part; answers PlaybackDrained when it was heard."""
        self._tell(FinishPart(item_id=item_id, content_index=content_index))

    def duck(self, on: bool) -> None:
        """Lower or restore playback."""
        self._tell(DuckPlayback(on=on))

    def flush(self) -> None:
        """Silence now; answers PlaybackFlushed."""
        self._tell(Flush())

    def earcon(self, name: str) -> None:
        """Play resources/sounds/<name>.wav beside the conversation."""
        self._tell(PlayEarcon(name=name))

    def watch_levels(self, on: bool) -> None:
        """Report Levels 30 times a second while something sounds, or not at all."""
        self._tell(WatchLevels(on=on))

    async def aclose(self) -> None:
        """End the process and wait for it."""
        self._closing = True
        task, self._task = self._task, None
        if task is None:
            return
        kill = asyncio.get_running_loop().call_later(_CLOSE_S, self._kill)
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()
        else:
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        kill.cancel()

    def _tell(self, command: Command) -> None:
        pipe = self._child.stdin if self._child else None
        delivered = pipe is not None and not pipe.is_closing()
        if pipe is not None and delivered:
            pipe.write(encode(command))
        self._deliver(self._mirror.note(command, delivered=delivered))

    def _deliver(self, events: Sequence[LocalEvent]) -> None:
        for event in events:
            self._sink(event)

    async def _keep_running(self) -> None:
        loop = asyncio.get_running_loop()
        failures = 0
        while not self._closing:
            began = loop.time()
            code = await self._run_once()
            if self._closing:
                return
            planned = code == EXIT_RESTART_ME
            log.log(logging.INFO if planned else logging.WARNING, "The audio process ended and is replaced", extra={"code": code})
            self._deliver(self._mirror.lost(planned=planned))
            self.restarts += 1
            failures = 0 if loop.time() - began >= _STEADY_S else failures + 1
            await asyncio.sleep(_BACKOFF_S[min(failures, len(_BACKOFF_S)) - 1] if failures else 0)

    async def _run_once(self) -> int | None:
        """One life of the process: its exit code, or None if it could not be started."""
        loop = asyncio.get_running_loop()
        pipes = asyncio.subprocess.PIPE
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command, stdin=pipes, stdout=pipes, stderr=pipes, env=self._environment
            )
        except OSError as error:
            log.error("The audio process cannot be started: %s", error)
            return None
        self._child = child
        self._deadline = loop.time() + _START_S
        watch = loop.create_task(self._watch(), name="audio watchdog")
        assert child.stdin
        assert child.stdout
        assert child.stderr
        lines = loop.create_task(self._log_lines(child.stderr), name="audio log")
        try:
            for command in self._mirror.replay():
                child.stdin.write(encode(command))
            await self._listen(child.stdout)
        except ProtocolError as error:
            log.error("The audio process talks nonsense: %s", error)
        finally:
            watch.cancel()
            if not self._closing:
                self._kill()
            self._child = None
            code = await child.wait()
            await asyncio.gather(watch, lines, return_exceptions=True)
        return code

    async def _listen(self, pipe: asyncio.StreamReader) -> None:
        reader = FrameReader()
        loop = asyncio.get_running_loop()
        while received := await pipe.read(1 << 16):
            for header, blob in reader.feed(received):
                self._hear(decode(header, blob), loop.time())

    def _hear(self, message: Message, now: float) -> None:
        self._deadline = now + SILENCE_S
        match message:
            case Levels():
                self._on_levels(message)
            case AudioDevices():
                self._on_devices(message)
            case Ready():
                log.info("The audio process is ready")
            case _:
                self._deliver(self._mirror.hear(message))  # type: ignore[arg-type]

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _WATCH_S
            await asyncio.sleep(_WATCH_S)
            now = loop.time()
            if now - due > _WATCH_S:
                # We stood still ourselves: signs of life may wait unread in the pipe.
                self._deadline = max(self._deadline, now + SILENCE_S)
            elif now > self._deadline:
                log.warning("The audio process gives no sign of life")
                self._kill()
                return

    def _kill(self) -> None:
        if self._child is not None and self._child.returncode is None:
            try:
                self._child.kill()
            except ProcessLookupError:
                log.debug("The audio process had ended already")

    async def _log_lines(self, pipe: asyncio.StreamReader) -> None:
        """The process's own log lines keep level and name; anything else (a crash, a library) is a warning of its own."""
        while line := await pipe.readline():
            level, _, rest = line.decode(errors="replace").rstrip().partition(":")
            number = logging.getLevelNamesMapping().get(level)
            if number is None:
                log.info("From the audio process: %s", line.decode(errors="replace").rstrip())
            else:
                name, _, text = rest.partition(":")
                logging.getLogger(name or __name__).log(number, "%s", text)
