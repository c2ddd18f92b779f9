"""Numbered steps from any older database to the present one; `user_version` says how far it has come."""

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from desktop_assistant.core.errors import StoreError
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.sealing import unlock

Step = tuple[int, str]
"""Version after the step, and the SQL that gets there."""


class NewerDatabase(StoreError):
    """The database was written by a newer version of this program."""


def steps() -> list[Step]:
    """The packaged steps, `schema/0001_initial.sql` first."""
    folder = files("desktop_assistant.store") / "schema"
    found = [(int(m[1]), f.read_text("utf-8")) for f in folder.iterdir() if (m := re.fullmatch(r"(\d{4})_\w+\.sql", f.name))]
    return sorted(found)


def migrate(connection: sqlite3.Connection, path: Path | None, todo: Sequence[Step] | None = None, key: str = "") -> None:
    """Bring the database up to date, each step whole or not at all.

    An existing file is copied to `<name>.before-v<n>` first, encrypted with the same `key` if it is.
    Raises NewerDatabase, sqlite3.Error or OSError; the database is then as it was before the step that failed.
    """
    todo = steps() if todo is None else todo
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    latest = todo[-1][0]
    if version > latest:
        raise NewerDatabase(f"The history was written by a newer version of this program ({version}, this one knows {latest}).")
    if version == latest:
        return
    if path is not None and version > 0:
        _back_up(connection, path.with_name(f"{path.name}.before-v{latest}"), key)
    for number, sql in todo:
        _step(connection, number, sql)


def _step(connection: sqlite3.Connection, number: int, sql: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again under the lock: another process may have taken this step meanwhile.
        if connection.execute("PRAGMA user_version").fetchone()[0] < number:
            for statement in _statements(sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> Iterator[str]:
    """One by one, since `executescript` would commit the transaction around them."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _back_up(connection: sqlite3.Connection, target: Path, key: str) -> None:
    if target.exists():  # from an earlier attempt at this very step: the older copy is the better one
        return
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    copy = sqlite3.connect(part)
    try:
        unlock(copy, key)
        connection.backup(copy)
    finally:
        copy.close()
    part.replace(target)
