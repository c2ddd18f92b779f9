"""Makes pictures and files fit for a message beside the window: a large photograph takes a quarter of a second."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.items import FilePart, ImagePart
from desktop_assistant.ui.attach.encoding import Refusal, Refused, encoded, read_file


class Loader(QObject):
    """Each thing that is loaded ends in one of the signals, in whatever order; `idle` after the last one."""

    ready = Signal(object)
    """An ImagePart or a FilePart."""
    refused = Signal(str, object)
    """Its name, and a Refusal."""
    idle = Signal()
    _done = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._done.connect(self._settle)

    @property
    def is_busy(self) -> bool:
        """Something is on its way."""
        return self._running > 0

    def load_image(self, image: QImage, title: str, limits: ImageLimits) -> None:
        """A picture that is in memory."""
        self._start(title, lambda: encoded(image, title, limits))

    def load_file(self, path: Path, limits: ImageLimits) -> None:
        """A picture or text on the disk."""
        self._start(path.name, lambda: read_file(path, limits))

    def _start(self, name: str, make: Callable[[], ImagePart | FilePart]) -> None:
        self._running += 1

        def work() -> None:
            try:
                made: object = make()
            except Refused as refused:
                made = refused.reason
            except Exception:  # a decoder's bug must not leave the message waiting for ever
                made = Refusal.UNREADABLE
            self._done.emit(name, made)

        self._pool.start(work)

    @Slot(str, object)
    def _settle(self, name: str, made: object) -> None:
        self._running -= 1
        if isinstance(made, Refusal):
            self.refused.emit(name, made)
        else:
            self.ready.emit(made)
        if not self._running:
            self.idle.emit()
