"""Statements that look for words in all conversations."""

import re
import sqlite3

from desktop_assistant.core.items import Role
from desktop_assistant.core.search import SearchHit

MOST_HITS = 200
MOST_WORDS = 12
"""Of a search; more are left out."""
_EXCERPT_WORDS = 18
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
    rows = connection.execute(
        "SELECT c.id, c.title, i.id, i.role, i.created_at, i.shelf IS NOT NULL, CAST(snippet(words, 0, ?, ?, '…', ?) AS BLOB)"
        " FROM words JOIN items i ON i.rowid = words.rowid JOIN conversations c ON c.id = i.conversation_id"
        " WHERE words MATCH ? AND c.deleted_at IS NULL ORDER BY words.rowid DESC LIMIT ?",
        (_OPEN, _CLOSE, _EXCERPT_WORDS, match, limit),
    )
    return [_hit(*row) for row in rows if row[3] in _ROLES]


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
