import html
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QWidget

from desktop_assistant.core.audio import DeviceName, Duplex, Sensitivity
from desktop_assistant.core.errors import DeviceError, StoreError
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.runtime.control import ChatServer
from desktop_assistant.settings.model import Provider, SampleRate, Settings, Theme
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.settings_dialog.addresses import check_chat_address, check_realtime_address
from desktop_assistant.ui.settings_dialog.dialog import SettingsDialog
from desktop_assistant.ui.settings_dialog.draft import Draft, facts_about
from desktop_assistant.ui.settings_dialog.form import ChoiceEditor, LineEditor, SliderEditor, SwitchEditor, TextEditor
from desktop_assistant.ui.settings_dialog.key_editor import KeyEditor
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.settings_dialog.provider_page import ProviderPage
from desktop_assistant.ui.settings_dialog.server_choice import ServerChoice
from desktop_assistant.ui.settings_dialog.voice_editor import VoiceEditor
from tests.fakes.control import FakeControl, Settle

LEFT = Qt.MouseButton.LeftButton
KINDS = QDialogButtonBox.StandardButton


@pytest.fixture
async def dialog(window: MainWindow, settle) -> SettingsDialog:
    window.open_settings_page(PageName.PROVIDER)
    await settle()
    assert window.settings_dialog is not None
    return window.settings_dialog


def button(dialog: SettingsDialog, kind: QDialogButtonBox.StandardButton) -> QPushButton:
    return dialog._buttons.button(kind)


# --- the draft --------------------------------------------------------------------------------------------------------
def test_the_draft_changes_only_its_copy() -> None:
    settings = Settings()
    draft = Draft(settings)
    seen: list[str] = []
    draft.changed.connect(seen.append)
    draft.set("audio.pause_ms", 900)
    draft.set("audio.pause_ms", 900)
    draft.set("provider", Provider.OPENAI)
    assert seen == ["audio.pause_ms", "provider"]
    assert draft.settings == replace(settings, provider=Provider.OPENAI, audio=replace(settings.audio, pause_ms=900))


def test_facts_come_from_the_tree() -> None:
    facts = facts_about("audio.pause_ms")
    assert (facts.kind, facts.low, facts.high) == (int, 200, 3000)
    assert facts_about("provider").kind is Provider


# --- the dialog -------------------------------------------------------------------------------------------------------
async def test_cancel_changes_nothing(dialog: SettingsDialog, control: FakeControl) -> None:
    dialog.draft.set("appearance.theme", Theme.DARK)
    QTest.mouseClick(button(dialog, KINDS.Cancel), LEFT)
    assert control.applied == []


async def test_apply_keeps_the_dialog_open_and_ok_applies_once(dialog: SettingsDialog, control: FakeControl) -> None:
    apply, ok = button(dialog, KINDS.Apply), button(dialog, KINDS.Ok)
    assert not apply.isEnabled()
    dialog.draft.set("audio.pause_ms", 800)
    QTest.mouseClick(apply, LEFT)
    assert dialog.isVisible()
    assert not apply.isEnabled()
    QTest.mouseClick(ok, LEFT)
    assert not dialog.isVisible()
    assert [settings.audio.pause_ms for settings in control.applied] == [800]


