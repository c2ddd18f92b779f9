"""What a Gemini connection was told, which answers it still owes, and what it certainly knows.

The service numbers nothing and confirms nothing. What is certain: a request whose answer has begun was read, and so was all
that was told before it. What we send and what the server sends cross on the way, so an answer that begins is to the oldest
request that is still owed one, unless the server has shown that it knows a newer one.
"""

from collections import deque
from dataclasses import dataclass, field

BY_TEXT = 0
"""In place of the number of a spoken turn."""


@dataclass(slots=True)
class _Request:
    turn: int
    names: list[str] = field(default_factory=list)
    is_of_tools: bool = False


class Owed:
    """Names are those of items."""

    def __init__(self) -> None:
        self._told: list[str] = []
        """Not asked about yet."""
        self._requests: deque[_Request] = deque()
        self._known: dict[str, None] = {}
        self._has_answered = False

    @property
    def known(self) -> tuple[str, ...]:
        """What the model certainly knows, in the order in which that became certain."""
        return tuple(self._known)

    def told(self, name: str) -> None:
        """The server was told an item."""
        self._told.append(name)

    def asked(self, turn: int = BY_TEXT, *, is_of_tools: bool = False) -> None:
        """An answer is due to what was told. Results of tools that follow each other are answered together."""
        names, self._told = self._told, []
        last = self._requests[-1] if self._requests else None
        if last is not None and is_of_tools and last.is_of_tools:
            last.names += names
        else:
            self._requests.append(_Request(turn, names, is_of_tools))

    def begins(self, newest_turn: int, *, has_words: bool) -> int:
        """An answer begins: returns the spoken turn that it answers, or BY_TEXT. has_words: the server has written some of the
        newest turn down already, so it knows of it."""
        self._has_answered = True
        turns = [request.turn for request in self._requests]
        if has_words and newest_turn in turns:
            for _ in range(turns.index(newest_turn)):
                self._read()
        return self._read().turn if self._requests else newest_turn

    def found(self, name: str) -> None:
        """An answer begins to a turn that the server's detector found: the first one knows all that was told before any sound,
        a later one may have crossed with what is being told just now."""
        if not self._has_answered:
            self._known |= dict.fromkeys(self._told)
            self._told = []
        self._has_answered = True
        self.knows(name)

    def skipped(self) -> None:
        """An answer was interrupted before its first word."""
        if len(self._requests) > 1:
            self._read()

    def knows(self, name: str) -> None:
        """The model certainly knows this item: it is the model's own, or one of its own finding."""
        self._known[name] = None

    def _read(self) -> _Request:
        request = self._requests.popleft()
        self._known |= dict.fromkeys(request.names)
        return request
