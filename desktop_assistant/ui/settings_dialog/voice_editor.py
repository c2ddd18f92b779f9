"""The voice of a provider, with a button to hear it."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop_assistant.core.errors import AssistantError
from desktop_assistant.runtime.control import VoiceInfo
from desktop_assistant.settings.model import Provider
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.problems import problem_of, sentence_for
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import ChoiceEditor
from desktop_assistant.ui.theme import icon, theme_keeper


class VoiceEditor(QWidget):
    """Asks the program for the voices when it is made; until they arrive the chosen one is shown by its id."""

    def __init__(self, bridge: UiBridge, draft: Draft, provider: Provider, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._draft, self._provider, self._path = bridge, draft, provider, path
        chosen = draft.get(path)
        self.choice = ChoiceEditor(draft, path, {chosen: chosen or self.tr("Best one found")}, self)
        self.choice.setAccessibleName(self.tr("Voice"))
        self.preview = QPushButton(self.tr("Listen"), self)
        self.preview.setAutoDefault(False)
        self.preview.setAccessibleName(self.tr("Listen to this voice"))
        self.preview.clicked.connect(self._listen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choice, 1)
        row.addWidget(self.preview)
        self.setFocusProxy(self.choice)
        theme_keeper().changed.connect(self._take_colours)
        self._take_colours()
        bridge.spawn(bridge.control.voices(provider), self._fill, self._no_voices)

    def _fill(self, voices: Sequence[VoiceInfo]) -> None:
        words = {"": self.tr("Best one found")} if self._provider is Provider.LOCAL else {}
        words.update({voice.id: f"{voice.name} ({voice.note})" if voice.note else voice.name for voice in voices})
        chosen = self._draft.get(self._path)
        if chosen not in words:
            words[chosen] = self.tr("{name} (not found)").format(name=chosen)
        self.choice.fill(words)

    def _no_voices(self, error: AssistantError) -> None:
        self.choice.setToolTip(sentence_for(problem_of(error)))

    @Slot()
    def _listen(self) -> None:
        self.preview.setEnabled(False)
        voice = self._draft.get(self._path)
        self._bridge.spawn(self._bridge.control.preview_voice(self._provider, voice), self._heard, self._not_heard)

    def _heard(self, _: None) -> None:
        self.preview.setEnabled(True)
        self.preview.setToolTip("")

    def _not_heard(self, error: AssistantError) -> None:
        self.preview.setEnabled(True)
        self.preview.setToolTip(sentence_for(problem_of(error)))
        self._bridge.show_problem(problem_of(error))

    @Slot()
    def _take_colours(self) -> None:
        self.preview.setIcon(icon("play"))
