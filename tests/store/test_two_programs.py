"""Another program has the same history open, or holds it locked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.store import database
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.store import Store
from tests.store.conftest import opened

pytestmark = pytest.mark.usefixtures("form")


def said(id_: str) -> Item:
    return Item(id=id_, role=Role.USER, parts=(TextPart(text=id_),))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    other = opened(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("COMMIT")
    other.close()


def test_two_programs_that_begin_a_history_at_the_same_moment_both_get_it(tmp_path: Path) -> None:
    """SQLite's own timeout does not cover the switch to a write-ahead log: about one start in five failed."""
    failed: list[Exception] = []
    for attempt in range(40):
        together = threading.Barrier(2)

        def begin(path: Path = tmp_path / f"{attempt}.sqlite3", together: threading.Barrier = together) -> None:
            together.wait()
            try:
                database.Database(path, on_set_aside=lambda _path, error: failed.append(error)).open().close()
            except sqlite3.Error as error:
                failed.append(error)

        programs = [threading.Thread(target=begin) for _ in range(2)]
        for program in programs:
            program.start()
        for program in programs:
            program.join()
    assert failed == []


async def test_two_stores_share_one_file(tmp_path: Path) -> None:
    problems: list[Problem] = []
    stores = [Store(tmp_path, on_problem=problems.append) for _ in range(2)]
    for n in range(50):
        for number, store in enumerate(stores):
            store.save(f"talk{number}", said(f"i{n}"), final=True, after_id=f"i{n - 1}")
    for store in stores:
        await store.conversations()
    for number, store in enumerate(stores):
        assert [i.id for i in await store.items(f"talk{number}")] == [f"i{n}" for n in range(50)]
        assert len(await store.items(f"talk{1 - number}")) == 50
    for store in stores:
        await store.aclose()
    assert problems == []


@pytest.mark.expects_logs("history cannot be written")
async def test_a_locked_history_is_reported_waited_for_and_read_from_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.05)
    problems: list[Problem] = []
    stuck, free = threading.Event(), threading.Event()

    def hear(problem: Problem) -> None:
        problems.append(problem)
        (free if problem.over else stuck).set()

    store = Store(tmp_path, on_problem=hear, retry_s=0.02)
    store.save("talk", said("before"), final=True, after_id=None)
    await store.items("talk")
    with locked(tmp_path / "history.sqlite3"):
        store.save("talk", said("during"), final=True, after_id="before")
        assert [i.id for i in await store.items("talk")] == ["before", "during"]
        assert stuck.is_set()
        await store.rename("talk", "while locked")
        assert [c.title for c in await store.conversations()] == ["while locked"]
    assert free.wait(10)
    assert [p.code for p in problems] == [ProblemCode.HISTORY_UNWRITABLE] * 2
    assert "in use by another program" in problems[0].detail
    await store.aclose()
    other = opened(tmp_path / "history.sqlite3")
    assert other.execute("SELECT id FROM items ORDER BY position").fetchall() == [("before",), ("during",)]
    other.close()


@pytest.mark.expects_logs("history cannot be written", "could not be written before the end")
async def test_what_could_not_be_written_before_the_end_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.05)
    store = Store(tmp_path, on_problem=lambda _: None, retry_s=0.02)
    await store.conversations()
    with locked(tmp_path / "history.sqlite3"):
        store.save("talk", said("a"), final=True, after_id=None)
        await store.aclose()


@pytest.mark.expects_logs("history cannot be written")
async def test_a_folder_that_cannot_be_made_keeps_everything_in_memory(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    free = threading.Event()
    problems: list[Problem] = []

    def hear(problem: Problem) -> None:
        problems.append(problem)
        if problem.over:
            free.set()

    store = Store(tmp_path / "data", on_problem=hear, retry_s=0.02)
    info = await store.create("Alone")
    store.save(info.id, said("a"), final=True, after_id=None)
    assert [c.title for c in await store.conversations()] == ["Alone"]
    assert [i.text for i in await store.items(info.id)] == ["a"]
    assert [p.code for p in problems] == [ProblemCode.HISTORY_UNWRITABLE]
    (tmp_path / "data").unlink()
    assert free.wait(10)
    await store.aclose()
    store = Store(tmp_path / "data", on_problem=hear)
    assert [i.text for i in await store.items(info.id)] == ["a"]
    await store.aclose()
