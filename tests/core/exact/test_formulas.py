"""What is a formula and what is money; and how a formula is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.exact.formula_words import LONGEST_SAID, formula_words
from desktop_assistant.core.exact.formulas import LONGEST, find_formulas
from desktop_assistant.core.exact.speech import FORMULA, speakable


def latex_in(text: str) -> list[str]:
    return [formula.latex for formula in find_formulas(text)]


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "$5-$10, $5–$10, $5/$10",
        "US$6, A$7 and R$8",
        "$5/month and 10$.",
        "**$5** and **$10**",
        "($5) to ($10)",
        "from $1,000.00 to $2,000.00",
        "$1.5k to $2k (was $3k)",
        "$5 (or 5$)",
        "$20 for x and y$",
        "$100 = 90€, $200 = 180€",
        "$5, $10, $15",
        "| $5 | $10 |",
        "~~$5~~ $4",
        "$3bn*, $4bn*",
        "either $20+tip or 25$",
        "$PATH:$HOME and $USER",
        "$HOME/$USER/bin, then $HOME",
        "echo $$ and kill $$",
        "$AAPL$ rose, $GOOG fell",
        "`$x$` and ``a ` $y$``",
        "\\$x\\$ and \\\\(x\\\\)",
        "$ x $ and $x $",
        "$x\n\ny$",
        "\\[citation needed\\] and \\(see below\\)",
        "$$$x$$$",
        "$" + "x" * (LONGEST + 1) + "$",
        "\\(x and $y",
        "$$",
        "$",
        "\\",
    ],
)
def test_this_is_no_formula(text: str) -> None:
    assert latex_in(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$x$ is between $a$ and $b$.", ["x", "a", "b"]),
        ("It costs $5 when $n = 3$.", ["n = 3"]),
        ("$2 \\sin x$ or $3 \\text{ apples and pears}$", ["2 \\sin x", "3 \\text{ apples and pears}"]),
        ("($a$), **$b$**, $c$-axis: $d$", ["a", "b", "c", "d"]),
        ("\\(x\\) and \\[y = 2\\]", ["x", "y = 2"]),
        ("Thus $$E=mc^2$$ holds.", ["E=mc^2"]),
        ("$$\n\\frac{a}{b}\n$$", ["\n\\frac{a}{b}\n"]),
        ("$5$ and $f(x) = 2x$", ["5", "f(x) = 2x"]),
        ("$10 < x$", ["10 < x"]),
        ("$a \\$ b$", ["a \\$ b"]),
        ("\\(a \\\\ b\\)", ["a \\\\ b"]),
        ("\\[a \\begin{aligned} x &= 1 \\\\ y &= 2 \\end{aligned}\\]", ["a \\begin{aligned} x &= 1 \\\\ y &= 2 \\end{aligned}"]),
        ("$x$ costs $5, $y$ costs $6", ["x", "y"]),
        ("`a` $x$ `b`", ["x"]),
        ("$v = d/t$, $\\alpha$", ["v = d/t", "\\alpha"]),
    ],
)
def test_this_is_one(text: str, found: list[str]) -> None:
    assert latex_in(text) == found


def test_display_is_told_from_inline() -> None:
    assert [formula.is_display for formula in find_formulas("$a$ $$b$$ \\(c\\) \\[d\\]")] == [False, True, False, True]


AMOUNT = st.builds(
    lambda sign, number, scale: f"{sign}${number}{scale}",
    st.sampled_from(["", "", "US", "-", "("]),
    st.one_of(
        st.integers(0, 10**7).map(str), st.decimals(0, 9999, places=2).map(str), st.integers(1000, 10**6).map("{:,}".format)
    ),
    st.sampled_from(["", "", "k", "M", " million", "/month", ")", "+", "*", "."]),
)
PROSE = st.sampled_from(
    [" and ", " or ", ", ", " to ", "–", "-", "/", " costs less than ", " (about ", ") plus tax, not ", "\n", " vs. "]
)


@given(st.lists(st.tuples(AMOUNT, PROSE), min_size=1, max_size=8))
def test_amounts_of_money_never_become_formulas(parts: list[tuple[str, str]]) -> None:
    assert latex_in("It is " + "".join(amount + words for amount, words in parts)) == []


SIMPLE = st.sampled_from(["x", "a + b", "n = 3", "\\frac{a}{b}", "x_1", "e^{-x}", "2x", "\\pi r^2", "f(x)"])


@given(st.lists(st.tuples(SIMPLE, PROSE), min_size=1, max_size=8))
def test_formulas_in_prose_are_all_found(parts: list[tuple[str, str]]) -> None:
    text = "Let " + " ".join(f"${latex}$ {words.strip()}" for latex, words in parts)
    assert latex_in(text) == [latex for latex, _ in parts]


PIECES = st.sampled_from(
    ["$", "$$", "\\(", "\\)", "\\[", "\\]", "`", "``", "\\", "x", " ", "5", "\n", "and", "^", "{", "}", "\\frac", "é"]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join)))
def test_whatever_is_found_lies_in_the_text_in_order(text: str) -> None:
    end = 0
    for formula in find_formulas(text):
        assert end <= formula.start < formula.end <= len(text)
        assert formula.latex
        assert formula.latex in text[formula.start : formula.end]
        end = formula.end


@pytest.mark.parametrize("hostile", ["$" * 5000, "`" * 5000, "\\(" * 3000, "$x" * 3000, "$a$" * 2000, "` " * 3000])
def test_nothing_found_is_longer_than_a_formula_may_be(hostile: str) -> None:
    assert all(formula.end - formula.start <= LONGEST + 4 for formula in find_formulas(hostile))


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"\frac{1}{2} m v^2", "one half m v squared"),
        ("E=mc^2", "E is m c squared"),
        (r"x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}", "x is minus b plus or minus the square root of b squared minus 4 a c over 2 a"),
        (r"\int_0^\infty x\,dx", "the integral from 0 to infinity of x d x"),
        (r"\sum_{i=1}^{n} i^3", "the sum from i is 1 to n of i cubed"),
        (r"\lim_{x \to 0}\frac{\sin x}{x}=1", "the limit as x goes to 0 of sine x over x is 1"),
        ("f(x) = 2x", "f of x is 2 x"),
        ("f'(x)", "f prime of x"),
        (r"90^\circ", "90 degrees"),
        (r"\text{the speed} = \frac{\text{way}}{\text{time}}", "the speed is way over time"),
        (r"x_1, \ldots, x_n", "x sub 1, and so on, x sub n"),
        (r"\sqrt[3]{8} \le 2", "the cube root of 8 is at most 2"),
        (r"\left(\alpha + \Omega\right)^{n}", "alpha plus capital omega to the power of n"),
        (r"\begin{pmatrix}1&2\end{pmatrix}", None),
        (r"\unheardof{x}", None),
        ("{{{{{x}}}}}", None),
        (r"\frac", None),
        (r"\text{a", None),
        ("{", None),
        ("", None),
        ("x+" * LONGEST_SAID, None),
    ],
)
def test_said(latex: str, said: str | None) -> None:
    assert formula_words(latex) == said


LATEX = st.sampled_from(
    [
        "\\frac",
        "\\sqrt",
        "{",
        "}",
        "[",
        "]",
        "^",
        "_",
        "x",
        "1",
        "\\text",
        "\\sum",
        "\\int",
        "\\left(",
        "\\",
        "\\\\",
        "&",
        " ",
        "é",
        "<",
        "(",
        ")",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(LATEX, max_size=40).map("".join)))
def test_only_words_are_said(latex: str) -> None:
    said = formula_words(latex)
    assert said is None or (0 < len(said) <= LONGEST_SAID and not re.search(r"[\\{}^_$=<>\[\]()]", said))


@pytest.mark.parametrize("endless", ["^", "_", "^_", "\\sqrt^", "\\sqrt", "\\frac", "\\sum^", "{", "x^{"])
def test_what_raises_what_is_raised_without_end_is_left_to_the_screen(endless: str) -> None:
    latex = endless * (4 * LONGEST_SAID // len(endless))
    assert formula_words(latex) is None
    assert speakable(f"It is \\({latex}\\).") == f"It is {FORMULA}."
