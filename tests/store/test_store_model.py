"""Any sequence of what the conductor may ask, with restarts in between, equals plain lists in memory."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.store.store import Store

pytestmark = pytest.mark.usefixtures("form")

TALKS = st.sampled_from(["one", "two"])
IDS = st.sampled_from([f"i{n}" for n in range(5)])
SAVE = st.tuples(st.just("save"), TALKS, IDS, st.none() | IDS, st.booleans())
OTHER = st.tuples(st.sampled_from(["delete", "restore", "reopen", "look"]), TALKS)


@dataclass
class Model:
    """What must be there."""

    order: dict[str, list[str]] = field(default_factory=lambda: {"one": [], "two": []})
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    latest: dict[tuple[str, str], str | None] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)

    def save(self, talk: str, id_: str, after: str | None, text: str) -> None:
        ids, key = self.order[talk], (talk, id_)
        self.texts[key] = text
        if id_ not in ids:
            ids.insert(self._index(ids, after, len(ids)), id_)
        elif self.latest.get(key, after) != after and after != id_ and (after is None or after in ids):
            ids.remove(id_)
            ids.insert(self._index(ids, after, 0), id_)
        self.latest[key] = after

    def reopen(self) -> None:
        self.latest.clear()
        for talk in self.deleted:
            self.order[talk].clear()
        self.deleted.clear()

    @staticmethod
    def _index(ids: list[str], after: str | None, unknown: int) -> int:
        if after is None:
            return 0
        return ids.index(after) + 1 if after in ids else unknown


async def check(store: Store, model: Model) -> None:
    for talk, ids in model.order.items():
        found = [(i.id, i.text) for i in await store.items(talk)]
        assert found == [(i, model.texts[talk, i]) for i in ids]
    listed = {c.id: c.item_count for c in await store.conversations()}
    assert listed == {t: len(ids) for t, ids in model.order.items() if ids and t not in model.deleted}


async def play(folder: Path, steps: list[tuple[Any, ...]]) -> None:
    ticks = iter(range(10**6))
    model = Model()
    store = Store(folder, on_problem=lambda p: pytest.fail(str(p)), now=lambda: float(next(ticks)), lag_s=60)
    for number, (what, talk, *how) in enumerate(steps):
        match what, how:
            case "save", (id_, after, final):
                model.save(talk, id_, after, f"text {number}")
                item = Item(id=id_, role=Role.USER, parts=(TextPart(text=f"text {number}"),))
                store.save(talk, item, final=bool(final), after_id=after)
            case "delete", _:
                await store.delete(talk)
                if model.order[talk]:
                    model.deleted.add(talk)
            case "restore", _:
                await store.restore(talk)
                model.deleted.discard(talk)
            case "reopen", _:
                await store.aclose()
                model.reopen()
                store = Store(folder, on_problem=lambda p: pytest.fail(str(p)), now=lambda: float(next(ticks)), lag_s=60)
            case _:
                await check(store, model)
    await check(store, model)
    await store.aclose()
    model.reopen()
    store = Store(folder, on_problem=lambda p: pytest.fail(str(p)), now=lambda: float(next(ticks)))
    await check(store, model)
    await store.aclose()


REPLACED_BEFORE_IT_WAS_WRITTEN: list[tuple[Any, ...]] = [
    ("save", "one", "i0", None, True),
    ("save", "one", "i3", "i0", True),
    ("look", "one"),
    ("save", "one", "i1", "i0", False),
    ("save", "one", "i2", "i1", False),
    ("save", "one", "i1", "i3", False),
]


@hypothesis.settings(max_examples=60)
@hypothesis.example(REPLACED_BEFORE_IT_WAS_WRITTEN)
@hypothesis.given(st.lists(SAVE | SAVE | SAVE | OTHER, max_size=40))
def test_store_equals_lists(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]) -> None:
    asyncio.run(play(tmp_path_factory.mktemp("model"), steps))
