"""A frame of the camera: seen alive before it is taken. The camera is on only while the dialog is open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

from desktop_assistant.ui.theme import theme_keeper


def camera_trouble() -> str:
    """Why there is no picture to be had, in one sentence; empty = there is a camera."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return QCoreApplication.translate("Attach", "This installation cannot use a camera.")
    if QMediaDevices.videoInputs():
        return ""
    return QCoreApplication.translate("Attach", "No camera is connected, or the system does not let this program see it.")


class _Finder(QWidget):
    """What the camera sees."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme_keeper().palette.colour("raised"))
        if not self.image.isNull():
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            painter.drawImage(self.rect().adjusted(left, top, -left, -top), self.image)
        painter.end()


class CameraDialog(QDialog):
    """Emits `taken` with the frame that was on screen when the button was pressed."""

    taken = Signal(QImage)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoSink

        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Picture from the camera"))
        self._finder = _Finder(self)
        self._finder.setAccessibleName(self.tr("What the camera sees"))
        self._words = QLabel(self.tr("The camera is on. Nothing is sent before you send the message."), self)
        self._words.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._take = buttons.addButton(self.tr("Take the picture"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take.setEnabled(False)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._finder, 1)
        column.addWidget(self._words)
        column.addWidget(buttons)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._see)
        self._camera = QCamera(QMediaDevices.defaultVideoInput(), self)
        self._camera.errorOccurred.connect(self._fail)
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._camera.start()

    def done(self, result: int) -> None:
        """The camera goes off with the dialog."""
        self._camera.stop()
        super().done(result)

    @Slot(object)
    def _see(self, frame: "QVideoFrame") -> None:
        image = frame.toImage()
        if not image.isNull():
            self._finder.image = image
            self._take.setEnabled(True)
            self._finder.update()

    @Slot(object, str)
    def _fail(self, _: object, words: str) -> None:
        self._words.setText(self.tr("The camera cannot be used: {0}").format(words))

    @Slot()
    def _accept(self) -> None:
        self.taken.emit(self._finder.image)
        self.accept()
