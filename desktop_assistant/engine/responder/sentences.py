"""Streamed text into sentences that can be said one by one, while the rest is still being written."""

import re

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|approx|No|Jr|Sr|a\.m|p\.m|U\.S|U\.K)|\b[A-Z]|^\s*\d+)\.[\"'”’)\]]*\s*$"
)
_COMMA = re.compile(r"[,;:–—]\s+")
FIRST_COMMA_AFTER = 40
"""The first sentence may be cut at a comma behind this many characters, so that the voice starts sooner."""
_LONGEST = 400
_LONG_BREATH = 60
_FIRST_BREATH = 18


_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)


class SentenceCutter:
    """Feed text as it comes; `push` gives whole sentences, `rest` what is left at the end.

    Nothing is lost or changed: the pieces together are the text, with its line breaks and the indents of its code. Inside
    a block of code only the ends of lines cut.
    """

    def __init__(self) -> None:
        self._line = ""
        self._lead = ""
        """Blank lines before the next piece."""
        self._is_first = True
        self._is_code = False

    def push(self, text: str) -> list[str]:
        """Sentences that are complete now."""
        self._line += text
        found = []
        while (cut := self._cut()) is not None:
            piece, self._line = self._lead + self._line[:cut], self._line[cut:]
            self._lead = ""
            if not piece.strip():
                self._lead = piece
                continue
            found.append(piece)
            self._is_first = False
            if len(_FENCE.findall(piece)) % 2:
                self._is_code = not self._is_code
        return found

    def rest(self) -> str:
        """The last, unfinished sentence."""
        piece = self._lead + self._line
        self._line = self._lead = ""
        return piece.rstrip()

    def _cut(self) -> int | None:
        """Where the first piece ends: in code the line, else a sentence, a comma late in the very first, or the limit."""
        if self._is_code or _FENCE.match(self._line):
            end = self._line.find("\n") + 1
            return end or None
        ends = (
            m.end()
            for m in _END.finditer(self._line)
            if m.group().startswith("\n") or not _is_abbreviation(self._line[: m.end()])
        )
        cuts = [next(ends, None)]
        if self._is_first and (comma := _COMMA.search(self._line, FIRST_COMMA_AFTER)):
            cuts.append(comma.end())
        if len(self._line) > _LONGEST:
            cuts.append(self._line.rfind(" ", 0, _LONGEST) + 1 or _LONGEST)
        return min((cut for cut in cuts if cut is not None), default=None)


def _is_abbreviation(line: str) -> bool:
    return _ABBREVIATION.search(line) is not None


def breaths(text: str) -> list[str]:
    """A long sentence in two parts at its first comma or colon: the voice can start on the first while the second is made."""
    if len(text) > _LONG_BREATH and (pause := _COMMA.search(text, _FIRST_BREATH)):
        return [text[: pause.end()].strip(), text[pause.end() :].strip()]
    return [text]
