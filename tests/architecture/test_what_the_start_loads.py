"""What the window needs before it can be seen, and nothing else: each of these once cost its first paint 5 to 300 ms."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

UP_TO_THE_WINDOW = """
import json, sys
import desktop_assistant.app
from PySide6.QtWidgets import QApplication
app = QApplication([])
from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.theme import apply_theme
apply_theme(app, Settings().appearance.theme, 1.0)
window = MainWindow(UiBridge(Settings()))
window.show()
app.processEvents()
sys.stdout.write(json.dumps(sorted(sys.modules)))
sys.stdout.flush()
import os
os._exit(0)  # nothing of the window is to be closed in order here
"""
"""As `app` does it, without child processes."""

LATER = {
    "libraries": [
        "numpy",
        "pyqtgraph",
        "pygments",
        "httpx",
        "websockets",
        "keyring",
        "onnxruntime",
        "tomlkit",
        "sqlite3",
        "sqlcipher3",
        "ziamath",
    ],
    "standard library": ["email", "http", "urllib.request", "importlib.metadata", "xml", "multiprocessing", "unittest"],
    "Qt": ["PySide6.QtNetwork", "PySide6.QtMultimedia", "PySide6.QtOpenGL", "PySide6.QtTest", "PySide6.QtDBus"],
    "rooms": ["protocol", "session", "store", "world", "engine.server", "audio.service", "transport.connection"],
    "of the conductor": ["runtime.supervisor", "runtime.conversation"],
    "of the window": ["ui.settings_dialog.dialog", "ui.dialogs", "ui.voice.wave_plot", "ui.stall_watch"],
    "of the core": ["core.exact.speech", "core.exact.formula_words"],
}
"""Whole packages and modules that are loaded after the first paint, or when they are asked for."""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """All modules of a fresh interpreter with a window on its screen."""
    done = subprocess.run(
        [sys.executable, "-c", UP_TO_THE_WINDOW],
        cwd=Path(__file__).resolve().parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        check=True,
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("group", LATER)
def test_it_is_loaded_later(loaded: set[str], group: str) -> None:
    ours = group not in ("libraries", "standard library", "Qt")
    names = [f"desktop_assistant.{name}" if ours else name for name in LATER[group]]
    assert "desktop_assistant.ui.main_window" in loaded
    assert [name for name in names if name in loaded] == []


def test_what_is_loaded_later_exists() -> None:
    """A name that nobody bears any more would be kept out for ever."""
    package = Path(__file__).resolve().parents[2] / "desktop_assistant"
    for group in ("rooms", "of the conductor", "of the window", "of the core"):
        for name in LATER[group]:
            place = package.joinpath(*name.split("."))
            assert place.is_dir() or place.with_suffix(".py").is_file(), name
