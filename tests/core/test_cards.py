"""Cards from a model's arguments, and cards as text: right ones, wrong ones, hostile ones."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.card_text import card_csv, card_markdown, card_text, escaped
from desktop_assistant.core.cards import LONGEST_LINE, MOST_COLUMNS, MOST_ROWS, Card, CardError, CardKind, read_card
from desktop_assistant.core.choice import Choice, read_choice
from desktop_assistant.core.pane_tools import PANE_TOOLS
from tests.fakes.shown import CARDS

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(
    [
        "title",
        "value",
        "note",
        "columns",
        "rows",
        "entries",
        "numbered",
        "start",
        "end",
        "place",
        "source",
        "url",
        "fields",
        "confirmed",
    ]
)
OBJECTS = st.builds(
    lambda kind, rest: {**rest, "kind": kind},
    st.sampled_from([kind.value for kind in CardKind]),
    st.dictionaries(NAMES, VALUES, max_size=6),
)


def read(**given: object) -> Card:
    return read_card(json.dumps(given))


@pytest.mark.parametrize("name", CARDS)
def test_every_kind_is_read_and_has_its_texts(name: str) -> None:
    card = read_card(json.dumps(CARDS[name]))
    assert card.kind.value == CARDS[name]["kind"]
    assert card_text(card).strip()
    assert card_markdown(card).strip()
    assert (card_csv(card) is not None) == (card.kind in (CardKind.TABLE, CardKind.LIST, CardKind.FORM))


def test_all_kinds_are_among_the_examples_and_in_the_schema() -> None:
    kinds = {kind.value for kind in CardKind}
    assert {card["kind"] for card in CARDS.values()} == kinds
    schemas = {tool.name: json.loads(tool.parameters) for tool in PANE_TOOLS}
    assert set(schemas["display"]["properties"]["kind"]["enum"]) == kinds
    fields = set(schemas["display"]["properties"])
    assert all(set(card) <= fields for card in CARDS.values())


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("{", "not JSON"),
        ("[]", "a JSON object"),
        ('{"kind":"hologram","value":"x"}', "must be one of"),
        ('{"kind":"email"}', "needs `value`"),
        ('{"kind":"email","value":"  "}', "needs `value`"),
        ('{"kind":"table","columns":["a"]}', "needs `columns`"),
        ('{"kind":"list","entries":[]}', "needs `entries`"),
        ('{"kind":"event","title":"x"}', "needs `start`"),
        ('{"kind":"form","title":"x","fields":[{"value":"y"},3]}', "needs `fields`"),
        ('{"kind":"form","fields":[{"label":"Name","value":""}],"confirmed":true}', "cannot be confirmed"),
        ('{"kind":"link","url":"javascript:alert(1)"}', "begins with https"),
        ('{"kind":"link","url":"file:///etc/passwd"}', "begins with https"),
        ('{"kind":"code","value":"' + "x" * 200_000 + '"}', "too long"),
    ],
)
def test_what_makes_no_card_is_refused_in_one_sentence(arguments: str, complaint: str) -> None:
    with pytest.raises(CardError, match=complaint) as found:
        read_card(arguments)
    assert str(found.value).endswith(".")
    assert "\n" not in str(found.value)


def test_a_table_is_made_even_and_bounded() -> None:
    card = read(kind="table", columns=["a"], rows=[["1", "2"], "no row", [3], []] + [["x"] * 40] * 600)
    assert {len(row) for row in card.rows} == {len(card.columns)} == {MOST_COLUMNS}
    assert len(card.rows) < MOST_ROWS
    assert card.rows[1][0] == "3"


def test_signs_that_hide_or_turn_text_around_are_taken_out() -> None:
    card = read(kind="email", title="a\u202eb\x00c\u2066", value="x\u200e@y.org\n")
    assert card.title == "abc"
    assert "\n" not in card.value
    assert len(read(kind="phone", value="1" * 999).value) == LONGEST_LINE


def test_csv_reads_back_and_holds_no_formula() -> None:
    rows = [["=1+1", 'quoted "x"', "a,b"], ["-5", "+49 30", "@x"]]
    card = read(kind="table", columns=["a", "b", "c"], rows=rows)
    back = list(csv.reader(io.StringIO(card_csv(card) or "")))
    assert back == [["a", "b", "c"], ["'=1+1", 'quoted "x"', "a,b"], ["-5", "'+49 30", "'@x"]]


def test_code_with_fences_in_it_stays_one_block() -> None:
    code = "```\nx\n````"
    assert card_markdown(read(kind="code", value=code, language="a b`c")) == f"`````a\n{code}\n`````"


def test_a_choice_is_read_without_repetitions() -> None:
    read_one = read_choice('{"question":"Which\\nX?","options":["a","a"," b ",null,3]}')
    assert read_one == Choice(question="Which X?", options=("a", "b", "3"))
    for wrong in ('{"question":"x","options":["a"]}', '{"options":["a","b"]}', "1", "{", '{"question":"x","options":"ab"}'):
        with pytest.raises(CardError):
            read_choice(wrong)
    with pytest.raises(CardError, match="2 to 9"):
        read_choice(json.dumps({"question": "x", "options": [str(n) for n in range(10)]}))


@given(OBJECTS)
def test_no_arguments_make_anything_but_a_card_or_a_complaint(given: dict[str, object]) -> None:
    try:
        card = read_card(json.dumps(given))
    except CardError:
        return
    assert all(c.isprintable() or c in "\n\t" for c in card_text(card) if ord(c) < 0xA0)
    assert card_markdown(card)
    if card_csv(card) is not None:
        list(csv.reader(io.StringIO(card_csv(card) or "")))


@given(st.text(max_size=100))
def test_any_text_at_all(arguments: str) -> None:
    for reader in (read_card, read_choice):
        try:
            reader(arguments)
        except CardError:
            continue
    escaped(arguments)


def test_a_form_shows_what_it_still_waits_for() -> None:
    card = read_card(json.dumps(CARDS["form"]))
    assert card.rows == (("Name", "Ada Lovelace"), ("Born", "10 December 1815"), ("Street", ""))
    assert card_text(card) == "Library card\nName: Ada Lovelace\nBorn: 10 December 1815\nStreet:"
    assert card_markdown(card).endswith("Street: …")
    assert card_csv(card) == "Name,Ada Lovelace\r\nBorn,10 December 1815\r\nStreet,\r\n"
