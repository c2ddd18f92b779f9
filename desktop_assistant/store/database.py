"""The database file: open it, judge what went wrong with it, and put an unreadable one aside."""

import contextlib
import errno
import logging
import shutil
import threading
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from desktop_assistant.core.errors import KeyStoreError
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.migrations import NewerDatabase, migrate
from desktop_assistant.store.sealing import KeyHolder, LostKeyError, NoKeys, clean_up, convert, forget_plain, is_sealed, unlock

log = logging.getLogger(__name__)

BUSY_S = 2.0
"""How long one attempt waits for another program that holds the database."""
_RETRY_S = 0.005
FULL_BELOW = 256 * 1024
"""Bytes of free space below which an I/O error is a full disk."""


class Fault(Enum):
    """Why an access failed, by what has to happen next. The values complete a sentence: the history is ..."""

    DISK_FULL = "on a full disk"
    BUSY = "in use by another program"
    UNWRITABLE = "not accessible"
    LOCKED = "encrypted, and the key store does not give its key out"
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
    if isinstance(error, NewerDatabase | LostKeyError):
        return Fault.UNREADABLE
    if isinstance(error, KeyStoreError):
        return Fault.LOCKED
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
    """One SQLite file, plain or encrypted. `open` is for the writer; `read` gives short-lived read-only connections."""

    def __init__(
        self,
        path: Path,
        *,
        on_set_aside: Callable[[Path, Exception], None],
        keys: KeyHolder | None = None,
        on_form_kept: Callable[[Exception], None] | None = None,
        convert_sound: Callable[[str, str], None] = lambda old_key, new_key: None,
    ) -> None:
        """All are called in the opening thread.

        on_set_aside: where an unreadable file went and what was wrong with it.
        on_form_kept: why the file could not be encrypted, or made plain again; it is usable as it was.
        convert_sound: gives the recordings another key (empty: none); raises OSError. The words are encrypted whenever a
        recording is, so that its key is at hand.
        """
        self.path = path
        self.wanted: bool | None = None
        """Whether the file shall be encrypted the next time that it is opened; None: as it is."""
        self.steady = threading.Lock()
        """Held while the file changes its form: nobody may read meanwhile."""
        self._on_set_aside = on_set_aside
        self._on_form_kept = on_form_kept
        self._convert_sound = convert_sound
        self._keys = keys or NoKeys()
        self._key = ""

    @property
    def key(self) -> str:
        """Of the file as it is; empty: it is plain, or not open yet."""
        return self._key

    def open(self) -> sqlite3.Connection:
        """The writer's connection, schema up to date. Raises sqlite3.Error, OSError or KeyStoreError."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return self._open()
        except (sqlite3.Error, NewerDatabase, LostKeyError) as error:
            if diagnose(error, self.path.parent) is not Fault.UNREADABLE:
                raise
            self.set_aside(error)
        return self._open()

    def _open(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)  # SQLite gives its side files the same mode
        clean_up(self.path)
        self._find_key()
        if self.wanted is not None:
            self._change_form()
        connection = self._connect(self.path)
        try:
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # what a person deletes shall not stay in free pages
            migrate(connection, self.path, key=self._key)
        except BaseException:
            connection.close()
            raise
        return connection

    def _find_key(self) -> None:
        """Before SQLite looks for good: it deletes the write-ahead log of a file that it does not recognise."""
        self._key = ""
        if not is_sealed(self.path):
            return
        self._key = self._keys.kept()
        if not self._key:
            raise LostKeyError("The history is damaged, or encrypted with a key that is not in the key store any more.")
        try:
            with contextlib.closing(self._read("mode=ro&immutable=1")) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.Error as error:
            if diagnose(error, self.path.parent) is not Fault.UNREADABLE:
                raise
            raise LostKeyError("The history is damaged, or encrypted with another key than the key store has.") from error

    def _change_form(self) -> None:
        """To the one that is wanted; where that fails the history stays as it is."""
        try:
            key = self._key if self.wanted else ""
            if self.wanted and not key:
                key = self._keys.kept() or self._keys.make()
            if not key:
                self._convert_sound(self._key, key)
            with self.steady:
                if self.path.stat().st_size and key != self._key:
                    convert(self.path, self._key, key, BUSY_S)
                self._key = key
            if key:  # also when the words are encrypted already: the last change may have been cut short
                forget_plain(self.path)
                self._convert_sound("", key)
        except (sqlite3.Error, OSError, KeyStoreError) as error:
            log.warning("the history keeps its form", extra={"error": str(error)})
            self.wanted = None
            if self._on_form_kept is not None:
                self._on_form_kept(error)

    def _connect(self, place: Path | str, *, uri: bool = False) -> sqlite3.Connection:
        connection = sqlite3.connect(place, uri=uri, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        unlock(connection, self._key)
        return connection

    def read(self) -> sqlite3.Connection:
        """A read-only connection; the caller closes it."""
        return self._read("mode=ro")

    def _read(self, query: str) -> sqlite3.Connection:
        connection = self._connect(f"{self.path.absolute().as_uri()}?{query}", uri=True)
        connection.execute("PRAGMA query_only = ON")
        return connection

    def copy(self) -> sqlite3.Connection:
        """A copy in memory, as much as can be read: what reads are served from while nothing can be written."""
        # On a full disk SQLite cannot make its side files; `immutable` does without them.
        for query in ("mode=ro", "mode=ro&immutable=1"):
            memory = self._connect(":memory:")
            try:
                with contextlib.closing(self._read(query)) as disk:
                    disk.backup(memory)
                break
            except sqlite3.Error:
                memory.close()
        else:
            memory = self._connect(":memory:")
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
