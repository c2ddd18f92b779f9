"""Row heights and where rows begin."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.ui.chat.height_index import HeightIndex

HEIGHTS = st.lists(st.integers(0, 500), max_size=30)


def test_empty():
    heights = HeightIndex()
    assert (len(heights), heights.total, heights.top(0), heights.row_at(5)) == (0, 0, 0, -1)


def test_hidden_rows_cover_nothing():
    heights = HeightIndex([10, 0, 0, 20])
    assert [heights.row_at(y) for y in (-5, 0, 9, 10, 29, 99)] == [0, 0, 0, 3, 3, 3]


@given(HEIGHTS, HEIGHTS, st.data())
def test_agrees_with_a_plain_list(first: list[int], second: list[int], data: st.DataObject):
    heights, expected = HeightIndex(first), list(first)
    at = data.draw(st.integers(0, len(expected)))
    heights.insert(at, second)
    expected[at:at] = second
    if expected:
        row = data.draw(st.integers(0, len(expected) - 1))
        heights[row] = expected[row] = 7
        start = data.draw(st.integers(0, len(expected) - 1))
        heights.remove(start, 1)
        del expected[start]
    assert len(heights) == len(expected)
    assert heights.total == sum(expected)
    assert [heights.top(row) for row in range(len(expected))] == [sum(expected[:row]) for row in range(len(expected))]
    for y in range(0, heights.total, 7):
        row = heights.row_at(y)
        assert heights.top(row) <= y < heights.top(row) + expected[row]
