"""Shows that an answer is being made: moving dots at once, and after a second in words what is being done."""

import math

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_assistant.core.snapshot import SessionSnapshot, VoiceState
from desktop_assistant.ui.i18n import number
from desktop_assistant.ui.mirror import mirrored
from desktop_assistant.ui.theme import current_palette
from desktop_assistant.ui.voice.frames import Frames
from desktop_assistant.ui.voice.words import activity_words

WORDS_AFTER_S = 1.0
SECONDS_AFTER_S = 5.0
"""From here on the words also say how long it has taken."""

_DOT = 5.0
_GAP = 9.0


class ThinkingIndicator(QWidget):
    """One line: dots, then words. Still dots with reduced motion; empty unless the state is THINKING."""

    def __init__(self, frames: Frames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frames = frames
        self._snapshot = SessionSnapshot()
        self._words = ""
        self._phase = 0.0
        self._reduced_motion = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Progress of the answer"))
        frames.tick.connect(self._on_frame)

    @property
    def words(self) -> str:
        """What it says now; empty during the first second."""
        return self._words

    @property
    def is_thinking(self) -> bool:
        """Whether there is anything to show."""
        return self._snapshot.voice is VoiceState.THINKING

    def show_state(self, snapshot: SessionSnapshot) -> None:
        """Follow the state."""
        self._snapshot = snapshot
        # Reduced motion still needs frames for the words; they change at most once a second.
        self._frames.want("thinking", self.is_thinking, calm=True)
        self._update_words(self._frames.now())
        self.update()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Dots stand still."""
        self._reduced_motion = reduced
        self.update()

    def sizeHint(self) -> QSize:
        """One line of text."""
        return QSize(160, self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        """The dots always fit."""
        return QSize(48, self.fontMetrics().height() + 4)

    @Slot(float)
    def _on_frame(self, now: float) -> None:
        if not self.is_thinking:
            return
        before = self._words
        self._update_words(now)
        if not self._reduced_motion:
            self._phase = now
            self.update()
        elif before != self._words:
            self.update()

    def _update_words(self, now: float) -> None:
        since = self._snapshot.thinking_since
        thought_s = now - since if self.is_thinking and since is not None else 0.0
        words = activity_words(self._snapshot.activity) if thought_s >= WORDS_AFTER_S else ""
        if words and thought_s >= SECONDS_AFTER_S:
            words = self.tr("{words}, {seconds} s").format(words=words, seconds=number(int(thought_s)))
        if words != self._words:
            self._words = words
            self.setAccessibleDescription(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dots and words, centred together."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), current_palette().colour("window"))
        if not self.is_thinking:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dots_width = 3 * _GAP
        text_width = self.fontMetrics().horizontalAdvance(self._words)
        left = max(0.0, (self.width() - dots_width - text_width - (6 if self._words else 0)) / 2)
        dots = mirrored(QRect(round(left), 0, round(dots_width), self.height()), self.rect())
        self._paint_dots(painter, dots.left())
        painter.setPen(QColor(current_palette().muted))
        box = mirrored(QRect(round(left + dots_width) + 6, 0, text_width + 2, self.height()), self.rect())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self._words)

    def _paint_dots(self, painter: QPainter, left: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for index in range(3):
            wave = 0.0 if self._reduced_motion else math.sin(2 * math.pi * (self._phase * 1.3 - index / 6))
            colour = QColor(current_palette().accent)
            colour.setAlphaF(0.6 + 0.4 * wave)
            painter.setBrush(colour)
            painter.drawEllipse(QRectF(left + index * _GAP, self.height() / 2 - _DOT / 2 - 1.5 * wave, _DOT, _DOT))
