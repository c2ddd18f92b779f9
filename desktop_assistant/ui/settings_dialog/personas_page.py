"""Who can answer: the list of personas, what can be done with it, and the editor of one of them."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QListWidget, QPushButton, QWidget

from desktop_assistant.core.errors import StoreError
from desktop_assistant.settings.persona_files import NO_PERSONA, read_persona, write_persona
from desktop_assistant.settings.personas import Persona
from desktop_assistant.ui.details import said
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP
from desktop_assistant.ui.persona_button import shown_name
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import FormPage
from desktop_assistant.ui.settings_dialog.persona_form import PersonaForm
from desktop_assistant.ui.settings_dialog.persona_list import PATH, PersonaList

LINES = 5
UNWRITTEN = QT_TRANSLATE_NOOP("Details", "The file could not be written: {0}.")
UNREAD = QT_TRANSLATE_NOOP("Details", "The file could not be read: {0}.")


class PersonasPage(FormPage):
    """Edits the draft; what it does can be undone by Cancel, and a deletion also by Undo."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, QCoreApplication.translate("Settings", "Personas"), parent)
        self.people = PersonaList(draft, self)
        self.list = QListWidget(self)
        self.list.setFixedHeight(LINES * (self.fontMetrics().height() + 12) + 8)
        self.add(
            self.tr("Who can answer"),
            self.list,
            self.tr("Choose one in the window with Ctrl+Shift+P, or say “switch to” and the name."),
        )
        self.new = self._button(self.tr("New"), self._new)
        self.copy = self._button(self.tr("Duplicate"), self._duplicate)
        self.remove = self._button(self.tr("Delete"), self.people.delete)
        self.undo = self._button(self.tr("Undo"), self.people.undo)
        self.share = self._button(self.tr("Export…"), self._export)
        self.fetch = self._button(self.tr("Import…"), self._import)
        self.back = self._button(self.tr("Bring back those of the program"), self.people.bring_back)
        for row in ((self.new, self.copy, self.remove, self.undo), (self.share, self.fetch), (self.back,)):
            self.column.addLayout(_side_by_side(*row))
        self.message: QLabel = self.text("", "bad")
        self.message.hide()
        self.column.addWidget(self.message)
        self.form = PersonaForm(self, draft, self.people)
        note = self.tr("Without a chat server, this computer's built-in skills answer whoever is chosen.")
        self.column.addWidget(self.text(note, "muted"))
        self.column.addStretch(1)
        self.list.currentRowChanged.connect(self.people.look_at)
        self.people.changed.connect(self._show)
        draft.changed.connect(self._renamed)
        self._show()

    def _button(self, words: str, slot: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    @Slot()
    def _show(self) -> None:
        """Names, choice, and which buttons mean something."""
        names = [shown_name(one) for one in self.people.all]
        if [self.list.item(row).text() for row in range(self.list.count())] != names:
            self.list.blockSignals(True)
            self.list.clear()
            self.list.addItems(names)
            self.list.blockSignals(False)
        if self.list.currentRow() != self.people.at:
            self.list.setCurrentRow(self.people.at)
        self.remove.setEnabled(len(names) > 1)
        deleted = self.people.deleted
        self.undo.setVisible(deleted is not None)
        self.undo.setToolTip(self.tr("Bring back {0}").format(deleted.name) if deleted else "")
        self.back.setVisible(bool(self.people.missing))

    @Slot(str)
    def _renamed(self, path: str) -> None:
        if path == PATH:
            self._show()

    @Slot()
    def _new(self) -> None:
        self.people.add(Persona(id="persona", name=self.tr("New persona")))
        self.form.name.setFocus()
        self.form.name.selectAll()

    @Slot()
    def _duplicate(self) -> None:
        self.people.add(self.people.current)

    @Slot()
    def _export(self) -> None:
        who = self.people.current
        start = str(Path.home() / f"{who.name.replace('/', '-')}.json")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export the persona"), start, self.tr("Personas (*.json)"))
        if chosen:
            self.export_to(Path(chosen))

    @Slot()
    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Import a persona"), str(Path.home()), self.tr("Personas (*.json)"))
        if chosen:
            self.import_from(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the one that is looked at; a failure is said below the buttons."""
        self._say("")
        try:
            path.write_text(write_persona(self.people.current), encoding="utf-8")
        except OSError as error:
            self._say(UNWRITTEN.format(error.strerror or error))

    def import_from(self, path: Path) -> None:
        """Add the persona of a file, or say below the buttons why not."""
        self._say("")
        try:
            self.people.add(read_persona(path.read_bytes().decode("utf-8-sig")))
        except OSError as error:
            self._say(UNREAD.format(error.strerror or error))
        except UnicodeDecodeError:
            self._say(NO_PERSONA)
        except StoreError as error:
            self._say(str(error))

    def _say(self, words: str) -> None:
        self.message.setText(said(words))
        self.message.setVisible(bool(words))


def _side_by_side(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
