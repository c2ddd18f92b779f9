"""Who is the one: true lock files and sockets, in one process or in two."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_assistant import instance
from desktop_assistant.instance import Instance

HOLD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_assistant.instance import Instance

app = QCoreApplication([])
held = Instance(Path(sys.argv[1]))
assert held.claim()
print("held", flush=True)
if sys.argv[2] == "late":
    time.sleep(1)
if sys.argv[2] in ("answering", "late"):
    held.listen()
    app.exec()
sys.stdin.read()
"""


def another(folder: Path, manner: str) -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder), manner], stdin=pipe, stdout=pipe)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.communicate()


@pytest.mark.parametrize("manner", ["answering", "late"])
def test_one_that_answers_keeps_us_out(tmp_path: Path, qtbot: QtBot, manner: str) -> None:
    """Also one that has only just begun: two quick clicks start one program."""
    other = another(tmp_path, manner)
    try:
        assert not Instance(tmp_path).claim()
        assert Instance(tmp_path / "elsewhere").claim()  # a folder that does not even exist
    finally:
        end(other)


def test_one_that_was_killed_leaves_nothing_in_our_way(tmp_path: Path, qtbot: QtBot) -> None:
    other = another(tmp_path, "answering")
    os.kill(other.pid, signal.SIGKILL)
    other.communicate()
    ours = Instance(tmp_path)
    assert ours.claim()
    ours.listen()
    assert ours._server is not None
    assert ours._server.isListening()
    ours.close()


def test_one_that_is_ending_is_waited_for(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    other = another(tmp_path, "silent")
    asked: list[int] = []
    ours = Instance(tmp_path)
    true_lock = ours._lock.tryLock

    def lock(wait_ms: int) -> bool:
        asked.append(wait_ms)
        if wait_ms:
            end(other)
        return true_lock(wait_ms)

    monkeypatch.setattr(ours, "_lock", type("Lock", (), {"tryLock": staticmethod(lock), "error": ours._lock.error})())
    assert ours.claim()
    assert asked == [0, instance.AGAIN_MS]


@pytest.mark.expects_logs("does not answer")
def test_one_that_hangs_keeps_nobody_out(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance, "ENDING_MS", 10)
    other = another(tmp_path, "silent")
    try:
        assert Instance(tmp_path).claim()
    finally:
        end(other)


def test_a_later_start_is_heard(tmp_path: Path, qtbot: QtBot) -> None:
    ours = Instance(tmp_path)
    assert ours.claim()
    ours.listen()
    script = "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
    script += "from desktop_assistant.instance import Instance\n"
    script += "app = QCoreApplication([]); sys.exit(Instance(Path(sys.argv[1])).claim())"
    with qtbot.waitSignal(ours.asked_to_show, timeout=20_000):
        later = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)])
    assert later.wait(20) == 0
    ours.close()