async def test_a_bad_value_is_explained_and_cannot_be_applied(dialog: SettingsDialog, control: FakeControl) -> None:
    dialog.draft.set("provider", Provider.OPENAI)
    address = next(line for line in dialog.findChildren(LineEditor) if line._path == "openai.url")
    address.clear()
    QTest.keyClicks(address, "api.openai.com")
    assert not button(dialog, KINDS.Ok).isEnabled()
    complaint = dialog.page(PageName.PROVIDER)._complaints["openai.url"]  # type: ignore[attr-defined]
    assert "wss://" in complaint.text()
    assert dialog.elsewhere.isHidden()  # it stands beside the field
    dialog.show_page(PageName.AUDIO)
    assert dialog.elsewhere.isVisible()
    assert dialog.elsewhere.text() == f'<a href="PROVIDER">Provider</a>: {html.escape(complaint.text())}'
    dialog.elsewhere.linkActivated.emit("PROVIDER")
    assert dialog._list.currentRow() == 0
    assert dialog.elsewhere.isHidden()
    dialog.accept()
    assert control.applied == []
    address.clear()
    QTest.keyClicks(address, "wss://example.org/v1/realtime")
    assert button(dialog, KINDS.Ok).isEnabled()
    assert complaint.isHidden()
    assert dialog.elsewhere.isHidden()
    dialog.accept()
    assert control.settings.openai.url == "wss://example.org/v1/realtime"


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("wss://api.openai.com/v1/realtime", True),
        ("ws://127.0.0.1:8000", True),
        ("https://api.openai.com", False),
        ("wss://", False),
        ("wss://host:99999999", False),
        ("wss://[broken", False),
        ("wss://a b", False),
        ("", False),
    ],
)
def test_realtime_addresses(text: str, good: bool) -> None:
    assert (check_realtime_address(text) == "") is good


def test_chat_addresses() -> None:
    assert check_chat_address("") == check_chat_address("http://127.0.0.1:11434/v1") == ""
    assert check_chat_address("127.0.0.1:11434") != ""


async def test_every_field_of_the_settings_can_be_edited(dialog: SettingsDialog) -> None:
    """Except what the dialog derives: the schema and the names that go with chosen devices."""
    edited = {"conversation.personas", "provider", "audio.pause_ms", "audio.input_preference", "audio.output_preference"}
    for name in PageName:
        page = dialog.page(name)
        for kind in (ChoiceEditor, SwitchEditor, SliderEditor, LineEditor, TextEditor):
            edited |= {editor._path for editor in page.findChildren(kind)}
    derived = {
        "schema",
        "local.chat_model",
        "conversation.own_pause_ms",
        "conversation.persona",
    }  # the last: chosen in the window
    wanted = set()
    for table in fields(Settings):
        value = getattr(Settings(), table.name)
        wanted |= (
            {f"{table.name}.{field.name}" for field in fields(value)} if hasattr(value, "__dataclass_fields__") else {table.name}
        )
    assert wanted - derived - edited == set()


# --- the pages --------------------------------------------------------------------------------------------------------
async def test_only_what_belongs_to_the_provider_is_shown(dialog: SettingsDialog) -> None:
    page = dialog.page(PageName.PROVIDER)
    assert isinstance(page, ProviderPage)
    key, server = page.findChild(KeyEditor), page.findChild(ServerChoice)
    assert key is not None
    assert server is not None
    assert (key.isVisible(), server.isVisible()) == (False, True)
    page.provider_buttons.button(1).click()
    assert (key.isVisible(), server.isVisible()) == (True, False)
    assert dialog.draft.settings.provider is Provider.OPENAI


async def test_a_key_is_tested_stored_and_gone_from_the_line(
    dialog: SettingsDialog, control: FakeControl, settle: Settle
) -> None:
    key = dialog.page(PageName.PROVIDER).findChild(KeyEditor)
    assert isinstance(key, KeyEditor)
    assert key.line.echoMode() is QLineEdit.EchoMode.Password
    assert not key.save.isEnabled()
    QTest.keyClicks(key.line, "sk-bad")
    key.test()
    await settle()
    assert "refused" in key.result.text()
    assert control.keys == {}
    key.line.clear()
    QTest.keyClicks(key.line, " sk-good ")
    key.test()
    await settle()
    assert control.keys == {Provider.OPENAI: "sk-good"}
    assert key.line.text() == ""
    assert "works" in key.result.text()
    assert "Secret Service" in key.where.text()
    key.forget.click()
    await settle()
    assert control.keys == {Provider.OPENAI: ""}
    assert "No key" in key.where.text()


