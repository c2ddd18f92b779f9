"""Rules for amounts: money, numbers with units, and bare numbers that nobody keeps in mind."""

import re

from desktop_assistant.core.exact.thing import Exact, Rule, rule

NUMERAL = r"\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_SCALE = r"(?:[ ](?:hundred|thousand|million|billion|trillion))?"
_START = r"(?<![\w.,/:#-])"
_CURRENCY = r"""(?:dollars?|cents?|euros?|pounds[ ]sterling|(?:US|Canadian|Australian)[ ]dollars?|yen|yuan|rupees?|francs?
    |swiss[ ]francs?|kronor|krone[rn]?|zloty|rubles?|pesos?|pence|quid|USD|EUR|GBP|CHF|JPY|CAD|AUD)"""
_SIGN = r"(?:US[ ]?\$|CA\$|A\$|[$€£¥₹₩])"
_WORDS = r"""(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy
    |eighty|ninety|half[ ]a|a[ ]quarter|three[ ]quarters)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?
    (?:[ ]hundred|[ ]thousand)?(?:[ ]and[ ]a[ ]half|[ ]point[ ](?:[a-z]+))?)"""
_PREFIX = r"(?:kilo|centi|milli|micro|nano|mega|giga|tera|peta|hecto|deci)?"
_LONG = rf"""(?:(?:square|cubic|nautical|fluid|metric|newton|light)[ ])?
    (?:{_PREFIX}(?:met(?:re|er)|gram(?:me)?|lit(?:re|er)|watt|volt|amp(?:ere)?|joule|pascal|hertz|byte|bit|ohm|newton|calorie)s?
    |miles?|yards?|foot|feet|inch(?:es)?|acres?|hectares?|pounds?|ounces?|tons?|tonnes?|stones?|pints?|quarts?|gallons?|cups?
    |tablespoons?|teaspoons?|knots?|horsepower|degrees?|kelvin|decibels?|percent|per[ ]cent|percentage[ ]points?|kilowatt[ ]hours?
    |bar|lumens?|pixels?|megapixels?|kilos?)
    (?:[ ](?:Celsius|Fahrenheit))?
    (?:[ ]per[ ](?:hour|second|minute|day|square[ ]met(?:re|er)|cubic[ ]met(?:re|er)|met(?:re|er)|kilogram|gallon
    |lit(?:re|er)))?"""
_SHORT = r"""(?:°[ ]?[CF]|°|%|‰|km/h|mi/h|mph|m/s²|m/s|l/100[ ]km|kWh|Wh|mAh|Ah|kW|MW|hp|kN|Nm|kPa|hPa|MPa|psi|mmHg|GHz|MHz|kHz|Hz
    |Tbit/s|Gbit/s|Mbit/s|kbit/s|Mbps|Gbps|kbps|MB/s|GB/s|TB|GB|MB|kB|KB|TiB|GiB|MiB|dB|km²|m²|cm²|km2|m2|m³|cm³|km|cm|mm|µm|nm|kg
    |mg|µg|lbs?|oz|ml|mL|cl|dl|kcal|kJ|fps|dpi|px|ppm|[mglLWVAJ])"""
_DURATION = r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|milliseconds?|ms)"


def _not_small(match: re.Match[str]) -> str | None:
    """Grouped in thousands, or so many digits that it must be written down."""
    text = match["it"]
    digits = sum(c.isdigit() for c in text)
    decimals = len(text.partition(".")[2])
    return text if decimals >= 3 or (digits >= 5 and not decimals) else None


MEASURES: tuple[Rule, ...] = (
    rule(Exact.MONEY, rf"(?<![\w.,]){_SIGN}[ ]?(?:{NUMERAL})(?:{_SCALE}\b|[kKMB]\b)"),
    rule(Exact.MONEY, rf"{_START}(?:{NUMERAL}){_SCALE}[ ]?(?:[€£¥]|[ ]?{_CURRENCY}\b)"),
    rule(Exact.MONEY, rf"\b{_WORDS}{_SCALE}[ ](?:dollars|euros|pounds[ ]sterling|francs|yen)\b"),
    rule(
        Exact.QUANTITY, r"(?<![\w.,:/-])\d{1,2}[ ](?:foot|feet)[ ]\d{1,2}(?:[ ]inch(?:es)?)?\b|(?<![\w.,])\d{1,2}'[ ]?\d{1,2}\""
    ),
    rule(Exact.QUANTITY, r"\bblood[ ]pressure\b[^.\d]{1,20}(?P<it>\d{2,3}(?:[ ]over[ ]|/)\d{2,3})\b"),
    rule(Exact.QUANTITY, rf"{_START}(?:minus[ ]|[-−])?(?:{NUMERAL}){_SCALE}[ -]?{_LONG}\b"),
    rule(
        Exact.QUANTITY,
        rf"(?:(?<![\w.,/:#])[-−](?=\d)|{_START})(?:{NUMERAL})[ ]?{_SHORT}(?![\w/²³])",
        flags=re.NOFLAG,
    ),
    rule(Exact.QUANTITY, rf"{_START}(?:{NUMERAL})[ -]{_DURATION}\b(?:[ ](?:and[ ])?\d+[ ]{_DURATION}\b)*"),
    rule(Exact.QUANTITY, rf"\b{_WORDS}[ ](?!feet\b|foot\b|inch|bar\b|pounds\b|stones?\b|bits?\b|degrees?\b(?![ ][CF])){_LONG}\b"),
    rule(
        Exact.NUMBER,
        rf"(?:=|≈|\bequals|\bis[ ](?:about|exactly|roughly))[ ](?P<it>[-−]?(?:{NUMERAL}))(?![\w%°]|[.,:/]\d)(?=[^=]*$)",
    ),
    rule(Exact.NUMBER, rf"{_START}(?P<it>{NUMERAL})(?![\w%°]|[.,:/-]\d)", _not_small),
)
"""In the order in which they may claim a place."""
