"""Which conversations are old enough to go, by a clock that may be wrong.

A machine with an empty battery wakes up in 2099 until the network tells it better, and a history that believed it would be gone.
So a moment counts only where this history has lived: something was said then, and something else at least a day before it and
within the time that is kept. Age is counted back from the last such moment. Whoever comes back after years keeps everything until
they have talked on two days.
"""

from desktop_assistant.store.driver import sqlite3

DAY_S = 86_400.0


def expire(connection: sqlite3.Connection, days: int, now: float) -> None:
    """Delete what nobody has spoken in for so many days, unless it is pinned."""
    until = lived_until(_moments(connection, now), days * DAY_S)
    if until is None:
        return
    connection.execute(
        "UPDATE conversations SET deleted_at = ? WHERE updated_at < ? AND pinned_at IS NULL AND deleted_at IS NULL",
        (now, until - days * DAY_S),
    )


def lived_until(moments: list[float], kept_s: float) -> float | None:
    """The newest of these (newest first) that an earlier one supports: at least a day before it, at most `kept_s` (or two days,
    where only one is kept). None: there is no such moment."""
    reach = max(kept_s, 2 * DAY_S)
    for place, moment in enumerate(moments):
        if any(DAY_S <= moment - other <= reach for other in moments[place + 1 :]):
            return moment
    return None


def _moments(connection: sqlite3.Connection, now: float) -> list[float]:
    """Beginnings and ends of conversations until now, newest first."""
    found = connection.execute(
        "SELECT at FROM (SELECT updated_at AS at FROM conversations UNION SELECT created_at FROM conversations)"
        " WHERE at <= ? ORDER BY at DESC",
        (now,),
    )
    return [at for (at,) in found]
