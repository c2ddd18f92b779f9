"""The reader's place: nothing on screen moves while heights above become exact."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.document_cache import DocumentCache
from desktop_assistant.ui.chat.row_metrics import Metrics
from desktop_assistant.ui.chat.row_stack import BOTTOM_SPACE, RowStack
from desktop_assistant.ui.chat.text_style import TextStyle, body_font
from desktop_assistant.ui.theme import LIGHT
from tests.fakes.items import said, tool_result, typed, written

VIEW = 600


class Clock:
    """Stands still unless a test moves it: no slice ever ends."""

    def __init__(self) -> None:
        self.now = 0.0
        self.per_look = 0.0

    def __call__(self) -> float:
        self.now += self.per_look
        return self.now


@pytest.fixture
def build(light):
    def built(items: list[Item], clock: Clock | None = None) -> RowStack:
        style = TextStyle(body_font(), LIGHT)
        metrics = Metrics.of(800, 800, style.font, style.mono)
        stack = RowStack(items.__getitem__, DocumentCache(style), metrics, clock or Clock())
        stack.resize(metrics, VIEW)
        stack.reset(items)
        return stack

    return built


def item(number: int) -> Item:
    kinds = [
        typed(f"i{number}", "short"),
        written(f"i{number}", "# Head\n\n" + "words and *more* words. " * 40),
        written(f"i{number}", "```py\n" + "x = 1\n" * 30 + "```"),
        tool_result(f"i{number}", "hidden"),
        written(f"i{number}", "- a\n- b\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
    ]
    return kinds[number % len(kinds)]


def tops(stack: RowStack) -> dict[int, int]:
    return {shown.row: shown.top for shown in stack.visible()}


def in_sight(begins: dict[int, int]) -> dict[int, int]:
    """Rows that begin in the viewport: of one that begins above it, the part that nobody sees may get another height."""
    return {row: top for row, top in begins.items() if top >= 0}


def test_end_is_the_end(build):
    stack = build([item(n) for n in range(100)])
    stack.settle(is_at_end=True)
    last = list(stack.visible())[-1]
    assert last.top + last.layout.height == VIEW - BOTTOM_SPACE
    assert stack.value == stack.maximum


def test_a_short_conversation_begins_at_the_top(build):
    stack = build([typed("a", "x")])
    stack.settle(is_at_end=True)
    assert (stack.value, stack.maximum) == (0, 0)
    assert tops(stack)[0] > 0


def test_nothing_to_show(build):
    stack = build([])
    stack.settle(is_at_end=True)
    stack.move(100)
    assert list(stack.visible()) == []
    assert stack.row_at(5) == -1


def test_work_is_cut_into_slices(build):
    clock = Clock()
    clock.per_look = 0.003
    stack = build([item(n) for n in range(100)], clock)
    stack.settle(is_at_end=True)
    assert stack.is_pending
    rounds = 0
    while stack.is_pending:
        stack.settle(is_at_end=True)
        rounds += 1
    assert 1 < rounds < 40
    assert stack.value == stack.maximum


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(-1200, 1200), min_size=1, max_size=15), st.booleans())
def test_scrolling_moves_by_exactly_what_was_asked(build, distances: list[int], from_end: bool):
    stack = build([item(n) for n in range(80)])
    stack.settle(is_at_end=from_end)
    for distance in distances:
        before, start, end = tops(stack), stack.value, stack.maximum
        stack.move(distance)
        moved_to = tops(stack)
        if 1500 < start < end - 1500:
            assert all(moved_to[row] == before[row] - distance for row in before.keys() & moved_to.keys())
        stack.settle(is_at_end=False)
        settled = tops(stack)
        assert 0 <= stack.value <= stack.maximum
        if 1500 < start < end - 1500:
            assert settled == moved_to
        stack.look_ahead()
        assert in_sight(tops(stack)) == in_sight(settled)


def test_a_row_that_comes_where_the_view_begins_exactly_moves_nothing(build):
    items = [item(n) for n in range(80)]
    stack = build(items)
    stack.settle(is_at_end=False)
    stack.place_row(30)
    stack.settle(is_at_end=False)
    before = {shown.layout.item.id: shown.top for shown in stack.visible()}
    assert before["i30"] == 0
    items.insert(30, said("late", "words " * 60))
    stack.insert(30, [items[30]])
    stack.settle(is_at_end=False)
    assert {shown.layout.item.id: shown.top for shown in stack.visible()} == before


def test_a_row_that_comes_first_is_seen_by_who_is_at_the_very_top(build):
    items = [item(n) for n in range(80)]
    stack = build(items)
    stack.settle(is_at_end=False)
    items.insert(0, said("late", "words"))
    stack.insert(0, [items[0]])
    stack.settle(is_at_end=False)
    assert next(stack.visible()).layout.item.id == "late"


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0.2, 0.8), st.integers(0, 40))
def test_rows_that_come_or_change_above_move_nothing(build, share: float, row: int):
    items = [item(n) for n in range(80)]
    stack = build(items)
    stack.settle(is_at_end=False)
    stack.place_at(round(stack.maximum * share))
    stack.settle(is_at_end=False)
    stack.look_ahead()
    before = {shown.layout.item.id: shown.top for shown in stack.visible()}
    first = next(stack.visible()).row
    at = min(row, first)
    items.insert(at, said("late", "words " * 60))
    stack.insert(at, [items[at]])
    if at < first:
        items[at] = said("late", "words " * 200)
        stack.change(at)
    stack.settle(is_at_end=False)
    shown = {visible.layout.item.id: visible.top for visible in stack.visible()}
    assert all(shown[key] == before[key] for key in before.keys() & shown.keys())
    del items[at]
    stack.remove(at, ["late"])
    stack.settle(is_at_end=False)
    assert {visible.layout.item.id: visible.top for visible in stack.visible()} == before
