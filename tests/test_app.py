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


@pytest.mark.slow
@pytest.mark.parametrize("script", [ENDED_BY_QT, ENDED_BY_SIGNAL], ids=["logout", "Ctrl+C"])
def test_it_ends_in_order_however_it_is_ended(script: str, tmp_path: Path) -> None:
    deaf = {"PULSE_SERVER": "unix:/nowhere/native", "PIPEWIRE_RUNTIME_DIR": "/nowhere", "QT_QPA_PLATFORM": "offscreen"}
    home = {"DESKTOP_ASSISTANT_HOME": str(tmp_path / "home"), "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | deaf | home, capture_output=True, text=True, timeout=60, check=False
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
