"""Three equal ways to hand over a turn, as one segmented control."""

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop_assistant.core.local_events import ModeChosen
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP

MODE_WORDS = {
    TalkMode.CLICK: (
        QT_TRANSLATE_NOOP("Modes", "Click"),
        QT_TRANSLATE_NOOP("Modes", "Click to talk: a click starts, a click or a pause sends"),
    ),
    TalkMode.HOLD: (
        QT_TRANSLATE_NOOP("Modes", "Hold"),
        QT_TRANSLATE_NOOP("Modes", "Hold to talk: the microphone is open only while you hold the button or Space"),
    ),
    TalkMode.ALWAYS: (
        QT_TRANSLATE_NOOP("Modes", "Always"),
        QT_TRANSLATE_NOOP("Modes", "Always listening: just talk, a pause sends"),
    ),
}


class ModeSwitch(QWidget):
    """Shows the mode in force and asks for another; `Control` remembers it."""

    def __init__(self, bridge: UiBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._group = QButtonGroup(self)
        self._modes = tuple(TalkMode)
        self.setObjectName("segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for index, mode in enumerate(self._modes):
            row.addWidget(self._segment(index, mode))
        self._group.idClicked.connect(self._choose)
        self.show_mode(bridge.snapshot.mode)

    def show_mode(self, mode: TalkMode) -> None:
        """Mark the mode in force."""
        button = self._group.button(self._modes.index(mode))
        if not button.isChecked():
            button.setChecked(True)

    def _segment(self, index: int, mode: TalkMode) -> QAbstractButton:
        word, meaning = (QCoreApplication.translate("Modes", text) for text in MODE_WORDS[mode])
        button = QPushButton(word, self)
        button.setCheckable(True)
        button.setToolTip(meaning)
        button.setAccessibleName(meaning)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(button, index)
        return button

    @Slot(int)
    def _choose(self, index: int) -> None:
        mode = self._modes[index]
        if mode is not self._bridge.snapshot.mode:
            self._bridge.put(ModeChosen(mode=mode))
