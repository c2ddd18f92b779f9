import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QRect, QSettings, QSize, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_assistant.core.items import Role
from desktop_assistant.core.local_events import ModeChosen, TalkPressed, UserText
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.settings.model import Settings, Theme
from desktop_assistant.ui.actions import ACTIONS
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.dialogs.first_run import FirstRun
from desktop_assistant.ui.dialogs.shortcuts import ShortcutsDialog
from desktop_assistant.ui.main_window import SMALLEST, MainWindow
from desktop_assistant.ui.stall_watch import StallWatch
from desktop_assistant.ui.system_pages import open_sound_settings, open_web_page
from tests.fakes.control import FakeControl, Settle, spoken, user_typed

CTRL = Qt.KeyboardModifier.ControlModifier


async def test_the_window_is_of_use_before_the_program_has_started(
    early_window: MainWindow, bridge: UiBridge, control: FakeControl
) -> None:
    early_window.open_settings()
    early_window.new_conversation()
    early_window.toggle_history()
    early_window.chat.submitted.emit("hello")
    bridge.set_control(control)
    control.push()
    assert control.events == [UserText(text="hello")]


def test_a_first_window_is_placed_in_the_middle_before_it_is_shown(qtbot: QtBot, bridge: UiBridge, tmp_path: Path) -> None:
    """A window manager says late where it put a window, and the welcome was placed by that: beside it."""
    window = MainWindow(bridge, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    room = window.screen().availableGeometry()
    assert (window.geometry().center() - room.center()).manhattanLength() <= 2
    shiboken6.delete(window)


@pytest.mark.parametrize("is_editing", [True, False])
async def test_an_empty_conversation_leaves_the_keyboard_at_the_text_box(
    window: MainWindow, bridge: UiBridge, control: FakeControl, settle: Settle, is_editing: bool
) -> None:
    bridge.show_item(user_typed("ten smiles", "u1"), None)
    await settle()
    if is_editing:
        assert window.chat.view.editing.begin("u1")
    else:
        window.chat.view.setFocus()
    bridge.show_conversation(control.infos["c2"], ())
    await settle()
    assert window.focusWidget() is window.chat.composer.box


async def test_items_reach_the_chat(window: MainWindow, bridge: UiBridge) -> None:
    bridge.show_item(spoken(Role.USER, "what time is it", "u1"), None)
    bridge.show_item(spoken(Role.ASSISTANT, "It is noon.", "a1"), "u1")
    assert window.chat.model.rowCount() == 2
    bridge.hide_item("a1")
    assert window.chat.model.rowCount() == 1


async def test_the_smallest_and_a_large_size(window: MainWindow, settle: Settle) -> None:
    window.resize(QSize(100, 100))
    await settle()
    assert window.size() == SMALLEST
    window.resize(QSize(1600, 1000))
    await settle()
    button = window.voice.talk_button
    centre = button.mapTo(window, button.rect().center()).x()
    assert abs(centre - 800) <= 2


async def test_the_words_stay_under_the_button(window: MainWindow, settle: Settle) -> None:
    for width in (380, 619, 620, 900, 1600):
        window.resize(QSize(width, 760))
        await settle()
        title = window.voice._title
        centre = title.mapTo(window, title.rect().center()).x()
        assert abs(centre - width / 2) <= 3, width


def test_closing_says_so_and_remembers_the_place(bridge: UiBridge, qtbot: QtBot, tmp_path: Path) -> None:
    store = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    window = MainWindow(bridge, store)
    window.show()
    window.setGeometry(QRect(10, 20, 500, 600))
    with qtbot.waitSignal(window.closed):
        window.close()
    assert store.allKeys() == ["geometry"]
    again = MainWindow(bridge, store)
    assert again.size() == QSize(500, 600)
    for each in (window, again):
        shiboken6.delete(each)


async def test_the_theme_changes_with_the_settings(window: MainWindow, bridge: UiBridge, qapp: QApplication) -> None:
    from dataclasses import replace

    settings = bridge.settings
    bridge.apply(replace(settings, appearance=replace(settings.appearance, theme=Theme.DARK, reduced_motion=True)))
    assert qapp.palette().window().color().lightness() < 80
    assert window.voice.talk_button._reduced_motion


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_shortcuts_open_what_they_say(window: MainWindow, qapp: QApplication, settle: Settle) -> None:
    QTest.keyClick(window, Qt.Key.Key_Comma, CTRL)
    await settle()
    assert window.settings_dialog is not None
    window.settings_dialog.reject()
    await settle()
    for key, modifier in ((Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Slash, CTRL)):
        window.activateWindow()
        await settle()
        QTest.keyClick(window, key, modifier)
        await settle()
        dialog = qapp.activeModalWidget()
        assert isinstance(dialog, ShortcutsDialog), key
        dialog.close()
        await settle()
    window.activateWindow()
    await settle()
    window.voice.talk_button.setFocus()
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    await settle()
    assert window.chat.isAncestorOf(qapp.focusWidget())


async def test_space_talks_and_letters_are_typed_from_the_start(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    assert window.focusWidget() is window.voice.talk_button
    QTest.keyClick(window.voice.talk_button, Qt.Key.Key_Space)
    assert control.events == [TalkPressed()]
    QTest.keyClick(window.voice.talk_button, "h")
    await settle()
    assert window.chat.isAncestorOf(window.focusWidget())
    QTest.keyClicks(window.focusWidget(), "i you")
    assert window.chat.draft() == "hi you"
    assert control.events == [TalkPressed()]


def test_no_two_actions_share_a_key() -> None:
    keys = [key for spec in ACTIONS for key in spec.keys]
    assert len(keys) == len(set(keys))
    assert "Space" not in keys  # an ordinary shortcut would take it from the text box


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_the_welcome_asks_for_the_mode(
    window: MainWindow, control: FakeControl, qapp: QApplication, settle: Settle
) -> None:
    window.show_welcome()
    await settle()
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, FirstRun)
    dialog.choose_mode(TalkMode.HOLD)
    dialog.reject()  # skipped: nothing changes
    assert control.events == []
    await settle()
    window.show_welcome()
    await settle()
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, FirstRun)
    dialog.choose_mode(TalkMode.HOLD)
    dialog.accept()
    assert control.events == [ModeChosen(mode=TalkMode.HOLD)]
    await settle()


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_the_welcome_leads_to_the_key(window: MainWindow, qapp: QApplication, settle: Settle) -> None:
    window.show_welcome()
    await settle()
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, FirstRun)
    dialog._ask_for_key()
    await settle()
    assert window.settings_dialog is not None


