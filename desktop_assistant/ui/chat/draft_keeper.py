"""What is written and not sent survives the program: kept while it is written, put back at the next start."""

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_assistant.core.draft import Draft
from desktop_assistant.core.errors import AssistantError
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.chat.composer import Composer

KEEP_MS = 300
"""Between a letter and its way to the history. What is sent is in the history by then, so that it is never in neither."""


class DraftKeeper(QObject):
    """Between the text box and the history."""

    def __init__(self, bridge: UiBridge, composer: Composer, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._composer = bridge, composer
        self._kept = Draft()
        self._is_restored = False
        """Until then nothing is kept, or a first letter would take the place of what is still to come."""
        self._due = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._due.timeout.connect(self.keep)
        composer.box.textChanged.connect(self._soon)
        composer.desk.changed.connect(self._soon)
        bridge.ready.connect(self._restore)

    @Slot()
    def keep(self) -> None:
        """Now."""
        draft = Draft(text=self._composer.draft(), parts=self._composer.desk.parts)
        if self._is_restored and draft != self._kept:
            self._kept = draft
            self._bridge.control.keep_draft(draft)

    @Slot()
    def _soon(self) -> None:
        if not self._due.isActive():
            self._due.start()

    @Slot()
    def _restore(self) -> None:
        self._bridge.spawn(self._bridge.control.draft(), self._put_back, self._go_without)

    def _put_back(self, draft: Draft) -> None:
        """Above what was typed while the program was still starting."""
        self._is_restored, self._kept = True, draft
        typed = self._composer.draft()
        if draft.text:
            self._composer.set_draft(f"{draft.text}\n{typed}" if typed else draft.text)
        for part in draft.parts:
            self._composer.desk.put_part(part)
        self._soon()

    def _go_without(self, _error: AssistantError) -> None:
        """A history that cannot be read says so itself."""
        self._put_back(Draft())
