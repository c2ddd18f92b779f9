"""Which tags a conversation has: typed in one line, or chosen from those that others have."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_assistant.core.items import ConversationInfo
from desktop_assistant.core.tags import clean_tags, has_tag, read_tags

MOST_OFFERED = 12


class TagsDialog(QDialog):
    """`tagged(id, tags)` when the person says OK."""

    tagged = Signal(str, object)

    def __init__(self, info: ConversationInfo, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = info.id
        self.setWindowTitle(self.tr("Tags"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = QLineEdit(", ".join(info.tags), self)
        self.line.setAccessibleName(self.tr("Tags, with a comma between two of them"))
        self.line.setPlaceholderText(self.tr("work, travel"))
        heading = QLabel(self.tr("Tags, with a comma between two of them"), self)
        heading.setBuddy(self.line)
        heading.setProperty("kind", "label")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addWidget(heading)
        column.addWidget(self.line)
        self.boxes = [QCheckBox(tag.replace("&", "&&"), self) for tag in known[:MOST_OFFERED]]
        self._offered = list(known[:MOST_OFFERED])
        for box in self.boxes:
            column.addWidget(box)
            box.clicked.connect(self._take_box)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel, self)
        buttons.button(kinds.Ok).setProperty("kind", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.line.textChanged.connect(self._tick)
        self._tick()
        self.setMinimumWidth(320)
        self.line.setFocus()

    @property
    def tags(self) -> tuple[str, ...]:
        """As they stand in the line."""
        return read_tags(self.line.text())

    def accept(self) -> None:
        """OK."""
        self.tagged.emit(self._id, self.tags)
        super().accept()

    @Slot()
    def _tick(self) -> None:
        for box, tag in zip(self.boxes, self._offered, strict=True):
            box.setChecked(has_tag(self.tags, tag))

    @Slot()
    def _take_box(self) -> None:
        for box, tag in zip(self.boxes, self._offered, strict=True):
            if box.isChecked() != has_tag(self.tags, tag):
                kept = [one for one in self.tags if one.casefold() != tag.casefold()]
                self.line.setText(", ".join(clean_tags([*kept, tag] if box.isChecked() else kept)))
