"""What time is it, what day is it; also in other cities."""

import re
import zoneinfo
from datetime import datetime, timedelta
from functools import cache

from desktop_assistant.engine.responder.port import Sentence

_ALSO = {
    "beijing": "Asia/Shanghai", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "india": "Asia/Kolkata",
    "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles", "california": "America/Los_Angeles",
    "las vegas": "America/Los_Angeles", "boston": "America/New_York", "washington": "America/New_York", "miami": "America/New_York",
    "atlanta": "America/New_York", "philadelphia": "America/New_York", "texas": "America/Chicago", "dallas": "America/Chicago",
    "houston": "America/Chicago", "austin": "America/Chicago", "montreal": "America/Toronto", "ottawa": "America/Toronto",
    "rio": "America/Sao_Paulo", "rio de janeiro": "America/Sao_Paulo", "brazil": "America/Sao_Paulo", "milan": "Europe/Rome",
    "barcelona": "Europe/Madrid", "munich": "Europe/Berlin", "hamburg": "Europe/Berlin", "frankfurt": "Europe/Berlin",
    "cologne": "Europe/Berlin", "geneva": "Europe/Zurich", "edinburgh": "Europe/London", "manchester": "Europe/London",
    "england": "Europe/London", "scotland": "Europe/London", "germany": "Europe/Berlin", "france": "Europe/Paris",
    "italy": "Europe/Rome", "spain": "Europe/Madrid", "japan": "Asia/Tokyo", "china": "Asia/Shanghai", "osaka": "Asia/Tokyo",
    "kyoto": "Asia/Tokyo", "hawaii": "Pacific/Honolulu", "greece": "Europe/Athens", "ireland": "Europe/Dublin",
    "sweden": "Europe/Stockholm", "norway": "Europe/Oslo", "denmark": "Europe/Copenhagen", "finland": "Europe/Helsinki",
    "poland": "Europe/Warsaw", "austria": "Europe/Vienna", "switzerland": "Europe/Zurich", "turkey": "Europe/Istanbul",
    "egypt": "Africa/Cairo", "cape town": "Africa/Johannesburg", "south africa": "Africa/Johannesburg", "kiev": "Europe/Kyiv",
    "new zealand": "Pacific/Auckland", "korea": "Asia/Seoul", "south korea": "Asia/Seoul", "israel": "Asia/Jerusalem",
    "tel aviv": "Asia/Jerusalem", "utc": "UTC", "gmt": "UTC", "greenwich": "UTC",
}  # fmt: skip
_TIME = re.compile(
    r"\b(?:what(?: is)? (?:the |that )?(?:current |local )?times?\b|what times? (?:is|was|does|it|do)|what hour is it|(?:the )?current time|"
    r"what is (?:the )?time|time is it|(?:have|got) the time\b)|^(?:the )?time(?: please| now)?$|^time in "
)
_NOT_TIME = re.compile(r"\btimes? (?:\d|table|left|remaining|zone|by|is left|do i)|\d times\b")
_PLACE = re.compile(r"\b(?:in|at|for|over in) (?:the )?([a-z' .]+?)(?: right now| now| at the moment| today| please)?$")
_DAY = re.compile(
    r"\b(?:what|which|whats) (?:day|date)\b|\b(?:what is |tell me )?(?:the |todays )(?:day|date)\b|^(?:date|day|today)$|"
    r"\bwhat is (?:the )?date\b|\bwhat is todays? date\b|\bwhat is today\b|\bday (?:is it|of the week)\b|\bdate is it\b|\btodays date\b"
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
    key = _cities().get(name.replace(".", "").strip()) or _ALSO.get(name)
    try:
        return zoneinfo.ZoneInfo(key) if key else None
    except zoneinfo.ZoneInfoNotFoundError:
        return None


@cache
def _cities() -> dict[str, str]:
    """City name -> zone, from the zone data of this machine (`America/New_York` -> `new york`)."""
    return {key.rpartition("/")[2].replace("_", " ").lower(): key for key in sorted(zoneinfo.available_timezones()) if "/" in key}
