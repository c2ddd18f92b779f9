"""Exact things as a person says them, in English: digits one by one, signs by name, dates and units in full."""

import re
from collections.abc import Callable

from desktop_assistant.core.exact.finding import exact_things
from desktop_assistant.core.exact.thing import Exact, ExactThing
from desktop_assistant.core.exact.units import CURRENCIES, UNITS

LONGEST_SPELLED = 12
"""Signs of a code that anybody would listen to; a longer one is left to the eye."""
ON_SCREEN = "the one on your screen"

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SIGN_NAMES = {".": "dot", "@": "at", "-": "dash", "_": "underscore", "+": "plus", "/": "slash", ":": "colon", "#": "hash"}
_NUMERAL = re.compile(r"\d[\d,.'’]*")


def with_things_said(text: str) -> str:
    """The text with every exact thing in it put as one says it."""
    said, at = "", 0
    for thing in exact_things(text):
        said += text[at : thing.start] + said_thing(thing, text[thing.start : thing.end])
        at = thing.end
    return said + text[at:]


def said_thing(thing: ExactThing, written: str) -> str:
    """One of them; `written` is how it stands in the text."""
    return _SAYERS[thing.kind](thing.value if thing.kind in (Exact.EMAIL, Exact.URL, Exact.CODE) else written)


def ordinal(day: int) -> str:
    """`21st`."""
    return f"{day}{'th' if 10 < day % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _email(value: str) -> str:
    return _named(value)


def _url(value: str) -> str:
    """Only whose page it is: nobody says the rest."""
    host = re.sub(r"^[a-z]+://", "", value, flags=re.IGNORECASE).partition("/")[0].partition("?")[0]
    return _named(host.rpartition("@")[2].partition(":")[0].removeprefix("www."))


def _named(value: str) -> str:
    """Letters as words, signs by name."""
    return " ".join("".join(f" {_SIGN_NAMES[c]} " if c in _SIGN_NAMES else c if c.isalnum() else " " for c in value).split())


def _phone(written: str) -> str:
    groups = re.findall(r"\+|\d+", written)
    said = ["plus" if group == "+" else " ".join(group) for group in groups]
    return ", ".join(said).replace("plus, ", "plus ")


def _money(written: str) -> str:
    numeral = _NUMERAL.search(written)
    sign = re.sub(r"[\d.,'’\s]", "", written.partition(" ")[0] if written[0].isdigit() is False else "")
    scale = re.search(r"\b(hundred|thousand|million|billion|trillion)\b|(?<=\d)([kKMB])\b", written)
    word = re.search(r"[A-Z]{3}$|[€£¥]$", written)
    key = (sign or (word[0] if word else "")).removesuffix("k").removesuffix("M")
    if numeral is None or key not in CURRENCIES:
        return _numerals(written)
    one, many, small_one, small_many = CURRENCIES[key]
    amount = _plain_number(numeral[0])
    if scale:
        return f"{amount} {scale[1] or {'k': 'thousand', 'K': 'thousand', 'M': 'million', 'B': 'billion'}[scale[2]]} {many}"
    whole, _, cents = amount.partition(".")
    said = f"{whole} {one if whole == '1' else many}"
    if small_one and len(cents) == 2 and int(cents):
        return f"{said} and {int(cents)} {small_one if int(cents) == 1 else small_many}"
    return said if not cents or not int(cents) else f"{amount} {many}"


def _quantity(written: str) -> str:
    if re.fullmatch(r"\d+/\d+", written):
        return written.replace("/", " over ")
    feet = re.fullmatch(r"(\d+)'\s?(\d+)\"", written)
    if feet:
        return f"{feet[1]} foot {feet[2]}"
    found = re.fullmatch(rf"([-−]?)({_NUMERAL.pattern})(\s(?:hundred|thousand|million|billion|trillion))?[\s-]?(.+)", written)
    if found is None:
        return _numerals(written)
    minus, numeral, scale, unit = found.groups()
    amount = _plain_number(numeral)
    one, many = UNITS.get(unit, (unit, unit))
    return f"{'minus ' if minus else ''}{amount}{scale or ''} {one if amount == '1' and not scale else many}"


def _number(written: str) -> str:
    return _numerals(written)


def _numerals(written: str) -> str:
    said = _NUMERAL.sub(lambda match: _plain_number(match[0]), written)
    return re.sub(r"(?<![\w.])[-−](?=\d)", "minus ", said)


