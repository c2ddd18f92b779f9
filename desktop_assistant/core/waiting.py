"""How long a provider says to wait, in the words that providers use."""

import re
from math import ceil

from desktop_assistant.core.problems import Problem, ProblemCode

_LONGEST = 500
"""Characters; what comes later is no sentence for a person."""
_DAY_S = 86_400.0
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_AMOUNT = r"\d+(?:\.\d+)?\s*(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h)\b"
_NAMED = re.compile(
    rf"\b(?:again|retry|wait)\b(?:\s+(?:in|after|for))?\s+((?:{_AMOUNT}\s*|\d+(?:\.\d+)?[hms](?=\d))+)", re.IGNORECASE
)
_PIECE = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|millis|[hms])", re.IGNORECASE)


def seconds_named(said: str) -> float | None:
    """`Please try again in 1.5s`, `6m0s`, `20ms`, `again in 12 s`, `retry after 30 seconds`; None: no time is named."""
    named = _NAMED.search(said[:_LONGEST])
    if named is None:
        return None
    return sum(float(number) * _UNITS[unit.lower().replace("millis", "ms")] for number, unit in _PIECE.findall(named.group(1)))


def pause(code: ProblemCode, seconds: float) -> Problem:
    """A problem that is over in so many seconds, rounded up."""
    return Problem(code=code, detail=f"again in {max(1, ceil(min(seconds, _DAY_S)))} s")
