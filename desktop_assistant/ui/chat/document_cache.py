"""Laid-out blocks of messages, kept while they are likely to be drawn again."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from desktop_assistant.ui.chat.blocks import Block, BlockKind
from desktop_assistant.ui.chat.code_highlight import CodeColours
from desktop_assistant.ui.chat.face import Look
from desktop_assistant.ui.chat.markdown import Rendered, render
from desktop_assistant.ui.chat.text_style import TextStyle
from desktop_assistant.ui.maths.typesetter import Typesetter, typesetter


class DocumentCache:
    """Rendered blocks by what they are made from, the least recently used forgotten beyond `capacity`."""

    def __init__(
        self,
        style: TextStyle,
        capacity: int = 400,
        colours: CodeColours | None = None,
        setter: Callable[[], Typesetter] = typesetter,
    ) -> None:
        self._style = style
        self._capacity = capacity
        self._colours = colours or CodeColours()
        self._setter = setter
        self._half_coloured: set[tuple[Any, ...]] = set()
        self._made: OrderedDict[tuple[Any, ...], Rendered] = OrderedDict()

    def __len__(self) -> int:
        return len(self._made)

    @property
    def style(self) -> TextStyle:
        """What new documents are made with."""
        return self._style

    def restyle(self, style: TextStyle) -> None:
        """Forget everything and go on with another style."""
        self._style = style
        self._made.clear()
        self._half_coloured.clear()

    @property
    def awaits_colours(self) -> bool:
        """Some code is still plain; call `collect_colours` soon."""
        return self._colours.is_waiting

    def collect_colours(self) -> bool:
        """Take in colours that were found; True if something must be drawn again."""
        if not self._colours.collect():
            return False
        for key in self._half_coloured:
            self._made.pop(key, None)
        self._half_coloured.clear()
        return True

    @property
    def setter(self) -> Typesetter:
        """Who knows formulas."""
        return self._setter()

    def is_stale(self, rendered: Rendered) -> bool:
        """Whether a formula is known now that it shows as it was written."""
        return any(self._setter().knows(key) for key in rendered.awaits)

    def renew(self, block: Block, width: int, look: Look) -> Rendered:
        """Make it again, with what is known now."""
        self._made.pop(_key(block, width, look), None)
        return self.get(block, width, look)

    def get(self, block: Block, width: int, look: Look) -> Rendered:
        """The block at this width, made now if need be. Equal blocks share one document: never change it."""
        key = _key(block, width, look)
        found = self._made.get(key)
        if found is None:
            colours, is_all = self._colours.get(block.language, block.text) if block.kind is BlockKind.CODE else ((), True)
            found = self._made[key] = render(block, width, look, self._style, colours, self._setter)
            if not is_all:
                self._half_coloured.add(key)
            if len(self._made) > self._capacity:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(key)
        return found


def _key(block: Block, width: int, look: Look) -> tuple[Any, ...]:
    return block.kind, block.language, block.text, block.has_formulas, width, look
