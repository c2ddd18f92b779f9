"""Draws the chips below an answer."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from desktop_assistant.core.items import ImagePart
from desktop_assistant.ui.chat.chip_band import ICON, ICON_GAP, PAD, ChipPlace
from desktop_assistant.ui.chat.chips import Chip, ChipDoes
from desktop_assistant.ui.chat.row_buttons import Button, RowState
from desktop_assistant.ui.chat.text_style import TextStyle, small_font
from desktop_assistant.ui.chat.thumbnails import Thumbnails
from desktop_assistant.ui.mirror import isolated, mirrored
from desktop_assistant.ui.sign import Sign

_PICTURE_RADIUS = 12


class ChipPainter:
    """Fonts, colours and icons of chips; `restyle` after a change of theme."""

    def __init__(self, style: TextStyle) -> None:
        self.thumbnails: Thumbnails | None = None
        """Where pictures are; without it their places stay empty."""
        self.restyle(style)

    def restyle(self, style: TextStyle) -> None:
        """Use another font and other colours from now on."""
        self._palette = style.palette
        self._font = small_font(style)
        self._metrics = QFontMetrics(self._font)
        self._icons: dict[str, Sign] = {}
        self._check = Sign("check", "success")

    def paint(self, painter: QPainter, buttons: Sequence[Button], places: Sequence[ChipPlace], state: RowState) -> None:
        """All chips of a row; `buttons` are theirs, in the same order."""
        painter.setFont(self._font)
        for number, (button, place) in enumerate(zip(buttons, places, strict=True)):
            self._chip(painter, place.chip, button, state, is_chosen=state.chosen_chip == number)

    def _chip(self, painter: QPainter, chip: Chip, button: Button, state: RowState, *, is_chosen: bool) -> None:
        is_hovered = state.hovered_button == button
        if chip.picture is not None:
            self._picture(painter, chip.picture, button.rect, is_hovered=is_hovered, is_chosen=is_chosen)
            return
        edge = self._palette.focus if is_chosen else self._palette.border
        painter.setPen(QPen(QColor(edge), 2 if is_chosen else 1))
        painter.setBrush(QColor(self._palette.raised if is_hovered else self._palette.surface))
        rect = QRectF(button.rect).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        sign = mirrored(QRect(button.rect.left() + PAD, button.rect.center().y() - ICON // 2, ICON, ICON), button.rect)
        if chip.does is ChipDoes.CHOOSE:
            self._number(painter, sign, chip.look.icon, is_answered=state.is_answered)
        else:
            (self._check if state.copied_button == button else self._icon(chip.look.icon)).paint(painter, sign)
        room = mirrored(button.rect.adjusted(PAD + ICON + ICON_GAP, 0, -PAD + 2, 0), button.rect)
        painter.setPen(QColor(self._palette.muted if state.is_answered else self._palette.text))
        words = self._metrics.elidedText(isolated(chip.words), Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)

    def _picture(self, painter: QPainter, part: ImagePart, rect: QRect, *, is_hovered: bool, is_chosen: bool) -> None:
        """With round corners; while it is not there, its sign in its place."""
        pixmap = self.thumbnails.get(part, painter.device().devicePixelRatioF()) if self.thumbnails else None
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(rect), _PICTURE_RADIUS, _PICTURE_RADIUS)
        painter.fillPath(shape, QColor(self._palette.raised))
        if pixmap is None:
            self._icon("image").paint(painter, QRect(rect.center() - QPoint(12, 12), QSize(24, 24)))
        else:
            painter.save()
            painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
            painter.drawPixmap(rect, pixmap)
            painter.restore()
        edge = self._palette.focus if is_chosen else self._palette.accent if is_hovered else self._palette.border
        painter.setPen(QPen(QColor(edge), 2 if is_chosen else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _PICTURE_RADIUS, _PICTURE_RADIUS)

    def _number(self, painter: QPainter, sign: QRect, number: str, *, is_answered: bool) -> None:
        """The key that chooses it, as on a key."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.raised if is_answered else self._palette.accent))
        around = QRectF(sign).adjusted(-2, -2, 2, 2)
        painter.drawRoundedRect(around, 5, 5)
        painter.setPen(QColor(self._palette.muted if is_answered else self._palette.accent_text))
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, number)

    def _icon(self, name: str) -> Sign:
        if name not in self._icons:
            self._icons[name] = Sign(name, "accent")
        return self._icons[name]
