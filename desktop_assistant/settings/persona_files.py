"""A persona as a file to share: JSON with a version. What comes in is other people's, and is read with care."""

import json
from typing import Any

from desktop_assistant.core.errors import StoreError
from desktop_assistant.settings.personas import (
    ALL_TOOLS,
    LONGEST_INSTRUCTIONS,
    LONGEST_NAME,
    QUICKEST_PAUSE_MS,
    SLOWEST_PAUSE_MS,
    Persona,
)

FORMAT = "desktop-assistant-persona"
VERSION = 1
NO_PERSONA = "This file is no persona: export one here to see what such a file looks like."
LONGEST_FILE = 200_000
"""Characters."""


def write_persona(persona: Persona) -> str:
    """The file's text."""
    fields = {name: getattr(persona, name) for name in Persona.__dataclass_fields__}
    return json.dumps({"format": FORMAT, "version": VERSION, **fields}, ensure_ascii=False, indent=2) + "\n"


def read_persona(text: str) -> Persona:
    """The persona of a file. Raises StoreError with one sentence."""
    given = _object(text)
    version = given.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise StoreError(NO_PERSONA)
    if version > VERSION:
        raise StoreError("This file was written by a newer version of this program.")
    name = " ".join(_text(given, "name").split())[:LONGEST_NAME]
    if not name:
        raise StoreError("The persona in this file has no name.")
    pause = given.get("pause_ms", 0)
    if not isinstance(pause, int) or isinstance(pause, bool) or (pause and not QUICKEST_PAUSE_MS <= pause <= SLOWEST_PAUSE_MS):
        raise StoreError("The persona's patience must be 0, or from 200 to 3000 ms.")
    return Persona(
        id=_text(given, "id") or "persona",
        name=name,
        instructions=_text(given, "instructions")[:LONGEST_INSTRUCTIONS],
        language=_text(given, "language")[:2],
        pause_ms=pause,
        tools=_text(given, "tools", ALL_TOOLS),
        provider=_text(given, "provider"),
        voice=_text(given, "voice"),
        model=_text(given, "model"),
    )


def _object(text: str) -> dict[str, Any]:
    if len(text) > LONGEST_FILE:
        raise StoreError("The file is too large to be a persona.")
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise StoreError(NO_PERSONA)
    return given


def _text(given: dict[str, Any], name: str, default: str = "") -> str:
    value = given.get(name, default)
    if not isinstance(value, str):
        raise StoreError(NO_PERSONA)
    return "".join(c for c in value if c in "\n\t" or c.isprintable()).strip()
