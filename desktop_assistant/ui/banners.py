"""Problem banners: one sentence and one button each, newest first, as many as there is room for and at most three.

The window says how high the stack may be, so that the text box below is never cut off. What does not fit waits behind a line that
says how much there is and brings it forward; a single banner that is still too high scrolls.
"""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QToolButton, QWidget

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.ui.advice import ADVICE, Remedy, Weight
from desktop_assistant.ui.announce import announce
from desktop_assistant.ui.labels import Sentence
from desktop_assistant.ui.problems import button_for, sentence_for
from desktop_assistant.ui.theme import icon, theme_keeper

MOST_SHOWN = 3
NOTE_MS = 8000
"""How long a note stays."""
NARROW_BELOW = 520
"""px"""
SIDE, EDGE, GAP = 12, 8, 6
"""px beside, above and below, and between banners."""

_ICONS = {Weight.NOTE: ("info", "accent"), Weight.WARNING: ("warning", "warning"), Weight.ERROR: ("warning", "danger")}


class ProblemBanner(QFrame):
    """One problem. A note leaves by itself."""

    remedy_asked = Signal(object)
    """The Remedy on its button."""
    dismissed = Signal(object)
    """The ProblemCode."""

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = problem
        self._advice = ADVICE[problem.code]
        self.setObjectName("banner")
        self.setProperty("weight", self._advice.weight.value)
        self._sign = QLabel(self)
        self._sentence = Sentence(sentence_for(problem), self)
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

    def fit(self, width: int) -> int:
        """Take this width; returns the height that the words then need. When narrow, the button moves below the sentence."""
        self.resize(width, self.height())
        self._arrange(width)
        for _ in range(2):  # the sentence learns its width from the first pass and its height for the second
            self._grid.invalidate()
            self._grid.activate()
        return self._grid.totalSizeHint().height()

    def _arrange(self, width: int) -> None:
        row, column = (1, 1) if width < NARROW_BELOW else (0, 2)
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


class BannerStack(QScrollArea):
    """Keeps the problems that are not over. `fit` is asked by whoever lays out the window."""

    remedy_asked = Signal(object)
    dismissed = Signal(object)
    """A ProblemCode: the person has seen it, and wants no more of it."""
    changed = Signal()
    """Other banners than before: lay out again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banners: dict[ProblemCode, ProblemBanner] = {}
        """Oldest first."""
        self._shown = MOST_SHOWN
        self._inside = QWidget(self)
        self._inside.setObjectName("bannerStack")
        self._more = QPushButton(self._inside)
        self._more.setProperty("kind", "quiet")
        self._more.setToolTip(self.tr("Show the next message"))
        self._more.setAccessibleName(self._more.toolTip())
        self._more.clicked.connect(self.turn)
        self.setObjectName("banners")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)
        self.hide()

    @property
    def shown(self) -> list[ProblemBanner]:
        """On screen, newest first."""
        return list(reversed(self._banners.values()))[: self._shown]

    @property
    def more(self) -> QPushButton:
        """The line that brings waiting banners forward; hidden while none waits."""
        return self._more

    @Slot(object)
    def show_problem(self, problem: Problem) -> None:
        """Up, or down when it is over. The same problem again replaces its banner."""
        self._remove(problem.code)
        if not problem.over:
            banner = ProblemBanner(problem, self._inside)
            banner.remedy_asked.connect(self.remedy_asked)
            banner.dismissed.connect(self.take_down)
            banner.dismissed.connect(self.dismissed)
            self._banners[problem.code] = banner
            announce(banner, banner.sentence)
            banner.show()  # before it is measured: a layout takes what was never shown for empty
        self.changed.emit()

    @Slot(object)
    def take_down(self, code: ProblemCode) -> None:
        """Remove that banner."""
        self._remove(code)
        self.changed.emit()

    @Slot()
    def turn(self) -> None:
        """Those on screen go behind those that wait."""
        seen = {banner.problem.code: banner for banner in reversed(self.shown)}
        waiting = {code: banner for code, banner in self._banners.items() if code not in seen}
        self._banners = seen | waiting
        self.changed.emit()

    def fit(self, width: int, most: int, enough: int | None = None) -> int:
        """Arrange within `width` and at most `most` px of height; returns the height it takes, 0 without problems.

        A second and third banner are shown only if all then need no more than `enough`.
        """
        enough = most if enough is None else min(enough, most)
        height = self._arrange(width, enough) if self._banners else 0
        if height > most:
            height = self._arrange(width - self.verticalScrollBar().sizeHint().width(), enough)
        self.setVisible(bool(self._banners))
        return min(height, most)

    def _arrange(self, width: int, enough: int) -> int:
        newest = list(reversed(self._banners.values()))
        heights = [banner.fit(width - 2 * SIDE) for banner in newest[:MOST_SHOWN]]
        line = self._more.sizeHint().height()
        self._shown = _how_many(heights, len(newest), line, enough - 2 * EDGE)
        top = EDGE
        for number, banner in enumerate(newest):
            banner.setVisible(number < self._shown)
            if number < self._shown:
                banner.setGeometry(QRect(SIDE, top, width - 2 * SIDE, heights[number]))
                top += heights[number] + GAP
        waiting = len(newest) - self._shown
        self._more.setVisible(waiting > 0)
        if waiting:
            words = self.tr("%Ln more message(s)", "", waiting)
            self._more.setText(words)
            self._more.setAccessibleName(f"{words}. {self._more.toolTip()}")
            self._more.setGeometry(QRect(SIDE, top - GAP // 2, self._more.sizeHint().width(), line))
            top += line + GAP // 2
        height = top - GAP + EDGE
        self._inside.resize(width, height)
        return height

    def _remove(self, code: ProblemCode) -> None:
        banner = self._banners.pop(code, None)
        if banner is not None:
            banner.hide()
            banner.deleteLater()


def _how_many(heights: list[int], all_of_them: int, line: int, room: int) -> int:
    """Banners that fit into `room`, one at least; where some must wait, `line` px go to the line that says so."""
    for count in range(len(heights), 1, -1):
        needed = sum(heights[:count]) + (count - 1) * GAP + (line + GAP if all_of_them > count else 0)
        if needed <= room:
            return count
    return 1
