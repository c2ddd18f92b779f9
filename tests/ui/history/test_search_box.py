"""Search in all conversations, pins, files: by mouse and keys, against the library of a fake store."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_assistant.core.archive import ArchiveForm
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import Role
from desktop_assistant.core.search import SearchHit
from desktop_assistant.ui.history.search_results import marked_html
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import FakeControl, Settle
from tests.fakes.items import said, spoken

ITEMS = [said("u", "Where is the kettle?"), spoken("a", "The kettle is in the kitchen.")]


@pytest.fixture
async def drawer(window: MainWindow, control: FakeControl, settle: Settle) -> MainWindow:
    control.items["c2"] = list(ITEMS)
    window.search_history()
    await settle()
    return window


async def search(window: MainWindow, settle: Settle, words: str) -> None:
    box = window.history.search
    QTest.keyClicks(box.field, words)
    box.search()
    await settle()


async def test_what_is_found_takes_the_place_of_the_list(drawer: MainWindow, settle: Settle) -> None:
    await search(drawer, settle, "kettle")
    box = drawer.history.search
    assert [hit.item_id for hit in box.model.hits] == ["u", "a"]
    assert box.results.isVisible()
    assert not drawer.history.view.isVisible()
    assert "kettle" in box.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    await settle()
    assert drawer.history.view.isVisible()
    assert box.model.hits == ()


async def test_by_keys_alone_a_hit_opens_its_conversation_at_its_message(
    drawer: MainWindow, control: FakeControl, settle: Settle
) -> None:
    await search(drawer, settle, "kettle")
    box = drawer.history.search
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    QTest.keyClick(box.results, Qt.Key.Key_Down)
    QTest.keyClick(box.results, Qt.Key.Key_Return)
    await settle()
    assert control.snapshot.conversation_id == "c2"
    assert drawer.chat.view.current_id == "a"
    assert drawer.chat.view.selected_text == "kettle"
    control.items["c2"].clear()  # open already: no need to load it again
    box.chosen.emit(box.model.hits[0], "kettle")
    assert drawer.chat.view.current_id == "u"


async def test_nothing_found_is_said(drawer: MainWindow, settle: Settle) -> None:
    await search(drawer, settle, "zebra")
    assert drawer.history.search.nothing.isVisible()


def test_what_was_said_cannot_draw_anything() -> None:
    hit = SearchHit(
        conversation_id="c", title="t", item_id="i", role=Role.USER, created_at=0.0, excerpt="<img src=x> & <b>", marks=((1, 4),)
    )
    assert marked_html(hit, "#000000", "#ff0000") == (
        "<span style='color:#000000'>&lt;<b style='color:#ff0000'>img</b> src=x&gt; &amp; &lt;b&gt;</span>"
    )


async def test_a_conversation_is_pinned_and_unpinned(drawer: MainWindow, control: FakeControl, settle: Settle) -> None:
    view = drawer.history.view
    view.setCurrentIndex(drawer.history.model.index(1))
    drawer.history.pin_current()
    await settle()
    assert control.library_store.pinned == {"c2"}


async def test_export_writes_where_it_was_asked_to(drawer: MainWindow, control: FakeControl, settle: Settle) -> None:
    files = drawer.history.files
    files.write(Path("/x/Walk"), ArchiveForm.MARKDOWN, "c2", audio=False)
    files.write(Path("/x/all.zip"), ArchiveForm.JSON, None, audio=True)
    await settle()
    assert control.library_store.written == [
        (Path("/x/Walk.md"), ArchiveForm.MARKDOWN, "c2", False),
        (Path("/x/all.zip"), ArchiveForm.JSON, None, True),
    ]


async def test_import_says_what_came_of_it(drawer: MainWindow, control: FakeControl, settle: Settle) -> None:
    heard: list[str] = []
    drawer.history.files.said.connect(heard.append)
    drawer.history.files.read(Path("/x/conversations.json"))
    await settle()
    control.library_store.fail = StoreError("The file could not be read: it is gone.")
    drawer.history.files.read(Path("/x/gone.json"))
    await settle()
    assert heard == ["Imported conversations: 2; already here: 1", "The file could not be read: it is gone."]


async def test_escape_clears_the_search_before_it_does_anything_else(
    drawer: MainWindow, control: FakeControl, settle: Settle
) -> None:
    await search(drawer, settle, "kettle")
    before = len(control.events)
    QTest.keyClick(drawer.history.search.field, Qt.Key.Key_Escape)
    assert drawer.history.search.field.text() == ""
    assert len(control.events) == before
    drawer.find_words()
    QTest.keyClick(drawer.chat.find_bar.field, Qt.Key.Key_Escape)
    assert not drawer.chat.find_bar.isVisible()
    assert len(control.events) == before


async def test_a_late_answer_is_not_shown_for_newer_words(drawer: MainWindow, control: FakeControl, settle: Settle) -> None:
    library, box = control.library_store, drawer.history.search
    may_answer = asyncio.Event()
    quick = library.search

    async def slow(text: str) -> Sequence[SearchHit]:
        await may_answer.wait()
        return await quick(text)

    library.search = slow  # type: ignore[method-assign]
    await search(drawer, settle, "kettle")
    library.search = quick  # type: ignore[method-assign]
    await search(drawer, settle, " is in")
    assert [hit.item_id for hit in box.model.hits] == ["a"]
    may_answer.set()
    await settle()
    assert [hit.item_id for hit in box.model.hits] == ["a"]


@pytest.mark.parametrize("of", ["results", "conversations"])
async def test_a_double_click_chooses_once(drawer: MainWindow, settle: Settle, of: str) -> None:
    await search(drawer, settle, "kettle") if of == "results" else await settle()
    view = drawer.history.search.results if of == "results" else drawer.history.view
    chosen: list[object] = []
    drawer.history.search.chosen.connect(lambda hit, words: chosen.append(hit))
    drawer.history.chosen.connect(lambda: chosen.append("conversation"))
    place = view.visualRect(view.model().index(0, 0)).center()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), button, none, place)
    QTest.mouseDClick(view.viewport(), button, none, place)
    await settle()
    assert len(chosen) == 1
