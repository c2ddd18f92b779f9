"""Words are found in all conversations, marked, the newest first; any query is a query; what is gone is not found."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.items import ConversationInfo, Item, Role, TextPart
from desktop_assistant.store import conversations, items, search
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.migrations import migrate, steps
from tests.fakes.items import said, spoken, tool_call, tool_result, written
from tests.fakes.shown import shown
from tests.store.conftest import empty_history


def add(connection: sqlite3.Connection, conversation: str, *found: Item, title: str = "", began: float = 1.0) -> None:
    conversations.create(connection, ConversationInfo(id=conversation, title=title, created_at=began, updated_at=began))
    before = None
    for item in found:
        items.save(connection, conversation, item, before, 2.0)
        before = item.id


def excerpts(connection: sqlite3.Connection, text: str) -> list[str]:
    return [hit.excerpt for hit in search.find(connection, text)]


def test_words_are_found_whatever_their_case_and_accents(connection: sqlite3.Connection) -> None:
    add(connection, "c", said("u", "Où est le café?"), spoken("a", "The CAFÉ is on Rue Neuve."), title="Paris")
    hits = search.find(connection, "cafe")
    assert [(hit.item_id, hit.role, hit.title) for hit in hits] == [("a", Role.ASSISTANT, "Paris"), ("u", Role.USER, "Paris")]
    assert [hit.excerpt[start:end] for hit in hits for start, end in hit.marks] == ["CAFÉ", "café"]


def at(item: Item, when: float) -> Item:
    return replace(item, created_at=when)


def test_what_was_said_last_comes_first_wherever_it_was_brought_from(connection: sqlite3.Connection, monkeypatch) -> None:
    """An import brings old messages into new rows."""
    add(connection, "here", at(said("new", "tea today"), 900.0), began=900.0)
    add(
        connection,
        "brought",
        at(said("old", "tea then"), 100.0),
        at(said("older", "tea before"), 100.0),
        at(said("late", "tea"), 950.0),
    )
    newest_first = ["late", "new", "older", "old"]
    assert [hit.item_id for hit in search.find(connection, "tea")] == newest_first
    assert [hit.item_id for hit in search.find(connection, "tea", limit=2)] == newest_first[:2]
    monkeypatch.setattr(search, "MANY", 3)  # a word that is everywhere: among the rows that were written last
    assert [hit.item_id for hit in search.find(connection, "tea", limit=2)] == ["late", "older"]
    assert [hit.excerpt[slice(*hit.marks[0])] for hit in search.find(connection, "tea")] == ["tea"] * 4


def test_all_words_must_be_there_and_the_last_may_be_unfinished(connection: sqlite3.Connection) -> None:
    add(connection, "c", written("a", "ten kilometres in miles"), written("b", "ten miles"), written("d", "a smile"))
    assert excerpts(connection, "ten kilom") == ["ten kilometres in miles"]
    assert excerpts(connection, "mile") == ["ten miles", "ten kilometres in miles"]
    assert excerpts(connection, "mile ") == []
    assert excerpts(connection, '"in miles"') == ["ten kilometres in miles"]


def test_cards_are_found_and_results_of_tools_are_not(connection: sqlite3.Connection) -> None:
    add(connection, "c", shown("e", "email"), tool_call("t", "clock"), tool_result("r", "anna is out"))
    assert [hit.item_id for hit in search.find(connection, "anna.schmidt@example.org")] == ["e"]


def test_a_card_is_found_by_what_it_shows_and_its_excerpt_is_that(connection: sqlite3.Connection) -> None:
    add(connection, "c", shown("e", "email"))
    assert excerpts(connection, "kind") == []
    (excerpt,) = excerpts(connection, "anna.schmidt@example.org")
    assert not set(excerpt) & set('{}":')
    connection.execute("UPDATE items SET parts = json_set(parts, '$[0].arguments', '{broken anna')")
    assert excerpts(connection, "anna") == []


def test_a_message_that_changes_is_found_by_its_present_words(connection: sqlite3.Connection) -> None:
    add(connection, "c", spoken("a", "first draft"))
    add(connection, "c", spoken("a", "second version"))
    assert excerpts(connection, "draft") == []
    assert excerpts(connection, "version") == ["second version"]


def test_what_is_deleted_is_not_found_and_its_words_leave_the_file(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    migrate(connection, path)
    add(connection, "c", written("a", "my xylophonistic secret"))
    add(connection, "d", written("b", "something else"))
    items.remove(connection, "d", "b")
    conversations.delete(connection, "c", 5.0)
    assert excerpts(connection, "xylophonistic") == []
    conversations.restore(connection, "c")
    assert len(excerpts(connection, "xylophonistic")) == 1
    conversations.delete(connection, "c", 5.0)
    conversations.purge(connection, 6.0)
    search.tidy(connection)
    connection.close()
    assert b"xylophonistic" not in path.read_bytes()


def test_history_from_before_there_was_a_search_is_found(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, path, steps()[:1])
    old.execute("INSERT INTO conversations (id, title, created_at, updated_at) VALUES ('c', 'Old', 1, 1)")
    old.execute(
        "INSERT INTO items (role, kind, status, created_at, parts_version, parts, conversation_id, id, position)"
        """ VALUES ('user', 'message', 'complete', 1, 1, '[{"type":"audio","transcript":"an old kettle"}]', 'c', 'a', 0)"""
    )
    migrate(old, path)
    assert excerpts(old, "kettle") == ["an old kettle"]
    old.close()
    copy = sqlite3.connect(path.with_name(f"history.sqlite3.before-v{len(steps())}"))
    assert copy.execute("SELECT id FROM items").fetchall() == [("a",)]
    copy.close()


def test_half_a_character_from_a_broken_stream_is_saved_and_searched(connection: sqlite3.Connection) -> None:
    add(connection, "c", Item(id="a", role=Role.USER, parts=(TextPart(text="broken \ud83d kettle"),)))
    assert [hit.item_id for hit in search.find(connection, "kettle")] == ["a"]


@given(
    st.text(max_size=60) | st.lists(st.sampled_from(['"', "*", " ", "AND", "NEAR(", "a", "-", ":", "(", "^", "\0"])).map("".join)
)
def test_nothing_that_can_be_typed_is_a_wrong_query(text: str) -> None:
    with empty_history() as connection:
        add(connection, "c", written("a", "a b"))
        for hit in search.find(connection, text):
            assert all(0 <= start < end <= len(hit.excerpt) for start, end in hit.marks)
