"""An empty history in memory; every test of a history on disk twice: plain and encrypted; and a place for one that changes."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.migrations import migrate
from desktop_assistant.store.sealing import is_sealed, unlock
from desktop_assistant.store.store import Store
from tests.fakes.keys import FakeKeys
from tests.store.sealed_house import House

KEY = "0123456789abcdef" * 4


@pytest.fixture(params=["plain", "encrypted"])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every Store of the test, unless it asks for something else, has its file in this form."""
    if request.param == "encrypted":
        defaults = Store.__init__.__kwdefaults__
        assert defaults is not None
        monkeypatch.setitem(defaults, "keys", FakeKeys(KEY))
        monkeypatch.setitem(defaults, "is_encrypted", True)
    return str(request.param)


def opened(path: Path, **options: Any) -> sqlite3.Connection:
    """The file itself, whatever its form."""
    connection = sqlite3.connect(path, **options)
    if is_sealed(path):
        unlock(connection, KEY)
    return connection


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


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "data")
