"""The program's session, transport and history are killed (SIGKILL) at random moments of a conversation: is anything lost?

    python tests/bench/killed.py [TIMES] [SLICE]

Each time a child talks with a scripted provider over a true socket into a true history, and tells what it has said and what is
committed. After the kill, every committed word must be in the database, every word that was said more than `LAG_S` before must
be there or on the disk as sound, and the database must be whole. Each SLICE has random moments of its own. Prints one JSON object
as its last line.
"""

import asyncio
import json
import logging
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.store import Store
from tests.bench.resilience import Talk
from tests.fakes.scripted_provider import WORD, ScriptedProvider

LAG_S = 1.0
"""Work that is not urgent waits up to half a second for the disk; the rest is for a machine that is busy."""
SEED = 20261123


async def talk(folder: Path) -> None:
    """The child: speaks and types until it is killed; every third word is said without a connection."""
    store = Store(folder, on_problem=lambda problem: None)
    await store.conversations()
    async with ScriptedProvider("openai") as server:
        it = Talk("openai", server.url, store)
        await it.until(lambda: it.link is LinkState.READY)
        print(json.dumps(["ready", 0, time.monotonic()]), flush=True)
        while True:
            is_lost = len(it.said) % 3 == 2
            if is_lost:
                await server.close(1011)
            if len(it.said) % 2:
                it.type_word()
            else:
                await it.begin_word()
                await it.end_word()
            print(json.dumps(["said", it.said[-1], time.monotonic()]), flush=True)
            await it.until(lambda: it.is_settled)
            await store.items("c")
            print(json.dumps(["committed", it.said[-1], time.monotonic()]), flush=True)


def kill_one(chance: random.Random) -> dict[str, object]:
    """Start, wait, kill, look."""
    with tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen(
            [sys.executable, __file__, "--child", folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        time.sleep(chance.uniform(0.0, 6.0))
        child.send_signal(signal.SIGKILL)
        killed_at = time.monotonic()
        lines += child.stdout.readlines()
        child.wait()
        told = [json.loads(line) for line in lines if line.endswith("\n")]
        return asyncio.run(judge(Path(folder), told, killed_at))


async def judge(folder: Path, told: list[list[object]], killed_at: float) -> dict[str, object]:
    """What the next start finds."""
    with sqlite3.connect(folder / "history.sqlite3") as connection:
        [(verdict,)] = connection.execute("PRAGMA integrity_check").fetchall()
    connection.close()
    store = Store(folder, on_problem=lambda problem: None)
    written = {int(n) for item in await store.items("c") for n in WORD.findall(item.text)}
    sounding = {byte for _, sound in await store.unsent("c") for byte in set(sound.audio) if byte}
    await store.aclose()
    committed = {int(str(n)) for what, n, _ in told if what == "committed"}
    said = {int(str(n)) for what, n, at in told if what == "said" and float(str(at)) < killed_at - LAG_S}
    return {
        "integrity": verdict,
        "committed_lost": sorted(committed - written),
        "said_lost": sorted(said - written - sounding),
        "turns": len(committed),
        "unsent": len(sounding - written),
    }


def main(times: int, slice_: int) -> dict[str, object]:
    chance = random.Random(SEED + slice_)
    results = [kill_one(chance) for _ in range(times)]
    return {
        "kills": times,
        "committed_items_lost": sum(len(r["committed_lost"]) for r in results),  # type: ignore[arg-type]
        "said_words_lost": sum(len(r["said_lost"]) for r in results),  # type: ignore[arg-type]
        "databases_damaged": sum(r["integrity"] != "ok" for r in results),
        "turns_committed": sum(int(str(r["turns"])) for r in results),
        "words_found_as_sound": sum(int(str(r["unsent"])) for r in results),
    }


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    if sys.argv[1:2] == ["--child"]:
        asyncio.run(talk(Path(sys.argv[2])))
    else:
        times, slice_ = (*map(int, sys.argv[1:]), *(200, 0)[len(sys.argv) - 1 :])
        print(json.dumps(main(times, slice_)))
