"""The one thread that writes.

Work waits in one ordered table and is written in batches, each batch one transaction. Urgent work (a final item)
starts a batch at once and is on the disk, fsync included, when the batch ends; other work (a streaming item) waits up to
half a second for company, and newer work under the same key takes the place of older work that was still waiting.
Every batch takes all that waits, in order of first arrival, so an item never overtakes the one that it follows.

When the disk is full, the file locked or the folder gone, the table simply keeps its work and the writer tries again;
nobody is kept waiting for it meanwhile.
"""

import logging
import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from enum import Enum

from desktop_assistant.core.errors import StoreError
from desktop_assistant.store.driver import sqlite3

log = logging.getLogger(__name__)

Job = Callable[[sqlite3.Connection], None]
"""Runs inside the batch's transaction, perhaps more than once: it must only touch the connection."""

LAG_S = 0.5
"""Longest wait of work that is not urgent."""
RETRY_S = 2.0
"""Pause between attempts while nothing can be written."""


class WriterState(Enum):
    """What the writer is doing."""

    WORKING = "working"
    STUCK = "stuck"
    """The last attempt failed for a reason outside of the program."""
    CLOSED = "closed"


class _Work:
    """One job and who waits for it."""

    __slots__ = ("done", "error", "job")

    def __init__(self, job: Job) -> None:
        self.job = job
        self.done: Future[None] = Future()
        self.done.set_running_or_notify_cancel()  # whoever waits may give up; the work is done all the same, and says so
        self.error: Exception | None = None


class Writer:
    """Owns the writing connection and its thread.

    | resource | acquired | released |
    |---|---|---|
    | thread | `__init__` | `close`, which joins it |
    | connection | first batch, on the thread | after the last batch, or a failed one |
    """

    def __init__(
        self,
        open_database: Callable[[], sqlite3.Connection],
        *,
        is_ours: Callable[[Exception], bool],
        keeps_connection: Callable[[Exception], bool],
        on_stuck: Callable[[Exception], None],
        on_working: Callable[[], None],
        afterwards: Callable[[], None],
        lag_s: float = LAG_S,
        retry_s: float = RETRY_S,
    ) -> None:
        """All callbacks run on the writer's thread.

        keeps_connection: after this error the connection is as good as before.
        is_ours: a failing job's error is a bug of that job, so drop the job instead of waiting for better times.
        on_stuck, on_working: the state changed, or is still stuck with another error.
        afterwards: work on other files, done after each batch; raises OSError.
        """
        self._open_database = open_database
        self._is_ours = is_ours
        self._keeps_connection = keeps_connection
        self._on_stuck = on_stuck
        self._on_working = on_working
        self._afterwards = afterwards
        self._lag_s = lag_s
        self._retry_s = retry_s
        self._waiting: dict[Hashable, _Work] = {}
        self._changed = threading.Condition()
        self._due: float | None = None
        self._urgent = False
        self._closing = False
        self._opens_anew = False
        self._state = WriterState.WORKING
        self._connection: sqlite3.Connection | None = None
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job, *, key: Hashable = None, urgent: bool = True) -> Future[None]:
        """Queue a job. The future is done when it is written, or, while stuck, as soon as it is safe in memory.

        Raises StoreError after `close`.
        """
        work = _Work(job)
        with self._changed:
            if self._closing:
                raise StoreError("The history is closed.")
            self._waiting[work if key is None else key] = work
            self._urgent = self._urgent or urgent
            if self._state is WriterState.STUCK:
                work.done.set_result(None)
            else:
                self._wake_within(0.0 if urgent else self._lag_s)
        return work.done

    def reopen(self) -> None:
        """Before the next batch, which comes at once."""
        with self._changed:
            self._opens_anew = True
            self._wake_within(0.0)

    def nudge(self) -> None:
        """Make a batch, perhaps an empty one, within the lag: there is work for `afterwards`."""
        with self._changed:
            self._wake_within(self._lag_s)

    def kept_in_memory(self) -> list[Job] | None:
        """While stuck: the jobs that are not written yet, in order. Else None."""
        with self._changed:
            return [w.job for w in self._waiting.values()] if self._state is WriterState.STUCK else None

    @property
    def state(self) -> WriterState:
        """As of now, for any thread."""
        return self._state

    def close(self) -> int:
        """Write what waits, stop the thread; returns how many jobs could not be written."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join()
        return len(self._waiting)

    def _wake_within(self, delay: float) -> None:
        due = time.monotonic() + delay
        if self._due is None or due < self._due:
            self._due = due
            self._changed.notify()

    def _run(self) -> None:
        self._batch()
        while self._wait():
            self._batch()
        self._batch()
        self._drop_connection()
        self._state = WriterState.CLOSED

    def _wait(self) -> bool:
        with self._changed:
            while not self._closing:
                delay = None if self._due is None else self._due - time.monotonic()
                if delay is not None and delay <= 0:
                    break
                self._changed.wait(delay)
            self._due = None
            return not self._closing

    def _batch(self) -> None:
        with self._changed:
            batch = list(self._waiting.items())
            urgent, self._urgent = self._urgent, False
            opens_anew, self._opens_anew = self._opens_anew, False
        try:
            if opens_anew:
                self._drop_connection()
            if self._connection is None:
                self._connection = self._open_database()
            if batch:
                _write(self._connection, [w for _, w in batch], urgent, self._is_ours)
            self._settle(batch)
            self._afterwards()
        except Exception as error:
            self._become_stuck(error)
        else:
            self._become_working()

    def _settle(self, batch: list[tuple[Hashable, _Work]]) -> None:
        with self._changed:
            for key, work in batch:
                if self._waiting.get(key) is work:
                    del self._waiting[key]
        for _, work in batch:
            if work.error is not None and not work.done.done():
                work.done.set_exception(StoreError("The history refused a change."))
            elif not work.done.done():
                work.done.set_result(None)

    def _become_working(self) -> None:
        with self._changed:
            was, self._state = self._state, WriterState.WORKING
            if was is WriterState.STUCK and self._waiting:  # came while nobody woke us for it
                self._wake_within(0.0)
        if was is WriterState.STUCK:
            self._on_working()

    def _become_stuck(self, error: Exception) -> None:
        if not self._keeps_connection(error):
            self._drop_connection()
        with self._changed:
            self._state = WriterState.STUCK
            released = [w for w in self._waiting.values() if not w.done.done()]
            self._urgent = True
            self._due = None
            self._wake_within(self._retry_s)
        self._on_stuck(error)
        for work in released:
            work.done.set_result(None)

    def _drop_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except sqlite3.Error:
                log.warning("the history did not close cleanly", exc_info=True)


def _write(connection: sqlite3.Connection, batch: list[_Work], urgent: bool, is_ours: Callable[[Exception], bool]) -> None:
    # NORMAL leaves the newest commits to the next checkpoint if the power fails: right for text that is still
    # streaming, not for a final item. One fsync per turn is cheap on a thread of its own.
    connection.execute(f"PRAGMA synchronous = {'FULL' if urgent else 'NORMAL'}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for work in batch:
            _run_job(connection, work, is_ours)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _run_job(connection: sqlite3.Connection, work: _Work, is_ours: Callable[[Exception], bool]) -> None:
    connection.execute("SAVEPOINT job")
    try:
        work.job(connection)
    except Exception as error:
        if not is_ours(error):
            raise
        # One job that can never succeed must not hold up the others.
        log.exception("a change of the history was refused")
        work.error = error
        connection.execute("ROLLBACK TO job")
    connection.execute("RELEASE job")
