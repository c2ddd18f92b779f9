"""The shape of one formula, in thousandths of the text's size."""

from dataclasses import dataclass, field
from itertools import count

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

MOST_STEPS = 30_000
"""Of the pen; a page of formulas has fewer."""
WIDEST, HIGHEST = 120_000, 60_000
"""Thousandths of the text's size: nobody writes a formula 120 letters wide."""


class OutlineError(ValueError):
    """This is no shape that could be drawn."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A formula that lies on a line of text; lengths in thousandths of the text's size, y downwards from the line."""

    width: int
    ascent: int
    """Above the line."""
    descent: int
    """Below it."""
    steps: str
    """Of the pen: "M x y", "L x y", "Q x y x y", "C x y x y x y", "Z", all whole numbers."""
    serial: int = field(default_factory=count().__next__)
    """No other outline has the same."""
    _made: list[QPainterPath] = field(default_factory=list)

    def __post_init__(self) -> None:
        is_sane = 0 < self.width <= WIDEST and 0 < self.ascent + self.descent <= HIGHEST
        if not is_sane or max(abs(self.ascent), abs(self.descent)) > HIGHEST or self.steps.count(" ") > MOST_STEPS * 3:
            raise OutlineError

    @property
    def path(self) -> QPainterPath:
        """To be filled. Made when it is first drawn."""
        if not self._made:
            self._made.append(_path(self.steps))
        return self._made[0]


def _path(steps: str) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    tokens = iter(steps.split())
    for kind in tokens:
        match kind:
            case "M":
                path.moveTo(int(next(tokens)), int(next(tokens)))
            case "L":
                path.lineTo(int(next(tokens)), int(next(tokens)))
            case "Q":
                path.quadTo(*(int(next(tokens)) for _ in range(4)))
            case "C":
                path.cubicTo(*(int(next(tokens)) for _ in range(6)))
            case "Z":
                path.closeSubpath()
            case _:
                raise OutlineError
    return path
