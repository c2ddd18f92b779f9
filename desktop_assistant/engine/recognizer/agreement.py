"""Does what the command grammar heard agree with what the language model heard?

A grammar decoder always answers with some command, whatever was said, and its scores do not tell. The language model is
the witness: a command is believed when both transcripts are alike as words and as sounds. Measured on real recordings: at
0.5 eight of ten commands were accepted and none of 89 other clips.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

THRESHOLD = 0.5
CLOSE = 0.78
"""From here on one misheard word is forgiven, whatever it sounds like."""
_REPLACED_SOUND = 0.3
"""Below `CLOSE` a replaced stretch must still sound a little alike: `the capital of` is not a misheard `the time in`."""

Phones = Callable[[str], Sequence[str]]
"""The sounds of one word; its letters where the dictionary does not know it."""


def agrees(command: str, witness: str, phones: Phones) -> bool:
    """Whether `command` may be taken for what was said."""
    said, heard = command.split(), witness.split()
    if not said or not heard:
        return False
    words = SequenceMatcher(None, said, heard, autojunk=False)
    sounds = _alike(_sounds(said, phones), _sounds(heard, phones))
    agreement = (words.ratio() + sounds) / 2
    if agreement < THRESHOLD or agreement >= CLOSE:
        return agreement >= CLOSE
    replaced = (
        _alike(_sounds(said[i1:i2], phones), _sounds(heard[j1:j2], phones))
        for tag, i1, i2, j1, j2 in words.get_opcodes()
        if tag == "replace"
    )
    return all(ratio >= _REPLACED_SOUND for ratio in replaced)


def _sounds(words: Sequence[str], phones: Phones) -> list[str]:
    return [phone for word in words for phone in phones(word)]


def _alike(a: Sequence[str], b: Sequence[str]) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
