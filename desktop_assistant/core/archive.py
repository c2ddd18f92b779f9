"""What leaves and enters the history as files, as values."""

from dataclasses import dataclass
from enum import Enum


class ArchiveForm(Enum):
    """How a conversation is written into a file; the values are file name endings."""

    MARKDOWN = "md"
    TEXT = "txt"
    JSON = "json"
    """Can be read in again, here or on another computer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of reading a file in, in conversations."""

    added: int = 0
    known: int = 0
    """Were there already, and were left alone."""
