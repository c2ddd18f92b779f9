"""Old keys to new: one line per key that was renamed or moved, by the schema number that brought the change."""

from collections.abc import Mapping, MutableMapping
from typing import Any

from desktop_assistant.settings.model import SCHEMA_VERSION

Moves = Mapping[int, tuple[tuple[str, str], ...]]
"""Schema number -> (old dotted name, new dotted name)."""

MOVES: Moves = {}


def migrate(tree: MutableMapping[str, Any], moves: Moves = MOVES, to: int = SCHEMA_VERSION) -> None:
    """Bring a parsed file up to date in place; a value that stands under its new name already wins."""
    schema = tree.get("schema", 1)
    if not isinstance(schema, int) or schema >= to:
        return
    for number in range(schema + 1, to + 1):
        for old, new in moves.get(number, ()):
            _move(tree, old.split("."), new.split("."))
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
