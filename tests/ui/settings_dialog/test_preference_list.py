"""The order of microphones and loudspeakers: by keys, by mouse, by buttons; what is missing is remembered."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from desktop_assistant.core.audio import DeviceName
from desktop_assistant.core.snapshot import AudioDevice
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.settings_dialog.dialog import SettingsDialog
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.settings_dialog.preference_list import PreferenceList, order_of, ranked
from tests.fakes.control import DEVICES, FakeControl, Settle

BUILTIN, USB = (DeviceName(id=device.id, name=device.name) for device in DEVICES.inputs)
DEFAULT = DeviceName()
GONE = DeviceName(id="mic-old", name="Old Headset")
ALT = Qt.KeyboardModifier.AltModifier


def device(name: DeviceName) -> AudioDevice:
    return AudioDevice(id=name.id, name=name.name)


@pytest.fixture
async def dialog(window: MainWindow, settle: Settle) -> SettingsDialog:
    window.open_settings_page(PageName.AUDIO)
    await settle()
    assert window.settings_dialog is not None
    return window.settings_dialog


@pytest.fixture
def microphones(dialog: SettingsDialog) -> PreferenceList:
    found = dialog.page(PageName.AUDIO).microphone  # type: ignore[attr-defined]
    assert isinstance(found, PreferenceList)
    return found


# --- the order as values ----------------------------------------------------------------------------------------------
def test_all_devices_are_offered_below_the_default() -> None:
    assert order_of((), (device(BUILTIN), device(USB))) == [DEFAULT, BUILTIN, USB]
    assert order_of((GONE, USB), (device(BUILTIN), device(USB))) == [GONE, USB, DEFAULT, BUILTIN]
    assert order_of((DEFAULT, USB), (device(USB),)) == [DEFAULT, USB]


def test_only_what_was_ranked_is_kept() -> None:
    assert ranked([USB, DEFAULT, BUILTIN], (), USB) == (USB,)
    assert ranked([DEFAULT, USB, BUILTIN], (), USB) == (DEFAULT, USB)
    assert ranked([DEFAULT, BUILTIN, USB], (USB,), DEFAULT) == (DEFAULT, BUILTIN, USB)
    assert ranked([USB, GONE, DEFAULT], (GONE,), USB) == (USB, GONE)
    assert ranked([DEFAULT, USB], (), DEFAULT) == ()


# --- the list ---------------------------------------------------------------------------------------------------------
async def test_the_keyboard_changes_the_order(microphones: PreferenceList, dialog: SettingsDialog) -> None:
    rows = microphones.rows
    assert microphones.order == [DEFAULT, BUILTIN, USB]
    rows.setCurrentRow(2)
    QTest.keyClick(rows, Qt.Key.Key_Up, ALT)
    QTest.keyClick(rows, Qt.Key.Key_Up, ALT)
    QTest.keyClick(rows, Qt.Key.Key_Up, ALT)  # already the first
    assert microphones.order == [USB, DEFAULT, BUILTIN]
    assert rows.currentRow() == 0
    assert dialog.draft.settings.audio.input_preference == (USB,)
    QTest.keyClick(rows, Qt.Key.Key_Down, ALT)
    assert dialog.draft.settings.audio.input_preference == (DEFAULT, USB)
    assert dialog.draft.settings.audio.output_preference == ()


async def test_buttons_do_the_same_and_know_where_they_end(microphones: PreferenceList, dialog: SettingsDialog) -> None:
    microphones.rows.setCurrentRow(1)
    microphones.up.click()
    assert dialog.draft.settings.audio.input_preference == (BUILTIN,)
    assert not microphones.up.isEnabled()
    microphones.down.click()
    microphones.down.click()
    assert not microphones.down.isEnabled()
    assert microphones.order[-1] == BUILTIN


async def test_dragging_changes_the_order(microphones: PreferenceList, dialog: SettingsDialog, settle: Settle) -> None:
    rows = microphones.rows
    rows.setCurrentRow(2)
    assert rows.model().moveRow(QModelIndex(), 2, QModelIndex(), 0)  # what a drop does
    await settle()
    assert dialog.draft.settings.audio.input_preference == (USB,)
    assert microphones.order == [USB, DEFAULT, BUILTIN]


async def test_what_is_pulled_out_stays_greyed_until_it_is_forgotten(
    microphones: PreferenceList, dialog: SettingsDialog, control: FakeControl
) -> None:
    dialog.draft.set("audio.input_preference", (USB, BUILTIN))
    control.view.show_devices(replace(DEVICES, inputs=DEVICES.inputs[:1]))
    rows = microphones.rows
    assert rows.item(0).text() == f"{USB.name} (not plugged in)"
    assert rows.item(0).foreground() != rows.item(1).foreground()
    assert dialog.draft.settings.audio.input_preference == (USB, BUILTIN)
    rows.setCurrentRow(1)
    QTest.keyClick(rows, Qt.Key.Key_Delete)  # it is there: nothing to forget
    assert not microphones.forget.isEnabled()
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert dialog.draft.settings.audio.input_preference == (BUILTIN,)
    assert USB not in microphones.order
    control.view.show_devices(DEVICES)
    assert USB in microphones.order


async def test_the_one_in_use_is_marked_by_sign_and_words(microphones: PreferenceList) -> None:
    rows = microphones.rows
    signs = [rows.item(number).icon().pixmap(16, 16).toImage() for number in range(rows.count())]
    assert signs[0] == signs[2] != signs[1]
    assert rows.verticalScrollBar().maximum() == 0  # all of them can be seen
    assert rows.item(1).data(Qt.ItemDataRole.AccessibleTextRole).endswith("(in use)")
