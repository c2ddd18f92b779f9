"""Old keys to new: one line per key that was renamed or moved, by the schema number that brought the change.

What is more than a move has a function of its own, run after the moves of its number.
"""

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from desktop_assistant.core.audio import DeviceName
from desktop_assistant.settings.model import SCHEMA_VERSION
from desktop_assistant.settings.values import write

Moves = Mapping[int, tuple[tuple[str, str], ...]]
"""Schema number -> (old dotted name, new dotted name)."""

MOVES: Moves = {}


def _chosen_to_preferred(tree: MutableMapping[str, Any]) -> None:
    """One chosen device of each kind became the first of an ordered list."""
    audio = tree.get("audio")
    if not isinstance(audio, MutableMapping):
        return
    for kind in ("input", "output"):
        device, name = audio.pop(f"{kind}_device", ""), audio.pop(f"{kind}_name", "")
        if isinstance(device, str) and device and f"{kind}_preference" not in audio:
            called = str(name) if isinstance(name, str) else ""
            audio[f"{kind}_preference"] = write((DeviceName(id=str(device), name=called),))


Change = Callable[[MutableMapping[str, Any]], None]
CHANGES: Mapping[int, Change] = {2: _chosen_to_preferred}


def migrate(
    tree: MutableMapping[str, Any],
    moves: Moves = MOVES,
    to: int = SCHEMA_VERSION,
    changes: Mapping[int, Change] = CHANGES,
) -> None:
    """Bring a parsed file up to date in place; a value that stands under its new name already wins."""
    schema = tree.get("schema", 1)
    if not isinstance(schema, int) or schema >= to:
        return
    for number in range(max(schema, 0) + 1, to + 1):  # below 0 there is nothing, however far down
        for old, new in moves.get(number, ()):
            _move(tree, old.split("."), new.split("."))
        if change := changes.get(number):
            change(tree)
    tree["schema"] = to


def _move(tree: MutableMapping[str, Any], old: list[str], new: list[str]) -> None:
    source = _table(tree, old[:-1])
    if source is None or old[-1] not in source:
        return
    value = source.pop(old[-1])
    for name in new[:-1]:
        tree = tree.setdefault(name, {})
    tree.setdefault(new[-1], value)


def _table(tree: MutableMapping[str, Any], names: list[str]) -> MutableMapping[str, Any] | None:
    for name in names:
        inner = tree.get(name)
        if not isinstance(inner, MutableMapping):
            return None
        tree = inner
    return tree
