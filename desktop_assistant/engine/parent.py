"""What the parent process says: lines on the standard input, whose end is the end of the engine.

Read on a thread with plain blocking reads, on every system alike: on Windows asyncio can only await pipes that were made
for it, and the one that a process is born with is none of these.
"""

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncGenerator

PING, PONG = {"ping": True}, {"pong": True}
"""A line that asks whether anybody is there, and the line that says so."""
_STDIN = 0
_PIECE = 1 << 16


async def lines(descriptor: int = _STDIN) -> AsyncGenerator[bytes, None]:
    """Each line without its end, until the other side closes. The thread stays in its read until then."""
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[bytes] = asyncio.Queue()

    def read() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended before the input: nobody listens any more
            while received := _read(descriptor):
                loop.call_soon_threadsafe(arrived.put_nowait, received)
            loop.call_soon_threadsafe(arrived.put_nowait, b"")

    threading.Thread(target=read, name="parent", daemon=True).start()
    rest = b""
    while received := await arrived.get():
        *whole, rest = (rest + received).split(b"\n")
        for line in whole:
            yield line


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, _PIECE)
    except OSError:
        return b""
