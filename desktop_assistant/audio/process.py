"""The audio process as the rest of the program knows it: start, pipe, watchdog, restart."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop_assistant.audio.child import Child
from desktop_assistant.audio.choice import pair_of
from desktop_assistant.audio.messages import (
    EXIT_RESTART_ME,
    BeginEchoTest,
    CloseMicrophone,
    Command,
    Configure,
    DuckPlayback,
    EchoTested,
    EndEchoTest,
    FinishPart,
    Flush,
    Hearing,
    Heartbeat,
    Message,
    OpenMicrophone,
    PlayEarcon,
    PlaySound,
    Ready,
    Replay,
    StopReplay,
    WatchLevels,
)
from desktop_assistant.audio.mirror import Mirror
from desktop_assistant.audio.watchdog import LOOKS_S, NAP_S, Watchdog, is_silent
from desktop_assistant.core.audio import AudioSetup, DevicePair, Recording
from desktop_assistant.core.errors import DeviceError, ProtocolError
from desktop_assistant.core.local_events import LocalEvent
from desktop_assistant.core.snapshot import AudioDevices, EchoTest, Levels

log = logging.getLogger(__name__)

_WATCH_S = 0.25
"""Longest time between two looks at it."""
_CLOSE_S = 1.0
_NO_SOUND = "The sound was just being started again. Please repeat the test."
_STEADY_S = 5.0
"""A process that lived so long did not die of its start: its successor starts at once."""
_BACKOFF_S = (0.0, 0.25, 0.5, 1.0, 2.0)


def default_command(resources: Path) -> tuple[str, ...]:
    """How to start the audio process from this program, frozen or not."""
    module = ("audio",) if getattr(sys, "frozen", False) else ("-m", "desktop_assistant.audio")
    return (sys.executable, *module, str(resources))


class AudioProcess:
    """The AudioPort. Calls return at once and may come before `start` or while the process is being replaced.

    A spare process waits with its code loaded and nothing opened, so that a replacement takes 50 ms and not 500.

    | what | acquired | released |
    | the task that keeps a process running | `start` | `aclose` |
    | the process | `_run_once` | `_run_once`; killed 1 s after `aclose` at the latest |
    | the spare | `_keep_spare` | `_run_once`, which uses it, or `_keep_running` at the end |
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
        self._command = tuple(command or default_command(resources))
        self._environment = dict(os.environ if environment is None else environment)
        self._mirror = Mirror()
        self._child: Child | None = None
        self._spare: Child | None = None
        self._task: asyncio.Task[None] | None = None
        self._closing = False
        self._test: asyncio.Future[EchoTest] | None = None
        self._watchdog = Watchdog()
        self.restarts = 0
        self._devices = AudioDevices()

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

    def replay(self, recording: Recording) -> None:
        """Play kept sound; answers ReplayEnded."""
        self._tell(Replay(audio=recording.audio, format=recording.format))

    def stop_replay(self) -> None:
        """Silence it."""
        self._tell(StopReplay())

    def watch_levels(self, on: bool) -> None:
        """Report Levels 30 times a second while something sounds, or not at all."""
        self._tell(WatchLevels(on=on))

    async def test_echo(self) -> EchoTest:
        """Play a sound and listen for it, with the devices that would be used now; takes 6 s. DeviceError with one sentence."""
        self._end_test("Another test has begun.")
        if self._child is None:
            raise DeviceError(_NO_SOUND)
        test: asyncio.Future[EchoTest] = asyncio.get_running_loop().create_future()
        self._test = test
        self._tell(BeginEchoTest())
        try:
            return await test
        except asyncio.CancelledError:
            self._tell(EndEchoTest())
            raise

    @property
    def pair(self) -> DevicePair:
        """The microphone and the loudspeaker that are used whenever they are needed."""
        return pair_of(self._devices.inputs, self._devices.outputs, self._mirror.setup)

    async def aclose(self) -> None:
        """End the process and wait for it."""
        self._closing = True
        task, self._task = self._task, None
        if task is None:
            return
        kill = asyncio.get_running_loop().call_later(_CLOSE_S, self._kill)
        if self._child is not None:
            self._child.hang_up()
        else:
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        kill.cancel()

    def _tell(self, command: Command) -> None:
        delivered = self._child is not None and self._child.send(command)
        self._deliver(self._mirror.note(command, delivered=delivered))
        if delivered:
            self._watchdog.watch_closely(self._mirror.is_busy, asyncio.get_running_loop().time())

    def _end_test(self, error: str, result: EchoTest | None = None) -> None:
        test, self._test = self._test, None
        if test is None or test.done():
            return
        if result is not None:
            test.set_result(result)
        else:
            test.set_exception(DeviceError(error))

    def _deliver(self, events: Sequence[LocalEvent]) -> None:
        for event in events:
            self._sink(event)

    async def _keep_running(self) -> None:
        loop = asyncio.get_running_loop()
        failures = 0
        try:
            while not self._closing:
                began = loop.time()
                code = await self._run_once()
                if self._closing:
                    return
                self._bury(code)
                failures = 0 if loop.time() - began >= _STEADY_S else failures + 1
                await asyncio.sleep(_BACKOFF_S[min(failures, len(_BACKOFF_S)) - 1] if failures else 0)
        finally:
            await self._end(self._spare)

    def _bury(self, code: int | None) -> None:
        planned = code == EXIT_RESTART_ME
        log.log(logging.INFO if planned else logging.WARNING, "The audio process ended and is replaced", extra={"code": code})
        self.restarts += 1
        self._end_test(_NO_SOUND)
        self._deliver(self._mirror.lost(planned=planned))

    async def _run_once(self) -> int | None:
        """One life of the process: its exit code, or None if it could not be started."""
        loop = asyncio.get_running_loop()
        child = await self._take_spare()
        if child is None:
            return None
        self._watchdog.start(loop.time())
        for command in self._mirror.replay():
            child.send(command)
        self._child = child
        is_up = asyncio.Event()
        beside = [loop.create_task(self._watch()), loop.create_task(self._keep_spare(is_up))]
        try:
            async for messages in child.messages():
                self._watchdog.sign(loop.time())
                for message in messages:
                    self._hear(message, is_up)
        except ProtocolError as error:
            log.error("The audio process talks nonsense: %s", error)
            child.kill()
        finally:
            self._child = None
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
        return await child.wait()

    def _hear(self, message: Message, is_up: asyncio.Event) -> None:
        match message:
            case Levels():
                self._on_levels(message)
            case AudioDevices():
                self._devices = message
                self._on_devices(message)
            case Ready():
                log.info("The audio process is ready")
                is_up.set()
            case Heartbeat(patience_ms=patience_ms):
                self._watchdog.sign(asyncio.get_running_loop().time(), patience_s=patience_ms / 1000)
            case EchoTested(result=result, error=error):
                self._end_test(error, result)
            case Hearing():
                self._watchdog.hears()
            case _:
                self._deliver(self._mirror.hear(message))  # type: ignore[arg-type]

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(min(self._watchdog.due - LOOKS_S - loop.time(), _WATCH_S))
            if await is_silent(self._is_due, _nap) and not self._may_be_starved(loop.time()):
                log.warning("The audio process gives no sign of life")
                self._watchdog.give_up(loop.time())
                self._kill()
                return

    def _is_due(self) -> bool:
        return asyncio.get_running_loop().time() > self._watchdog.due - LOOKS_S

    def _may_be_starved(self, now: float) -> bool:
        """Asked only of one that is silent: to look at all of its threads costs more than all the rest of the watch."""
        return now <= self._watchdog.due_if_starved and self._child is not None and self._child.wants_to_run

    def _kill(self) -> None:
        if self._child is not None:
            self._child.kill()

    async def _spawn(self) -> Child | None:
        try:
            return await Child.spawn(self._command, self._environment)
        except OSError as error:
            log.error("The audio process cannot be started: %s", error)
            return None

    async def _keep_spare(self, is_up: asyncio.Event) -> None:
        # Loading takes half a second of processor time, which whoever is to serve now needs first.
        await is_up.wait()
        if self._spare is None:
            self._spare = await self._spawn()

    async def _take_spare(self) -> Child | None:
        spare, self._spare = self._spare, None
        if spare is not None and spare.is_alive:
            return spare
        await self._end(spare)
        return await self._spawn()

    async def _end(self, child: Child | None) -> None:
        if child is not None:
            child.kill()
            await child.wait()


async def _nap() -> float:
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(NAP_S)
    return loop.time() - began
