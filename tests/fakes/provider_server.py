"""A true WebSocket server that plays a provider by script, with faults: delay, drop, cut, garbage, refusal."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response

Reply = Callable[[dict[str, Any]], list[Any]]
"""Client message in, messages out: dicts are sent as JSON, strings and bytes as they are, a Fault or Thought is carried out."""


@dataclass(frozen=True)
class Fault:
    """close_code None = cut the TCP connection without a goodbye."""

    close_code: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Thought:
    """The provider takes its time before what follows."""

    seconds: float


@dataclass
class ProviderServer:
    """`async with ProviderServer(reply) as server:`; `server.url`, `server.received` (all connections, in order)."""

    reply: Reply
    greeting: list[Any] = field(default_factory=list)
    refuse_with: tuple[int, bytes, dict[str, str]] | None = None
    received: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    connections: int = 0
    _server: Server | None = None
    _socket: ServerConnection | None = None

    async def __aenter__(self) -> "ProviderServer":
        self._server = await serve(self._talk, "127.0.0.1", 0, process_request=self._handshake, max_size=None)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server
        return f"ws://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1/realtime"

    async def say(self, message: Any) -> None:
        """Send something unasked, to whoever connected last."""
        assert self._socket
        await self._send(self._socket, [message])

    def _handshake(self, connection: ServerConnection, request: Request) -> Response | None:
        self.headers.append(dict(request.headers.raw_items()))
        self.paths.append(request.path)
        if self.refuse_with is None:
            return None
        status, body, extra = self.refuse_with
        response = connection.respond(status, body.decode())
        for name, value in extra.items():
            response.headers[name] = value
        return response

    async def _talk(self, socket: ServerConnection) -> None:
        self.connections += 1
        self._socket = socket
        await self._send(socket, self.greeting)
        async for raw in socket:
            message = json.loads(raw)
            self.received.append(message)
            await self._send(socket, self.reply(message))

    async def _send(self, socket: ServerConnection, messages: list[Any]) -> None:
        for message in messages:
            match message:
                case Fault(close_code=None):
                    socket.transport.abort()
                case Fault(close_code=code, reason=reason):
                    await socket.close(code, reason)
                case Thought(seconds=seconds):
                    await asyncio.sleep(seconds)
                case dict():
                    await socket.send(json.dumps(message))
                case _:
                    await socket.send(message)
            await asyncio.sleep(0)
