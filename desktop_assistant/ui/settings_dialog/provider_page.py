"""Who answers, with which key, model and voice."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from desktop_assistant.core.errors import AssistantError
from desktop_assistant.runtime.control import ChatServer
from desktop_assistant.settings.model import Provider
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.settings_dialog.calm import CalmComboBox
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import FormPage, LineEditor
from desktop_assistant.ui.settings_dialog.key_editor import KeyEditor
from desktop_assistant.ui.settings_dialog.voice_editor import VoiceEditor
from desktop_assistant.ui.voice.words import provider_name


def check_realtime_address(text: str) -> str:
    """Why this cannot be the address of a realtime service, or empty."""
    return _check_address(text, ("wss", "ws"), "wss://")


def check_chat_address(text: str) -> str:
    """Why this cannot be the address of a chat server, or empty; no address at all is fine."""
    return "" if not text else _check_address(text, ("http", "https"), "http://")


def check_not_empty(text: str) -> str:
    """A name is needed."""
    return "" if text else QCoreApplication.translate("Settings", "This cannot be empty.")


def _check_address(text: str, schemes: tuple[str, ...], example: str) -> str:
    try:
        parts = urlsplit(text)
        # `port` raises ValueError when it is no number or too large
        complete = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        complete = False
    if complete and " " not in text:
        return ""
    return QCoreApplication.translate("Settings", "This is not a complete address: it begins with {example}").format(
        example=example
    )


class ServerChoice(QWidget):
    """The chat servers that answer on this machine, each with its models; the address can be typed too."""

    def __init__(self, bridge: UiBridge, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._draft = bridge, draft
        self._offers: list[tuple[str, str]] = []
        self.found = CalmComboBox(self)
        self.found.setAccessibleName(self.tr("Chat servers found on this computer"))
        self.found.activated.connect(self._choose)
        self._again = QPushButton(self.tr("Look again"), self)
        self._again.setAutoDefault(False)
        self._again.clicked.connect(self.look)
        self.address = LineEditor(draft, "local.chat_url", check_chat_address, self)
        self.address.setPlaceholderText("http://127.0.0.1:11434/v1")
        self.address.setAccessibleName(self.tr("Address of the chat server"))
        row = QHBoxLayout()
        row.addWidget(self.found, 1)
        row.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.address)
        self.setFocusProxy(self.found)
        self._show(())
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask which servers answer."""
        self._again.setEnabled(False)
        self._bridge.spawn(self._bridge.control.chat_servers(), self._show, self._nothing)

    def _nothing(self, error: AssistantError) -> None:
        self._show(())
        self.found.setToolTip(str(error))

    def _show(self, servers: Sequence[ChatServer]) -> None:
        self._again.setEnabled(True)
        chosen = (self._draft.get("local.chat_url"), self._draft.get("local.chat_model"))
        self._offers = [("", "")]
        words = [self.tr("None: built-in skills only")]
        for server in servers:
            for model in server.models or ("",):
                self._offers.append((server.url, model))
                words.append(f"{server.name}, {model}" if model else server.name)
        if chosen not in self._offers:
            self._offers.append(chosen)
            words.append(self.tr("{address} (not answering)").format(address=chosen[0]))
        self.found.clear()
        self.found.addItems(words)
        self.found.setCurrentIndex(self._offers.index(chosen))

    @Slot(int)
    def _choose(self, index: int) -> None:
        url, model = self._offers[index]
        self._draft.set("local.chat_url", url)
        self._draft.set("local.chat_model", model)
        self._draft.complain("local.chat_url", "")
        self.address.setText(url)


class ProviderPage(FormPage):
    """Only what belongs to the chosen provider is shown."""

    def __init__(self, bridge: UiBridge, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, QCoreApplication.translate("Settings", "Provider"), parent)
        self._bridge = bridge
        self._providers = tuple(Provider)
        self._groups: dict[Provider, list[QWidget]] = {provider: [] for provider in self._providers}
        self.add(self.tr("Who answers"), self._choice())
        self._local()
        self._openai()
        self.column.addStretch(1)
        self._show_chosen()

    def _choice(self) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.provider_buttons = QButtonGroup(self)
        notes = {
            Provider.LOCAL: self.tr("Nothing leaves this computer. No key, no network."),
            Provider.OPENAI: self.tr("A realtime model on the internet; needs a key and costs money while you talk."),
        }
        for index, provider in enumerate(self._providers):
            button = QRadioButton(provider_name(provider), box)
            button.setChecked(self.draft.get("provider") is provider)
            button.setAccessibleDescription(notes[provider])
            note = self.text(notes[provider], "muted")
            note.setIndent(30)
            self.provider_buttons.addButton(button, index)
            column.addWidget(button)
            column.addWidget(note)
        self.provider_buttons.idToggled.connect(self._choose)
        return box

    def _local(self) -> None:
        voice = VoiceEditor(self._bridge, self.draft, Provider.LOCAL, "local.voice", self)
        server = ServerChoice(self._bridge, self.draft, self)
        note = self.tr("Ollama, LM Studio, llama.cpp and others can answer what the built-in skills cannot.")
        self._groups[Provider.LOCAL] += [
            self.add(self.tr("Voice"), voice),
            self.add(self.tr("Chat server on this computer"), server, note, "local.chat_url"),
        ]

    def _openai(self) -> None:
        key = KeyEditor(self._bridge, Provider.OPENAI, self)
        voice = VoiceEditor(self._bridge, self.draft, Provider.OPENAI, "openai.voice", self)
        self._groups[Provider.OPENAI] += [
            self.add(self.tr("Key"), key),
            self.add_line("openai.model", self.tr("Model"), check=check_not_empty),
            self.add(self.tr("Voice"), voice),
            self.add_line(
                "openai.transcription_model",
                self.tr("Model that writes down what you say"),
                self.tr("Empty: your words are heard, but not shown."),
            ),
            self.add_line("openai.url", self.tr("Address"), check=check_realtime_address),
            self._semantic_turns(),
        ]

    def _semantic_turns(self) -> QWidget:
        note = self.tr("Otherwise the pause on the Conversation page decides.")
        switch = self.add_switch(
            "openai.semantic_turns", self.tr("Let the model judge from your words when you have finished"), note
        )
        group = switch.parentWidget()
        assert group is not None
        return group

    @Slot(int, bool)
    def _choose(self, index: int, on: bool) -> None:
        if on:
            self.draft.set("provider", self._providers[index])
            self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.draft.get("provider")
        for provider, groups in self._groups.items():
            for group in groups:
                group.setVisible(provider is chosen)
