"""The socket of the engine: loopback only, a one-time token, one `Conversation` per client."""

import hmac
import http
import json
import logging
import urllib.parse
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from desktop_assistant.engine.conversation import Conversation
from desktop_assistant.engine.fields import JsonObject

log = logging.getLogger(__name__)
PATH = "/v1/realtime"
LARGEST_MESSAGE = 16 * 1024 * 1024
"""Bytes; a larger message closes the connection with 1009."""
KEEPALIVE_S = 20.0
LONGEST_REASON = 100
"""Characters; a close frame has room for 123 bytes."""
REALTIME = Subprotocol("realtime")
NewConversation = Callable[..., AbstractAsyncContextManager[Conversation]]
"""Called with `send`, `hang_up`, `model`, `transcription_only` and the `edition` of the settings that the client knows of."""


def listen(token: str, new_conversation: NewConversation, port: int = 0) -> AbstractAsyncContextManager[Server]:
    """An async context manager that gives the running `Server`. Port 0 = any free one."""
    door = _Door(token, new_conversation)
    return serve(
        door.talk,
        "127.0.0.1",
        port,
        process_request=door.admit,
        select_subprotocol=_choose_subprotocol,
        max_size=LARGEST_MESSAGE,
        ping_interval=KEEPALIVE_S,
        ping_timeout=KEEPALIVE_S,
        compression=None,
        server_header=None,
    )


def port_of(server: Server) -> int:
    """The port that the system gave."""
    return int(next(iter(server.sockets)).getsockname()[1])


class _Door:
    """Who may come in, and what happens to them."""

    def __init__(self, token: str, new_conversation: NewConversation) -> None:
        self._token = token
        self._new_conversation = new_conversation

    def admit(self, connection: ServerConnection, request: Request) -> Response | None:
        """Refuse wrong paths and wrong tokens before the upgrade. A browser page cannot send the header, and any page that
        could reach this port is refused by its Origin as well."""
        if urllib.parse.urlsplit(request.path).path.rstrip("/") != PATH:
            return _refusal(http.HTTPStatus.NOT_FOUND, "not_found", f"There is only {PATH} here.")
        if "Origin" in request.headers:
            return _refusal(http.HTTPStatus.FORBIDDEN, "origin_refused", "Web pages may not talk to this engine.")
        if not self._knows(request.headers):
            return _refusal(http.HTTPStatus.UNAUTHORIZED, "invalid_api_key", "Incorrect API key provided.")
        return None

    def _knows(self, headers: Headers) -> bool:
        offered = headers.get("Authorization", "")
        return hmac.compare_digest(offered.encode("utf-8", "replace"), f"Bearer {self._token}".encode())

    async def talk(self, connection: ServerConnection) -> None:
        """One client from its first to its last frame."""
        assert connection.request is not None
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(connection.request.path).query)
        model = query.get("model", ["local"])[0][:200]
        only = query.get("intent", [""])[0] == "transcription"
        edition = query.get("edition", ["0"])[0]

        async def send(event: JsonObject) -> None:
            try:
                # In plain ASCII: half a surrogate pair, from a client or a chat server, must not cost the connection.
                await connection.send(json.dumps(event, separators=(",", ":")))
            except ConnectionClosed:
                log.debug("client left while we were speaking")

        async def hang_up(reason: str) -> None:
            await connection.close(CloseCode.TRY_AGAIN_LATER, reason[:LONGEST_REASON])

        wanted = int(edition) if edition.isdecimal() and len(edition) < 9 else 0
        async with self._new_conversation(
            send, hang_up=hang_up, model=model, transcription_only=only, edition=wanted
        ) as conversation:
            try:
                await conversation.open()
                async for message in connection:
                    await conversation.receive(message)
            except ConnectionClosed:
                log.debug("client left without closing")


def _choose_subprotocol(connection: ServerConnection, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    """Echo `realtime` where it is offered; clients that offer nothing, or something else, are welcome too."""
    return REALTIME if REALTIME in offered else None


def _refusal(status: http.HTTPStatus, code: str, message: str) -> Response:
    body = json.dumps({"error": {"type": "invalid_request_error", "code": code, "message": message, "param": None}}).encode()
    headers = Headers([("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("Connection", "close")])
    return Response(status.value, status.phrase, headers, body)
