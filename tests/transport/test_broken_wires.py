"""Wires that break without a word, proxies on the way, and certificates of one's own; all over true sockets."""

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve

from desktop_assistant.core.local_events import LinkClosed, LinkOpened
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import SessionReady
from desktop_assistant.transport import connection
from tests.fakes.provider_server import ProviderServer
from tests.fakes.slow_network import SlowNetwork
from tests.transport.test_connection import CREATED, KEY, Sink, link_to


async def test_a_wire_that_answers_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CHECK_S", 3600.0)
    sink = Sink()
    async with ProviderServer(lambda _: [], greeting=[CREATED]) as server:
        link = link_to(server.url, sink)
        link.open()
        await sink.until(SessionReady)
        link.check()
        link.check()
        assert link._check is not None
        await link._check
        assert not [e for e in sink.events if isinstance(e, LinkClosed)]
        await link.aclose()
        link.check()


@pytest.mark.expects_logs("link lost: network_down")
async def test_a_wire_that_leads_nowhere_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ends think that it is there: nothing is refused, nothing arrives."""
    monkeypatch.setattr(connection, "CHECK_S", 0.05)
    sink = Sink()
    async with ProviderServer(lambda _: [], greeting=[CREATED]) as server, SlowNetwork(server.url, 0.0) as wire:
        link = link_to(wire.url, sink)
        link.open()
        await sink.until(SessionReady)
        wire.delay_s = 3600.0
        link.check()
        closed = await sink.until(LinkClosed)
        await link.aclose()
    assert (closed.problem.code, closed.retryable) == (ProblemCode.NETWORK_DOWN, True)


@pytest.mark.expects_logs("link lost: network_down")
async def test_the_keepalive_finds_it_out_in_silence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "KEEPALIVE_S", 0.05)
    sink = Sink()
    async with ProviderServer(lambda _: [], greeting=[CREATED]) as server, SlowNetwork(server.url, 0.0) as wire:
        link = link_to(wire.url, sink)
        link.open()
        await sink.until(LinkOpened)
        wire.delay_s = 3600.0
        closed = await sink.until(LinkClosed)
        await link.aclose()
    assert closed.problem.detail == "nothing came back from the service"
    assert closed.retryable


class Proxy:
    """Takes CONNECT and carries bytes; or refuses."""

    def __init__(self, answer: str = "200 Connection established") -> None:
        self.answer = answer
        self.asked: list[str] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.asked.append(head)
        writer.write(f"HTTP/1.1 {self.answer}\r\n\r\n".encode())
        if not self.answer.startswith("200"):
            writer.close()
            return
        host, port = head.split()[1].rsplit(":", 1)
        there, back = await asyncio.open_connection(host, int(port))
        for source, sink in ((reader, back), (there, writer)):
            task = asyncio.create_task(_carry(source, sink))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def aclose(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _carry(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65_536):
            sink.write(data)
    finally:
        sink.close()


@asynccontextmanager
async def through(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The environment names it."""
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    for name in ("NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    try:
        yield
    finally:
        server.close()
        await proxy.aclose()


async def test_the_proxy_of_the_environment_is_used_and_never_sees_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    sink, proxy = Sink(), Proxy()
    async with ProviderServer(lambda _: [], greeting=[CREATED]) as server, through(proxy, monkeypatch):
        link = link_to(server.url, sink)
        link.open()
        await sink.until(SessionReady)
        await link.aclose()
    [head] = proxy.asked
    assert head.startswith("CONNECT 127.0.0.1:")
    assert KEY not in head


@pytest.mark.expects_logs("link lost: network_down")
async def test_a_proxy_that_refuses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    sink, proxy = Sink(), Proxy("407 Proxy Authentication Required")
    async with ProviderServer(lambda _: [], greeting=[CREATED]) as server, through(proxy, monkeypatch):
        link = link_to(server.url, sink)
        link.open()
        closed = await sink.until(LinkClosed)
        await link.aclose()
    assert closed.problem.detail == "the proxy refused the connection"
    assert closed.retryable


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of one's own for 127.0.0.1, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("makes its certificate with openssl")
    folder = tmp_path_factory.mktemp("authority")
    certificate, key = folder / "own.pem", folder / "own.key"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=own",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


@asynccontextmanager
async def encrypted(certificate: Path, key: Path) -> AsyncIterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    async def quiet(socket: ServerConnection) -> None:
        await socket.wait_closed()

    async with serve(quiet, "127.0.0.1", 0, ssl=context, close_timeout=0.1) as server:
        yield f"wss://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1/realtime"


async def test_a_certificate_of_ones_own_is_believed_where_the_environment_names_it(
    authority: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = Sink()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority[0]))
    async with encrypted(*authority) as url:
        link = link_to(url, sink)
        link.open()
        await sink.until(LinkOpened)
        await link.aclose()


@pytest.mark.expects_logs("link lost: certificate_refused")
async def test_a_certificate_that_nobody_vouches_for_is_refused_for_good(
    authority: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = Sink()
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    async with encrypted(*authority) as url:
        link = link_to(url, sink)
        link.open()
        closed = await sink.until(LinkClosed)
        await link.aclose()
    assert closed.problem.code is ProblemCode.CERTIFICATE_REFUSED
    assert not closed.retryable
