"""From a provider's complaint to a problem that a person can act on; and taking banners down when it is over."""

import re
from collections.abc import Callable, Iterable

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.session.effects import Effect, Report

LONGEST_DETAIL = 200

HARMLESS = frozenset({"input_audio_buffer_commit_empty", "response_cancel_not_active", "unsupported_content_type"})
"""Races between us and the server's own detector, documented as benign: counted, not shown."""
BUSY = "conversation_already_has_active_response"
EXPIRED = "session_expired"
TRANSIENT = frozenset({"server_error", "internal_error", "server_overloaded"})
"""Worth one more try."""

_CODES = {
    "invalid_api_key": ProblemCode.KEY_REFUSED,
    "authentication_error": ProblemCode.KEY_REFUSED,
    "invalid_authentication": ProblemCode.KEY_REFUSED,
    "401": ProblemCode.KEY_REFUSED,
    "403": ProblemCode.ACCESS_FORBIDDEN,
    "insufficient_quota": ProblemCode.QUOTA_EXCEEDED,
    "billing_hard_limit_reached": ProblemCode.QUOTA_EXCEEDED,
    "rate_limit_exceeded": ProblemCode.RATE_LIMITED,
    "429": ProblemCode.RATE_LIMITED,
    "model_not_found": ProblemCode.MODEL_UNAVAILABLE,
    "model_load_error": ProblemCode.MODEL_UNAVAILABLE,
    "beta_api_shape_disabled": ProblemCode.CONFIG_REJECTED,
}
_FATAL = frozenset(
    {
        ProblemCode.KEY_REFUSED,
        ProblemCode.ACCESS_FORBIDDEN,
        ProblemCode.REGION_REFUSED,
        ProblemCode.QUOTA_EXCEEDED,
        ProblemCode.MODEL_UNAVAILABLE,
        ProblemCode.MODEL_RETIRED,
    }
)
_FOR_THE_PERSON = _FATAL | {
    ProblemCode.KEY_MISSING,
    ProblemCode.CONFIG_REJECTED,
    ProblemCode.ADDRESS_UNUSABLE,
    ProblemCode.CERTIFICATE_REFUSED,
}
"""No waiting helps."""
_SECRET = re.compile(r"\b(?:sk|ek|rk|pk)[-_][^\s\"',.;]+|Bearer\s+\S+", re.IGNORECASE)


def problem_code(code: str, reason: str = "") -> ProblemCode:
    """Our code for theirs. Our own engine uses our codes as they are."""
    if code in _CODES:
        return _CODES[code]
    if code.startswith("content_filter") or reason == "content_filter":
        return ProblemCode.CONTENT_FILTERED
    try:
        return ProblemCode(code)
    except ValueError:
        return ProblemCode.PROVIDER_FAILED


def is_fatal(code: ProblemCode) -> bool:
    """Trying again cannot help until the person does something."""
    return code in _FATAL


def plain(message: str) -> str:
    """A provider's sentence, fit for the window and the log: no key, no page of text."""
    text = " ".join(_SECRET.sub("***", message).split())
    return text if len(text) <= LONGEST_DETAIL else text[: LONGEST_DETAIL - 1] + "…"


class Problems:
    """Remembers what stands, so that it can be taken down."""

    def __init__(self, emit: Callable[[Effect], None]) -> None:
        self._emit = emit
        self._standing: dict[ProblemCode, Problem] = {}

    @property
    def refusal(self) -> Problem | None:
        """Why the provider will not answer before the person has done something, if that is so."""
        return next((problem for code, problem in self._standing.items() if code in _FOR_THE_PERSON), None)

    def report(self, code: ProblemCode, detail: str = "") -> None:
        """Something is wrong."""
        problem = self._standing[code] = Problem(code=code, detail=detail)
        self._emit(Report(problem=problem))

    def forward(self, problem: Problem) -> None:
        """A shell's problem; shells take their own problems down."""
        if problem.over:
            self._standing.pop(problem.code, None)
        self._emit(Report(problem=problem))

    def raised(self, problem: Problem) -> None:
        """A problem of the link, which we take down when the link is back. Each attempt may fail in another way: the latest
        way of not getting through replaces the one before, while an answer such as a refused key stays."""
        self.over(NOT_THROUGH - {problem.code})
        self.report(problem.code, problem.detail)

    def over(self, codes: Iterable[ProblemCode]) -> None:
        """Take down those of `codes` that stand."""
        for code in sorted(self._standing.keys() & set(codes), key=lambda c: c.value):
            del self._standing[code]
            self._emit(Report(problem=Problem(code=code, over=True)))

    def leave(self) -> None:
        """The next session knows nothing of ours, so it could not take them down."""
        self.over(tuple(self._standing))


NOT_THROUGH = frozenset({ProblemCode.NETWORK_DOWN, ProblemCode.SERVER_UNREACHABLE})
"""Two ways of the same: nobody there to answer."""
OF_LINK = frozenset(
    {
        ProblemCode.KEY_MISSING,
        ProblemCode.KEY_REFUSED,
        ProblemCode.ACCESS_FORBIDDEN,
        ProblemCode.REGION_REFUSED,
        ProblemCode.QUOTA_EXCEEDED,
        ProblemCode.RATE_LIMITED,
        ProblemCode.MODEL_UNAVAILABLE,
        ProblemCode.MODEL_RETIRED,
        ProblemCode.CONFIG_REJECTED,
        ProblemCode.NETWORK_DOWN,
        ProblemCode.SERVER_UNREACHABLE,
        ProblemCode.ADDRESS_UNUSABLE,
        ProblemCode.CERTIFICATE_REFUSED,
        ProblemCode.SERVER_GARBAGE,
        ProblemCode.SERVER_FLOOD,
        ProblemCode.SESSION_EXPIRED,
        ProblemCode.PROVIDER_FAILED,
        ProblemCode.ENGINE_MISSING,
        ProblemCode.WORDS_LOST,
    }
)
"""Over when the session is ready."""
OF_RESPONSE = frozenset(
    {
        ProblemCode.QUOTA_EXCEEDED,
        ProblemCode.RATE_LIMITED,
        ProblemCode.RATE_LIMIT_NEAR,
        ProblemCode.PROVIDER_FAILED,
        ProblemCode.CONTENT_FILTERED,
        ProblemCode.CHAT_SERVER_UNREACHABLE,
    }
)
"""Over when a response completes."""
