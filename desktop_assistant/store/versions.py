"""Statements about turns that were corrected: each has versions, one of which is on screen with what followed it.

A version that is not on screen stands on a shelf of its own, named after its turn, together with everything that followed it.
A turn among those may have versions too, whose shelves stay as they are.
"""

from dataclasses import replace

from desktop_assistant.core.items import Item
from desktop_assistant.store import items
from desktop_assistant.store.driver import sqlite3


def load(connection: sqlite3.Connection, conversation_id: str) -> list[Item]:
    """All items on screen, oldest first, each version of a turn with the ids of the others."""
    return _linked(items.load(connection, conversation_id), _versions(connection, conversation_id))


def load_all(connection: sqlite3.Connection, conversation_id: str) -> list[Item]:
    """The same, and behind them what is on shelves, shelf by shelf."""
    shown, found = load(connection, conversation_id), []
    query = (
        "SELECT id, role, kind, status, created_at, previous_id, parts FROM items"
        " WHERE conversation_id = ? AND shelf = ? ORDER BY position, rowid"
    )
    for (shelf,) in connection.execute(
        "SELECT shelf FROM items WHERE conversation_id = ? AND shelf IS NOT NULL GROUP BY shelf ORDER BY min(rowid)",
        (conversation_id,),
    ).fetchall():
        rows = connection.execute(query, (conversation_id, shelf))
        found += [replace(item, shelf=shelf) for item in items.read_rows(conversation_id, rows)]
    return [*shown, *_linked(found, _versions(connection, conversation_id))]


def shelved(connection: sqlite3.Connection, conversation_id: str) -> list[str]:
    """Ids of what is not on screen."""
    query = "SELECT id FROM items WHERE conversation_id = ? AND shelf IS NOT NULL"
    return [item_id for (item_id,) in connection.execute(query, (conversation_id,))]


def shelve(connection: sqlite3.Connection, conversation_id: str, ids: tuple[str, ...], instead: str) -> None:
    """Take a turn (the first of `ids`) and what followed it off the screen; `instead` is its next version."""
    head = ids[0]
    connection.executemany(
        "UPDATE items SET shelf = ? WHERE conversation_id = ? AND id = ? AND shelf IS NULL",
        [(head, conversation_id, item_id) for item_id in ids],
    )
    connection.execute(
        "UPDATE items SET version_of = coalesce(version_of, id) WHERE conversation_id = ? AND id = ?", (conversation_id, head)
    )
    connection.execute(
        "UPDATE conversations SET title_item = ? WHERE id = ? AND title_item = ?", (instead, conversation_id, head)
    )


def choose(connection: sqlite3.Connection, conversation_id: str, item_id: str) -> None:
    """Bring an item on screen, with the version that it is part of; an unknown one changes nothing."""
    _choose(connection, conversation_id, item_id, frozenset())


def recover(connection: sqlite3.Connection) -> None:
    """After a crash between an earlier version's going and the next one's coming: the turn comes back as it was last."""
    lost = connection.execute(
        "SELECT conversation_id, (SELECT id FROM items v WHERE v.conversation_id = i.conversation_id"
        " AND v.version_of = i.version_of ORDER BY rowid DESC LIMIT 1) FROM items i WHERE version_of IS NOT NULL"
        " GROUP BY conversation_id, version_of HAVING sum(shelf IS NULL OR shelf <> id) = 0"
    ).fetchall()
    for key in lost:
        connection.execute("UPDATE items SET shelf = NULL WHERE conversation_id = ? AND shelf = ?", key)


def _choose(connection: sqlite3.Connection, conversation_id: str, item_id: str, seen: frozenset[str]) -> None:
    shelf = _shelf(connection, conversation_id, item_id)
    if shelf is None or item_id in seen:  # the latter only in a damaged history
        return
    seen |= {item_id}
    if shelf != item_id:
        _choose(connection, conversation_id, shelf, seen)
        return
    siblings = (
        "FROM items WHERE conversation_id = ?"
        " AND version_of = (SELECT version_of FROM items WHERE conversation_id = ? AND id = ?)"
    )
    key = (conversation_id, conversation_id, item_id)
    outer = connection.execute(f"SELECT shelf {siblings} AND shelf <> id", key).fetchone()
    if outer is not None:  # the whole turn is part of a version of another one
        _choose(connection, conversation_id, outer[0], seen)
    shown = connection.execute(f"SELECT id, position {siblings} AND shelf IS NULL", key).fetchone()
    if shown is not None:
        _exchange(connection, conversation_id, item_id, *shown)


def _exchange(connection: sqlite3.Connection, conversation_id: str, wanted: str, shown: str, position: int) -> None:
    connection.execute(
        "UPDATE items SET shelf = ? WHERE conversation_id = ? AND shelf IS NULL AND position >= ?",
        (shown, conversation_id, position),
    )
    # Behind whatever is in front of the turn now, which may be more than when this version left the screen.
    connection.execute(
        "UPDATE items SET shelf = NULL, position = ? + numbered.place * ? FROM"
        " (SELECT id, row_number() OVER (ORDER BY position, rowid) - 1 AS place FROM items"
        " WHERE conversation_id = ? AND shelf = ?) AS numbered WHERE items.conversation_id = ? AND items.id = numbered.id",
        (position, items.STEP, conversation_id, wanted, conversation_id),
    )


def _shelf(connection: sqlite3.Connection, conversation_id: str, item_id: str) -> str | None:
    row = connection.execute(
        "SELECT shelf FROM items WHERE conversation_id = ? AND id = ?", (conversation_id, item_id)
    ).fetchone()
    shelf: str | None = row[0] if row else None
    return shelf


def _versions(connection: sqlite3.Connection, conversation_id: str) -> dict[str, tuple[str, ...]]:
    """Item -> all versions of its turn, the first one first."""
    turns: dict[str, list[str]] = {}
    for turn, item_id in connection.execute(
        "SELECT version_of, id FROM items WHERE conversation_id = ? AND version_of IS NOT NULL ORDER BY id <> version_of, rowid",
        (conversation_id,),
    ):
        turns.setdefault(turn, []).append(item_id)
    return {item_id: tuple(versions) for versions in turns.values() if len(versions) > 1 for item_id in versions}


def _linked(found: list[Item], versions: dict[str, tuple[str, ...]]) -> list[Item]:
    return [replace(item, versions=versions[item.id]) if item.id in versions else item for item in found] if versions else found
