"""Labels for words that may be longer than their room: one that wraps and claims the height, one that says `…`."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel


class Sentence(QLabel):
    """Wraps, and claims the height that its words need at its width: layouts would rather cut them off."""

    def setText(self, text: str) -> None:
        """Other words may need another height."""
        super().setText(text)
        self._claim(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width needs a new height."""
        super().resizeEvent(event)
        self._claim(event.size().width())

    def sizeHint(self) -> QSize:
        """Any width; QLabel's own hint assumes a width of its own and keeps that height."""
        return QSize(120, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """At least a line."""
        return QSize(120, self.fontMetrics().height())

    def _claim(self, width: int) -> None:
        self.setMinimumHeight(0)  # else the answer would never be less than before
        self.setMinimumHeight(max(self.heightForWidth(width), self.fontMetrics().height()))


class ElidedLabel(QLabel):
    """One line that ends in `…` where there is no room for all of it; the tooltip then has the rest."""

    _told = ""
    """What the tooltip was given by itself."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment() | Qt.TextFlag.TextSingleLine), words)
        painter.end()
        self._tell_rest(is_cut=words != self.text())

    def _tell_rest(self, *, is_cut: bool) -> None:
        """A tooltip that somebody else gave it stays while all of its words are seen."""
        told, self._told = self._told, self.text() if is_cut else ""
        if is_cut:
            self.setToolTip(self._told)
        elif told and self.toolTip() == told:
            self.setToolTip("")
