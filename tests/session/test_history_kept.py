"""What the window shows is what tomorrow's window will show: the history's effects, performed on a store."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.runtime.links import Links
from desktop_assistant.runtime.performer import Performer
from desktop_assistant.session.history import History
from desktop_assistant.store.store import Store
from tests.fakes.ports import FakeAudio, FakeLink, FakeStore, FakeView

TALK = "c"


class Shelf:
    """A history whose effects reach a store."""

    def __init__(self, true_store: Store | None = None) -> None:
        self.store, self.view = FakeStore(), FakeView()
        self.store.known[TALK] = []
        performer = Performer(
            conversation_id=TALK, links=Links(FakeLink, lambda _: None), audio=FakeAudio(), store=true_store or self.store,
            view=self.view, formats=(AudioFormat(), AudioFormat()),
        )  # fmt: skip
        numbers = iter(range(10_000))
        self.history = History(performer.perform, lambda: f"local_{next(numbers)}")

    def said(self, item_id: str, text: str = "t", *, save: bool | None = True, after: str | None = None) -> str:
        item = Item(id=item_id, role=Role.USER, parts=(TextPart(text=text),))
        local = self.history.adopt(item, item_id, after)
        self.history.put(Item(id=local, role=Role.USER, parts=item.parts), save=save)
        return local

    @property
    def kept(self) -> list[str]:
        return [item.id for item in self.store.known[TALK]]

    @property
    def shown(self) -> list[str]:
        return [item.id for item in self.history.shown()]


def test_an_item_that_the_provider_moves_stays_in_the_store() -> None:
    shelf = Shelf()
    shelf.said("b")
    shelf.said("a")
    shelf.history.adopt(Item(id="b", role=Role.USER), "b", "a")
    assert shelf.kept == shelf.shown == ["a", "b"]


def test_so_does_one_that_was_loaded() -> None:
    shelf = Shelf()
    items = [Item(id=i, role=Role.USER, parts=(TextPart(text=i),)) for i in "ab"]
    shelf.store.known[TALK] = list(items)
    shelf.view.show_conversation(None, items)  # type: ignore[arg-type]
    shelf.history.load(items)
    shelf.history.bind("a", "wire_a")
    shelf.history.bind("b", "wire_b")
    shelf.history.bind("a", "wire_a", "wire_b")
    assert shelf.kept == shelf.shown == ["b", "a"]


def test_one_that_is_not_worth_keeping_yet_is_not_kept_by_a_move() -> None:
    shelf = Shelf()
    shelf.said("b", save=None)
    shelf.said("a")
    shelf.history.adopt(Item(id="b", role=Role.USER), "b", "a")
    assert (shelf.kept, shelf.shown) == (["a"], ["a", "b"])


steps = st.lists(
    st.tuples(
        st.sampled_from(["say", "note", "show", "place", "remove"]),
        st.sampled_from("abcdef"),
        st.sampled_from([None, *"abcdefz"]),
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=40)
@given(steps)
@example([("show", "c", None), ("show", "a", None), ("say", "b", None), ("say", "a", None)])
@example([("say", "b", "c"), ("say", "c", "b")])
def test_whatever_was_kept_and_is_shown_is_kept_still_in_the_order_of_the_screen(moves: list[tuple[str, str, Any]]) -> None:
    asyncio.run(_play(moves))


async def _play(moves: list[tuple[str, str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), on_problem=pytest.fail)
        shelf, worth_keeping = Shelf(store), set[str]()
        for number, (what, name, previous) in enumerate(moves):
            if what in ("say", "note", "show"):
                local = shelf.said(name, str(number), save={"say": True, "note": False, "show": None}[what], after=previous)
                if what != "show":
                    worth_keeping.add(local)
            elif (local := shelf.history.local_id(name) or "") and what == "remove":
                shelf.history.remove(local)
                worth_keeping.discard(local)
            elif local:
                shelf.history.adopt(Item(id=name, role=Role.USER), name, previous)
        kept = [item.id for item in await store.items(TALK)]
        await store.aclose()
        assert kept == [item_id for item_id in shelf.shown if item_id in worth_keeping]
