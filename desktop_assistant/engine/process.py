"""The parent's side of the engine: start it, wait until it is ready, watch it, restart it, end it.

The engine ends by itself when its input closes, so a parent that dies leaves nothing behind. Settings travel as JSON lines
on that input; the token travels in the environment, where other users cannot read it (they can read a command line).

An engine that is alive but stuck is noticed by a question on the same pipe that it does not answer; it is killed, and then
replaced like one that died.
"""

import asyncio
import contextlib
import json
import logging
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop_assistant.core.errors import TransportError
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.engine.discovery import FoundServer, discover_chat_servers
from desktop_assistant.engine.parent import PING
from desktop_assistant.engine.synthesizer.port import Voice

log = logging.getLogger(__name__)
TOKEN_VARIABLE = "DA_ENGINE_TOKEN"
READY_WITHIN_S = 20.0
_BACK_OFF_S = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Before the n-th restart in a row; a minute of calm starts the count anew."""
_CALM_S = 60.0
_END_WITHIN_S = 2.0
LOOK_EVERY_S = 5.0
ANSWER_WITHIN_S = 15.0
"""Nothing that a sound engine does keeps it from answering so long, on however busy a machine."""
_LOOKS = 2
"""A parent that stood still itself, for as long, finds the answer at its second look."""


def default_command() -> tuple[str, ...]:
    """How to start the engine from this program, frozen or not."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "engine")
    return (sys.executable, "-m", "desktop_assistant.engine")


class EngineProcess:
    """The engine as the app sees it. All methods are called on one event loop.

    | resource | acquired | released |
    |---|---|---|
    | child process with its pipes | `endpoint`, or a restart | `aclose`, or its own end |
    | watcher task | with the process | `aclose` |

    `on_exit` is told ENGINE_RESTARTED when the engine has crashed, ENGINE_MISSING when it does not come back, and each of
    them again with `over=True` when it is back, whoever asked for it.
    """

    def __init__(
        self,
        *,
        data: Path,
        on_exit: Callable[[Problem], None],
        environment: Mapping[str, str] | None = None,
        command: tuple[str, ...] | None = None,
        look_every_s: float = LOOK_EVERY_S,
        answer_within_s: float = ANSWER_WITHIN_S,
    ) -> None:
        self._data = data
        self._on_exit = on_exit
        self._environment = dict(environment if environment is not None else os.environ)
        self._command = command if command is not None else default_command()
        self._look_every_s = look_every_s
        self._answer_within_s = answer_within_s
        self._settings: dict[str, Any] = {"voice": "", "chat_url": "", "chat_model": "", "edition": 0}
        self._starting: asyncio.Task[_Running] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._voices: list[Voice] = []
        self._told: dict[ProblemCode, None] = {}
        """What stands: the engine is away."""
        self._is_closed = False

    @property
    def pid(self) -> int | None:
        """Of the running engine."""
        running = self._current()
        return running.process.pid if running and running.process.returncode is None else None

    async def endpoint(self) -> tuple[str, str]:
        """URL (`ws://127.0.0.1:<port>/v1/realtime?model=local&edition=<n>`) and token of the running engine; starts it if needed.
        The edition is that of the settings: whoever connects gets these or newer ones, however slowly the engine reads.

        Raises TransportError with one sentence for the user.
        """
        running = await self._ensure()
        return f"{running.url}&edition={self._settings['edition']}", running.token

    def configure(self, *, voice: str, chat_url: str, chat_model: str) -> None:
        """Applied to the running engine at once (no restart), and kept for its next start."""
        self._change(voice=voice, chat_url=chat_url, chat_model=chat_model)

    def configure_chain(self, chain: Mapping[str, Any]) -> None:
        """The stages of `chain/services.py`'s Chain with their keys, which travel on the engine's input and stay in memory."""
        self._change(chain=chain)

    def _change(self, **settings: Any) -> None:
        self._settings |= settings
        self._settings["edition"] += 1
        if (running := self._current()) is not None:
            running.tell(self._settings)

    async def voices(self) -> list[Voice]:
        """What the engine can speak with, best first; starts it if needed. Empty when it cannot be started."""
        with contextlib.suppress(TransportError):
            await self._ensure()
        return list(self._voices)

    async def chat_servers(self) -> list[FoundServer]:
        """Chat-completions servers that answer on this machine's usual ports."""
        return await discover_chat_servers()

    async def aclose(self) -> None:
        """End the engine: close its input, wait a little, then kill."""
        self._is_closed = True
        for task in (self._watching, self._starting if self._current() is None else None):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        if (running := self._current()) is not None:
            await running.end()

    def _current(self) -> "_Running | None":
        task = self._starting
        if task is None or not task.done() or task.cancelled() or task.exception() is not None:
            return None
        return task.result()

    async def _ensure(self) -> "_Running":
        if self._is_closed:
            raise TransportError("The local engine has been shut down.", retryable=False)
        running = self._current()
        is_dead = running is not None and running.process.returncode is not None
        if self._starting is None or is_dead or (self._starting.done() and running is None):
            self._starting = asyncio.create_task(self._start())
        return await asyncio.shield(self._starting)

    async def _start(self) -> "_Running":
        token = secrets.token_urlsafe(24)
        pipe = asyncio.subprocess.PIPE
        environment = {**self._environment, TOKEN_VARIABLE: token}
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command,
                "--data",
                str(self._data),
                stdin=pipe,
                stdout=pipe,
                stderr=asyncio.subprocess.DEVNULL,
                env=environment,
                start_new_session=True,  # Ctrl+C in a terminal is for the window, which then ends its children in order
            )
        except OSError as error:
            raise TransportError("The local engine could not be started.", retryable=True) from error
        running = _Running(process, token)
        try:
            ready = await running.until_ready()
        except BaseException:
            await running.end()
            raise
        self._voices = [Voice(**voice) for voice in ready["voices"]]
        running.tell(self._settings)
        self._tell_back()
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch(running))
        return running

    async def _watch(self, running: "_Running") -> None:
        """Wait for the engine's end; unless we asked for it, bring it back and tell both times."""
        failures = 0
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            await running.until_gone(self._look_every_s, self._answer_within_s)
            failures = 0 if loop.time() - began > _CALM_S else failures + 1
            detail = f"The local engine stopped (exit status {running.process.returncode})."
            log.warning("engine stopped", extra={"status": running.process.returncode, "failures": failures})
            self._tell(ProblemCode.ENGINE_RESTARTED, detail)
            back = await self._bring_back(failures)
            if back is None:
                return
            running = back

    async def _bring_back(self, failures: int) -> "_Running | None":
        for wait_s in _BACK_OFF_S[max(failures - 1, 0) :] or _BACK_OFF_S[-1:]:
            await asyncio.sleep(wait_s)
            try:
                return await self._ensure()
            except TransportError as error:
                detail = str(error)
        self._tell(ProblemCode.ENGINE_MISSING, detail)
        return None

    def _tell(self, code: ProblemCode, detail: str) -> None:
        self._told[code] = None
        self._on_exit(Problem(code=code, detail=detail))

    def _tell_back(self) -> None:
        told, self._told = self._told, {}
        for code in told:
            self._on_exit(Problem(code=code, over=True))


