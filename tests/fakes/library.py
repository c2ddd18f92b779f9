"""The library of a store in memory: finds what is in its items, remembers what it was asked to write."""

from collections.abc import Sequence
from pathlib import Path

from desktop_assistant.core.archive import ArchiveForm, Imported
from desktop_assistant.core.errors import AssistantError
from desktop_assistant.core.items import Item
from desktop_assistant.core.search import SearchHit


class FakeLibraryStore:
    """LibraryPort over a dictionary of items by conversation; `fail` makes the next call raise."""

    def __init__(self, items: dict[str, list[Item]]) -> None:
        self._items = items
        self.pinned: set[str] = set()
        self.tags: dict[str, tuple[str, ...]] = {}
        self.written: list[tuple[Path, ArchiveForm, str | None, bool]] = []
        self.read: list[Path] = []
        self.imported = Imported(added=2, known=1)
        self.expired: list[int] = []
        self.fail: AssistantError | None = None

    def _maybe_fail(self) -> None:
        error, self.fail = self.fail, None
        if error is not None:
            raise error

    async def search(self, text: str) -> Sequence[SearchHit]:
        self._maybe_fail()
        wanted = text.strip().casefold()
        found = []
        for conversation_id, items in self._items.items():
            for item in items:
                at = item.text.casefold().find(wanted)
                if at >= 0:
                    mark = (at, at + len(wanted))
                    found.append(
                        SearchHit(
                            conversation_id=conversation_id, title=f"Title of {conversation_id}", item_id=item.id, role=item.role,
                            created_at=item.created_at, excerpt=item.text, marks=(mark,),
                        )
                    )  # fmt: skip
        return found

    async def pin(self, conversation_id: str, *, pinned: bool) -> None:
        self._maybe_fail()
        (self.pinned.add if pinned else self.pinned.discard)(conversation_id)

    async def tag(self, conversation_id: str, tags: Sequence[str]) -> None:
        self._maybe_fail()
        self.tags[conversation_id] = tuple(tags)

    async def export(self, path: Path, form: ArchiveForm, conversation_id: str | None = None, *, audio: bool = False) -> None:
        self._maybe_fail()
        self.written.append((path, form, conversation_id, audio))

    async def import_from(self, path: Path) -> Imported:
        self._maybe_fail()
        self.read.append(path)
        return self.imported

    async def expire(self, days: int) -> None:
        self.expired.append(days)
