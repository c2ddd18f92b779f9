r"""Formulas in a text: `$...$`, `\(...\)`, `$$...$$` and `\[...\]`, and no amounts of money.

A dollar is a bracket only where no price or name of a variable can be meant: nothing but a sign stands before it, no blank inside
of it, no letter or digit behind it; and what it encloses looks like mathematics and not like words.
"""

import re
from dataclasses import dataclass

LONGEST = 2000
"""Characters of a formula; what is longer stays as it is written."""

_AT = re.compile(
    r"(?P<code>(?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))|\\(?P<open>[(\[])|(?P<many>\$\$+)|(?P<one>\$)|\\.", re.DOTALL
)
_ENDS = {"(": re.compile(r"\\(?:(\))|.)", re.DOTALL), "[": re.compile(r"\\(?:(\])|.)", re.DOTALL)}
_TWO_DOLLARS = re.compile(r"\\.|(\$\$)(?!\$)", re.DOTALL)
_ONE_DOLLAR = re.compile(r"\\.|(?<![\s$])(\$)(?![\w$])|\$|\n[ \t]*\n", re.DOTALL)
_NAMED = re.compile(r"\\(?:text|mathrm|mathbf|mathit|operatorname|begin|end)[a-z]*\*?\s*\{[^{}]*\}|\\[A-Za-z]+")
_SIGN = re.compile(r"[\\^_{}=<>+*/|±×÷≤≥≠≈√∑∫π∞∈→]|(?<=\w)\s*[-−]\s*\w")
_WORD = re.compile(r"[^\W\d_]{4,}")
_AMOUNT = re.compile(r"\s*\d")
_SHORT_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,}")
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}[\s,;]+[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula, from its first bracket to behind its last one."""

    start: int
    end: int
    latex: str
    """What stands between the brackets."""
    is_display: bool
    """Meant to stand on a line of its own."""


def may_have_formulas(text: str) -> bool:
    """Whether it is worth looking."""
    return "$" in text or "\\(" in text or "\\[" in text


def find_formulas(text: str) -> list[Formula]:
    """All of them, in order; none within `code`."""
    if not may_have_formulas(text):
        return []
    found: list[Formula] = []
    at = 0
    while opening := _AT.search(text, at):
        formula = _formula_at(text, opening)
        if formula is not None:
            found.append(formula)
        at = formula.end if formula is not None else opening.end()
    return found


def is_mathematics(latex: str, *, in_dollars: bool = False) -> bool:
    """Whether this is a formula rather than words that stand in brackets, or an amount and what follows it."""
    latex = latex.strip()
    if not latex or len(latex) > LONGEST:
        return False
    bare = _NAMED.sub(" ", latex)
    if in_dollars and _AMOUNT.match(latex) and _SHORT_WORD.search(bare):
        return False
    has_sign = _SIGN.search(latex) is not None
    return has_sign or (_WORD.search(bare) is None and _TWO_WORDS.search(bare) is None)


def _formula_at(text: str, opening: re.Match[str]) -> Formula | None:
    if bracket := opening["open"]:
        return _enclosed(text, opening, _ENDS[bracket], is_display=bracket == "[")
    if opening["many"] == "$$":
        return _enclosed(text, opening, _TWO_DOLLARS, is_display=True)
    if opening["one"] and _may_open(text, opening.start()):
        return _enclosed(text, opening, _ONE_DOLLAR, is_display=False, in_dollars=True)
    return None


def _may_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not (before.isalnum() or before in ("_", "$", "\\")) and after != "" and not after.isspace()


def _enclosed(
    text: str, opening: re.Match[str], end: re.Pattern[str], *, is_display: bool, in_dollars: bool = False
) -> Formula | None:
    """Up to the first end that is one; a lone dollar or an empty line before it: none."""
    begin = opening.end()
    for found in end.finditer(text, begin, begin + LONGEST + 2):
        if found[1]:
            latex = text[begin : found.start()]
            return (
                Formula(opening.start(), found.end(), latex, is_display) if is_mathematics(latex, in_dollars=in_dollars) else None
            )
        if found[0] == opening[0] or not found[0].startswith("\\"):
            return None  # another begins: the first was none
    return None
