"""Rules for calendar dates and times of the clock."""

import re

from desktop_assistant.core.exact.thing import Exact, Rule, rule

_DAY_NAME = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
MONTH = r"""(?:January|February|March|April|May|June|July|August|September|October|November|December
    |(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"""
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d|20|21)\d{2}"
_ZONE = r"(?:[ ](?:UTC|GMT|CES?T|E[SD]T|C[SD]T|M[SD]T|P[SD]T|BST|IST|JST|WES?T|EES?T)(?:[+-]\d{1,2})?\b)?"
_HALF = r"(?:[ ]?[ap]\.m\.|[ ]?[ap]m\b)"
_CLOCK = r"(?:[01]?\d|2[0-3])"

MOMENTS: tuple[Rule, ...] = (
    rule(Exact.DATE, rf"(?<![\w./-]){_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-]|\.\d)"),
    rule(Exact.DATE, rf"(?<![\w./,-])\d{{1,2}}(?P<by>[/.])\d{{1,2}}(?P=by)(?:{_YEAR}|\d{{2}})(?![\w/]|\.\d)"),
    rule(
        Exact.DATE,
        rf"\b(?:{_DAY_NAME},?[ ](?:the[ ])?)?{_DAY}[ ](?:of[ ])?{MONTH}(?:,?[ ]{_YEAR}\b)?(?!\w)",
        flags=re.NOFLAG,
    ),
    rule(
        Exact.DATE,
        rf"\b(?:{_DAY_NAME},?[ ])?{MONTH}[ ](?:the[ ])?{_DAY}(?!\d|[ ]?(?:%|degrees))\b(?:,?[ ]{_YEAR}\b)?",
        flags=re.NOFLAG,
    ),
    rule(Exact.DATE, rf"\b{MONTH}[ ]{_YEAR}\b", flags=re.NOFLAG),
    rule(Exact.TIME, rf"(?<![\w.:,/-]){_CLOCK}:[0-5]\d(?::[0-5]\d)?(?:{_HALF})?{_ZONE}(?![:\d])"),
    rule(Exact.TIME, rf"(?<![\w.:,/-])(?:1[0-2]|0?[1-9]){_HALF}{_ZONE}"),
    rule(Exact.TIME, r"(?<![\w.:,/-])(?:1[0-2]|[1-9])[ ]o['’]clock\b"),
)
"""In the order in which they may claim a place."""
