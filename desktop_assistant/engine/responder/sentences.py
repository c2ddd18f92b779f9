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
        """Where the first sentence ends: the earliest of a sentence end, a comma late in the very first, or the limit."""
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