def test_only_web_and_mail_addresses_leave_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: opened.append(url.toString()) or True)
    assert open_web_page(QUrl("https://example.org/"))
    for address in ("file:///etc/passwd", "javascript:alert(1)", "smb://host/share", "example"):
        assert not open_web_page(QUrl(address))
    assert opened == ["https://example.org/"]


def test_sound_settings_of_each_system(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: opened.append(url.scheme()) or True)
    assert open_sound_settings("win32")
    assert open_sound_settings("darwin")
    assert opened == ["ms-settings", "x-apple.systempreferences"]
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert not open_sound_settings("linux")
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name == "pavucontrol" else None)
    monkeypatch.setattr("subprocess.Popen", lambda command, **_: opened.append(command))
    assert open_sound_settings("linux")
    assert opened[-1] == ["/bin/pavucontrol"]


@pytest.mark.expects_logs("the window did not answer")
def test_a_stall_is_reported_with_its_stack(qapp: QApplication, caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    parent = UiBridge(Settings())
    watch = StallWatch(parent, clock=lambda: now[0])
    watch._ended.set()  # the thread's look is made by hand
    watch._timer.stop()
    now[0] = 0.03
    watch.beat()
    assert caplog.records == []
    now[0] = 0.20
    watch.look_once()
    watch.beat()
    record = next(record for record in caplog.records if record.name.endswith("stall_watch"))
    assert record.away_ms == 160  # type: ignore[attr-defined]
    assert "test_a_stall_is_reported" in record.stack  # type: ignore[attr-defined]
    assert watch.worst_ms == pytest.approx(160)
    watch.stop()
    parent.deleteLater()


def test_the_window_starts_without_the_heavy_libraries() -> None:
    """Each of them costs more than the whole window; they are imported once it is on screen, or not at all here."""
    code = "import sys, desktop_assistant.ui.main_window; print([m for m in ('numpy', 'pyqtgraph', 'httpx') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "[]"


async def test_the_whole_conversation_is_copied_by_key(
    window: MainWindow, bridge: UiBridge, control: FakeControl, qapp: QApplication, settle: Settle
) -> None:
    items = (user_typed("what time is it", "u"), spoken(Role.ASSISTANT, "Noon.", "a"))
    bridge.show_conversation(control.infos["c1"], items)
    window.focus_composer()
    await settle()
    title = window.header.text
    QTest.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert qapp.clipboard().text() == "You: what time is it\n\nAssistant: Noon."
    assert window.header.text == "Conversation copied"
    window.header._said.setInterval(0)
    window.header._said.timeout.emit()
    assert window.header.text == title
