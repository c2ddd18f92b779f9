"""The memory as the window uses it: search, pin, export, import, and forgetting what is old."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from desktop_assistant.core.archive import ArchiveForm, Imported
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.search import SearchHit


class LibraryPort(Protocol):
    """What a store can do with all conversations; every method may raise StoreError with a sentence."""

    async def search(self, text: str) -> Sequence[SearchHit]:
        """Messages with all of these words, the newest first."""
        ...

    async def pin(self, conversation_id: str, *, pinned: bool) -> None:
        """Keep it above the others, or no longer."""
        ...

    async def tag(self, conversation_id: str, tags: Sequence[str]) -> None:
        """These tags and no others."""
        ...

    async def export(self, path: Path, form: ArchiveForm, conversation_id: str | None = None, *, audio: bool = False) -> None:
        """Write one, or all (None), into a file; with the sound a ZIP file."""
        ...

    async def import_from(self, path: Path) -> Imported:
        """Read conversations in; those that are here already are left alone."""
        ...

    async def expire(self, days: int) -> None:
        """Delete what is older, but pinned ones."""
        ...


class Library:
    """`on_change`: the list of conversations is another one now."""

    def __init__(self, store: LibraryPort, on_change: Callable[[], None]) -> None:
        self._store = store
        self._on_change = on_change

    async def search(self, text: str) -> Sequence[SearchHit]:
        """See LibraryPort."""
        return await self._store.search(text)

    async def pin(self, conversation_id: str, *, pinned: bool) -> None:
        """See LibraryPort."""
        await self._store.pin(conversation_id, pinned=pinned)
        self._on_change()

    async def tag(self, conversation_id: str, tags: Sequence[str]) -> None:
        """See LibraryPort."""
        await self._store.tag(conversation_id, tags)
        self._on_change()

    async def export(self, path: Path, form: ArchiveForm, conversation_id: str | None = None, *, audio: bool = False) -> None:
        """See LibraryPort."""
        await self._store.export(path, form, conversation_id, audio=audio)

    async def import_from(self, path: Path) -> Imported:
        """See LibraryPort; StoreError also if there was nothing new."""
        found = await self._store.import_from(path)
        if not found.added and not found.known:
            raise StoreError("There are no conversations in this file.")
        self._on_change()
        return found

    async def expire(self, days: int) -> None:
        """See LibraryPort; 0 = keep for ever."""
        if days > 0:
            await self._store.expire(days)
