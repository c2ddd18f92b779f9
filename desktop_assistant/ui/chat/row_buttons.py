"""What pointer and keyboard do to a painted row."""

from dataclasses import dataclass

from desktop_assistant.ui.chat.button import Button, ButtonKind
from desktop_assistant.ui.chat.selection import Selection

__all__ = ["Button", "ButtonKind", "RowState"]


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
    is_answered: bool = False
    """A question that waits for no answer any more."""
    chosen_chip: int = -1
    """The one that the keyboard is on; -1 = none."""
    phase: float = 0.0
    """Of the waiting dots, 0 to 1."""

    def hovers(self, kind: ButtonKind) -> bool:
        """The pointer is on the row's button of that kind."""
        return self.hovered_button is not None and self.hovered_button.kind is kind
