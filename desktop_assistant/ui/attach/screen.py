"""A picture of the screen: taken at once, shown frozen, and only the part that the person marks goes to the message.

Nothing else sees it: the picture lies above the text box, as pasted ones do, until it is sent or taken away.
"""

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QCursor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from desktop_assistant.ui.theme import theme_keeper

HIDDEN_MS = 250
"""The own window is gone from the screen after so long, whatever fades it out."""
SMALLEST = 8
"""px of a marked side; less is a click."""
_STEP, _LONG_STEP = 10, 100


class RegionPicker(QWidget):
    """Over a whole screen: its frozen picture, and a frame that mouse or keyboard draw."""

    picked = Signal(QImage)
    left = Signal()
    """It is gone, whoever closed it; what was picked comes after it."""

    def __init__(self, picture: QImage, screen: QScreen) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.Window)
        self._picture = picture
        self._begin: QPoint | None = None
        self.frame = QRect()
        """What is marked, in px of the screen; empty = all of it."""
        self.setWindowTitle(self.tr("Choose what to show"))
        self.setAccessibleName(self.tr("Choose what to show"))
        self.setAccessibleDescription(_hint())
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setGeometry(screen.geometry())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._picture)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 120))
        marked = self.frame
        if not marked.isEmpty():
            painter.drawImage(marked, self._picture, self._in_picture(marked))
            painter.setPen(QPen(QColor(theme_keeper().palette.focus), 2))
            painter.drawRect(marked)
        self._say(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._begin = event.position().toPoint()
        self.frame = QRect()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._begin is not None:
            at = event.position().toPoint()
            left, top = min(at.x(), self._begin.x()), min(at.y(), self._begin.y())
            right, bottom = max(at.x(), self._begin.x()), max(at.y(), self._begin.y())
            self.frame = QRect(QPoint(left, top), QPoint(right, bottom)).intersected(self.rect())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._begin = None
        if min(self.frame.width(), self.frame.height()) >= SMALLEST:
            self._pick()
        else:
            self.frame = QRect()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick()
        elif key in _ARROWS:
            self._move(_ARROWS[key], event.modifiers())
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()

    def _move(self, by: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        """Arrows move the frame, with Shift its lower right corner; Control makes larger steps."""
        if self.frame.isEmpty():
            middle = self.rect().center()
            self.frame = QRect(middle - QPoint(160, 120), middle + QPoint(160, 120))
        step = _LONG_STEP if modifiers & Qt.KeyboardModifier.ControlModifier else _STEP
        x, y = by[0] * step, by[1] * step
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.frame = self.frame.adjusted(0, 0, x, y)
        else:
            self.frame = self.frame.translated(x, y)
        self.frame = self.frame.intersected(self.rect())
        self.update()

    def _pick(self) -> None:
        marked = self.frame
        self.close()
        self.picked.emit(self._picture if marked.isEmpty() else self._picture.copy(self._in_picture(marked)))

    def _in_picture(self, rect: QRect) -> QRect:
        """In pixels of the picture, which may have more than one per px."""
        across, down = self._picture.width() / max(self.width(), 1), self._picture.height() / max(self.height(), 1)
        return QRect(round(rect.x() * across), round(rect.y() * down), round(rect.width() * across), round(rect.height() * down))

    def _say(self, painter: QPainter) -> None:
        words = _hint()
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        painter.setFont(font)
        room = self.rect().adjusted(24, 24, -24, -24)
        box = painter.boundingRect(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 22, 26, 235))
        painter.drawRoundedRect(box.adjusted(-18, -11, 18, 11), 12, 12)
        painter.setPen(QColor("white"))
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)


class ScreenShots(QObject):
    """Hides the window, photographs the screen that it was on, and lets the person mark a part."""

    taken = Signal(QImage)
    failed = Signal(str)
    """One sentence."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.picker: RegionPicker | None = None
        """While the person chooses."""

    @Slot()
    def begin(self) -> None:
        """Say what is in the way, or begin."""
        if QGuiApplication.platformName().startswith("wayland"):
            self.failed.emit(
                self.tr(
                    "This desktop (Wayland) lets no program photograph the screen: press its own screenshot key, often Print, and"
                    " paste the picture here with Ctrl+V."
                )
            )
            return
        if self.picker is None:
            screen = self._window.screen()
            self._window.hide()
            QTimer.singleShot(HIDDEN_MS, self, lambda: self._photograph(screen))

    def _photograph(self, screen: QScreen) -> None:
        picture = screen.grabWindow(0).toImage()
        if picture.isNull():
            self._end()
            self.failed.emit(
                self.tr("The screen could not be photographed: the system may have to be told that this program may.")
            )
            return
        self.picker = RegionPicker(picture, screen)
        self.picker.picked.connect(self.taken)
        self.picker.left.connect(self._end)
        self.picker.show()
        self.picker.raise_()
        self.picker.activateWindow()
        QCursor.setPos(screen, QCursor.pos(screen))

    @Slot()
    def _end(self) -> None:
        picker, self.picker = self.picker, None
        if picker is not None:
            picker.deleteLater()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()


_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def _hint() -> str:
    return QCoreApplication.translate(
        "Attach",
        "Drag over what you want to show. Enter takes the whole screen, or the frame that arrow keys move; Esc takes nothing.",
    )
