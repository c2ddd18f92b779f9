"""The true program without a desktop (Qt's offscreen platform) and without sound: that it starts, and that it ends in order."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_assistant.audio.process import default_command as audio_command
from desktop_assistant.engine.process import default_command as engine_command

TRUE_PROGRAM = """
import gc, sys, threading
from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
from desktop_assistant import app

def quit_from_outside():
    QMetaObject.invokeMethod(QCoreApplication.instance(), "quit", Qt.ConnectionType.QueuedConnection)

def wait_for_the_end():
    if sys.stdin.readline():
        quit_from_outside()

gc.disable()  # as the command line does
threading.Thread(target=wait_for_the_end, daemon=True).start()
sys.exit(app.run(debug=False, wiretap=None) or not gc.isenabled())
"""
"""Ends as if the session did when a line comes in; with 1 if garbage was not collected again."""


ENDED_WHEN_ASKED_TO_SHOW = """
import sys
from desktop_assistant import app, instance

true_listen = instance.Instance.listen

def listen(self):
    true_listen(self)
    self.asked_to_show.connect(app.QApplication.instance().quit_asked)
    print("listening", flush=True)

instance.Instance.listen = listen
sys.exit(app.run(debug=False, wiretap=None))
"""


def _alone(folder: Path) -> dict[str, str]:
    """A home of its own, no screen, no sound."""
    deaf = {"PULSE_SERVER": "unix:/nowhere/native", "PIPEWIRE_RUNTIME_DIR": "/nowhere", "QT_QPA_PLATFORM": "offscreen"}
    return os.environ | deaf | {"DESKTOP_ASSISTANT_HOME": str(folder / "home"), "HOME": str(folder)}


@pytest.mark.slow
@pytest.mark.parametrize("by_signal", [False, True], ids=["logout", "Ctrl+C"])
def test_it_ends_in_order_however_it_is_ended(by_signal: bool, tmp_path: Path) -> None:
    pipe = subprocess.PIPE
    env = _alone(tmp_path) | {"DESKTOP_ASSISTANT_MARKS": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", TRUE_PROGRAM], env=env, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as program:
        assert program.stdout is not None
        assert any(json.loads(line)["mark"] == "ready" for line in program.stdout)
        if by_signal:
            program.send_signal(signal.SIGINT)
        _, complaints = program.communicate(None if by_signal else "\n", timeout=60)
    assert program.returncode == 0, complaints
    assert "Traceback" not in complaints + (tmp_path / "home/logs/app.log").read_text()
    assert (tmp_path / "home/data/history.sqlite3").exists()
    assert (tmp_path / "home/config/settings.toml").exists()


def test_a_wiretap_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop_assistant", "--wiretap", str(tmp_path / "missing" / "tap.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "tap.jsonl: No such file" in line


@pytest.mark.parametrize(
    ("room", "wrong", "complaint"),
    [("audio", ["--nonsense"], "--nonsense"), ("engine", ["--serve", "nobody"], "--serve takes"), ("engine", [], "--data")],
)
def test_a_frozen_program_is_each_of_its_processes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, room: str, wrong: list[str], complaint: str
) -> None:
    """It has no `python -m`; what its rooms call themselves by is what its command line takes."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command = audio_command(tmp_path) if room == "audio" else engine_command()
    assert command[:2] == (sys.executable, room)
    done = subprocess.run(
        [sys.executable, "-m", "desktop_assistant", *command[1:], *wrong],
        env=_alone(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert complaint in done.stderr


def test_a_second_start_brings_the_first_window_to_the_front(tmp_path: Path) -> None:
    first = subprocess.Popen([sys.executable, "-c", ENDED_WHEN_ASKED_TO_SHOW], env=_alone(tmp_path), stdout=subprocess.PIPE)
    assert first.stdout is not None
    assert first.stdout.readline() == b"listening\n"
    second = subprocess.run(
        [sys.executable, "-m", "desktop_assistant"], env=_alone(tmp_path), capture_output=True, text=True, timeout=60, check=False
    )
    assert second.returncode == 0
    assert "open already" in second.stderr
    assert first.wait(30) == 0
    first.stdout.close()
