"""What is kept, and where."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import FormPage
from desktop_assistant.ui.settings_dialog.places import PlaceRow


class PrivacyPage(FormPage):
    """Recordings, key file, folders."""

    def __init__(self, bridge: UiBridge, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, QCoreApplication.translate("Settings", "Privacy"), parent)
        kept = {
            0: self.tr("Until I delete them"),
            365: self.tr("For a year"),
            90: self.tr("For three months"),
            30: self.tr("For a month"),
            7: self.tr("For a week"),
        }
        days = draft.get("privacy.keep_days")
        if days not in kept:  # the file may say any number, and the first choice would be a lie
            kept[days] = self.tr("So many days, as in the settings file: {0}").format(days)
        self.add_choice(
            "privacy.keep_days",
            self.tr("Keep conversations"),
            kept,
            self.tr("Older ones are deleted when the program starts; pinned ones stay."),
        )
        self.add_switch(
            "privacy.keep_audio",
            self.tr("Keep recordings of both sides"),
            self.tr("Otherwise only the text of a conversation is kept."),
        )
        self.add_switch(
            "privacy.encrypt_history",
            self.tr("Encrypt the conversations on this computer"),
            self.tr(
                "With a random key in this computer's key store; without that key nobody can read them again, you neither."
                " Pictures and recordings are encrypted too. Not encrypted: timers and notes, what you export, files that were"
                " set aside, and what the disk may still hold of earlier times."
            ),
        )
        self.add_switch(
            "privacy.allow_key_file",
            self.tr("Keep keys in a file when there is no key store"),
            self.tr("Only your user can read the file, but programs that you run can read it too."),
        )
        places = bridge.control.places
        note = self.tr("No usage data is collected. What you say goes only to the provider that you chose.")
        self.add(self.tr("Conversations"), PlaceRow(self.tr("Folder of the conversations"), places.data, self))
        self.add(self.tr("Settings"), PlaceRow(self.tr("Folder of the settings"), places.config, self), note)
        self.column.addStretch(1)
