"""The big round button: press to talk; its shape says what is going on."""

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_assistant.core.snapshot import Levels, SessionSnapshot, VoiceState
from desktop_assistant.ui.theme import current_palette
from desktop_assistant.ui.voice.frames import Frames
from desktop_assistant.ui.voice.glyphs import draw_glyph
from desktop_assistant.ui.voice.talk_input import TalkInput
from desktop_assistant.ui.voice.words import words_for

DISC = 72
"""Diameter in px."""
LEVEL_STEPS = 12
RING = 12
"""Room around the disc for rings, in px."""

_FILLED = {VoiceState.IDLE, VoiceState.LISTENING, VoiceState.HEARING, VoiceState.SPEAKING, VoiceState.HELD}


class TalkButton(QAbstractButton):
    """Draws `SessionSnapshot.voice` by glyph and ring, and reports presses to `TalkInput`.

    Glyphs: microphone (ready), microphone in a ring (listening), microphone in rings that follow the voice (hearing
    you), three dots (thinking), sound bars (speaking; over a small struck microphone while that rests), small
    bars beside a microphone in a broken ring (held), struck microphone (muted), broken circle (connecting), struck
    cloud (offline).
    """

    def __init__(self, talk: TalkInput, frames: Frames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._talk = talk
        self._frames = frames
        self._snapshot = SessionSnapshot()
        self._level = 0.0
        self._painted_level = 0.0
        self._now = 0.0
        self._reduced_motion = False
        self._shows_focus = False
        self._is_deaf = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Painted 30 times a second: with a ground of its own, nothing behind it is painted again.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Talk"))
        self.setToolTip(self.tr("Talk (Space)"))
        self.clicked.connect(talk.activate)
        frames.tick.connect(self._on_frame)

    # --- the picture --------------------------------------------------------------------------------------------
    def show_state(self, snapshot: SessionSnapshot, *, is_half_duplex: bool = False) -> None:
        """Draw this state; a change of voice state is announced to screen readers."""
        changed = snapshot.voice is not self._snapshot.voice
        self._snapshot, self._is_deaf = snapshot, is_half_duplex
        words = words_for(snapshot, self._frames.now(), is_half_duplex=is_half_duplex)
        self.setAccessibleDescription(". ".join(part for part in (words.title, words.hint) if part))
        self._ask_for_frames()
        self.update()
        if changed and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words.title))

    def set_levels(self, levels: Levels) -> None:
        """The louder of both sides moves the rings."""
        voice = self._snapshot.voice
        level = levels.mic_rms if voice is VoiceState.HEARING else levels.voice_rms if voice is VoiceState.SPEAKING else 0.0
        # In steps: what cannot be seen is not painted.
        self._level = round(min(1.0, math.sqrt(level) * 1.6) * LEVEL_STEPS) / LEVEL_STEPS

    def set_reduced_motion(self, reduced: bool) -> None:
        """Rings and dots stand still."""
        self._reduced_motion = reduced
        self._ask_for_frames()
        self.update()

    def sizeHint(self) -> QSize:
        """Disc and ring."""
        side = DISC + 2 * RING
        return QSize(side, side)

    def _ask_for_frames(self) -> None:
        moving = self._snapshot.voice in (VoiceState.CONNECTING, VoiceState.THINKING)
        self._frames.want("talk button", moving and not self._reduced_motion, calm=True)

    @Slot(float)
    def _on_frame(self, now: float) -> None:
        self._now = 0.0 if self._reduced_motion else now
        turning = self._snapshot.voice in (VoiceState.CONNECTING, VoiceState.THINKING) and not self._reduced_motion
        if turning or self._level != self._painted_level:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ring, disc, glyph, focus."""
        self._painted_level = self._level
        painter = QPainter(self)
        painter.fillRect(event.rect(), current_palette().colour("window"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        fill, ink = self._colours()
        self._draw_ring(painter, centre, fill)
        self._draw_disc(painter, centre, fill)
        draw_glyph(painter, self._snapshot.voice, centre, ink, self._now, self._level, is_deaf=self._is_deaf)
        if self.hasFocus() and self._shows_focus:
            painter.setPen(QPen(self.palette().text().color(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, DISC / 2 + RING - 2, DISC / 2 + RING - 2)

    def _colours(self) -> tuple[QColor, QColor]:
        palette = current_palette()
        voice = self._snapshot.voice
        if voice in (VoiceState.SPEAKING, VoiceState.HELD):
            return QColor(palette.wave_voice), QColor(palette.accent_text)
        if voice in (VoiceState.LISTENING, VoiceState.HEARING):
            return QColor(palette.wave_mic), QColor(palette.accent_text)
        if voice is VoiceState.IDLE:
            return QColor(palette.accent), QColor(palette.accent_text)
        return QColor(palette.raised), QColor(palette.text)

    def _draw_disc(self, painter: QPainter, centre: QPointF, fill: QColor) -> None:
        if self._talk.is_down:
            fill = fill.darker(115)
        elif self.underMouse() and self.isEnabled():
            fill = fill.lighter(106)
        painter.setBrush(fill)
        filled = self._snapshot.voice in _FILLED
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(QColor(current_palette().border), 1.5))
        painter.drawEllipse(centre, DISC / 2, DISC / 2)

    def _draw_ring(self, painter: QPainter, centre: QPointF, fill: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = DISC / 2 + 5
        match self._snapshot.voice:
            case VoiceState.LISTENING:
                painter.setPen(QPen(fill, 2))
                painter.drawEllipse(centre, radius, radius)
            case VoiceState.HELD:
                painter.setPen(QPen(QColor(current_palette().wave_mic), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
                for start in range(0, 360, 60):
                    painter.drawArc(box, start * 16, 32 * 16)
            case VoiceState.HEARING | VoiceState.SPEAKING:
                # Filled, not stroked: the outline of a circle costs ten times its area.
                painter.setPen(Qt.PenStyle.NoPen)
                glow = QColor(fill)
                for step in (2, 1):
                    glow.setAlphaF(0.28)
                    painter.setBrush(glow)
                    reach = DISC / 2 + step * (2 + self._level * (RING / 2 - 2.5))
                    painter.drawEllipse(centre, reach, reach)
            case VoiceState.CONNECTING:
                painter.setPen(QPen(QColor(current_palette().accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                start = int(-self._now * 240 * 16) % (360 * 16)
                box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
                painter.drawArc(box, start, 100 * 16)
            case _:
                pass

    # --- presses ------------------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Down."""
        if event.button() is Qt.MouseButton.LeftButton and self.hitButton(event.position().toPoint()):
            self._talk.press()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag out of the window lets go."""
        window = self.window()
        if self._talk.is_down and not window.rect().contains(self.mapTo(window, event.position().toPoint())):
            self._talk.cancel()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Up: a click counts only on the button, a hold ends anywhere."""
        if event.button() is Qt.MouseButton.LeftButton:
            if self.hitButton(event.position().toPoint()):
                self._talk.release()
            else:
                self._talk.cancel()
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Focus that came by keyboard is shown; a ring after every click would only disturb."""
        reasons = Qt.FocusReason
        self._shows_focus = event.reason() in (reasons.TabFocusReason, reasons.BacktabFocusReason, reasons.ShortcutFocusReason)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Another widget or window took the focus."""
        self._talk.cancel()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody can let go of a hidden button."""
        self._talk.cancel()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Disabled while down."""
        if event.type() is QEvent.Type.EnabledChange and not self.isEnabled():
            self._talk.cancel()
        super().changeEvent(event)

    def hitButton(self, pos: object) -> bool:
        """Only the disc counts, not its corners."""
        centre = self.rect().center()
        x, y = pos.x() - centre.x(), pos.y() - centre.y()  # type: ignore[attr-defined]
        return math.hypot(x, y) <= DISC / 2 + 4