class _Running:
    """One run of the engine."""

    def __init__(self, process: asyncio.subprocess.Process, token: str) -> None:
        self.process = process
        self.token = token
        self.url = ""

    async def until_ready(self) -> dict[str, Any]:
        """The ready line."""
        assert self.process.stdout is not None
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                line = await self.process.stdout.readline()
            ready: dict[str, Any] = json.loads(line)
            self.url = f"ws://127.0.0.1:{int(ready['port'])}/v1/realtime?model=local"
        except TimeoutError as error:
            raise TransportError("The local engine did not get ready in time.", retryable=True) from error
        except (ValueError, KeyError, TypeError) as error:
            raise TransportError("The local engine stopped while it was starting.", retryable=True) from error
        return ready

    def tell(self, settings: Mapping[str, Any]) -> None:
        """One line to the engine; a dead one does not matter, its successor is told at its start."""
        assert self.process.stdin is not None
        if self.process.returncode is None:
            self.process.stdin.write(json.dumps(settings).encode() + b"\n")

    async def until_gone(self, look_every_s: float, answer_within_s: float) -> None:
        """Its own end; or ours, when it does not answer."""
        while await self._answers(answer_within_s):
            with contextlib.suppress(TimeoutError):  # not `wait_for`: until Python 3.12 it may swallow a cancellation
                async with asyncio.timeout(look_every_s):
                    await self.process.wait()
                return
        await self.process.wait()

    async def _answers(self, within_s: float) -> bool:
        """False: it has ended, now at the latest."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(PING).encode() + b"\n")
        for _ in range(_LOOKS):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(within_s / _LOOKS):
                    return bool(await self.process.stdout.readline())
        log.warning("engine does not answer and is killed", extra={"pid": self.process.pid})
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        return False

    async def end(self) -> None:
        """Close its input; kill it if it does not go."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            async with asyncio.timeout(_END_WITHIN_S):
                await self.process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()
