"""How the window looks and moves."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_assistant.settings.model import Language, Theme
from desktop_assistant.ui.i18n import LANGUAGE_NAMES, number
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import FormPage, SliderEditor


class AppearancePage(FormPage):
    """Theme, text size, motion."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, QCoreApplication.translate("Settings", "Appearance"), parent)
        themes = {Theme.SYSTEM: self.tr("Like the system"), Theme.LIGHT: self.tr("Light"), Theme.DARK: self.tr("Dark")}
        self.add_choice("appearance.theme", self.tr("Colours"), themes)
        own = {Language.SYSTEM: self.tr("Like the system")} | LANGUAGE_NAMES
        self.add_choice("appearance.language", self.tr("Language"), own, self.tr("Of this window. It changes at the next start."))
        self.text_size = SliderEditor(draft, "appearance.text_scale", step=0.05, shown=percent, parent=self)
        self.add(self.tr("Text size"), self.text_size)
        self.add_switch(
            "appearance.reduced_motion",
            self.tr("Reduce motion"),
            self.tr("Nothing spins or travels; what happens is still said in words and shapes."),
        )
        self.add_switch(
            "appearance.captions",
            self.tr("Captions above other windows"),
            self.tr("A strip with what is being said, large enough to be read from across the room."),
        )
        self.column.addStretch(1)


def percent(share: float) -> str:
    """`share` of 1."""
    return QCoreApplication.translate("Settings", "{0} %").format(number(share * 100))
