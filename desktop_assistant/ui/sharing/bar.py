"""The signs that something is shown to who answers: a line in the window, and a strip above other windows while it is away."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QWidget

from desktop_assistant.ui.announce import announce
from desktop_assistant.ui.labels import Sentence
from desktop_assistant.ui.sharing.finder import Finder
from desktop_assistant.ui.theme import theme_keeper
from desktop_assistant.ui.window_style import style_window

_THUMB = QSize(64, 40)
_BELOW_EDGE = 12
_LEAST_LETTERS = 20


class _Dot(QWidget):
    """A full disk while pictures go out, a ring while they wait."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_hollow = False
        self.setFixedSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme_keeper().palette.colour("danger")
        pen = painter.pen()
        pen.setColor(colour)
        pen.setWidthF(2.0)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if self.is_hollow else colour)
        painter.drawEllipse(self.rect().adjusted(2, 2, -2, -2))
        painter.end()


class SharingSign(QFrame):
    """Dot, what was seen last, words, and the button that ends it."""

    stop_asked = Signal()
    announces = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sharingSign")
        self._name = ""
        self._dot = _Dot(self)
        self.finder = Finder(self, _THUMB)
        self.finder.setFixedSize(_THUMB)
        self.words = Sentence(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.stop = QPushButton(self.tr("Stop sharing"), self)
        self.stop.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.stop.setToolTip(self.tr("Stop sharing (Ctrl+Shift+D, or Esc while the assistant is silent)"))
        self.stop.clicked.connect(self.stop_asked)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 12, 6)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self._dot, 0, 0)
        grid.addWidget(self.finder, 0, 1)
        grid.addWidget(self.words, 0, 2)
        grid.addWidget(self.stop, 0, 3)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words would have too little room the button goes below them."""
        super().resizeEvent(event)
        beside = self.stop.sizeHint().width() + _THUMB.width() + 80
        is_narrow = event.size().width() - beside < _LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        row, column = (1, 2) if is_narrow else (0, 3)
        if self._grid.itemAtPosition(row, column) is None:
            self._grid.removeWidget(self.stop)
            self._grid.addWidget(
                self.stop, row, column, Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignVCenter
            )

    def begin(self, name: str) -> None:
        """It is shown from now on."""
        self._name = name
        self.finder.clear()
        self.set_paused(False)

    def set_paused(self, is_paused: bool) -> None:
        """Nothing is sent for the moment."""
        self._dot.is_hollow = is_paused
        self._dot.update()
        if is_paused:
            words = self.tr("{0} is not shown until the connection is back.").format(self._name)
        else:
            words = self.tr("{0} is shown, once a second.").format(self._name)
        if words != self.words.text():
            self.words.setText(words)
            self.setAccessibleName(words)
            if self.announces:
                announce(self, words)


class FloatingSign(SharingSign):
    """The same above other windows, at the top of the screen; it never takes the focus, and is dragged with the mouse."""

    announces = False  # the line in the window has said it

    def __init__(self) -> None:
        super().__init__()
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        self.setWindowFlags(flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(self.tr("Shared now"))
        self._beside: QWidget | None = None
        """On whose screen it is."""
        self._grip: QPoint | None = None

    def appear(self, beside: QWidget) -> None:
        """On the screen of this window, where it was last."""
        style_window(self)
        self._beside = beside
        self._fit()
        self.show()

    def set_paused(self, is_paused: bool) -> None:
        super().set_paused(is_paused)
        self._fit()

    def _fit(self) -> None:
        """On one line if the screen is wide enough, and all of it on the screen: its button must be there to be pressed."""
        if self._beside is None:
            return
        room = self._beside.screen().availableGeometry()
        words = self.words.fontMetrics().horizontalAdvance(self.words.text())
        width = min(words + self.stop.sizeHint().width() + _THUMB.width() + 100, room.width() - 2 * _BELOW_EDGE)
        self.resize(width, self.height())
        self._grid.activate()
        self.resize(width, self._grid.totalHeightForWidth(width))
        place = self.geometry()
        if self.pos().isNull():
            place.moveTopLeft(QPoint(room.center().x() - width // 2, room.top() + _BELOW_EDGE))
        place.moveLeft(max(room.left(), min(place.left(), room.right() - width + 1)))
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height() + 1)))
        self.move(place.topLeft())

    def closeEvent(self, event: QCloseEvent) -> None:
        """By the system: nothing is shown without a sign."""
        super().closeEvent(event)
        self.stop_asked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
