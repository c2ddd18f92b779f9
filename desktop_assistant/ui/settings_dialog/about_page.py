"""Which program this is."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_assistant import __version__
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import FormPage
from desktop_assistant.ui.settings_dialog.places import PlaceRow


class AboutPage(FormPage):
    """Version, licences, places."""

    def __init__(self, bridge: UiBridge, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, QCoreApplication.translate("Settings", "About"), parent)
        self.column.addWidget(self.text(self.tr("Desktop Assistant {version}").format(version=__version__), "label"))
        what = self.tr("A live spoken conversation, on your own computer or with a provider of your choice.")
        self.column.addWidget(self.text(what, ""))
        self.column.addWidget(
            self.text(
                self.tr(
                    "Licensed under Apache-2.0. The offline voice espeak-ng is licensed under GPL-3.0 and runs as a program "
                    "of its own; Qt is used under LGPL-3.0. The NOTICE file lists everything."
                ),
                "muted",
            )
        )
        places = bridge.control.places
        for label, what, folder in (
            (self.tr("Log files"), self.tr("Folder of the log files"), places.logs),
            (self.tr("Conversations"), self.tr("Folder of the conversations"), places.data),
            (self.tr("Settings"), self.tr("Folder of the settings"), places.config),
        ):
            self.add(label, PlaceRow(what, folder, self))
        self.column.addStretch(1)
