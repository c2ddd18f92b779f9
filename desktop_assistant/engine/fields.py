"""Typed reading of what a client sent: every refusal is a `Refused` with the code and the path that OpenAI would name."""

from collections.abc import Mapping, Sequence
from typing import Any

JsonObject = dict[str, Any]


class Refused(Exception):
    """A client event that cannot be obeyed; becomes one `error` event and the session goes on."""

    def __init__(self, code: str, message: str, param: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.param = param


class Fields:
    """One JSON object of a client, with the path to it for error messages."""

    def __init__(self, data: Any, path: str = "") -> None:
        if not isinstance(data, dict):
            raise Refused("invalid_type", f"'{path or 'event'}' must be an object.", path or None)
        self.data: JsonObject = data
        self.path = path

    def at(self, key: str) -> str:
        """The full path of a field."""
        return f"{self.path}.{key}" if self.path else key

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def only(self, allowed: Sequence[str] | Mapping[str, Any]) -> "Fields":
        """Refuse fields that the dialect does not have: a typing error must not pass silently."""
        for key in self.data:
            if key not in allowed:
                raise Refused("unknown_parameter", f"Unknown parameter: '{self.at(key)}'.", self.at(key))
        return self

    def require(self, key: str) -> Any:
        """The value of a field that must be there."""
        if self.data.get(key) is None:
            raise Refused("missing_required_parameter", f"Missing required parameter: '{self.at(key)}'.", self.at(key))
        return self.data[key]

    def text(self, key: str, default: str | None = None, *, longest: int = 1_000_000) -> str:
        """A string field; without a default it must be there."""
        value = self.require(key) if default is None else self.data.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise Refused("invalid_type", f"'{self.at(key)}' must be a string.", self.at(key))
        if len(value) > longest:
            raise Refused("invalid_value", f"'{self.at(key)}' is longer than {longest} characters.", self.at(key))
        return value

    def integer(self, key: str, low: int, high: int) -> int:
        """A whole number in a closed range."""
        value = self.require(key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise Refused("invalid_value", f"'{self.at(key)}' must be a whole number from {low} to {high}.", self.at(key))
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """A number in a closed range."""
        value = self.require(key)
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            raise Refused("invalid_value", f"'{self.at(key)}' must be a number from {low:g} to {high:g}.", self.at(key))
        return float(value)

    def boolean(self, key: str) -> bool:
        """True or false."""
        value = self.require(key)
        if not isinstance(value, bool):
            raise Refused("invalid_type", f"'{self.at(key)}' must be true or false.", self.at(key))
        return value

    def choice(self, key: str, values: Sequence[str]) -> str:
        """One of a few strings."""
        value = self.require(key)
        if value not in values:
            known = ", ".join(values)
            raise Refused("invalid_value", f"'{self.at(key)}' must be one of: {known}.", self.at(key))
        return str(value)

    def object(self, key: str) -> "Fields":
        """A nested object."""
        return Fields(self.require(key), self.at(key))

    def objects(self, key: str) -> "list[Fields]":
        """A list of objects."""
        value = self.require(key)
        if not isinstance(value, list):
            raise Refused("invalid_type", f"'{self.at(key)}' must be a list.", self.at(key))
        return [Fields(one, f"{self.at(key)}[{i}]") for i, one in enumerate(value)]
