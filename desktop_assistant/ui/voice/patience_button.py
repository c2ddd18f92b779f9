"""Patience within one click of the window: a button that opens the slider, and a chip when the pause has grown by itself."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from desktop_assistant.core.snapshot import SessionSnapshot
from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.i18n import number
from desktop_assistant.ui.theme import icon, theme_keeper
from desktop_assistant.ui.voice.patience import PatienceSlider, pause_words
from desktop_assistant.ui.voice.popover import Popover

WIDTH = 340


class PatiencePopover(Popover):
    """The slider, what it does, and by how much the pause has grown in this session."""

    def __init__(self, bridge: UiBridge, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("Patience", "Patience"), parent)
        self.slider = PatienceSlider(bridge, self)
        self.column.addWidget(self.slider)
        self.column.addWidget(self.label(self.tr("How long you may pause before your turn counts as over."), "muted"))
        extra = bridge.snapshot.extra_pause_ms
        if extra > 0:
            self.column.addWidget(self.label(grown_words(extra), "muted"))


def grown_words(extra_ms: int) -> str:
    """Why the chip is there."""
    words = QCoreApplication.translate(
        "Patience",
        "You were cut off, so {0} ms more are waited for now. Turn by turn that goes back; a new conversation begins without.",
    )
    return words.format(number(extra_ms))


class PatienceButton(QToolButton):
    """Opens the popover over itself."""

    def __init__(self, bridge: UiBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.popover: PatiencePopover | None = None
        """The one that was opened last."""
        self.setIconSize(QSize(20, 20))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open)
        bridge.settings_changed.connect(self._say)
        theme_keeper().changed.connect(self._take_colours)
        self._say(bridge.settings)
        self._take_colours()

    @Slot()
    def open(self) -> None:
        """Show the slider."""
        self.popover = PatiencePopover(self._bridge, self)
        self.popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.popover.open_above(self, WIDTH)

    @Slot(object)
    def _say(self, settings: Settings) -> None:
        words = self.tr("Patience: {0}").format(pause_words(settings.audio.pause_ms))
        if words != self.toolTip():
            self.setToolTip(words)
            self.setAccessibleName(words)

    @Slot()
    def _take_colours(self) -> None:
        self.setIcon(icon("patience"))


class LongerChip(QToolButton):
    """Says that the pause has grown in this session; hidden while it has not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._extra = 0
        self._is_short = False
        self.setObjectName("chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._say()

    def show_state(self, snapshot: SessionSnapshot) -> None:
        """Follow the session."""
        if snapshot.extra_pause_ms != self._extra:
            self._extra = snapshot.extra_pause_ms
            self._say()

    def set_short(self, short: bool) -> None:
        """Only the number."""
        self._is_short = short
        self._say()

    def _say(self) -> None:
        whole = self.tr("Waiting a little longer: +{0} ms").format(number(self._extra))
        self.setText(self.tr("+{0} ms").format(number(self._extra)) if self._is_short else whole)
        self.setAccessibleName(whole)
        self.setToolTip(f"{whole}\n{grown_words(self._extra)}" if self._is_short else grown_words(self._extra))
        self.setVisible(self._extra > 0)
