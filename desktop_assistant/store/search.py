"""Statements that look for words in all conversations."""

import json
import re

from desktop_assistant.core.items import Role
from desktop_assistant.core.search import SearchHit
from desktop_assistant.store.driver import sqlite3

MOST_HITS = 200
MOST_WORDS = 12
"""Of a search; more are left out."""
MANY = 2_000
"""Matches that are put in the order of their time. Of more, a word that is everywhere, the rows that were written last come
first: the same but for what was imported."""
_EXCERPT_WORDS = 18
_HITS = (
    "SELECT c.id, c.title, i.id, i.role, i.created_at, i.shelf IS NOT NULL, CAST(snippet(words, 0, ?, ?, '…', ?) AS BLOB)"
    " FROM words JOIN items i ON i.rowid = words.rowid JOIN conversations c ON c.id = i.conversation_id"
    " WHERE words MATCH ? AND c.deleted_at IS NULL"
)
_OF_THESE = " AND words.rowid BETWEEN ? AND ? AND +words.rowid IN (SELECT value FROM json_each(?))"
"""The plus keeps the list from being looked up one by one, each time from the beginning of the index."""
_ROWS = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
_NEWEST = (
    "SELECT i.rowid FROM items i JOIN conversations c ON c.id = i.conversation_id"
    " WHERE i.rowid IN (SELECT value FROM json_each(?)) AND c.deleted_at IS NULL ORDER BY i.created_at DESC, i.rowid DESC LIMIT ?"
)
_OUT_OF_ORDER = (
    "SELECT 1 FROM (SELECT created_at, lag(created_at) OVER (ORDER BY rowid) AS before FROM conversations)"
    " WHERE created_at < before LIMIT 1"
)
_OPEN, _CLOSE = "\x02", "\x03"
_ROLES = {role.value: role for role in Role}


def match_of(text: str) -> str:
    """What a person typed as a query that cannot be wrong: all of the words, the last one perhaps unfinished; empty = none.

    Words in quotes stand beside each other.
    """
    phrases = [(m[1] or m[2]) for m in re.finditer(r'"([^"]+)"?|(\S+)', text.replace("\0", " "))]
    quoted = [cleaned for phrase in phrases[:MOST_WORDS] if (cleaned := " ".join(re.findall(r"\w+", phrase)))]
    if not quoted:
        return ""
    ends_open = not text.rstrip().endswith('"') and not text.endswith(" ")
    return " ".join(f'"{phrase}"' for phrase in quoted) + ("*" if ends_open else "")


def find(connection: sqlite3.Connection, text: str, limit: int = MOST_HITS) -> list[SearchHit]:
    """Messages with all of the words, the newest first; none for a text without words."""
    match = match_of(text)
    if not match:
        return []
    marks = (_OPEN, _CLOSE, _EXCERPT_WORDS, match)
    rows = connection.execute(f"{_HITS} ORDER BY words.rowid DESC LIMIT ?", (*marks, limit)).fetchall()
    if len(rows) == limit and (newest := _newest(connection, match, limit)):
        rows = connection.execute(_HITS + _OF_THESE, (*marks, min(newest), max(newest), json.dumps(newest))).fetchall()
    rows.sort(key=lambda row: row[4], reverse=True)
    return [_hit(*row) for row in rows if row[3] in _ROLES]


def _newest(connection: sqlite3.Connection, match: str, limit: int) -> list[int]:
    """Rows of the matches that are the newest by their time; none where the order of the rows is that of time, or must do."""
    if connection.execute(_OUT_OF_ORDER).fetchone() is None:
        return []
    rows = [row for (row,) in connection.execute(_ROWS, (match, MANY + 1))]
    if len(rows) > MANY:
        return []
    return [row for (row,) in connection.execute(_NEWEST, (json.dumps(rows), limit))]


def tidy(connection: sqlite3.Connection) -> None:
    """Forget the words of what was removed: the index keeps them beside a note that they are gone until it is merged."""
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")


def _hit(
    conversation_id: str, title: str, item_id: str, role: str, created_at: float, is_earlier: int, marked: bytes
) -> SearchHit:
    # A stream that broke in the middle of a character has left half of one in the text.
    excerpt, marks = _unmarked(" ".join(marked.decode("utf-8", "replace").split()))
    return SearchHit(
        conversation_id=conversation_id,
        title=title,
        item_id=item_id,
        role=_ROLES[role],
        created_at=created_at,
        excerpt=excerpt,
        marks=marks,
        is_earlier=bool(is_earlier),
    )


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain, marks = "", []
    for piece in re.split(f"({_OPEN}[^{_CLOSE}]*{_CLOSE}?)", marked):
        words = piece.replace(_OPEN, "").replace(_CLOSE, "")
        if piece.startswith(_OPEN) and words:
            marks.append((len(plain), len(plain) + len(words)))
        plain += words
    return plain, tuple(marks)
