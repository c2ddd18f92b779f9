"""Shows only the conversations with one tag; there while any has one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_assistant.core.items import ConversationInfo
from desktop_assistant.core.tags import has_tag, known_tags


class TagFilter(QComboBox):
    """`chosen` when the person asks for another tag, or for all again."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[str, ...] = ()
        self.setAccessibleName(self.tr("Show conversations with this tag"))
        self.addItem(self.tr("All conversations"))
        self.activated.connect(self._choose)
        self.hide()

    @property
    def tag(self) -> str:
        """The one that is asked for; empty = all."""
        at = self.currentIndex() - 1
        return self._tags[at] if 0 <= at < len(self._tags) else ""

    @property
    def known(self) -> tuple[str, ...]:
        """All that are in use."""
        return self._tags

    def filtered(self, infos: Sequence[ConversationInfo]) -> list[ConversationInfo]:
        """Those with the tag; a tag that nobody has any more is not asked for any longer."""
        wanted = self.tag
        tags = known_tags(info.tags for info in infos)
        if tags != self._tags:
            self._tags = tags
            while self.count() > 1:
                self.removeItem(1)
            self.addItems([f"# {tag}" for tag in tags])
            self.setCurrentIndex(tags.index(wanted) + 1 if wanted in tags else 0)
        self.setVisible(bool(tags))
        return [info for info in infos if not self.tag or has_tag(info.tags, self.tag)]

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit()
