"""Lengths of time as people say them, and times of day."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

from desktop_assistant.engine.responder.numbers import read_number

_SECONDS = {
    **dict.fromkeys(("second", "seconds", "sec", "secs", "s"), 1),
    **dict.fromkeys(("minute", "minutes", "min", "mins", "m", "minuet", "minuets"), 60),
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h", "our", "ours"), 3600),
    **dict.fromkeys(("day", "days"), 86_400),
}
LONGEST_S = 366 * 86_400


def read_duration(words: list[str], at: int = 0, *, lenient: bool = False) -> tuple[float, int] | None:
    """Seconds of the duration that begins at `words[at]`, and the index after it: `an hour and ten minutes`."""
    total, end = Decimal(0), at
    while (part := _part(words, end, lenient=lenient)) is not None:
        seconds, end = part
        total += seconds
        if end + 1 < len(words) and words[end] == "and" and _part(words, end + 1) is not None:
            end += 1
    return (float(total), end) if total > 0 else None


def find_duration(text: str) -> tuple[float, str] | None:
    """The first duration anywhere in a plain text, in seconds, and the text without it."""
    words = re.sub(r"(?<=\d)(?=[a-z])", " ", text).replace("-", " ").split()
    for at in range(len(words)):
        lenient = at > 0 and words[at - 1] in ("for", "in", "of", "four")
        found = read_duration(words, at, lenient=lenient)
        if found is not None and 0 < found[0] <= LONGEST_S:
            return found[0], " ".join(words[:at] + words[found[1] :])
    return None


def _part(words: list[str], at: int, *, lenient: bool = False) -> tuple[Decimal, int] | None:
    if at >= len(words):
        return None
    number = read_number(words, at, lenient=lenient)
    if number is None and words[at] in ("a", "an", "one"):
        number = (Decimal(1), at + 1)
    if number is None:
        return None
    value, end = number
    if end < len(words) and words[end] in ("a", "an", "of") and value < 1:
        end += 1
    unit = _SECONDS.get(words[end]) if end < len(words) else None
    if unit is None:
        return None
    end += 1
    if words[end : end + 2] == ["and", "half"] or words[end : end + 3] == ["and", "a", "half"]:
        value += Decimal("0.5")
        end += 2 if words[end + 1] == "half" else 3
    return value * unit, end


def named_duration(seconds: float) -> str:
    """`1 hour and 10 minutes`; zero units are left out, at most two are named for long ones."""
    rest = max(0, round(seconds))
    parts = []
    for unit, size in (("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {unit}{'' if count == 1 else 's'}")
    return " and ".join(parts[:2]) if parts else "0 seconds"


_CLOCK = re.compile(
    r"\b(?:at|for|until|till)\s+(?P<hour>\d{1,2})(?:[:. ](?P<minute>[0-5]\d))?\s*(?:oclock)?\s*(?P<half>a\.? ?m\.?|"
    r"p\.? ?m\.?)?(?=\s|$)"
)
_NAMED = {"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0)}


def find_time_of_day(text: str, now: datetime) -> tuple[datetime, str] | None:
    """The next moment of `at seven thirty`, `at 7 pm`, `at noon`, and the text without it."""
    for name, (hour, minute) in _NAMED.items():
        if f"at {name}" in text:
            return _next(now, hour, minute, is_exact=True), text.replace(f"at {name}", "", 1)
    line = _digits(text)
    found = _CLOCK.search(line)
    if found is None or int(found["hour"]) > 23:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").replace(".", "").replace(" ", "")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if re.search(r"\btomorrow\b", line):
        day = now + timedelta(days=1)
        moment = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
    else:
        moment = _next(now, hour, minute, is_exact=bool(half) or hour > 12)
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    return moment, re.sub(r"\b(?:tomorrow|today|tonight|in the morning|in the evening)\b", "", rest)


def _next(now: datetime, hour: int, minute: int, *, is_exact: bool) -> datetime:
    """The next time the clock shows it; `at seven` without AM or PM is whichever comes first."""
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    step = timedelta(hours=24 if is_exact else 12)
    while moment <= now:
        moment += step
    return moment


def _digits(text: str) -> str:
    """Number words as digits, so that `seven thirty` can be read like `7 30`."""
    words, out, at = text.split(), [], 0
    while at < len(words):
        found = read_number(words, at) if words[at] not in ("a", "an") else None
        if found is None:
            out.append(words[at])
            at += 1
            continue
        value, at = found
        is_digit = re.fullmatch(r"[\d.:]+", words[at - 1]) is not None
        out.append(f"{value:f}" if is_digit or value >= 10 or not out or not out[-1].isdigit() else f"{value:f}".zfill(2))
    return " ".join(out)
