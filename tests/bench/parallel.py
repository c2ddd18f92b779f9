"""Work in stream time for all cores: how fast it is done does not matter there, only that a bench does not take the night."""

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")
_jobs: Sequence[Callable[[], Any]] = ()


def in_parallel(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """What they return, in their order. A child is a copy of this process, so a job may be any closure over sound in memory."""
    global _jobs
    _jobs = jobs
    with get_context("fork").Pool() as pool:
        return pool.map(_run, range(len(jobs)), chunksize=1)


def _run(number: int) -> Any:
    return _jobs[number]()
