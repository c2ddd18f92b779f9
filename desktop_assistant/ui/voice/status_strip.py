"""The lowest line: connection in plain words, who answers, how fast the last answer was, and both devices."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop_assistant.core.cost import Costs
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.snapshot import Levels, LinkState, Savings, SessionSnapshot, TurnLatency
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.labels import ElidedLabel
from desktop_assistant.ui.theme import current_palette
from desktop_assistant.ui.voice.cost_words import cost_sentences, cost_short, limit_sentences
from desktop_assistant.ui.voice.device_picker import DevicePicker, Direction
from desktop_assistant.ui.voice.frames import Frames
from desktop_assistant.ui.voice.latency_words import answered_words, savings_exactly, savings_words, split_words
from desktop_assistant.ui.voice.popover import Popover
from desktop_assistant.ui.voice.words import link_words, provider_name, renewal_words

_STAND_INS = {
    ProblemCode.STANDING_IN: Provider.LOCAL,
    ProblemCode.STANDING_IN_UNPAID: Provider.LOCAL,
    ProblemCode.TEXT_ONLY: Provider.TEXT,
}
"""Who answers for the chosen provider, where the problem does not say it."""
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
            case LinkState.RESTING:
                painter.setPen(QPen(palette.colour("muted"), 2))
                painter.drawEllipse(QPointF(0, 0), 4.0, 4.0)
            case LinkState.OFFLINE | LinkState.FAILED:
                colour = "danger" if self._link is LinkState.FAILED else "muted"
                painter.setPen(QPen(palette.colour(colour), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawLine(QPointF(-4, -4), QPointF(4, 4))
                painter.drawLine(QPointF(-4, 4), QPointF(4, -4))


class Telling(Enum):
    """How much of something is shown."""

    FULL = "full"
    SHORT = "short"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Fill:
    """What the strip shows."""

    names: bool
    """Of the devices."""
    savings: Telling
    latency: Telling
    provider: bool


FILLS = (
    Fill(True, Telling.FULL, Telling.FULL, True),
    Fill(True, Telling.SHORT, Telling.FULL, True),
    Fill(True, Telling.SHORT, Telling.FULL, False),
    Fill(False, Telling.FULL, Telling.FULL, True),
    Fill(False, Telling.SHORT, Telling.FULL, False),
    Fill(False, Telling.SHORT, Telling.SHORT, False),
    Fill(False, Telling.NONE, Telling.SHORT, False),
    Fill(False, Telling.NONE, Telling.NONE, False),
)
"""From the widest to the narrowest; the first that fits is used."""


class StatusStrip(QWidget):
    """Draws the snapshot; counts down to the next attempt while the connection is lost."""

    settings_asked = Signal()
    """The person wants the audio page."""
    latency_asked = Signal()
    """The person wants to see how fast the answers came."""

    def __init__(self, bridge: UiBridge, frames: Frames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._frames = frames
        self._stand_in: tuple[ProblemCode | None, Provider | None] = (None, None)
        """Why somebody answers for the chosen provider, and who."""
        self._latency_words = ("", "")
        self._savings_words = ("", "")
        self.setObjectName("statusStrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = LinkSign(self)
        self._link = ElidedLabel(self)
        self.provider = QLabel(self)
        self.provider.setProperty("kind", "muted")
        self.latency = self._button(self.tr("How fast the answers came"))
        self.latency.clicked.connect(self.latency_asked)
        self.savings = self._button(self.tr("Sound that was sent"))
        self.savings.clicked.connect(self._explain_savings)
        self.cost = self._button(self.tr("What was spent"))
        self.cost.clicked.connect(self._explain_costs)
        self.explanation: Popover | None = None
        """What the sent sound means, when it was opened last."""
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
        row.addWidget(self.provider)
        row.addWidget(self.latency)
        row.addWidget(self.savings)
        row.addWidget(self.cost)
        row.addStretch(1)
        row.addWidget(self.microphone)
        row.addWidget(self.speaker)
        self._connect()
        self.show_settings(bridge.settings)
        self.show_state(bridge.snapshot)
        self.show_savings(bridge.savings)
        self.show_costs(bridge.costs)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "muted")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        return button

    def _connect(self) -> None:
        self._bridge.savings_changed.connect(self.show_savings)
        self._bridge.costs_changed.connect(self.show_costs)
        self._bridge.state_shown.connect(self.show_state)
        self._bridge.settings_changed.connect(self.show_settings)
        self._bridge.problem_shown.connect(self.show_problem)
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
        self._show_latency(snapshot.latency)

    def _show_latency(self, latency: TurnLatency | None) -> None:
        """The last that there was: a turn that is not answered yet, or never will be, changes nothing."""
        words = answered_words(latency)
        if latency is not None and not words[0]:
            return
        if words != self._latency_words:
            self._latency_words = words
            self.latency.setAccessibleName(words[0])
            self._leave_out()
        self.latency.setToolTip(split_words(latency) if latency else "")

    @Slot(object)
    def show_settings(self, settings: Settings) -> None:
        """Name who answers."""
        _, stand_in = self._stand_in
        self.provider.setText(provider_name(stand_in or settings.provider))
        self._leave_out()

    @Slot(object)
    def show_problem(self, problem: Problem) -> None:
        """Somebody stands in for the chosen one, or no longer."""
        if problem.code in _STAND_INS and (not problem.over or problem.code is self._stand_in[0]):
            who = Provider(problem.detail) if problem.detail else _STAND_INS[problem.code]
            self._stand_in = (problem.code, None if problem.over else who)
            self.show_settings(self._bridge.settings)

    @Slot(object)
    def show_savings(self, savings: Savings) -> None:
        """What was sent of what was captured."""
        words = savings_words(savings)
        if words != self._savings_words:
            self._savings_words = words
            self.savings.setAccessibleName(words[0])
            self.savings.setToolTip(f"{words[0]}\n{self._meaning_of_savings()}")
            self._leave_out()

    @Slot(object)
    def show_costs(self, costs: Costs) -> None:
        """What this conversation has cost so far."""
        words = cost_short(costs)
        self.cost.setToolTip("\n".join(cost_sentences(costs)))
        self.cost.setAccessibleName(self.tr("What was spent") + f": {words}" if words else self.tr("What was spent"))
        if words != self.cost.text():
            self.cost.setText(words)
            self._leave_out()

    @Slot()
    def _explain_costs(self) -> None:
        said = [*cost_sentences(self._bridge.costs), *limit_sentences(self._bridge.snapshot.limits)]
        self._explain(self.tr("What was spent"), said, self.cost)

    def _meaning_of_savings(self) -> str:
        return self.tr(
            "Silence stays on this computer: of what the microphone heard, only speech and a little around it is sent."
        )

    @Slot()
    def _explain_savings(self) -> None:
        exactly = savings_exactly(self._bridge.savings)
        said = [self._savings_words[0], self._meaning_of_savings(), exactly, self.tr("Counted since the program began.")]
        self._explain(self.tr("Sound that was sent"), said, self.savings)

    def _explain(self, title: str, said: list[str], beside: QToolButton) -> None:
        self.explanation = Popover(title, self)
        self.explanation.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words in said:
            self.explanation.column.addWidget(self.explanation.label(words, "muted"))
        self.explanation.open_above(beside, 320)

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
        """Show as much as fits."""
        for fill in FILLS:
            self._fill(fill)
            if self._needed() <= self.width():
                break
        layout = self.layout()
        if layout is not None:  # what was tried on the way must not stay
            layout.invalidate()
            layout.activate()

    def _needed(self) -> int:
        """px for what is shown now; the layouts would tell only after the next turn of the event loop."""
        for picker in (self.microphone, self.speaker):
            layout = picker.layout()
            if layout is not None:
                layout.invalidate()
            picker.updateGeometry()
        return self.sizeHint().width()

    def minimumSizeHint(self) -> QSize:
        """Narrow: what does not fit is left out."""
        return QSize(160, super().minimumSizeHint().height())

    def _fill(self, fill: Fill) -> None:
        self.provider.setHidden(not fill.provider)
        for button, (full, short), telling in (
            (self.latency, self._latency_words, fill.latency),
            (self.savings, self._savings_words, fill.savings),
        ):
            button.setText(full if telling is Telling.FULL else short)
            button.setHidden(telling is Telling.NONE or not full)
        self.cost.setHidden(fill.latency is Telling.NONE or not self.cost.text())
        self.microphone.set_compact(not fill.names)
        self.speaker.set_compact(not fill.names)

    @Slot()
    def _say_link(self) -> None:
        words = link_words(self._bridge.snapshot, self._frames.now())
        if words != self._link.text():
            self._link.setText(words)
            self._leave_out()
        self._link.setToolTip(renewal_words(self._bridge.snapshot.renewal))
