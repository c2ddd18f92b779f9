"""A question with a few answers to choose from, and how a tool's arguments are read into one. Pure."""

import json
from dataclasses import dataclass

from desktop_assistant.core.cards import CardError, one_line

FEWEST, MOST = 2, 9
"""Options: one is no choice, and ten have no number key."""
LONGEST_OPTION = 120
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One line each."""

    question: str
    options: tuple[str, ...]


def read_choice(arguments: str) -> Choice:
    """A choice from the tool's JSON; raises CardError."""
    try:
        given = json.loads(arguments)
    except ValueError as error:
        raise CardError("The arguments are not JSON.") from error
    if not isinstance(given, dict) or not isinstance(given.get("options"), list):
        raise CardError("A choice needs `question`, a text, and `options`, a list of texts.")
    options = tuple(dict.fromkeys(line for one in given["options"][: 2 * MOST] if (line := one_line(one)[:LONGEST_OPTION])))
    question = one_line(given.get("question"))
    if not question:
        raise CardError("A choice needs `question`.")
    if not FEWEST <= len(options) <= MOST:
        raise CardError(f"A choice needs {FEWEST} to {MOST} different options.")
    return Choice(question=question, options=options)
