"""A text file that goes with a message, read before it is sent: all of it that goes along."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_assistant.core.items import FilePart

_LARGEST = QSize(640, 560)
_LEAST = QSize(320, 240)


class TextFileDialog(QDialog):
    """Shows the text as it is: nothing in it is taken for markup."""

    def __init__(self, file: FilePart, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(file.name)
        self.text = QPlainTextEdit(file.text, self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(file.name)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.resize((parent.window().size() - QSize(24, 48)).boundedTo(_LARGEST).expandedTo(_LEAST))
