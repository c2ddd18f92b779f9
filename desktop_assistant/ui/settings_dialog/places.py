"""A folder with buttons to open it and to copy its path."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop_assistant.ui.system_pages import open_folder


class PlaceRow(QWidget):
    """`what` names the folder for screen readers."""

    def __init__(self, what: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        path = QLineEdit(str(folder), self)
        path.setReadOnly(True)
        path.setCursorPosition(0)
        path.setAccessibleName(what)
        self.opener = QPushButton(self.tr("Open"), self)
        self.copier = QPushButton(self.tr("Copy"), self)
        self.opener.setAccessibleName(self.tr("Open: {what}").format(what=what))
        self.copier.setAccessibleName(self.tr("Copy the path: {what}").format(what=what))
        self.opener.clicked.connect(self._open)
        self.copier.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(path, 1)
        for button in (self.opener, self.copier):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button)
        self.setFocusProxy(path)

    @Slot()
    def _open(self) -> None:
        open_folder(self._folder)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._folder))
