"""A stretch of wire in front of a server that can be cut, frozen, made slow or uneven, at any moment."""

import asyncio
import contextlib
import socket
from urllib.parse import urlsplit

NARROW = 4096
"""Bytes."""


class FaultyWire:
    """`async with FaultyWire(server.url) as wire:`; `wire.url` leads to the server."""

    def __init__(self, target: str, *, is_narrow: bool = False) -> None:
        """is_narrow: holds next to nothing, so that whoever sends faster than it carries notices."""
        self._target = urlsplit(target)
        self._is_narrow = is_narrow
        self.carried_up = 0
        """Bytes from the client."""
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._flows = asyncio.Event()
        self._flows.set()
        self._age = 0
        self.is_down = False
        """New connections are refused."""
        self.up_bytes_per_s = 0.0
        """0 = as fast as it goes."""
        self.jitter_s = 0.0

    async def __aenter__(self) -> "FaultyWire":
        listener = socket.socket()
        if self._is_narrow:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
        listener.bind(("127.0.0.1", 0))
        limit = NARROW if self._is_narrow else 1 << 16
        self._server = await asyncio.start_server(self._join, sock=listener, limit=limit)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self._writers:
            writer.close()

    @property
    def url(self) -> str:
        return self._target._replace(netloc=f"127.0.0.1:{self._port}").geturl()

    def reset(self) -> None:
        """Both ends are told at once, without a goodbye."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    def freeze(self) -> None:
        """Nothing arrives any more, and nobody is told."""
        self._flows.clear()

    def thaw(self) -> None:
        """What waited arrives."""
        self._flows.set()

    def lose(self) -> None:
        """The connections of now lead nowhere for ever; new ones are good."""
        self._age += 1

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_down:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection(self._target.hostname, self._target.port)
        self._writers |= {writer, back}
        for source, sink, is_up in ((reader, back, True), (there, writer, False)):
            task = asyncio.create_task(self._carry(source, sink, is_up=is_up))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, is_up: bool) -> None:
        age, odd = self._age, 0
        with contextlib.suppress(OSError):
            while data := await source.read(4096):
                await self._flows.wait()
                if age != self._age:
                    continue
                odd += 1
                self.carried_up += len(data) if is_up else 0
                pause = self.jitter_s * (odd % 2) + (len(data) / self.up_bytes_per_s if is_up and self.up_bytes_per_s else 0.0)
                if pause:
                    await asyncio.sleep(pause)
                sink.write(data)
                await sink.drain()
        if age == self._age:
            sink.close()