async def test_a_key_that_cannot_be_stored_says_why(dialog: SettingsDialog, control: FakeControl, settle: Settle) -> None:
    key = dialog.page(PageName.PROVIDER).findChild(KeyEditor)
    assert isinstance(key, KeyEditor)
    key.line.setText("sk-good")
    control.fail = StoreError("no key store")
    key.test()
    await settle()
    assert "no key store" in key.result.text()
    assert key.save.isEnabled()


async def test_without_a_key_store_the_page_says_what_to_do(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    control.keyring_works = False
    window.open_settings_page(PageName.PROVIDER)
    await settle()
    assert window.settings_dialog is not None
    key = window.settings_dialog.page(PageName.PROVIDER).findChild(KeyEditor)
    assert isinstance(key, KeyEditor)
    assert "Privacy page" in key.where.text()


async def test_a_voice_is_chosen_and_heard(dialog: SettingsDialog, control: FakeControl, settle: Settle) -> None:
    voice = next(editor for editor in dialog.findChildren(VoiceEditor) if editor._provider is Provider.LOCAL)
    texts = [voice.choice.itemText(index) for index in range(voice.choice.count())]
    assert texts == ["Best one found", "English (United States)", "English (Britain)"]
    voice.choice.setCurrentIndex(2)
    voice.choice.activated.emit(2)
    voice.preview.click()
    await settle()
    assert control.previews == [(Provider.LOCAL, "en-gb")]
    assert dialog.draft.settings.local.voice == "en-gb"
    control.fail = DeviceError("no loudspeaker")
    voice.preview.click()
    await settle()
    assert "no loudspeaker" in voice.preview.toolTip()
    assert voice.preview.isEnabled()


async def test_a_chat_server_is_found_and_chosen(dialog: SettingsDialog, control: FakeControl, settle: Settle) -> None:
    server = dialog.findChild(ServerChoice)
    assert isinstance(server, ServerChoice)
    texts = [server.found.itemText(index) for index in range(server.found.count())]
    assert texts == ["None: built-in skills only", "Ollama, llama3.2:3b", "Ollama, qwen3:4b"]
    server.found.activated.emit(2)
    local = dialog.draft.settings.local
    assert (local.chat_url, local.chat_model) == ("http://127.0.0.1:11434/v1", "qwen3:4b")
    control.servers = ()
    server.look()
    await settle()
    assert "not answering" in server.found.currentText()


async def test_a_model_that_sees_is_known_or_the_person_says_so(
    dialog: SettingsDialog, control: FakeControl, settle: Settle
) -> None:
    server = dialog.findChild(ServerChoice)
    assert isinstance(server, ServerChoice)
    control.servers = (ChatServer(name="Ollama", url="http://127.0.0.1:11434/v1", models=("llava", "tiny"), seeing=("llava",)),)
    server.look()
    await settle()
    server.found.activated.emit(1)
    assert dialog.draft.settings.local.sees_pictures
    server.found.activated.emit(2)
    assert not dialog.draft.settings.local.sees_pictures
    server.sees.click()  # the server need not know
    assert dialog.draft.settings.local.sees_pictures
    server.found.activated.emit(0)
    assert not dialog.draft.settings.local.sees_pictures


async def test_patience_works_at_once_and_survives_cancel(dialog: SettingsDialog, control: FakeControl) -> None:
    patience = dialog.page(PageName.CONVERSATION).patience  # type: ignore[attr-defined]
    dialog.draft.set("audio.volume", 0.5)
    patience.slider.setValue(patience.slider.maximum())
    assert control.settings.audio.pause_ms == dialog.draft.settings.audio.pause_ms == 3000
    assert control.settings.audio.volume == 1.0  # the draft is still only a draft
    dialog.reject()
    assert control.settings.audio.pause_ms == 3000


async def test_what_changes_elsewhere_is_not_undone_by_ok(dialog: SettingsDialog, control: FakeControl, bridge: UiBridge) -> None:
    dialog.draft.set("audio.volume", 0.5)
    dialog.draft.set("audio.earcons", False)
    now = control.settings
    bridge.apply(
        replace(now, provider=Provider.OPENAI, audio=replace(now.audio, input_preference=(DeviceName(id="mic-usb"),), volume=0.8))
    )
    dialog.accept()
    audio = control.settings.audio
    assert control.settings.provider is Provider.OPENAI
    assert (audio.input_device, audio.volume, audio.earcons) == ("mic-usb", 0.5, False)


async def test_each_choice_of_interruption_is_explained(dialog: SettingsDialog) -> None:
    page = dialog.page(PageName.AUDIO)
    for path, kind in (("audio.duplex", Duplex), ("audio.sensitivity", Sensitivity)):
        editor = next(editor for editor in page.findChildren(ChoiceEditor) if editor._path == path)
        told = set()
        for index, value in enumerate(kind):
            editor.setCurrentIndex(index)
            editor.activated.emit(index)
            assert dialog.draft.get(path) is value
            shown = [label.text() for label in page.findChildren(QLabel) if label.text() == editor.accessibleDescription()]
            assert len(shown) == 1
            told.add(shown[0])
        assert len(told) == len(kind)


async def test_choices_store_values_not_words(dialog: SettingsDialog) -> None:
    for page, path, value in (
        (PageName.CONVERSATION, "conversation.talk_mode", TalkMode.ALWAYS),
        (PageName.AUDIO, "audio.sample_rate", SampleRate.PHONE),
        (PageName.APPEARANCE, "appearance.theme", Theme.DARK),
        (PageName.CONVERSATION, "conversation.language", "de"),
    ):
        editor = next(editor for editor in dialog.page(page).findChildren(ChoiceEditor) if editor._path == path)
        editor.activated.emit(editor._values.index(value))
        assert dialog.draft.get(path) is value or dialog.draft.get(path) == value


async def test_places_can_be_copied(dialog: SettingsDialog, control: FakeControl) -> None:
    page = dialog.page(PageName.ABOUT)
    copy = next(
        found for found in page.findChildren(QPushButton) if found.accessibleName() == "Copy the path: Folder of the log files"
    )
    copy.click()
    assert QGuiApplication.clipboard().text() == str(control.places.logs)


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_text_size_and_theme_are_in_force_after_apply(dialog: SettingsDialog, window: MainWindow) -> None:
    before = window.font().pointSizeF()
    dialog.draft.set("appearance.text_scale", 1.5)
    dialog.draft.set("appearance.theme", Theme.DARK)
    dialog.apply()
    assert window.font().pointSizeF() == pytest.approx(before * 1.5)
    assert window.palette().window().color().lightness() < 80


async def test_a_time_to_keep_from_the_settings_file_is_not_shown_as_another_one(
    window: MainWindow, control: FakeControl, settle: Settle
) -> None:
    settings = control.settings
    control.apply(replace(settings, privacy=replace(settings.privacy, keep_days=45)))
    window.open_settings_page(PageName.PRIVACY)
    await settle()
    assert window.settings_dialog is not None
    (kept,) = window.settings_dialog.page(PageName.PRIVACY).findChildren(ChoiceEditor)
    assert "45" in kept.currentText()
    assert not button(window.settings_dialog, KINDS.Apply).isEnabled()


async def test_the_keyboard_goes_through_the_page_before_it_comes_to_the_buttons(dialog: SettingsDialog, settle: Settle) -> None:
    for page in (*PageName, PageName.AUDIO):
        dialog.show_page(page)
        await settle()
        dialog._list.setFocus(Qt.FocusReason.TabFocusReason)
        are_buttons: list[bool] = []
        while (widget := after_tab()) is not dialog._list:
            are_buttons.append(dialog._buttons.isAncestorOf(widget))
        assert are_buttons == sorted(are_buttons), page
        assert are_buttons[0] is False, page
        assert are_buttons[-1] is True, page


def after_tab() -> QWidget:
    for _ in range(2):  # in a text with tabs of its own
        before = QApplication.focusWidget()
        assert before is not None
        QTest.keyClick(before, Qt.Key.Key_Tab)
        if (after := QApplication.focusWidget()) is not before:
            assert after is not None
            return after
    raise AssertionError(f"the keyboard stays at {before}")
