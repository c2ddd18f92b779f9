"""LaTeX to outlines, within bounds whatever is asked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_assistant.ui.maths.outline import MOST_STEPS, Outline, OutlineError
from desktop_assistant.ui.maths.setting import UnreadableError, set_formula


def outline(latex: str, *, is_display: bool = False) -> Outline:
    return Outline(**set_formula(latex, is_display=is_display))


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{a}{b}",
        r"x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}",
        r"\int_0^\infty e^{-x^2}\,dx",
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}^{-1}",
        r"\begin{bmatrix}1\\2\end{bmatrix}^T",
        r"\begin{aligned}a&=b\\&=c\end{aligned}",
        r"\begin{align*}a&=b\\&=c\end{align*}",
        r"\begin{equation}x \tag{1}\label{eq:x}\end{equation}",
        r"\begin{cases}1&x>0\\0&\text{otherwise}\end{cases}",
        r"\boxed{x = 1} \cancel{y}",
        r"\mathbb{R} \mathcal{L} \mathbf{v} \bm{v}",
        r"\left\{ x \mid x < y > z \right\}",
        r"\operatorname*{argmax}_x f(x) \xrightarrow{f} \binom{n}{k}",
        r"90\degree 5\% \$5 \& \#",
        "é + 日本",
    ],
)
@pytest.mark.parametrize("is_display", [True, False])
def test_it_is_drawn(latex: str, is_display: bool) -> None:
    made = outline(latex, is_display=is_display)
    box = made.path.boundingRect()
    assert 0 < box.width() <= made.width * 1.1
    assert box.top() >= -made.ascent - 60
    assert box.bottom() <= made.descent + 60


def test_a_fraction_of_a_display_is_larger_than_one_in_a_line() -> None:
    assert outline(r"\frac{a}{b}", is_display=True).ascent > outline(r"\frac{a}{b}").ascent


def test_rows_do_not_touch() -> None:
    one, two = outline(r"\begin{aligned}A\end{aligned}"), outline(r"\begin{aligned}A\\A\end{aligned}")
    assert two.ascent + two.descent > 2.5 * (one.ascent + one.descent)


@pytest.mark.parametrize(
    "latex",
    [
        "",
        " ",
        r"\frac",
        r"\frac{a",
        "}{",
        "{" * 100 + "x" + "}" * 100,
        r"\left( x",
        "x^2^3",
        r"\unknowncommand{x}",
        r"\ce{H2O}",
        r"\colorbox{yellow}{x}",
        "a & b",
        '<!DOCTYPE x [<!ENTITY a "b">]>&a;',
        r"\hspace{100000cm} x",
        r"\text{a<b}",
        r"\sqrt" * 300,
        r"\overline{" * 300 + "x" + "}" * 300,
    ],
)
def test_what_cannot_be_read_is_said_to_be(latex: str) -> None:
    with pytest.raises((UnreadableError, OutlineError)):
        outline(latex)


@pytest.mark.parametrize(
    "fields",
    [
        (0, 1, 1, "M 0 0"),
        (10**6, 1, 1, "M 0 0"),
        (1, 10**6, 1, "M 0 0"),
        (1, 0, 0, "M 0 0"),
        (1, 1, 1, "M 0 0 " * MOST_STEPS * 2),
    ],
)
def test_an_outline_beyond_all_measure_is_refused(fields: tuple[int, int, int, str]) -> None:
    with pytest.raises(OutlineError):
        Outline(*fields)


def test_a_pen_that_does_something_else_is_refused() -> None:
    with pytest.raises(OutlineError):
        assert Outline(1, 1, 1, "X 1 2").path


PIECES = st.sampled_from(
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
        "&",
        "\\\\",
        "\\left(",
        "\\right)",
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\text{",
        "\\hspace{9em}",
        "<",
        ">",
        "&amp;",
        "\\",
        " ",
        "é",
        "\\sum",
        "\\overline",
        "\\mathbb",
        "#",
        "%",
        "~",
        "\\rule{1em}{1em}",
    ]
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=25).map("".join)))
def test_hostile_latex_is_an_outline_or_unreadable(latex: str) -> None:
    try:
        made = outline(latex)
    except (UnreadableError, OutlineError):
        return
    assert made.path.elementCount() > 0
