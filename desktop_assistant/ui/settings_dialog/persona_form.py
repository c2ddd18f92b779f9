"""Editors for the fields of one persona."""

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_assistant.core.pane_tools import ASK_CHOICE, DISPLAY, SWITCH_PERSONA
from desktop_assistant.settings.model import PAUSE_MARKS, Provider
from desktop_assistant.settings.personas import ALL_TOOLS, LONGEST_NAME
from desktop_assistant.ui.persona_button import shown_name
from desktop_assistant.ui.settings_dialog.calm import CalmComboBox
from desktop_assistant.ui.settings_dialog.conversation_page import language_choices
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import FormPage
from desktop_assistant.ui.settings_dialog.persona_list import PersonaList
from desktop_assistant.ui.voice.patience import pause_words
from desktop_assistant.ui.voice.words import provider_name

_TOOLS = (DISPLAY, ASK_CHOICE, SWITCH_PERSONA)


class PersonaForm(QObject):
    """Puts its editors on `page`, and shows whom `people` looks at. What is typed is in the draft at once."""

    def __init__(self, page: FormPage, draft: Draft, people: PersonaList) -> None:
        super().__init__(page)
        self._draft, self._people = draft, people
        self._is_filling = False
        self.name, self.voice, self.model = QLineEdit(page), QLineEdit(page), QLineEdit(page)
        self.name.setMaxLength(LONGEST_NAME)
        self.instructions = QPlainTextEdit(page)
        self.instructions.setTabChangesFocus(True)
        self.instructions.setFixedHeight(self.instructions.fontMetrics().lineSpacing() * 7 + 20)
        self.language, self.pause = CalmComboBox(page), CalmComboBox(page)
        self.tools = QWidget(page)
        column = QVBoxLayout(self.tools)
        column.setContentsMargins(0, 0, 0, 0)
        names = (self.tr("Show cards"), self.tr("Ask with buttons"), self.tr("Hand over to another persona"))
        self.boxes = [QCheckBox(name, self.tools) for name in names]
        for box in self.boxes:
            column.addWidget(box)
            box.toggled.connect(self._store_tools)
        self._lay_out(page)
        self.name.textEdited.connect(self._store_name)
        self.instructions.textChanged.connect(self._store_instructions)
        self.language.activated.connect(self._store_language)
        self.pause.activated.connect(self._store_pause)
        self.voice.textEdited.connect(self._store_sound)
        self.model.textEdited.connect(self._store_sound)
        people.changed.connect(self.fill)
        draft.changed.connect(self._provider_changed)
        self.fill()

    def _lay_out(self, page: FormPage) -> None:
        own = self.tr("Empty: as on the Conversation page.")
        page.add(self.tr("Name"), self.name, path="persona.name")
        page.add(self.tr("Instructions"), self.instructions, own)
        page.add(self.tr("Language"), self.language, self.tr("Of your speech."))
        page.add(self.tr("Patience"), self.pause, self.tr("When it takes over; you can change it at any time."))
        page.add(self.tr("Voice"), self.voice)
        page.add(
            self.tr("Model"),
            self.model,
            self.tr("Voice and model: names that the provider knows. Empty: as on the Provider page."),
        )
        page.add(self.tr("It may"), self.tools)

    @Slot()
    def fill(self) -> None:
        """Show the one that is looked at now."""
        who = self._people.current
        self._is_filling = True
        self.name.setText(shown_name(who))
        self.instructions.setPlainText(who.instructions)
        self._languages = language_choices(who.language, self.tr("As on the Conversation page"))
        _offer(self.language, self._languages, who.language)
        pauses = {0: self.tr("As I set it")} | {ms: pause_words(ms) for ms in sorted({*PAUSE_MARKS.values(), who.pause_ms} - {0})}
        self._pauses = pauses
        _offer(self.pause, pauses, who.pause_ms)
        is_own = who.provider == self._provider.value
        self.voice.setText(who.voice if is_own else "")
        self.model.setText(who.model if is_own else "")
        where = self.tr("For {0}").format(provider_name(self._provider))
        self.voice.setPlaceholderText(where)
        self.model.setPlaceholderText(where)
        self.model.setEnabled(hasattr(getattr(self._draft.settings, self._provider.value), "model"))
        for box, tool in zip(self.boxes, _TOOLS, strict=True):
            box.setChecked(who.may_use(tool))
        self._is_filling = False
        self._draft.complain("persona.name", "")

    @property
    def _provider(self) -> Provider:
        provider: Provider = self._draft.get("provider")
        return provider

    @Slot(str)
    def _provider_changed(self, path: str) -> None:
        if path == "provider":
            self.fill()

    @Slot(str)
    def _store_name(self, text: str) -> None:
        name = " ".join(text.split())
        others = {one.name for number, one in enumerate(self._people.all) if number != self._people.at}
        empty = QCoreApplication.translate("Settings", "This cannot be empty.")
        complaint = empty if not name else self.tr("Another persona has this name.") if name in others else ""
        self._draft.complain("persona.name", complaint)
        if not complaint:
            self._people.edit(name=name)

    @Slot()
    def _store_instructions(self) -> None:
        if not self._is_filling:
            self._people.edit(instructions=self.instructions.toPlainText().strip())

    @Slot(int)
    def _store_language(self, index: int) -> None:
        self._people.edit(language=list(self._languages)[index])

    @Slot(int)
    def _store_pause(self, index: int) -> None:
        self._people.edit(pause_ms=list(self._pauses)[index])

    @Slot()
    def _store_sound(self) -> None:
        voice, model = self.voice.text().strip(), self.model.text().strip()
        self._people.edit(voice=voice, model=model, provider=self._provider.value if voice or model else "")

    @Slot()
    def _store_tools(self) -> None:
        if not self._is_filling:
            chosen = [tool for box, tool in zip(self.boxes, _TOOLS, strict=True) if box.isChecked()]
            self._people.edit(tools=ALL_TOOLS if len(chosen) == len(_TOOLS) else " ".join(chosen))


def _offer(combo: CalmComboBox, words: dict[str, str] | dict[int, str], chosen: str | int) -> None:
    combo.clear()
    combo.addItems(list(words.values()))
    combo.setCurrentIndex(list(words).index(chosen))
