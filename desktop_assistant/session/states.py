"""A state with a table of allowed moves: a move that is not in the table is a bug of ours, never the peer's."""

import logging
from collections.abc import Mapping
from enum import Enum
from typing import Generic, TypeVar

from desktop_assistant.core.errors import UsageError

log = logging.getLogger(__name__)

State = TypeVar("State", bound=Enum)


class Cell(Generic[State]):
    """Holds one state. `strict` (tests) raises UsageError on an illegal move; else it is logged and made all the same."""

    __slots__ = ("_moves", "_strict", "now")

    def __init__(self, start: State, moves: Mapping[State, frozenset[State]], *, strict: bool) -> None:
        self.now: State = start
        self._moves = moves
        self._strict = strict

    def to(self, new: State) -> None:
        """Move; staying where one is, is always allowed."""
        if new is self.now:
            return
        if new not in self._moves[self.now]:
            if self._strict:
                raise UsageError(f"illegal move from {self.now} to {new}")
            log.error("illegal state transition", extra={"was": str(self.now), "wanted": str(new)})
        self.now = new

    def is_any(self, *states: State) -> bool:
        """Whether the state is one of these."""
        return self.now in states
