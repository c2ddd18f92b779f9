"""Sizes that all rows share, and the height of a row that nobody has looked at yet."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetrics

from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.face import Side, face_of
from desktop_assistant.ui.chat.text_style import LINE_HEIGHT
from desktop_assistant.ui.chat.thumbnails import HIGHEST

COLUMN_MOST = 720
"""Widest text, in pixels at text scale 1: longer lines are hard to read."""
FOOTER = 32
"""Room below every message for its state, and on hover its time and buttons: nothing moves when they appear."""
BUBBLE_PAD_X, BUBBLE_PAD_Y = 14, 9
CODE_PAD = 14
CARD_PAD = 16
CARD_HEAD = 40
"""px above what a card shows, for its icon and title."""
CODE_HEADER = 32
BLOCK_GAP = 10
DOTS_WIDTH = 34


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes that follow from the font and the width of the view, in pixels."""

    width: int
    line: int
    """Height of a line of text."""
    char: float
    """Average width of a character."""
    code_line: int
    column: int
    """Width of the text column."""
    left: int
    """Where the column begins."""
    lift: int
    """Half of what the line height adds: Qt puts all of it below the text, which would then hang too high."""

    @classmethod
    def of(cls, width: int, outer_width: int, font: QFont, mono: QFont) -> "Metrics":
        """For a view of this width inside a pane of `outer_width`, where the column is centred with or without a scroll bar."""
        measure = QFontMetrics(font)
        margin = 24 if width >= 560 else 14
        column = max(min(COLUMN_MOST, width - 2 * margin), 80)
        return cls(
            width=width,
            line=round(measure.lineSpacing() * LINE_HEIGHT / 100),
            char=max(measure.averageCharWidth(), 1) * 1.02,
            code_line=round(QFontMetrics(mono).lineSpacing() * 1.3),
            column=column,
            left=min((outer_width - column) // 2, max(width - column - margin // 2, 0)),
            lift=round(measure.lineSpacing() * (LINE_HEIGHT / 100 - 1) / 2),
        )

    @property
    def bubble_text(self) -> int:
        """Widest text inside a user's bubble."""
        return round(self.column * 0.86) - 2 * BUBBLE_PAD_X


def estimated_height(item: Item, metrics: Metrics) -> int:
    """Height of a row nobody has looked at yet; cheap, and close enough for a scroll bar."""
    face = face_of(item)
    if face.side is Side.HIDDEN:
        return 0
    if face.side is Side.NOTE:
        return metrics.line + FOOTER // 2
    width = metrics.bubble_text if face.side is Side.USER else metrics.column
    pictures = HIGHEST if item.images else 0
    if face.side is Side.CARD:
        return lines_of(face.text, metrics.column - 2 * CARD_PAD, metrics) * metrics.line + CARD_HEAD + CODE_HEADER + FOOTER
    pad = 2 * BUBBLE_PAD_Y if face.side is Side.USER else 0
    return lines_of(face.text, width, metrics) * metrics.line + pad + pictures + FOOTER


def lines_of(text: str, width: int, metrics: Metrics) -> int:
    """How many a text takes, about."""
    return max(text.count("\n") + 1 if text else 1, round(len(text) * metrics.char / width + 0.45))
