"""Statements about items: save in order, load, and tidy up after a crash.

Where nothing else is said, items are those on screen; `versions.py` deals with the others.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Part, Role
from desktop_assistant.store import conversations, parts, pictures
from desktop_assistant.store.driver import sqlite3

log = logging.getLogger(__name__)

STEP = 1 << 20
"""Distance between neighbours: twenty insertions into the same gap before the conversation is numbered anew."""

_ROLES = {r.value: r for r in Role}
_KINDS = {k.value: k for k in ItemKind}
_STATUSES = {s.value: s for s in ItemStatus}


def save(connection: sqlite3.Connection, conversation_id: str, item: Item, after_id: str | None, now: float) -> None:
    """Insert after `after_id` (None = first, unknown = last) or replace the item where it stands, on screen or not."""
    conversations.touch(connection, conversation_id, now)
    pictures.save(connection, conversation_id, item)
    values = (
        item.role.value,
        item.kind.value,
        item.status.value,
        item.created_at,
        item.previous_id,
        parts.VERSION,
        parts.encode(item.parts),
        conversation_id,
        item.id,
    )
    changed = connection.execute(
        "UPDATE items SET role = ?, kind = ?, status = ?, created_at = ?, previous_id = ?, parts_version = ?, parts = ?"
        " WHERE conversation_id = ? AND id = ?",
        values,
    )
    if changed.rowcount == 0:
        connection.execute(
            "INSERT INTO items (role, kind, status, created_at, previous_id, parts_version, parts, conversation_id, id,"
            " position, version_of, shelf) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *values,
                _position(connection, conversation_id, after_id),
                item.versions[0] if item.versions else None,
                item.shelf or None,
            ),
        )
    conversations.entitle(connection, conversation_id, item)


def move(connection: sqlite3.Connection, conversation_id: str, item_id: str, after_id: str | None) -> None:
    """Put an item behind another (None = first); an unknown one leaves it where it is."""
    known = "SELECT 1 FROM items WHERE conversation_id = ? AND id = ?"
    if after_id == item_id or (after_id and not connection.execute(known, (conversation_id, after_id)).fetchone()):
        return
    connection.execute(
        "UPDATE items SET position = ? WHERE conversation_id = ? AND id = ?",
        (_position(connection, conversation_id, after_id), conversation_id, item_id),
    )


def remove(connection: sqlite3.Connection, conversation_id: str, item_id: str) -> None:
    """Forget an item that turned out to be none."""
    connection.execute("DELETE FROM items WHERE conversation_id = ? AND id = ?", (conversation_id, item_id))


def _position(connection: sqlite3.Connection, conversation_id: str, after_id: str | None) -> int:
    low, high = _gap(connection, conversation_id, after_id)
    if low is not None and high is not None and high - low < 2:
        _number_anew(connection, conversation_id)
        low, high = _gap(connection, conversation_id, after_id)
    if low is not None and high is not None:
        return (low + high) // 2
    if low is not None:
        return low + STEP
    return high - STEP if high is not None else 0


def _gap(connection: sqlite3.Connection, conversation_id: str, after_id: str | None) -> tuple[int | None, int | None]:
    """Positions before and behind the place; None = nothing there."""
    if after_id is not None:
        row = connection.execute(
            "SELECT position, (SELECT min(position) FROM items WHERE conversation_id = a.conversation_id"
            " AND position > a.position AND shelf IS NULL) FROM items a WHERE conversation_id = ? AND id = ? AND shelf IS NULL",
            (conversation_id, after_id),
        ).fetchone()
        return row or (_end(connection, conversation_id, "max"), None)
    return None, _end(connection, conversation_id, "min")


def _end(connection: sqlite3.Connection, conversation_id: str, which: str) -> int | None:
    """The `min` or `max` position. One at a time: asked for both at once, SQLite walks through the whole index."""
    row = connection.execute(
        f"SELECT {which}(position) FROM items WHERE conversation_id = ? AND shelf IS NULL", (conversation_id,)
    ).fetchone()
    end: int | None = row[0]
    return end


def _number_anew(connection: sqlite3.Connection, conversation_id: str) -> None:
    connection.execute(
        "UPDATE items SET position = numbered.place * ? FROM"
        " (SELECT id, row_number() OVER (ORDER BY position) AS place FROM items WHERE conversation_id = ?) AS numbered"
        " WHERE items.conversation_id = ? AND items.id = numbered.id",
        (STEP, conversation_id, conversation_id),
    )


def load(connection: sqlite3.Connection, conversation_id: str) -> list[Item]:
    """All items on screen, oldest first; a row that makes no sense is left out and counted in the log."""
    rows = connection.execute(
        "SELECT id, role, kind, status, created_at, previous_id, parts FROM items"
        " WHERE conversation_id = ? AND shelf IS NULL ORDER BY position",
        (conversation_id,),
    )
    return read_rows(conversation_id, rows)


def read_rows(conversation_id: str, rows: Iterable[tuple[Any, ...]]) -> list[Item]:
    """Items from id, role, kind, status, created_at, previous_id, parts; those without sense are left out."""
    found, bad = [], 0
    for row in rows:
        try:
            found.append(_item(*row))
        except (KeyError, TypeError, ValueError):
            bad += 1
    if bad:
        log.warning("items of a conversation could not be read", extra={"conversation": conversation_id, "count": bad})
    return found


def load_one(connection: sqlite3.Connection, conversation_id: str, item_id: str) -> Item | None:
    """One item, if it is there and makes sense."""
    row = connection.execute(
        "SELECT id, role, kind, status, created_at, previous_id, parts FROM items WHERE conversation_id = ? AND id = ?",
        (conversation_id, item_id),
    ).fetchone()
    try:
        return _item(*row) if row else None
    except (KeyError, TypeError, ValueError):
        return None


def ids(connection: sqlite3.Connection, conversation_id: str) -> list[str]:
    """Of all items of a conversation."""
    return [row[0] for row in connection.execute("SELECT id FROM items WHERE conversation_id = ?", (conversation_id,))]


def _item(id_: str, role: str, kind: str, status: str, created_at: float, previous_id: str | None, text: str) -> Item:
    return Item(
        id=id_,
        role=_ROLES[role],
        kind=_KINDS[kind],
        parts=parts.decode(text),
        status=_STATUSES[status],
        created_at=created_at,
        previous_id=previous_id,
    )


def recover(connection: sqlite3.Connection) -> None:
    """Close what a crash has left open.

    The user's words are complete as far as they were heard, but what they typed and nobody was told stays as it is, to be
    offered again; the assistant's answer broke off; an item in which nothing was said yet is removed.
    """
    rows = connection.execute(
        "SELECT conversation_id, id, role, kind, status, created_at, previous_id, parts FROM items WHERE status = ?",
        (ItemStatus.IN_PROGRESS.value,),
    ).fetchall()
    for conversation_id, *row in rows:
        try:
            item = _item(*row)
        except (KeyError, TypeError, ValueError):
            continue
        if item.kind is ItemKind.MESSAGE and not item.told_text.strip() and not item.images:
            connection.execute("DELETE FROM items WHERE conversation_id = ? AND id = ?", (conversation_id, item.id))
            continue
        if item.role is Role.USER and not item.is_spoken:
            continue
        status = ItemStatus.COMPLETE if item.role is Role.USER else ItemStatus.BROKEN_OFF
        connection.execute(
            "UPDATE items SET status = ?, parts = ? WHERE conversation_id = ? AND id = ?",
            (status.value, parts.encode(tuple(_closed(p) for p in item.parts)), conversation_id, item.id),
        )


def _closed(part: Part) -> Part:
    return replace(part, is_final=True) if isinstance(part, AudioPart) else part
