"""Draws the frame and the head of a card; what it shows is drawn as any text is."""

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from desktop_assistant.core.cards import CardKind
from desktop_assistant.ui.chat.card_look import CARD_ICONS, card_label
from desktop_assistant.ui.chat.face import Face
from desktop_assistant.ui.chat.row_layout import RowLayout
from desktop_assistant.ui.chat.row_metrics import CARD_HEAD, CARD_PAD
from desktop_assistant.ui.chat.text_style import TextStyle, small_font
from desktop_assistant.ui.mirror import isolated, mirrored
from desktop_assistant.ui.sign import Sign

_RADIUS = 14
_ICON = 18
_GAP = 9


class CardPainter:
    """Fonts, colours and icons of cards; `restyle` after a change of theme."""

    def __init__(self, style: TextStyle) -> None:
        self.restyle(style)

    def restyle(self, style: TextStyle) -> None:
        """Use another font and other colours from now on."""
        self._palette = style.palette
        self._font = small_font(style)
        self._strong = QFont(self._font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._icons: dict[str, Sign] = {}

    def paint(self, painter: QPainter, layout: RowLayout) -> None:
        """Everything behind and above the text."""
        frame = QRectF(layout.card).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(self._palette.border), 1))
        painter.setBrush(QColor(self._palette.surface))
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        self._head(painter, layout.card, layout.face)

    def _head(self, painter: QPainter, card: QRect, face: Face) -> None:
        name, title, sign = _words(face)
        middle = card.top() + CARD_HEAD // 2 + 1
        left = card.left() + CARD_PAD
        self._icon(sign).paint(painter, mirrored(QRect(left, middle - _ICON // 2, _ICON, _ICON), card))
        left += _ICON + _GAP
        room = card.right() - CARD_PAD - left
        if title:
            shown = QFontMetrics(self._strong).elidedText(title, Qt.TextElideMode.ElideRight, round(room * 0.75))
            left = self._word(painter, shown, self._strong, self._palette.text, QPoint(left, middle), card) + _GAP
        rest = QFontMetrics(self._font).elidedText(name, Qt.TextElideMode.ElideRight, max(card.right() - CARD_PAD - left, 0))
        self._word(painter, rest, self._font, self._palette.muted, QPoint(left, middle), card)

    def _word(self, painter: QPainter, words: str, font: QFont, colour: str, at: QPoint, card: QRect) -> int:
        """From its left middle on; returns where it ends."""
        painter.setFont(font)
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(words)
        room = QRect(at.x(), at.y() - metrics.height(), width + 2, 2 * metrics.height())
        painter.drawText(mirrored(room, card), _MIDDLE, words)
        return at.x() + width

    def _icon(self, name: str) -> Sign:
        if name not in self._icons:
            self._icons[name] = Sign(name, "accent")
        return self._icons[name]


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def _words(face: Face) -> tuple[str, str, str]:
    """Kind, title and icon."""
    if face.card is None:
        return QCoreApplication.translate("Chat", "Which one?"), "", "question"
    is_in_body = face.card.kind is CardKind.EVENT
    return card_label(face.card), "" if is_in_body else isolated(face.card.title), CARD_ICONS[face.card.kind]
