"""Statements about conversations: create, list, rename, delete, restore, and titles made from what was said."""

from collections.abc import Sequence

from desktop_assistant.core.items import ConversationInfo, Item, ItemKind, Role
from desktop_assistant.core.tags import clean_tags
from desktop_assistant.store.driver import sqlite3

TITLE_CHARS = 50
_BETWEEN = "\n"
"""Between two tags."""


def create(connection: sqlite3.Connection, info: ConversationInfo) -> None:
    """Add it, unless it exists."""
    connection.execute(
        "INSERT INTO conversations (id, title, title_source, created_at, updated_at, pinned_at, tags)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (
            info.id,
            info.title,
            "person" if info.title else "none",
            info.created_at,
            info.updated_at,
            info.updated_at if info.is_pinned else None,
            _BETWEEN.join(clean_tags(info.tags)),
        ),
    )


def exists(connection: sqlite3.Connection, conversation_id: str) -> bool:
    """Also if it is deleted and not removed yet."""
    return connection.execute("SELECT 1 FROM conversations WHERE id = ?", (conversation_id,)).fetchone() is not None


def pin(connection: sqlite3.Connection, conversation_id: str, now: float | None) -> None:
    """Keep it above the others; None = no longer."""
    connection.execute("UPDATE conversations SET pinned_at = ? WHERE id = ?", (now, conversation_id))


def tag(connection: sqlite3.Connection, conversation_id: str, tags: Sequence[str]) -> None:
    """These and no others."""
    connection.execute("UPDATE conversations SET tags = ? WHERE id = ?", (_BETWEEN.join(clean_tags(tags)), conversation_id))


def set_times(connection: sqlite3.Connection, info: ConversationInfo) -> None:
    """As they were where it comes from."""
    connection.execute(
        "UPDATE conversations SET created_at = ?, updated_at = ? WHERE id = ?", (info.created_at, info.updated_at, info.id)
    )


def listed(connection: sqlite3.Connection) -> list[ConversationInfo]:
    """Not deleted, not empty; pinned ones first, then the newest."""
    rows = connection.execute(
        "SELECT id, title, created_at, updated_at, item_count, pinned_at IS NOT NULL, tags FROM conversations"
        " WHERE deleted_at IS NULL AND item_count > 0 ORDER BY pinned_at IS NULL, updated_at DESC, rowid DESC"
    )
    return [
        ConversationInfo(
            id=id_,
            title=title,
            created_at=created,
            updated_at=updated,
            item_count=count,
            is_pinned=bool(is_pinned),
            tags=tuple(tags.split(_BETWEEN)) if tags else (),
        )
        for id_, title, created, updated, count, is_pinned, tags in rows
    ]


def rename(connection: sqlite3.Connection, conversation_id: str, title: str) -> None:
    """A person's title; an empty one gives the title back to the next thing said."""
    connection.execute(
        "UPDATE conversations SET title = ?, title_source = ?, title_item = NULL WHERE id = ?",
        (title, "person" if title else "none", conversation_id),
    )


def delete(connection: sqlite3.Connection, conversation_id: str, now: float) -> None:
    """Hide it until `purge` removes it."""
    connection.execute("UPDATE conversations SET deleted_at = ? WHERE id = ?", (now, conversation_id))


def restore(connection: sqlite3.Connection, conversation_id: str) -> None:
    """Show it again."""
    connection.execute("UPDATE conversations SET deleted_at = NULL WHERE id = ?", (conversation_id,))


def purge(connection: sqlite3.Connection, older_than: float) -> list[str]:
    """Remove what was deleted before that time, items included; returns the ids."""
    ids = [r[0] for r in connection.execute("SELECT id FROM conversations WHERE deleted_at < ?", (older_than,))]
    connection.executemany("DELETE FROM conversations WHERE id = ?", [(i,) for i in ids])
    return ids


def touch(connection: sqlite3.Connection, conversation_id: str, now: float) -> None:
    """Something was said in it; it exists from now on, whoever created it."""
    connection.execute(
        "INSERT INTO conversations (id, created_at, updated_at) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at",
        (conversation_id, now, now),
    )


def entitle(connection: sqlite3.Connection, conversation_id: str, item: Item) -> None:
    """Title an untitled conversation from the user's first words, or the assistant's until there are some."""
    title = title_from(item.text) if item.kind is ItemKind.MESSAGE and item.role is not Role.SYSTEM else ""
    if not title:
        return
    replaceable = "('none', 'assistant')" if item.role is Role.USER else "('none')"
    connection.execute(
        "UPDATE conversations SET title = ?, title_source = ?, title_item = ?"
        f" WHERE id = ? AND (title_source IN {replaceable} OR (title_item = ? AND title_source <> 'person'))",
        (title, item.role.value, item.id, conversation_id, item.id),
    )


def title_from(text: str) -> str:
    """The first 50 characters or so, cut between words."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text[: 20 * TITLE_CHARS]).split())
    if len(words) <= TITLE_CHARS:
        return words
    head, gap, _ = words[: TITLE_CHARS + 1].rpartition(" ")
    # A language without spaces, or one endless word, is cut where it is.
    return (head.rstrip(" ,;:-") if gap and len(head) > TITLE_CHARS // 2 else words[:TITLE_CHARS]) + "…"
