"""Failures told apart, and files put aside."""

import errno
from pathlib import Path

import pytest

from desktop_assistant.core.errors import UnreadableError, UsageError
from desktop_assistant.store.database import Database, Fault, diagnose, verify
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.migrations import NewerDatabase
from desktop_assistant.store.store import Store


def database(path: Path, asides: list[Path]) -> Database:
    return Database(path, on_set_aside=lambda aside, _: asides.append(aside))


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OSError(errno.ENOSPC, ""), Fault.DISK_FULL),
        (OSError(errno.EDQUOT, ""), Fault.DISK_FULL),
        (PermissionError(errno.EACCES, ""), Fault.UNWRITABLE),
        (sqlite_error(sqlite3.SQLITE_FULL), Fault.DISK_FULL),
        (sqlite_error(sqlite3.SQLITE_BUSY), Fault.BUSY),
        (sqlite_error(sqlite3.SQLITE_BUSY | 2 << 8), Fault.BUSY),
        (sqlite_error(sqlite3.SQLITE_IOERR | 4 << 8), Fault.UNWRITABLE),
        (sqlite_error(sqlite3.SQLITE_READONLY), Fault.UNWRITABLE),
        (sqlite_error(sqlite3.SQLITE_NOTADB), Fault.UNREADABLE),
        (sqlite_error(sqlite3.SQLITE_CORRUPT | 3 << 8), Fault.UNREADABLE),
        (sqlite_error(sqlite3.SQLITE_CONSTRAINT), Fault.BUG),
        (sqlite3.ProgrammingError("no code at all"), Fault.BUG),
        (NewerDatabase("newer"), Fault.UNREADABLE),
        (UsageError("ours"), Fault.BUG),
    ],
)
def test_diagnose(tmp_path: Path, error: Exception, fault: Fault) -> None:
    assert diagnose(error, tmp_path) is fault


@pytest.mark.expects_logs("set an unreadable history aside")
def test_every_unreadable_file_is_kept(tmp_path: Path) -> None:
    asides: list[Path] = []
    path = tmp_path / "history.sqlite3"
    for n in range(3):
        path.write_bytes(f"rubbish {n}".encode() * 500)
        (tmp_path / "history.sqlite3-wal").write_bytes(b"log")
        database(path, asides).open().close()
    assert [a.read_bytes()[:9] for a in asides] == [b"rubbish 0", b"rubbish 1", b"rubbish 2"]
    assert len(list(tmp_path.glob("*.unreadable-*-wal"))) == 3


def test_the_pragmas_are_those_decided(tmp_path: Path) -> None:
    connection = database(tmp_path / "h.sqlite3", []).open()
    asked = {p: connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("journal_mode", "synchronous", "foreign_keys")}
    assert asked == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1}
    connection.close()


def test_readers_cannot_write(tmp_path: Path) -> None:
    file = database(tmp_path / "a folder #1?.sqlite3", [])
    file.open().close()
    reader = file.read()
    with pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM items")
    reader.close()


def test_verify_finds_damage(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite3"
    connection = database(path, []).open()
    verify(connection)
    connection.execute("INSERT INTO conversations (id, created_at, updated_at) VALUES ('a', 1, 1)")
    # An index that lost its entry: readable, and wrong.
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'items_in_order')"
        " WHERE name = 'sqlite_autoindex_conversations_1'"
    )
    connection.close()
    damaged = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError) as caught:
        verify(damaged)
    damaged.close()
    assert diagnose(caught.value, tmp_path) is Fault.UNREADABLE


@pytest.mark.expects_logs("could not be read")
async def test_what_cannot_be_read_is_not_called_unwritable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Database) -> sqlite3.Connection:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    store = Store(tmp_path, on_problem=lambda _: None)
    await store.conversations()
    monkeypatch.setattr(Database, "read", refuse)
    with pytest.raises(UnreadableError, match="could not be read: it is not accessible"):
        await store.items("talk")
    await store.aclose()
