"""What a painted row can be asked to do, and what pointer and keyboard do to it."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect

from desktop_assistant.ui.chat.selection import Selection


class ButtonKind(Enum):
    """What a painted button does."""

    MESSAGE = "message"
    """Copies the message."""
    CODE = "code"
    """Copies a block of code."""
    REPLAY = "replay"
    """Plays the kept sound, or stops it."""


@dataclass(frozen=True, slots=True)
class Button:
    """A painted button; `rect` is relative to the row. `piece` is the code's first block, -1 for the whole message."""

    kind: ButtonKind
    rect: QRect
    piece: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """What the pointer and the keyboard do to a row."""

    selection: Selection | None = None
    is_hovered: bool = False
    is_current: bool = False
    """Has the keyboard's ring."""
    hovered_button: Button | None = None
    copied_button: Button | None = None
    """Shows a tick for a moment."""
    phase: float = 0.0
    """Of the waiting dots, 0 to 1."""

    def hovers(self, kind: ButtonKind) -> bool:
        """The pointer is on the row's button of that kind."""
        return self.hovered_button is not None and self.hovered_button.kind is kind
