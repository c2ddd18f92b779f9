"""What is pasted or dropped: pictures and files on this computer, told from text."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


def offers(data: QMimeData) -> bool:
    """There is something to go with a message. A spreadsheet offers a picture of its cells beside their text: that is text."""
    return bool(paths(data)) or (data.hasImage() and not data.hasText())


def paths(data: QMimeData) -> list[Path]:
    """Files on this computer."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def image(data: QMimeData) -> QImage:
    """The picture, which may be null."""
    found = data.imageData()
    return found if isinstance(found, QImage) else QImage()
