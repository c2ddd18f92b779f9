"""Reads `spoken_answers.txt` and compares what the rules find with the marks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from desktop_assistant.core.exact.finding import exact_things
from desktop_assistant.core.exact.thing import Exact, ExactThing

FILE = Path(__file__).with_name("spoken_answers.txt")
HALVES = ("development", "held_out")
_MARK = re.compile(r"\{([a-z]+)\|([^|}]+)(?:\|([^}]+))?\}")


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """What is said, and the exact things that a person marked in it."""

    text: str
    things: tuple[ExactThing, ...]


@dataclass(slots=True)
class Score:
    """How far rules and marks agree."""

    figures: dict[str, float]
    mistakes: list[str] = field(default_factory=list)


def answers(half: str) -> list[MarkedAnswer]:
    """The first of each two lines for development, the second held out."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [_read(line) for line in lines[HALVES.index(half) :: 2]]


def score(marked: Iterable[MarkedAnswer]) -> Score:
    """Precision and recall of all things, exact to the character."""
    things = found = right = values = 0
    mistakes = []
    for answer in marked:
        wanted = {(t.kind, t.start, t.end): t.value for t in answer.things}
        given = {(t.kind, t.start, t.end): t.value for t in exact_things(answer.text)}
        both = wanted.keys() & given.keys()
        things, found, right = things + len(wanted), found + len(given), right + len(both)
        values += sum(wanted[key] == given[key] for key in both)
        mistakes += [f"missed {_shown(answer, key)}" for key in sorted(wanted.keys() - given.keys(), key=lambda k: k[1])]
        mistakes += [f"wrong  {_shown(answer, key)}" for key in sorted(given.keys() - wanted.keys(), key=lambda k: k[1])]
        mistakes += [f"value  {given[key]!r} for {wanted[key]!r}" for key in both if wanted[key] != given[key]]
    figures = {
        "things": things,
        "found": found,
        "right": right,
        "precision": round(right / max(found, 1), 4),
        "recall": round(right / max(things, 1), 4),
        "value_right": round(values / max(right, 1), 4),
    }
    return Score(figures, mistakes)


def _shown(answer: MarkedAnswer, key: tuple[Exact, int, int]) -> str:
    return f"{key[0].value}: {answer.text[key[1] : key[2]]!r} in {answer.text!r}"


def _read(line: str) -> MarkedAnswer:
    text, things, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        start = len(text)
        text += mark[2]
        things.append(ExactThing(kind=Exact(mark[1]), start=start, end=len(text), value=mark[3] or mark[2]))
        at = mark.end()
    return MarkedAnswer(text + line[at:], tuple(things))
