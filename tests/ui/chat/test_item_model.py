"""The order of items, and what the model tells its views."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from desktop_assistant.ui.chat.item_model import ITEM_ROLE, ItemModel
from tests.fakes.items import said, typed, written


def ids(model: ItemModel) -> list[str]:
    return [model.item(row).id for row in range(model.rowCount())]


def test_new_items_go_behind_the_one_named():
    model = ItemModel()
    model.reset([typed("a", "1"), written("c", "3")])
    model.upsert(said("b", "2"), "a")
    model.upsert(said("d", "4"), "c")
    model.upsert(typed("first", "0"), None)
    assert ids(model) == ["first", "a", "b", "c", "d"]
    assert [model.row_of(key) for key in ids(model)] == [0, 1, 2, 3, 4]


def test_behind_an_unknown_item_means_last():
    model = ItemModel()
    model.reset([typed("a", "1")])
    model.upsert(typed("b", "2"), "never seen")
    assert ids(model) == ["a", "b"]


def test_a_known_item_changes_where_it_is(qtbot):
    model = ItemModel()
    model.reset([said("a", "wha", final=False), written("b", "x")])
    with qtbot.waitSignal(model.dataChanged) as signal:
        model.upsert(said("a", "what"), "b")
    assert signal.args[0].row() == 0
    assert ids(model) == ["a", "b"]
    assert model.index(0).data() == "what"
    with qtbot.assertNotEmitted(model.dataChanged):
        model.upsert(said("a", "what"), None)


def test_remove():
    model = ItemModel()
    model.reset([typed(key, key) for key in "abc"])
    model.remove("b")
    model.remove("b")
    assert ids(model) == ["a", "c"]
    assert model.row_of("c") == 1
    assert model.row_of("b") is None


def test_roles():
    model = ItemModel()
    model.reset([typed("a", "hello")])
    index = model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "You said: hello"
    assert index.data(ITEM_ROLE).id == "a"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_two_items_of_one_id_are_one():
    model = ItemModel()
    model.reset([typed("a", "old"), typed("b", "x"), typed("a", "new")])
    assert ids(model) == ["a", "b"]
    assert model.item(0).text == "new"


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.none() | st.sampled_from("abcdefgh"), st.booleans()), max_size=30))
def test_model_agrees_with_a_plain_list(steps: list[tuple[str, str | None, bool]]):
    model, expected = ItemModel(), []
    for key, after, is_removal in steps:
        if is_removal:
            model.remove(key)
            expected = [other for other in expected if other != key]
        else:
            model.upsert(typed(key, key), after)
            if key not in expected:
                place = 0 if after is None else expected.index(after) + 1 if after in expected else len(expected)
                expected.insert(place, key)
        assert ids(model) == expected
        assert [model.row_of(other) for other in expected] == list(range(len(expected)))
