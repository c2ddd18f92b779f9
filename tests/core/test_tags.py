"""Tags as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.tags import LONGEST_TAG, MOST_TAGS, clean_tags, has_tag, known_tags, read_tags


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("", ()),
        (" , ,", ()),
        ("work", ("work",)),
        ("work, far  away ,Work", ("work", "far away")),
        ("#work; #home", ("work", "home")),
        ("عمل، سفر", ("عمل", "سفر")),
        ("仕事、家", ("仕事", "家")),
        ("x" * 60, ("x" * 40,)),
    ],
)
def test_one_line_is_read(line: str, tags: tuple[str, ...]) -> None:
    assert read_tags(line) == tags


@given(st.lists(st.text(max_size=60), max_size=30))
def test_clean_tags_stay_as_they_are(given: list[str]) -> None:
    tags = clean_tags(given)
    assert clean_tags(tags) == tags == read_tags(", ".join(tags))
    assert len(tags) <= MOST_TAGS
    assert all(0 < len(tag) <= LONGEST_TAG and "\n" not in tag for tag in tags)


def test_those_in_use() -> None:
    assert known_tags([("work", "Zoo"), ("apple", "WORK"), ()]) == ("apple", "work", "Zoo")
    assert has_tag(("Work",), "wORK")
    assert not has_tag((), "work")
