"""What a card shows is what it was given, sign by sign: Markdown is how it is drawn, and may change nothing."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.card_text import escaped, when
from desktop_assistant.core.cards import read_card
from desktop_assistant.core.items import Item, ItemKind, Role, ToolCallPart
from desktop_assistant.core.pane_tools import DISPLAY
from desktop_assistant.ui.chat.blocks import split_markdown
from desktop_assistant.ui.chat.card_look import shown_card
from desktop_assistant.ui.chat.card_painter import _words
from desktop_assistant.ui.chat.face import Face, Look, Side
from desktop_assistant.ui.chat.markdown import render
from desktop_assistant.ui.chat.text_style import TextStyle, body_font
from desktop_assistant.ui.mirror import isolated
from desktop_assistant.ui.theme import LIGHT
from tests.ui.chat.hands import links

TRICKY = [
    "AT&amp;T &copy; &#65; a&lt;b",
    "===",
    "---",
    "- - -",
    "+ one",
    "1. one",
    "  2) two",
    "# three",
    "> four",
    "*five* _six_ `seven` ~~eight~~",
    "[nine](http://a.b) ![ten](http://a.b)",
    "<b>eleven</b> <http://a.b>",
    "$x^2$ \\(y\\) \\[z\\]",
    "back\\slash\\",
    "| a | b |",
    "a  b",
    "\ttab",
]


@pytest.fixture(autouse=True)
def _nobodys_language():
    before = QLocale()
    QLocale.setDefault(QLocale.c())
    yield
    QLocale.setDefault(before)


@pytest.fixture
def style(light) -> TextStyle:
    return TextStyle(body_font(), LIGHT)


def shown(text: str, style: TextStyle) -> str:
    documents = [render(block, 600, Look.NORMAL, style).document for block in split_markdown(text, has_formulas=False)]
    return "\n".join(document.toPlainText() for document in documents)


def made(**fields: object):
    return read_card(json.dumps(fields))


@pytest.mark.parametrize("value", TRICKY)
def test_a_line_is_shown_as_it_is(style, value: str) -> None:
    assert shown(escaped(value), style).split() == value.split()


@pytest.mark.parametrize("value", TRICKY)
@pytest.mark.parametrize("kind", ["address", "quotation", "email", "list", "form", "table", "event"])
def test_a_card_shows_it_as_it_is(style, kind: str, value: str) -> None:
    card = made(
        kind=kind, value=f"first\n{value}\nlast", entries=[value, "last"], fields=[{"label": value, "value": "last"}],
        columns=[value, "b"], rows=[["1", "2"]], title="Title", start=value, place="last",
    )  # fmt: skip
    words = shown(shown_card(card), style)
    assert "".join(value.split()) in "".join(words.split())


def test_brackets_in_a_card_are_no_formula(show, qtbot) -> None:
    item = Item(
        id="c",
        role=Role.ASSISTANT,
        kind=ItemKind.TOOL_CALL,
        parts=(ToolCallPart(call_id="c", name=DISPLAY, arguments=json.dumps({"kind": "address", "value": "[x = 1]\n$y^2$"})),),
    )
    pane = show([item])
    layout = pane.view.visible_rows()[0].layout
    words = [layout.rendered(piece).document.toPlainText() for piece in layout.pieces]
    assert words == ["[x = 1]\n$y^2$"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("ab1.&;#lt-=+_*`[](){}<>|\\~$^! \t"), max_size=24))
def test_no_text_is_taken_for_markup(style, value: str) -> None:
    assert shown(escaped(f"x\n{value}".split("\n")[1] or "x"), style).split() == (value or "x").split()


@pytest.mark.parametrize("url", ["https://e.org/?a=1&copy;=2", "https://e.org/a_b*c", "https://e.org/a\\_b", "https://e.org/<x>"])
@pytest.mark.parametrize("title", ["", "The page"])
def test_a_link_leads_where_it_says(style, url: str, title: str) -> None:
    card = made(kind="link", url=url, title=title)
    documents = [
        render(block, 600, Look.NORMAL, style).document for block in split_markdown(shown_card(card), has_formulas=False)
    ]
    found = [link for document in documents for link in links(document)]
    assert found
    assert found[0].replace("%5C", "\\").replace("%3C", "<").replace("%3E", ">") == url


def test_a_title_keeps_its_order_in_a_window_from_right_to_left(qapp: QApplication) -> None:
    """It said "kilometres 10"."""
    card = made(kind="quantity", value="6.21 miles", title="10 kilometres")
    face = Face(side=Side.CARD, text=shown_card(card), card=card)
    assert _words(face)[1] == "10 kilometres"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert _words(face)[1] == isolated("10 kilometres") != "10 kilometres"
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("title", ["Dentist", "R&D *lunch* [1]"])
def test_the_title_of_an_event_is_said_once(title: str) -> None:
    card = made(kind="event", title=title, start="2027-02-12T14:00")
    text = shown_card(card)
    _, head, _ = _words(Face(side=Side.CARD, text=text, card=card))
    assert head == ""
    assert escaped(title) in text


@pytest.mark.parametrize(
    ("start", "end", "wanted", "unwanted"),
    [
        ("2027-02-12T14:00Z", "", "14:00 UTC", ""),
        ("2027-02-12T14:00:00+02:00", "", "14:00 UTC+02:00", ""),
        ("2027-02-12T14:00", "2027-02-12T15:30", "14:00 – 15:30", ""),
        ("2027-02-12T14:00+01:00", "2027-02-12T15:30+01:00", "15:30 UTC+01:00", ""),
        ("2027-01-31", "2027-02-07", "Sunday, 31 January 2027 – Sunday, 7 February 2027", ""),
        ("2027-02-12", "2027-02-12", "Friday, 12 February 2027", "–"),
        ("Tuesday at the Tate", "Thursday", "Tuesday at the Tate – Thursday", ""),
        ("next Friday *at* five", "", "next Friday *at* five", ""),
        ("2027-02-12 in the evening", "", "2027-02-12 in the evening", ""),
    ],
)
def test_the_time_of_an_event_is_whole(style, start: str, end: str, wanted: str, unwanted: str) -> None:
    words = shown(shown_card(made(kind="event", title="x", start=start, end=end)), style).replace("\u202f", " ")
    assert wanted in words
    assert not unwanted or unwanted not in words


def test_an_event_of_one_moment_says_it_once() -> None:
    assert when(made(kind="event", title="x", start="2027-02-12", end="2027-02-12")) == "2027-02-12"
    assert when(made(kind="event", title="x", start="2027-02-12T14:00", end="2027-02-12T15:00")) == "2027-02-12 14:00 – 15:00"
    assert when(made(kind="event", title="x", start="Sunday 1", end="Sunday 8")) == "Sunday 1 – Sunday 8"
