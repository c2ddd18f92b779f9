"""Exact things in what is said: the marked answers, and any text at all."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.exact.finding import LONGEST, exact_things
from desktop_assistant.core.exact.thing import Exact
from tests.bench.marked_answers import answers, score

ROOT = Path(__file__).resolve().parents[3]
PIECES = st.sampled_from(
    ["a", "A", "1", "12", "-", ".", " ", ", ", "@", "/", ":", "#", "`", "$", "€", "%", "°C", "http://", "dot", "at", "Rue",
     "Street", "May", "2026", "PM", "code", "is", "=", "+", "(", ")", "\\", "one", "km", "é", "\u200b", "\n", "DE", "x"]
)  # fmt: skip


@pytest.mark.parametrize(("half", "precision", "recall"), [("development", 0.97, 0.99), ("held_out", 0.97, 0.97)])
def test_what_a_person_marked_is_found(half: str, precision: float, recall: float) -> None:
    found = score(answers(half))
    assert found.figures["precision"] >= precision, found.mistakes
    assert found.figures["recall"] >= recall, found.mistakes
    assert found.figures["value_right"] == 1.0, found.mistakes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Write to anna dot b at example dot co dot uk.", "anna.b@example.co.uk"),
        ("It's example dot com slash help slash me.", "example.com/help/me"),
        ("Spelled: A-B-1-2.", "AB12"),
        ("Run `ls -l` now.", "ls -l"),
    ],
)
def test_what_was_spelled_out_is_copied_as_it_is_typed(text: str, value: str) -> None:
    assert [thing.value for thing in exact_things(text)] == [value]


def test_an_account_with_wrong_check_digits_is_no_account() -> None:
    right, wrong = "DE89 3704 0044 0532 0130 00", "DE88 3704 0044 0532 0130 00"
    assert [(thing.kind, thing.value) for thing in exact_things(f"It is {right}.")] == [(Exact.CODE, right)]
    assert wrong not in [thing.value for thing in exact_things(f"It is {wrong}.")]


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=120).map("".join)))
def test_things_lie_in_order_inside_the_text_and_never_overlap(text: str) -> None:
    at = 0
    for thing in exact_things(text):
        assert at <= thing.start < thing.end <= len(text)
        assert thing.value.strip()
        at = thing.end


@pytest.mark.parametrize(
    "unit",
    ["A-", "a.", " dot a", "1,", "(1", "+1 ", "a_", "`", "/a", "12 Aaa ", "A1", "Rue de la ", "x at a dot ", "~/a", "Straße"],
)
def test_the_work_grows_no_faster_than_the_text(unit: str) -> None:
    """Counted in steps of the pattern engine's own input, not in seconds: what is too long is not looked at."""
    text = (unit * LONGEST)[: 2 * LONGEST]
    assert all(thing.end <= LONGEST for thing in exact_things(text))


def test_patterns_are_compiled_when_they_are_wanted_and_not_at_the_start() -> None:
    look = (
        "from desktop_assistant.core.exact import finding\n"
        "made = lambda: sum('pattern' in rule.__dict__ for rule in finding._RULES)\n"
        "print(made(), end=' ')\nfinding.prepare()\nprint(made() == len(finding._RULES))"
    )
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.split() == ["0", "True"]