def _plain_number(numeral: str) -> str:
    """Without marks between thousands; a comma before one or two digits is a decimal one."""
    numeral = re.sub(r"[,'’](?=\d{3}(?:\D|$))", "", numeral)
    return numeral.replace(",", ".").rstrip(".")


def _code(value: str) -> str:
    if re.fullmatch(r"v?\d+(?:\.\d+){2,}", value):
        return value.replace(".", " dot ").replace("v", "version ")
    name = re.split(r"[/\\]", value)[-1] if re.match(r"[~/]|[A-Za-z]:\\", value) else value
    if name != value or re.fullmatch(r"[\w-]+\.[a-z0-9]{1,5}", name):
        return _named(name.replace("_", " ").replace("-", " ")) or ON_SCREEN
    if re.fullmatch(r"[A-Za-z]{2,}(?: [A-Za-z]+){0,3}", value):
        return value
    signs = [c for c in value if c.isalnum()]
    if not signs or len(signs) > LONGEST_SPELLED or re.search(r"[/\\ ].*[/\\ ]|[<>|=(){}\[\]$&*;\"']", value):
        return ON_SCREEN
    return _spelled(value.lstrip("#"))


def _spelled(value: str) -> str:
    """Sign by sign, with a breath between groups; a group that is a word is said as one, and then the signs around it count."""
    groups = re.findall(r"[^\W\d_]+|\d+|[-_.+/:@]", value)
    has_words = any(_is_word(group) for group in groups)
    groups = groups if has_words else re.findall(r"[^\W_]+|[-_.+/:@]", value)
    said = [_said_group(group) for group in groups if has_words or group != "-"]
    return " ".join(said) if has_words else ", ".join(said)


def _is_word(group: str) -> bool:
    return len(group) >= 3 and group.istitle()


def _said_group(group: str) -> str:
    if group in _SIGN_NAMES:
        return _SIGN_NAMES[group]
    is_short_number = group.isdigit() and len(group) <= 2 and group[0] != "0"
    return group if is_short_number or _is_word(group) else " ".join(group.upper())


def _date(written: str) -> str:
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", written):
        return f"{_MONTHS[int(iso[2]) - 1]} {ordinal(int(iso[3]))}, {iso[1]}"
    if re.fullmatch(r"[\d/.]+", written):
        return ", ".join(str(int(part)) for part in re.split(r"[/.]", written))
    month = next((m for m in _MONTHS if re.search(rf"\b{m[:3]}", written)), "")
    weekday = re.match(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*", written)
    day = re.search(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)", written)
    year = re.search(r"\d{4}", written)
    name = next(f"{d}, " for d in _DAYS if d[:3] == weekday[0][:3]) if weekday else ""
    in_month = f"{month} {ordinal(int(day[1]))}," if day else month
    return f"{name}{in_month} {year[0] if year else ''}".rstrip(" ,")


def _time(written: str) -> str:
    found = re.match(r"(\d{1,2})(?::(\d\d))?(?::\d\d)?\s?(?:([ap])\.?m\.?)?", written, re.IGNORECASE)
    if found is None or "clock" in written:
        return written.replace("’", "'")
    hour, minute = int(found[1]), int(found[2] or 0)
    half = f"{found[3].upper()}.M." if found[3] else "A.M." if hour < 12 else "P.M."
    rest = written[found.end() :].strip()
    clock = f"{hour % 12 or 12}{'' if not minute else f' oh {minute}' if minute < 10 else f' {minute}'} {half}"
    return f"{clock} {' '.join(rest)}" if rest.isalpha() else clock


def _address(written: str) -> str:
    """House numbers as numbers, postal codes sign by sign."""
    said = re.sub(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b", lambda match: _spelled(match[0].replace(" ", "-")), written)
    said = re.sub(
        r"(?<=, )\d{4,5}(?= )|(?<= )\d{5}(?:-\d{4})?$", lambda match: " ".join(c for c in match[0] if c.isdigit()), said
    )
    return re.sub(r"\b(\d+)([A-Z])\b", r"\1 \2", said)


_SAYERS: dict[Exact, Callable[[str], str]] = {
    Exact.EMAIL: _email,
    Exact.URL: _url,
    Exact.PHONE: _phone,
    Exact.MONEY: _money,
    Exact.QUANTITY: _quantity,
    Exact.NUMBER: _number,
    Exact.CODE: _code,
    Exact.DATE: _date,
    Exact.TIME: _time,
    Exact.ADDRESS: _address,
}
