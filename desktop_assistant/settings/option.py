"""One field of the settings' tree."""

from dataclasses import field
from typing import Any


def option(default: Any, comment: str, *, low: float | None = None, high: float | None = None) -> Any:
    """A field with the comment that is written above it in the file and its allowed range."""
    return field(default=default, metadata={"comment": comment, "low": low, "high": high})
