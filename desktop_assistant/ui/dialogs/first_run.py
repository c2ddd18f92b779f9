"""The welcome: who answers, no key needed, and how you want to talk. One page, skippable."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_assistant.core.local_events import ModeChosen
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.dialogs.echo_test import EchoTestDialog
from desktop_assistant.ui.labels import ElidedButton
from desktop_assistant.ui.voice.mode_switch import MODE_WORDS

_WIDTH = 480
_FRAME = QSize(8, 40)
"""px that a window manager may add."""


class FirstRun(QDialog):
    """Nothing here must be answered: closing it keeps the defaults. `key_asked` opens the provider page."""

    key_asked = Signal()

    def __init__(self, bridge: UiBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._modes = tuple(TalkMode)
        self.setWindowTitle(self.tr("Welcome"))
        self.setMinimumWidth(360)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 22, 24, 0)
        column.setSpacing(16)
        column.addWidget(self._label(self.tr("Welcome"), "heading"))
        column.addWidget(self._who_answers())
        column.addWidget(self._label(self.tr("How do you want to talk?"), "label"))
        column.addWidget(self._modes_card())
        test = ElidedButton(self.tr("Test speakers and microphone…"), self)
        test.clicked.connect(self._test)
        column.addWidget(test, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._label(self.tr("You can type at any time, and change all of this in the settings."), "muted"))
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("page")
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes to what is in it, which is then scrolled to
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        self._inside, self._below = inside, self._foot()
        outer.setSpacing(0)
        outer.addLayout(self._below)

    def showEvent(self, event: QShowEvent) -> None:
        """As large as all of it, as far as the screen allows; only now everything has its style."""
        width = max(_WIDTH, self._inside.minimumSizeHint().width())
        height = self._inside.heightForWidth(width) + self._below.sizeHint().height()
        self.resize(QSize(width, height).boundedTo(self.screen().availableSize() - _FRAME))
        super().showEvent(event)

    @property
    def mode(self) -> TalkMode:
        """The one that is chosen now."""
        return self._modes[self._group.checkedId()]

    def choose_mode(self, mode: TalkMode) -> None:
        """Mark it."""
        self._group.button(self._modes.index(mode)).setChecked(True)

    def _label(self, text: str, kind: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        return label

    def _who_answers(self) -> QFrame:
        card = QFrame(self)
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(6)
        inside.addWidget(self._label(self.tr("This computer answers"), "label"))
        inside.addWidget(
            self._label(
                self.tr(
                    "No account, no key, no network: nothing you say leaves this computer. It tells the time, calculates, "
                    "converts units, sets timers and keeps notes."
                ),
                "",
            )
        )
        key = ElidedButton(self.tr("I have an OpenAI key…"), card)
        key.clicked.connect(self._ask_for_key)
        inside.addWidget(key, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _modes_card(self) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._group = QButtonGroup(self)
        for index, mode in enumerate(self._modes):
            _, meaning = MODE_WORDS[mode]
            name, _, explanation = QCoreApplication.translate("Modes", meaning).partition(": ")
            choice = QRadioButton(name, box)
            choice.setAccessibleDescription(explanation)
            note = self._label(explanation[:1].upper() + explanation[1:], "muted")
            note.setIndent(30)
            self._group.addButton(choice, index)
            column.addWidget(choice)
            column.addWidget(note)
        self.choose_mode(self._bridge.settings.conversation.talk_mode)
        return box

    def _foot(self) -> QHBoxLayout:
        skip = QPushButton(self.tr("Skip"), self)
        skip.setProperty("kind", "quiet")
        skip.clicked.connect(self.reject)
        start = QPushButton(self.tr("Start talking"), self)
        start.setProperty("kind", "primary")
        start.setDefault(True)
        start.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 18)
        row.addWidget(skip)
        row.addStretch(1)
        row.addWidget(start)
        return row

    @Slot()
    def _test(self) -> None:
        EchoTestDialog(self._bridge, self).open()

    @Slot()
    def _ask_for_key(self) -> None:
        self.accept()
        self.key_asked.emit()

    def accept(self) -> None:
        """Use the chosen mode."""
        if self.mode is not self._bridge.settings.conversation.talk_mode:
            self._bridge.put(ModeChosen(mode=self.mode))
        super().accept()
