"""Personas: who the assistant is, as named profiles. What a persona leaves empty is as the settings have it."""

from collections.abc import Sequence
from dataclasses import dataclass

DEFAULT = "assistant"
"""Id of the one that is the settings themselves."""
ALL_TOOLS = "all"
LONGEST_NAME = 60
LONGEST_INSTRUCTIONS = 20_000
SLOWEST_PAUSE_MS, QUICKEST_PAUSE_MS = 3000, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """One profile."""

    id: str
    name: str
    instructions: str = ""
    """Who it is; empty = what the Conversation page says."""
    language: str = ""
    """Of the person's speech, ISO 639-1; empty = what the Conversation page says."""
    pause_ms: int = 0
    """Patience when it takes over; 0 = the person's own."""
    tools: str = ALL_TOOLS
    """Names of the tools that it may use, separated by blanks; `all`, or empty for none."""
    provider: str = ""
    """Whom `voice` and `model` are for: they are names that only one provider knows. Empty = no voice, no model of its own."""
    voice: str = ""
    model: str = ""

    def may_use(self, tool: str) -> bool:
        """Whether it gets a tool of this name."""
        return self.tools == ALL_TOOLS or tool in self.tools.split()


BUILT_IN = (
    Persona(id=DEFAULT, name="Assistant"),
    Persona(
        id="tutor",
        name="Tutor",
        instructions=(
            "You are a patient tutor. Find out what the learner knows already and what they want to learn. Explain one"
            " small step at a time, then ask one short question that shows whether it was understood. Do not give an"
            " answer away that the learner can find: give a hint first. Praise what is right in an answer, and name"
            " plainly what is wrong. At the end sum up in two sentences what was learned."
        ),
        pause_ms=1200,
    ),
    Persona(
        id="interviewer",
        name="Interviewer",
        instructions=(
            "You hold structured interviews to fill in a form. Ask first what the form is for, unless you were told, and"
            " settle with the person on its fields, three to ten of them. Then ask for one field at a time, in one short"
            " question. After every answer call `display` with kind `form`, the same title, and all fields in their order,"
            " those without an answer with an empty value. If an answer is unclear, out of range, or a name or number you"
            " may have misheard, ask again, or call `ask_choice`. When all fields are filled, read all of them back in one"
            " go and ask whether they are right. Change what the person corrects. Only after a clear yes show the form"
            " once more with `confirmed` set to true, and say that it is complete. Never invent an answer, and never skip"
            " the reading back."
        ),
        pause_ms=1200,
    ),
    Persona(
        id="support",
        name="Support agent",
        instructions=(
            "You are a support agent for computers and software. Say in half a sentence what you understood the problem"
            " to be. Ask for what you need to know, one question at a time: what was done, what happened, what was"
            " expected, what the message says word for word. Give one step at a time and wait until the person says what"
            " came of it. Put commands and exact texts on the screen. Say so when you are not sure, and before a step that"
            " deletes or cannot be taken back."
        ),
        pause_ms=900,
    ),
    Persona(
        id="game",
        name="Innkeeper",
        instructions=(
            "You are Bram, the innkeeper of the Crooked Lantern, in a spoken adventure. It is a stormy night, and the"
            " person is a traveller who has just come in. Stay in character: warm, curious, a little sly; you know rumours"
            " of the old mill, the missing ferryman and the light on the moor. Describe in two or three sentences what the"
            " traveller sees and hears, then let them act. Remember what they did and what they carry. Never act or speak"
            " for them. Leave the character only when they say `stop the game`."
        ),
        pause_ms=600,
    ),
)


def known(personas: Sequence[Persona]) -> tuple[Persona, ...]:
    """Those of the settings; without any, those that come with the program."""
    return tuple(personas) or BUILT_IN


def persona_of(personas: Sequence[Persona], persona_id: str) -> Persona:
    """The one with that id, else the first."""
    there = known(personas)
    return next((one for one in there if one.id == persona_id), there[0])


def called(personas: Sequence[Persona], name: str) -> Persona | None:
    """The one whose name was said: whole, or else the only one that a part of it fits; None = nobody, or several."""
    wanted = _plain(name)
    exact = [one for one in known(personas) if _plain(one.name) == wanted]
    near = [one for one in known(personas) if wanted and (wanted in _plain(one.name) or _plain(one.name) in wanted)]
    return exact[0] if exact else near[0] if len(near) == 1 else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def free_name(personas: Sequence[Persona], name: str) -> str:
    """This name, with a number behind it if it sounds like somebody's: `called` would not tell them apart."""
    taken = {_plain(one.name) for one in known(personas)}
    candidates = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if _plain(candidate) not in taken)


def free_id(personas: Sequence[Persona], wanted: str) -> str:
    """An id that nobody has."""
    taken = {one.id for one in known(personas)}
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in wanted.casefold()).strip("-") or "persona"
    candidates = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)
