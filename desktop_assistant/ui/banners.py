"""Problem banners: one sentence and one button each, newest first, at most three on screen."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.ui.problems import NOTE_MS, Remedy, Weight, advice_for, button_for, sentence_for
from desktop_assistant.ui.theme import icon, theme_keeper

MOST_SHOWN = 3
NARROW_BELOW = 520
"""px"""

_ICONS = {Weight.NOTE: ("info", "accent"), Weight.WARNING: ("warning", "warning"), Weight.ERROR: ("warning", "danger")}


class _Sentence(QLabel):
    """Wraps, and claims the height that its words need at its width: layouts would rather cut them off."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width needs a new height."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    def sizeHint(self) -> QSize:
        """Any width; QLabel's own hint assumes a width of its own and keeps that height."""
        return QSize(120, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """At least a line."""
        return QSize(120, self.fontMetrics().height())


class ProblemBanner(QFrame):
    """One problem. A note leaves by itself."""

    remedy_asked = Signal(object)
    """The Remedy on its button."""
    dismissed = Signal(object)
    """The ProblemCode."""

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = problem
        self._advice = advice_for(problem.code)
        self.setObjectName("banner")
        self.setProperty("weight", self._advice.weight.value)
        self._sign = QLabel(self)
        self._sentence = _Sentence(sentence_for(problem), self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton(button_for(problem), self)
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._button.clicked.connect(self._ask)
        self._close = QToolButton(self)
        self._close.setIconSize(QSize(14, 14))
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss this message"))
        self._close.clicked.connect(self._dismiss)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 6, 8, 6)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._sign, 0, 0)
        self._grid.addWidget(self._sentence, 0, 1)
        self._grid.addWidget(self._button, 0, 2)
        self._grid.addWidget(self._close, 0, 3)
        self.setAccessibleName(self._sentence.text())
        theme_keeper().changed.connect(self._take_colours)
        self._take_colours()
        if self._advice.weight is Weight.NOTE:
            QTimer.singleShot(NOTE_MS, self, self._dismiss)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    @property
    def button(self) -> QPushButton:
        """The button that helps."""
        return self._button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """When narrow, the button moves below the sentence."""
        super().resizeEvent(event)
        row, column = (1, 1) if event.size().width() < NARROW_BELOW else (0, 2)
        if self._grid.itemAtPosition(row, column) is None:
            self._grid.removeWidget(self._button)
            side = Qt.AlignmentFlag.AlignLeft if row else Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(self._button, row, column, side)

    @Slot()
    def _ask(self) -> None:
        if self._advice.remedy is not Remedy.DISMISS:
            self.remedy_asked.emit(self._advice.remedy)
        self._dismiss()

    @Slot()
    def _dismiss(self) -> None:
        self.dismissed.emit(self.problem.code)

    @Slot()
    def _take_colours(self) -> None:
        name, colour = _ICONS[self._advice.weight]
        self._sign.setPixmap(icon(name, colour).pixmap(QSize(20, 20), self.devicePixelRatioF()))
        self._close.setIcon(icon("close", "muted"))


class BannerStack(QWidget):
    """Keeps the problems that are not over; the newest three are shown, the others wait behind them."""

    remedy_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banners: dict[ProblemCode, ProblemBanner] = {}
        self._room = MOST_SHOWN
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(6)
        self.hide()

    @property
    def shown(self) -> list[ProblemBanner]:
        """On screen, newest first."""
        return list(reversed(self._banners.values()))[: self._room]

    def set_room(self, most: int) -> None:
        """Show at most so many, 1 to 3; a low window has room for one only."""
        self._room = max(1, min(most, MOST_SHOWN))
        self._settle()

    @Slot(object)
    def show_problem(self, problem: Problem) -> None:
        """Up, or down when it is over. The same problem again replaces its banner."""
        self.take_down(problem.code)
        if not problem.over:
            banner = ProblemBanner(problem, self)
            banner.remedy_asked.connect(self.remedy_asked)
            banner.dismissed.connect(self.take_down)
            self._banners[problem.code] = banner
            self._column.insertWidget(0, banner)
        self._settle()

    @Slot(object)
    def take_down(self, code: ProblemCode) -> None:
        """Remove that banner."""
        banner = self._banners.pop(code, None)
        if banner is not None:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
            self._settle()

    def _settle(self) -> None:
        shown = self.shown
        for banner in self._banners.values():
            banner.setVisible(banner in shown)
        self.setVisible(bool(shown))
