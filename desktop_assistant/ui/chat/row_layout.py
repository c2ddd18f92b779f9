"""Where the parts of one message lie inside its row: bubble or column, blocks of text, code headers, footer.

A row knows its height at once as an estimate; blocks become exact one at a time, when they are about to be seen.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, Qt

from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.blocks import Block, BlockKind, split_markdown, split_plain
from desktop_assistant.ui.chat.button import Button
from desktop_assistant.ui.chat.chip_band import ChipPlace, chip_buttons, flow
from desktop_assistant.ui.chat.chips import chips_of
from desktop_assistant.ui.chat.document_cache import DocumentCache
from desktop_assistant.ui.chat.face import Face, Look, Side, cut_place, face_of
from desktop_assistant.ui.chat.markdown import CUT_MARK, Rendered
from desktop_assistant.ui.chat.note_band import ABOVE as ABOVE_NOTE
from desktop_assistant.ui.chat.note_band import Sentence, sentence_of
from desktop_assistant.ui.chat.row_metrics import (
    BLOCK_GAP,
    BUBBLE_PAD_X,
    BUBBLE_PAD_Y,
    CARD_HEAD,
    CARD_PAD,
    CODE_HEADER,
    CODE_PAD,
    DOTS_WIDTH,
    FOOTER,
    Metrics,
    lines_of,
)
from desktop_assistant.ui.mirror import mirrored


@dataclass(slots=True)
class Piece:
    """One block inside a row."""

    block: Block
    look: Look
    height: int
    """All of it: gap above, code header and padding included."""
    is_exact: bool = False
    is_waiting: bool = False
    """It shows a formula as it was written, until the formula is known."""


class RowLayout:
    """One row of the view. All positions are relative to its top left corner."""

    def __init__(self, item: Item, metrics: Metrics, cache: DocumentCache) -> None:
        self._metrics = metrics
        self._cache = cache
        self._source = ""
        self._blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.chips: tuple[ChipPlace, ...] = ()
        self._chips_height = 0
        self.sentence: Sentence | None = None
        """What explains the message's state."""
        self.least = 0
        """px that something needs which lies over the message's words."""
        self.item = item
        self.face: Face = face_of(item)
        self._arrange()

    def update(self, item: Item) -> None:
        """The item changed; blocks that did not keep their exact heights."""
        self.item, self.face = item, face_of(item)
        self._arrange()

    def recentre(self, metrics: Metrics) -> None:
        """The view is wider or narrower, the column is not."""
        self._metrics = metrics

    @property
    def height(self) -> int:
        """Of the whole row."""
        match self.face.side:
            case Side.HIDDEN:
                return 0
            case Side.NOTE:
                return self._metrics.line + FOOTER // 2
            case _:
                return self._note_bottom + self._chips_height + FOOTER

    @property
    def _text_bottom(self) -> int:
        """Where the message ends, or what lies over it."""
        return max(self.content_top + self._content_height + self._pad, self.least)

    @property
    def _note_bottom(self) -> int:
        """Where chips may begin."""
        return self._text_bottom + (ABOVE_NOTE + self.sentence.size.height() if self.sentence else 0)

    @property
    def note(self) -> QRect:
        """Where the sentence stands, at the message's own edge; empty without one."""
        if self.sentence is None:
            return QRect()
        size, column = self.sentence.size, self.column
        left = column.right() - size.width() + 1 if self.face.side is Side.USER else column.left()
        return self.visual(QRect(QPoint(left, self._text_bottom + ABOVE_NOTE), size))

    @property
    def content_top(self) -> int:
        """Where the first block begins."""
        return CARD_HEAD if self.face.side is Side.CARD else self._pad

    @property
    def text_left(self) -> int:
        """Where prose begins."""
        if self.face.side is Side.USER:
            return self.bubble.left() + BUBBLE_PAD_X
        return self._metrics.left + self._inset

    @property
    def text_width(self) -> int:
        """Width that prose is laid out in."""
        return self._metrics.bubble_text if self.face.side is Side.USER else self._metrics.column - 2 * self._inset

    @property
    def bubble(self) -> QRect:
        """Ground of a user's message."""
        widest = DOTS_WIDTH if self.face.has_dots else 0
        for piece in self.pieces:
            if not piece.is_exact:
                widest = self.text_width
                break
            widest = max(widest, min(self.rendered(piece).natural_width, self.text_width))
        width = widest + 2 * BUBBLE_PAD_X
        right = self._metrics.left + self._metrics.column
        return self.visual(QRect(right - width, 0, width, self._content_height + 2 * BUBBLE_PAD_Y))

    def visual(self, rect: QRect) -> QRect:
        """Where something of the row is on screen: in a window that runs from right to left, on the other side of the column."""
        return mirrored(rect, self.column)

    @property
    def card(self) -> QRect:
        """Frame of a card."""
        return QRect(self._metrics.left, 0, self._metrics.column, self.height - FOOTER)

    @property
    def footer(self) -> QRect:
        """The line below the message."""
        return QRect(self._metrics.left, self.height - FOOTER, self._metrics.column, FOOTER)

    @property
    def column(self) -> QRect:
        """The text column over the whole height."""
        return QRect(self._metrics.left, 0, self._metrics.column, self.height)

    def tops(self) -> list[int]:
        """Where each piece begins, and where the last one ends."""
        found = [self.content_top]
        for piece in self.pieces:
            found.append(found[-1] + piece.height)
        return found

    def make_exact(self, number: int) -> int:
        """Lay a piece out; returns how much its height changed."""
        piece = self.pieces[number]
        if piece.is_exact:
            return 0
        return self._take_height(number, self._fresh(piece))

    def renew(self, number: int) -> int:
        """Lay a piece out again if it waits for formulas; returns how much its height changed."""
        piece = self.pieces[number]
        return self._take_height(number, self._fresh(piece)) if piece.is_waiting else 0

    def _fresh(self, piece: Piece) -> Rendered:
        """With every formula that is known by now."""
        rendered = self.rendered(piece)
        return self._cache.renew(piece.block, self._width_of(piece), piece.look) if self._cache.is_stale(rendered) else rendered

    def doubt_waiting(self) -> None:
        """What waits for formulas is laid out again when somebody looks."""
        for piece in self.pieces:
            if piece.is_waiting:
                piece.is_exact = piece.is_waiting = False

    def _take_height(self, number: int, rendered: Rendered) -> int:
        piece = self.pieces[number]
        height = rendered.height + self._around(number)
        change, piece.height, piece.is_exact = height - piece.height, height, True
        piece.is_waiting = bool(rendered.awaits)
        return change

    def rendered(self, piece: Piece) -> Rendered:
        """The document of a piece, from the cache or made now."""
        rendered = self._cache.get(piece.block, self._width_of(piece), piece.look)
        piece.is_waiting = piece.is_waiting or bool(rendered.awaits)
        return rendered

    def document_origin(self, number: int, top: int) -> QPoint:
        """Where the document of a piece that begins at `top` is drawn."""
        piece = self.pieces[number]
        if piece.block.kind is BlockKind.CODE:
            above = self._gap(number) + (0 if piece.block.is_continued else CODE_HEADER)
            return QPoint(self.text_left + CODE_PAD, top + above)
        lift = 0 if piece.block.kind is BlockKind.TABLE else self._metrics.lift
        return QPoint(self.text_left - self._overhang(piece), top + self._gap(number) + lift)

    def code_ground(self, number: int, top: int) -> QRect:
        """Background of a piece of code."""
        gap = self._gap(number)
        inset = self._inset
        return QRect(self._metrics.left + inset, top + gap, self._metrics.column - 2 * inset, self.pieces[number].height - gap)

    def code_header(self, number: int, top: int) -> QRect:
        """The line with language and copy button; empty if the piece only goes on."""
        if self.pieces[number].block.kind is not BlockKind.CODE or self.pieces[number].block.is_continued:
            return QRect()
        ground = self.code_ground(number, top)
        return QRect(ground.left(), ground.top(), ground.width(), CODE_HEADER)

    def is_last_of_code(self, number: int) -> bool:
        """Whether the background ends with this piece."""
        return number + 1 >= len(self.pieces) or not self.pieces[number + 1].block.is_continued

    def whole_code(self, number: int) -> str:
        """The text of a code block that begins at this piece, over all the pieces it was cut into."""
        words = self.pieces[number].block.text
        for piece in self.pieces[number + 1 :]:
            if piece.block.kind is not BlockKind.CODE or not piece.block.is_continued:
                break
            words += piece.block.joint + piece.block.text
        return words.replace(CUT_MARK, "")

    def piece_at(self, y: int) -> int:
        """The piece that covers `y`, the nearest outside; -1 without pieces."""
        top = self.content_top
        for number, piece in enumerate(self.pieces):
            top += piece.height
            if y < top:
                return number
        return len(self.pieces) - 1

    def _overhang(self, piece: Piece) -> int:
        """By how much a document is wider than its bubble, where its text hangs from the right edge."""
        if self.face.side is not Side.USER or not piece.is_exact:
            return 0
        hangs = self.rendered(piece).document.firstBlock().textDirection() is Qt.LayoutDirection.RightToLeft
        return self.text_width - (self.bubble.width() - 2 * BUBBLE_PAD_X) if hangs else 0

    @property
    def _pad(self) -> int:
        """Below the text, and above it where nothing else is."""
        return {Side.USER: BUBBLE_PAD_Y, Side.CARD: CARD_PAD // 2}.get(self.face.side, 0)

    @property
    def _inset(self) -> int:
        """From the column's edge to the text."""
        return CARD_PAD if self.face.side is Side.CARD else 0

    @property
    def _content_height(self) -> int:
        if not self.pieces:
            return self._metrics.line if self.face.has_dots else 0
        return sum(piece.height for piece in self.pieces)

    def chip_buttons(self) -> list[Button]:
        """One per chip, below the text."""
        top = self._note_bottom
        made = chip_buttons(self.chips, self._metrics.left + self._inset, top)
        if self.face.side is Side.USER:  # they hang from the right edge, as the bubble does
            ends: dict[int, int] = {}
            for button in made:
                ends[button.rect.top()] = max(ends.get(button.rect.top(), 0), button.rect.right())
            made = [
                replace(button, rect=button.rect.translated(self.column.right() - ends[button.rect.top()], 0)) for button in made
            ]
        return [replace(button, rect=self.visual(button.rect)) for button in made]

    def _arrange(self) -> None:
        wide = self._metrics.column - 2 * self._inset
        self.sentence = sentence_of(self.face, self._metrics.column, self._cache.style)
        self.chips, self._chips_height = flow(chips_of(self.item, self.face), wide, self._cache.style)
        self._chips_height += CARD_PAD // 2 if self.face.side is Side.CARD else 0
        if self.face.side in (Side.HIDDEN, Side.NOTE) or self.face.has_dots:
            self._source, self._blocks, self.pieces = "", [], []
            return
        source = _with_mark(self.face)
        if self.face.is_markdown:
            may = self.face.side is not Side.CARD  # its text is escaped, and a bracket in it is a bracket
            self._blocks = split_markdown(source, self._source, self._blocks, has_formulas=may)
        else:
            self._blocks = split_plain(source) if source else []
        self._source = source
        self.pieces = self._new_pieces()

    def _new_pieces(self) -> list[Piece]:
        """Pieces for the blocks; those that equal an old one at the same place are kept with their height."""
        made: list[Piece] = []
        look = self.face.look
        old = self.pieces
        for number, block in enumerate(self._blocks):
            known = old[number] if number < len(old) else None
            same_place = known is not None and (number + 1 < len(self._blocks)) == (number + 1 < len(old))
            if known is not None and same_place and known.look is look and known.block == block:
                made.append(known)
            else:
                made.append(Piece(block=block, look=look, height=0))
            if CUT_MARK in block.text or CUT_MARK in block.language:
                look = Look.UNHEARD
        self.pieces = made
        for number, piece in enumerate(made):
            if not piece.is_exact:
                piece.height = self._estimate(piece) + self._around(number)
        return made

    def _estimate(self, piece: Piece) -> int:
        text, metrics = piece.block.text, self._metrics
        if piece.block.kind is BlockKind.CODE:
            return (text.count("\n") + 1) * metrics.code_line
        if piece.block.kind is BlockKind.TABLE:
            return max(text.count("\n"), 1) * (metrics.line + 10)
        return lines_of(text, self._width_of(piece), metrics) * metrics.line

    def _width_of(self, piece: Piece) -> int:
        return self.text_width - 2 * CODE_PAD if piece.block.kind is BlockKind.CODE else self.text_width

    def _gap(self, number: int) -> int:
        return 0 if number == 0 or self.pieces[number].block.is_continued else BLOCK_GAP

    def _around(self, number: int) -> int:
        """Everything of a piece's height that is not its document."""
        block = self.pieces[number].block
        around = self._gap(number)
        if block.kind is BlockKind.CODE:
            around += 0 if block.is_continued else CODE_HEADER
            around += CODE_PAD if self.is_last_of_code(number) else 0
        return around


def _with_mark(face: Face) -> str:
    """The text with a mark where the sound ended, at the end of a word so that it never splits markup."""
    at = cut_place(face)
    if at is None:
        return face.text.replace(CUT_MARK, "")
    return f"{face.text[:at].replace(CUT_MARK, '')}{CUT_MARK}{face.text[at:].replace(CUT_MARK, '')}"
