import errno
import socket
import ssl

import pytest
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosedError, InvalidStatus, InvalidURI
from websockets.frames import Close
from websockets.http11 import Response

from desktop_assistant.core.errors import AuthError, TransportError
from desktop_assistant.core.problems import ProblemCode as P
from desktop_assistant.transport.failures import link_closed


def status(code: int, body: bytes = b"") -> InvalidStatus:
    return InvalidStatus(Response(code, "", Headers(), body))


def test_a_handshake_that_is_refused_for_a_while_says_for_how_long() -> None:
    error = InvalidStatus(Response(429, "", Headers({"Retry-After": "30"}), b""))
    news = link_closed(error)
    assert news.problem is not None
    assert (news.problem.code, news.problem.detail, news.retryable) == (P.RATE_LIMITED, "again in 30 s", True)


def closed(code: int, reason: str = "") -> ConnectionClosedError:
    return ConnectionClosedError(Close(code, reason), None)


@pytest.mark.parametrize(
    ("error", "code", "retryable"),
    [
        (status(401), P.KEY_REFUSED, False),
        (status(403), P.ACCESS_FORBIDDEN, False),
        (status(404, b'{"error":{"message":"no such model"}}'), P.MODEL_UNAVAILABLE, False),
        (status(429), P.RATE_LIMITED, True),
        (status(429, b'{"error":{"code":"insufficient_quota","message":"pay"}}'), P.QUOTA_EXCEEDED, False),
        (status(429, b"\xff not json"), P.RATE_LIMITED, True),
        (status(302), P.SERVER_UNREACHABLE, False),
        (status(503), P.PROVIDER_FAILED, True),
        (status(418), P.SERVER_UNREACHABLE, False),
        (closed(1006), P.NETWORK_DOWN, True),
        (closed(1001), P.SESSION_EXPIRED, True),
        (closed(1011), P.SERVER_UNREACHABLE, True),
        (closed(1009), P.PROVIDER_FAILED, False),
        (closed(1008), P.PROVIDER_FAILED, False),
        (closed(3000, "invalid_request_error.invalid_api_key"), P.KEY_REFUSED, False),
        (closed(4001, "insufficient_quota"), P.QUOTA_EXCEEDED, False),
        (ConnectionClosedError(None, None), P.NETWORK_DOWN, True),
        (AuthError("no key"), P.KEY_MISSING, False),
        (TransportError("the engine is not installed", retryable=False), P.ENGINE_MISSING, False),
        (TransportError("the engine does not start", retryable=True), P.SERVER_UNREACHABLE, True),
        (InvalidURI("x", "y"), P.ADDRESS_UNUSABLE, False),
        (socket.gaierror(-2, "?"), P.NETWORK_DOWN, True),
        (ConnectionRefusedError(errno.ECONNREFUSED, "?"), P.SERVER_UNREACHABLE, True),
        (TimeoutError(), P.SERVER_UNREACHABLE, True),
        (ssl.SSLCertVerificationError(1, "self-signed"), P.CERTIFICATE_REFUSED, False),
        (OSError(errno.ENETUNREACH, "?"), P.NETWORK_DOWN, True),
        (RuntimeError("surprise"), P.SERVER_UNREACHABLE, True),
    ],
)
def test_each_failure_has_its_problem(error: Exception, code: P, retryable: bool) -> None:
    result = link_closed(error)
    assert result.problem is not None
    assert (result.problem.code, result.retryable) == (code, retryable)
    assert "surprise" not in result.problem.detail
