"""Conversations into files and out of them: asks where, and says what came of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_assistant.core.archive import ArchiveForm, Imported
from desktop_assistant.core.errors import AssistantError
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.details import said
from desktop_assistant.ui.i18n import number


class HistoryFiles(QObject):
    """`said(str)`: one sentence about what happened."""

    said = Signal(str)

    def __init__(self, bridge: UiBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._window = bridge, window

    def export(self, conversation_id: str | None, title: str) -> None:
        """Ask for a file, then write one conversation, or all (None)."""
        dialog = QFileDialog(self._window, self.tr("Export"), str(Path.home() / (title or self.tr("Conversations"))))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(self._filters()))
        if dialog.exec() and dialog.selectedFiles():
            form, audio = self._filters()[dialog.selectedNameFilter()]
            self.write(Path(dialog.selectedFiles()[0]), form, conversation_id, audio=audio)

    def write(self, path: Path, form: ArchiveForm, conversation_id: str | None, *, audio: bool) -> None:
        """Without asking; the ending is added if it is missing."""
        ending = ".zip" if audio else f".{form.value}"
        path = path if path.suffix == ending else path.with_name(path.name + ending)
        work = self._bridge.control.library.export(path, form, conversation_id, audio=audio)
        self._bridge.spawn(work, lambda _: self.said.emit(self.tr("Exported to {0}").format(path.name)), self._failed)

    @Slot()
    def import_one(self) -> None:
        """Ask for a file, then read it in."""
        words = self.tr("Exported conversations (*.json *.zip)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import"), str(Path.home()), words)
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Without asking."""
        self._bridge.spawn(self._bridge.control.library.import_from(path), self._imported, self._failed)

    def _imported(self, found: Imported) -> None:
        words = self.tr("Imported conversations: {0}").format(number(found.added))
        known = self.tr("; already here: {0}").format(number(found.known)) if found.known else ""
        self.said.emit(words + known)

    def _failed(self, error: AssistantError) -> None:
        self.said.emit(said(str(error)))

    def _filters(self) -> dict[str, tuple[ArchiveForm, bool]]:
        return {
            self.tr("Markdown (*.md)"): (ArchiveForm.MARKDOWN, False),
            self.tr("Plain text (*.txt)"): (ArchiveForm.TEXT, False),
            self.tr("JSON, to import again (*.json)"): (ArchiveForm.JSON, False),
            self.tr("Markdown with recordings (*.zip)"): (ArchiveForm.MARKDOWN, True),
            self.tr("JSON with recordings (*.zip)"): (ArchiveForm.JSON, True),
        }
