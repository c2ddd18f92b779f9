"""A note that is a whole sentence: on lines of its own, between a message and what can be done with it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from desktop_assistant.ui.chat.face import SENTENCES, Face, note_words
from desktop_assistant.ui.chat.text_style import TextStyle, small_font
from desktop_assistant.ui.mirror import mirrored
from desktop_assistant.ui.sign import Sign

ABOVE = 8
"""px between the message and the sentence."""
_ICON = 13
_ICON_ROOM = 18
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and the px that they and the sign before them take."""

    words: str
    size: QSize


def sentence_of(face: Face, width: int, style: TextStyle) -> Sentence | None:
    """As many lines as it needs; None: the message's note is short, or there is none."""
    if face.note not in SENTENCES:
        return None
    words = note_words(face)
    room = QRect(0, 0, max(width - _ICON_ROOM - 1, 1), 1 << 20)
    needed = QFontMetrics(small_font(style)).boundingRect(room, _WRAPPED.value, words)
    return Sentence(words, QSize(needed.width() + _ICON_ROOM + 1, max(needed.height(), _ICON)))


def paint_sentence(painter: QPainter, place: QRect, words: str, sign: Sign, colour: QColor) -> None:
    """`place` has the sentence's size. The sign stands at the first line, in the painter's font."""
    first = QRect(place.left(), place.top() + (painter.fontMetrics().height() - _ICON) // 2, _ICON, _ICON)
    sign.paint(painter, mirrored(first, place))
    painter.setPen(colour)
    painter.drawText(mirrored(place.adjusted(_ICON_ROOM, 0, 0, 0), place), _WRAPPED.value, words)
