"""The engine as a child process: start, crash, restart, end; nothing left behind, no secret shown."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from desktop_assistant.core.errors import TransportError
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.engine.process import EngineProcess
from tests.engine.conftest import ROOT, Engine, sdk_client


def engine_of(process: EngineProcess, endpoint: tuple[str, str]) -> Engine:
    url, token = endpoint
    return Engine(port=int(url.split(":")[2].split("/")[0]), data=Path(), process=None, token=token)  # type: ignore[arg-type]


async def test_it_starts_answers_and_ends_without_leaving_anything(tmp_path: Path) -> None:
    process = EngineProcess(data=tmp_path, on_exit=lambda problem: None)
    endpoint = await process.endpoint()
    assert endpoint[0].endswith("/v1/realtime?model=local&edition=0")
    assert endpoint == await process.endpoint()
    voices = await process.voices()
    assert any(voice.id.startswith("espeak:gmw/en") for voice in voices)
    async with sdk_client(engine_of(process, endpoint)) as client:
        assert await client.ask("1 + 1") == "1 + 1 = 2."
    pid = process.pid
    assert pid is not None
    children = psutil.Process(pid).children()
    shown = " ".join(part for one in (psutil.Process(pid), *children) for part in one.cmdline())
    assert endpoint[1] not in shown
    await process.aclose()
    assert not psutil.pid_exists(pid)
    assert not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children)
    with pytest.raises(TransportError, match="shut down"):
        await process.endpoint()


@pytest.mark.expects_logs("engine stopped")
async def test_a_killed_engine_comes_back_with_a_new_token_and_the_user_is_told(tmp_path: Path) -> None:
    problems: asyncio.Queue[Problem] = asyncio.Queue()
    process = EngineProcess(data=tmp_path, on_exit=problems.put_nowait)
    first = await process.endpoint()
    async with sdk_client(engine_of(process, first)) as client:
        await client.ask("set a timer for one hour")
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    told = await asyncio.wait_for(problems.get(), 30)
    assert (told.code, told.over) == (ProblemCode.ENGINE_RESTARTED, False)
    told = await asyncio.wait_for(problems.get(), 30)
    assert (told.code, told.over) == (ProblemCode.ENGINE_RESTARTED, True)
    second = await process.endpoint()
    assert second[1] != first[1]
    async with sdk_client(engine_of(process, second)) as client:
        assert "1 hour timer" in await client.ask("what timers are running")
    await process.aclose()


async def test_a_command_that_is_no_engine_is_one_clear_sentence(tmp_path: Path) -> None:
    for command, sentence in ((("/nowhere/engine",), "could not be started"), ((sys.executable, "-c", "pass"), "stopped while")):
        process = EngineProcess(data=tmp_path, on_exit=lambda problem: None, command=command)
        with pytest.raises(TransportError, match=sentence):
            await process.endpoint()
        assert await process.voices() == []
        await process.aclose()


def test_the_engine_ends_when_its_parent_is_gone(tmp_path: Path) -> None:
    parent = (
        "import subprocess, sys, os\n"
        "p = subprocess.Popen([sys.executable, '-m', 'desktop_assistant.engine', '--data', sys.argv[1]], stdin=subprocess.PIPE,"
        " stdout=subprocess.PIPE, env={**os.environ, 'DA_ENGINE_TOKEN': 'x'})\n"
        "p.stdout.readline(); print(p.pid, flush=True); os._exit(9)\n"
    )
    shown = subprocess.run([sys.executable, "-c", parent, str(tmp_path)], cwd=ROOT, capture_output=True, check=False, timeout=30)
    pid = int(shown.stdout)
    deadline = time.monotonic() + 30
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "the engine outlived its parent"
        time.sleep(0.05)


def test_without_a_token_it_does_not_start(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "DA_ENGINE_TOKEN"}
    command = [sys.executable, "-m", "desktop_assistant.engine", "--data", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=30)
    assert ended.returncode == 2
    assert b"DA_ENGINE_TOKEN" in ended.stderr


async def test_a_due_timer_speaks_unasked_with_a_bell(tmp_path: Path) -> None:
    due = {"due": time.time() - 1, "length_s": 300.0, "label": "", "is_reminder": False}
    (tmp_path / "timers.json").write_text(json.dumps([due]))
    process = EngineProcess(data=tmp_path, on_exit=lambda problem: None)
    async with sdk_client(engine_of(process, await process.endpoint())) as client:
        await client.until("session.created")
        await client.send(type="session.update", session={"type": "realtime"})
        done = await client.until("response.done")
        assert done["response"]["output"][0]["content"][0]["transcript"] == "Your 5 minute timer is done."
        assert len(client.sound()) / 48_000 > 2.0  # a second of bell, and the words
    await process.aclose()


async def test_a_killed_voice_process_is_replaced_without_the_client_noticing(tmp_path: Path) -> None:
    process = EngineProcess(data=tmp_path, on_exit=lambda problem: None)
    process.configure(voice="espeak:gmw/en-US", chat_url="", chat_model="")
    async with sdk_client(engine_of(process, await process.endpoint())) as client:
        await client.ask("1 + 1")
        assert process.pid is not None
        (voice,) = [c for c in psutil.Process(process.pid).children() if "espeak_process.py" in " ".join(c.cmdline())]
        voice.kill()
        client.events.clear()
        assert await client.ask("2 + 2") == "2 + 2 = 4."
        assert len(client.sound()) > 24_000
        assert not [e for e in client.events if e["type"] == "error"]
    await process.aclose()


ENGINE_IN_NAME = """
import json, pathlib, sys
if pathlib.Path(sys.argv[-1], "broken").exists():
    sys.exit(3)
