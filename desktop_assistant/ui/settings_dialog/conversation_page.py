"""Who the assistant is, how you talk to it, and how patiently it listens."""

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import FormPage, TextEditor
from desktop_assistant.ui.voice.mode_switch import MODE_WORDS
from desktop_assistant.ui.voice.patience import PatienceSlider

LANGUAGES = tuple(
    code
    for line in (
        "ar bg ca cs cy da de el en es et eu fa fi fr gl he hi hr hu id is it ja ko",
        "lt lv mk ms nl no pl pt ro ru sk sl sr sv sw ta th tl tr uk ur vi zh",
    )
    for code in line.split()
)
"""ISO 639-1, those that speech models commonly know."""


class ConversationPage(FormPage):
    """Instructions, talk mode, patience, language."""

    def __init__(self, bridge: UiBridge, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, QCoreApplication.translate("Settings", "Conversation"), parent)
        modes = {mode: QCoreApplication.translate("Modes", words[1]) for mode, words in MODE_WORDS.items()}
        self.add_choice("conversation.talk_mode", self.tr("How you talk"), modes)
        self.patience = PatienceSlider(bridge, self)
        self.add(
            self.tr("Patience"),
            self.patience,
            self.tr("How long you may pause before your turn counts as over. Works at once, without OK."),
        )
        note = self.tr(
            "Said at the end of your turn, it sends at once. Leave empty for none. It works where this computer answers; other"
            " providers know only pauses."
        )
        self.add_line("conversation.end_phrase", self.tr("End phrase"), note)
        languages = language_choices(draft.get("conversation.language"), self.tr("Automatic"))
        note = self.tr("Of your speech. Without a network, this computer understands English.")
        self.add_choice("conversation.language", self.tr("Language"), languages, note)
        instructions = TextEditor(draft, "conversation.instructions", self)
        self.add(self.tr("Who the assistant is"), instructions, self.tr("Sent to the model before every conversation."))
        self.column.addStretch(1)


def language_choices(chosen: str, none: str) -> dict[str, str]:
    """Codes with their names; `chosen` is among them, and none at all."""
    choices = {"": none} | _language_names()
    choices.setdefault(chosen, chosen)
    return choices


def _language_names() -> dict[str, str]:
    names = {code: QLocale.languageToString(QLocale.codeToLanguage(code)) for code in LANGUAGES}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))
