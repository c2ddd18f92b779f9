"""An empty history in memory."""

import contextlib
import sqlite3
from collections.abc import Iterator

import pytest

from desktop_assistant.store.migrations import migrate


@contextlib.contextmanager
def empty_history() -> Iterator[sqlite3.Connection]:
    """Of its own for each example of a test that makes many."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, None)
        yield connection


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with empty_history() as made:
        yield made
