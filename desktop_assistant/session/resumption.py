"""Where the provider can take the conversation up again, and what of it the provider knows there.

Known is everything up to the last answer: what the person said after it may not have reached the place that the handle names, so
it is told again.
"""

from collections.abc import Sequence

from desktop_assistant.core.items import Item, ItemStatus, Role


class Resumption:
    """One per conversation; `handle` goes into the next session's configuration."""

    def __init__(self) -> None:
        self.handle = ""
        self._known: frozenset[str] = frozenset()
        self._is_used = False

    def offered(self, handle: str, items: Sequence[Item]) -> None:
        """The provider names a place, or says that it has none just now."""
        if not handle:
            return
        answers = [n for n, item in enumerate(items) if item.role is Role.ASSISTANT and item.status is not ItemStatus.IN_PROGRESS]
        self.handle = handle
        self._known = frozenset(item.id for item in items[: answers[-1] + 1]) if answers else frozenset()

    def begin(self) -> str:
        """A session is configured; returns the handle that it goes on from."""
        self._is_used = bool(self.handle)
        return self.handle

    def knows(self, item_id: str) -> bool:
        """The running session need not be told this item."""
        return self._is_used and item_id in self._known

    def refused(self) -> bool:
        """A session ended before it was ready; True: it was one that went on from a handle, and the next one will not."""
        was, self._is_used, self.handle = self._is_used, False, ""
        return was

    def forget(self) -> None:
        """Another conversation."""
        self.handle, self._known, self._is_used = "", frozenset(), False
