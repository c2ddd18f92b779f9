"""The lowest line: connection in plain words, who answers, how fast the last answer was, and both devices."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop_assistant.core.snapshot import Levels, LinkState, SessionSnapshot, TurnLatency
from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.theme import current_palette
from desktop_assistant.ui.voice.device_picker import DevicePicker, Direction
from desktop_assistant.ui.voice.frames import Frames
from desktop_assistant.ui.voice.words import link_words, provider_name

COMPACT_BELOW = 46
"""Narrower than this, in heights of a line of text, names of devices and the latency are left out."""
PROVIDER_BELOW = 28
"""Narrower than this, who answers is left out too."""
QUIET_AFTER_MS = 300
"""No levels are reported while nothing sounds."""


class LinkSign(QWidget):
    """The connection as a shape: disc = connected, half ring = on the way, cross = not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = LinkState.OFFLINE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_link(self, link: LinkState) -> None:
        """Draw this state."""
        self._link = link
        self.update()

    def sizeHint(self) -> QSize:
        """Beside a line of text."""
        return QSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        palette = current_palette()
        match self._link:
            case LinkState.READY:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(palette.colour("success"))
                painter.drawEllipse(QPointF(0, 0), 4.5, 4.5)
            case LinkState.CONNECTING | LinkState.CONFIGURING | LinkState.WAITING:
                painter.setPen(QPen(palette.colour("warning"), 2))
                painter.drawArc(-5, -5, 10, 10, 30 * 16, 240 * 16)
            case LinkState.OFFLINE | LinkState.FAILED:
                colour = "danger" if self._link is LinkState.FAILED else "muted"
                painter.setPen(QPen(palette.colour(colour), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawLine(QPointF(-4, -4), QPointF(4, 4))
                painter.drawLine(QPointF(-4, 4), QPointF(4, -4))


class StatusStrip(QWidget):
    """Draws the snapshot; counts down to the next attempt while the connection is lost."""

    settings_asked = Signal()
    """The person wants the audio page."""

    def __init__(self, bridge: UiBridge, frames: Frames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._frames = frames
        self.setObjectName("statusStrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = LinkSign(self)
        self._link = QLabel(self)
        self._provider = QLabel(self)
        self._latency = QLabel(self)
        for label in (self._provider, self._latency):
            label.setProperty("kind", "muted")
        self.microphone = DevicePicker(bridge, Direction.INPUT, self)
        self.speaker = DevicePicker(bridge, Direction.OUTPUT, self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_AFTER_MS)
        self._quiet.timeout.connect(self._fall_silent)
        self._countdown = QTimer(self)
        self._countdown.setInterval(500)
        self._countdown.timeout.connect(self._say_link)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 10, 3)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._link)
        row.addWidget(self._provider)
        row.addWidget(self._latency)
        row.addStretch(1)
        row.addWidget(self.microphone)
        row.addWidget(self.speaker)
        self._connect()
        self.show_settings(bridge.settings)
        self.show_state(bridge.snapshot)

    def _connect(self) -> None:
        self._bridge.state_shown.connect(self.show_state)
        self._bridge.settings_changed.connect(self.show_settings)
        self._bridge.levels_shown.connect(self.show_levels)
        for picker in (self.microphone, self.speaker):
            picker.settings_asked.connect(self.settings_asked)

    @Slot(object)
    def show_state(self, snapshot: SessionSnapshot) -> None:
        """Draw it."""
        self._sign.show_link(snapshot.link)
        self._say_link()
        if snapshot.link is LinkState.WAITING:
            self._countdown.start()
        else:
            self._countdown.stop()
        text, explanation = latency_words(snapshot.latency, self.tr("answered after {seconds} s"))
        self._latency.setText(text)
        self._latency.setToolTip(explanation)

    @Slot(object)
    def show_settings(self, settings: Settings) -> None:
        """Name who answers."""
        self._provider.setText(provider_name(settings.provider))

    @Slot(object)
    def show_levels(self, levels: Levels) -> None:
        """Both meters."""
        self.microphone.set_level(levels.mic_rms)
        self.speaker.set_level(levels.voice_rms)
        self._quiet.start()

    @Slot()
    def _fall_silent(self) -> None:
        self.microphone.set_level(0.0)
        self.speaker.set_level(0.0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave things out when narrow."""
        super().resizeEvent(event)
        self._leave_out()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves out more."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._leave_out()

    def _leave_out(self) -> None:
        lines = self.width() / self.fontMetrics().height()
        compact = lines < COMPACT_BELOW
        self._latency.setHidden(compact)
        self._provider.setHidden(lines < PROVIDER_BELOW)
        self.microphone.set_compact(compact)
        self.speaker.set_compact(compact)

    @Slot()
    def _say_link(self) -> None:
        self._link.setText(link_words(self._bridge.snapshot, self._frames.now()))


def latency_words(latency: TurnLatency | None, template: str) -> tuple[str, str]:
    """What the strip says about the last voice turn, and its parts for the tool tip; empty without a turn."""
    if latency is None:
        return "", ""
    heard = next((ms for ms in (latency.first_sound_ms, latency.first_audio_ms, latency.first_text_ms) if ms is not None), None)
    if heard is None:
        return "", ""
    names = ("pause_ms", "first_text_ms", "first_audio_ms", "first_sound_ms")
    parts = [
        f"{name.removesuffix('_ms').replace('_', ' ')}: {getattr(latency, name):.0f} ms"
        for name in names
        if getattr(latency, name) is not None
    ]
    return template.format(seconds=f"{heard / 1000:.1f}"), "\n".join(parts)
