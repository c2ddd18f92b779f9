"""Numbers as people say and write them, both ways."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

_ONES_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TENS_TEXT = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_ONES_TEXT.split())}
_SMALL |= {word: 10 * (at + 2) for at, word in enumerate(_TENS_TEXT.split())}
_SMALL |= {"fourty": 40, "dozen": 12, "couple": 2}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_FRACTIONS |= {f"{name}s": parts for name, parts in _FRACTIONS.items() if name != "half"} | {"halves": 2}
_SOUND_ALIKE = {
    "to": 2,
    "too": 2,
    "for": 4,
    "fore": 4,
    "won": 1,
    "ate": 8,
    "sex": 6,
    "tree": 3,
    "free": 3,
    "tin": 10,
    "heaven": 7,
}
"""What a recogniser writes for a number, believed only where nothing but a number can stand."""
_ARTICLES = ("a", "an")
_LITERAL = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)$")
_LARGEST_DIGITS = 30
PRECISE = Context(prec=50)


class _Reader:
    """Reads one number from words, as far as it goes."""

    def __init__(self, words: Sequence[str], at: int) -> None:
        self.words = words
        self.at = at
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.is_scaled = False

    def word(self, ahead: int = 0) -> str:
        return self.words[self.at + ahead] if self.at + ahead < len(self.words) else ""

    def take(self) -> bool:
        """One word further, if it continues the number."""
        word = self.word()
        if word in _SMALL:
            return self._small(Decimal(_SMALL[word]))
        if word == "hundred":
            return self._hundred()
        if word in _SCALES:
            return self._scale(_SCALES[word])
        if word == "and":
            return self._and()
        return False

    def _small(self, value: Decimal) -> bool:
        if self.current is None:
            self.current = value
        elif self._takes_ones_and_tens(value):
            self.current += value
        else:
            return False
        self.at += 1
        return True

    def _takes_ones_and_tens(self, value: Decimal) -> bool:
        """`two hundred` takes anything below a hundred, `sixty` one to nine."""
        assert self.current is not None
        if self.current >= 100 and self.current % 100 == 0:
            return value < 100
        return self.current % 10 == 0 and self.current % 100 >= 20 and 0 < value < 10

    def _hundred(self) -> bool:
        if self.current is not None and not 0 < self.current < 100:
            return False
        self.current = (self.current if self.current is not None else Decimal(1)) * 100
        self.at += 1
        return True

    def _scale(self, scale: int) -> bool:
        if self.is_scaled and self.current is None:
            return False
        self.total += (self.current if self.current is not None else Decimal(1)) * scale
        self.current, self.is_scaled = None, True
        self.at += 1
        return True

    def _and(self) -> bool:
        follows = self.word(1) in _SMALL and _SMALL[self.word(1)] < 100
        after_round = self.is_scaled if self.current is None else self.current >= 100 and self.current % 100 == 0
        if not (follows and after_round):
            return False
        self.at += 1
        return True


def read_number(words: Sequence[str], at: int = 0, *, lenient: bool = False) -> tuple[Decimal, int] | None:
    """The number that begins at `words[at]` and the index after it, or None. `lenient` also believes sound-alikes."""
    if at >= len(words):
        return None
    if words[at] in ("minus", "negative"):
        found = read_number(words, at + 1, lenient=lenient)
        return (-found[0], found[1]) if found else None
    if _LITERAL.match(words[at]) and len(words[at]) <= _LARGEST_DIGITS:
        return _after_literal(Decimal(words[at]), words, at + 1)
    if words[at] in _FRACTIONS and words[at] in ("half", "quarter"):
        return PRECISE.divide(Decimal(1), Decimal(_FRACTIONS[words[at]])), at + 1
    if words[at] in _ARTICLES:
        return _after_article(words, at)
    found = _in_words(words, at)
    if found is None and lenient and words[at] in _SOUND_ALIKE:
        found = Decimal(_SOUND_ALIKE[words[at]]), at + 1
    return _with_fraction(found, words) if found else None


def _in_words(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    reader = _Reader(words, at)
    while reader.take():
        if reader.word() == "point":
            _point(reader)
    if reader.at == at:
        return None
    return reader.total + (reader.current or 0), reader.at


def _point(reader: _Reader) -> None:
    digits, at = "", reader.at + 1
    while at < len(reader.words) and (word := reader.words[at]) in ("oh", "o", *_SMALL):
        value = _SMALL.get(word, 0)
        if value >= 10 and digits:
            break
        digits += str(value)
        at += 1
    if digits:
        reader.current = (reader.current or Decimal(0)) + Decimal(f"0.{digits}")
        reader.at = at


def _after_literal(value: Decimal, words: Sequence[str], at: int) -> tuple[Decimal, int]:
    while at < len(words) and words[at] in ("hundred", *_SCALES):
        value *= 100 if words[at] == "hundred" else _SCALES[words[at]]
        at += 1
    if at < len(words) and re.fullmatch(r"\d+/\d+", words[at]):  # 1 1/2
        top, bottom = words[at].split("/")
        if int(bottom):
            return value + Decimal(top) / Decimal(bottom), at + 1
    return _with_fraction((value, at), words)


def _after_article(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    following = words[at + 1] if at + 1 < len(words) else ""
    if following in _FRACTIONS:
        return PRECISE.divide(Decimal(1), Decimal(_FRACTIONS[following])), at + 2
    if following in ("hundred", "dozen", "couple", *_SCALES):
        found = _in_words(words, at + 1)
        end = found[1] if found else at
        if found and end < len(words) and words[end] == "of" and following in ("couple", "dozen"):
            return found[0], end + 1
        return _with_fraction(found, words) if found else None
    return None


def _with_fraction(found: tuple[Decimal, int], words: Sequence[str]) -> tuple[Decimal, int]:
    """`three quarters`, `two and a half`, `five and three quarters`."""
    value, at = found
    if at < len(words) and words[at] in _FRACTIONS and words[at] not in ("half", "quarter") and 0 < value < 20:
        return PRECISE.divide(value, Decimal(_FRACTIONS[words[at]])), at + 1
    if at + 1 < len(words) and words[at] == "and":
        if words[at + 1] in ("half", "quarter"):
            return value + Decimal(1) / _FRACTIONS[words[at + 1]], at + 2
        if at + 2 < len(words) and words[at + 2] in _FRACTIONS:
            top = 1 if words[at + 1] in _ARTICLES else _SMALL.get(words[at + 1])
            if top is not None:
                return value + Decimal(top) / _FRACTIONS[words[at + 2]], at + 3
    return value, at


def shown(value: Decimal, decimals: int = 2) -> str:
    """A number to read: thousands with commas, at most `decimals` places, but never less than three digits that count."""
    if value == 0:
        return "0"
    magnitude = value.adjusted()
    if magnitude >= 15:
        mantissa = shown(value.scaleb(-magnitude), 3)
        return f"{mantissa} × 10^{magnitude}"
    if magnitude < -6:
        mantissa = shown(value.scaleb(-magnitude), 3)
        return f"{mantissa} × 10^-{-magnitude}"
    places = decimals if magnitude >= 0 else max(decimals, 2 - magnitude)
    with localcontext(PRECISE):
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def said(text: str) -> str:
    """The readable text of an answer as a voice should get it: signs become words, thousands lose their commas."""
    line = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    line = re.sub(r" × 10\^(-?\d+)", r" times 10 to the power of \1", line)
    line = re.sub(r"(?<![\w.)])[-−](?=\d)", "minus ", line)
    for sign, word in _SIGNS:
        line = line.replace(sign, word)
    return re.sub(r"\s+", " ", line).strip()


_SIGNS = (
    (" = ", " is "),
    (" × ", " times "),
    (" ÷ ", " divided by "),
    (" + ", " plus "),
    (" − ", " minus "),
    ("%", " percent"),
    ("√", "the square root of "),
    ("∛", "the cube root of "),
    ("²", " squared"),
    ("³", " cubed"),
    (" ^ ", " to the power of "),
    ("°C", " degrees Celsius"),
    ("°F", " degrees Fahrenheit"),
    ("!", " factorial"),
    ("(", ""),
    (")", ""),
)


def spelled(value: int) -> str:
    """A whole number from 0 to 999,999 in words; for tests, and for voices that read digits badly."""
    if value < 20:
        return next(word for word, number in _SMALL.items() if number == value)
    if value < 100:
        tens = next(word for word, number in _SMALL.items() if number == value - value % 10)
        return tens if value % 10 == 0 else f"{tens} {spelled(value % 10)}"
    if value < 1000:
        rest = f" and {spelled(value % 100)}" if value % 100 else ""
        return f"{spelled(value // 100)} hundred{rest}"
    under = value % 1000
    tail = "" if not under else f" and {spelled(under)}" if under < 100 else f" {spelled(under)}"
    return f"{spelled(value // 1000)} thousand{tail}"
