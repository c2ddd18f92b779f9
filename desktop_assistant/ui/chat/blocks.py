"""Cut a message into blocks that can be laid out on their own: prose, tables, code, formulas on a line of their own.

A streaming answer only ever changes its last block, so everything before it stays laid out; and no block is so long that laying
it out takes more than a few milliseconds. Cutting can be taken up again at any block, which makes it cheap while text arrives.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from desktop_assistant.core.exact.formulas import LONGEST, is_mathematics

PROSE_ENOUGH = 400
"""Characters after which a blank line ends a block of prose."""
PROSE_MOST = 1800
"""Characters after which any line end does."""
CODE_LINES = 24
"""Lines after which code is cut at a blank line, and at twice as many at any: 2 kB of code take pygments 5 ms."""
TABLE_CELLS = 96
TABLE_COLUMNS = 24
"""Wider tables are shown as they were written."""

_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*([^`]*?)[ \t]*$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_FORMULA_BEGINS = re.compile(r"^(\$\$|\\\[)(?!\$)(.*)$")
_FORMULA_ENDS = {mark: re.compile(rf"{end}[ \t]*[.,;:]?[ \t]*$") for mark, end in (("$$", r"\$\$"), ("\\[", r"\\\]"))}
_LIST_OR_INDENTED = re.compile(r"^(\s|[-+*]\s|\d{1,9}[.)]\s)")


class BlockKind(Enum):
    """How a block is drawn."""

    PLAIN = "plain"
    PROSE = "prose"
    TABLE = "table"
    CODE = "code"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class _Fence:
    mark: str
    indent: int
    language: str

    def is_closed_by(self, line: str) -> bool:
        found = _FENCE.match(line)
        return bool(found and not found[3] and found[2][0] == self.mark[0] and len(found[2]) >= len(self.mark))


@dataclass(frozen=True, slots=True)
class _State:
    """What the reader carries into a block."""

    fence: _Fence | None = None
    table_head: str = ""
    formula: str = ""
    """The bracket that it began with."""
    dedent: int = 0
    """Indent to take off after a fence inside a list, so that the rest of the item does not turn into code."""
    joint: str = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of one message. `start` is its first character in the message."""

    kind: BlockKind
    text: str
    start: int = 0
    language: str = ""
    is_continued: bool = False
    """Something that was cut only for length: no gap and no label above."""
    joint: str = "\n"
    """What stood between this and the block that it continues."""
    has_formulas: bool = True
    """Some may be in it."""
    state: _State = _State()


def split_markdown(text: str, old_text: str = "", old_blocks: Sequence[Block] = (), *, has_formulas: bool = True) -> list[Block]:
    """All blocks of `text`. Given an older version and its blocks, only what can have changed is read again.

    has_formulas: look for some; not where a bracket behind a backslash is meant to be a bracket.

    Where a block ends can depend on the first lines of the next one, which may have been unfinished: the last two are read again,
    and if the first of them is not what it was, all are.
    """
    kept = list(old_blocks[:-2])
    if not kept or not text.startswith(old_text[: old_blocks[-1].start]):
        kept, reader = [], _Reader(0, _State(), has_formulas)
    else:
        reader = _Reader(old_blocks[-2].start, old_blocks[-2].state, has_formulas)
    reader.read(text)
    return kept + reader.blocks


def split_plain(text: str) -> list[Block]:
    """Words of a person: line breaks kept, nothing interpreted."""
    blocks: list[Block] = []
    start, joint = 0, "\n"
    text = text.strip("\n")
    while start < len(text) or not blocks:
        end, following = len(text), "\n"
        if end - start > PROSE_MOST:
            end = text.rfind("\n", start + 1, start + PROSE_MOST)
            if end < 0:
                end, following = _break_before(text, start + PROSE_MOST, start), ""
        blocks.append(Block(kind=BlockKind.PLAIN, text=text[start:end], start=start, is_continued=start > 0, joint=joint))
        start, joint = end + len(following), following
    return blocks


