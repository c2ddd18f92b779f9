"""Escape silences the assistant wherever the keyboard is, and means something else only in silence."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_assistant.core.local_events import StopPressed
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import FakeControl, Settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Open = Callable[[MainWindow], QWidget]


def settings(window: MainWindow) -> QWidget:
    window.open_settings()
    assert window.settings_dialog is not None
    return window.settings_dialog


def dialog(window: MainWindow) -> QWidget:
    window.open_echo_test()
    modal = QApplication.activeModalWidget()
    assert modal is not None
    return modal


def popover(window: MainWindow) -> QWidget:
    window.show_patience()
    assert window.voice.patience.popover is not None
    return window.voice.patience.popover


def find_bar(window: MainWindow) -> QWidget:
    window.find_words()
    return window.chat.find_bar


@pytest.mark.parametrize("opened", [settings, dialog, popover, find_bar])
@pytest.mark.parametrize("voice", [VoiceState.SPEAKING, VoiceState.HELD])
async def test_it_silences_first_and_closes_then(
    window: MainWindow, control: FakeControl, settle: Settle, opened: Open, voice: VoiceState
) -> None:
    control.push(voice=voice, can_stop=True)
    window.activateWindow()
    await settle()
    shown = opened(window)
    await settle()
    press_escape()
    assert control.events == [StopPressed()]
    assert shown.isVisible()
    control.push(voice=VoiceState.LISTENING, can_stop=False)
    press_escape()
    await settle()
    assert not isValid(shown) or not shown.isVisible()
    assert control.events == [StopPressed()]


def press_escape() -> None:
    """As the keyboard does: to the window that has the focus, shortcuts first."""
    focused = QGuiApplication.focusWindow()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
