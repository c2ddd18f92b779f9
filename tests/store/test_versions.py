"""Corrected turns on disk: nothing is lost, and whatever is on screen stands behind what it followed when it was said."""

from dataclasses import dataclass, field
from typing import Any

import hypothesis
from hypothesis import strategies as st

from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.store import conversations, items, versions
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.migrations import migrate, steps
from desktop_assistant.store.search import find
from tests.store.conftest import empty_history


def put(connection: sqlite3.Connection, id_: str, *, role: Role = Role.USER, of: tuple[str, ...] = ()) -> None:
    """At the end."""
    before = order(connection)
    item = Item(id=id_, role=role, parts=(TextPart(text=f"words of {id_}"),), versions=of)
    items.save(connection, "talk", item, before[-1] if before else None, 1.0)


def order(connection: sqlite3.Connection) -> list[str]:
    return [item.id for item in versions.load(connection, "talk")]


def correct(connection: sqlite3.Connection, id_: str, new: str) -> None:
    """As the session does it."""
    line = versions.load(connection, "talk")
    at = [item.id for item in line].index(id_)
    known = line[at].versions or (id_,)
    versions.shelve(connection, "talk", tuple(item.id for item in line[at:]), new)
    put(connection, new, of=(*known, new))


def test_a_corrected_turn_and_its_answer_leave_the_screen_and_come_back(connection: sqlite3.Connection) -> None:
    for id_ in ("u1", "a1", "u2", "a2"):
        put(connection, id_)
    correct(connection, "u2", "u2b")
    put(connection, "a2b")
    assert order(connection) == ["u1", "a1", "u2b", "a2b"]
    versions.choose(connection, "talk", "u2")
    assert order(connection) == ["u1", "a1", "u2", "a2"]
    versions.choose(connection, "talk", "a2b")  # any item of a version brings it back
    assert order(connection) == ["u1", "a1", "u2b", "a2b"]
    assert versions.load(connection, "talk")[2].versions == ("u2", "u2b")
    assert {item.id: item.shelf for item in versions.load_all(connection, "talk")} == {
        "u1": "", "a1": "", "u2b": "", "a2b": "", "u2": "u2", "a2": "u2"
    }  # fmt: skip


def test_a_turn_within_an_earlier_version_comes_back_with_all_around_it(connection: sqlite3.Connection) -> None:
    for id_ in ("u1", "a1", "u2", "a2"):
        put(connection, id_)
    correct(connection, "u2", "u2b")
    correct(connection, "u1", "u1b")
    assert order(connection) == ["u1b"]
    versions.choose(connection, "talk", "a2")
    assert order(connection) == ["u1", "a1", "u2", "a2"]


def test_what_came_in_front_since_stays_in_front(connection: sqlite3.Connection) -> None:
    put(connection, "u1")
    put(connection, "a1")
    correct(connection, "a1", "a1b")
    items.save(connection, "talk", Item(id="late", role=Role.USER), "u1", 1.0)
    versions.choose(connection, "talk", "a1")
    assert order(connection) == ["u1", "late", "a1"]


def test_a_turn_whose_next_version_never_came_is_back_after_a_crash(connection: sqlite3.Connection) -> None:
    for id_ in ("u1", "a1", "u2", "a2"):
        put(connection, id_)
    versions.shelve(connection, "talk", ("u2", "a2"), "u2b")
    assert order(connection) == ["u1", "a1"]
    versions.recover(connection)
    assert order(connection) == ["u1", "a1", "u2", "a2"]
    correct(connection, "u2", "u2b")
    correct(connection, "u1", "u1b")  # what is part of another turn's version stays there
    versions.recover(connection)
    assert order(connection) == ["u1b"]
    assert {item.id for item in versions.load_all(connection, "talk")} == {"u1", "a1", "u2", "a2", "u2b", "u1b"}


def test_an_unknown_item_changes_nothing(connection: sqlite3.Connection) -> None:
    put(connection, "u1")
    versions.choose(connection, "talk", "nobody")
    assert order(connection) == ["u1"]


def test_a_title_made_of_misheard_words_is_corrected_with_them(connection: sqlite3.Connection) -> None:
    put(connection, "u1")
    correct(connection, "u1", "u1b")
    assert [info.title for info in conversations.listed(connection)] == ["words of u1b"]


def test_a_persons_own_title_stays(connection: sqlite3.Connection) -> None:
    put(connection, "u1")
    conversations.rename(connection, "talk", "Mine")
    correct(connection, "u1", "u1b")
    assert [info.title for info in conversations.listed(connection)] == ["Mine"]


def test_an_earlier_version_is_found_and_known_to_be_one(connection: sqlite3.Connection) -> None:
    put(connection, "u1")
    correct(connection, "u1", "u1b")
    assert {hit.item_id: hit.is_earlier for hit in find(connection, "words")} == {"u1": True, "u1b": False}


def test_an_older_history_gets_its_new_columns() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, None, steps()[:2])
    columns = "id, conversation_id, position, role, kind, status, created_at, parts_version, parts"
    connection.execute("INSERT INTO conversations (id, created_at, updated_at) VALUES ('talk', 1, 1)")
    row = "('old', 'talk', 0, 'user', 'message', 'complete', 1, 1, '[{\"type\":\"text\",\"text\":\"hi\"}]')"
    connection.execute(f"INSERT INTO items ({columns}) VALUES {row}")
    migrate(connection, None)
    correct(connection, "old", "new")
    assert order(connection) == ["new"]
    assert versions.load(connection, "talk")[0].versions == ("old", "new")
    connection.close()


@dataclass
class Model:
    """What every item followed when it was said."""

    before: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0

    def new(self) -> str:
        self.count += 1
        return f"i{self.count}"


STEPS = st.lists(st.tuples(st.sampled_from(["say", "say", "correct", "choose"]), st.integers(0, 30)), max_size=40)


@hypothesis.given(STEPS)
def test_whatever_is_on_screen_follows_what_it_followed_when_it_was_said(taken: list[tuple[str, int]]) -> None:
    with empty_history() as connection:
        model = Model()
        for what, number in taken:
            play(connection, model, what, number)
            line = order(connection)
            assert all(model.before[id_] == line[:at] for at, id_ in enumerate(line))
            assert {item.id for item in versions.load_all(connection, "talk")} == set(model.before)


def play(connection: sqlite3.Connection, model: Model, what: str, number: int) -> None:
    line = order(connection)
    known: list[Any] = list(model.before)
    if what == "say":
        model.before[id_ := model.new()] = line
        put(connection, id_)
    elif what == "correct" and line:
        at = number % len(line)
        model.before[id_ := model.new()] = line[:at]
        correct(connection, line[at], id_)
    elif what == "choose" and known:
        wanted = known[number % len(known)]
        versions.choose(connection, "talk", wanted)
        assert wanted in order(connection)
