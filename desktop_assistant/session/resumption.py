"""Where the provider can take the conversation up again, and what of it the provider knows there.

Known is what the session's codec says that the place certainly holds, and what the session knew from its start because it went on
from an earlier place. The rest is told again: told twice does less harm than never told.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A handle, and the items that the provider knows there."""

    handle: str = ""
    known: frozenset[str] = frozenset()


class Resumption:
    """One per conversation; `handle` goes into the next session's configuration."""

    def __init__(self) -> None:
        self.handle = ""
        self._known: frozenset[str] = frozenset()
        self._used: frozenset[str] = frozenset()
        """What the running session knew from its start."""
        self._changed: frozenset[str] = frozenset()
        """Items that are not any more what the provider knows."""

    def offered(self, handle: str, known: frozenset[str]) -> None:
        """The provider names a place where it knows these items of this session, or says that it has none just now."""
        if not handle:
            return
        self._changed -= known
        self.handle, self._known = handle, self._used - self._changed | known

    def changed(self, item_id: str) -> None:
        """What the provider knows of this item is not all of it."""
        self._changed |= {item_id}

    def begin(self) -> str:
        """A session is configured; returns the handle that it goes on from."""
        self.began(self.place)
        return self.handle

    @property
    def place(self) -> Place:
        """Where the provider would go on now."""
        return Place(handle=self.handle, known=self._known if self.handle else frozenset())

    def began(self, place: Place) -> None:
        """A session runs that went on from there, if that was anywhere."""
        self._used = place.known

    def known_at(self, place: Place) -> frozenset[str]:
        """What need not be told to a session that goes on from there."""
        return place.known - self._changed

    def knows(self, item_id: str) -> bool:
        """The running session need not be told this item."""
        return item_id in self._used and item_id not in self._changed

    def refused(self) -> bool:
        """A session ended before it was ready; True: it was one that went on from a handle, and the next one will not."""
        was = bool(self.handle)
        self.forget()
        return was

    def forget(self) -> None:
        """Another conversation, or the place is of no use."""
        self.handle = ""
        self._known = self._used = self._changed = frozenset()
