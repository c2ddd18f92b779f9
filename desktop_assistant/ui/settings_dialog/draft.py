"""The copy of the settings that the dialog edits; nothing is in force until it is applied."""

import dataclasses
import typing
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_assistant.settings.model import Settings


class Draft(QObject):
    """Fields by path, e.g. `audio.pause_ms`. `complaints` holds one sentence per field that cannot be used as it is."""

    changed = Signal(str)
    """Path of the field."""
    complaints_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.complaints: dict[str, str] = {}

    def get(self, path: str) -> Any:
        """Value of a field."""
        return _value(self.settings, path)

    def set(self, path: str, value: Any) -> None:
        """Change a field of the copy."""
        if self.get(path) == value:
            return
        table, _, name = path.rpartition(".")
        if table:
            changed = dataclasses.replace(getattr(self.settings, table), **{name: value})
            self.settings = dataclasses.replace(self.settings, **{table: changed})
        else:
            self.settings = dataclasses.replace(self.settings, **{name: value})
        self.changed.emit(path)

    def follow(self, before: Settings, after: Settings) -> None:
        """The settings in force changed elsewhere: take over what was not changed here."""
        for path in _paths(Settings):
            was, now = _value(before, path), _value(after, path)
            if was != now and self.get(path) == was:
                self.set(path, now)

    def complain(self, path: str, sentence: str) -> None:
        """Say why the field's text cannot be used; empty = it can."""
        if self.complaints.get(path, "") == sentence:
            return
        if sentence:
            self.complaints[path] = sentence
        else:
            del self.complaints[path]
        self.complaints_changed.emit()


@dataclasses.dataclass(frozen=True, slots=True)
class FieldFacts:
    """What the settings tree says about one field."""

    kind: type
    low: float | None
    high: float | None


def _value(settings: Settings, path: str) -> Any:
    value: Any = settings
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _paths(kind: Any, above: str = "") -> list[str]:
    """Of all fields below this dataclass."""
    found: list[str] = []
    for field in dataclasses.fields(kind):
        inner = typing.get_type_hints(kind)[field.name]
        found += _paths(inner, f"{above}{field.name}.") if dataclasses.is_dataclass(inner) else [above + field.name]
    return found


def facts_about(path: str) -> FieldFacts:
    """From the dataclass: its type and range."""
    owner: Any = Settings
    *tables, name = path.split(".")
    for table in tables:
        owner = typing.get_type_hints(owner)[table]
    field = next(field for field in dataclasses.fields(owner) if field.name == name)
    return FieldFacts(typing.get_type_hints(owner)[name], field.metadata.get("low"), field.metadata.get("high"))
