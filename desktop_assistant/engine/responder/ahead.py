"""Work that begins before anybody may hear of it: a generator runs ahead of its reader."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """Starts at once. What it raises is raised where it is read. Acquires: a task and the generator; released by `aclose`."""

    def __init__(self, source: AsyncGenerator[T, None]) -> None:
        self._source = source
        self._made: asyncio.Queue[T | None] = asyncio.Queue()
        self._task = asyncio.create_task(self._run())

    async def pieces(self) -> AsyncGenerator[T, None]:
        """In order, from the first."""
        while (piece := await self._made.get()) is not None:
            yield piece
        await self._task

    async def aclose(self) -> None:
        """Nobody wants the rest."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):  # what is not wanted may fail as it likes
            await self._task

    async def _run(self) -> None:
        try:
            async with contextlib.aclosing(self._source):
                async for piece in self._source:
                    self._made.put_nowait(piece)
        finally:
            self._made.put_nowait(None)
