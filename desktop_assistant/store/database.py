"""The database file: open it, judge what went wrong with it, and put an unreadable one aside."""

import contextlib
import errno
import logging
import shutil
import sqlite3
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from desktop_assistant.store.migrations import NewerDatabase, migrate

log = logging.getLogger(__name__)

BUSY_S = 2.0
"""How long one attempt waits for another program that holds the database."""
_RETRY_S = 0.005
FULL_BELOW = 256 * 1024
"""Bytes of free space below which an I/O error is a full disk."""
MAGIC = b"SQLite format 3\0"


class Fault(Enum):
    """Why an access failed, by what has to happen next. The values complete a sentence: the history is ..."""

    DISK_FULL = "on a full disk"
    BUSY = "in use by another program"
    UNWRITABLE = "not accessible"
    UNREADABLE = "damaged"
    BUG = "refusing what this program asks"
    """Our statement was wrong, not the world."""


_FAULTS = {
    sqlite3.SQLITE_FULL: Fault.DISK_FULL,
    sqlite3.SQLITE_BUSY: Fault.BUSY,
    sqlite3.SQLITE_LOCKED: Fault.BUSY,
    sqlite3.SQLITE_CORRUPT: Fault.UNREADABLE,
    sqlite3.SQLITE_NOTADB: Fault.UNREADABLE,
    sqlite3.SQLITE_IOERR: Fault.UNWRITABLE,
    sqlite3.SQLITE_READONLY: Fault.UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: Fault.UNWRITABLE,
    sqlite3.SQLITE_PERM: Fault.UNWRITABLE,
    sqlite3.SQLITE_AUTH: Fault.UNWRITABLE,
    sqlite3.SQLITE_NOLFS: Fault.UNWRITABLE,
    sqlite3.SQLITE_PROTOCOL: Fault.BUSY,
}


def diagnose(error: Exception, folder: Path) -> Fault:
    """What kind of failure this is."""
    if isinstance(error, NewerDatabase):
        return Fault.UNREADABLE
    if isinstance(error, OSError):
        return Fault.DISK_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else Fault.UNWRITABLE
    if not isinstance(error, sqlite3.Error):
        return Fault.BUG
    fault = _FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, Fault.BUG)
    # SQLite says "I/O error" when the file that its write-ahead index is mapped from cannot grow.
    return Fault.DISK_FULL if fault is Fault.UNWRITABLE and _is_full(folder) else fault


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < FULL_BELOW
    except OSError:
        return False


class Database:
    """One SQLite file. `open` is for the writer; `read` gives short-lived read-only connections to anybody."""

    def __init__(self, path: Path, *, on_set_aside: Callable[[Path, Exception], None]) -> None:
        """`on_set_aside` hears, in the opening thread, where an unreadable file went and what was wrong with it."""
        self.path = path
        self._on_set_aside = on_set_aside

    def open(self) -> sqlite3.Connection:
        """The writer's connection, schema up to date. Raises sqlite3.Error or OSError."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return self._open()
        except (sqlite3.Error, NewerDatabase) as error:
            if diagnose(error, self.path.parent) is not Fault.UNREADABLE:
                raise
            self.set_aside(error)
        return self._open()

    def _open(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)  # SQLite gives its side files the same mode
        self._check_header()
        connection = sqlite3.connect(self.path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # what a person deletes shall not stay in free pages
            migrate(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_header(self) -> None:
        """Before SQLite looks: it deletes the write-ahead log of a file that it does not recognise."""
        with self.path.open("rb") as file:
            start = file.read(len(MAGIC))
        if start and start != MAGIC:
            raise _damage("the file is not a database", sqlite3.SQLITE_NOTADB)

    def read(self) -> sqlite3.Connection:
        """A read-only connection; the caller closes it."""
        return self._read("mode=ro")

    def _read(self, query: str) -> sqlite3.Connection:
        uri = f"{self.path.absolute().as_uri()}?{query}"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA query_only = ON")
        return connection

    def copy(self) -> sqlite3.Connection:
        """A copy in memory, as much as can be read: what reads are served from while nothing can be written."""
        # On a full disk SQLite cannot make its side files; `immutable` does without them.
        for query in ("mode=ro", "mode=ro&immutable=1"):
            memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            try:
                with contextlib.closing(self._read(query)) as disk:
                    disk.backup(memory)
                break
            except sqlite3.Error:
                memory.close()
        else:
            memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        memory.execute("PRAGMA foreign_keys = ON")
        migrate(memory, None)
        return memory

    def set_aside(self, error: Exception) -> None:
        """Rename the file and its side files to `<name>.unreadable-<date>`; nothing is ever overwritten."""
        stamp = time.strftime("%Y%m%d-%H%M%S")
        aside = self.path.with_name(f"{self.path.name}.unreadable-{stamp}")
        count = 1
        while aside.exists():
            count += 1
            aside = self.path.with_name(f"{self.path.name}.unreadable-{stamp}-{count}")
        for suffix in ("-wal", "-shm", ""):
            side = self.path.with_name(self.path.name + suffix)
            if side.exists():
                side.rename(aside.with_name(aside.name + suffix))
        log.error("set an unreadable history aside", extra={"aside": str(aside), "reason": str(error)})
        self._on_set_aside(aside, error)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, once in the life of a file.

    SQLite does not wait for another connection in this one statement, whatever its timeout: two programs that begin
    a new history at the same moment would get "database is locked" at once. So we wait, as long as anywhere else.
    """
    give_up = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= give_up:
                raise
        time.sleep(_RETRY_S)


def verify(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError as for damage if SQLite's own check finds some. Reads the whole file."""
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise _damage("quick_check failed", sqlite3.SQLITE_CORRUPT)


def _damage(text: str, code: int) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(text)
    error.sqlite_errorcode = code
    return error
