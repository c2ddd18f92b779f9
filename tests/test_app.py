"""The true program without a desktop (Qt's offscreen platform) and without sound: that it starts, and that it ends in order."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ENDED_BY_QT = """
import sys, threading
from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
from desktop_assistant import app

def quit_from_outside():
    QMetaObject.invokeMethod(QCoreApplication.instance(), "quit", Qt.ConnectionType.QueuedConnection)

threading.Timer(4, quit_from_outside).start()
sys.exit(app.run(debug=False, wiretap=None))
"""
ENDED_BY_SIGNAL = """
import os, signal, sys, threading
from desktop_assistant import app

threading.Timer(4, os.kill, (os.getpid(), signal.SIGINT)).start()
sys.exit(app.run(debug=False, wiretap=None))
"""


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
@pytest.mark.parametrize("script", [ENDED_BY_QT, ENDED_BY_SIGNAL], ids=["logout", "Ctrl+C"])
def test_it_ends_in_order_however_it_is_ended(script: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", script], env=_alone(tmp_path), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr + (tmp_path / "home/logs/app.log").read_text()
    assert (tmp_path / "home/data/history.sqlite3").exists()
    assert (tmp_path / "home/config/settings.toml").exists()


def test_a_wiretap_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop_assistant", "--wiretap", str(tmp_path / "missing" / "tap.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "tap.jsonl: No such file" in line


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
