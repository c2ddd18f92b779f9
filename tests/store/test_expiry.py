"""Old conversations go, pinned ones stay, and a clock that is wrong takes nothing along."""

import pytest

from desktop_assistant.core.items import ConversationInfo
from desktop_assistant.store import conversations
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.expiry import DAY_S, expire, lived_until

START = 1.75e9
WRONG = 4.07e9
"""In 2099."""


@pytest.fixture
def history(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A conversation every five days for 200 days, the tenth of them pinned."""
    for day in range(0, 200, 5):
        talk(connection, f"day{day}", START + day * DAY_S)
    conversations.pin(connection, "day50", START)
    return connection


def talk(connection: sqlite3.Connection, name: str, at: float) -> None:
    conversations.create(connection, ConversationInfo(id=name, title="", created_at=at, updated_at=at + 60))


def kept(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT id FROM conversations WHERE deleted_at IS NULL ORDER BY updated_at")]


def test_what_is_older_than_is_kept_goes_unless_it_is_pinned(history: sqlite3.Connection) -> None:
    expire(history, 30, START + 196 * DAY_S)
    assert kept(history) == ["day50", *(f"day{day}" for day in range(165, 200, 5))]


def test_a_clock_in_2099_takes_nothing_along_even_when_something_is_said_by_it(history: sqlite3.Connection) -> None:
    expire(history, 365, WRONG)
    talk(history, "by a wrong clock", WRONG)
    expire(history, 365, WRONG + 3600)
    assert len(kept(history)) == 41


def test_who_comes_back_after_years_keeps_it_until_they_have_talked_on_two_days(history: sqlite3.Connection) -> None:
    back = START + 2000 * DAY_S
    talk(history, "back", back)
    expire(history, 30, back + 120)
    assert "day195" in kept(history)
    talk(history, "next day", back + 1.5 * DAY_S)
    expire(history, 30, back + 1.6 * DAY_S)
    assert kept(history) == ["day50", "back", "next day"]


def test_a_clock_that_is_behind_takes_nothing_that_it_should_not(history: sqlite3.Connection) -> None:
    expire(history, 30, START + 20 * DAY_S)
    assert len(kept(history)) == 40


@pytest.mark.parametrize(
    ("moments", "kept_days", "until"),
    [
        ([], 30, None),
        ([5.0], 30, None),
        ([5.0, 4.5], 30, None),
        ([5.0, 4.0], 30, 5.0),
        ([99.0, 5.0, 4.0], 30, 5.0),
        ([99.0, 98.5, 97.9], 30, 99.0),
        ([6.0, 4.0], 1, 6.0),
        ([6.0, 3.0], 1, None),
    ],
)
def test_a_moment_counts_where_the_history_has_lived(moments: list[float], kept_days: int, until: float | None) -> None:
    found = lived_until([moment * DAY_S for moment in moments], kept_days * DAY_S)
    assert found == (None if until is None else until * DAY_S)
