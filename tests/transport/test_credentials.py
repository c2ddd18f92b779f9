import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.protocol.registry import codec_for
from desktop_assistant.transport.credentials import check_chain, check_key
from tests.fakes.provider_server import Fault, ProviderServer


async def check_openai_key(url: str, key: str) -> Problem | None:
    return await check_key(lambda: codec_for("openai", url=url, key=key))


class Models(BaseHTTPRequestHandler):
    """Describes its one model to whoever has the right key."""

    def do_GET(self) -> None:
        version = self.path.split("/")[1]
        has_key = "good" in (self.headers["Authorization"] or "").split() or self.headers["x-goog-api-key"] == "good"
        known = self.path in (f"/{version}/models", f"/{version}/models/talk") and version in ("v1", "v1beta")
        self.send_response(401 if not has_key else 200 if known else 404)
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


@pytest.mark.parametrize(("service", "path"), [("openai", "/v1/realtime"), ("openai_live", "/v1/live/sessions"), ("gemini", "")])
async def test_each_service_has_its_own_free_call(address: str, service: str, path: str) -> None:
    """It tells a key that does not work from a model that is not there."""
    url = address.replace("/v1/realtime", path)
    for key, model, code in (
        ("good", "talk", None),
        ("bad", "talk", ProblemCode.KEY_REFUSED),
        ("good", "models/talk" if service == "gemini" else "", None),
        ("good", "a/b c", ProblemCode.MODEL_UNAVAILABLE),
    ):
        problem = await check_key(lambda key=key, model=model: codec_for(service, url=url, key=key, model=model))  # type: ignore[misc]
        assert (problem.code if problem else None) is code, (key, model)


async def test_a_chain_is_asked_stage_by_stage(address: str) -> None:
    base = address.replace("ws://", "http://").removesuffix("/realtime")
    assert await check_chain([(base, "good"), (f"{base}/", "good")]) is None
    for stages, code in (
        ([(base, "good"), (base, "bad")], ProblemCode.KEY_REFUSED),
        ([(base, "two words")], ProblemCode.KEY_REFUSED),
        ([("http://127.0.0.1:9/v1", "good")], ProblemCode.NETWORK_DOWN),
        ([("ftp://127.0.0.1/v1", "good")], ProblemCode.ADDRESS_UNUSABLE),
    ):
        problem = await check_chain(stages)
        assert problem is not None
        assert problem.code is code
    assert await check_chain([(f"{base}/elsewhere", "good")]) is None  # no list of models: it says nothing about a key


CREATED = {"type": "session.created", "event_id": "e", "session": {"type": "realtime", "id": "s"}}


@pytest.mark.parametrize(
    ("first", "refuse_with", "code"),
    [
        (CREATED, None, None),
        (
            {"type": "error", "event_id": "e", "error": {"code": "model_not_found", "message": "x"}},
            None,
            ProblemCode.MODEL_UNAVAILABLE,
        ),
        (
            {"type": "error", "event_id": "e", "error": {"code": "insufficient_quota", "message": "x"}},
            None,
            ProblemCode.QUOTA_EXCEEDED,
        ),
        (CREATED, (401, b"", {}), ProblemCode.KEY_REFUSED),
        (CREATED, (404, b'{"error": {"code": "DeploymentNotFound", "message": "No."}}', {}), ProblemCode.MODEL_UNAVAILABLE),
        (CREATED, (429, b'{"error": {"code": "429", "message": "Slow down."}}', {}), ProblemCode.RATE_LIMITED),
        ("{", None, ProblemCode.SERVER_GARBAGE),
    ],
)
async def test_only_its_socket_knows_azures_deployments(first: Any, refuse_with: Any, code: ProblemCode | None) -> None:
    async with ProviderServer(lambda _: [], greeting=[first], refuse_with=refuse_with) as server:
        problem = await check_key(
            lambda: codec_for("azure", url=server.url.removesuffix("/v1/realtime"), key="good", model="talk")
        )
        assert server.paths == ["/openai/v1/realtime?model=talk"]
    assert (problem.code if problem else None) is code


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


class TalkingOnly(ProviderServer):
    """Its keys may open sessions, and look at nothing else."""

    may_talk = True

    def _handshake(self, connection: ServerConnection, request: Request) -> Response | None:
        if "/models" in request.path or not self.may_talk:
            return connection.respond(403, "")
        return super()._handshake(connection, request)


@pytest.mark.parametrize("may_talk", [True, False])
async def test_a_key_that_is_good_for_talking_only_is_a_good_key(may_talk: bool) -> None:
    server = TalkingOnly(lambda _: [], greeting=[CREATED])
    server.may_talk = may_talk
    async with server:
        problem = await check_openai_key(server.url, "good")
    assert (problem.code if problem else None) is (None if may_talk else ProblemCode.ACCESS_FORBIDDEN)
