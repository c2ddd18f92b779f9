"""Selected text inside one message, which may span several blocks."""

from dataclasses import dataclass

from desktop_assistant.ui.chat.blocks import BlockKind
from desktop_assistant.ui.chat.markdown import plain_text
from desktop_assistant.ui.chat.row_layout import RowLayout


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place between two characters: which block of the row, which position in its document."""

    piece: int
    position: int


@dataclass(frozen=True, slots=True)
class Selection:
    """From where the mouse went down to where it is."""

    item_id: str
    anchor: Spot
    caret: Spot

    @property
    def is_empty(self) -> bool:
        """Nothing is selected."""
        return self.anchor == self.caret

    def range_in(self, piece: int, length: int) -> tuple[int, int] | None:
        """First and last position inside one block of that length, or None."""
        first, last = sorted((self.anchor, self.caret))
        if self.is_empty or not first.piece <= piece <= last.piece:
            return None
        start = first.position if piece == first.piece else 0
        end = last.position if piece == last.piece else length
        return (min(start, length), min(end, length)) if start < end else None

    def text(self, layout: RowLayout) -> str:
        """What is copied."""
        words = ""
        for number, piece in enumerate(layout.pieces):
            document = layout.rendered(piece).document
            span = self.range_in(number, document.characterCount() - 1)
            if span is None:
                continue
            is_joined = piece.block.is_continued and piece.block.kind is not BlockKind.TABLE
            joint = "" if not words else piece.block.joint if is_joined else "\n\n"
            words += joint + plain_text(document, *span)
        return words


def all_of(layout: RowLayout) -> Selection:
    """Everything in a row."""
    last = len(layout.pieces) - 1
    end = layout.rendered(layout.pieces[last]).document.characterCount() - 1 if last >= 0 else 0
    return Selection(layout.item.id, Spot(0, 0), Spot(max(last, 0), end))
