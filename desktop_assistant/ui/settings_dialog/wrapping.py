"""A check box whose words go on in the next line: Qt's own are cut off where there is no room for them."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from desktop_assistant.ui.mirror import mirrored

_SPACING = 8
_EDGE = 4
"""px around the whole, as resources/themes/window.qss has them, with its border."""
_LEAST_WORDS = 120
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class WrappingCheckBox(QCheckBox):
    """As wide as it is given, and as high as its words then need."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # fixed: not higher than one line
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(width - self._left() - _EDGE, 1)
        words = self.fontMetrics().boundingRect(QRect(0, 0, room, 10_000), int(_WRAPPED), self._plain())
        return max(words.height(), self._indicator()) + 2 * _EDGE

    def sizeHint(self) -> QSize:
        width = self._left() + self.fontMetrics().horizontalAdvance(self._plain()) + _EDGE + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left() + _LEAST_WORDS, self._indicator() + 2 * _EDGE)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        room = mirrored(self.rect().adjusted(self._left(), _EDGE, -_EDGE, -_EDGE), self.rect())
        painter.drawItemText(
            room, int(_WRAPPED | Qt.TextFlag.TextShowMnemonic), self.palette(), self.isEnabled(), words, self.foregroundRole()
        )

    def _plain(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _indicator(self) -> int:
        return self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self)

    def _left(self) -> int:
        return _EDGE + self._indicator() + _SPACING
