"""Conversions: `ten kilometres in miles`, `how many feet in a mile`, `5 foot 6 in cm`, `20 celsius to fahrenheit`."""

import re
from dataclasses import dataclass
from decimal import Decimal

from desktop_assistant.engine.responder.numbers import read_number, said, shown
from desktop_assistant.engine.responder.port import Sentence


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. `factor` takes it to the base of its kind; temperatures also have an offset: base = (value + offset) * factor."""

    kind: str
    one: str
    many: str
    factor: Decimal
    offset: Decimal = Decimal(0)


# kind; one; many; factor to the base unit; other words for it
_TABLE = """
length; meter; meters; 1; m
length; kilometer; kilometers; 1000; km kms klick klicks
length; centimeter; centimeters; 0.01; cm cms
length; millimeter; millimeters; 0.001; mm
length; micrometer; micrometers; 0.000001; micron microns
length; mile; miles; 1609.344; mi
length; nautical mile; nautical miles; 1852;
length; yard; yards; 0.9144; yd yds
length; foot; feet; 0.3048; ft foots
length; inch; inches; 0.0254; inchs
length; light year; light years; 9460730472580800; lightyear lightyears
mass; gram; grams; 1; g gm
mass; kilogram; kilograms; 1000; kg kgs kilo kilos
mass; milligram; milligrams; 0.001; mg
mass; metric ton; metric tons; 1000000; tonne tonnes ton tons
mass; pound; pounds; 453.59237; lb lbs
mass; ounce; ounces; 28.349523125; oz
mass; stone; stone; 6350.29318; stones
volume; liter; liters; 1; l leader leaders
volume; milliliter; milliliters; 0.001; ml
volume; centiliter; centiliters; 0.01; cl
volume; gallon; gallons; 3.785411784; gal
volume; quart; quarts; 0.946352946;
volume; pint; pints; 0.473176473;
volume; cup; cups; 0.2365882365;
volume; fluid ounce; fluid ounces; 0.0295735295625;
volume; tablespoon; tablespoons; 0.01478676478125; tbsp
volume; teaspoon; teaspoons; 0.00492892159375; tsp
volume; cubic meter; cubic meters; 1000;
volume; imperial gallon; imperial gallons; 4.54609;
volume; imperial pint; imperial pints; 0.56826125;
time; second; seconds; 1; sec secs s
time; millisecond; milliseconds; 0.001; ms
time; minute; minutes; 60; min mins minuet minuets
time; hour; hours; 3600; hr hrs h
time; day; days; 86400;
time; week; weeks; 604800;
time; fortnight; fortnights; 1209600;
time; month; months; 2629746;
time; year; years; 31556952;
time; decade; decades; 315569520;
time; century; centuries; 3155695200;
speed; meter per second; meters per second; 1; mps
speed; kilometer per hour; kilometers per hour; 0.27777777777777777777777777777777; kph kmh kmph
speed; mile per hour; miles per hour; 0.44704; mph
speed; knot; knots; 0.51444444444444444444444444444444; not nots
speed; foot per second; feet per second; 0.3048;
data; byte; bytes; 1;
data; bit; bits; 0.125;
data; kilobyte; kilobytes; 1000; kb
data; megabyte; megabytes; 1000000; mb
data; gigabyte; gigabytes; 1000000000; gb gig gigs
data; terabyte; terabytes; 1000000000000; tb
data; kibibyte; kibibytes; 1024; kib
data; mebibyte; mebibytes; 1048576; mib
data; gibibyte; gibibytes; 1073741824; gib
area; square meter; square meters; 1;
area; square kilometer; square kilometers; 1000000;
area; square foot; square feet; 0.09290304;
area; square mile; square miles; 2589988.110336;
area; acre; acres; 4046.8564224;
area; hectare; hectares; 10000;
"""
_CELSIUS = Unit("temperature", "°C", "°C", Decimal(1), Decimal("273.15"))
_FAHRENHEIT = Unit("temperature", "°F", "°F", Decimal(5) / 9, Decimal("459.67"))
_KELVIN = Unit("temperature", "kelvin", "kelvin", Decimal(1))
_COLDEST = Decimal(0)


def _read_table() -> dict[str, Unit]:
    names: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        kind, one, many, factor, others = (part.strip() for part in line.split(";"))
        unit = Unit(kind, one, many, Decimal(factor))
        names |= dict.fromkeys((one, many, *others.split()), unit)
    for unit, words in (
        (_CELSIUS, "celsius,degree celsius,degrees celsius,c,°c"),
        (_FAHRENHEIT, "fahrenheit,degree fahrenheit,degrees fahrenheit,f,°f,fair and height,degrees fair and height"),
        (_KELVIN, "kelvin,kelvins,degrees kelvin,k,calvin"),
    ):
        names |= dict.fromkeys(words.split(","), unit)
    return names


UNITS = _read_table()
_LONGEST_NAME = max(len(name.split()) for name in UNITS)
_AMBIGUOUS_ALONE = {"m", "g", "l", "s", "h", "c", "f", "k", "not", "nots", "leader", "leaders", "calvin"}
"""Abbreviations and mishearings: a unit only after a number, or as the target behind `in` or `to`."""
_LINKS = ("in", "to", "into", "as", "an", "and", "than", "is", "equals", "equal", "on", "end")
_FILLERS_TEXT = """
what is are how many much far long hot cold heavy tall fast there in to into as and the of convert change turn make
does do equal equals be would it i a an that per me about approximately on tell give would you say
"""
_FILLERS = frozenset(_FILLERS_TEXT.split())
_BRITISH = re.compile(r"metre|litre")


@dataclass(frozen=True, slots=True)
class _Quantity:
    value: Decimal
    unit: Unit


def answer(text: str, original: str = "") -> Sentence | None:
    """`text` is plain, `original` as the user wrote it (for British spelling). None when it is not a conversion."""
    found = _asked(text)
    if found is None:
        return None
    sources, target = found
    kind = sources[0].unit.kind
    if target.kind != kind:
        return Sentence(text=f"{sources[0].unit.many.capitalize()} can't be turned into {target.many}.")
    base = _base(sources)
    if kind == "temperature" and base < _COLDEST:
        return Sentence(text="That is colder than anything can be.")
    result = base / target.factor - target.offset
    left = " ".join(_named(s.value, s.unit) for s in sources)
    readable = f"{left} is {_named(result, target)}."
    if _BRITISH.search(original.lower()):
        readable = re.sub(r"(kilo|centi|milli|micro)?meter(s?)\b", r"\1metre\2", readable)
        readable = re.sub(r"(milli|centi)?liter(s?)\b", r"\1litre\2", readable)
    return Sentence(text=readable, speech=said(readable))


def in_full(text: str) -> tuple[str, Decimal, Unit] | None:
    """What is converted, and its result with all digits; None when `answer` has none."""
    found = _asked(text)
    if found is None:
        return None
    sources, target = found
    base = _base(sources)
    if target.kind != sources[0].unit.kind or (target.kind == "temperature" and base < _COLDEST):
        return None
    return " ".join(_named(s.value, s.unit) for s in sources), base / target.factor - target.offset, target


def _asked(text: str) -> tuple[list[_Quantity], Unit] | None:
    """What is to become what, if it is all of one kind."""
    found = _scan(re.sub(r"(?<=\d)(?=[a-z°])", " ", text).split())
    if found is None or any(source.unit.kind != found[0][0].unit.kind for source in found[0]):
        return None
    return found


def _base(sources: list[_Quantity]) -> Decimal:
    return sum(((s.value + s.unit.offset) * s.unit.factor for s in sources), Decimal(0))


def _named(value: Decimal, unit: Unit) -> str:
    number = shown(value, 1 if unit.kind == "temperature" else 2)
    if unit.one.startswith("°"):
        return f"{number} {unit.one}".replace(" °", "°")
    return f"{number} {unit.one if number == '1' else unit.many}"


def _scan(words: list[str]) -> tuple[list[_Quantity], Unit] | None:
    """Quantities and the one bare unit that they are to become."""
    quantities: list[_Quantity] = []
    bare: list[Unit] = []
    strangers = 0
    at = 0
    while at < len(words):
        if (quantity := _quantity(words, at)) is not None:
            quantities.append(quantity[0])
            at = quantity[1]
            if (
                quantity[0].unit is UNITS["foot"]
                and (inches := read_number(words, at))
                and words[inches[1] : inches[1] + 1] == ["in"]
            ):
                quantities.append(_Quantity(inches[0], UNITS["inch"]))  # `5 foot 6 in cm`: a height
                at = inches[1]
        elif (unit := _unit(words, at)) is not None and _may_stand_alone(words, at):
            bare.append(unit[0])
            at = unit[1]
        else:
            strangers += words[at] not in _FILLERS
            at += 1
    asks_many = re.search(r"\bhow (?:many|much)\b", " ".join(words)) is not None
    if not quantities and asks_many and len(bare) == 2:
        quantities, bare = [_Quantity(Decimal(1), bare[1])], bare[:1]
    if strangers > 1 or not quantities or len(bare) != 1:
        return None
    return quantities, bare[0]


def _quantity(words: list[str], at: int) -> tuple[_Quantity, int] | None:
    """`ten miles`, `a mile`, `5 foot`, `half an hour`, `2 in` before another `in`."""
    number = read_number(words, at)
    if number is None and words[at] in ("a", "an"):
        is_plural = words[at + 1 : at + 2] and words[at + 1].endswith("s") and words[at + 1] != "celsius"
        number = None if is_plural else (Decimal(1), at + 1)  # `an miles` is a misheard `in miles`
    if number is None:
        return None
    value, end = number
    if end < len(words) and words[end] in ("a", "an", "of") and value < 1:
        end += 1
    unit = _unit(words, end)
    if unit is None and words[end : end + 1] == ["in"] and words[end + 1 : end + 2] and words[end + 1] in ("in", "to", "into"):
        unit = (UNITS["inch"], end + 1)
    if unit is None and words[end : end + 1] in (["degree"], ["degrees"]):
        return _unnamed_degrees(words, value, end + 1)
    return (_Quantity(value, unit[0]), unit[1]) if unit is not None else None


def _unnamed_degrees(words: list[str], value: Decimal, end: int) -> tuple[_Quantity, int]:
    """`70 degrees in celsius`: then they are the other kind."""
    other = _CELSIUS if "fahrenheit" in words[end:] else _FAHRENHEIT
    return _Quantity(value, other), end


def _unit(words: list[str], at: int) -> tuple[Unit, int] | None:
    for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        name = " ".join(words[at : at + length])
        unit = UNITS.get(name) or UNITS.get(name.removesuffix("s"))
        if unit is not None:
            return unit, at + length
    return None


def _may_stand_alone(words: list[str], at: int) -> bool:
    return words[at] not in _AMBIGUOUS_ALONE or (at > 0 and words[at - 1] in _LINKS)
