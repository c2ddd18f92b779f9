"""The disk fills up in the middle of a conversation: the person is told, goes on talking, and loses nothing."""

import contextlib
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.settings.file import load, save
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.store import Store

pytestmark = pytest.mark.expects_logs("history cannot be written")


class SmallDisk:
    """A true file system of two megabytes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ballast = root / "ballast"

    def fill(self) -> None:
        """Take every byte that is left."""
        with self.ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))

    def grow(self) -> None:
        subprocess.run(["mount", "-o", "remount,size=16m", str(self.root)], check=True)

    def free(self) -> None:
        self.ballast.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    root = tmp_path / "disk"
    root.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not mount or not umount or os.geteuid() != 0:
        pytest.skip("mounting a small file system needs root")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(root)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.skip(f"mounting a small file system is not permitted here: {done.stderr.strip()}")
    yield SmallDisk(root)
    subprocess.run([umount, str(root)], check=True)


class Hearing:
    """What the window is told, and moments to wait for."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.full, self.over = threading.Event(), threading.Event()

    def __call__(self, problem: Problem) -> None:
        self.problems.append(problem)
        (self.over if problem.over else self.full).set()


def said(n: int) -> Item:
    return Item(id=f"i{n}", role=Role.USER, parts=(TextPart(text=f"{n} " + "word " * 200),), created_at=float(n))


def ids(path: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [r[0] for r in connection.execute("SELECT id FROM items ORDER BY position")]


async def test_nothing_said_is_lost(disk: SmallDisk) -> None:
    hear = Hearing()
    store = Store(disk.root / "data", on_problem=hear, retry_s=0.05)
    for n in range(20):
        store.save("talk", said(n), final=True, after_id=f"i{n - 1}")
    assert len(await store.items("talk")) == 20
    disk.fill()
    for n in range(20, 400):
        store.save("talk", said(n), final=True, after_id=f"i{n - 1}")
    assert await store.items("talk") == [said(n) for n in range(400)]
    assert hear.full.is_set()
    other = await store.create("Made while full")
    store.save(other.id, said(0), final=True, after_id=None)
    await store.rename("talk", "Renamed while full")
    assert [c.title for c in await store.conversations()] == ["Made while full", "Renamed while full"]
    disk.free()
    assert hear.over.wait(30)
    assert [(p.code, p.over) for p in hear.problems] == [(ProblemCode.DISK_FULL, False), (ProblemCode.DISK_FULL, True)]
    store.save("talk", said(400), final=True, after_id="i399")
    assert await store.items("talk") == [said(n) for n in range(401)]
    await store.aclose()
    assert sorted(ids(disk.root / "data" / "history.sqlite3")) == sorted([*(f"i{n}" for n in range(401)), "i0"])


async def test_a_start_on_a_full_disk_shows_the_old_history(disk: SmallDisk) -> None:
    hear = Hearing()
    store = Store(disk.root / "data", on_problem=hear)
    store.save("talk", said(0), final=True, after_id=None)
    await store.aclose()
    disk.fill()
    store = Store(disk.root / "data", on_problem=hear, retry_s=0.05)
    store.save("talk", said(1), final=True, after_id="i0")
    assert await store.items("talk") == [said(0), said(1)]
    assert [p.code for p in hear.problems] == [ProblemCode.DISK_FULL]
    disk.free()
    assert hear.over.wait(30)
    await store.aclose()
    assert ids(disk.root / "data" / "history.sqlite3") == ["i0", "i1"]


async def test_recordings_wait_for_space_and_texts_do_not_wait_for_recordings(disk: SmallDisk) -> None:
    hear = Hearing()
    store = Store(disk.root / "data", on_problem=hear, lag_s=0.01, retry_s=0.05)
    store.save("talk", said(0), final=True, after_id=None)
    sound = bytes(range(256)) * 40
    for _ in range(400):  # twice the disk
        store.keep_audio("talk", "i0", sound, AudioFormat())
    assert hear.full.wait(30)
    assert await store.items("talk") == [said(0)]
    assert [(p.code, p.over) for p in hear.problems] == [(ProblemCode.DISK_FULL, False)]
    disk.grow()
    assert hear.over.wait(30)
    await store.aclose()
    assert (disk.root / "data" / "recordings" / "talk" / "i0.wav").read_bytes()[44:] == sound * 400


def test_settings_keep_their_old_file(disk: SmallDisk) -> None:
    path = disk.root / "settings.toml"
    save(path, Settings())
    disk.fill()
    with pytest.raises(OSError, match="No space left"):
        save(path, Settings(provider=Provider.OPENAI))
    assert load(path) == (Settings(), [])
    assert sorted(p.name for p in disk.root.iterdir()) == ["ballast", "settings.toml"]
