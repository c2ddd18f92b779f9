"""Each provider's rows: shown only when it is chosen, stored under its own table, and complained about in words."""

import pytest
from PySide6.QtWidgets import QLabel

from desktop_assistant.settings.known_models import KNOWN_MODELS
from desktop_assistant.settings.model import Provider, ServerKind
from desktop_assistant.ui.settings_dialog.addresses import check_resource
from desktop_assistant.ui.settings_dialog.dialog import SettingsDialog
from desktop_assistant.ui.settings_dialog.form import ChoiceEditor, LineEditor
from desktop_assistant.ui.settings_dialog.key_editor import KeyEditor
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.settings_dialog.provider_page import ProviderPage
from desktop_assistant.ui.settings_dialog.token_editor import TokenEditor
from desktop_assistant.ui.settings_dialog.voice_editor import VoiceEditor
from tests.fakes.control import FakeControl, Settle
from tests.ui.settings_dialog.test_dialog import dialog as dialog

ROWS = {
    Provider.LOCAL: {"local.chat_url", "local.voice"},
    Provider.OPENAI: {
        "openai.model",
        "openai.url",
        "openai.transcription_model",
        "openai.voice",
        "openai.reasoning",
        "openai.mcp_servers",
        "key",
    },
    Provider.OPENAI_LIVE: {"openai_live.model", "openai_live.url", "openai_live.delegate_model", "openai_live.voice", "key"},
    Provider.AZURE: {"azure.url", "azure.sign_in", "azure.deployment", "azure.transcription_deployment", "azure.voice", "key"},
    Provider.VOICE_LIVE: {
        "voice_live.url",
        "voice_live.sign_in",
        "voice_live.model",
        "voice_live.transcription_model",
        "voice_live.voice",
        "key",
    },
    Provider.GEMINI: {"gemini.model", "gemini.url", "gemini.voice", "key"},
    Provider.CHAINED: {
        "chained.text_url",
        "chained.text_model",
        "chained.text_api",
        "chained.transcription_url",
        "chained.transcription_model",
        "chained.speech_url",
        "chained.speech_model",
        "chained.voice",
        "key",
    },
    Provider.TEXT: {"text.url", "text.model", "text.api", "key"},
    Provider.COMPATIBLE: {
        "compatible.url",
        "compatible.kind",
        "compatible.model",
        "compatible.voice",
        "compatible.transcription_model",
        "key",
    },
}


def page_of(dialog: SettingsDialog) -> ProviderPage:
    page = dialog.page(PageName.PROVIDER)
    assert isinstance(page, ProviderPage)
    return page


def shown(page: ProviderPage, provider: Provider) -> set[str]:
    lines = {e._path for kind in (LineEditor, ChoiceEditor) for e in page.findChildren(kind) if e.isVisibleTo(page)}
    voices = {e._path for e in page.findChildren(VoiceEditor) if e.isVisibleTo(page)}
    keys = [e._provider for e in page.findChildren(KeyEditor) if e.isVisibleTo(page)]
    assert keys in ([], [provider])
    return lines | voices | ({"key"} if keys else set())


@pytest.mark.parametrize("provider", list(Provider))
async def test_only_what_belongs_to_the_chosen_one_is_shown(dialog: SettingsDialog, provider: Provider) -> None:
    page = page_of(dialog)
    page.provider_buttons.button(list(Provider).index(provider)).click()
    assert dialog.draft.get("provider") is provider
    assert shown(page, provider) == ROWS[provider]


@pytest.mark.parametrize(
    "path", sorted(path for rows in ROWS.values() for path in rows if path.split(".")[-1] in ("url", "model"))
)
async def test_what_is_typed_goes_into_its_own_table(dialog: SettingsDialog, path: str) -> None:
    editor = next(e for e in page_of(dialog).findChildren(LineEditor) if e._path == path)
    scheme = "https" if path.startswith("text.") else "wss"
    text = f"{scheme}://res.openai.azure.com/" if path.endswith("url") else "some-model"
    editor.setText(text)
    editor.textEdited.emit(text)
    assert dialog.draft.get(path) == text


async def test_the_kind_of_server_is_stored_as_itself(dialog: SettingsDialog) -> None:
    editor = next(e for e in page_of(dialog).findChildren(ChoiceEditor) if e._path == "compatible.kind")
    assert set(editor._values) == set(ServerKind)
    editor.activated.emit(editor._values.index(ServerKind.XAI))
    assert dialog.draft.get("compatible.kind") is ServerKind.XAI


