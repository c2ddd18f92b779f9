"""A true chat-completions server on loopback for the tests: HTTP and server-sent events by hand, steps chosen by the test."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class ChatServer:
    """`replies` are used up in order; each is a list of deltas, a status code, or raw text of the stream."""

    replies: list[list[dict[str, Any]] | int | str] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    hold: asyncio.Event = field(default_factory=asyncio.Event)
    """A delta {"hold": true} waits for this."""
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """The client closed its connection in the middle of a stream."""
    url: str = ""
    answers: dict[str, Any] = field(
        default_factory=lambda: {"/v1/models": {"object": "list", "data": [{"id": "tiny", "object": "model"}]}}
    )
    """By path; and by path and model for what is asked about one. Anything else but a chat is 404."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next((int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length")), 0)
            body = await reader.readexactly(length)
            path = head.split()[1]
            if path.endswith("/chat/completions"):
                self.requests.append(json.loads(body))
                await self._reply(reader, writer)
            else:
                asked = f"{path} {json.loads(body)['model']}" if body else path
                told = self.answers.get(asked)
                await self._write(writer, 404 if told is None else 200, json.dumps(told))
        finally:
            writer.close()

    async def _reply(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reply = self.replies.pop(0)
        if isinstance(reply, int):
            await self._write(writer, reply, '{"error": {"message": "no"}}')
        elif isinstance(reply, str):
            await self._write(writer, 200, reply)
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
            await self._stream(reader, writer, reply)

    async def _stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, deltas: Sequence[dict[str, Any]]) -> None:
        for delta in deltas:
            if delta.get("hold"):
                gone = asyncio.ensure_future(reader.read())
                held = asyncio.ensure_future(self.hold.wait())
                done, pending = await asyncio.wait({gone, held}, return_when=asyncio.FIRST_COMPLETED)
                for task in pending:
                    task.cancel()
                if gone in done:
                    self.left.set()
                    return
                continue
            event = {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
            writer.write(f"data: {json.dumps(event)}\n\n".encode())
            await writer.drain()
        writer.write(b"data: [DONE]\n\n")
        await writer.drain()

    @staticmethod
    async def _write(writer: asyncio.StreamWriter, status: int, body: str) -> None:
        data = body.encode()
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {len(data)}\r\nConnection: close\r\n\r\n".encode() + data)
        await writer.drain()


@asynccontextmanager
async def chat_server(*replies: list[dict[str, Any]] | int | str) -> AsyncIterator[ChatServer]:
    server = ChatServer(list(replies))
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
    try:
        yield server
    finally:
        server.hold.set()
        listening.close()
        await listening.wait_closed()
