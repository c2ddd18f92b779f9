"""Pictures and files made fit for a message: scaled, written as JPEG, bounded. Safe in any thread.

A picture is written anew, so what a camera notes beside it (where, when, by whom) does not go along.
"""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.items import FilePart, ImagePart

LONGEST_TEXT = 20_000
"""Characters of a file, some five thousand tokens: more would push the conversation out of a small model's sight."""
LARGEST_FILE = 100 * 1024 * 1024
LARGEST_TEXT_FILE = 4 * 1024 * 1024
CUT_MARK = "\n[…]"
_QUALITIES = (90, 80, 65, 50)
_SHRINK = 0.75
_SMALLEST_SIDE = 16


class Refusal(Enum):
    """Why something cannot go along."""

    UNREADABLE = "unreadable"
    OTHER_KIND = "other kind"
    """Neither a picture nor a text."""
    TOO_LARGE = "too large"
    EMPTY = "empty"


class Refused(Exception):
    """`reason` says why; the sentence is the window's."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def encoded(image: QImage, title: str, limits: ImageLimits) -> ImagePart:
    """A picture within the limits. Raises Refused if there is none."""
    if image.isNull():
        raise Refused(Refusal.UNREADABLE)
    image = _flat(_within(image, limits.max_side))
    while True:
        for quality in _QUALITIES:
            data = _jpeg(image, quality)
            if len(data) <= limits.max_bytes:
                return ImagePart.of(data, mime="image/jpeg", width=image.width(), height=image.height(), title=title)
        side = round(max(image.width(), image.height()) * _SHRINK)
        if side < _SMALLEST_SIDE:
            raise Refused(Refusal.TOO_LARGE)
        image = _within(image, side)


def read_file(path: Path, limits: ImageLimits) -> ImagePart | FilePart:
    """A picture or a text file. Raises Refused."""
    try:
        if not path.is_file():
            raise Refused(Refusal.OTHER_KIND if path.exists() else Refusal.UNREADABLE)
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Refused(Refusal.TOO_LARGE)
        if not size:
            raise Refused(Refusal.EMPTY)
        reader = QImageReader(str(path))
        return _picture(reader, path.name, limits) if reader.canRead() else _text(path, size)
    except OSError:
        raise Refused(Refusal.UNREADABLE) from None


def small(data: bytes, size: QSize, mode: Qt.AspectRatioMode) -> QImage:
    """A picture of at most (or, expanding, at least) that size, in a few ms: a JPEG is read no larger than need be."""
    content = QByteArray(data)
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if reader.size().isValid():
        wanted = _fitted(reader.size(), size, mode)
        reader.setScaledSize((wanted * 2).boundedTo(reader.size()))  # and from there smoothly
        image = reader.read()
        return image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return QImage()


def is_cut(file: FilePart) -> bool:
    """Only its beginning goes along."""
    return file.text.endswith(CUT_MARK)


def _picture(reader: QImageReader, name: str, limits: ImageLimits) -> ImagePart:
    reader.setAutoTransform(True)  # upright, as the camera was held
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > limits.max_side:
        # Never whole in memory: a photograph of 100 megapixels would be 400 MB.
        reader.setScaledSize(_fitted(size, QSize(limits.max_side, limits.max_side), Qt.AspectRatioMode.KeepAspectRatio))
    return encoded(reader.read(), name, limits)


def _text(path: Path, size: int) -> FilePart:
    if size > LARGEST_TEXT_FILE:
        raise Refused(Refusal.TOO_LARGE)
    content = path.read_bytes()
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(Refusal.OTHER_KIND) from None
    if "\0" in text:
        raise Refused(Refusal.OTHER_KIND)
    if not text.strip():
        raise Refused(Refusal.EMPTY)
    return FilePart(name=path.name, text=text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + CUT_MARK)


def _within(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    size = _fitted(image.size(), QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _fitted(size: QSize, into: QSize, mode: Qt.AspectRatioMode) -> QSize:
    """Never nothing: a strip that is a hundred times as long as it is wide keeps a pixel of its width."""
    return size.scaled(into, mode).expandedTo(QSize(1, 1))


def _flat(image: QImage) -> QImage:
    """Painted anew on white: JPEG knows no transparency and would show black, and a copy would keep the notes of the file."""
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return flat


def _jpeg(image: QImage, quality: int) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "JPEG", quality):  # type: ignore[call-overload]
        raise Refused(Refusal.UNREADABLE)
    buffer.close()
    return bytes(content.data())
