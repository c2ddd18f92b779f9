"""What a WebSocket's close code means: one line each, and whether the same attempt may succeed later.

Sources: RFC 6455 section 7.4, the IANA registry of close codes, and what providers document (Gemini: 1007 for a bad set-up, 1008
for policy, 1011 for its own faults; OpenAI: 3000 for a refused key).
"""

from dataclasses import dataclass

from desktop_assistant.core.problems import ProblemCode

ABNORMAL = 1006
"""Nobody said goodbye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Of one code. `once`: not to be repeated, unless the session had worked until then; then one time."""

    code: ProblemCode
    words: str
    retryable: bool = False
    once: bool = False


_ENDED = Meaning(code=ProblemCode.SESSION_EXPIRED, words="the service ended the session", retryable=True)
_BROKEN = Meaning(code=ProblemCode.NETWORK_DOWN, words="the connection broke off", retryable=True)
_KEY = Meaning(code=ProblemCode.KEY_REFUSED, words="the service does not accept the key")
_REFUSED = Meaning(code=ProblemCode.PROVIDER_FAILED, words="the service refused the session")


def _ill(words: str) -> Meaning:
    return Meaning(code=ProblemCode.SERVER_UNREACHABLE, words=words, retryable=True)


def _wrong(words: str, *, once: bool = False) -> Meaning:
    return Meaning(code=ProblemCode.PROVIDER_FAILED, words=words, once=once)


MEANINGS = {
    1000: _ENDED,
    1001: _ENDED,
    1002: _wrong("the service says that we broke the rules of WebSocket"),
    1003: _wrong("the service does not take this kind of data"),
    1005: _BROKEN,
    1006: _BROKEN,
    1007: _wrong("the service does not take what it was sent", once=True),
    1008: _wrong("the service's rules do not allow this session"),
    1009: _wrong("something that was sent is too large for the service"),
    1010: _wrong("the service lacks an extension"),
    1011: _ill("the service had a fault of its own"),
    1012: _ill("the service is being restarted"),
    1013: _ill("the service is overloaded"),
    1014: _ill("a gateway before the service failed"),
    1015: _ill("the encryption of the connection failed"),
    3000: _KEY,
    3003: _KEY,
    3008: _ill("the service waited too long for us"),
    4000: _REFUSED,
    4001: _REFUSED,
    4003: _REFUSED,
    4004: _REFUSED,
}
_FULL = ("in use", "session limit", "too many sessions")
_REASONS = (
    # What a reason says is better than its number: Gemini, for one, closes with 1011 when the quota is used up.
    (ProblemCode.KEY_REFUSED, ("api_key",), ("api key",), ("unauthor",), ("permission denied",)),
    (ProblemCode.QUOTA_EXCEEDED, ("quota",), ("billing",)),
    (ProblemCode.MODEL_UNAVAILABLE, ("model", "not found"), ("model", "not supported")),
)


def meaning_of(code: int, reason: str) -> Meaning:
    """Of a close by the peer. A number that is nobody's means as much as none."""
    known = MEANINGS.get(code, _ill("the service closed the connection"))
    told = reason.lower()
    if any(word in told for word in _FULL):  # as by our own session, if its end was not noticed there yet
        return MEANINGS[1013]
    for problem, *alternatives in _REASONS:
        if any(all(word in told for word in words) for words in alternatives):
            return Meaning(code=problem, words=known.words)
    return known
