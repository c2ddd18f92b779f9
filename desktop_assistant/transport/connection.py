"""Own one socket, run one codec on it: commands out, events in, errors in the words of `core`."""

import asyncio
import logging
import socket as sockets
from collections.abc import Awaitable, Callable

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from desktop_assistant.core.commands import AppendAudio, ClientCommand
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.local_events import LinkClosed, LinkOpened, LocalEvent, ProblemRaised
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import ServerEvent, SessionReady
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.transport.failures import link_closed
from desktop_assistant.transport.outbox import Outbox
from desktop_assistant.transport.round_trip import RoundTrips
from desktop_assistant.transport.squeeze import Squeeze
from desktop_assistant.transport.trust import trusted
from desktop_assistant.transport.wiretap import Wiretap

log = logging.getLogger(__name__)

OPEN_TIMEOUT_S = 10.0
CLOSE_TIMEOUT_S = 1.0
"""A peer that does not answer our goodbye is left: the next session, or the end of the program, waits for this one's end."""
KEEPALIVE_S = 10.0
"""Between two pings, and for the answer to one: a wire that leads nowhere is noticed within twice that, also in silence."""
CHECK_S = 3.0
"""For the answer to a ping when there is reason to doubt the wire."""
WRITE_LIMIT, UNSENT_LIMIT = 8_192, 16_384
"""Bytes that may wait below us, in the socket library and in the system (which would take minutes of sound without a word). What
waits in the outbox instead can be overtaken by what ends an answer, delays no keepalive, and is seen to wait."""
SOUND_IN_TEXT = 3 / 4
"""Of base64, what is sound."""
GARBAGE_LIMIT = 20
"""Unreadable messages in a row after which the peer is not worth listening to."""


