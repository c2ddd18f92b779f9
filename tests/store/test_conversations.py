"""Titles made from what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.store.conversations import TITLE_CHARS, title_from


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("  what's  the\ttime\n?", "what's the time ?"),
        ("", ""),
        (" \n\x00\ud800 ", ""),
        ("x" * 50, "x" * 50),
        ("x" * 51, "x" * 50 + "…"),
        ("word " * 10 + "end", "word word word word word word word word word word…"),
        ("one two three four five six seven eight nine ten, eleven", "one two three four five six seven eight nine ten…"),
        ("a " + "x" * 90, "a " + "x" * 48 + "…"),
        ("今天天气怎么样" * 10, ("今天天气怎么样" * 10)[:50] + "…"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert title_from(text) == title


@given(st.text(st.characters()) | st.text("ab ,\n", min_size=40))
def test_any_title_is_one_short_printable_line(text: str) -> None:
    title = title_from(text)
    assert len(title) <= TITLE_CHARS + 1
    assert title.isprintable()
    assert title == title.strip()
    title.encode()
