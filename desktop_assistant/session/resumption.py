"""Where the provider can take the conversation up again, and what of it the provider knows there.

Known is everything up to the last answer: what the person said after it may not have reached the place that the handle names, so
it is told again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_assistant.core.items import Item, ItemKind, ItemStatus, Role


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
        self._used: frozenset[str] | None = None
        """What the running session knew from its start; None = it began from nothing."""
        self._told: frozenset[str] = frozenset()

    def offered(self, handle: str, items: Sequence[Item], *, is_writing: bool = False) -> None:
        """The provider names a place, or says that it has none just now. is_writing: the last answer is not written to its
        end yet; one that is only still being heard is known there."""
        if not handle:
            return
        self.handle = handle
        self._known = self._told | _answered([item for item in items if item.id not in self._told], is_writing=is_writing)

    def told(self, item_ids: frozenset[str]) -> None:
        """A session has just begun, and was told these."""
        self._told = item_ids

    def begin(self) -> str:
        """A session is configured; returns the handle that it goes on from."""
        self.began(self.place)
        return self.handle

    @property
    def place(self) -> Place:
        """Where the provider would go on now."""
        return Place(handle=self.handle, known=self._known)

    def began(self, place: Place) -> None:
        """A session runs that went on from there, if that was anywhere."""
        self._used = place.known if place.handle else None

    def knows(self, item_id: str) -> bool:
        """The running session need not be told this item."""
        return self._used is not None and item_id in self._used

    def refused(self) -> bool:
        """A session ended before it was ready; True: it was one that went on from a handle, and the next one will not."""
        was, self._used, self.handle = self._used is not None, None, ""
        return was

    def forget(self) -> None:
        """Another conversation."""
        self.handle, self._known, self._used, self._told = "", frozenset(), None, frozenset()


def _answered(items: Sequence[Item], *, is_writing: bool) -> frozenset[str]:
    """Items that the provider surely knows at the end of its newest answer. Each answer accounts for one turn of the person, the
    oldest that waits: what was said while an earlier turn was being answered may not be in the handle yet. Told twice does less
    harm than never told."""
    known: set[str] = set()
    waiting: list[str] = []
    beside: list[str] = []
    for item in items:
        if item.kind is not ItemKind.MESSAGE or item.role is Role.SYSTEM:
            beside.append(item.id)
        elif item.role is Role.USER:
            waiting.append(item.id)
        elif not (is_writing and item is items[-1] and item.status is ItemStatus.IN_PROGRESS):
            known |= {item.id, *waiting[:1], *beside}
            waiting, beside = waiting[1:], []
    return frozenset(known)
