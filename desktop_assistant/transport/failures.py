"""From what the socket library raises to what the person should know."""

import socket
import ssl

from websockets.exceptions import ConnectionClosed, InvalidStatus, InvalidURI, ProxyError, SecurityError
from websockets.frames import Close

from desktop_assistant.core.errors import AuthError, TransportError, UsageError
from desktop_assistant.core.local_events import LinkClosed
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.protocol.refusals import refusal
from desktop_assistant.transport.close_codes import ABNORMAL, meaning_of

OUR_COMPLAINTS = {1002, 1003, 1007, 1009}
"""Sent by our own socket: the peer broke the framing, sent text that is no UTF-8, or more than we take at once."""
NO_ADDRESS = "the address is not a WebSocket address"
NO_CERTIFICATE = "the certificate is not trusted by this computer"

_BY_TYPE: tuple[tuple[type[BaseException], ProblemCode, str, bool], ...] = (
    # First match wins, so subclasses stand before their bases. The flag says whether the same attempt may succeed later.
    (InvalidURI, ProblemCode.ADDRESS_UNUSABLE, NO_ADDRESS, False),
    (UnicodeError, ProblemCode.ADDRESS_UNUSABLE, NO_ADDRESS, False),  # a host name that cannot be looked up
    (SecurityError, ProblemCode.SERVER_UNREACHABLE, "the server's answer breaks the rules of WebSocket", False),
    (ProxyError, ProblemCode.NETWORK_DOWN, "the proxy refused the connection", True),
    (socket.gaierror, ProblemCode.NETWORK_DOWN, "the server's name could not be looked up", True),
    (ConnectionRefusedError, ProblemCode.SERVER_UNREACHABLE, "nothing answers at that address", True),
    (TimeoutError, ProblemCode.SERVER_UNREACHABLE, "no answer within 10 seconds", True),
    (ssl.SSLCertVerificationError, ProblemCode.CERTIFICATE_REFUSED, NO_CERTIFICATE, False),
    (OSError, ProblemCode.NETWORK_DOWN, "the connection failed", True),
    (Exception, ProblemCode.SERVER_UNREACHABLE, "the server's answer could not be understood", True),
)


def link_closed(error: BaseException) -> LinkClosed:
    """What a failed connection means for the session."""
    match error:
        case InvalidStatus():
            it = error.response
            return refused(it.status_code, bytes(it.body or b""), str(it.headers.get("Retry-After", "")))
        case ConnectionClosed():
            return _closed(error)
        case AuthError():
            return _final(ProblemCode.KEY_MISSING, str(error))
        case UsageError():
            return _final(ProblemCode.ADDRESS_UNUSABLE, str(error))
        case TransportError():
            code = ProblemCode.SERVER_UNREACHABLE if error.retryable else ProblemCode.ENGINE_MISSING
            return LinkClosed(problem=Problem(code=code, detail=str(error)), retryable=error.retryable)
    code, detail, retryable = next((c, d, r) for kind, c, d, r in _BY_TYPE if isinstance(error, kind))
    return LinkClosed(problem=Problem(code=code, detail=detail), retryable=retryable)


def refused(status: int, body: bytes, retry_after: str = "") -> LinkClosed:
    """The handshake was answered with an HTTP status other than 101."""
    it = refusal(status, body, retry_after)
    return LinkClosed(problem=it.problem, retryable=it.retryable)


def _closed(error: ConnectionClosed) -> LinkClosed:
    if error.sent and error.sent.code in OUR_COMPLAINTS and not error.rcvd_then_sent:
        return _final(ProblemCode.SERVER_GARBAGE, f"closed by us with {error.sent.code}")
    if error.sent and not error.rcvd:  # our own keepalive: nothing came back
        return _retry(ProblemCode.NETWORK_DOWN, "nothing came back from the service")
    close = error.rcvd or Close(ABNORMAL, "")
    meaning = meaning_of(close.code, close.reason)
    problem = Problem(code=meaning.code, detail=f"{meaning.words} ({close.code})")
    return LinkClosed(problem=problem, retryable=meaning.retryable, once=meaning.once)


def _final(code: ProblemCode, detail: str) -> LinkClosed:
    return LinkClosed(problem=Problem(code=code, detail=detail), retryable=False)


def _retry(code: ProblemCode, detail: str) -> LinkClosed:
    return LinkClosed(problem=Problem(code=code, detail=detail), retryable=True)
