"""A history that is encrypted or to be so, its key store, and what must be in it whatever happens."""

from pathlib import Path

from desktop_assistant.core.items import ImagePart, Item, Role, TextPart
from desktop_assistant.core.problems import Problem
from desktop_assistant.store.store import Store
from tests.fakes.keys import FakeKeys

WORDS = "the unmistakable heron flew"
PICTURE = b"\x89PNG picture of a heron" * 40
NAME = "history.sqlite3"


class House:
    """A folder, a key store, and what was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / NAME
        self.keys = FakeKeys()
        self.problems: list[Problem] = []

    def open(self, is_encrypted: bool | None = None) -> Store:
        return Store(
            self.folder, on_problem=self.problems.append, keys=self.keys, is_encrypted=is_encrypted, lag_s=0.01, retry_s=0.02
        )

    async def filled(self, is_encrypted: bool | None = None, count: int = 30) -> None:
        store = self.open(is_encrypted)
        for n in range(count):
            parts = (
                TextPart(text=f"{WORDS} {n}"),
                ImagePart(id=f"p{n}", mime="image/png", width=1, height=1, data=PICTURE + bytes([n])),
            )
            store.save(
                "talk", Item(id=f"i{n}", role=Role.USER, parts=parts), final=n == count - 1, after_id=f"i{n - 1}" if n else None
            )
        for n in range(0, count, 3):  # gaps in the numbers of the rows, which the search goes by
            store.remove("talk", f"i{n}")
        await store.items("talk")
        await store.aclose()

    def legible(self) -> list[str]:
        """Files with something in them that was said or shown."""
        return [
            p.name
            for p in sorted(self.folder.rglob("*"))
            if p.is_file() and (b"heron" in p.read_bytes() or PICTURE in p.read_bytes())
        ]


async def is_whole(store: Store, count: int = 30) -> None:
    left = [n for n in range(count) if n % 3]
    items = await store.items("talk")
    assert [item.text for item in items] == [f"{WORDS} {n}" for n in left]
    assert await store.picture("talk", f"p{left[0]}") == PICTURE + bytes([left[0]])
    hits = await store.search(f"unmistakable {left[-1]}")
    assert [hit.item_id for hit in hits] == [f"i{left[-1]}"]
    assert len(await store.search("heron")) == min(len(left), len(await store.search("unmistakable")))
