"""What was written and not sent is there again, whatever ended the program."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from desktop_assistant.core.draft import Draft
from desktop_assistant.core.items import FilePart, ImagePart
from desktop_assistant.store.store import Store
from tests.store.conftest import opened

pytestmark = pytest.mark.usefixtures("form")

PICTURE = ImagePart.of(b"a picture" * 500, mime="image/png", width=4, height=3, title="photo.png")
OTHER = ImagePart.of(b"another" * 500, mime="image/jpeg", width=3, height=4)
FILE = FilePart(name="notes.txt", text="line one\nline two")


def store(folder: Path) -> Store:
    return Store(folder, on_problem=lambda problem: pytest.fail(str(problem)), lag_s=0.01)


async def test_words_pictures_and_files_come_back_in_their_order(tmp_path: Path) -> None:
    draft = Draft(text="half a sent\nence \ud83d", parts=(PICTURE, FILE, OTHER))
    one = store(tmp_path)
    assert not await one.draft()
    one.keep_draft(draft)
    await one.aclose()
    two = store(tmp_path)
    found = await two.draft()
    await two.aclose()
    assert found.text == "half a sent\nence ?"
    assert found.parts == draft.parts
    assert [part.data for part in found.parts if isinstance(part, ImagePart)] == [PICTURE.data, OTHER.data]


async def test_what_is_sent_or_taken_away_leaves_nothing(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.keep_draft(Draft(text="x", parts=(PICTURE, OTHER)))
    await one.draft()
    one.keep_draft(Draft(text="x", parts=(OTHER,)))
    assert (await one.draft()).parts == (OTHER,)
    one.keep_draft(Draft())
    assert not await one.draft()
    await one.aclose()
    file = opened(tmp_path / "history.sqlite3")
    assert file.execute("SELECT (SELECT count(*) FROM drafts), (SELECT count(*) FROM draft_pictures)").fetchone() == (0, 0)
    file.close()


@pytest.mark.expects_logs("makes no sense")
async def test_words_survive_what_went_with_them(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.keep_draft(Draft(text="words", parts=(PICTURE,)))
    await one.aclose()
    file = opened(tmp_path / "history.sqlite3", isolation_level=None)
    file.execute("UPDATE drafts SET parts = 'nonsense'")
    file.close()
    two = store(tmp_path)
    assert await two.draft() == Draft(text="words")
    await two.aclose()


WRITER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from desktop_assistant.core.draft import Draft
    from desktop_assistant.store.store import Store

    store = Store(Path(sys.argv[1]), on_problem=print, lag_s=0.02)
    for number in range(100_000):
        store.keep_draft(Draft(text="w" * number))
        if number % 50 == 0:
            store._writer.submit(lambda _: None).result()  # everything before it is on the disk
            print(number, flush=True)
""")


@pytest.mark.parametrize("lines", [2, 9])
async def test_killed_while_somebody_writes(tmp_path: Path, form: str, lines: int) -> None:
    if form == "encrypted":
        return  # the process above has no key; the statements are the same
    announced = write_and_kill(tmp_path, lines)
    again = store(tmp_path)
    assert len((await again.draft()).text) >= announced
    await again.aclose()


def write_and_kill(folder: Path, lines: int) -> int:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True, env=env)
    assert process.stdout is not None
    last = [int(process.stdout.readline()) for _ in range(lines)][-1]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return last
