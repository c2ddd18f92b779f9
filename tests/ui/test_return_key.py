"""Return presses the button that has the keyboard, and the dialog's own where none has it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.snapshot import EchoCause, EchoTest
from desktop_assistant.ui.dialogs.echo_test import EchoTestDialog
from desktop_assistant.ui.dialogs.latency import LatencyDialog
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.settings_dialog.page_name import PageName
from tests.fakes.control import FakeControl, Settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DROWNED = EchoTest(
    input_device="mic-builtin", output_device="out-builtin", tested_at=1.7e9,
    delay_ms=84.0, echo_db=9.0, removed_db=9.0, noise_db=-62.0, duplex=Duplex.HALF, cause=EchoCause.LEVEL,
)  # fmt: skip


def press_return(button: QWidget) -> None:
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Return)


def modal() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


async def test_a_recommendation_is_used_and_the_test_not_begun_again(
    window: MainWindow, control: FakeControl, settle: Settle
) -> None:
    control.echo_kept = DROWNED
    window.open_echo_test()
    await settle()
    dialog = modal()
    assert isinstance(dialog, EchoTestDialog)
    press_return(dialog.use)
    await settle()
    assert control.rested == [(DROWNED.pair, True)]
    assert control.echo_running is None
    assert dialog.isVisible()


async def test_the_turns_are_exported_and_the_panel_stays(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    window.show_latencies()
    await settle()
    dialog = modal()
    assert isinstance(dialog, LatencyDialog)
    pressed: list[str] = []
    dialog.export.clicked.disconnect()
    dialog.export.clicked.connect(lambda: pressed.append("export"))
    dialog.export.setEnabled(True)
    press_return(dialog.export)
    assert pressed == ["export"]
    assert dialog.isVisible()


@pytest.mark.parametrize("where", ["welcome", "settings"])
async def test_the_self_test_is_opened_and_what_was_open_stays(window: MainWindow, settle: Settle, where: str) -> None:
    if where == "welcome":
        window.show_welcome()
    else:
        window.open_settings_page(PageName.AUDIO)
    await settle()
    host = modal()
    press_return(next(button for button in host.findChildren(QPushButton) if button.text().startswith("Test speakers")))
    await settle()
    assert isinstance(modal(), EchoTestDialog)
    assert host.isVisible()
    modal().reject()


async def test_where_no_button_has_the_keyboard_return_is_ok(window: MainWindow, settle: Settle) -> None:
    window.open_settings_page(PageName.AUDIO)
    await settle()
    dialog = window.settings_dialog
    assert dialog is not None
    press_return(dialog._list)
    assert not dialog.isVisible()


async def test_where_no_button_has_the_keyboard_return_begins_the_test(
    window: MainWindow, control: FakeControl, settle: Settle
) -> None:
    window.open_echo_test()
    await settle()
    QTest.keyClick(modal(), Qt.Key.Key_Return)
    await settle()
    assert control.echo_running is not None
