"""Calling the client's functions without a language model: only when asked for by name, or told to."""

import json
import re
from typing import Any

from desktop_assistant.core.pane_tools import SWITCH_PERSONA
from desktop_assistant.engine.fields import JsonObject
from desktop_assistant.engine.responder.port import Ask, ToolRequest
from desktop_assistant.engine.responder.showing import SHOWN_TOOLS
from desktop_assistant.engine.responder.text import plain

_LONGEST_SPOKEN = 600
_HAND_OVER = re.compile(
    r"(?:please )?(?:(?:switch|change)(?: over| persona)* to|be|become|get me|act as"
    r"|(?:let me|i want to|can i) (?:talk|speak) to) (?:the |an |a |my )?(.+?)(?: persona)?(?: please)?"
)
"""What it is to hand over to another persona."""


def requested(ask: Ask) -> ToolRequest | None:
    """The call that this question wants, or None. A tool's answer at the end of the history is never answered by a call."""
    if ask.tool_choice == "none" or not ask.tools or (ask.history and ask.history[-1].role == "tool"):
        return None
    if ask.tool_choice.startswith("="):
        chosen = [tool for tool in ask.tools if tool["name"] == ask.tool_choice[1:]]
        return _call(chosen[0], ask.text) if chosen else None
    text = plain(ask.text)
    if (switch := _switch(ask, text)) is not None:
        return switch
    kept_back = SHOWN_TOOLS | {SWITCH_PERSONA}  # those are for answers, not for guesses
    callable_ = [tool for tool in ask.tools if tool["name"] not in kept_back]
    if not callable_:
        return None
    best = max(callable_, key=lambda tool: _match(tool["name"], text))
    if _match(best["name"], text) >= 1.0 or ask.tool_choice == "required":
        return _call(best, ask.text)
    return None


def _switch(ask: Ask, text: str) -> ToolRequest | None:
    """`switch to the tutor`, `let me talk to the innkeeper`, `be the assistant`: only with a name that there is."""
    tool = next((tool for tool in ask.tools if tool["name"] == SWITCH_PERSONA), None)
    found = _HAND_OVER.fullmatch(text)
    if tool is None or found is None:
        return None
    names = tool["parameters"]["properties"]["persona"]["enum"]
    name = next((name for name in names if plain(name) == found[1]), None)
    return None if name is None else ToolRequest(name=SWITCH_PERSONA, arguments=json.dumps({"persona": name}))


def spoken_output(ask: Ask) -> str | None:
    """A tool's answer as a sentence, when it is the newest entry of the history; empty for what was only shown."""
    if not ask.history or ask.history[-1].role != "tool":
        return None
    name = next((m.name for m in reversed(ask.history) if m.name and m.call_id == ask.history[-1].call_id), "the tool")
    if name in SHOWN_TOOLS:
        return ""
    return readable_output(name, ask.history[-1].text)


def readable_output(name: str, output: str) -> str:
    """JSON becomes `key: value` pairs, everything else is said as it is."""
    try:
        value = json.loads(output)
    except ValueError:
        value = output
    body = _flat(value).strip()
    title = " ".join(_name_words(name)).capitalize()
    if not body:
        return f"{title} is done."
    body = body if len(body) <= _LONGEST_SPOKEN else body[:_LONGEST_SPOKEN].rsplit(" ", 1)[0] + " and so on"
    return body if isinstance(value, str) and body.endswith((".", "!", "?")) else f"{title}: {body.rstrip('.')}."


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{' '.join(_name_words(str(key)))} {_flat(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_flat(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _name_words(name: str) -> list[str]:
    """`get_currentWeather` -> get, current, weather."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ").lower().split()


def _match(name: str, text: str) -> float:
    """1 = all words of the tool's name are in the text, or `use/call the X tool` names it."""
    said = set(text.replace("_", " ").split())
    words = _name_words(name)
    telling = [
        word for word in words if word not in ("get", "set", "do", "the", "a", "to", "of", "fetch", "find", "tool")
    ] or words
    share = sum(word in said for word in words) / max(len(words), 1)
    is_told = re.search(r"\b(?:use|call|run|invoke|tool|function)\b", text) is not None
    if is_told or len(telling) > 1:
        share = max(share, sum(word in said for word in telling) / len(telling))
    return share


def _call(tool: JsonObject, text: str) -> ToolRequest:
    schema = tool.get("parameters") or {}
    properties: dict[str, Any] = schema.get("properties") or {}
    required: list[str] = schema.get("required") or []
    arguments = {name: _value(name, properties.get(name) or {}, tool["name"], text) for name in required}
    return ToolRequest(name=tool["name"], arguments=json.dumps(arguments, ensure_ascii=False))


def _value(name: str, schema: JsonObject, tool: str, text: str) -> Any:
    """The best guess for one required argument from the words."""
    kind = schema.get("type")
    if options := schema.get("enum"):
        return next((one for one in options if str(one).lower() in text.lower()), options[0])
    if kind in ("number", "integer"):
        found = re.search(r"-?\d+(?:\.\d+)?", text)
        number = float(found.group()) if found else 0.0
        return int(number) if kind == "integer" or number.is_integer() else number
    if kind == "boolean":
        return not re.search(r"\b(?:off|no|not|false|disable)\b", text.lower())
    if kind == "array":
        return []
    if kind == "object":
        return {}
    return _phrase(name, tool, text)


def _phrase(name: str, tool: str, text: str) -> str:
    """What follows the parameter's name, a quotation, or `in`/`for`/`to`; otherwise the text without the tool's own words."""
    spoken_name = re.escape(" ".join(_name_words(name)))
    for pattern in (
        rf"\b{spoken_name}\b(?:\s+(?:is|of|to|=|:))?\s+(.+)$",
        r"[\"“](.+?)[\"”]",
        r"\b(?:in|for|to|about|with|of|on|at|says?)\s+(.+)$",
    ):
        if found := re.search(pattern, text, re.IGNORECASE):
            return found.group(1).strip(' .?!"“”')
    own = set(_name_words(tool)) | {"use", "call", "run", "the", "tool", "function", "please", "with"}
    left = [word for word in text.split() if word.strip(".,?!").lower() not in own]
    return " ".join(left).strip(" .?!") or text.strip()
