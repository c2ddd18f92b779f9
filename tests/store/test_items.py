"""Order on disk equals order in a list, rows that make no sense cost only themselves, and a crash leaves nothing open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Part, Role, TextPart, ToolCallPart
from desktop_assistant.store import items
from desktop_assistant.store.driver import sqlite3
from tests.store.conftest import empty_history


def put(connection: sqlite3.Connection, id_: str, after: str | None, talk: str = "talk") -> None:
    items.save(connection, talk, Item(id=id_, role=Role.USER), after, 1.0)


def order(connection: sqlite3.Connection, talk: str = "talk") -> list[str]:
    return [i.id for i in items.load(connection, talk)]


@given(st.lists(st.tuples(st.integers(-1, 60), st.sampled_from(["one", "two"])), max_size=60), st.booleans())
def test_inserting_after_anything_equals_a_list(places: list[tuple[int, str]], resave: bool) -> None:
    model: dict[str, list[str]] = {"one": [], "two": []}
    with empty_history() as connection:
        for n, (place, talk) in enumerate(places):
            ids = model[talk]
            index = min(place, len(ids) - 1)
            put(connection, f"i{n}", ids[index] if index >= 0 else None, talk)
            ids.insert(index + 1, f"i{n}")
            if resave:
                put(connection, f"i{n}", ids[0], talk)
        assert {talk: order(connection, talk) for talk in model} == model


def test_the_same_gap_can_be_filled_for_ever(connection: sqlite3.Connection) -> None:
    put(connection, "first", None)
    put(connection, "last", "first")
    for n in range(100):
        put(connection, f"i{n}", "first")
    assert order(connection) == ["first", *(f"i{n}" for n in reversed(range(100))), "last"]
    for n in range(100):
        put(connection, f"top{n}", None)
    assert order(connection)[:2] == ["top99", "top98"]


def test_after_an_unknown_item_means_last(connection: sqlite3.Connection) -> None:
    put(connection, "a", "never seen")
    put(connection, "b", "a")
    put(connection, "c", "never seen")
    assert order(connection) == ["a", "b", "c"]


def test_the_same_id_in_two_conversations_is_two_items(connection: sqlite3.Connection) -> None:
    put(connection, "a", None, "one")
    put(connection, "a", None, "two")
    assert (order(connection, "one"), order(connection, "two")) == (["a"], ["a"])


@pytest.mark.parametrize("status", ItemStatus)
def test_every_state_is_read_as_it_was_written(connection: sqlite3.Connection, status: ItemStatus) -> None:
    items.save(connection, "talk", Item(id="a", role=Role.USER, parts=(TextPart(text="b"),), status=status), None, 1.0)
    assert [item.status for item in items.load(connection, "talk")] == [status]


@pytest.mark.parametrize(
    "change",
    [
        "parts = 'nonsense'",
        "parts = '[3]'",
        "parts = '[{}]'",
        "role = 'ghost'",
        "status = 'lost'",
        'parts = \'[{"type":"text"}]\'',
    ],
)
def test_a_row_without_sense_costs_only_itself(
    connection: sqlite3.Connection, change: str, caplog: pytest.LogCaptureFixture
) -> None:
    put(connection, "a", None)
    put(connection, "b", "a")
    connection.execute(f"UPDATE items SET {change} WHERE id = 'a'")
    assert order(connection) == ["b"]
    assert [r.message for r in caplog.records] == ["items of a conversation could not be read"]


def test_parts_of_a_later_version_are_read_as_far_as_known(connection: sqlite3.Connection) -> None:
    put(connection, "a", None)
    later = '[{"type":"hologram","x":1},{"type":"text","text":"hi","colour":"red"}]'
    connection.execute("UPDATE items SET parts_version = 2, parts = ?", (later,))
    assert items.load(connection, "talk")[0].parts == (TextPart(text="hi"),)


@pytest.mark.parametrize(
    ("role", "part", "status", "closed"),
    [
        (Role.USER, AudioPart(transcript="what's ten"), ItemStatus.COMPLETE, AudioPart(transcript="what's ten", is_final=True)),
        (Role.USER, TextPart(text="hello"), ItemStatus.IN_PROGRESS, TextPart(text="hello")),  # nobody was told yet
        (
            Role.ASSISTANT,
            AudioPart(transcript="It is", audio_ms=400),
            ItemStatus.BROKEN_OFF,
            AudioPart(transcript="It is", audio_ms=400, is_final=True),
        ),
        (Role.ASSISTANT, TextPart(text="It"), ItemStatus.BROKEN_OFF, TextPart(text="It")),
    ],
)
def test_a_crash_closes_what_was_open(
    connection: sqlite3.Connection, role: Role, part: Part, status: ItemStatus, closed: Part
) -> None:
    items.save(connection, "talk", Item(id="a", role=role, parts=(part,), status=ItemStatus.IN_PROGRESS), None, 1.0)
    items.recover(connection)
    assert items.load(connection, "talk") == [Item(id="a", role=role, parts=(closed,), status=status)]


def test_a_crash_removes_what_had_no_words_yet_but_keeps_calls(connection: sqlite3.Connection) -> None:
    call = ToolCallPart(call_id="c", name="clock")
    open_ = ItemStatus.IN_PROGRESS
    items.save(connection, "talk", Item(id="a", role=Role.USER, parts=(AudioPart(),), status=open_), None, 1.0)
    items.save(
        connection, "talk", Item(id="b", role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL, parts=(call,), status=open_), "a", 1.0
    )
    items.save(connection, "talk", Item(id="c", role=Role.ASSISTANT, parts=(AudioPart(),)), "b", 1.0)
    items.recover(connection)
    assert [(i.id, i.status) for i in items.load(connection, "talk")] == [
        ("b", ItemStatus.BROKEN_OFF),
        ("c", ItemStatus.COMPLETE),
    ]
    assert connection.execute("SELECT item_count FROM conversations").fetchone() == (2,)
