"""Where the chips of one answer lie, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics

from desktop_assistant.ui.chat.button import Button, ButtonKind
from desktop_assistant.ui.chat.chips import Chip
from desktop_assistant.ui.chat.text_style import TextStyle, small_font
from desktop_assistant.ui.chat.thumbnails import HIGHEST, shown_size

ABOVE = 10
"""px between the text and the first line of chips."""
BELOW = 4
_BETWEEN = 7
PAD = 11
ICON = 15
ICON_GAP = 7
_LEAST_HEIGHT = 28
_WIDEST = 380
"""A longer thing is shown shortened; it is copied whole."""


@dataclass(frozen=True, slots=True)
class ChipPlace:
    """One chip; `rect` is relative to the top left corner of the band."""

    chip: Chip
    rect: QRect


def flow(chips: Sequence[Chip], width: int, style: TextStyle) -> tuple[tuple[ChipPlace, ...], int]:
    """Places from the left, in as many lines as they need, and the height of all; ((), 0) without chips."""
    if not chips:
        return (), 0
    metrics = QFontMetrics(small_font(style))
    high = max(metrics.height() + 10, _LEAST_HEIGHT)
    places, x, y, line = [], 0, ABOVE, 0
    for chip in chips:
        wide = min(metrics.horizontalAdvance(chip.words) + 2 * PAD + ICON + ICON_GAP + 2, _WIDEST, width)
        size = QSize(wide, high) if chip.picture is None else shown_size(chip.picture).boundedTo(QSize(width, HIGHEST))
        if x and x + size.width() > width:
            x, y, line = 0, y + line + _BETWEEN, 0
        places.append(ChipPlace(chip, QRect(QPoint(x, y), size)))
        x, line = x + size.width() + _BETWEEN, max(line, size.height())
    return tuple(places), y + line + BELOW


def chip_buttons(places: Sequence[ChipPlace], left: int, top: int) -> list[Button]:
    """One button per chip, relative to the row."""
    return [Button(ButtonKind.CHIP, place.rect.translated(left, top), number) for number, place in enumerate(places)]
