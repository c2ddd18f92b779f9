"""The tests' screen: pictures show what is on it, keys arrive in the window."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.display import HEIGHT, WIDTH, Display

pytestmark = pytest.mark.e2e

EDITOR = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
field = QLineEdit()
field.setStyleSheet("background: rgb(200, 30, 40)")
field.resize(400, 200)
field.returnPressed.connect(lambda: (print(field.text(), flush=True), app.quit()))
field.show()
app.exec()
"""


def test_a_window_is_seen_and_typed_into(display: Display, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", EDITOR], env=display.env, text=True, stdout=subprocess.PIPE) as program:
        window = display.window_of(program.pid)
        display.do("windowactivate", "--sync", window)
        picture = display.picture()
        assert picture.shape == (HEIGHT, WIDTH, 3)
        display.do("type", "--delay", 5, "hello there")
        saved = display.save_picture(tmp_path / "screen.png")
        display.do("key", "Return")
        assert program.communicate(timeout=10)[0].strip() == "hello there"
    assert saved.stat().st_size > 500
    assert (abs(picture.astype(int) - (200, 30, 40)).max(axis=2) < 3).sum() > 10_000