class _Reader:
    """Reads lines from `start` on and cuts them into blocks."""

    def __init__(self, start: int, state: _State, has_formulas: bool) -> None:
        self._has_formulas = has_formulas
        self.blocks: list[Block] = []
        self._state = state
        self._begin = (start, state)
        """Where the block that is being read begins, and what was carried into it."""
        self._lines: list[str] = []
        self._last_at = start
        self._size = 0
        self._is_blank = False
        self._is_inside_line = False

    def read(self, text: str) -> None:
        at = self._begin[0]
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end + 1
            if end - at > PROSE_MOST:
                end = _break_before(text, at + PROSE_MOST, at)
            self._line(text[at:end].removesuffix("\n"), at, end)
            self._is_inside_line = text[end - 1] != "\n"
            at = end
        self._close()

    @property
    def _is_continued(self) -> bool:
        carried = self._begin[1]
        return bool(carried.fence or carried.table_head)

    def _line(self, line: str, at: int, end: int) -> None:
        if self._state.fence:
            self._code_line(line, at, end, self._state.fence)
        elif opened := _FENCE.match(line):
            self._cut(at, replace(self._state, table_head=""))
            self._state = replace(self._state, fence=_Fence(opened[2], len(opened[1].expandtabs(4)), opened[3]))
        elif self._state.formula:
            self._formula_line(line, at, end)
        elif begins := self._begins_formula(line):
            self._cut(at, replace(self._state, table_head="", formula=begins))
            self._formula_line(line, at, end)
        elif self._state.table_head:
            self._table_line(line, at, end)
        else:
            self._prose_line(line, at, end)

    def _code_line(self, line: str, at: int, end: int, fence: _Fence) -> None:
        if fence.is_closed_by(line):
            self._cut(end, _State(dedent=fence.indent))
            return
        if self._is_inside_line:
            self._cut(at, replace(self._state, joint=""))
            self._add(line, at)
            return
        length = len(self._lines)
        if length >= CODE_LINES * 2 or self._size >= PROSE_MOST or (length >= CODE_LINES and not line.strip()):
            self._cut(at, replace(self._state, joint="\n"))
        self._add(_without_indent(line, fence.indent), at)

    def _begins_formula(self, line: str) -> str:
        """The bracket, if a line begins with that of a formula which has the line to itself; empty if not."""
        found = _FORMULA_BEGINS.match(line) if self._has_formulas and line[:2] in ("$$", "\\[") else None
        if not found or self._state.dedent or self._is_inside_line:
            return ""
        inner, is_whole = _FORMULA_ENDS[found[1]].subn("", found[2])
        if not is_whole and not inner.strip():
            return found[1]
        is_alone = found[1] not in inner and (is_whole or found[1] != "\\[" or "\\]" not in inner)
        return found[1] if is_alone and is_mathematics(inner) else ""

    def _formula_line(self, line: str, at: int, end: int) -> None:
        is_first = not self._lines
        if not line.strip() or self._size > LONGEST:  # it was none
            self._cut(at, replace(self._state, formula=""))
            self._prose_line(line, at, end)
            return
        self._add(line, at)
        rest = line.removeprefix(self._state.formula) if is_first else line
        if _FORMULA_ENDS[self._state.formula].search(rest):
            self._cut(end, replace(self._state, formula=""))

    def _table_line(self, line: str, at: int, end: int) -> None:
        if "|" not in line:
            self._cut(at, _State(dedent=self._state.dedent))
            self._prose_line(line, at, end)
            return
        columns = self._state.table_head.count("|") // 2 + 1
        if len(self._lines) * columns >= TABLE_CELLS:
            self._cut(at, self._state)
        self._add(line.strip(), at)

    def _prose_line(self, line: str, at: int, end: int) -> None:
        line = self._dedented(line)
        is_blank = not line.strip()
        if self._lines and self._begins_block(line, is_blank=is_blank):
            self._cut(at, self._state)
        if self._is_table(line):
            head = self._lines.pop()
            self._cut(self._last_at, self._state)
            self._state = replace(self._state, table_head=f"{head.strip()}\n{line.strip()}")
            return
        self._is_blank = is_blank
        if self._lines or not is_blank:
            self._add(line, at)

    def _begins_block(self, line: str, *, is_blank: bool) -> bool:
        if self._size >= PROSE_MOST:
            return True
        return self._is_blank and not is_blank and self._size >= PROSE_ENOUGH and not _LIST_OR_INDENTED.match(line)

    def _is_table(self, line: str) -> bool:
        if not self._lines or "|" not in self._lines[-1] or "-" not in line or not _TABLE_RULE.match(line):
            return False
        columns = _columns(self._lines[-1])
        return columns <= TABLE_COLUMNS and columns == _columns(line)

    def _dedented(self, line: str) -> str:
        if not self._state.dedent or not line.strip():
            return line
        if line[:1] not in " \t":
            self._state = replace(self._state, dedent=0)
            return line
        return _without_indent(line, self._state.dedent)

    def _add(self, line: str, at: int) -> None:
        self._lines.append(line)
        self._last_at = at
        self._size += len(line) + 1

    def _cut(self, end: int, carried: _State) -> None:
        """Close the block that ends before `end`; the next one begins there with `carried`."""
        self._close()
        self._lines, self._size, self._is_blank = [], 0, False
        self._state = carried
        self._begin = (end, carried)

    def _close(self) -> None:
        fence, head = self._state.fence, self._state.table_head
        if self._is_continued and not self._lines:
            return
        if self._state.formula:
            if self._lines:
                self._append(BlockKind.FORMULA, "\n".join(self._lines))
        elif fence:
            self._append(BlockKind.CODE, "\n".join(self._lines), fence.language)
        elif head:
            self._append(BlockKind.TABLE, "\n".join([head, *self._lines]))
        elif any(line.strip() for line in self._lines):
            self._append(BlockKind.PROSE, "\n".join(self._lines).rstrip())

    def _append(self, kind: BlockKind, text: str, language: str = "") -> None:
        start, carried = self._begin
        name = language.split()[0] if language.split() else ""
        block = Block(
            kind=kind,
            text=text,
            start=start,
            language=name,
            is_continued=self._is_continued,
            joint=carried.joint,
            has_formulas=self._has_formulas,
            state=carried,
        )
        self.blocks.append(block)


def _columns(line: str) -> int:
    return line.strip().strip("|").count("|") + 1


def _without_indent(line: str, most: int) -> str:
    width = 0
    while width < most and width < len(line) and line[width] in " \t":
        width += 1
    return line[width:]


def _break_before(text: str, end: int, start: int) -> int:
    """A place at or before `end` where a line that is too long may be broken: after a space if there is one."""
    space = text.rfind(" ", start + PROSE_MOST // 2, end)
    return space + 1 if space > start else end
