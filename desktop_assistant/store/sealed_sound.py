"""Sound in an encrypted file: a small database of SQLCipher's for each recording, with the key of the history.

No cipher of our own: what is kept of a voice is guarded by the same library as the words. A plain recording begins with "RIFF".
"""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from desktop_assistant.core.audio import AudioFormat, Encoding, Recording
from desktop_assistant.core.errors import StoreError
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.sealing import unlock

PLAIN = b"RIFF"
_DAMAGED = "The recording is damaged, or encrypted with another key."
_SCHEMA = "CREATE TABLE IF NOT EXISTS sound (encoding TEXT NOT NULL, rate INTEGER NOT NULL, audio BLOB NOT NULL)"


def is_sealed_sound(path: Path) -> bool:
    """Whether the file is there and no plain recording."""
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN)) not in (PLAIN, b"")
    except FileNotFoundError:
        return False


def append(path: Path, audio: bytes, fmt: AudioFormat, key: str) -> bool:
    """Add to the end; False: it is of another format than what is there. Raises OSError, or StoreError if what is there is
    damaged."""
    with _opened(path, key) as connection:
        connection.execute(_SCHEMA)
        first = connection.execute("SELECT encoding, rate FROM sound LIMIT 1").fetchone()
        if first is not None and first != (fmt.encoding.value, fmt.rate):
            return False
        connection.execute("INSERT INTO sound VALUES (?, ?, ?)", (fmt.encoding.value, fmt.rate, audio))
    return True


def read(path: Path, key: str, longest: int | None) -> Recording:
    """As many bytes as asked for; None: all of it. Raises StoreError with a sentence, or OSError."""
    try:
        with _opened(path, key) as connection:
            rows = connection.execute("SELECT encoding, rate, audio FROM sound ORDER BY rowid").fetchall()
        fmt = AudioFormat(encoding=Encoding(rows[0][0]), rate=rows[0][1])
    except (IndexError, ValueError) as error:
        raise StoreError(_DAMAGED) from error
    return Recording(audio=b"".join(row[2] for row in rows)[:longest], format=fmt)


@contextlib.contextmanager
def _opened(path: Path, key: str) -> Iterator[sqlite3.Connection]:
    """One transaction; what the disk refuses is an OSError as for any file."""
    if not key:
        raise StoreError("The recording is damaged, or encrypted with a key that is not here.")
    if not path.exists():
        path.touch(mode=0o600)  # before anything is in it; later its time is that of the last sound
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            unlock(connection, key)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        is_full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if is_full else errno.EIO, str(error)) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(_DAMAGED) from error
