"""An icon for a painter: drawn when it is first seen, in the one size and colour that are asked for.

A `QIcon` holds every size, and each of them greyed out too, which widgets need: 2 ms for each, so that an answer with chips of
five kinds kept the window for 10 ms when it was painted for the first time.
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop_assistant.ui.theme import hex_of, svg


class Sign:
    """resources/icons/`name`.svg in a colour: a field of Palette as it is now, or any QColor name. Made anew with the theme."""

    def __init__(self, name: str, colour: str = "text") -> None:
        self._name, self._colour = name, hex_of(colour)
        self._drawn: dict[tuple[int, int, float], QPixmap] = {}

    def paint(self, painter: QPainter, place: QRect) -> None:
        """Fill this place, in the device's own pixels."""
        ratio = painter.device().devicePixelRatioF()
        key = (place.width(), place.height(), ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(place, ratio)
        painter.drawPixmap(place.topLeft(), self._drawn[key])

    def _draw(self, place: QRect, ratio: float) -> QPixmap:
        pixmap = QPixmap(place.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        svg(self._name, self._colour).render(painter, QRectF(0, 0, place.width(), place.height()))
        painter.end()
        return pixmap
