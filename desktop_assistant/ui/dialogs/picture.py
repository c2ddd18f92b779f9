"""One picture of the conversation in its full size: looked at, copied, saved."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_assistant.ui.theme import theme_keeper

_ROOM = 0.8
"""Share of the screen that the dialog takes at most."""
_LEAST = QSize(320, 240)


class _Canvas(QWidget):
    """The picture, as large as there is room and never larger than it is."""

    def __init__(self, image: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = image
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return self._image.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme_keeper().palette.colour("raised"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size()
        if size.width() > self.width() or size.height() > self.height():
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawImage(
            self.rect().adjusted(left, top, left + size.width() - self.width(), top + size.height() - self.height()), self._image
        )
        painter.end()


class PictureDialog(QDialog):
    """`data` is the picture's file; what cannot be read is said."""

    def __init__(self, title: str, data: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self.image = QImage.fromData(QByteArray(data))
        """Null if there is none."""
        self.setWindowTitle(title or self.tr("Picture"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        shown: QWidget = _Canvas(self.image, self)
        if self.image.isNull():
            shown = QLabel(self.tr("This picture is not in the history any more."), self)
        shown.setAccessibleName(title or self.tr("Picture"))
        column.addWidget(shown, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save = buttons.addButton(self.tr("Save as…"), QDialogButtonBox.ButtonRole.ActionRole)
        for button in (self.copy, self.save):
            button.setEnabled(not self.image.isNull())
        buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(self.copy_picture)
        self.save.clicked.connect(self._save)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self.copy_picture)
        self.trouble = QLabel(self)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        column.addWidget(buttons)
        room = self.screen().availableSize() * _ROOM
        self.resize((self.image.size() + QSize(24, 80)).expandedTo(_LEAST).boundedTo(room))

    @Slot()
    def copy_picture(self) -> None:
        """To the clipboard."""
        if not self.image.isNull():
            QGuiApplication.clipboard().setImage(self.image)

    @Slot()
    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the picture"), "picture.jpg", self.tr("Pictures (*.jpg)"))
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """The file as it is; what is in the way is said in one sentence."""
        try:
            path.write_bytes(self._data)
        except OSError as error:
            words = QCoreApplication.translate("Details", "The file could not be written: {0}.")
            self.trouble.setText(words.format(error.strerror or error))
            self.trouble.show()
