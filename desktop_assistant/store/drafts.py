"""Statements about what was written and not sent."""

import logging
from dataclasses import replace

from desktop_assistant.core.draft import Draft
from desktop_assistant.core.items import FilePart, ImagePart
from desktop_assistant.store import parts
from desktop_assistant.store.driver import sqlite3

log = logging.getLogger(__name__)

PLACE = "composer"


def save(connection: sqlite3.Connection, draft: Draft) -> None:
    """In the place of what was kept before; a picture that is here already is not written again."""
    images = [part for part in draft.parts if isinstance(part, ImagePart) and part.data]
    marks = ", ".join("?" * len(images))
    connection.execute(f"DELETE FROM draft_pictures WHERE id NOT IN ({marks})", [part.id for part in images])
    connection.executemany(
        "INSERT OR IGNORE INTO draft_pictures (id, data) VALUES (?, ?)", [(part.id, part.data) for part in images]
    )
    if not draft:
        connection.execute("DELETE FROM drafts WHERE place = ?", (PLACE,))
        return
    text = draft.text.encode("utf-8", "replace").decode()
    connection.execute(
        "INSERT OR REPLACE INTO drafts (place, text, parts_version, parts) VALUES (?, ?, ?, ?)",
        (PLACE, text, parts.VERSION, parts.encode(draft.parts)),
    )


def load(connection: sqlite3.Connection) -> Draft:
    """Empty if nothing was kept. A picture that is gone is left out, the words are not."""
    row = connection.execute("SELECT text, parts FROM drafts WHERE place = ?", (PLACE,)).fetchone()
    if row is None:
        return Draft()
    try:
        kept = parts.decode(row[1])
    except (ValueError, TypeError, KeyError):
        log.warning("what went with a draft makes no sense")
        kept = ()
    found: list[ImagePart | FilePart] = []
    for part in kept:
        if isinstance(part, FilePart):
            found.append(part)
        elif isinstance(part, ImagePart):
            data = connection.execute("SELECT data FROM draft_pictures WHERE id = ?", (part.id,)).fetchone()
            found += [replace(part, data=bytes(data[0]))] if data else []
    return Draft(text=row[0], parts=tuple(found))
