"""What time is it, what day is it; also in other cities."""

import re
import zoneinfo
from datetime import datetime, timedelta
from functools import cache

from desktop_assistant.engine.responder.port import Sentence

_MORE_PLACES = """
Asia/Shanghai: beijing, china
Asia/Kolkata: delhi, new delhi, mumbai, india
America/Los_Angeles: san francisco, seattle, california, las vegas, san diego
America/New_York: boston, washington, miami, atlanta, philadelphia
America/Chicago: texas, dallas, houston, austin
America/Toronto: montreal, ottawa
America/Sao_Paulo: rio, rio de janeiro, brazil
Europe/Rome: milan, italy, naples
Europe/Madrid: barcelona, spain
Europe/Berlin: munich, hamburg, frankfurt, cologne, germany
Europe/Zurich: geneva, switzerland
Europe/London: edinburgh, manchester, england, scotland, the uk, uk
Europe/Paris: france, lyon
Europe/Athens: greece
Europe/Dublin: ireland
Europe/Stockholm: sweden
Europe/Oslo: norway
Europe/Copenhagen: denmark
Europe/Helsinki: finland
Europe/Warsaw: poland
Europe/Vienna: austria
Europe/Istanbul: turkey
Europe/Kyiv: kiev, ukraine
Asia/Tokyo: japan, osaka, kyoto
Asia/Seoul: korea, south korea
Asia/Jerusalem: israel, tel aviv
Africa/Cairo: egypt
Africa/Johannesburg: cape town, south africa
Pacific/Honolulu: hawaii
Pacific/Auckland: new zealand
UTC: utc, gmt, greenwich
"""
"""Places that people name and the zone data does not."""
_TIME = re.compile(
    r"\b(?:what(?: is)? (?:the |that )?(?:current |local )?times?\b|what times? (?:is|was|does|it|do)|what hour is it|"
    r"(?:the )?current time|"
    r"what is (?:the )?time|time is it|(?:have|got) the time\b)|^(?:the )?time(?: please| now)?$|^time in "
)
_NOT_TIME = re.compile(r"\btimes? (?:\d|table|left|remaining|zone|by|is left|do i)|\d times\b")
_PLACE = re.compile(r"\b(?:in|at|for|over in) (?:the )?([a-z' .]+?)(?: right now| now| at the moment| today| please)?$")
_DAY = re.compile(
    r"\b(?:what|which|whats) (?:day|date)\b|\b(?:what is |tell me )?(?:the |todays )(?:day|date)\b|^(?:date|day|today)$|"
    r"\bwhat is (?:the )?date\b|\bwhat is todays? date\b|\bwhat is today\b|\bday (?:is it|of the week)\b|\bdate is "
    r"it\b|\btodays date\b"
)
_OFFSETS = {"today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}
_IN_DAYS = re.compile(r"\bin (\d+) (day|week)s?\b")
_YEAR = re.compile(r"\bwhat (?:year|month|week)\b|\bwhich (?:year|month|week)\b")
_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def answer(text: str, now: datetime) -> Sentence | None:
    """`text` is plain; `now` is aware, in the user's zone."""
    if _TIME.search(text) and not _NOT_TIME.search(text):
        return _time(text, now)
    if found := _YEAR.search(text):
        return _year(found.group().split()[-1], now)
    if _DAY.search(text):
        return _day(text, now)
    return None


def spoken_time(moment: datetime) -> str:
    """Readable and speakable alike: `4:05 PM`."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02d} {'AM' if moment.hour < 12 else 'PM'}"


def said_time(moment: datetime) -> str:
    """For the voice: `four oh five p m` is what the text `4:05 PM` should sound like."""
    hour = moment.hour % 12 or 12
    half = "A.M." if moment.hour < 12 else "P.M."
    if moment.minute == 0:
        return f"{hour} o'clock {half}"
    return f"{hour} oh {moment.minute} {half}" if moment.minute < 10 else f"{hour} {moment.minute} {half}"


def spoken_date(moment: datetime) -> str:
    """`Sunday, November 22nd, 2026`."""
    suffix = _ORDINALS.get(moment.day, "th")
    return f"{moment:%A, %B} {moment.day}{suffix}, {moment.year}"


def _time(text: str, now: datetime) -> Sentence:
    place = _PLACE.search(text)
    if place is None:
        return Sentence(text=f"It's {spoken_time(now)}.", speech=f"It's {said_time(now)}")
    name = place.group(1).strip()
    zone = zone_of(name)
    if zone is None:
        shown = name.title()
        return Sentence(text=f"I don't know the time zone of {shown}. Here it's {spoken_time(now)}.")
    there = now.astimezone(zone)
    days = (there.date() - now.date()).days
    day = {1: " tomorrow", -1: " yesterday"}.get(days, "")
    shown = name.upper() if name in ("utc", "gmt") else name.title()
    return Sentence(text=f"In {shown} it's {spoken_time(there)}{day}.", speech=f"In {shown} it's {said_time(there)}{day}")


def _day(text: str, now: datetime) -> Sentence:
    if ahead := _IN_DAYS.search(text):
        days = int(ahead.group(1)) * (7 if ahead.group(2) == "week" else 1)
        return Sentence(text=f"In {ahead.group(1)} {ahead.group(2)}s it will be {spoken_date(now + timedelta(days=days))}.")
    word = max((w for w in _OFFSETS if w in text), key=len, default="today")
    offset = _OFFSETS[word]
    verb = "is" if offset == 0 else "will be" if offset > 0 else "was"
    subject = word.capitalize() if " " not in word else f"The {word}"
    return Sentence(text=f"{subject} {verb} {spoken_date(now + timedelta(days=offset))}.")


def _year(kind: str, now: datetime) -> Sentence:
    if kind == "year":
        return Sentence(text=f"It's {now.year}.")
    if kind == "week":
        return Sentence(text=f"It's week {now.isocalendar().week} of {now.isocalendar().year}.")
    return Sentence(text=f"It's {now:%B} {now.year}.")


def zone_of(name: str) -> zoneinfo.ZoneInfo | None:
    """The zone of a city or country said by name; None if unknown or if this machine has no zone data."""
    key = _places().get(name.replace(".", "").strip())
    try:
        return zoneinfo.ZoneInfo(key) if key else None
    except zoneinfo.ZoneInfoNotFoundError:
        return None


@cache
def _places() -> dict[str, str]:
    """Place name -> zone: from the zone data of this machine (`America/New_York` -> `new york`), and the table above."""
    keys = sorted(zoneinfo.available_timezones())
    found = {key.rpartition("/")[2].replace("_", " ").lower(): key for key in keys if "/" in key}
    for line in _MORE_PLACES.strip().splitlines():
        key, _, names = line.partition(": ")
        found |= dict.fromkeys(names.split(", "), key)
    return found
