import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from websockets.asyncio.client import connect

from desktop_assistant.engine import server


class Echo:
    """Stands where a conversation stands: sends back what it was sent."""

    def __init__(self, send: Any) -> None:
        self._send = send

    async def open(self) -> None: ...

    async def receive(self, message: str) -> None:
        await self._send(json.loads(message))


@contextlib.asynccontextmanager
async def echo(send: Any, **_: Any) -> AsyncIterator[Any]:
    yield Echo(send)


async def test_half_an_emoji_does_not_cost_the_connection() -> None:
    async with server.listen("t", echo) as listening:
        url = f"ws://127.0.0.1:{server.port_of(listening)}/v1/realtime"
        async with connect(url, additional_headers={"Authorization": "Bearer t"}, proxy=None) as client:
            for text in ("half: \ud83d", "whole: 😀", "none"):
                await client.send(json.dumps({"text": text}))
                assert json.loads(await client.recv()) == {"text": text}
