"""Encryption of the history: whole file, by SQLCipher, with a random key that somebody else keeps.

A change from plain to encrypted, or back, writes the other form beside the file, checks it, and puts it in the place of the first
in one step: whenever the program ends, one of the two is there and whole. What is left of the plain form is overwritten and
removed; on a disk that copies what it overwrites (most do) that is no promise.
"""

import contextlib
import os
import re
from pathlib import Path
from typing import Protocol

from desktop_assistant.core.errors import KeyStoreError, StoreError
from desktop_assistant.store.driver import sqlite3

MAGIC = b"SQLite format 3\0"
"""How a plain database begins; an encrypted one begins with random bytes."""
_KEY = re.compile(r"[0-9a-f]{64}")
_PART, _OLD = ".part", ".old"
_BLOCK = 1 << 20


class LostKeyError(StoreError):
    """Nobody has the key that this file wants; or it is no database at all, which looks the same."""


class KeyHolder(Protocol):
    """Keeps the key of the history. Both may wait for a person to unlock something."""

    def kept(self) -> str:
        """64 hexadecimal digits; empty: none is kept. Raises KeyStoreError while that cannot be told."""
        ...

    def make(self) -> str:
        """A new one, kept from now on. Raises KeyStoreError where there is no place for it."""
        ...


class NoKeys:
    """For a history that is never encrypted."""

    def kept(self) -> str:
        """None."""
        return ""

    def make(self) -> str:
        """There is no place."""
        raise KeyStoreError("there is nobody who keeps it")


def is_sealed(path: Path) -> bool:
    """Whether the file is something else than a plain database; False for one that is empty or not there."""
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except FileNotFoundError:
        return False
    return bool(start) and start != MAGIC


def unlock(connection: sqlite3.Connection, key: str) -> None:
    """Before anything else is asked of a connection."""
    if key:
        connection.execute(f'PRAGMA key = "{_literal(key)}"')


def convert(path: Path, old_key: str, new_key: str, busy_s: float) -> None:
    """Give the file another key; an empty one means plain. Nobody else may have it open.

    Raises sqlite3.Error or OSError; the file is then as it was.
    """
    part = path.with_name(path.name + _PART)
    _remove_rests(part)
    part.touch(mode=0o600)
    _write_other(path, part, old_key, new_key, busy_s)
    _check(part, new_key)
    take_place(path, part)


def clean_up(path: Path) -> None:
    """Remove what a change left behind that was cut short. The file itself is whole."""
    _remove_rests(path.with_name(path.name + _PART))
    for journal in path.parent.glob(f"{path.name}-mj*"):  # names the two files of a change, neither of which it is needed for
        journal.unlink(missing_ok=True)
    forget_old(path)


def forget_old(path: Path) -> None:
    """Overwrite and remove what `path` was before a change that was cut short."""
    old = path.with_name(path.name + _OLD)
    if not (old.exists() and path.exists() and path.stat().st_size):
        return
    if old.samefile(path):  # the change had not come to its last step: both names are the file itself
        old.unlink()
    else:
        shred(old)


def forget_plain(path: Path) -> None:
    """Plain copies that were made before a change of the schema: older states of what is encrypted now."""
    for copy in path.parent.glob(f"{path.name}.before-v*"):
        if not is_sealed(copy):
            shred(copy)


def _literal(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise LostKeyError("The key of the history is not one.")
    return f"x'{key}'"


def _write_other(path: Path, part: Path, old_key: str, new_key: str, busy_s: float) -> None:
    source = sqlite3.connect(path, timeout=busy_s, isolation_level=None)
    try:
        unlock(source, old_key)
        # Leaving the write-ahead log is refused while somebody else has the file open, and empties the log.
        (mode,) = source.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error
        source.execute("PRAGMA locking_mode = EXCLUSIVE")
        attach = ("ATTACH ? AS other KEY ?", (str(part), _literal(new_key) if new_key else ""))
        source.execute(*attach)
        source.execute("BEGIN EXCLUSIVE")
        source.execute("SELECT sqlcipher_export('other')")
        (version,) = source.execute("PRAGMA main.user_version").fetchone()
        source.execute(f"PRAGMA other.user_version = {version}")
        source.execute("COMMIT")
        source.execute("DETACH other")
        source.execute(*attach)  # anew, or its tables of the search would not be known
        _compare(source)
    finally:
        source.close()


def _compare(connection: sqlite3.Connection) -> None:
    """Every row is there, and the search finds it under the same number."""
    schemas = [
        sorted(connection.execute(f"SELECT type, name, sql FROM {form}.sqlite_master WHERE sql NOT NULL"))
        for form in ("main", "other")
    ]
    if schemas[0] != schemas[1]:
        raise sqlite3.DatabaseError("the copy has other tables")
    tables = [name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql NOT NULL")]
    for table in tables:
        name = '"{}"'.format(table.replace('"', '""'))
        counts = [connection.execute(f"SELECT count(*) FROM {form}.{name}").fetchone() for form in ("main", "other")]
        if counts[0] != counts[1]:
            raise sqlite3.DatabaseError(f"the copy of {table} is not complete")
    if "items" in tables:
        (moved,) = connection.execute(
            "SELECT count(*) FROM main.items AS a LEFT JOIN other.items AS b"
            " ON a.rowid = b.rowid AND a.id = b.id AND a.conversation_id = b.conversation_id WHERE b.id IS NULL"
        ).fetchone()
        if moved:
            raise sqlite3.DatabaseError("the copy has its rows under other numbers")


def _check(part: Path, key: str) -> None:
    with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as connection:
        unlock(connection, key)
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        wrong = connection.execute("PRAGMA cipher_integrity_check").fetchall() if key else []
    if verdict != "ok" or wrong:
        raise sqlite3.DatabaseError("the copy cannot be read back")


def take_place(path: Path, part: Path) -> None:
    """Of `path`, by `part`, in one step; what stood there before keeps a name until then, so that it can be overwritten."""
    with part.open("rb+") as file:  # first, since the only other copy is about to go
        os.fsync(file.fileno())
    old = path.with_name(path.name + _OLD)
    old.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # not every file system knows a second name for a file
        os.link(path, old)
    part.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    if old.exists():
        shred(old)


def _remove_rests(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        rest = path.with_name(path.name + suffix)
        if rest.exists():
            shred(rest)


def shred(path: Path) -> None:
    """Overwrite and remove; on a disk that copies what it overwrites that is no promise."""
    with path.open("rb+") as file:
        left = path.stat().st_size
        while left > 0:
            file.write(bytes(min(left, _BLOCK)))
            left -= _BLOCK
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
