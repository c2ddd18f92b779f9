"""An item's parts as JSON and back. The version goes beside them, so that later shapes can read earlier ones."""

import json
from dataclasses import MISSING, fields
from typing import Any, get_args, get_origin, get_type_hints

from desktop_assistant.core.items import AudioPart, FilePart, ImagePart, Part, TextPart, ToolCallPart

VERSION = 1
LARGEST = 2**31 - 1
"""Of a number in an item that is brought here."""

_KINDS: dict[str, type[Part]] = {
    "text": TextPart,
    "audio": AudioPart,
    "tool_call": ToolCallPart,
    "image": ImagePart,
    "file": FilePart,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_DECODER = json.JSONDecoder()
_ELSEWHERE = frozenset({"data"})
"""A picture's bytes are in a table of their own."""
_LISTS = frozenset({"doubts", "alternatives"})
_FIELDS = {kind: tuple((f.name, f.default) for f in fields(kind) if f.name not in _ELSEWHERE) for kind in _NAMES}

_TYPES = {kind: tuple(get_type_hints(kind).items()) for kind in _NAMES}


def encode(parts: tuple[Part, ...]) -> str:
    """JSON in plain ASCII: half a surrogate pair from a broken stream must not make SQLite refuse the row."""
    return json.dumps([_as_dict(p) for p in parts], separators=(",", ":"))


def decode(text: str) -> tuple[Part, ...]:
    """The parts; kinds and fields that only a later version knows are left out. Raises ValueError or TypeError."""
    # `raw_decode` does half of the work of `json.loads`, and ten thousand items are opened at once.
    entries, _ = _DECODER.raw_decode(text)
    return tuple([_part(entry) for entry in entries if entry["type"] in _KINDS])


def check(part: Part) -> Part:
    """The part itself. Raises ValueError if a field holds something of another kind than it is declared, or a number that no
    window can draw: for what comes from elsewhere, since ten thousand items of ours are opened at once."""
    for name, wanted in _TYPES[type(part)]:
        if not _is_a(wanted, getattr(part, name)):
            raise ValueError(f"`{name}` of a part makes no sense")
    return part


def _is_a(wanted: Any, value: object) -> bool:
    if get_origin(wanted) is tuple:
        return isinstance(value, tuple) and all(isinstance(one, get_args(wanted)[0]) for one in value)
    if isinstance(value, int) and wanted is not bool:
        return isinstance(value, wanted) and not isinstance(value, bool) and abs(value) <= LARGEST
    return isinstance(value, wanted)


def _as_dict(part: Part) -> dict[str, Any]:
    kind = type(part)
    values = {n: v for n, default in _FIELDS[kind] if (v := getattr(part, n)) != default or default is MISSING}
    return {"type": _NAMES[kind], **values}


def _part(entry: dict[str, Any]) -> Part:
    kind = _KINDS[entry.pop("type")]
    for name in _LISTS & entry.keys():
        entry[name] = tuple(entry[name])
    try:
        return kind(**entry)
    except TypeError:
        known = {n for n, _ in _FIELDS[kind]}
        return kind(**{n: v for n, v in entry.items() if n in known})
