"""Sums, spoken or typed: a small grammar over words and signs, by precedence climbing."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal, DecimalException, localcontext

from desktop_assistant.engine.responder.numbers import PRECISE, read_number, said, shown
from desktop_assistant.engine.responder.port import Sentence

_LEAD = re.compile(
    r"^(?:what(?: is| are| does| do)?|want is|whats|how much(?: is| are| does)?|calculate|compute|work out|solve|find|"
    r"figure out|tell me|"
    r"give me|is)\s+"
)
_TAIL = re.compile(r"\s*(?:=|equals?(?: to)?(?: what)?|makes?|come to|is(?: what| how much)?)$")
_REWRITES = (
    (r"^add (.+?) (?:and|to|with) (.+)$", r"\1 + \2"),
    (r"^subtract (.+?) from (.+)$", r"\2 - \1"),
    (r"^take (.+?) (?:away )?from (.+)$", r"\2 - \1"),
    (r"^multiply (.+?) (?:by|with|and) (.+)$", r"\1 * \2"),
    (r"^divide (.+?) (?:by|buy|bye) (.+)$", r"\1 / \2"),
    (r"^(?:the )?sum of (.+?) and (.+)$", r"\1 + \2"),
    (r"^(?:the )?product of (.+?) and (.+)$", r"\1 * \2"),
    (r"^(?:the )?difference (?:between|of) (.+?) and (.+)$", r"\1 - \2"),
    (r"^(?:double|twice) (.+)$", r"2 * \1"),
    (r"^(?:triple) (.+)$", r"3 * \1"),
    (r"^raise (.+?) to the (.+?) power$", r"\1 ^ \2"),
    (r"\b(?:the )?square roots? (?:of|off|or) ", " root "),
    (r"\b(?:the )?cube root of ", " cuberoot "),
    (r"\b(?:multiplied|multiply|multiplies) (?:by|buy|bye|my) ", " * "),
    (r"\b(?:divided|divide|divides|tie did|divider) (?:by|buy|bye|my) ", " / "),
    (r"\bdivided ", " / "),
    (r"\b(?:to the power of|raised to the power of|raised to|to the power) ", " ^ "),
    (r" (?:squared|square)\b", " ^ 2"),
    (r" (?:cubed|cube)\b", " ^ 3"),
    (r"\b(?:percent|per cent|percents) of\b", " percentof "),
    (r"^(.+?) (?:percent|per cent) off (?:of )?(.+)$", r"\2 - \1 percent"),
    (r"\bpercent\b", " percent "),
    (r"\b(?:take away|takeaway|subtract|less)\b", " - "),
    (r"(?<=\d)\s*x\s*(?=\d)| x | × |×", " * "),
    (r"÷", " / "),
    (r"\*\*", " ^ "),
    (r"([-+*/^()])", r" \1 "),
)
_BINARY = {
    "+": (1, "+"), "plus": (1, "+"), "-": (1, "−"), "minus": (1, "−"),
    "*": (2, "×"), "times": (2, "×"), "time": (2, "×"), "/": (2, "÷"), "over": (2, "÷"), "by": (2, "×"),
    "of": (3, "of"), "percentof": (3, "% of"), "mod": (2, "mod"), "modulo": (2, "mod"), "^": (4, "^"),
}  # fmt: skip
_LARGEST_EXPONENT = 1000
_LARGEST_FACTORIAL = 100
_PARTS = {Decimal("0.5"): "half", Decimal("0.25"): "a quarter", Decimal("0.75"): "three quarters", Decimal("0.2"): "a fifth"} | {
    PRECISE.divide(Decimal(top), Decimal(3)): name for top, name in ((1, "a third"), (2, "two thirds"))
}


class Impossible(Exception):
    """A sum that has no answer; the text says why."""


@dataclass(frozen=True, slots=True)
class _Term:
    value: Decimal
    text: str
    is_sum: bool = False
    """Something was computed, not only read."""


def answer(text: str) -> Sentence | None:
    """`text` is plain. None when it is not a sum."""
    try:
        term = _computed(text)
    except Impossible as reason:
        return Sentence(text=str(reason))
    except DecimalException:
        return Sentence(text="That number is too large for me.")
    if term is None:
        return None
    result = shown(term.value, 4)
    about = "≈" if _is_rounded(term.value, result) else "="
    readable = f"{term.text[:1].upper()}{term.text[1:]} {about} {result}."
    return Sentence(text=readable, speech=said(readable.replace(" ≈ ", " is about ").replace(" mod ", " modulo ")))


def in_full(text: str) -> tuple[str, Decimal] | None:
    """The sum as it reads, and its result with all digits that were computed; None when `answer` has none."""
    try:
        term = _computed(text)
    except (Impossible, DecimalException):
        return None
    return (term.text, term.value) if term is not None else None


def _computed(text: str) -> "_Term | None":
    line = _TAIL.sub("", _LEAD.sub("", text))
    for pattern, new in _REWRITES:
        line = re.sub(pattern, new, line)
    with localcontext(PRECISE):
        term = _Parser(line.split()).whole()
    return term if term is not None and term.is_sum else None


def _is_rounded(value: Decimal, result: str) -> bool:
    if "^" in result:
        return True
    return Decimal(result.replace(",", "")) != value


class _Parser:
    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._at = 0

    def whole(self) -> _Term | None:
        """All words as one sum, or None."""
        if not self._words:
            return None
        term = self._sum(0)
        return term if term is not None and self._at == len(self._words) else None

    def _word(self) -> str:
        return self._words[self._at] if self._at < len(self._words) else ""

    def _sum(self, least: int) -> _Term | None:
        left = self._operand()
        while left is not None and (entry := _BINARY.get(self._word())) and entry[0] >= least:
            strength, sign = entry
            self._at += 1
            right = self._sum(strength if sign == "^" else strength + 1)
            left = _combined(left, sign, right) if right is not None else None
        return left

    def _operand(self) -> _Term | None:
        word = self._word()
        if word in ("root", "cuberoot"):
            self._at += 1
            inner = self._sum(3)
            return _root(inner, word) if inner is not None else None
        if word == "(":
            return self._bracket()
        if word == "-" and self._at + 1 < len(self._words):
            self._at += 1
            inner = self._operand()
            return _Term(-inner.value, f"−{inner.text}", inner.is_sum) if inner is not None else None
        if word == "the":
            self._at += 1
        return self._number()

    def _bracket(self) -> _Term | None:
        self._at += 1
        inner = self._sum(0)
        if inner is None or self._word() != ")":
            return None
        self._at += 1
        return _Term(inner.value, f"({inner.text})", inner.is_sum)

    def _number(self) -> _Term | None:
        found = read_number(self._words, self._at, lenient=True)
        if found is None:
            return None
        value, self._at = found
        text = shown(value, 6)
        if self._word() == "percent":
            self._at += 1
            return _Term(value / 100, f"{text}%")
        if self._word() == "factorial":
            self._at += 1
            return _Term(_factorial(value), f"{text}!", True)
        return _Term(value, _PARTS.get(value, text) if self._word() == "of" else text)


def _factorial(value: Decimal) -> Decimal:
    if value < 0 or value != value.to_integral_value() or value > _LARGEST_FACTORIAL:
        raise Impossible(f"I can only do that for whole numbers up to {_LARGEST_FACTORIAL}.")
    return Decimal(math.factorial(int(value)))


def _root(inner: _Term, kind: str) -> _Term:
    if inner.value < 0 and kind == "root":
        raise Impossible("A negative number has no real square root.")
    if kind == "root":
        return _Term(inner.value.sqrt(), f"√{inner.text}", True)
    magnitude = abs(inner.value)
    root = magnitude ** (Decimal(1) / 3) if magnitude else Decimal(0)
    nearest = root.to_integral_value()
    root = nearest if nearest**3 == magnitude else root
    return _Term(root.copy_sign(inner.value), f"∛{inner.text}", True)


def _combined(left: _Term, sign: str, right: _Term) -> _Term:
    text = f"{left.text}{sign} {right.text}" if sign == "% of" else f"{left.text} {sign} {right.text}"
    if sign == "^" and right.text in ("2", "3"):
        text = left.text + {"2": "²", "3": "³"}[right.text]
    return _Term(_value(left, sign, right), text, True)


def _value(left: _Term, sign: str, right: _Term) -> Decimal:
    a, b = left.value, right.value
    match sign:
        case "+":
            return a + (a * b if right.text.endswith("%") and not left.text.endswith("%") else b)
        case "−":
            return a - (a * b if right.text.endswith("%") and not left.text.endswith("%") else b)
        case "×" | "of":
            return a * b
        case "% of":
            return a * b / 100
        case "^":
            return _power(a, b)
    if b == 0:
        raise Impossible("Nothing can be divided by zero.")
    return a / b if sign == "÷" else a % b


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > _LARGEST_EXPONENT:
        raise Impossible("That number is too large for me.")
    if base == 0 and exponent <= 0:
        raise Impossible("Zero to that power has no answer.")
    if base < 0 and exponent != exponent.to_integral_value():
        raise Impossible("That power has no real answer.")
    return base**exponent
