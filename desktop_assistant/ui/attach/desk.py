"""Where things wait to go with a message: takes what is pasted, dropped, chosen or photographed, and says what it makes of it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.items import FilePart, ImagePart
from desktop_assistant.ui.announce import announce
from desktop_assistant.ui.attach import offers
from desktop_assistant.ui.attach.encoding import Refusal, is_cut
from desktop_assistant.ui.attach.loader import Loader
from desktop_assistant.ui.attach.names import cut_words, refusal_words
from desktop_assistant.ui.attach.strip import MOST, AttachmentStrip
from desktop_assistant.ui.mirror import margins


class Desk(QWidget):
    """Shows what is on it, and one sentence if there is something to say; hidden while it has neither."""

    changed = Signal()
    """Something came or went."""
    ready = Signal()
    """Everything that was on its way is here."""
    refused = Signal()
    """Something cannot go along, and the person should know before the rest is sent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._limits: ImageLimits | None = ImageLimits()
        self._said = ""
        self._loader = Loader(self)
        self.strip = AttachmentStrip(self)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setProperty("kind", "muted")
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*margins(7, 0, 0, 0))
        column.setSpacing(2)
        column.addWidget(self.strip)
        column.addWidget(self.note)
        self.hide()
        self._loader.ready.connect(self._take)
        self._loader.refused.connect(self._refuse)
        self._loader.idle.connect(self.ready)
        self.strip.changed.connect(self._look)

    @property
    def parts(self) -> tuple[ImagePart | FilePart, ...]:
        """What is on it."""
        return self.strip.parts

    @property
    def is_busy(self) -> bool:
        """Something is on its way."""
        return self._loader.is_busy

    def set_limits(self, limits: ImageLimits | None) -> None:
        """What pictures may be like from now on; None: who answers takes none."""
        if limits != self._limits:
            self._limits = limits
            self._look()

    def put_image(self, image: QImage, title: str) -> None:
        """A picture."""
        self._said = ""
        self._loader.load_image(image, title, self._limits or ImageLimits())

    def put_files(self, paths: list[Path]) -> None:
        """Files."""
        self._said = ""
        for path in paths[: MOST + 1]:
            self._loader.load_file(path, self._limits or ImageLimits())

    def put_part(self, part: ImagePart | FilePart) -> None:
        """What is within the limits already."""
        self._said = ""
        self._take(part)

    @Slot(QMimeData)
    def put(self, data: QMimeData) -> None:
        """What was pasted or dropped."""
        if found := offers.paths(data):
            self.put_files(found)
        else:
            self.put_image(offers.image(data), self.tr("Pasted picture"))

    def say(self, words: str) -> None:
        """One sentence, until something else happens."""
        self._said = words
        self._look()

    def take(self) -> tuple[ImagePart | FilePart, ...]:
        """Everything, which is then gone from here."""
        self._said = ""
        parts = self.strip.take()
        self._look()
        return parts

    @Slot(object)
    def _take(self, part: ImagePart | FilePart) -> None:
        if self.strip.is_full and part not in self.parts:
            self._said = self.tr("Only %Ln thing(s) can go with one message.", "", MOST)
            self.refused.emit()
        elif self.strip.add(part) and isinstance(part, FilePart) and is_cut(part):
            self._said = cut_words(part.name)
        self._look()

    @Slot(str, object)
    def _refuse(self, name: str, reason: Refusal) -> None:
        self._said = refusal_words(name, reason)
        self.refused.emit()
        self._look()

    @Slot()
    def _look(self) -> None:
        has_pictures = any(isinstance(part, ImagePart) for part in self.parts)
        words = self._said
        if not words and has_pictures and self._limits is None:
            words = self.tr("The provider in use takes no pictures: yours will be kept in the conversation, but not seen.")
        if words != self.note.text():
            self.note.setText(words)
            announce(self.note, words)
        self.note.setVisible(bool(words))
        self.setVisible(bool(words or self.parts))
        self.changed.emit()
