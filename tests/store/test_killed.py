"""The process is killed in the middle of a sentence: no final item is lost, and of the streaming one a second at most."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import wave
from pathlib import Path

import pytest

from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role
from desktop_assistant.store.store import Store

WRITER = textwrap.dedent("""
    import itertools, json, sys, time
    from pathlib import Path
    from desktop_assistant.core.audio import AudioFormat
    from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role
    from desktop_assistant.store.store import Store

    store = Store(Path(sys.argv[1]), on_problem=lambda p: print(p, file=sys.stderr))
    last = None
    for n in itertools.count():
        words = []
        for word in range(80):
            words.append(f"w{word}")
            part = AudioPart(transcript=" ".join(words), is_final=word == 79)
            status = ItemStatus.COMPLETE if word == 79 else ItemStatus.IN_PROGRESS
            item = Item(id=f"i{n}", role=Role.ASSISTANT, parts=(part,), status=status)
            store.save("talk", item, final=word == 79, after_id=last)
            store.keep_audio("talk", item.id, bytes(960), AudioFormat())
            print(json.dumps([n, word, time.monotonic()]), flush=True)
            time.sleep(0.02)
        last = f"i{n}"
""")


def speak_and_kill(folder: Path, words: int) -> list[tuple[int, int, float]]:
    """Kill the writer after so many words; returns item, word and time of each word handed to `save`."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True, env=environment())
    assert process.stdout is not None
    said = [json.loads(process.stdout.readline()) for _ in range(words)]
    process.send_signal(signal.SIGKILL)
    said += [json.loads(line) for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdout.close()
    return said


@pytest.mark.parametrize("words", [75, 83, 155])
async def test_kill(tmp_path: Path, words: int) -> None:
    said = speak_and_kill(tmp_path, words)
    n, word, killed_at = said[-1]
    # What the last line announced was handed to `save` before; a second earlier is where loss must end.
    safe = max(((a, b) for a, b, at in said if at <= killed_at - 1.0), default=(-1, -1))

    store = Store(tmp_path, on_problem=lambda _: None)
    items = list(await store.items("talk"))
    await store.aclose()
    found = [(int(i.id[1:]), len(i.text.split()) - 1) for i in items]
    assert [i for i, _ in found] == list(range(len(items)))
    # A final item is written within milliseconds of its save; the kill may have come sooner for the very last one.
    finals = [a for a, b, at in said if b == 79 and at <= killed_at - 0.25]
    assert all((a, 79) in found for a in finals), (found, n, word)
    assert max(found, default=(-1, -1)) >= safe
    assert not [i for i in items if i.status is ItemStatus.IN_PROGRESS]
    assert all(i.status is ItemStatus.COMPLETE for i in items if i.id in {f"i{a}" for a in finals})
    for recording in (tmp_path / "recordings" / "talk").iterdir():
        with wave.open(str(recording)) as file:
            assert file.getnframes() > 0
            assert len(file.readframes(10**6)) == 2 * file.getnframes()


async def test_a_final_item_is_on_disk_before_its_future_is_done(tmp_path: Path) -> None:
    """`items` waits for the writer, so when it returns the file itself must hold the item, whatever happens then."""
    script = textwrap.dedent("""
        import asyncio, os, signal, sys
        from pathlib import Path
        from desktop_assistant.core.items import Item, Role, TextPart
        from desktop_assistant.store.store import Store

        async def main():
            store = Store(Path(sys.argv[1]), on_problem=print)
            store.save("talk", Item(id="a", role=Role.USER, parts=(TextPart(text="hello"),)), final=True, after_id=None)
            await store.items("talk")
            os.kill(os.getpid(), signal.SIGKILL)
        asyncio.run(main())
    """)
    assert run(script, tmp_path) == -signal.SIGKILL
    store = Store(tmp_path, on_problem=lambda _: None)
    assert [i.text for i in await store.items("talk")] == ["hello"]
    await store.aclose()


async def test_an_open_sentence_is_closed_at_the_next_start(tmp_path: Path) -> None:
    part = AudioPart(transcript="It is")
    store = Store(tmp_path, on_problem=lambda _: None)
    store.save(
        "talk", Item(id="a", role=Role.ASSISTANT, parts=(part,), status=ItemStatus.IN_PROGRESS), final=False, after_id=None
    )
    await store.aclose()
    store = Store(tmp_path, on_problem=lambda _: None)
    (item,) = await store.items("talk")
    assert item.status is ItemStatus.BROKEN_OFF
    await store.aclose()


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


def run(script: str, folder: Path) -> int:
    return subprocess.run([sys.executable, "-c", script, str(folder)], env=environment(), check=False).returncode
