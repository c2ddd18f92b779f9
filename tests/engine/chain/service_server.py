"""A true HTTP server with the three services of a chain, by script: answers in order, requests kept, streams that can be held."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

HOLD = b"hold"
"""In a streamed body: wait until the client has left."""


@dataclass
class Call:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Reply:
    """An answer: its body in pieces, sent one by one."""

    pieces: list[bytes]
    status: int = 200


def says(*events: dict[str, Any], hold: bool = False) -> Reply:
    """Server-sent events."""
    return Reply([f"data: {json.dumps(event)}\n\n".encode() for event in events] + [HOLD] * hold)


def words(*texts: str, hold: bool = False) -> Reply:
    """A Responses stream."""
    deltas = [{"type": "response.output_text.delta", "delta": text} for text in texts]
    end = [] if hold else [{"type": "response.completed", "response": {}}]
    return says({"type": "response.created", "response": {}}, *deltas, *end, hold=hold)


def refusal(status: int, code: str, message: str = "No.") -> Reply:
    return Reply([json.dumps({"error": {"code": code, "message": message}}).encode()], status)


@dataclass
class ServiceServer:
    """`replies` by the end of the path; each list is used up in order, its last one stays; a function answers each call."""

    replies: dict[str, "list[Reply] | Callable[[Call], Reply]"]
    url: str = ""
    calls: list[Call] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    _serving: set["asyncio.Task[None]"] = field(default_factory=set)
    _asked: asyncio.Event = field(default_factory=asyncio.Event)

    def of(self, path: str) -> list[Call]:
        return [call for call in self.calls if call.path.endswith(path)]

    async def aclose(self) -> None:
        serving = list(self._serving)
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    async def until_asked(self, path: str, times: int) -> None:
        async with asyncio.timeout(20):
            while len(self.of(path)) < times:
                self._asked.clear()
                await self._asked.wait()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)
        try:
            while await self._one(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the end of a test finds connections that are kept alive
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.splitlines()
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        path = first.split()[1]
        call = Call(path, headers, body)
        self.calls.append(call)
        self._asked.set()
        queue = next(replies for end, replies in self.replies.items() if path.endswith(end))
        reply = queue(call) if callable(queue) else queue.pop(0) if len(queue) > 1 else queue[0]
        writer.write(f"HTTP/1.1 {reply.status} X\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        for piece in reply.pieces:
            if piece is HOLD:
                await writer.drain()
                if not await reader.read():
                    self.left.set()
                    return False
            elif piece:
                writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True


@asynccontextmanager
async def service_server(**replies: list[Reply] | Callable[[Call], Reply]) -> AsyncIterator[ServiceServer]:
    """Names: transcriptions, responses, completions, speech, models."""
    server = ServiceServer({f"/{name}": queue if callable(queue) else list(queue) for name, queue in replies.items()})
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
    try:
        yield server
    finally:
        listening.close()
        await server.aclose()
