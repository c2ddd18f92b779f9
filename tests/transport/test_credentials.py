import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.protocol.registry import codec_for
from desktop_assistant.transport.credentials import check_key
from tests.fakes.provider_server import Fault, ProviderServer


async def check_openai_key(url: str, key: str) -> Problem | None:
    return await check_key(lambda: codec_for("openai", url=url, key=key))


class Models(BaseHTTPRequestHandler):
    """Lists models to whoever has the right key."""

    def do_GET(self) -> None:
        ok = (self.path, True) in {
            ("/v1/models", self.headers["Authorization"] == "Bearer good"),
            ("/openai/v1/models", self.headers["api-key"] == "good"),
            ("/openai/models?api-version=2025-04-01-preview", self.headers["api-key"] == "good"),
            ("/v1beta/models", self.headers["x-goog-api-key"] == "good"),
        }
        self.send_response(200 if ok else 401)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Models)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"ws://127.0.0.1:{server.server_port}/v1/realtime"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("written", ["{}", "{}/", "{}?model=own"])
async def test_a_good_key_has_no_problem(address: str, written: str) -> None:
    assert await check_openai_key(written.format(address), "good") is None
    assert await check_openai_key(written.format(address).replace("ws://", "http://"), "good") is None


async def test_a_bad_key_is_refused(address: str) -> None:
    problem = await check_openai_key(address, "bad")
    assert problem is not None
    assert problem.code is ProblemCode.KEY_REFUSED


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ws://127.0.0.1:9/v1/realtime", ProblemCode.NETWORK_DOWN),
        ("ws://192.0.2.1/v1/realtime", ProblemCode.ADDRESS_UNUSABLE),
        ("nonsense", ProblemCode.ADDRESS_UNUSABLE),
        ("wss://[::1/v1/realtime", ProblemCode.ADDRESS_UNUSABLE),
        ("wss://\0host/v1/realtime", ProblemCode.ADDRESS_UNUSABLE),
    ],
)
async def test_an_address_that_cannot_be_asked(url: str, code: ProblemCode) -> None:
    problem = await check_openai_key(url, "k")
    assert problem is not None
    assert problem.code is code


@pytest.mark.parametrize("key", ["sk-…x4Q", "sk-a\nb"])
async def test_a_key_that_can_be_none_is_refused_without_asking(address: str, key: str) -> None:
    problem = await check_openai_key(address, key)
    assert problem is not None
    assert problem.code is ProblemCode.KEY_REFUSED
    assert key not in problem.detail


@pytest.mark.parametrize(
    ("service", "path"),
    [("azure", ""), ("azure", "/openai/realtime?api-version=2025-04-01-preview&deployment=talk"), ("gemini", "")],
)
async def test_each_service_has_its_own_free_call(address: str, service: str, path: str) -> None:
    url = address.replace("/v1/realtime", path)
    assert await check_key(lambda: codec_for(service, url=url, key="good", model="talk")) is None
    problem = await check_key(lambda: codec_for(service, url=url, key="bad", model="talk"))
    assert problem is not None
    assert problem.code is ProblemCode.KEY_REFUSED


@pytest.mark.parametrize("greeting", [[{"type": "session.created"}], []])
@pytest.mark.parametrize("service", ["voice_live", "compatible"])
async def test_where_there_is_none_the_socket_tells(service: str, greeting: list[object]) -> None:
    async with ProviderServer(lambda _: [], greeting=greeting) as server:
        assert await check_key(lambda: codec_for(service, url=server.url, key="good")) is None
        assert server.received == []


@pytest.mark.parametrize("late", [True, False])
async def test_a_socket_that_refuses_the_key(late: bool) -> None:
    server = ProviderServer(lambda _: [], greeting=[Fault(close_code=1008, reason="unauthorized")])
    if not late:
        server.refuse_with = (401, b"", {})
    async with server:
        problem = await check_key(lambda: codec_for("voice_live", url=server.url, key="bad"))
    assert problem is not None
    assert problem.code is ProblemCode.KEY_REFUSED
