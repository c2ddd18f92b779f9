"""Typed reading of untrusted JSON, with the path in every error, and sound to and from base64."""

import base64
import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn, TypeVar

from desktop_assistant.core.errors import ProtocolError

JsonObject = dict[str, Any]
_T = TypeVar("_T")


def parse_object(message: str | bytes) -> "Fields":
    """One frame of the wire as an object; raises ProtocolError for everything else."""
    try:
        value = json.loads(message, parse_constant=_refuse_constant)
    except RecursionError:
        raise ProtocolError("nested too deeply") from None
    except ValueError as error:  # also undecodable bytes and absurdly long numbers
        raise ProtocolError(f"not JSON ({type(error).__name__})") from None
    if not isinstance(value, dict):
        raise ProtocolError(f"expected an object, got {_kind(value)}")
    return Fields(value)


def dump(value: JsonObject) -> str:
    """One frame for the wire, compact, and always valid UTF-8."""
    return _without_lone_surrogates(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def sound_to_text(audio: bytes) -> str:
    """Encoded sound as base64."""
    return base64.b64encode(audio).decode("ascii")


def picture_address(mime: str, data: bytes) -> str:
    """A picture as the address of itself."""
    return f"data:{mime};base64,{base64.b64encode(data).decode('ascii')}"


def text_to_sound(text: str, path: str = "") -> bytes:
    """Base64 back to encoded sound; raises ProtocolError."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise ProtocolError("not base64", path) from None


class Fields:
    """One JSON object of the peer, read field by field.

    A missing or null optional field gives the default; a field of the wrong kind raises ProtocolError with its path.
    """

    __slots__ = ("_values", "path")

    def __init__(self, values: Mapping[str, Any], path: str = "") -> None:
        self._values = values
        self.path = path

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def names(self) -> list[str]:
        """What it has, sorted."""
        return sorted(self._values)

    def at(self, name: str) -> str:
        """Path of a field, for error messages."""
        return f"{self.path}.{name}" if self.path else name

    def raw(self, name: str) -> Any:
        """The value as it came, None when missing."""
        return self._values.get(name)

    def text(self, name: str, default: str | None = None) -> str:
        """A string; `default=None` makes it required."""
        value = self._values.get(name)
        if value is None:
            return self._or_missing(name, default)
        if not isinstance(value, str):
            raise self._wrong(name, "a string", value)
        return _without_lone_surrogates(value)

    def whole(self, name: str, default: int | None = None) -> int:
        """An integer; servers that write 1500.0 or 1500.4 are understood (section G: ints as floats)."""
        if self._values.get(name) is None:
            return self._or_missing(name, default)
        return math.floor(self.number(name))

    def number(self, name: str, default: float | None = None) -> float:
        """A finite number."""
        value = self._values.get(name)
        if value is None:
            return self._or_missing(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(name, "a number", value)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise ProtocolError("number out of range", self.at(name))
        return number

    def flag(self, name: str, default: bool | None = None) -> bool:
        """A boolean."""
        value = self._values.get(name)
        if value is None:
            return self._or_missing(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false", value)
        return value

    def sound(self, name: str) -> bytes:
        """Base64 sound; required."""
        return text_to_sound(self.text(name), self.at(name))

    def child(self, name: str) -> "Fields":
        """An object; missing or null gives an empty one, since every level of every message is optional somewhere."""
        value = self._values.get(name)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise self._wrong(name, "an object", value)
        return Fields(value, self.at(name))

    def children(self, name: str) -> Iterator["Fields"]:
        """A list of objects; missing or null gives none."""
        value = self._values.get(name)
        if value is None:
            return
        if not isinstance(value, list):
            raise self._wrong(name, "a list", value)
        for index, entry in enumerate(value):
            path = f"{self.at(name)}[{index}]"
            if not isinstance(entry, dict):
                raise ProtocolError(f"expected an object, got {_kind(entry)}", path)
            yield Fields(entry, path)

    def _or_missing(self, name: str, default: _T | None) -> _T:
        if default is None:
            raise ProtocolError("missing", self.at(name))
        return default

    def _wrong(self, name: str, wanted: str, value: object) -> ProtocolError:
        return ProtocolError(f"expected {wanted}, got {_kind(value)}", self.at(name))


def _kind(value: object) -> str:
    """A JSON value's kind in plain words; never the value, which may hold what was said."""
    if value is None:
        return "null"
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _without_lone_surrogates(text: str) -> str:
    r"""`"\ud800"` is legal JSON, but can neither be shown nor sent: it becomes U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
