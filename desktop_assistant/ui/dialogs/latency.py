"""How fast the answers came: the last turns as bars, the distribution of this run, and all of it as CSV."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_assistant.core.errors import AssistantError
from desktop_assistant.core.snapshot import TurnLatency
from desktop_assistant.runtime.latency import distribution
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.details import said
from desktop_assistant.ui.i18n import number
from desktop_assistant.ui.theme import current_palette
from desktop_assistant.ui.voice.latency_bars import LatencyBars
from desktop_assistant.ui.voice.latency_words import PARTS, ms_words, seconds_words, split_words

SUM = "first_sound_ms"


class _Swatch(QWidget):
    """The colour of one part."""

    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setFixedSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(current_palette(), self._colour)))
        painter.drawRoundedRect(self.rect(), 3, 3)


class LatencyDialog(QDialog):
    """Follows the session while it is open."""

    def __init__(self, bridge: UiBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("How fast the answers came"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.bars = LatencyBars(self)
        self.bars.chosen.connect(self._tell)
        self.summary = self._label("", "label")
        self.split = self._label("", "muted")
        self.said = self._label("", "muted")
        self.export = QPushButton(self.tr("Export as CSV…"), self)
        self.export.clicked.connect(self._ask_where)
        self._cells: dict[tuple[str, int], QLabel] = {}
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 8)
        column.setSpacing(10)
        column.addWidget(self._label(self.windowTitle(), "heading"))
        column.addWidget(self.summary)
        column.addWidget(self.bars)
        column.addWidget(self.split)
        column.addLayout(self._build_table())
        column.addWidget(self.said)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("page")
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        outer.addLayout(self._build_foot())
        bridge.state_shown.connect(self.refresh)
        self.refresh()
        room = parent.window().height() - 24 if parent else 600
        bar = scroll.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(340, inside.minimumSizeHint().width() + bar))  # its table does not wrap
        self.resize(440, min(inside.sizeHint().height() + 76, room))

    # --- building -----------------------------------------------------------------------------------------------
    def _label(self, text: str, kind: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _build_table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for place, words in ((2, self.tr("half within")), (3, self.tr("95 % within"))):
            head = self._label(words, "muted")
            head.setWordWrap(False)
            grid.addWidget(head, 0, place, Qt.AlignmentFlag.AlignRight)
        rows = [(part.field, part.name, part.meaning, part.colour) for part in PARTS]
        rows.append((SUM, self.tr("In all"), self.tr("from your last word to the first sound"), ""))
        for row, (field, name, meaning, colour) in enumerate(rows):
            at = 2 * row + 1
            if colour:
                grid.addWidget(_Swatch(colour, self), at, 0)
            grid.addWidget(self._label(QCoreApplication.translate("Latency", name), "label"), at, 1)
            grid.addWidget(self._label(QCoreApplication.translate("Latency", meaning), "muted"), at + 1, 1, 1, 3)
            for place in (2, 3):
                cell = self._label("", "")
                cell.setWordWrap(False)
                self._cells[field, place] = cell
                grid.addWidget(cell, at, place, Qt.AlignmentFlag.AlignRight)
        return grid

    def _build_foot(self) -> QHBoxLayout:
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 16)
        row.addWidget(self.export)
        row.addStretch(1)
        row.addWidget(close)
        return row

    # --- showing ------------------------------------------------------------------------------------------------
    @Slot()
    def refresh(self) -> None:
        """Read the turns again."""
        turns: Sequence[TurnLatency] = self._bridge.control.latencies() if self._bridge.is_ready else ()
        self.bars.show_turns(turns)
        self.bars.setVisible(bool(self.bars.turns))
        self.export.setEnabled(bool(turns))
        total = distribution(turns, SUM)
        if total is None:
            self.summary.setText(self.tr("Nothing was asked aloud and answered yet."))
        else:
            words = self.tr("Half of {0} answers began within {1}, 95 % within {2}.")
            self.summary.setText(words.format(number(total.count), seconds_words(total.p50), seconds_words(total.p95)))
        for field in (*(part.field for part in PARTS), SUM):
            found = distribution(turns, field)
            self._cells[field, 2].setText(ms_words(found.p50 if found else None))
            self._cells[field, 3].setText(ms_words(found.p95 if found else None))

    @Slot(object)
    def _tell(self, turn: TurnLatency) -> None:
        self.split.setText(split_words(turn))

    # --- exporting ----------------------------------------------------------------------------------------------
    @Slot()
    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export as CSV"), str(Path.home() / "latencies.csv"), self.tr("CSV (*.csv)")
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the file and say so."""
        self.export.setEnabled(False)
        self._bridge.spawn(self._bridge.control.export_latencies(path), partial(self._exported, path), self._not_exported)

    def _exported(self, path: Path, _: None) -> None:
        self._say(self.tr("Written to {0}").format(path), "good")

    def _not_exported(self, error: AssistantError) -> None:
        self._say(said(str(error)), "bad")

    def _say(self, words: str, kind: str) -> None:
        self.export.setEnabled(True)
        self.said.setProperty("kind", kind)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(words)
