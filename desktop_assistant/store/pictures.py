"""Statements about pictures: kept once per conversation, read when somebody looks, or when a model is told of them."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_assistant.core.items import ImagePart, Item
from desktop_assistant.store.driver import sqlite3

NEWEST = 6
"""Pictures of a conversation that are read with it: a new session is told of no more."""


def save(connection: sqlite3.Connection, conversation_id: str, item: Item) -> None:
    """Keep what the item shows, unless it is here."""
    for part in item.images:
        if part.data:
            connection.execute(
                "INSERT OR IGNORE INTO pictures (conversation_id, id, mime, data) VALUES (?, ?, ?, ?)",
                (conversation_id, part.id, part.mime, part.data),
            )


def load(connection: sqlite3.Connection, conversation_id: str, picture_id: str) -> bytes:
    """Its content; empty if it is not here."""
    row = connection.execute(
        "SELECT data FROM pictures WHERE conversation_id = ? AND id = ?", (conversation_id, picture_id)
    ).fetchone()
    return bytes(row[0]) if row else b""


def filled(connection: sqlite3.Connection, conversation_id: str, items: Sequence[Item], newest: int = NEWEST) -> list[Item]:
    """The items, the newest pictures with their content."""
    found = list(items)
    if connection.execute("SELECT 1 FROM pictures WHERE conversation_id = ? LIMIT 1", (conversation_id,)).fetchone() is None:
        return found
    for at in range(len(found) - 1, -1, -1):
        if newest <= 0:
            break
        if images := found[at].images:
            newest -= len(images)
            found[at] = _with_content(connection, conversation_id, found[at])
    return found


def _with_content(connection: sqlite3.Connection, conversation_id: str, item: Item) -> Item:
    parts = tuple(
        replace(part, data=load(connection, conversation_id, part.id)) if isinstance(part, ImagePart) else part
        for part in item.parts
    )
    return replace(item, parts=parts)
