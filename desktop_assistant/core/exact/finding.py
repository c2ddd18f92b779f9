"""All exact things in a text, none of them inside another.

Rules claim places in a fixed order, the surest first: a mail address is not a page, a telephone number is no sum of money.
"""

from functools import lru_cache

from desktop_assistant.core.exact.codes import CODES
from desktop_assistant.core.exact.contacts import CONTACTS
from desktop_assistant.core.exact.measures import MEASURES
from desktop_assistant.core.exact.moments import MOMENTS
from desktop_assistant.core.exact.thing import Exact, ExactThing

LONGEST = 20_000
"""Characters that are looked through; nobody speaks longer."""
_RULES = (
    *(rule for rule in CONTACTS if rule.kind in (Exact.EMAIL, Exact.URL)),
    *(rule for rule in CODES),
    *MOMENTS,
    *(rule for rule in CONTACTS if rule.kind is Exact.PHONE),
    *(rule for rule in CONTACTS if rule.kind is Exact.ADDRESS),
    *MEASURES,
)


def prepare() -> None:
    """Compile all patterns, so that the first text need not wait for them. For a thread that nobody waits for."""
    for rule in _RULES:
        assert rule.pattern


@lru_cache(maxsize=512)
def exact_things(text: str) -> tuple[ExactThing, ...]:
    """In the order in which they stand in the text."""
    text = text[:LONGEST]
    taken = bytearray(len(text))
    found: list[ExactThing] = []
    for rule in _RULES:
        for thing in rule.find(text):
            if not any(taken[thing.start : thing.end]):
                taken[thing.start : thing.end] = b"\1" * (thing.end - thing.start)
                found.append(thing)
    return tuple(sorted(found, key=lambda thing: thing.start))
