"""Formulas in the conversation: drawn, copied, said, and never in the way."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.items import ItemStatus
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.chat import formula_object
from desktop_assistant.ui.chat.blocks import BlockKind, split_markdown
from desktop_assistant.ui.chat.chips import chips_of
from desktop_assistant.ui.chat.face import Look, face_of, spoken_description
from desktop_assistant.ui.chat.formula_object import OBJECT, sources_in
from desktop_assistant.ui.chat.markdown import CUT_MARK, plain_text, render
from desktop_assistant.ui.chat.pointer import tip_of
from desktop_assistant.ui.chat.text_style import TextStyle, body_font
from desktop_assistant.ui.maths.typesetter import Typesetter, typesetter
from desktop_assistant.ui.theme import DARK, LIGHT, apply_theme
from tests.fakes.items import cut_off, spoken, typed, written
from tests.ui.chat.conftest import settled
from tests.ui.chat.hands import clipboard, drag, layout_of, point_at, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

QUADRATIC = r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}"


@pytest.fixture
def style(light) -> TextStyle:
    return TextStyle(body_font(), LIGHT)


@pytest.fixture
def setter(qapp: QApplication) -> Typesetter:
    return typesetter()


def known(text: str, style: TextStyle, setter: Typesetter, qtbot, width: int = 600, look: Look = Look.NORMAL):
    """The documents of a text once all of its formulas are known."""
    blocks = split_markdown(text)
    for block in blocks:
        render(block, width, look, style, setter=lambda: setter)
    qtbot.waitUntil(lambda: not setter.is_working, timeout=30_000)
    return [render(block, width, look, style, setter=lambda: setter) for block in blocks]


def formulas(document) -> list[str]:
    """Sources of what is drawn."""
    return list(sources_in(document, 0, document.characterCount()))


def test_a_formula_takes_the_place_of_its_source(style, setter, qtbot):
    document = known("Solve $ax^2 + bx = 0$ for **$x$** at $5.", style, setter, qtbot)[0].document
    assert formulas(document) == ["$ax^2 + bx = 0$", "$x$"]
    assert plain_text(document, 0, document.characterCount()) == "Solve $ax^2 + bx = 0$ for $x$ at $5."


@pytest.mark.parametrize(
    "source", ["$x$", r"$$\frac{\frac{a}{b}}{\frac{c}{d}}$$", r"$$\begin{pmatrix} 1 \\ 2 \\ 3 \\ 4 \\ 5 \end{pmatrix}$$"]
)
def test_the_first_one_makes_few_fonts(source, style, setter, qtbot, monkeypatch):
    """Each new size of a font takes a part of a millisecond; there were up to forty."""
    asked = []

    class Counted(QFontMetrics):
        def descent(self) -> int:
            asked.append(super().descent())
            return asked[-1]

    monkeypatch.setattr(formula_object, "QFontMetrics", Counted)
    for block in split_markdown(source):
        render(block, 600, Look.NORMAL, style, setter=lambda: setter)
    qtbot.waitUntil(lambda: not setter.is_working, timeout=30_000)
    asked.clear()
    (document,) = known(source, style, setter, qtbot)
    assert formulas(document.document) == [source]
    assert 0 < len(asked) <= 8


@given(depth=st.floats(0, 200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_font_leaves_room_for_what_is_below_the_line_and_no_more(depth, style):
    pixels = formula_object.reaching_down(style.font, depth).pixelSize()
    font = QFont(style.font)
    font.setPixelSize(pixels)
    assert QFontMetrics(font).descent() >= depth
    if pixels > 1:
        font.setPixelSize(pixels - 1)
        assert QFontMetrics(font).descent() < depth


def test_until_it_is_known_it_shows_its_source(style, setter):
    text = "New: $y_{new} = 1$."
    (rendered,) = (render(block, 600, Look.NORMAL, style, setter=lambda: setter) for block in split_markdown(text))
    assert rendered.document.toPlainText() == text
    assert [key.latex for key in rendered.awaits] == ["y_{new} = 1"]


@pytest.mark.parametrize("source", [r"$\frac{a_1}{b_1$", r"$\unheardof_{a} + _b_$", r"\(\hspace{99999em}x\)"])
def test_what_cannot_be_read_shows_its_source_and_markdown_leaves_it_alone(source, style, setter, qtbot):
    document = known(f"See {source} *now*.", style, setter, qtbot)[0].document
    assert document.toPlainText() == f"See {source} now."
    assert formulas(document) == []


def test_one_that_is_too_wide_is_made_smaller_and_then_left_as_it_is(style, setter, qtbot):
    text = "$" + " + ".join(f"x_{{{n}}}" for n in range(12)) + "$"
    for width, is_drawn in ((900, True), (300, True), (60, False)):
        rendered = known(text, style, setter, qtbot, width)[0]
        assert bool(formulas(rendered.document)) is is_drawn
        assert not is_drawn or rendered.natural_width <= width + 1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("$$x$$", ["formula"]),
        ("a\n$$\nx\n$$\nb", ["prose", "formula", "prose"]),
        ("\\[ x = 1 \\].\nb", ["formula", "prose"]),
        ("\\[\nx\n\\]\n\n\\[y\\]", ["formula", "formula"]),
        ("$$\n\\frac{a}{", ["formula"]),
        ("$$\nx\n\nnever closed", ["formula", "prose"]),
        ("$$ is the shell's number", ["prose"]),
        ("$$x$$ and $$y$$", ["prose"]),
        ("\\[a\\] or \\[b\\]", ["prose"]),
        ("\\[not a formula\\]", ["prose"]),
        ("1. a\n   $$x$$\n2. b", ["prose"]),
        ("```\n$$\nx\n$$\n```", ["code"]),
        ("| a |\n|---|\n| 1 |\n$$x$$", ["table", "formula"]),
        ("$$\n" + "x + \n" * 600 + "\n$$", ["formula", "prose", "formula"]),
    ],
)
def test_a_formula_on_a_line_of_its_own_is_a_block(text: str, kinds: list[str]):
    assert [block.kind.value for block in split_markdown(text)] == kinds


@pytest.mark.parametrize("text", ["$$\nx\n$$ and\n", "a\n\n\\[x\n= 1\n\\]\nb", "$$x$$\n$$y$$", "$$\nx\n\n$$y$$ z"])
def test_blocks_that_grow_are_those_of_the_whole(text: str):
    blocks, before = [], ""
    for end in range(1, len(text) + 1):
        blocks, before = split_markdown(text[:end], before, blocks), text[:end]
    assert blocks == split_markdown(text)


def test_bars_in_a_formula_make_no_columns(style, setter, qtbot):
    rendered = known("| f | g |\n|---|---|\n| $|x|$ | $\\frac{x}{|x|}$ |", style, setter, qtbot)[0]
    table = rendered.document.rootFrame().childFrames()[0]
    assert (table.rows(), table.columns()) == (2, 2)
    assert formulas(rendered.document) == ["$|x|$", "$\\frac{x}{|x|}$"]


def test_a_formula_in_a_link_target_is_the_target_as_it_was(style, setter, qtbot):
    document = known("[a $x$ b](https://e.org/$y$/z)", style, setter, qtbot)[0].document
    assert formulas(document)[0] == "$x$"
    assert "https://e.org/$y$/z" in document.toHtml()


def test_the_part_that_was_not_heard_begins_before_the_formula_in_which_the_sound_ended(style, setter, qtbot):
    document = known(f"Now $a{CUT_MARK} + b$ then", style, setter, qtbot)[0].document
    assert formulas(document) == ["$a + b$"]
    cursor = document.find("then")
    assert cursor.charFormat().fontStrikeOut()
    cursor.setPosition(5)
    assert cursor.charFormat().objectType() == OBJECT
    assert cursor.charFormat().fontStrikeOut()


def darkest(image: QImage, ground: QColor) -> int:
    """How far the strongest pixel is from the ground."""
    return max(
        abs(image.pixelColor(x, y).lightness() - ground.lightness()) for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.6])
def test_it_is_drawn_in_the_colour_and_size_of_the_text(show, qapp, qtbot, theme, scale):
    pane = show([written("a", f"$${QUADRATIC}$$")])
    apply_theme(qapp, theme, scale)
    settled(pane, qtbot)
    shown = layout_of(pane, "a")
    rendered = shown.layout.rendered(shown.layout.pieces[0])
    assert formulas(rendered.document) == [f"$${QUADRATIC}$$"]
    assert 2.2 < rendered.height / body_font().pointSizeF() < 6
    origin = shown.layout.document_origin(0, shown.top + shown.layout.content_top)
    picture = pane.view.viewport().grab().toImage().copy(origin.x() + 200, origin.y(), 330, rendered.height)
    palette = LIGHT if theme is Theme.LIGHT else DARK
    assert darkest(picture, palette.colour("assistant_surface")) > 120
    apply_theme(qapp, Theme.LIGHT, 1.0)


def test_a_selection_copies_the_source(show):
    pane = show([written("a", "Solve $x^2 = 4$ for x.")])
    drag(pane, point_at(pane, "a", 0), point_at(pane, "a", 13))
    assert pane.view.selected_text.startswith("Solve $x^2 = 4$ for")
    press(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == pane.view.selected_text


def offered(pane, formula: str = "") -> dict[str, str]:
    menu = pane.view.copying.menu_for(0, formula=formula)
    try:
        return {action.text(): action.data() for action in menu.actions() if "formula" in action.text()}
    finally:
        menu.deleteLater()


def test_the_menu_copies_formulas_without_their_brackets(show):
    pane = show([written("a", f"One $x^2$, one $$\n{QUADRATIC}\n$$ and $x^2$ again, for $5 and $6.")])
    short = QUADRATIC[:32]
    assert offered(pane) == {"Copy formula x^2": "x^2", f"Copy formula {short}…": QUADRATIC}
    assert offered(pane, "$x^2$") == {"Copy formula": "x^2"}


def test_the_pointer_finds_the_formula_under_it(show):
    pane = show([written("a", "Solve $x^2 + y^2 = z^2$ for x.")])
    over, beside = point_at(pane, "a", 6) + QPoint(8, 0), point_at(pane, "a", 1)
    assert pane.view.pointer.aim_at(over).formula == "$x^2 + y^2 = z^2$"
    assert tip_of(pane.view.pointer.aim_at(over)) == "<span>$x^2 + y^2 = z^2$</span>"
    assert pane.view.pointer.aim_at(beside).formula == ""


def test_a_screen_reader_says_it_in_words():
    assert spoken_description(written("a", "So $x^2 + 1$ costs $5.")) == "Assistant said: So x squared plus 1 costs $5."
    assert "formula \\begin{matrix}a\\end{matrix}" in spoken_description(written("a", "\\(\\begin{matrix}a\\end{matrix}\\)"))
    assert spoken_description(typed("u", "is $x^2$ four?")) == "You said: is $x^2$ four?"


def test_signs_of_a_formula_are_no_exact_things():
    item = spoken("a", "With $v = 5 km / 2 h$ and $F = 10 kg$ it costs $5.")
    assert [chip.value for chip in chips_of(item, face_of(item))] == ["$5"]


def test_while_it_streams_the_formula_appears_when_its_end_does_and_stays(show, qtbot):
    pane = show([typed("u", "How?")])
    text = "First $a^2 + b^2$ and then \\(\\frac{a_1}{b_1}\\) at last."
    seen: list[tuple[str, ...]] = []
    for end in range(1, len(text) + 1):
        pane.show_item(written("a", text[:end], status=ItemStatus.IN_PROGRESS), "u")
        settled(pane, qtbot)
        layout = layout_of(pane, "a").layout
        drawn = tuple(formulas(layout.rendered(layout.pieces[0]).document))
        if not seen or drawn != seen[-1]:
            seen.append(drawn)
    assert seen == [(), ("$a^2 + b^2$",), ("$a^2 + b^2$", "\\(\\frac{a_1}{b_1}\\)")]


def test_an_unfinished_formula_is_its_source_letter_by_letter(style, setter):
    text = "Then \\(\\frac{a_1}{b_1} + *c*_"
    for end in range(text.index("{"), len(text) + 1):
        (block,) = split_markdown(text[:end])
        assert render(block, 600, Look.NORMAL, style, setter=lambda: setter).document.toPlainText() == text[:end].rstrip()


def test_what_is_on_screen_stays_where_it_is_when_formulas_above_arrive(show, qtbot):
    long = "\n\n".join(f"$$\\frac{{a_{{{n}}}}}{{b}}$$\n\nSome words about it." for n in range(40))
    pane = show([written("a", long), written("b", "The words that are being read. " * 60)])
    pane.view.place.follow(False)
    pane.view._stack.place_row(1, 100)
    pane.view.place.settle()
    top = pane.view._stack.top_of(1)
    settled(pane, qtbot)
    assert pane.view._stack.top_of(1) == top


def test_the_end_stays_the_end_when_formulas_arrive(show, qtbot):
    pane = show([written(f"m{n}", f"$$x_{{{n}}} = \\frac{{{n}}}{{2}}$$") for n in range(40)])
    bar = pane.view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert pane.view.visible_rows()[-1].layout.item.id == "m39"


def test_an_interrupted_answer_with_formulas_is_drawn(show):
    pane = show([cut_off("a", "It is $x^2$ and then $y^2$ as well.", 12)])
    layout = layout_of(pane, "a").layout
    assert formulas(layout.rendered(layout.pieces[0]).document) == ["$x^2$", "$y^2$"]


PIECES = [
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "x",
    "^2",
    "\\frac",
    "{",
    "}",
    "\n",
    "\n\n",
    "`",
    "|",
    "|---|",
    "- ",
    "[",
    "](http://a.b)",
]
PIECES += ["\U00100000", "\U00100001", "\ufffc", "\ue000", "\u2028", "*", "5 ", " ", "a", "> ", "```"]


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.lists(st.sampled_from(PIECES), max_size=50).map("".join), width=st.integers(1, 900))
def test_hostile_text_with_formulas_never_breaks(style, setter, text: str, width: int):
    for block in split_markdown(text):
        rendered = render(block, width, Look.NORMAL, style, setter=lambda: setter)
        assert rendered.height >= 1
        assert "\U00100002" not in rendered.document.toPlainText()
        assert block.kind is not BlockKind.CODE or set(formulas(rendered.document)) <= {"\ufffc"}


def test_double_click_and_arrows_pass_over_a_formula(show):
    pane = show([written("a", "one $x^2$ two")])
    QTest.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point_at(pane, "a", 4) + QPoint(4, 0))
    QTest.mouseRelease(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point_at(pane, "a", 4) + QPoint(4, 0))
    assert pane.view.selected_text.strip() == "$x^2$"
    QGuiApplication.clipboard().clear()
