"""Why a service answered a call with an HTTP error: from status and body to what the person should know.

The vendors agree on the statuses but not on what they mean: Google answers a bad key with 400, a quota and a rate are both 429,
and a model that has been switched off is a 404 like one that never was.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.waiting import pause

LONGEST_DETAIL = 200
_KEY = re.compile(r"api[_ ]key[_ ](?:not valid|invalid|expired)|invalid_api_key|incorrect api key", re.IGNORECASE)
_REGION = re.compile(
    r"\b(?:country|region|territory|user location)\b.*\bnot (?:supported|available)|unsupported_country", re.IGNORECASE
)
_RETIRED = re.compile(r"\b(?:deprecated|retired|decommissioned|shut ?down|no longer (?:available|supported))\b", re.IGNORECASE)
_QUOTA = re.compile(r"quota|billing|credit", re.IGNORECASE)
_FILTER = re.compile(r"content_filter|content_policy|ResponsibleAIPolicy|safety system", re.IGNORECASE)
_UNKNOWN = re.compile(r"model_not_found|DeploymentNotFound|model_load_error", re.IGNORECASE)
_SECRET = re.compile(r"\b(?:sk|ek|rk|pk|AIza)[-_]?[\w*-]{6,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What a refused call comes to."""

    problem: Problem
    retryable: bool = False
    """The same call may succeed later."""


def refusal(status: int, body: bytes, retry_after: str = "") -> Refusal:
    """Of an answer other than success. What the vendor says becomes the detail, without anything that looks like a key.

    retry_after: the header, as it came; a number of seconds in it becomes the detail of a service that is asked too often."""
    code, message = _error_of(body)
    told = f"{code} {message}"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Refusal(problem=Problem(code=ProblemCode.PROVIDER_FAILED, detail=f"HTTP {status}"), retryable=True)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        # Following it would hand the key to whoever the redirect names.
        detail = "the server sent us elsewhere, which is refused to protect the key"
        return Refusal(problem=Problem(code=ProblemCode.SERVER_UNREACHABLE, detail=detail))
    what = _BY_STATUS.get(status, _unless_said(ProblemCode.SERVER_UNREACHABLE))(told)
    is_ours = what is ProblemCode.KEY_REFUSED  # vendors quote a part of the key
    detail = f"HTTP {status}" if is_ours or not message else message
    if what is ProblemCode.RATE_LIMITED and retry_after.strip().isdecimal():
        return Refusal(problem=pause(what, float(retry_after)), retryable=True)
    return Refusal(problem=Problem(code=what, detail=detail), retryable=what is ProblemCode.RATE_LIMITED)


def code_of(told: str) -> ProblemCode | None:
    """What a vendor's code and sentence mean where no status says it: in a stream, or at the end of a socket."""
    return next((code for pattern, code in _SIGNS if pattern.search(told)), None)


def complained(code: str, message: str) -> Problem:
    """The same for a complaint that ends a session before it has begun."""
    what = code_of(f"{code} {message}") or ProblemCode.PROVIDER_FAILED
    return Problem(code=what, detail="" if what is ProblemCode.KEY_REFUSED else _plain(message))


_SIGNS = (
    (_KEY, ProblemCode.KEY_REFUSED),
    (_REGION, ProblemCode.REGION_REFUSED),
    (_FILTER, ProblemCode.CONTENT_FILTERED),
    (_QUOTA, ProblemCode.QUOTA_EXCEEDED),
    (_RETIRED, ProblemCode.MODEL_RETIRED),
    (_UNKNOWN, ProblemCode.MODEL_UNAVAILABLE),
)
"""First match wins."""


def _unless_said(otherwise: ProblemCode, *known: ProblemCode) -> Callable[[str], ProblemCode]:
    def meaning(told: str) -> ProblemCode:
        said = code_of(told)
        return said if said in known else otherwise

    return meaning


_P = ProblemCode
_BY_STATUS: dict[int, Callable[[str], ProblemCode]] = {
    400: _unless_said(
        _P.MODEL_UNAVAILABLE, _P.KEY_REFUSED, _P.REGION_REFUSED, _P.CONTENT_FILTERED, _P.QUOTA_EXCEEDED, _P.MODEL_RETIRED
    ),
    401: _unless_said(_P.KEY_REFUSED),
    402: _unless_said(_P.QUOTA_EXCEEDED),
    403: _unless_said(_P.ACCESS_FORBIDDEN, _P.KEY_REFUSED, _P.REGION_REFUSED, _P.QUOTA_EXCEEDED),
    404: _unless_said(_P.MODEL_UNAVAILABLE, _P.MODEL_RETIRED),
    410: _unless_said(_P.MODEL_RETIRED),
    429: _unless_said(_P.RATE_LIMITED, _P.QUOTA_EXCEEDED),
}


def _error_of(body: bytes) -> tuple[str, str]:
    """`{"error": {"code" | "type" | "status", "message"}}`, Google's details with it; anything else is two empty strings."""
    try:
        error: Any = json.loads(body)
        error = error[0] if isinstance(error, list) else error
        error = error["error"]
        if isinstance(error, str):
            return "", _plain(error)
        reasons = [str(one.get("reason", "")) for one in error.get("details") or () if isinstance(one, dict)]
        code = " ".join(str(error.get(name) or "") for name in ("code", "type", "status"))
        return f"{code} {' '.join(reasons)}", _plain(str(error.get("message") or ""))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return "", ""


def _plain(message: str) -> str:
    return " ".join(_SECRET.sub("***", message).split())[:LONGEST_DETAIL]
