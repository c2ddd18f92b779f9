"""Labels and a button for words that may be longer than their room: they wrap and claim the height, or say `…`."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

_BESIDE_ICON = 4
"""px between a button's icon and its words, in every style of Qt's."""


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

    _rest: "_Rest | None" = None

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment() | Qt.TextFlag.TextSingleLine), words)
        painter.end()
        self._rest = self._rest or _Rest(self)
        self._rest.tell(self.text() if words != self.text() else "")


class ElidedButton(QPushButton):
    """Its words end in `…` where there is no room for all of them; the tooltip then has the rest."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # Qt's buttons never get narrower
        self._rest = _Rest(self)

    def minimumSizeHint(self) -> QSize:
        whole = super().sizeHint()
        return QSize(whole.width() - self.fontMetrics().horizontalAdvance(self.text()[1:]), whole.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        if not self.icon().isNull():
            room -= self.iconSize().width() + _BESIDE_ICON
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
        self._rest.tell(self.text() if option.text != self.text() else "")


class _Rest:
    """The tooltip that a widget has while its words are cut. One that somebody else gave it stays while all of them are seen."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._told = ""

    def tell(self, words: str) -> None:
        """All of them; empty: none are cut."""
        told, self._told = self._told, words
        if words:
            self._widget.setToolTip(words)
        elif told and self._widget.toolTip() == told:
            self._widget.setToolTip("")
