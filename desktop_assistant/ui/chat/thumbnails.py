"""Small pictures for the conversation, made beside the window and kept while somebody may look at them."""

from collections import OrderedDict

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from desktop_assistant.core.items import ImagePart
from desktop_assistant.ui.attach.encoding import small

WIDEST, HIGHEST, NARROWEST = 240, 180, 56
"""px of a small picture."""
MOST = 80
"""Kept at a time; 14 MB."""


def shown_size(part: ImagePart) -> QSize:
    """How large a picture is in the conversation, known before it is there; a very long one is cut in the middle."""
    size = QSize(max(part.width, 1), max(part.height, 1))
    if size.width() > WIDEST or size.height() > HIGHEST:
        size = size.scaled(WIDEST, HIGHEST, Qt.AspectRatioMode.KeepAspectRatio)
    return size.expandedTo(QSize(NARROWEST, NARROWEST))


class Thumbnails(QObject):
    """`get` gives what is here and begins to make what is not."""

    changed = Signal()
    """One more is here."""
    wanted = Signal(str)
    """The content of this picture is not with its item; whoever has it calls `learn`."""
    _made = Signal(str, QImage)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pixmaps: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: dict[str, QSize] = {}
        self._ratio = 1.0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._made.connect(self._take)

    def get(self, part: ImagePart, ratio: float) -> QPixmap | None:
        """The small picture for a screen with so many pixels per px; None: it is not here yet, or never will be."""
        if ratio != self._ratio:
            self._ratio = ratio
            self.forget()
        found = self._pixmaps.get(part.id)
        if found is not None:
            self._pixmaps.move_to_end(part.id)
            return found if not found.isNull() else None
        if part.id not in self._asked:
            self._asked[part.id] = shown_size(part)
            if part.data:
                self.learn(part.id, part.data)
            else:
                self.wanted.emit(part.id)
        return None

    @Slot(str, bytes)
    def learn(self, picture_id: str, data: bytes) -> None:
        """The content of a picture; empty: nobody has it."""
        size = self._asked.get(picture_id)
        if size is not None:
            self._pool.start(_Work(self, picture_id, data, size * self._ratio))

    def forget(self) -> None:
        """Other ones will be looked at."""
        self._pixmaps.clear()
        self._asked.clear()

    @Slot(str, QImage)
    def _take(self, picture_id: str, image: QImage) -> None:
        if self._asked.pop(picture_id, None) is None:
            return
        image.setDevicePixelRatio(self._ratio)
        self._pixmaps[picture_id] = QPixmap.fromImage(image) if not image.isNull() else QPixmap()
        while len(self._pixmaps) > MOST:
            self._pixmaps.popitem(last=False)
        self.changed.emit()


class _Work:
    """Decode and scale one picture, in another thread."""

    def __init__(self, owner: Thumbnails, picture_id: str, data: bytes, size: QSize) -> None:
        self._owner, self._picture_id, self._data, self._size = owner, picture_id, data, size

    def __call__(self) -> None:
        image = small(self._data, self._size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        if not image.isNull():
            left, top = (image.width() - self._size.width()) // 2, (image.height() - self._size.height()) // 2
            image = image.copy(left, top, self._size.width(), self._size.height())
        self._owner._made.emit(self._picture_id, image)
