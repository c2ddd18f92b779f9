"""The waits of the last turns as stacked bars, newest on top."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_assistant.core.snapshot import TurnLatency
from desktop_assistant.ui.mirror import reads_leftwards
from desktop_assistant.ui.theme import current_palette
from desktop_assistant.ui.voice.latency_words import PARTS, seconds_words, split_words, waited_ms

MOST_BARS = 12
_GAP = 5
_KEYS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LatencyBars(QWidget):
    """One bar is chosen, by click or arrow keys; `chosen` tells its turn."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turns: list[TurnLatency] = []
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Waits of the last turns, newest first"))

    @property
    def turns(self) -> Sequence[TurnLatency]:
        """What is drawn, newest first."""
        return self._turns

    def show_turns(self, turns: Sequence[TurnLatency]) -> None:
        """Oldest first, as they are kept."""
        shown = [turn for turn in reversed(turns) if waited_ms(turn) is not None][:MOST_BARS]
        if shown != self._turns:
            self._turns = shown
            self._choose(0)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A line of text for each bar."""
        return QSize(280, max(1, len(self._turns)) * self._pitch())

    def minimumSizeHint(self) -> QSize:
        """All bars."""
        return QSize(160, self.sizeHint().height())

    def _pitch(self) -> int:
        return self.fontMetrics().height() + _GAP

    def _choose(self, at: int) -> None:
        if self._turns:
            self._at = min(max(at, 0), len(self._turns) - 1)
            turn = self._turns[self._at]
            self.setAccessibleDescription(split_words(turn))
            self.chosen.emit(turn)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars to a common scale, each with its sum behind it, from where reading begins."""
        if not self._turns:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        longest = max(waited_ms(turn) or 0.0 for turn in self._turns)
        label = self.fontMetrics().horizontalAdvance(seconds_words(longest)) + 10
        scale = (self.width() - label - 8) / max(longest, 1.0)
        for row, turn in enumerate(self._turns):
            box = QRectF(0, row * self._pitch(), self.width(), self._pitch() - 1)
            if row == self._at:
                self._mark(painter, box)
            end = self._bar(painter, turn, box, scale)
            painter.setPen(current_palette().colour("text"))
            place = self._placed(QRectF(end + 6, box.top(), label, box.height()))
            painter.drawText(place, _beside_the_bar(), seconds_words(waited_ms(turn) or 0.0))

    def _mark(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(current_palette().colour("focus"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(current_palette().colour("raised"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)

    def _bar(self, painter: QPainter, turn: TurnLatency, box: QRectF, scale: float) -> float:
        """Draws the parts; what is not known of the sum is only outlined. Returns where the bar ends."""
        painter.setPen(Qt.PenStyle.NoPen)
        left, top, height = 4.0, box.top() + 5, box.height() - 10
        for part in PARTS:
            width = (getattr(turn, part.field) or 0.0) * scale
            if width > 0:
                painter.setBrush(current_palette().colour(part.colour))
                painter.drawRoundedRect(self._placed(QRectF(left, top, max(1.5, width - 1), height)), 2, 2)
                left += width
        end = 4 + (waited_ms(turn) or 0.0) * scale
        if end - left > 2:
            painter.setPen(QPen(QColor(current_palette().muted), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._placed(QRectF(left, top + 0.5, end - left - 1, height - 1)), 2, 2)
        return max(left, end)

    def _placed(self, rect: QRectF) -> QRectF:
        """Where what lies there from left to right belongs."""
        if reads_leftwards():
            rect.moveLeft(self.width() - rect.right())
        return rect

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        self._choose(int(event.position().y()) // self._pitch())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down."""
        if event.key() in _KEYS:
            self._choose(self._at + _KEYS[event.key()])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The split of the bar under the pointer; the ring with the focus."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = event.pos().y() // self._pitch()
            QToolTip.showText(event.globalPos(), split_words(self._turns[row]) if 0 <= row < len(self._turns) else "", self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)


def _beside_the_bar() -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if reads_leftwards() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
