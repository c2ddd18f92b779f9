"""A painted button: what it does and where it is."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect


class ButtonKind(Enum):
    """What a painted button does."""

    MESSAGE = "message"
    """Copies the message."""
    CODE = "code"
    """Copies a block of code."""
    REPLAY = "replay"
    """Plays the kept sound, or stops it."""
    CHIP = "chip"
    """Copies one exact thing."""
    EDIT = "edit"
    """Lets the person correct their turn."""
    EARLIER = "earlier"
    LATER = "later"
    """Show another version of a corrected turn."""


@dataclass(frozen=True, slots=True)
class Button:
    """`rect` is relative to the row. `piece` is the code's first block, a chip's number, -1 for the whole message."""

    kind: ButtonKind
    rect: QRect
    piece: int = -1
