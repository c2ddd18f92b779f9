"""How the history scales: list 1,000 conversations, open 10,000 items, save. Last line: one JSON object.

`python tests/bench/store_scale.py [encrypted] [folder]`: a folder on the disk to be measured; the default may be in memory.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role, TextPart
from desktop_assistant.store.store import Store
from tests.fakes.keys import FakeKeys

KEYS = FakeKeys("0123456789abcdef" * 4)
IS_ENCRYPTED = "encrypted" in sys.argv

CONVERSATIONS = 1_000
ITEMS = 10_000
SENTENCE = "Ten kilometres are about six point two miles, which is two hours on foot. "


def spoken(n: int, *, final: bool = True) -> Item:
    """User and assistant in turns, as long as such texts are."""
    if n % 2 == 0:
        parts: tuple[TextPart | AudioPart, ...] = (AudioPart(transcript=f"{n} what's ten kilometres in miles", is_final=True),)
    else:
        parts = (AudioPart(transcript=SENTENCE * 3, is_final=final, audio_ms=9000),)
    status = ItemStatus.COMPLETE if final else ItemStatus.IN_PROGRESS
    role = Role.ASSISTANT if n % 2 else Role.USER
    return Item(id=f"item_{n}", role=role, parts=parts, status=status, created_at=1e9 + n, previous_id=f"item_{n - 1}")


async def fill(folder: Path) -> None:
    """Everything through the public door."""
    store = Store(folder, on_problem=print, keys=KEYS, is_encrypted=IS_ENCRYPTED or None)
    for n in range(CONVERSATIONS):
        for i in range(6):
            store.save(f"talk{n}", spoken(i), final=False, after_id=f"item_{i - 1}")
    for i in range(ITEMS):
        store.save("long", spoken(i), final=False, after_id=f"item_{i - 1}")
    await store.aclose()


async def timed(ask: Callable[[], Awaitable[object]], times: int) -> dict[str, float]:
    """p50 and worst by the clock, and p50 of the processor's time (what a busy machine does not blur), ms."""
    took, worked = [], []
    for _ in range(times):
        start, cpu = time.perf_counter(), time.process_time()
        await ask()
        took.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - cpu) * 1000)
    return {"p50": round(statistics.median(took), 2), "max": round(max(took), 2), "cpu_p50": round(statistics.median(worked), 2)}


async def save_and_wait(store: Store, final: bool) -> dict[str, float]:
    """What `save` costs its caller, and until when a final item is on the disk."""
    calls, durable = [], []
    for n in range(200):
        start = time.perf_counter()
        store.save("long", spoken(ITEMS + n, final=final), final=final, after_id=f"item_{ITEMS + n - 1}")
        calls.append((time.perf_counter() - start) * 1000)
        if final:
            await store.rename("talk0", "x")
            durable.append((time.perf_counter() - start) * 1000)
    result = {"call_p50": round(statistics.median(calls), 4), "call_max": round(max(calls), 3)}
    if final:
        result |= {"durable_p50": round(statistics.median(durable), 2), "durable_max": round(max(durable), 2)}
    return result


async def main(folder: Path) -> dict[str, object]:
    start = time.perf_counter()
    await fill(folder)
    filled_s = time.perf_counter() - start
    start = time.perf_counter()
    store = Store(folder, on_problem=print, keys=KEYS, is_encrypted=IS_ENCRYPTED or None)
    construct_ms = (time.perf_counter() - start) * 1000
    count = len(await store.conversations())
    first_list_ms = (time.perf_counter() - start) * 1000
    assert count == CONVERSATIONS + 1
    assert len(await store.items("long")) == ITEMS
    figures = {
        "encrypted": IS_ENCRYPTED,
        "conversations": CONVERSATIONS,
        "items": ITEMS,
        "fill_s": round(filled_s, 2),
        "file_mb": round((folder / "history.sqlite3").stat().st_size / 1e6, 1),
        "construct_ms": round(construct_ms, 2),
        "start_to_first_list_ms": round(first_list_ms, 1),
        "list_ms": await timed(store.conversations, 30),
        "open_10000_ms": await timed(lambda: store.items("long"), 10),
        "open_6_ms": await timed(lambda: store.items("talk5"), 30),
        "save_streaming_ms": await save_and_wait(store, False),
        "save_final_ms": await save_and_wait(store, True),
    }
    await store.aclose()
    return figures


if __name__ == "__main__":
    place = next((word for word in sys.argv[1:] if word != "encrypted"), "")
    if place:
        print(json.dumps(asyncio.run(main(Path(place)))))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            print(json.dumps(asyncio.run(main(Path(temporary)))))
