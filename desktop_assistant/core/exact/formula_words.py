r"""A formula as a person says it: `\frac{1}{2} m v^2` is "one half m v squared". What few could follow by ear is left out."""

import re
from collections.abc import Callable

LONGEST_SAID = 160
"""Characters; what takes longer to say is better looked at."""
_DEEPEST = 3
"""Groups in braces within others."""
_MOST_PENDING = 12
"""Commands and signs that wait for what they act on; a person cannot follow more than two or three, Python a few hundred."""

_TOKEN = re.compile(r"\\([A-Za-z]+)\s*|\\(.)|(\d+(?:[.,]\d+)*)|(\s+)|(.)", re.DOTALL)
_GREEK = re.findall(
    r"\w+",
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega",
)
_NAMES = {name: name for name in _GREEK} | {name.capitalize(): f"capital {name}" for name in _GREEK}
_NAMES |= {"varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta", "infty": "infinity", "hbar": "h bar", "ell": "l"}
_FUNCTIONS = {
    "sin": "sine", "cos": "cosine", "tan": "tangent", "log": "logarithm of", "ln": "natural logarithm of",
    "exp": "e to the power of",
    "max": "maximum of", "min": "minimum of", "det": "determinant of", "arcsin": "arc sine", "arccos": "arc cosine",
    "arctan": "arc tangent", "gcd": "greatest common divisor of",
}  # fmt: skip
_OPERATORS = {
    "cdot": "times", "times": "times", "div": "divided by", "pm": "plus or minus", "le": "is at most", "leq": "is at most",
    "ge": "is at least", "geq": "is at least", "ne": "is not", "neq": "is not", "approx": "is about", "to": "to", "mapsto": "to",
    "rightarrow": "to", "Rightarrow": "which gives", "implies": "which gives", "iff": "exactly when", "in": "in",
    "equiv": "is the same as",
    "propto": "is proportional to", "ldots": "and so on", "dots": "and so on", "cdots": "and so on", "partial": "partial",
    "nabla": "nabla", "angle": "angle", "degree": "degrees", "circ": "degrees", "cup": "united with", "cap": "intersected with",
    "subset": "is part of", "subseteq": "is part of", "forall": "for all", "exists": "there is",
    "lt": "is less than", "gt": "is more than",
}  # fmt: skip
_SIGNS = {
    "+": "plus", "-": "minus", "−": "minus", "=": "is", "<": "is less than", ">": "is more than", "/": "over", "*": "times",
    "·": "times", "×": "times", "÷": "divided by", "±": "plus or minus", "≤": "is at most", "≥": "is at least", "≠": "is not",
    "≈": "is about", ",": ",", "!": "factorial", "'": "prime", "(": "", ")": "", "[": "", "]": "", "~": "", ":": "to", "|": "",
}  # fmt: skip
_SILENT = frozenset(",;:!\\{}|&") | frozenset(
    re.findall(
        r"\w+",
        "left right big Big bigl bigr Bigl Bigr displaystyle textstyle limits nolimits quad qquad mathrm mathbf mathit"
        " mathbb mathcal boldsymbol text textbf operatorname",
    )
)
_WORDS_WITHIN = frozenset(("text", "textbf", "mathrm", "operatorname"))
_LARGE = {"sum": "sum", "prod": "product", "int": "integral", "lim": "limit"}
_HALVES = {
    ("1", "2"): "one half",
    ("1", "3"): "one third",
    ("2", "3"): "two thirds",
    ("1", "4"): "one quarter",
    ("3", "4"): "three quarters",
}
_TAKE_SOMETHING = frozenset(("f", "g", "h", "F", "G", "P", "p", "prime"))
"""Before a bracket these are functions: "f of x"."""
_POWERS = {"2": "squared", "3": "cubed", "degrees": "degrees", "prime": "prime"}


class _UnsayableError(Exception):
    """Something that this does not know how to say."""


def formula_words(latex: str) -> str | None:
    """What is between the brackets of a formula, in words; None: better left to the screen."""
    if len(latex) > 4 * LONGEST_SAID:
        return None
    try:
        said = _Reader(latex).all()
    except _UnsayableError:
        return None
    said = re.sub(r"\s+,", ",", " ".join(said.split())).strip(" ,")
    return said if 0 < len(said) <= LONGEST_SAID else None


