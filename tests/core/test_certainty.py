"""How sure a recogniser was, from what it says of its pieces and its other readings."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.certainty import MOST_ALTERNATIVES, MOST_DOUBTS, doubtful_words, other_readings

SURE, UNSURE = math.log(0.9), math.log(0.2)


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        ([], ()),
        ([("Call", SURE), (" Anna", SURE)], ()),
        ([("Call", SURE), (" Anna", UNSURE), (".", SURE)], ("Anna",)),
        ([("Call", SURE), (" Schm", SURE), ("idt", UNSURE), (" now", SURE)], ("Schmidt",)),
        ([(" ten", UNSURE), (" miles", UNSURE)], ("ten", "miles")),
        ([("one two", UNSURE), (" three", SURE)], ("one", "two")),
        ([("Yes", SURE), (".", UNSURE)], ("Yes",)),
        ([("!", UNSURE)], ()),
        ([(" a", UNSURE), (" b", SURE), (" a", UNSURE)], ("a",)),
    ],
)
def test_words_of_which_a_piece_is_doubtful(tokens: list[tuple[str, float]], words: tuple[str, ...]) -> None:
    assert doubtful_words(tokens) == words


@given(st.lists(st.tuples(st.text(max_size=6), st.floats(max_value=0))))
def test_doubtful_words_were_said(tokens: list[tuple[str, float]]) -> None:
    found = doubtful_words(tokens)
    said = "".join(text for text, _ in tokens)
    assert len(found) <= MOST_DOUBTS
    assert all(word in said for word in found)


def test_other_readings_say_something_else() -> None:
    assert other_readings("Ten metres.", ["ten metres", "Tin metres", "", "tin, metres!", "then meet us"]) == (
        "Tin metres",
        "then meet us",
    )
    assert len(other_readings("a", [f"b {number}" for number in range(9)])) == MOST_ALTERNATIVES
