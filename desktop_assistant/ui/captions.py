"""A strip with what is being said, always on top of other windows: for those who cannot hear it or are across the room."""

import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_assistant.core.items import Item, Role
from desktop_assistant.ui.caption_pace import CaptionPace
from desktop_assistant.ui.mirror import isolated

TICK_MS = 100
LINES = 2
_SCALE = 1.9
_PAD = 18
_MOST_WIDTH = 960
_ABOVE_EDGE = 60
GROUND, ASSISTANT, PERSON = "#101114", "#ffffff", "#b9c6ff"
"""Colours that are the same in both themes: they lie on other programs. Contrast above 10:1."""


class CaptionStrip(QWidget):
    """Never takes the focus; dragged with the mouse. `clock` is monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(parent, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(self.tr("Captions"))
        self.setToolTip(self.tr("Captions: drag to move, Ctrl+Shift+L to hide"))
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self._clock = clock
        self._pace = CaptionPace()
        self._unread: tuple[Item, float] | None = None
        """The newest item that came while the strip was hidden, and when: its words are looked for when it opens."""
        self._grip: QPoint | None = None
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.resize(self.sizeHint())

    @property
    def lines(self) -> list[str]:
        """What is to be read now."""
        caption = self._pace.at(self._clock())
        return [] if caption is None else last_lines(caption.words, QFontMetrics(self._font()), self.width() - 2 * _PAD)

    @Slot(object, object)
    def take(self, item: Item, after_id: str | None = None) -> None:
        """An item is new or changed."""
        if self.isVisible():
            self._pace.take(item, self._clock())
            self._timer.start()
            self.update()
        elif self._unread is not None and self._unread[0].id == item.id:
            self._unread = (item, self._unread[1])
        else:
            self._unread = (item, self._clock())

    @Slot()
    def forget(self) -> None:
        """Another conversation."""
        self._unread = None
        self._pace.forget()
        self.update()

    def open(self) -> None:
        """Show it, at the bottom of the screen the first time."""
        screen = QGuiApplication.primaryScreen()
        if screen is not None and self.pos().isNull():
            room = screen.availableGeometry()
            self.resize(self.sizeHint().boundedTo(room.size()))
            self.move(room.center().x() - self.width() // 2, room.bottom() - self.height() - _ABOVE_EDGE)
        if self._unread is not None:
            self._pace.take(*self._unread)
            self._unread = None
        self.show()
        self._timer.start()

    def sizeHint(self) -> QSize:
        height = LINES * QFontMetrics(self._font()).lineSpacing() + 2 * _PAD
        return QSize(_MOST_WIDTH, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(GROUND))
        painter.drawRoundedRect(QRectF(self.rect()), 16, 16)
        caption = self._pace.at(self._clock())
        painter.setPen(QColor(PERSON if caption is None or caption.role is Role.USER else ASSISTANT))
        painter.setFont(self._font())
        height = QFontMetrics(self._font()).lineSpacing()
        for number, line in enumerate(self.lines or [self.tr("What is said will stand here.")]):
            painter.drawText(QRect(_PAD, _PAD + number * height, self.width() - 2 * _PAD, height), _LINE, isolated(line))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    @Slot()
    def _tick(self) -> None:
        if not self.isVisible() or not self._pace.is_moving(self._clock()):
            self._timer.stop()
        self.update()

    def _font(self) -> QFont:
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * _SCALE)
        return font


_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def last_lines(words: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The end of the words, in whole lines from the beginning, so that a line stays where it is while the next one fills."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines = [metrics.elidedText(one, Qt.TextElideMode.ElideRight, width) for one in [*lines, line] if one]
    return lines[-LINES:]
