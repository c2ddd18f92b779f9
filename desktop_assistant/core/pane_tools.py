"""The tools that show instead of saying, as the model is told about them."""

import json
from collections.abc import Mapping, Sequence

from desktop_assistant.core.cards import CardKind, one_line
from desktop_assistant.core.choice import FEWEST, MOST
from desktop_assistant.core.tools import ToolSpec

DISPLAY = "display"
ASK_CHOICE = "ask_choice"
SWITCH_PERSONA = "switch_persona"
STOP_SHARING = "stop_sharing"

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}


def _described(kind: Mapping[str, object], words: str) -> dict[str, object]:
    return {**kind, "description": words}


_FIELD = {"type": "object", "properties": {"label": _TEXT, "value": _TEXT}, "required": ["label", "value"]}
_CARD = {
    "type": "object",
    "properties": {
        "kind": {"type": "string", "enum": [kind.value for kind in CardKind]},
        "title": _described(_TEXT, "One short line: whose it is, or what it is."),
        "value": _described(
            _TEXT,
            "The exact thing: e-mail address, phone number, postal address (several lines), code, command, file path, amount"
            " with its unit, or the words of a quotation.",
        ),
        "note": _described(_TEXT, "One more line below it, if it needs one."),
        "language": _described(_TEXT, "Of code, such as python."),
        "columns": _described(_TEXTS, "Heads of a table."),
        "rows": _described({"type": "array", "items": _TEXTS}, "Rows of a table, each as long as `columns`."),
        "entries": _described(_TEXTS, "Entries of a list."),
        "numbered": _described({"type": "boolean"}, "Whether the order of the entries matters."),
        "fields": _described(
            {"type": "array", "items": _FIELD},
            "All fields of a form in their order; those without an answer have an empty value.",
        ),
        "confirmed": _described({"type": "boolean"}, "Whether the user has confirmed a form that was read back."),
        "start": _described(_TEXT, "When an event begins, such as 2027-01-31T14:00."),
        "end": _described(_TEXT, "When an event ends."),
        "place": _described(_TEXT, "Where an event is."),
        "source": _described(_TEXT, "Who said or wrote a quotation, and where."),
        "url": _described(_TEXT, "Of a link, or of a quotation's source."),
    },
    "required": ["kind"],
}
_CHOICE = {
    "type": "object",
    "properties": {
        "question": _described(_TEXT, "One short line."),
        "options": _described(_TEXTS, f"{FEWEST} to {MOST} short answers.") | {"minItems": FEWEST, "maxItems": MOST},
    },
    "required": ["question", "options"],
}


def switch_tool(names: Sequence[str]) -> ToolSpec:
    """Lets the model hand over to another of these personas."""
    persona = _described(_TEXT, "Who takes over.") | {"enum": list(names)}
    return ToolSpec(
        name=SWITCH_PERSONA,
        description="Hand the conversation over to another persona, when the user asks for it by name.",
        parameters=json.dumps({"type": "object", "properties": {"persona": persona}, "required": ["persona"]}),
    )


STOP_TOOL = ToolSpec(
    name=STOP_SHARING,
    description="While the user shares a screen, a window or a camera you are shown a picture of it every second. Call this as"
    " soon as the user asks you to stop looking or wants the sharing to end.",
    parameters=json.dumps({"type": "object", "properties": {}}),
)
"""Offered to every persona, where there is something to end."""


def persona_wanted(arguments: str) -> str:
    """The name in a call of `switch_persona`; empty if there is none."""
    try:
        given = json.loads(arguments)
    except (ValueError, RecursionError):
        return ""
    return one_line(given.get("persona")) if isinstance(given, dict) else ""


PANE_TOOLS = (
    ToolSpec(
        name=DISPLAY,
        description="Show one card on the user's screen, where it can be read, copied and kept. Use it for what must be exact:"
        " addresses, numbers, codes, commands, tables, lists of more than three things, dates, links, quotations.",
        parameters=json.dumps(_CARD),
    ),
    ToolSpec(
        name=ASK_CHOICE,
        description="Show a question with a few answers as buttons, when it is not clear what the user meant. The user's answer"
        " comes as their next message, clicked or spoken.",
        parameters=json.dumps(_CHOICE),
    ),
)

SPEECH_INSTRUCTIONS = (
    "The user hears you, and reads along what you say. Speak as people speak: short sentences, no Markdown, no lists, no tables,"
    " no code, no web addresses, no symbols, no emoji. Be brief; say more when asked."
)
"""Appended to what the user wrote."""

SHOW_INSTRUCTIONS = (
    "What must be exact belongs on the screen: call `display` with it, say what it is in one sentence, and do not read it out. If"
    " you did not understand a name or a number, or it could mean different things, say so and call `ask_choice` with the likely"
    " meanings."
)
"""Appended where the model can call tools."""
