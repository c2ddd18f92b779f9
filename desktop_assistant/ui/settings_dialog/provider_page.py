"""Who answers, with which key, model and voice."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop_assistant.settings.model import Provider, Reasoning, ServerKind, SignIn, TextApi
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.i18n import number
from desktop_assistant.ui.settings_dialog.addresses import (
    check_chat_address,
    check_mcp_servers,
    check_not_empty,
    check_realtime_address,
    check_resource,
)
from desktop_assistant.ui.settings_dialog.appearance_page import percent
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import ChoiceEditor, FormPage, LineEditor, SliderEditor
from desktop_assistant.ui.settings_dialog.key_editor import KeyEditor
from desktop_assistant.ui.settings_dialog.server_choice import ServerChoice
from desktop_assistant.ui.settings_dialog.token_editor import TokenEditor
from desktop_assistant.ui.settings_dialog.voice_editor import VoiceEditor
from desktop_assistant.ui.voice.patience import seconds_words
from desktop_assistant.ui.voice.words import provider_name


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
        self._openai_live()
        self._azure()
        self._voice_live()
        self._gemini()
        self._compatible()
        self._chained()
        self._text()
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
            Provider.OPENAI_LIVE: self.tr(
                "Listens while it speaks, like a telephone; needs a key and costs money by the minute."
            ),
            Provider.AZURE: self.tr("OpenAI's realtime models in an Azure resource of your own."),
            Provider.VOICE_LIVE: self.tr("A model of your choice with Azure's own voices and ears."),
            Provider.GEMINI: self.tr("Google's realtime models; needs a key of the Gemini API."),
            Provider.CHAINED: self.tr(
                "Recogniser, text model and voice in a row; slower, but each may be any service, or this computer."
            ),
            Provider.TEXT: self.tr("A text model over the network or on this computer. The microphone stays closed."),
            Provider.COMPATIBLE: self.tr("Any server that speaks OpenAI's realtime protocol, on this computer or elsewhere."),
        }
        for index, provider in enumerate(self._providers):
            button = QRadioButton(provider_name(provider), box)
            button.setChecked(self.draft.get("provider") is provider)
            button.setAccessibleDescription(notes[provider])
            note = self.text(notes[provider], "muted")
            note.setIndent(30)
            self._groups[provider].append(note)
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
        self._groups[Provider.OPENAI] += [
            self._key(Provider.OPENAI),
            self.add_line("openai.model", self.tr("Model"), check=check_not_empty),
            self._voice(Provider.OPENAI),
            self._transcription("openai.transcription_model"),
            self.add_line("openai.url", self.tr("Address"), check=check_realtime_address),
            self._semantic_turns(Provider.OPENAI),
            *self._openai_details(),
        ]

    def _openai_details(self) -> list[QWidget]:
        efforts = {
            Reasoning.OWN: self.tr("As the model likes"),
            Reasoning.MINIMAL: self.tr("Hardly"),
            Reasoning.LOW: self.tr("A little"),
            Reasoning.MEDIUM: self.tr("Some"),
            Reasoning.HIGH: self.tr("Much"),
            Reasoning.XHIGH: self.tr("As much as it can"),
        }
        never, own = self.tr("never"), self.tr("all")
        leave = self.tr("name=https://address. OpenAI calls their tools itself, and you are asked each time.")
        tokens = TokenEditor(self._bridge, self.draft, self)
        return [
            self.add_line("openai.mcp_servers", self.tr("Servers of tools (MCP)"), leave, check_mcp_servers),
            self.add(self.tr("Tokens for them"), tokens, self.tr("Only where one wants it. OpenAI shows it to that server.")),
            self.add(self.tr("How hard it thinks before it speaks"), ChoiceEditor(self.draft, "openai.reasoning", efforts, self)),
            self._slider("openai.speed", self.tr("How fast it speaks"), 0.05, partial(number, places=2)),
            self._slider(
                "openai.idle_timeout_s",
                self.tr("It speaks up after so much silence"),
                1,
                lambda v: seconds_words(1000 * v) if v else never,
            ),
            self._slider(
                "openai.context_tokens",
                self.tr("Tokens of the conversation that it is sent"),
                4000,
                lambda v: number(v) if v else own,
            ),
            self._slider("openai.retention_ratio", self.tr("What stays when that is full"), 0.05, percent),
        ]

    def _openai_live(self) -> None:
        note = self.tr("For what the voice model hands over, with the tools; paid apart. Empty: none.")
        self._groups[Provider.OPENAI_LIVE] += [
            self._key(Provider.OPENAI_LIVE, self.tr("The same key as for OpenAI.")),
            self.add_line("openai_live.model", self.tr("Model"), check=check_not_empty),
            self._voice(Provider.OPENAI_LIVE),
            self.add_line("openai_live.delegate_model", self.tr("Text model behind it"), note),
            self.add_line("openai_live.url", self.tr("Address"), check=check_realtime_address),
        ]

    def _azure(self) -> None:
        self._groups[Provider.AZURE] += [
            self._resource(Provider.AZURE),
            self._sign_in(Provider.AZURE),
            self.add_line("azure.deployment", self.tr("Deployment of a realtime model"), check=check_not_empty),
            self._key(Provider.AZURE),
            self._voice(Provider.AZURE),
            self._transcription("azure.transcription_deployment"),
            self._semantic_turns(Provider.AZURE),
        ]

    def _voice_live(self) -> None:
        self._groups[Provider.VOICE_LIVE] += [
            self._resource(Provider.VOICE_LIVE),
            self._sign_in(Provider.VOICE_LIVE),
            self._key(Provider.VOICE_LIVE),
            self.add_line("voice_live.model", self.tr("Model"), check=check_not_empty),
            self._voice(Provider.VOICE_LIVE),
            self._transcription("voice_live.transcription_model"),
            self._semantic_turns(Provider.VOICE_LIVE),
        ]

    def _gemini(self) -> None:
        self._groups[Provider.GEMINI] += [
            self._key(Provider.GEMINI),
            self.add_line("gemini.model", self.tr("Model"), check=check_not_empty),
            self._voice(Provider.GEMINI),
            self.add_line("gemini.url", self.tr("Address"), check=check_realtime_address),
        ]

    def _compatible(self) -> None:
        kinds = {
            ServerKind.ANY: self.tr("Find out"),
            ServerKind.HUGGING_FACE: "Hugging Face speech-to-speech",
            ServerKind.SPEACHES: "speaches",
            ServerKind.LOCALAI: "LocalAI",
            ServerKind.XAI: "xAI",
            ServerKind.QWEN: "Qwen Omni",
            ServerKind.OLDER: self.tr("Another one with the older protocol"),
        }
        kind = ChoiceEditor(self.draft, "compatible.kind", kinds, self)
        self._groups[Provider.COMPATIBLE] += [
            self.add_line("compatible.url", self.tr("Address"), check=check_realtime_address),
            self.add(self.tr("Kind of server"), kind),
            self._key(Provider.COMPATIBLE, self.tr("Only if the server wants one.")),
            self.add_line("compatible.model", self.tr("Model"), self.tr("Empty: the server's own.")),
            self.add_line("compatible.voice", self.tr("Voice"), self.tr("Empty: the server's own.")),
            self._transcription("compatible.transcription_model"),
            self._semantic_turns(Provider.COMPATIBLE),
        ]

    def _chained(self) -> None:
        apis = {TextApi.RESPONSES: self.tr("Responses (OpenAI)"), TextApi.CHAT: self.tr("Chat completions (most others)")}
        own_words = self.tr("Empty: the built-in recogniser of this computer.")
        own_voice = self.tr("Empty: the voice of this computer.")
        self._groups[Provider.CHAINED] += [
            self._web("chained.text_url", self.tr("Address of the text model"), self.tr("Empty: the built-in skills only.")),
            self.add_line("chained.text_model", self.tr("Text model")),
            self.add(self.tr("How it is asked"), ChoiceEditor(self.draft, "chained.text_api", apis, self)),
            self._key(Provider.CHAINED, self.tr("It is sent to the host of the text model only, encrypted.")),
            self._web("chained.transcription_url", self.tr("Address of the recogniser"), own_words),
            self.add_line("chained.transcription_model", self.tr("Model that writes down what you say")),
            self._web("chained.speech_url", self.tr("Address of the voice"), own_voice),
            self.add_line("chained.speech_model", self.tr("Model that speaks")),
            self.add_line("chained.voice", self.tr("Voice")),
        ]

    def _text(self) -> None:
        apis = {TextApi.RESPONSES: self.tr("Responses (OpenAI)"), TextApi.CHAT: self.tr("Chat completions (most others)")}
        same = self.tr("Empty: that of three services in a row.")
        self._groups[Provider.TEXT] += [
            self._web("text.url", self.tr("Address of the text model"), same),
            self.add_line("text.model", self.tr("Text model"), same),
            self.add(self.tr("How it is asked"), ChoiceEditor(self.draft, "text.api", apis, self)),
            self._key(Provider.TEXT, self.tr("The same key as for three services in a row.")),
        ]

    # --- rows that several have -----------------------------------------------------------------------------------
    def _key(self, provider: Provider, note: str = "") -> QWidget:
        return self.add(self.tr("Key"), KeyEditor(self._bridge, self.draft, provider, self), note)

    def _voice(self, provider: Provider) -> QWidget:
        return self.add(self.tr("Voice"), VoiceEditor(self._bridge, self.draft, provider, f"{provider.value}.voice", self))

    def _resource(self, provider: Provider) -> QWidget:
        note = self.tr("Paste what the portal shows.")
        return self.add_line(f"{provider.value}.url", self.tr("Address of your Azure resource"), note, check=check_resource)

    def _sign_in(self, provider: Provider) -> QWidget:
        ways = {SignIn.KEY: self.tr("With a key"), SignIn.AZURE_CLI: self.tr("As I am signed in with the Azure command line")}
        return self.add(self.tr("How it knows you"), ChoiceEditor(self.draft, f"{provider.value}.sign_in", ways, self))

    def _slider(self, path: str, label: str, step: float, shown: Callable[[float], str]) -> QWidget:
        return self.add(label, SliderEditor(self.draft, path, step=step, shown=shown, parent=self))

    def _web(self, path: str, label: str, note: str) -> QWidget:
        return self.add_line(path, label, note, check=check_chat_address)

    def _transcription(self, path: str) -> QWidget:
        note = self.tr("Empty: your words are heard, but not shown.")
        return self.add_line(path, self.tr("Model that writes down what you say"), note)

    def _semantic_turns(self, provider: Provider) -> QWidget:
        note = self.tr("Otherwise the pause on the Conversation page decides.")
        words = self.tr("Let the model judge from your words when you have finished")
        group = self.add_switch(f"{provider.value}.semantic_turns", words, note).parentWidget()
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
                if provider is not chosen:
                    _forget_complaints(group)


def _forget_complaints(group: QWidget) -> None:
    """Nobody could see what keeps OK grey."""
    for line in group.findChildren(LineEditor):
        line.restore()
