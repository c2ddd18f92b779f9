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


class SentenceCutter:
    """Feed text as it comes; `push` gives whole sentences, `rest` what is left at the end."""

    def __init__(self) -> None:
        self._line = ""
        self._is_first = True

    def push(self, text: str) -> list[str]:
        """Sentences that are complete now."""
        self._line += text
        found = []
        while (cut := self._cut()) is not None:
            sentence, self._line = self._line[:cut].strip(), self._line[cut:]
            if sentence:
                found.append(sentence)
                self._is_first = False
        return found

    def rest(self) -> str:
        """The last, unfinished sentence."""
        line, self._line = self._line.strip(), ""
        return line

    def _cut(self) -> int | None:
        for end in _END.finditer(self._line):
            if end.group().startswith("\n") or not _ABBREVIATION.search(self._line[: end.end()]):
                return end.end()
        if self._is_first and (comma := _COMMA.search(self._line, FIRST_COMMA_AFTER)):
            return comma.end()
        if len(self._line) > _LONGEST:
            return self._line.rfind(" ", 0, _LONGEST) + 1 or _LONGEST
        return None


_MARKS = (
    (re.compile(r"```.*?(?:```|$)", re.DOTALL), " (code on screen) "),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"https?://\S+"), "the link"),
    (re.compile(r"^\s{0,3}#{1,6}\s+", re.MULTILINE), ""),
    (re.compile(r"^\s*[-*+]\s+", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__|\*|`|~~)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]"), ""),
)


def speakable(markdown: str) -> str:
    """Text of a model as a voice should get it: no marks, no links, no pictures."""
    for pattern, new in _MARKS:
        markdown = pattern.sub(new, markdown)
    return re.sub(r"\s+", " ", markdown.replace("|", " ")).strip()
