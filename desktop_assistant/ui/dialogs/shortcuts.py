"""The table of keys, for F1."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_assistant.ui.actions import ACTIONS, shortcut_text, translated


class ShortcutsDialog(QDialog):
    """Made from the table of actions, so it cannot be out of date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(10)
        rows = [(self.tr("Talk (hold or press)"), self.tr("Space"))]
        rows += [(translated(spec), shortcut_text(spec)) for spec in ACTIONS]
        rows += [
            (QCoreApplication.translate("Attaching", "Picture or file…").rstrip("…"), _native("Ctrl+O")),
            (QCoreApplication.translate("Attaching", "Part of the screen…").rstrip("…"), _native("Ctrl+Shift+S")),
            (QCoreApplication.translate("Attaching", "Share screen, window or camera…").rstrip("…"), _native("Ctrl+Shift+D")),
            (self.tr("Send the message"), self.tr("Enter")),
            (self.tr("New line in the message"), self.tr("Shift+Enter")),
            (self.tr("Correct what you said, other versions of it"), self.tr("F2, Alt+Left, Alt+Right")),
            (self.tr("Copy a message, play its recording"), self.tr("Ctrl+C, Enter")),
            (self.tr("Rename, tag, delete a past conversation"), self.tr("F2, Ctrl+G, Del")),
            (self.tr("Pin, export a past conversation"), self.tr("Ctrl+D, Ctrl+E")),
        ]
        for row, (what, keys) in enumerate(rows):
            label = QLabel(what, self)
            key = QLabel(keys, self)
            key.setProperty("kind", "muted")
            key.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label, row, 0)
            grid.addWidget(key, row, 1)
        note = QLabel(self.tr("Space talks whenever you are not typing."), self)
        note.setProperty("kind", "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(grid)
        column.addWidget(note)
        column.addWidget(buttons)


def _native(keys: str) -> str:
    """As this platform writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
