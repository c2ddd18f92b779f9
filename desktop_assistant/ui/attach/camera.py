"""A picture of the camera, seen alive before it is taken: a process of its own looks, and only while one chooses."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.items import ImagePart
from desktop_assistant.ui.sharing.dialog import SourceDialog, Wording
from desktop_assistant.ui.sharing.machine import End
from desktop_assistant.ui.sharing.process import WatcherProcess
from desktop_assistant.ui.sharing.wire import Failed, Kind, Message, Picture, Source, Sources, Trouble
from desktop_assistant.ui.sharing.words import unseen_words

BETWEEN_MS = 80
"""Two looks."""


class CameraPhoto(QObject):
    """From the wish to the picture. | process that looks, dialog | `begin` | `end`, which everything comes to |"""

    taken = Signal(object)
    """An ImagePart within the limits."""
    said = Signal(str)
    """One sentence: why there is none."""

    def __init__(self, window: QWidget, program: list[str] | None = None) -> None:
        """program: instead of the true process that looks."""
        super().__init__(window)
        self._window = window
        self._process = WatcherProcess(self, program)
        self._process.said.connect(self._hear)
        self._timer = QTimer(self, singleShot=True, interval=BETWEEN_MS)
        self._timer.timeout.connect(self._process.look)
        self._limits = ImageLimits()
        self._number = 0
        self._source: Source | None = None
        self._picture: Picture | None = None
        self.dialog: SourceDialog | None = None
        """While one chooses."""

    def begin(self, limits: ImageLimits) -> None:
        """Look for cameras."""
        if self.dialog is not None:
            return
        self._limits = limits
        self.dialog = SourceDialog(
            Wording(
                title=self.tr("Picture from the camera"),
                choose=self.tr("Choose a camera."),
                seen=self.tr("The camera is on. Nothing is sent before you send the message."),
                accept=self.tr("Take the picture"),
                none=_no_camera(),
            ),
            self._window,
        )
        self.dialog.chosen.connect(self._choose)
        self.dialog.confirmed.connect(self._take)
        self.dialog.left.connect(self.end)
        self.dialog.open()
        self._process.begin()

    @Slot()
    def end(self, *, wait: bool = False) -> None:
        """Camera off, dialog away. wait: until the process is gone."""
        self._timer.stop()
        self._process.end(wait=wait)
        self._number += 1
        self._picture = self._source = None
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.left.disconnect(self.end)
            dialog.accept()
            dialog.deleteLater()

    @Slot(object)
    def _hear(self, message: Message) -> None:
        match message:
            case Sources(found=found):
                self._offer(tuple(one for one in found if one.kind is Kind.CAMERA))
            case Picture() if message.number == self._number and self.dialog is not None:
                self._picture = message
                self.dialog.show_picture(message)
                self._timer.start()
            case Failed(trouble=Trouble.UNUSABLE):
                self.end()
                self.said.emit(QCoreApplication.translate("Attach", "This installation cannot use a camera."))
            case Failed(number=self._number) if self.dialog is not None and self._source is not None:
                why = End.REFUSED if message.trouble is Trouble.REFUSED else End.GONE
                self.dialog.say(unseen_words(self._source, why))

    def _offer(self, cameras: tuple[Source, ...]) -> None:
        if self.dialog is None:
            return
        if cameras:
            self.dialog.offer(cameras)
        else:
            self.end()
            self.said.emit(_no_camera())

    @Slot(object)
    def _choose(self, source: Source) -> None:
        self._number += 1
        self._source, self._picture = source, None
        self._process.open(source, self._number, self._limits, most_bytes=self._limits.max_bytes)
        self._process.look()

    @Slot()
    def _take(self) -> None:
        picture = self._picture
        self.end()
        if picture is not None:
            title = QCoreApplication.translate("Attaching", "Camera")
            size = {"width": picture.width, "height": picture.height}
            self.taken.emit(ImagePart.of(picture.data, mime="image/jpeg", title=title, **size))


def _no_camera() -> str:
    return QCoreApplication.translate("Attach", "No camera is connected, or the system does not let this program see it.")
