"""The writer: order, replacement, transactions, and one bad job among good ones."""

import errno
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from desktop_assistant.core.errors import StoreError
from desktop_assistant.store.database import Fault, diagnose
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.writer import Job, Writer, WriterState


class Bench:
    """A writer on a database with one table, and what it told."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.errors: list[Exception] = []
        self.recovered = threading.Event()
        self.refuse: Exception | None = None
        self.opened = 0
        self.writer = Writer(
            self._open,
            is_ours=lambda error: diagnose(error, path.parent) is Fault.BUG,
            keeps_connection=lambda _: False,
            on_stuck=self.errors.append,
            on_working=self.recovered.set,
            afterwards=self._afterwards,
            lag_s=60,
            retry_s=0.01,
        )

    def _open(self) -> sqlite3.Connection:
        self.opened += 1
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        connection.execute("CREATE TABLE IF NOT EXISTS said (word)")
        return connection

    def _afterwards(self) -> None:
        if self.refuse is not None:
            raise self.refuse

    def words(self) -> list[str]:
        connection = sqlite3.connect(self.path)
        words = [w for (w,) in connection.execute("SELECT word FROM said ORDER BY rowid")]
        connection.close()
        return words


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "x.sqlite3")
    yield bench
    bench.writer.close()


def say(word: str) -> Job:
    def job(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO said VALUES (?)", (word,))

    return job


def wait(future: "Future[None]") -> None:
    future.result(10)


def test_patient_work_waits_keeps_its_place_and_is_replaced(bench: Bench) -> None:
    wait(bench.writer.submit(say("begin")))
    bench.writer.submit(say("a1"), key="a", urgent=False)
    bench.writer.submit(say("b"), key="b", urgent=False)
    bench.writer.submit(say("a2"), key="a", urgent=False)
    assert bench.words() == ["begin"]
    wait(bench.writer.submit(say("c")))
    assert bench.words() == ["begin", "a2", "b", "c"]


def test_closing_writes_what_waits(bench: Bench) -> None:
    bench.writer.submit(say("a"), urgent=False)
    assert bench.writer.close() == 0
    assert bench.words() == ["a"]
    assert bench.writer.state is WriterState.CLOSED
    with pytest.raises(StoreError, match="closed"):
        bench.writer.submit(say("b"))


@pytest.mark.expects_logs("a change of the history was refused")
@pytest.mark.parametrize("wrong", [lambda c: c.execute("INSERT INTO nowhere VALUES (1)"), lambda _: [][0]])
def test_a_job_that_cannot_succeed_is_dropped_and_the_others_written(bench: Bench, wrong: Callable[..., None]) -> None:
    def half(connection: sqlite3.Connection) -> None:
        say("half")(connection)
        wrong(connection)

    bench.writer.submit(say("before"), urgent=False)
    bad = bench.writer.submit(half, urgent=False)
    wait(bench.writer.submit(say("after")))
    assert bench.words() == ["before", "after"]
    with pytest.raises(StoreError, match="refused"):
        bad.result(10)
    assert bench.errors == []


def test_while_stuck_work_is_kept_in_order_and_nobody_waits(bench: Bench) -> None:
    wait(bench.writer.submit(say("before")))
    failing = threading.Event()
    failing.set()

    def job(connection: sqlite3.Connection) -> None:
        if failing.is_set():
            raise OSError(errno.ENOSPC, "full")
        say("kept")(connection)

    wait(bench.writer.submit(job))
    wait(bench.writer.submit(say("later")))
    assert bench.writer.state is WriterState.STUCK
    kept = bench.writer.kept_in_memory()
    assert kept is not None
    assert len(kept) == 2
    assert bench.words() == ["before"]
    failing.clear()
    assert bench.recovered.wait(10)
    assert bench.words() == ["before", "kept", "later"]
    assert bench.writer.kept_in_memory() is None
    assert bench.opened == 2


def test_trouble_beside_the_database_does_not_hold_up_the_database(bench: Bench) -> None:
    wait(bench.writer.submit(say("a")))
    bench.refuse = OSError(errno.ENOSPC, "full")
    wait(bench.writer.submit(say("b")))
    wait(bench.writer.submit(say("c")))
    bench.refuse = None
    assert bench.recovered.wait(10)
    assert bench.words() == ["a", "b", "c"]


def test_a_hundred_threads_lose_nothing(bench: Bench) -> None:
    threads = [threading.Thread(target=lambda n=n: [bench.writer.submit(say(f"{n}-{i}")) for i in range(20)]) for n in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bench.writer.close()
    words = bench.words()
    assert len(words) == 2000
    for n in range(100):
        assert [w for w in words if w.startswith(f"{n}-")] == [f"{n}-{i}" for i in range(20)]


def test_whoever_gives_up_waiting_disturbs_neither_the_work_nor_the_writer(bench: Bench) -> None:
    given_up = bench.writer.submit(say("given up"), urgent=False)
    assert not given_up.cancel()
    wait(bench.writer.submit(say("next")))
    assert given_up.done()
    assert bench.words() == ["given up", "next"]