@pytest.mark.parametrize(
    ("text", "is_fine"),
    [
        ("https://res.openai.azure.com/", True),
        ("res.openai.azure.com", True),
        ("https://res.openai.azure.com/openai/realtime?api-version=2025-04-01-preview&deployment=x", True),
        ("wss://res.services.ai.azure.com/voice-live/realtime", True),
        ("", False),
        ("ftp://res.openai.azure.com", False),
        ("two words", False),
    ],
)
async def test_what_the_portal_shows_is_an_address(dialog: SettingsDialog, text: str, is_fine: bool) -> None:
    assert (check_resource(text) == "") is is_fine
    editor = next(e for e in page_of(dialog).findChildren(LineEditor) if e._path == "azure.url")
    editor.setText(text)
    editor.textEdited.emit(text)
    complaints = [
        label.text() for label in page_of(dialog).findChildren(QLabel) if label.property("kind") == "bad" and label.text()
    ]
    assert (complaints == []) is is_fine


async def test_a_key_is_tested_at_the_address_that_was_just_typed(
    dialog: SettingsDialog, control: FakeControl, settle: Settle
) -> None:
    page = page_of(dialog)
    address = next(e for e in page.findChildren(LineEditor) if e._path == "azure.url")
    address.setText("https://mine.openai.azure.com/")
    address.textEdited.emit(address.text())
    key = next(e for e in page.findChildren(KeyEditor) if e._provider is Provider.AZURE)
    key.line.setText("sk-good")
    key.test()
    await settle()
    assert control.checked_at == ["https://mine.openai.azure.com/"]
    assert control.settings.azure.url == ""


@pytest.mark.parametrize("path", sorted(KNOWN_MODELS))
async def test_known_models_are_offered_and_stored_when_chosen(dialog: SettingsDialog, path: str) -> None:
    editor = next(e for e in page_of(dialog).findChildren(LineEditor) if e._path == path)
    completer = editor.completer()
    assert completer is not None
    model = completer.model()
    offered = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert offered == list(KNOWN_MODELS[path])
    completer.activated.emit(offered[-1])
    assert dialog.draft.get(path) == offered[-1]


async def test_what_is_wrong_with_one_provider_does_not_stand_in_the_way_of_another(dialog: SettingsDialog) -> None:
    """A complaint that nobody can see must not keep OK grey."""
    page = page_of(dialog)
    page.provider_buttons.button(list(Provider).index(Provider.OPENAI)).click()
    line = next(e for e in page.findChildren(LineEditor) if e._path == "openai.url")
    before = dialog.draft.get("openai.url")
    line.setText("two words")
    line.textEdited.emit("two words")
    assert dialog.draft.complaints
    page.provider_buttons.button(list(Provider).index(Provider.LOCAL)).click()
    assert dialog.draft.complaints == {}
    page.provider_buttons.button(list(Provider).index(Provider.OPENAI)).click()
    assert line.text() == before


async def test_a_token_for_a_server_of_tools_is_kept_and_forgotten(
    dialog: SettingsDialog, control: FakeControl, settle: Settle
) -> None:
    editor = page_of(dialog).findChild(TokenEditor)
    assert editor is not None
    assert not editor.line.isEnabled(), "no server is named"
    dialog.draft.set("openai.mcp_servers", "docs=https://docs.example/mcp files=https://files.example/mcp")
    assert [editor.server.itemText(n) for n in range(editor.server.count())] == ["docs", "files"]
    editor.server.setCurrentIndex(1)
    await settle()
    assert editor.forget.isHidden()
    editor.line.setText("tok-123456")
    editor.line.textEdited.emit("tok-123456")
    editor.save.click()
    await settle()
    assert control.tool_tokens == {"files": "tok-123456"}
    assert editor.line.text() == "", "it is not shown again"
    assert not editor.forget.isHidden()
    editor.server.setCurrentIndex(0)
    await settle()
    assert editor.forget.isHidden()
    editor.server.setCurrentIndex(1)
    await settle()
    editor.forget.click()
    await settle()
    assert control.tool_tokens == {"files": ""}
    assert "tok-123456" not in repr(dialog.draft.settings)
