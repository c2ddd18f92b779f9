"""What is to be shown: chosen from a list and seen alive, before anything is sent."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop_assistant.ui.announce import announce
from desktop_assistant.ui.labels import Sentence
from desktop_assistant.ui.sharing.finder import Finder
from desktop_assistant.ui.sharing.wire import Picture, Source
from desktop_assistant.ui.sharing.words import SIGNS, name_of
from desktop_assistant.ui.theme import icon

_LEAST = QSize(240, 150)
_MOST_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the dialog says."""

    title: str
    choose: str
    """What to do."""
    seen: str
    """What becomes of what is seen."""
    accept: str
    """On the button."""
    none: str
    """There is nothing to choose from."""


class SourceDialog(QDialog):
    """`offer` what there is, `show_picture` what is seen; it is closed by whoever opened it, or by leaving it."""

    chosen = Signal(object)
    """A Source."""
    confirmed = Signal()
    left = Signal()
    """Without anything being shown."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._sources: list[Source] = []
        self.setWindowTitle(wording.title)
        self.list = QListWidget(self)
        self.list.setAccessibleName(wording.choose)
        self.list.setIconSize(QSize(18, 18))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.finder = Finder(self, _LEAST)
        self.finder.setAccessibleName(self.tr("What is seen"))
        self.note = Sentence(wording.choose, self)
        self.note.setWordWrap(True)
        self.note.setProperty("kind", "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = QPushButton(wording.accept, self)
        self.accept_button.setProperty("kind", "primary")
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._confirm)
        buttons.rejected.connect(self.reject)
        self.rejected.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.list)
        column.addWidget(self.finder, 1)
        column.addWidget(self.note)
        column.addWidget(buttons)
        self.list.hide()
        self.finder.clear(self.tr("Looking for what there is…"))
        self.list.currentRowChanged.connect(self._choose)
        self._fit(parent)

    @property
    def image(self) -> QImage:
        """What is seen now, at the size in which it is shown."""
        return self.finder.image

    def offer(self, sources: tuple[Source, ...]) -> None:
        """What there is; the first is chosen already, for nothing is sent by looking at it."""
        self._sources = list(sources)
        self.list.blockSignals(True)
        self.list.clear()
        for source in sources:
            row = QListWidgetItem(icon(SIGNS[source.kind]), name_of(source), self.list)
            row.setToolTip(row.text())
        self.list.blockSignals(False)
        self.list.setVisible(len(sources) > 1)
        rows = min(len(sources), _MOST_ROWS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 1) + 2 * self.list.frameWidth() + 8)
        self.finder.clear(self._wording.choose if sources else self._wording.none)
        self.note.setVisible(bool(sources))
        if not sources:
            announce(self.finder, self._wording.none)
        if sources:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_picture(self, picture: Picture) -> None:
        """What is seen; from the first one on it can be confirmed."""
        self.finder.show_picture(picture.data)
        if not self.accept_button.isEnabled():
            self.note.setText(self._wording.seen)
            announce(self.note, self._wording.seen)
            self.accept_button.setEnabled(True)
            if not self.list.isVisible():  # else Return would be that of the only button that had been there to take the keyboard
                self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """What is in the way of a picture; another source may be chosen, or the same again."""
        self.accept_button.setEnabled(False)
        self.list.setCurrentRow(-1)
        self.list.show()
        self.finder.clear(words)
        self.note.setText(self._wording.choose)
        announce(self.finder, words)

    @Slot(int)
    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._sources):
            self.accept_button.setEnabled(False)
            self.finder.clear(self.tr("Looking…"))
            self.chosen.emit(self._sources[row])

    @Slot()
    def _confirm(self) -> None:
        if self.accept_button.isEnabled():
            self.confirmed.emit()

    def _fit(self, parent: QWidget | None) -> None:
        """As wide as a small window allows."""
        room = parent.window().size() if parent is not None else QSize(600, 600)
        self.resize(min(560, max(room.width() - 24, 320)), min(520, max(room.height() - 60, 360)))
