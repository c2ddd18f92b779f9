"""How sure a recogniser was of what it wrote down. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

DOUBTFUL_BELOW = 0.5
"""A word is doubtful when one of its pieces was less likely than this."""
MOST_ALTERNATIVES = 4
MOST_DOUBTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """About one transcript; empty = none."""

    words: tuple[str, ...] = ()
    """Those that may be wrong, as they stand in it."""
    alternatives: tuple[str, ...] = ()
    """Other readings of all of it, the likeliest first."""
    is_speech: bool = False
    """Whichever words they were: some were said."""

    @property
    def may_be_no_words(self) -> bool:
        """It may have been a hum, a cough, a door."""
        return bool(self) and not self.is_speech

    def __bool__(self) -> bool:
        return bool(self.words or self.alternatives)


SURE = Doubts()
_MARKS = '.,;:!?"“”()'


def doubtful_words(tokens: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    """From the pieces of a transcript with the logarithms of how likely each was: words of which a piece is doubtful."""
    limit = math.log(DOUBTFUL_BELOW)
    found: list[str] = []
    word, least = "", 0.0
    for text, logprob in (*tokens, (" ", 0.0)):
        for number, piece in enumerate(_pieces(text)):
            if number or piece.isspace():
                if least < limit and any(c.isalnum() for c in word):
                    found.append(word.strip(_MARKS))
                word, least = "", 0.0
            if not piece.isspace():
                word, least = word + piece, min(least, logprob)
    return tuple(dict.fromkeys(found))[:MOST_DOUBTS]


def spoken_words(text: str) -> list[str]:
    """As `doubtful_words` writes them."""
    return [word.strip(_MARKS) for word in text.split() if any(c.isalnum() for c in word)]


def _pieces(text: str) -> list[str]:
    """At blanks: ` a b` -> ` `, `a`, ` `, `b`."""
    made: list[str] = []
    for char in text:
        if made and made[-1].isspace() == char.isspace():
            made[-1] += char
        else:
            made.append(char)
    return made


def other_readings(text: str, readings: Sequence[str]) -> tuple[str, ...]:
    """Those that say something else than `text`, each once."""
    seen = {_said(text), ""}
    found: list[str] = []
    for reading in readings:
        if _said(reading) not in seen:
            seen.add(_said(reading))
            found.append(reading)
    return tuple(found[:MOST_ALTERNATIVES])


def _said(text: str) -> str:
    """What sounds: letters and digits."""
    return " ".join("".join(c if c.isalnum() or c == "'" else " " for c in text.casefold()).split())
