"""The true audio process and its parent, on a machine without a sound server: no rig is needed to die and come back."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from desktop_assistant.audio.messages import Heartbeat, Ready, encode
from desktop_assistant.audio.process import AudioProcess
from desktop_assistant.core.audio import AudioSetup, DevicePair
from desktop_assistant.core.errors import DeviceError
from desktop_assistant.core.local_events import (
    LocalEvent,
    MicrophoneClosed,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    ProblemRaised,
)
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import AudioDevices, Levels
from tests.rig.server import ahead

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 30.0
"""For what comes at once on a machine with nothing else to do."""
RESOURCES = ROOT / "resources"


class Parent:
    """Collects what an AudioProcess says and waits for it."""

    def __init__(self, folder: Path, command: list[str] | None = None) -> None:
        self.events: list[tuple[float, LocalEvent]] = []
        self.levels: list[Levels] = []
        self.devices: list[AudioDevices] = []
        self._news = asyncio.Event()
        environment = dict(os.environ, PULSE_SERVER=f"unix:{folder}/nobody", PYTHONPATH=str(ROOT))
        self.audio = AudioProcess(
            sink=self._hear,
            on_levels=self.levels.append,
            on_devices=self.devices.append,
            resources=RESOURCES,
            command=command,
            environment=environment,
        )

    def _hear(self, event: LocalEvent) -> None:
        self.events.append((time.monotonic(), event))
        self._news.set()

    def got(self, kind: type, code: ProblemCode | None = None, *, over: bool = False) -> list[LocalEvent]:
        found = [event for _, event in self.events if isinstance(event, kind)]
        if code is None:
            return found
        return [e for e in found if isinstance(e, ProblemRaised) and (e.problem.code, e.problem.over) == (code, over)]

    async def until(self, condition) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not condition():
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def running(folder: Path, command: list[str] | None = None) -> AsyncIterator[Parent]:
    parent = Parent(folder, command)
    parent.audio.start()
    try:
        yield parent
    finally:
        await parent.audio.aclose()


async def reached(audio: AudioProcess, restarts: int) -> None:
    while audio.restarts < restarts:  # noqa: ASYNC110 - a counter, not an event
        await asyncio.sleep(0.02)


async def test_without_a_sound_server_it_says_so_and_playback_advances_in_real_time(tmp_path: Path) -> None:
    async with running(tmp_path) as parent:
        parent.audio.configure(AudioSetup())
        began = time.monotonic()
        parent.audio.play("a", 0, bytes(24000))
        parent.audio.finish("a", 0)
        await parent.until(lambda: parent.got(PlaybackDrained))
        assert [e.problem.code for e in parent.got(ProblemRaised)] == [ProblemCode.SOUND_SERVER_GONE]  # type: ignore[attr-defined]
        assert time.monotonic() - began > 0.45, "half a second of sound was not played, but dropped"
        played = [event.played_ms for event in parent.got(PlaybackAdvanced)]  # type: ignore[attr-defined]
        assert played == sorted(played)
        assert len(played) > 1
        parent.audio.open_microphone(gated=True)
        parent.audio.close_microphone(tail_ms=100, discard=False)
        await parent.until(lambda: parent.got(MicrophoneClosed))
        parent.audio.flush()
        await parent.until(lambda: parent.got(PlaybackFlushed))
        assert parent.devices[-1] == AudioDevices()


@pytest.mark.expects_logs("ended and is replaced", "no sign of life")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
async def test_a_process_that_dies_in_mid_sentence_is_replaced_and_goes_on_where_it_was(
    tmp_path: Path, end: signal.Signals
) -> None:
    async with running(tmp_path) as parent:
        parent.audio.play("a", 0, bytes(48000 * 2))
        parent.audio.finish("a", 0)
        await parent.until(lambda: any(event.played_ms > 300 for event in parent.got(PlaybackAdvanced)))  # type: ignore[attr-defined]
        victim = parent.audio.pid
        assert victim is not None
        os.kill(victim, end)
        await parent.until(lambda: parent.got(PlaybackDrained))
        assert parent.audio.restarts == 1
        assert parent.audio.pid != victim
        played = [event.played_ms for event in parent.got(PlaybackAdvanced)]  # type: ignore[attr-defined]
        assert played == sorted(played)
        assert played[-1] == 2000.0
        assert len(parent.got(ProblemRaised, ProblemCode.AUDIO_RESTARTED)) == 1
        assert len(parent.got(ProblemRaised, ProblemCode.AUDIO_RESTARTED, over=True)) == 1
        assert len(parent.got(ProblemRaised, ProblemCode.SOUND_SERVER_GONE)) == 1


@pytest.mark.expects_logs("ended and is replaced", "cannot be started", "talks nonsense")
@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-c", "raise SystemExit(3)"],
        [sys.executable, "-c", "import sys; sys.stdin.buffer.read(8); print('Segmentation fault ' * 9)"],
        ["/does/not/exist"],
    ],
    ids=["exits", "talks nonsense", "missing"],
)
async def test_a_process_that_cannot_live_is_tried_again_with_patience(tmp_path: Path, command: list[str]) -> None:
    async with running(tmp_path, command) as parent:
        began = time.monotonic()
        async with asyncio.timeout(LIMIT_S):
            await reached(parent.audio, 4)
        assert time.monotonic() - began > 0.74, "three waits: none, a quarter and a half of a second"
        assert len(parent.got(ProblemRaised, ProblemCode.AUDIO_RESTARTED)) == 1
        parent.audio.flush()
        assert parent.got(PlaybackFlushed)


async def test_a_spare_loads_as_soon_as_there_is_something_to_lose(tmp_path: Path) -> None:
    """Its predecessor plays from `Ready` on, long before it also hears."""
    begun = tmp_path / "begun"
    serve = (
        f"import os, sys; open({str(begun)!r}, 'a').write('x'); os.read(0, 8); os.write(1, {encode(Ready())!r}); sys.stdin.read()"
    )
    async with running(tmp_path, [sys.executable, "-c", serve]):
        async with asyncio.timeout(LIMIT_S):
            while not begun.exists() or begun.read_text() != "xx":  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.02)


async def test_closing_ends_the_process_and_its_spare(tmp_path: Path) -> None:
    before = set(psutil.Process().children())
    async with running(tmp_path) as parent:
        parent.audio.configure(AudioSetup())
        await parent.until(lambda: parent.got(ProblemRaised))
        async with asyncio.timeout(LIMIT_S):
            while len(ours := set(psutil.Process().children()) - before) < 2:  # noqa: ASYNC110 - the spare comes in its own time
                await asyncio.sleep(0.02)
        assert parent.audio.pid in {process.pid for process in ours}
        await parent.audio.aclose()
        assert parent.audio.pid is None
        assert not [process for process in ours if process.is_running()]


async def test_sound_comes_before_other_work_where_the_system_allows_it(tmp_path: Path) -> None:
    async with running(tmp_path) as parent:
        await parent.until(lambda: parent.got(ProblemRaised))
        assert parent.audio.pid is not None
        is_first = os.getpriority(os.PRIO_PROCESS, parent.audio.pid) < os.getpriority(os.PRIO_PROCESS, 0)
        assert is_first == bool(ahead())


async def test_closing_what_was_never_started_is_fine(tmp_path: Path) -> None:
    parent = Parent(tmp_path)
    parent.audio.play("a", 0, bytes(10))
    await parent.audio.aclose()


def test_a_bug_ends_the_process_instead_of_half_of_it(tmp_path: Path) -> None:
    """An exception in a Qt slot would only be printed."""
    broken = subprocess.run(
        [sys.executable, "-m", "desktop_assistant.audio", str(RESOURCES)],
        input=b"\xff" * 64,
        capture_output=True,
        env=dict(os.environ, PULSE_SERVER=f"unix:{tmp_path}/nobody"),
        cwd=ROOT,
        timeout=LIMIT_S,
        check=False,
    )
    assert broken.returncode == 70
    assert b"ProtocolError" in broken.stderr


def test_the_process_ends_with_its_parent(tmp_path: Path) -> None:
    environment = dict(os.environ, PULSE_SERVER=f"unix:{tmp_path}/nobody")
    child = subprocess.Popen(
        [sys.executable, "-m", "desktop_assistant.audio", str(RESOURCES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=ROOT,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(encode(Heartbeat())[:5])  # even in the middle of a frame
    child.stdin.flush()
    assert child.stdout.read(1)
    child.stdin.close()
    assert child.wait(LIMIT_S) == 0
    child.stdout.close()


async def test_the_self_test_says_in_a_sentence_why_there_is_none(tmp_path: Path) -> None:
    async with running(tmp_path) as parent:
        with pytest.raises(DeviceError, match="just being started"):
            await parent.audio.test_echo()
        await parent.until(lambda: parent.devices)
        with pytest.raises(DeviceError, match="no microphone"):
            await parent.audio.test_echo()
        assert parent.audio.pair == DevicePair()