print(json.dumps({"ready": True, "port": 1, "voices": []}), flush=True)
sys.stdin.read()
"""


@pytest.mark.expects_logs("engine stopped")
async def test_a_crash_after_a_calm_time_is_made_good_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_assistant.engine.process._CALM_S", 0.0)
    problems: asyncio.Queue[Problem] = asyncio.Queue()
    process = EngineProcess(data=tmp_path, on_exit=problems.put_nowait, command=(sys.executable, "-c", ENGINE_IN_NAME))
    await process.endpoint()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    assert not (await asyncio.wait_for(problems.get(), 30)).over
    assert (await asyncio.wait_for(problems.get(), 30)).over
    await process.aclose()


@pytest.mark.expects_logs("engine stopped")
async def test_an_engine_that_comes_back_after_all_takes_its_banners_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_assistant.engine.process._BACK_OFF_S", (0.0, 0.0))
    problems: asyncio.Queue[Problem] = asyncio.Queue()
    process = EngineProcess(data=tmp_path, on_exit=problems.put_nowait, command=(sys.executable, "-c", ENGINE_IN_NAME))
    await process.endpoint()
    assert process.pid is not None
    (tmp_path / "broken").touch()
    os.kill(process.pid, signal.SIGKILL)
    told = [await asyncio.wait_for(problems.get(), 30) for _ in range(2)]
    assert [(p.code, p.over) for p in told] == [(ProblemCode.ENGINE_RESTARTED, False), (ProblemCode.ENGINE_MISSING, False)]
    (tmp_path / "broken").unlink()
    await process.endpoint()  # as the link asks when it tries again
    told = [await asyncio.wait_for(problems.get(), 30) for _ in range(2)]
    assert [(p.code, p.over) for p in told] == [(ProblemCode.ENGINE_RESTARTED, True), (ProblemCode.ENGINE_MISSING, True)]
    await process.aclose()


STUCK_ONCE = """
import json, pathlib, sys
stuck = pathlib.Path(sys.argv[-1], "stuck")
print(json.dumps({"ready": True, "port": 1, "voices": []}), flush=True)
for line in sys.stdin:
    if not stuck.exists():
        stuck.touch()
        break
    if line.startswith('{"ping"'):
        print("{}", flush=True)
sys.stdin.read()
"""


@pytest.mark.expects_logs("engine (stopped|does not answer)")
async def test_an_engine_that_is_alive_but_stuck_is_replaced_and_the_user_is_told(tmp_path: Path) -> None:
    problems: asyncio.Queue[Problem] = asyncio.Queue()
    command = (sys.executable, "-c", STUCK_ONCE)
    process = EngineProcess(data=tmp_path, on_exit=problems.put_nowait, command=command, answer_within_s=1.0)
    await process.endpoint()
    stuck = process.pid
    for over in (False, True):
        told = await asyncio.wait_for(problems.get(), 30)
        assert (told.code, told.over) == (ProblemCode.ENGINE_RESTARTED, over)
    assert process.pid != stuck
    await process.aclose()


async def test_an_engine_that_answers_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "stuck").touch()
    problems: asyncio.Queue[Problem] = asyncio.Queue()
    counting = STUCK_ONCE.replace('print("{}"', 'open(sys.argv[-1] + "/answers", "a").write("x"); print("{}"')
    command = (sys.executable, "-c", counting)
    process = EngineProcess(data=tmp_path, on_exit=problems.put_nowait, command=command, look_every_s=0.001)
    await process.endpoint()
    answers = tmp_path / "answers"
    async with asyncio.timeout(30):
        while not answers.exists() or answers.stat().st_size < 3:  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.01)
    assert problems.empty()
    await process.aclose()


def test_the_engine_says_that_it_is_there(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop_assistant.engine", "--data", str(tmp_path)]
    environment = {**os.environ, "DA_ENGINE_TOKEN": "x"}
    said = b'not JSON\n{"ping": true}\n{"voice": ""}\n{"ping": true}\n'
    ended = subprocess.run(command, cwd=ROOT, env=environment, input=said, capture_output=True, check=True, timeout=60)
    ready, *answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ready["ready"]
    assert answers == [{"pong": True}] * 2
