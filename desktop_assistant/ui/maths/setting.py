"""Sets one formula: LaTeX in, an outline's fields out. Only the process of formulas imports this, and ziamath with it."""

import re
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from typing import Any

with warnings.catch_warnings():
    # It finds its font in a way that Python 3.11 advises against and 3.13 has taken up again.
    warnings.simplefilter("ignore", DeprecationWarning)
    from ziamath.config import config
    from ziamath.escapes import unescape
    from ziamath.tex import tex2mml
    from ziamath.zmath import Math

SIZE = 1000
"""Units of the text's size."""
DEEPEST = 60
"""Braces within braces."""
_KINDS = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
_SILENT = re.compile(r"\\(?:label\{[^{}]*\}|nonumber\b|notag\b|displaystyle\b|allowbreak\b)")
_TAG = re.compile(r"\\tag\*?\{([^{}]*)\}")
_SPELLINGS = (
    (re.compile(r"\\bm\b"), r"\\boldsymbol"),
    (re.compile(r"\\(begin|end)\{(?:equation|gather|multline)\*?\}"), ""),
    (re.compile(r"(\\begin\{[bpvVB]?matrix\*?\})"), r"{\1"),
    (re.compile(r"(\\end\{[bpvVB]?matrix\*?\})"), r"\1}"),
    (re.compile(r"\\(begin|end)\{(?:align|eqnarray|split|alignat)\*?\}"), r"\\\1{aligned}"),
)

config.svg2 = False
config.precision = 1


class UnreadableError(ValueError):
    """Not LaTeX, or more of it than this can set."""


def set_formula(latex: str, *, is_display: bool) -> dict[str, Any]:
    """The fields of an Outline. Raises UnreadableError."""
    try:
        return _set(_plain(latex), is_display=is_display)
    except UnreadableError:
        raise
    except Exception as error:  # two parsers of hostile text; whatever they raise means the same here
        raise UnreadableError(type(error).__name__) from error


def _plain(latex: str) -> str:
    depth = deepest = 0
    for sign in re.findall(r"\\.|[{}]", latex, re.DOTALL):
        depth += (sign == "{") - (sign == "}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST or depth:
        raise UnreadableError("braces")
    latex = _TAG.sub(r"\\qquad\\text{(\1)}", _SILENT.sub(" ", latex))
    for pattern, new in _SPELLINGS:
        latex = pattern.sub(new, latex)
    return latex.strip()


def _set(latex: str, *, is_display: bool) -> dict[str, Any]:
    tree = ElementTree.fromstring(unescape(tex2mml(latex, inline=not is_display)))
    _check(tree)
    for table in tree.iter():
        if table.tag.endswith("mtable"):
            table.set("rowspacing", "0.5em")
            table.set("columnspacing", table.get("columnspacing", "0.8em"))
    formula = Math(tree, size=SIZE)
    width, height = formula.getsize()
    below = -formula.getyofst()
    steps = " ".join(step for element in formula.svgxml().iter() for step in _steps(element))
    if not steps:
        raise UnreadableError("empty")
    return {"width": round(width), "ascent": round(height - below), "descent": round(below), "steps": steps}


def _check(tree: ElementTree.Element) -> None:
    """A command that the converter does not know comes out as its own name."""
    for element in tree.iter():
        if element.tag.endswith("merror") or (element.text or "").startswith("\\"):
            raise UnreadableError(element.text)


def _steps(element: ElementTree.Element) -> Iterator[str]:
    if element.get("transform"):
        raise UnreadableError("transform")
    match element.tag.rpartition("}")[2]:
        case "svg" | "g" | "title":
            return
        case "path" if element.get("stroke"):
            yield _bar(element)
        case "path":
            yield _outline(element.get("d", ""))
        case "rect" if element.get("stroke"):
            yield from _frame(element)
        case "rect" if element.get("fill") == "black":
            yield _box(*(_number(element, name) for name in ("x", "y", "width", "height")))
        case other:
            raise UnreadableError(other)


def _outline(data: str) -> str:
    tokens = data.split()
    steps, at = [], 0
    while at < len(tokens):
        count = _KINDS[tokens[at]]
        steps += [tokens[at], *(str(round(float(token))) for token in tokens[at + 1 : at + 1 + count])]
        at += 1 + count
    return " ".join(steps)


def _number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "0"))


def _box(left: float, top: float, width: float, height: float) -> str:
    x, y, right, bottom = round(left), round(top), round(left + width), round(top + height)
    return f"M {x} {y} L {right} {y} L {right} {bottom} L {x} {bottom} Z"


def _frame(element: ElementTree.Element) -> Iterator[str]:
    """A rectangle that is not filled."""
    left, top, width, height, line = (_number(element, name) for name in ("x", "y", "width", "height", "stroke-width"))
    yield _box(left, top, width, line)
    yield _box(left, top + height - line, width, line)
    yield _box(left, top, line, height)
    yield _box(left + width - line, top, line, height)


def _bar(element: ElementTree.Element) -> str:
    """A straight line as the shape that it covers."""
    found = re.fullmatch(r"M (\S+) (\S+) L (\S+) (\S+)\s*", element.get("d", ""))
    if not found:
        raise UnreadableError("line")
    x, y, end_x, end_y = (float(number) for number in found.groups())
    length = ((end_x - x) ** 2 + (end_y - y) ** 2) ** 0.5 or 1.0
    half = _number(element, "stroke-width") / 2 / length
    over_x, over_y = round((y - end_y) * half), round((end_x - x) * half)
    corners = (
        (x + over_x, y + over_y),
        (end_x + over_x, end_y + over_y),
        (end_x - over_x, end_y - over_y),
        (x - over_x, y - over_y),
    )
    return "M " + " L ".join(f"{round(left)} {round(top)}" for left, top in corners) + " Z"
