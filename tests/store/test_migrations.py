"""Steps from older databases: each whole or not at all, with a copy made first."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.migrations import NewerDatabase, migrate, steps

ONE = (1, "CREATE TABLE a (x);\nINSERT INTO a VALUES (1);\n")
TWO = (2, "ALTER TABLE a ADD COLUMN y DEFAULT 5;\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  UPDATE a SET y = 1;\nEND;\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_packaged_steps_are_numbered_from_one_without_gaps(connection: sqlite3.Connection, path: Path) -> None:
    assert [number for number, _ in steps()] == list(range(1, len(steps()) + 1))
    migrate(connection, path)
    assert version(connection) == len(steps())
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_new_database_needs_no_copy_and_an_old_one_gets_one(connection: sqlite3.Connection, path: Path) -> None:
    migrate(connection, path, [ONE])
    assert [p.name for p in path.parent.iterdir() if "before" in p.name] == []
    migrate(connection, path, [ONE, TWO])
    assert connection.execute("SELECT * FROM a").fetchall() == [(1, 5)]
    copy = path.with_name("history.sqlite3.before-v2")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    old = sqlite3.connect(copy)
    assert old.execute("SELECT * FROM a").fetchall() == [(1,)]
    assert version(old) == 1
    old.close()


def test_a_step_that_fails_leaves_the_database_as_it_was(connection: sqlite3.Connection, path: Path) -> None:
    migrate(connection, path, [ONE])
    broken = (2, "INSERT INTO a VALUES (2);\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, path, [ONE, broken])
    assert version(connection) == 1
    assert connection.execute("SELECT * FROM a").fetchall() == [(1,)]
    migrate(connection, path, [ONE, TWO])
    assert version(connection) == 2


def test_a_step_that_another_process_has_taken_is_not_taken_twice(connection: sqlite3.Connection, path: Path) -> None:
    asked: list[str] = []
    other = sqlite3.connect(path, isolation_level=None)

    def overtake(statement: str) -> None:
        asked.append(statement)
        if statement.startswith("BEGIN") and asked.count(statement) == 1:
            migrate(other, path, [ONE])

    connection.set_trace_callback(overtake)
    migrate(connection, path, [ONE])
    other.close()
    assert connection.execute("SELECT * FROM a").fetchall() == [(1,)]


def test_a_newer_database_is_refused(connection: sqlite3.Connection, path: Path) -> None:
    migrate(connection, path, [ONE, TWO])
    with pytest.raises(NewerDatabase, match="newer version"):
        migrate(connection, path, [ONE])
