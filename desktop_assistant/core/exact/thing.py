"""One exact thing, and the shape of a rule that finds some."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Exact(Enum):
    """What kind of exact thing."""

    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    MONEY = "money"
    QUANTITY = "quantity"
    NUMBER = "number"
    CODE = "code"
    """Anything that is compared sign by sign: references, passwords, addresses of machines, paths, commands."""
    DATE = "date"
    TIME = "time"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactThing:
    """Where it stands in the text, and what a person wants on the clipboard."""

    kind: Exact
    start: int
    end: int
    value: str


Valued = Callable[[re.Match[str]], str | None]
"""The value of a match; None = it is none after all."""


@dataclass(frozen=True)
class Rule:
    """A pattern; the thing is its group `it`, or all of it."""

    kind: Exact
    source: str
    flags: re.RegexFlag
    value: Valued | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first used: all of them take 40 ms, which the start of the program can do without."""
        return re.compile(self.source, self.flags)

    def find(self, text: str) -> Iterator[ExactThing]:
        """All of them, from left to right."""
        group: int | str = "it" if "it" in self.pattern.groupindex else 0
        for match in self.pattern.finditer(text):
            value = self.value(match) if self.value else match[group]
            if value:
                start, end = match.span(group)
                yield ExactThing(kind=self.kind, start=start, end=end, value=value)


def rule(kind: Exact, pattern: str, value: Valued | None = None, *, flags: re.RegexFlag = re.IGNORECASE) -> Rule:
    """A rule; blanks in the pattern are for the eye, as in `re.VERBOSE`."""
    return Rule(kind, pattern, flags | re.VERBOSE, value)