class _Connect(connect):
    """A handshake that never follows a redirect: it would carry the key to another host."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


def dial(codec: Codec, squeeze: Squeeze | None = None) -> connect:
    """A handshake with the codec's service, to be used as `async with dial(codec) as socket`. Raises UsageError or AuthError.

    squeeze: offered to a service that is somewhere else."""
    endpoint = codec.endpoint()
    return _Connect(
        endpoint.url,
        additional_headers=dict(endpoint.headers),
        subprotocols=[Subprotocol(name) for name in endpoint.subprotocols] or None,
        max_size=codec.capabilities.max_message_bytes,
        compression=None,  # ours can be switched
        extensions=[squeeze] if squeeze is not None and not endpoint.is_direct else None,
        open_timeout=OPEN_TIMEOUT_S,
        close_timeout=CLOSE_TIMEOUT_S,
        ping_interval=KEEPALIVE_S,
        ping_timeout=KEEPALIVE_S,
        write_limit=WRITE_LIMIT,
        ssl=trusted() if endpoint.url.startswith("wss:") else None,
        proxy=None if endpoint.is_direct else True,
    )


def _hold_little(socket: ClientConnection) -> None:
    """Let the system take no more than it is about to send, where it can be told (Linux, macOS)."""
    option = getattr(sockets, "TCP_NOTSENT_LOWAT", None)
    if option is not None:
        socket.transport.get_extra_info("socket").setsockopt(sockets.IPPROTO_TCP, option, UNSENT_LIMIT)


async def _answers(socket: ClientConnection) -> None:
    """Ends the connection unless the other side answers a ping soon; the receiver then says that it is lost."""
    try:
        async with asyncio.timeout(CHECK_S):
            await (await socket.ping())
    except TimeoutError:
        socket.transport.abort()
    except ConnectionClosed:
        return


def _encoded(codec: Codec, command: ClientCommand) -> list[str]:
    """A command that cannot be written is a bug of ours; it must not leave us a link that only listens."""
    try:
        return codec.encode(command)
    except Exception:
        log.exception("could not write %s for the wire", type(command).__name__)
        return []


class Link:
    """LinkPort over a WebSocket.

    | resource    | acquired            | released                                    |
    |-------------|---------------------|---------------------------------------------|
    | run task    | `open`              | its own end; `aclose` cancels and awaits it |
    | socket      | run task            | run task's `async with`                     |
    | sender task | run task, once open | run task's `finally`                        |
    | check task  | `check`, if open    | its own end, or run task's `finally`        |
    """

    def __init__(
        self,
        *,
        codec: Callable[[], Awaitable[Codec]],
        sink: Callable[[LocalEvent | ServerEvent], None],
        room: Callable[[], Awaitable[None]] | None = None,
        wiretap: Wiretap | None = None,
        on_sound_sent: Callable[[int], None] | None = None,
    ) -> None:
        """codec: made anew for each attempt, since a local engine may listen elsewhere after a restart.
        room: awaited between messages; while it waits we do not read, so that TCP slows the peer down instead of our
        memory growing. on_sound_sent: told the bytes of each packet of sound that the socket took."""
        self._make_codec = codec
        self._sink = sink
        self._room = room
        self._wiretap = wiretap
        self._on_sound_sent = on_sound_sent
        self._round_trips = RoundTrips(sink)
        self._outbox = Outbox()
        self._task: asyncio.Task[LinkClosed] | None = None
        self._socket: ClientConnection | None = None
        self._check: asyncio.Task[None] | None = None
        self._squeeze = Squeeze()
        self._in_hand = 0
        """Bytes of sound that were taken out of the outbox and not taken by the socket yet."""

    @property
    def waiting_sound(self) -> int:
        """Bytes of sound that the network has not taken yet."""
        below = self._socket.transport.get_write_buffer_size() if self._socket is not None else 0
        return self._outbox.audio_bytes + max(self._in_hand, int(below * SOUND_IN_TEXT))

    @property
    def may_squeeze(self) -> bool:
        """The service of the moment can read smaller messages."""
        return self._squeeze.is_accepted

    def squeeze(self, on: bool) -> None:
        """From the next message on: make them smaller, where that may be."""
        self._squeeze.is_on = on

    def open(self) -> None:
        """Begin to connect; LinkOpened or LinkClosed follows. Does nothing while already connecting or connected."""
        if self._task is None:
            self._outbox = Outbox()
            self._in_hand = 0
            self._task = asyncio.get_running_loop().create_task(self._run(), name="link")
            self._task.add_done_callback(self._ended)  # also when it is cancelled before its first step

    def send(self, command: ClientCommand) -> None:
        """Queue a command; without a connection it is dropped, since the session replays what matters."""
        if self._task is not None:
            self._outbox.put(command)

    def check(self) -> None:
        """Something happened to the network: if nobody answers now, the connection is lost."""
        if self._socket is not None and self._check is None:
            self._check = asyncio.get_running_loop().create_task(_answers(self._socket), name="link-check")
            self._check.add_done_callback(self._checked)

    def _checked(self, task: asyncio.Task[None]) -> None:
        self._check = None

    def close(self) -> None:
        """Close; LinkClosed(problem=None) follows."""
        if self._task is None:
            self._sink(LinkClosed())
        else:
            self._task.cancel()

    async def aclose(self) -> None:
        """Close and wait."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> LinkClosed:
        try:
            return await self._converse()
        except Exception as error:
            closed = link_closed(error)
            log.warning("link lost: %s", closed.problem.code.value if closed.problem else "closed")
            return closed

    def _ended(self, task: asyncio.Task[LinkClosed]) -> None:
        self._task = None
        if self._outbox.dropped_audio:
            log.info("the connection was too slow for %d packets of sound, which were not sent", self._outbox.dropped_audio)
        self._sink(LinkClosed() if task.cancelled() else task.result())

    async def _converse(self) -> LinkClosed:
        codec = await self._make_codec()
        async with dial(codec, self._squeeze) as socket:
            _hold_little(socket)
            self._sink(LinkOpened())
            if not codec.capabilities.greets:  # it waits for our configuration
                self._sink(SessionReady(session_id=""))
            sender = asyncio.create_task(self._send_all(socket, codec), name="link-sender")
            self._socket = socket
            try:
                return await self._receive_all(socket, codec)
            finally:
                self._socket = None
                helpers = [task for task in (sender, self._check) if task is not None]
                for task in helpers:
                    task.cancel()
                await asyncio.gather(*helpers, return_exceptions=True)

    async def _send_all(self, socket: ClientConnection, codec: Codec) -> None:
        while True:
            command = await self._outbox.get()
            self._in_hand = len(command.audio) if isinstance(command, AppendAudio) else 0
            await self._round_trips.measure(socket)
            for message in _encoded(codec, command):
                if self._wiretap:
                    self._wiretap.write("out", message)
                await socket.send(message)
            self._in_hand = 0
            if isinstance(command, AppendAudio) and self._on_sound_sent:
                self._on_sound_sent(len(command.audio))

    async def _next(self, socket: ClientConnection, codec: Codec) -> str | bytes:
        """The next message; a silence before it is told where it says something."""
        try:
            async with asyncio.timeout(codec.capabilities.ends_in_silence_s):
                return await socket.recv()
        except TimeoutError:
            for event in codec.quiet():
                self._sink(event)
            return await socket.recv()

    async def _receive_all(self, socket: ClientConnection, codec: Codec) -> LinkClosed:
        garbage = 0
        while True:
            message = await self._next(socket, codec)
            if self._wiretap:
                self._wiretap.write("in", message)
            try:
                events = codec.decode(message)
            except ProtocolError as error:
                garbage += 1
                if garbage == 1:  # once per run of them: a flood must not fill the log as well
                    log.warning("unreadable message from the server: %s", error)
                    self._sink(ProblemRaised(problem=Problem(code=ProblemCode.SERVER_GARBAGE)))
                if garbage >= GARBAGE_LIMIT:
                    return LinkClosed(problem=Problem(code=ProblemCode.SERVER_GARBAGE), retryable=False)
                continue
            garbage = 0
            for event in events:
                self._sink(event)
            if self._room:
                await self._room()
