"""What is seen, as large as there is room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_assistant.ui.attach.encoding import small
from desktop_assistant.ui.theme import theme_keeper


class Finder(QWidget):
    """Shows one JPEG after the other, and words while there is none."""

    def __init__(self, parent: QWidget, least: QSize) -> None:
        super().__init__(parent)
        self.image = QImage()
        self._words = ""
        self.setMinimumSize(least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, data: bytes) -> None:
        """A JPEG, read no larger than it is shown: some 3 ms."""
        ratio = self.devicePixelRatio()
        self.image = small(data, self.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        self.image.setDevicePixelRatio(ratio)
        self.setAccessibleDescription("")
        self.update()

    def clear(self, words: str = "") -> None:
        """No picture, but these words."""
        self.image = QImage()
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme_keeper().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.colour("raised"))
        if self.image.isNull():
            painter.setPen(palette.colour("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(12, 8, -12, -8), flags, self._words)
        else:
            size = self.image.deviceIndependentSize().toSize()
            painter.drawImage((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, self.image)
        painter.end()
