"""How soon words are found in 100,000 messages: `python tests/bench/search_scale.py [messages] [encrypted]`. Last line: JSON.

Messages of 30 words with a vocabulary of some thousands, in conversations of 100, in the store's own tables. Each query is
asked ten times through `Store.search`, as the window asks: `p50_ms` and `worst_ms` over all of them, and of the slowest query.
`migrate_s` is what the steps from the history before there was a search take, once; `convert_s` its encryption.
"""

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.migrations import migrate, steps
from desktop_assistant.store.sealing import convert
from desktop_assistant.store.store import DATABASE, Store
from tests.fakes.keys import FakeKeys

KEYS = FakeKeys("0123456789abcdef" * 4)

WORDS = (
    *("time", "tea", "kettle", "mile", "weather", "garden", "answer", "question", "window"),
    *("write", "paint", "river", "code", "table", "number", "music", "walk", "train"),
)
QUERIES = (
    "kettle",
    "kettle weather",
    "garden12",
    "te",
    "k",
    '"window write"',
    "zebra",
    "kettle12 mile20",
    "a b c d e",
    "time tea",
)


def fill(path: Path, count: int) -> float:
    """A history of the first version, then the step to now; returns its seconds."""
    chance = random.Random(7)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, None, steps()[:1])
        connection.execute("BEGIN")
        for number in range(count):
            talk = f"talk{number // 100}"
            if number % 100 == 0:
                connection.execute("INSERT INTO conversations (id, title, created_at, updated_at) VALUES (?, 't', 1, 1)", (talk,))
            words = (
                f"{chance.choice(WORDS)}{chance.randrange(300)}" if chance.random() < 0.3 else chance.choice(WORDS)
                for _ in range(30)
            )
            parts = json.dumps([{"type": "audio", "transcript": " ".join(words), "is_final": True}])
            connection.execute(
                "INSERT INTO items (role, kind, status, created_at, parts_version, parts, conversation_id, id, position)"
                " VALUES ('user', 'message', 'complete', ?, 1, ?, ?, ?, ?)",
                (1e9 + number, parts, talk, f"i{number}", number),
            )
        connection.execute("COMMIT")
        begin = time.perf_counter()
        migrate(connection, None)
        return time.perf_counter() - begin


async def ask(folder: Path) -> dict[str, float]:
    """All queries, ten times each."""
    store = Store(folder, on_problem=print, keys=KEYS)
    await store.search("warm up")
    took: dict[str, list[float]] = {}
    for query in QUERIES * 10:
        begin = time.perf_counter()
        found = await store.search(query)
        took.setdefault(query, []).append((time.perf_counter() - begin) * 1000)
        assert found or query in ("zebra", "a b c d e", "kettle12 mile20", '"window write"'), query
    await store.aclose()
    everything = [ms for times in took.values() for ms in times]
    slowest = max(took, key=lambda query: statistics.median(took[query]))
    return {
        "p50_ms": round(statistics.median(everything), 1),
        "worst_ms": round(max(everything), 1),
        "slowest_query_p50_ms": round(statistics.median(took[slowest]), 1),
    }


def main() -> None:
    count = next((int(word) for word in sys.argv[1:] if word.isdigit()), 100_000)
    is_encrypted = "encrypted" in sys.argv
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        migrated = fill(folder / DATABASE, count)
        begin = time.perf_counter()
        if is_encrypted:
            convert(folder / DATABASE, "", KEYS.key, 2.0)
        converted = time.perf_counter() - begin
        size = (folder / DATABASE).stat().st_size / 2**20
        figures = asyncio.run(ask(folder))
    once = {"migrate_s": round(migrated, 2), "convert_s": round(converted, 2), "file_mb": round(size)}
    print(json.dumps({"messages": count, "encrypted": is_encrypted, **once, **figures}))


if __name__ == "__main__":
    main()
