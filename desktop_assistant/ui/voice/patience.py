"""One slider from snappy to thoughtful: how long a silence may be before it ends the person's turn."""

import math
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSlider, QVBoxLayout, QWidget

from desktop_assistant.settings.model import PAUSE_MARKS, Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP, number
from desktop_assistant.ui.mirror import mirrored, reads_leftwards
from desktop_assistant.ui.theme import current_palette
from desktop_assistant.ui.throttle import Throttle

STEPS = 120
"""Places of the slider."""
APPLY_EVERY_MS = 150
"""While it is dragged."""
_WORDS = {
    "snappy": QT_TRANSLATE_NOOP("Patience", "Snappy"),
    "middle": QT_TRANSLATE_NOOP("Patience", "Middle"),
    "thoughtful": QT_TRANSLATE_NOOP("Patience", "Thoughtful"),
}
_SCALE = ((0, 200), (STEPS // 6, 300), (STEPS // 2, 600), (STEPS * 5 // 6, 1200), (STEPS, 3000))
"""Place and ms. Equal ratios feel like equal steps, and the middle mark is in the middle."""
_ROUND_TO = 10


def pause_at(place: int) -> int:
    """ms for a place of the slider."""
    for (p0, ms0), (p1, ms1) in pairwise(_SCALE):
        if place <= p1:
            exact = ms0 * math.pow(ms1 / ms0, (place - p0) / (p1 - p0))
            return round(exact / _ROUND_TO) * _ROUND_TO
    return _SCALE[-1][1]


def place_of(pause_ms: int) -> int:
    """Nearest place of the slider for so many ms."""
    for (p0, ms0), (p1, ms1) in pairwise(_SCALE):
        if pause_ms <= ms1:
            share = math.log(max(pause_ms, ms0) / ms0) / math.log(ms1 / ms0)
            return round(p0 + share * (p1 - p0))
    return STEPS


def pause_words(pause_ms: int) -> str:
    """The value, with its name where it has one."""
    name = next((_WORDS[mark] for mark, ms in PAUSE_MARKS.items() if ms == pause_ms), "")
    return f"{QCoreApplication.translate('Patience', name)}, {seconds_words(pause_ms)}" if name else seconds_words(pause_ms)


def seconds_words(pause_ms: float) -> str:
    """Without trailing zeros."""
    places = 0 if pause_ms % 1000 == 0 else 1 if pause_ms % 100 == 0 else 2
    return QCoreApplication.translate("Patience", "{0} s").format(number(pause_ms / 1000, places))


class _Slider(QSlider):
    """Horizontal, with ticks at the named places. Ignores the wheel without the focus, so that scrolling changes nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, STEPS)
        self.setSingleStep(2)
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: object) -> None:
        """Only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)  # type: ignore[arg-type]
        else:
            event.ignore()  # type: ignore[attr-defined]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ticks under the slider's own picture."""
        painter = QPainter(self)
        painter.setPen(QPen(current_palette().colour("muted"), 1))
        for ms in PAUSE_MARKS.values():
            x = round(centre_of(place_of(ms), self.width()))
            x = self.width() - 1 - x if reads_leftwards() else x
            painter.drawLine(x, self.height() // 2 + 7, x, self.height() // 2 + 12)
        painter.end()
        super().paintEvent(event)


HANDLE = 18
"""px of the slider's handle, see window.qss."""


def centre_of(place: int, width: int) -> float:
    """x of the handle's centre."""
    return HANDLE / 2 + place / STEPS * (width - HANDLE)


class PatienceSlider(QWidget):
    """Slider, value, and the names of three places as buttons. Works at once: what it says is in force."""

    changed = Signal(int)
    """ms, as the person moves it."""

    def __init__(self, bridge: UiBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._throttle = Throttle(APPLY_EVERY_MS, self)
        self._throttle.passed.connect(self._apply)
        self.slider = _Slider(self)
        self.slider.setAccessibleName(self.tr("Patience"))
        self._value = QLabel(self)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._marks = _Marks(self)
        self._marks.chosen.connect(self.set_pause)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.slider, 1)
        top.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._marks)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(self._throttle.flush)
        bridge.settings_changed.connect(self._take_settings)
        self._pause = bridge.settings.audio.pause_ms
        self._show()

    @property
    def pause_ms(self) -> int:
        """What it shows."""
        return self._pause

    @property
    def marks(self) -> list[QPushButton]:
        """Buttons of the named places, from left to right."""
        return self._marks.buttons

    @Slot(int)
    def set_pause(self, pause_ms: int) -> None:
        """As if the person had moved it there."""
        self._pause = pause_ms
        self._show()
        self.changed.emit(pause_ms)
        self._throttle.put(pause_ms)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names stand under their places."""
        super().resizeEvent(event)
        self._marks.place(self.slider.width())

    def hideEvent(self, event: QHideEvent) -> None:
        """Closed right after a change: that counts too."""
        super().hideEvent(event)
        self._throttle.flush()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._show()

    @Slot(int)
    def _moved(self, place: int) -> None:
        if place != place_of(self._pause):
            self.set_pause(pause_at(place))

    @Slot(object)
    def _apply(self, pause_ms: int) -> None:
        settings = self._bridge.settings
        self._bridge.apply(replace(settings, audio=replace(settings.audio, pause_ms=pause_ms)))

    @Slot(object)
    def _take_settings(self, settings: Settings) -> None:
        if not self.slider.isSliderDown() and settings.audio.pause_ms != self._pause:
            self._pause = settings.audio.pause_ms
            self._show()

    def _show(self) -> None:
        self._value.setMinimumWidth(self.fontMetrics().horizontalAdvance(seconds_words(2880)))
        self._value.setText(seconds_words(self._pause))
        self.slider.setAccessibleDescription(pause_words(self._pause))
        self.slider.blockSignals(True)
        self.slider.setValue(place_of(self._pause))
        self.slider.blockSignals(False)
        self._marks.place(self.slider.width())
        self._marks.mark(self._pause)


class _Marks(QWidget):
    """Names under the slider, each centred under its place where there is room; else every other one a step lower."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # fixed: never two lines
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.buttons = [self._button(name, ms) for name, ms in PAUSE_MARKS.items()]

    def _button(self, name: str, ms: int) -> QPushButton:
        word = QCoreApplication.translate("Patience", _WORDS[name])
        button = QPushButton(word, self)
        button.setProperty("kind", "mark")
        button.setAutoDefault(False)
        button.setCheckable(True)
        button.setAccessibleName(self.tr("Patience: {0}").format(word))
        button.clicked.connect(partial(self.chosen.emit, ms))
        return button

    def sizeHint(self) -> QSize:
        """One line of buttons."""
        hints = [button.sizeHint() for button in self.buttons]
        return QSize(sum(hint.width() for hint in hints), max(hint.height() for hint in hints))

    def minimumSizeHint(self) -> QSize:
        """Of the widest name."""
        return QSize(max(button.sizeHint().width() for button in self.buttons), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.sizeHint().height() * (2 if self._is_stepped(width) else 1)

    def _is_stepped(self, width: int) -> bool:
        return self.sizeHint().width() > width

    def mark(self, pause_ms: int) -> None:
        """The name of the place that is in force stands out."""
        for button, ms in zip(self.buttons, PAUSE_MARKS.values(), strict=True):
            button.setChecked(ms == pause_ms)

    def place(self, slider_width: int) -> None:
        """Under a slider of this width that begins where we do, be that left or right."""
        is_stepped, left = self._is_stepped(self.width()), 0
        for step, (button, ms) in enumerate(zip(self.buttons, PAUSE_MARKS.values(), strict=True)):
            size = button.sizeHint()
            at = round(centre_of(place_of(ms), slider_width) - size.width() / 2)
            left = max(0 if is_stepped else left, min(at, self.width() - size.width()))
            place = QRect(left, size.height() if is_stepped and step % 2 else 0, size.width(), size.height())
            button.setGeometry(mirrored(place, self.rect()))
            left += size.width()
