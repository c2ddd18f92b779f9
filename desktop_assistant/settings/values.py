"""One value of the file and one field of the tree: which TOML values a field allows, in words and as a check."""

import math
from dataclasses import MISSING, Field, fields
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints


class Refused(Exception):
    """The value does not fit; the text says what would, e.g. `a whole number from 200 to 3000`."""


def types_of(cls: type) -> dict[str, type]:
    """Field name -> its type."""
    return get_type_hints(cls)


def options_of(cls: Any) -> list[Field[Any]]:
    """The fields that are written to the file, the schema number aside."""
    return [f for f in fields(cls) if f.name != "schema"]


def read(raw: Any, kind: type, metadata: Any) -> Any:
    """The field's value for what the file says. Raises Refused."""
    if get_origin(kind) is tuple:
        return _rows(raw, get_args(kind)[0])
    if issubclass(kind, Enum):
        return _choice(raw, kind)
    if kind is bool or kind is str:
        if isinstance(raw, kind):
            return kind(raw)
        raise Refused("true or false" if kind is bool else "text in quotation marks")
    return _number(raw, kind, metadata.get("low"), metadata.get("high"))


def write(value: Any) -> Any:
    """What the file says for a field's value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return _written_rows(value) if isinstance(value, tuple) else value


def _rows(raw: Any, kind: Any) -> tuple[Any, ...]:
    """A list of small tables of texts and numbers; what one does not say is as the table has it."""
    kinds = types_of(kind)
    needed = [f.name for f in fields(kind) if f.default is MISSING]
    if not isinstance(raw, list) or not all(_is_row(row, kinds, needed) for row in raw):
        shown = ", ".join(f'{name} = "..."' if of is str else f"{name} = 0" for name, of in kinds.items())
        raise Refused("a list such as [{ " + shown + " }]")
    return tuple(kind(**{name: kinds[name](value) for name, value in row.items()}) for row in raw)


def _is_row(raw: Any, kinds: dict[str, type], needed: list[str]) -> bool:
    if not isinstance(raw, dict) or not all(name in raw for name in needed):
        return False
    return all(name in kinds and isinstance(value, kinds[name]) and not isinstance(value, bool) for name, value in raw.items())


def _written_rows(rows: tuple[Any, ...]) -> Any:
    """On one line: a list of tables in TOML's long form would swallow the settings behind it."""
    import tomlkit

    array = tomlkit.array()
    for row in rows:
        table = tomlkit.inline_table()
        for field in fields(row):
            table.append(field.name, write(getattr(row, field.name)))
        array.append(table)
    return array


def _choice(raw: Any, kind: type[Enum]) -> Enum:
    # A number without quotation marks is what people write for `sample_rate`.
    wanted = str(raw).strip().lower() if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    for member in kind:
        if member.value == wanted:
            return member
    raise Refused("one of " + ", ".join(f'"{m.value}"' for m in kind))


def _number(raw: Any, kind: type, low: float | None, high: float | None) -> int | float:
    is_number = isinstance(raw, int if kind is int else int | float) and not isinstance(raw, bool)
    in_range = is_number and math.isfinite(raw) and (low is None or raw >= low) and (high is None or raw <= high)
    if in_range:
        value: int | float = kind(raw)
        return value
    noun = "a whole number" if kind is int else "a number"
    raise Refused(noun + (f" from {low:g} to {high:g}" if low is not None and high is not None else ""))
