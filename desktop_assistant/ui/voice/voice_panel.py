"""The lower part of the window: waveform with the talk button in it, state in words, mode, mute and stop."""

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import Levels, LinkState, SessionSnapshot
from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.labels import Sentence
from desktop_assistant.ui.theme import icon, theme_keeper
from desktop_assistant.ui.voice.frames import Frames
from desktop_assistant.ui.voice.half_duplex import HalfDuplex
from desktop_assistant.ui.voice.hold_delay import HoldDelay
from desktop_assistant.ui.voice.mode_switch import ModeSwitch
from desktop_assistant.ui.voice.patience_button import LongerChip, PatienceButton
from desktop_assistant.ui.voice.talk_button import DISC, RING, TalkButton
from desktop_assistant.ui.voice.talk_input import TalkInput
from desktop_assistant.ui.voice.thinking import ThinkingIndicator
from desktop_assistant.ui.voice.waveform import Waveform
from desktop_assistant.ui.voice.words import words_for

NARROW_BELOW = 620
"""Narrower than this, in px, the words get a line of their own."""
_LEAST_LETTERS = 32
"""So many of them have room between the controls, or they get that line in a wider panel too."""


class VoicePanel(QWidget):
    """Draws the snapshot; asks for levels and frames only while it can be seen."""

    def __init__(
        self, bridge: UiBridge, frames: Frames, talk: TalkInput, mute: QAction, stop: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._frames = frames
        self._is_narrow: bool | None = None
        self._snapshot = bridge.snapshot
        """As drawn: what lasts too short a time to be seen is left out."""
        self.half_duplex = HalfDuplex(bridge, self)
        self.hold_delay = HoldDelay(self)
        self.setObjectName("voicePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.waveform = Waveform(frames, gap=DISC + 2 * RING, parent=self)
        self.talk_button = TalkButton(talk, frames, self)
        self.mode_switch = ModeSwitch(bridge, self)
        self.thinking = ThinkingIndicator(frames, self)
        self.patience = PatienceButton(bridge, self)
        self.chip = LongerChip(self)
        self._title = QLabel(self)
        self._title.setObjectName("stateTitle")
        self._hint = Sentence(self)
        self._hint.setWordWrap(True)
        self._hint.setProperty("kind", "muted")
        self._mute = self._tool_button(mute)
        self._stop = self._tool_button(stop)
        self._countdown = QTimer(self)
        self._countdown.setInterval(500)
        self._countdown.timeout.connect(self._say_state)
        self._drawn_muted = False
        self._grid = self._lay_out()
        self._connect()
        self.take_settings(bridge.settings)
        self._take_icons()
        self.show_state(bridge.snapshot)

    # --- building -----------------------------------------------------------------------------------------------
    def _tool_button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(20, 20))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setText(action.text())
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        return button

    def _lay_out(self) -> QGridLayout:
        self._words = QWidget(self)
        column = QVBoxLayout(self._words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self._lines = QStackedLayout()
        for line in (self._hint, self.thinking):
            self._lines.addWidget(line)
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._title)
        column.addLayout(self._lines)
        self._sides = QWidget(self)
        sides = QHBoxLayout(self._sides)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(6)
        sides.addStretch(1)
        sides.addWidget(self.patience)
        sides.addWidget(self._mute)
        sides.addWidget(self._stop)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 4, 14, 8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.waveform, 0, 0, 1, 3)
        grid.addWidget(self.talk_button, 0, 0, 1, 3, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self.chip, 0, 0, 1, 3, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.talk_button.raise_()
        self.chip.raise_()
        return grid

    def _connect(self) -> None:
        self._bridge.state_shown.connect(self.hold_delay.take)
        self.hold_delay.passed.connect(self.show_state)
        self.half_duplex.changed.connect(self._redraw)
        self.chip.clicked.connect(self.patience.open)
        self._bridge.levels_shown.connect(self.show_levels)
        self._bridge.settings_changed.connect(self.take_settings)
        self._bridge.ready.connect(self._watch_levels)
        theme_keeper().changed.connect(self._take_theme)

    # --- the picture --------------------------------------------------------------------------------------------
    @Slot(object)
    def show_state(self, snapshot: SessionSnapshot) -> None:
        """Draw it."""
        self._snapshot = snapshot
        self.talk_button.show_state(snapshot, is_half_duplex=self._is_half_duplex())
        self.chip.show_state(snapshot)
        self.thinking.show_state(snapshot)
        self.mode_switch.show_mode(snapshot.mode)
        self._stop.setEnabled(snapshot.can_stop)
        self._lines.setCurrentWidget(self.thinking if self.thinking.is_thinking else self._hint)
        if snapshot.link is LinkState.WAITING:
            self._countdown.start()
        else:
            self._countdown.stop()
        self._say_state()
        if snapshot.muted is not self._drawn_muted:
            self._take_icons()

    @Slot(object)
    def show_levels(self, levels: Levels) -> None:
        """Waveform and rings."""
        self.waveform.show_levels(levels)
        self.talk_button.set_levels(levels)

    @Slot(object)
    def take_settings(self, settings: Settings) -> None:
        """Reduced motion."""
        reduced = settings.appearance.reduced_motion
        for part in (self.waveform, self.talk_button, self.thinking):
            part.set_reduced_motion(reduced)

    def _is_half_duplex(self) -> bool:
        """Only where the microphone would otherwise be open: a click or a held key begins a turn in any case."""
        return self.half_duplex.is_on and self._snapshot.mode is TalkMode.ALWAYS

    @Slot()
    def _redraw(self) -> None:
        self.show_state(self._snapshot)

    @Slot()
    def _say_state(self) -> None:
        words = words_for(self._snapshot, self._frames.now(), is_half_duplex=self._is_half_duplex())
        self._title.setText(words.title)
        self._hint.setText(words.hint)

    @Slot()
    def _take_theme(self) -> None:
        """Another text size, perhaps, once everything has it."""
        self._take_icons()
        QTimer.singleShot(0, self, self._arrange)

    @Slot()
    def _take_icons(self) -> None:
        muted = self._drawn_muted = self._snapshot.muted
        self._mute.setIcon(icon("mic-off" if muted else "mic", "danger" if muted else "text"))
        self._mute.setToolTip(self.tr("Unmute (Ctrl+M)") if muted else self.tr("Mute (Ctrl+M)"))
        self._mute.setAccessibleName(self.tr("Unmute the microphone") if muted else self.tr("Mute the microphone"))
        self._stop.setIcon(icon("stop"))

    # --- being seen ---------------------------------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:
        """Levels are wanted now."""
        super().showEvent(event)
        self.set_seen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees them."""
        super().hideEvent(event)
        self.set_seen(False)

    def set_seen(self, seen: bool) -> None:
        """The window is on screen, or hidden or minimised."""
        self._frames.set_shown(seen)
        self._watch_levels()

    @Slot()
    def _watch_levels(self) -> None:
        if self._bridge.is_ready:
            self._bridge.control.watch_levels(self._frames.is_shown)

    def least_width(self) -> int:
        """px that the lowest row needs at the text size of the moment, when the words have a line of their own."""
        margins = self._grid.contentsMargins()
        controls = self.mode_switch.sizeHint().width() + self._sides.sizeHint().width()
        return controls + margins.left() + margins.right() + 2 * max(0, self._grid.horizontalSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words between the controls, or above them."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        side = self.mode_switch.sizeHint().width()
        between = _LEAST_LETTERS * self._hint.fontMetrics().averageCharWidth()
        narrow = self.width() < max(NARROW_BELOW, 2 * side + between)
        # Equal outer columns keep the words under the button.
        self._grid.setColumnMinimumWidth(2, 0 if narrow else side)
        if narrow is self._is_narrow:
            return
        self._is_narrow = narrow
        self.chip.set_short(narrow)
        controls_row = 2 if narrow else 1
        for part in (self._words, self.mode_switch, self._sides):
            self._grid.removeWidget(part)
        self._grid.addWidget(self._words, 1, 0 if narrow else 1, 1, 3 if narrow else 1)
        self._grid.addWidget(self.mode_switch, controls_row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self._sides, controls_row, 2, Qt.AlignmentFlag.AlignVCenter)
