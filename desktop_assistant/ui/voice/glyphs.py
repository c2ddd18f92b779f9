"""The signs on the talk button, one shape per state so that colour is never needed to tell them apart."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_assistant.core.snapshot import VoiceState

_DOTS_PER_SECOND = 1.3


def draw_glyph(
    painter: QPainter, state: VoiceState, centre: QPointF, ink: QColor, now: float, level: float, *, is_deaf: bool = False
) -> None:
    """About 32 px high around `centre`. `now` in seconds moves the dots, `level` 0..1 the bars."""
    painter.save()
    painter.translate(centre)
    painter.setPen(QPen(ink, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match state:
        case VoiceState.THINKING:
            _dots(painter, ink, now)
        case VoiceState.SPEAKING if is_deaf:
            painter.translate(0, -9)
            painter.scale(0.8, 0.8)
            _bars(painter, level)
            painter.translate(0, 29)
            painter.scale(0.72, 0.72)
            _microphone(painter, ink, filled=False)
            _strike(painter)
        case VoiceState.SPEAKING:
            _bars(painter, level)
        case VoiceState.HELD:
            painter.translate(-11, 0)
            painter.scale(0.62, 0.62)
            _bars(painter, 0.0)
            painter.translate(37, 0)
            painter.scale(1.3, 1.3)
            _microphone(painter, ink, filled=False)
        case VoiceState.OFFLINE:
            _cloud(painter)
            _strike(painter)
        case VoiceState.MUTED:
            _microphone(painter, ink, filled=False)
            _strike(painter)
        case VoiceState.CONNECTING:
            _microphone(painter, ink, filled=False)
        case _:
            _microphone(painter, ink, filled=state is not VoiceState.IDLE)
    painter.restore()


def _microphone(painter: QPainter, ink: QColor, *, filled: bool) -> None:
    painter.setBrush(ink if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(-5.5, -17, 11, 20), 5.5, 5.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(-11, -13, 22, 22), 180 * 16, 180 * 16)
    painter.drawLine(QPointF(0, 9), QPointF(0, 15))
    painter.drawLine(QPointF(-6, 15), QPointF(6, 15))


def _dots(painter: QPainter, ink: QColor, now: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for index in range(3):
        wave = math.sin(2 * math.pi * (now * _DOTS_PER_SECOND - index / 6)) if now else 0.0
        shade = QColor(ink)
        shade.setAlphaF(0.65 + 0.35 * wave)
        painter.setBrush(shade)
        painter.drawEllipse(QPointF((index - 1) * 13, -2.5 * wave), 4.2, 4.2)


def _bars(painter: QPainter, level: float) -> None:
    for index, height in enumerate((6, 12, 16, 12, 6)):
        x = (index - 2) * 6.5
        reach = 3 + (height - 3) * (0.55 + 0.45 * level)
        painter.drawLine(QPointF(x, -reach), QPointF(x, reach))


def _cloud(painter: QPainter) -> None:
    cloud = QPainterPath()
    cloud.moveTo(-10, 9)
    cloud.cubicTo(-19, 9, -19, -3, -10.5, -3)
    cloud.cubicTo(-9, -13, 6, -14, 8, -4)
    cloud.cubicTo(17, -4, 17, 9, 9, 9)
    cloud.closeSubpath()
    painter.drawPath(cloud)


def _strike(painter: QPainter) -> None:
    painter.drawLine(QPointF(-14, -15), QPointF(14, 15))
