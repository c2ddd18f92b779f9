"""A window on nobody's screen with a fake program behind it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_assistant.settings.model import Language, Settings, Theme
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.i18n import speak
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import DEVICES, FakeControl, Settle


@pytest.fixture
def settle(qapp: QApplication) -> Settle:
    """Let the loop and Qt finish what they have begun; no time passes."""

    async def finish() -> None:
        for _ in range(12):
            qapp.processEvents()
            await asyncio.sleep(0)

    return finish


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[UiBridge]:
    speak(Language.ENGLISH)
    apply_theme(qapp, Theme.LIGHT, 1.0)
    made = UiBridge(Settings())
    yield made
    made.deleteLater()


@pytest.fixture
def control(bridge: UiBridge) -> FakeControl:
    """Made, but not yet known to the bridge."""
    return FakeControl(bridge)


@pytest.fixture
def early_window(qtbot: QtBot, bridge: UiBridge, tmp_path: Path) -> Iterator[MainWindow]:
    """Shown before the program has started."""
    window = MainWindow(bridge, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    # pyqtgraph is imported by the tests that draw; the list reloads at once instead of a moment later.
    window.voice.waveform.begin_loading = lambda: None  # type: ignore[method-assign]
    window.history._stale.setInterval(0)
    window.show()
    qtbot.waitExposed(window)
    yield window
    # At once: deferred, old windows would still be styled by every later test.
    shiboken6.delete(window)


@pytest.fixture
async def window(early_window: MainWindow, bridge: UiBridge, control: FakeControl, settle: Settle) -> MainWindow:
    """Ready, with two past conversations, the first one open."""
    control.add_conversation("c1", "Ten kilometres in miles")
    control.add_conversation("c2", "Timer for the pasta", age_s=90_000)
    bridge.set_control(control)
    bridge.show_devices(DEVICES)
    bridge.show_conversation(control.infos["c1"], ())
    control.push()
    await settle()
    return early_window