class _Reader:
    """Reads tokens from the left; each of the small readers gives the words of what it took."""

    def __init__(self, latex: str) -> None:
        self._tokens = [found for found in _TOKEN.finditer(latex) if not found[4] or found[4] == "\n"]
        self._latex = latex
        self._at = 0
        self._depth = 0
        self._pending = 0
        self._before = ""
        """What was said last."""

    def all(self) -> str:
        return self._until(None)

    def _next(self) -> str:
        """The next token: a command without its backslash, a number, a sign; empty at the end."""
        if self._at >= len(self._tokens):
            return ""
        token = self._tokens[self._at]
        return token[1] or token[2] or token[0]

    def _is_command(self) -> bool:
        return self._at < len(self._tokens) and bool(self._tokens[self._at][1] or self._tokens[self._at][2])

    def _until(self, end: str | None) -> str:
        said: list[str] = []
        while self._at < len(self._tokens):
            if end is not None and self._next() == end and not self._is_command():
                self._at += 1
                return " ".join(said)
            said.append(self._atom())
            self._before = said[-1] or self._before
        if end is not None:
            raise _UnsayableError
        return " ".join(said)

    def _group(self) -> str:
        """What follows: one token, or all within braces."""
        self._pending += 1
        if self._pending > _MOST_PENDING:
            raise _UnsayableError
        said = self._group_or_atom()
        self._pending -= 1
        return said

    def _group_or_atom(self) -> str:
        if self._next() == "{" and not self._is_command():
            self._depth += 1
            if self._depth > _DEEPEST:
                raise _UnsayableError
            self._at += 1
            said = self._until("}").strip()
            self._depth -= 1
            return said
        if not self._next():
            raise _UnsayableError
        return self._atom()

    def _atom(self) -> str:
        is_command, token = self._is_command(), self._next()
        if is_command:
            self._at += 1
            return self._command(token)
        if token == "{":
            return self._group()
        self._at += 1
        if token in "^_":
            return self._raised() if token == "^" else f"sub {self._group()}"
        if token == "(" and self._before in _TAKE_SOMETHING:
            return "of"
        if token[0].isdigit() or token.isalpha():
            return token
        if token.isspace():
            return ""
        if token in _SIGNS:
            return _SIGNS[token]
        raise _UnsayableError

    def _raised(self) -> str:
        power = self._group()
        return _POWERS.get(power, f"to the power of {power}")

    def _command(self, name: str) -> str:
        special: dict[str, Callable[[], str]] = {"sqrt": self._root}
        special |= dict.fromkeys(("frac", "dfrac", "tfrac"), self._fraction)
        if name in special:
            return special[name]()
        if name in _LARGE:
            return self._large(_LARGE[name])
        if name in _WORDS_WITHIN:
            return self._words()
        for known in (_NAMES, _OPERATORS, _FUNCTIONS):
            if name in known:
                return known[name]
        if name in _SILENT:
            return ""
        raise _UnsayableError

    def _words(self) -> str:
        """Plain words within braces: their blanks count, unlike those of mathematics."""
        begin = self._tokens[self._at].end() if self._next() == "{" else len(self._latex)
        end = self._latex.find("}", begin)
        words = self._latex[begin:end]
        if end < 0 or not re.fullmatch(r"[\w\s.,'-]*", words):
            raise _UnsayableError
        while self._at < len(self._tokens) and self._tokens[self._at].start() <= end:
            self._at += 1
        return words.replace("_", " ")

    def _fraction(self) -> str:
        above, below = self._group(), self._group()
        return _HALVES.get((above, below), f"{above} over {below}")

    def _root(self) -> str:
        if self._next() == "[":
            self._at += 1
            degree = self._until("]").strip()
            return f"the cube root of {self._group()}" if degree == "3" else f"root {degree} of {self._group()}"
        return f"the square root of {self._group()}"

    def _large(self, name: str) -> str:
        """A sum, a product, an integral or a limit with what stands below and above it."""
        low = high = ""
        while self._next() in ("_", "^", "limits"):
            sign = self._next()
            self._at += 1
            if sign == "_":
                low = self._group()
            elif sign == "^":
                high = self._group()
        if name == "limit":
            return f"the limit as {low.replace(' to ', ' goes to ')} of" if low else "the limit of"
        between = f" from {low} to {high}" if low and high else f" over {low}" if low else ""
        return f"the {name}{between} of"
