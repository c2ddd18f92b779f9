"""The face of the room: what is saved is there, in order, also after closing, and titles come by themselves."""

import asyncio
import io
import stat
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Part, Role, TextPart, ToolCallPart
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.runtime.ports import StorePort
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.store import Store
from tests.store.conftest import opened

pytestmark = pytest.mark.usefixtures("form")


class Time:
    """Wall clock that moves a second per question."""

    def __init__(self) -> None:
        self.t = 1000.0

    def __call__(self) -> float:
        self.t += 1
        return self.t


class Shelf:
    """Opens and reopens a store in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = Time()
        self.problems: list[Problem] = []
        self.open_ones: list[Store] = []

    def open(self) -> Store:
        store = Store(self.folder, on_problem=self.problems.append, now=self.now)
        self.open_ones.append(store)
        return store


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Shelf]:
    shelf = Shelf(tmp_path / "data")
    yield shelf
    for store in shelf.open_ones:
        await store.aclose()


def said(id_: str, text: str, role: Role = Role.USER, **more: object) -> Item:
    return Item(id=id_, role=role, parts=(TextPart(text=text),), **more)  # type: ignore[arg-type]


async def test_it_is_a_store_port(shelf: Shelf) -> None:
    port: StorePort = shelf.open()
    assert (await port.create()).id


async def test_items_come_back_whole_after_reopening(shelf: Shelf) -> None:
    parts: tuple[Part, ...] = (
        TextPart(text="ten \N{DEGREE SIGN} \U0001f600 \ud800 \x00"),
        AudioPart(transcript="hello", is_final=True, audio_ms=1200, heard_ms=700, heard_chars=3),
        ToolCallPart(call_id="c1", name="clock", arguments="{}", output="noon"),
    )
    items = [
        Item(id="a", role=Role.USER, parts=parts, created_at=5.5),
        Item(id="b", role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL, status=ItemStatus.FAILED, previous_id="a"),
        Item(id="c", role=Role.SYSTEM, kind=ItemKind.TOOL_RESULT, status=ItemStatus.INTERRUPTED),
    ]
    store = shelf.open()
    info = await store.create()
    for item, after in zip(items, [None, "a", "b"], strict=True):
        store.save(info.id, item, final=True, after_id=after)
    assert await store.items(info.id) == items
    await store.aclose()
    assert await shelf.open().items(info.id) == items


async def test_saving_again_replaces_without_moving(shelf: Shelf) -> None:
    store = shelf.open()
    for id_, after in (("a", None), ("c", "a"), ("b", "a")):
        store.save("talk", said(id_, id_), final=True, after_id=after)
    store.save("talk", said("c", "changed"), final=True, after_id="a")
    await store.aclose()
    store = shelf.open()
    store.save("talk", said("a", "changed"), final=True, after_id="c")  # the first word about it in this run
    assert [(i.id, i.text) for i in await store.items("talk")] == [("a", "changed"), ("b", "b"), ("c", "changed")]


@pytest.mark.parametrize("final", [True, False])
async def test_another_predecessor_moves_an_item(shelf: Shelf, final: bool) -> None:
    store = shelf.open()
    for id_, after in (
        ("a", None),
        ("b", "a"),
        ("c", "b"),
        ("d", "a"),
        ("b", "d"),
        ("e", "c"),
        ("a", "e"),
        ("c", None),
        ("c", "c"),
    ):
        store.save("talk", said(id_, id_), final=final, after_id=after)
    store.save("talk", said("e", "e"), final=final, after_id="nowhere")
    assert [i.id for i in await store.items("talk")] == ["c", "d", "b", "e", "a"]


async def test_streaming_saves_are_written_without_being_asked(tmp_path: Path) -> None:
    store = Store(tmp_path, on_problem=lambda _: None, lag_s=0.01)
    store.save("talk", said("a", "hello"), final=False, after_id=None)
    seen: list[tuple[str]] = []
    for _ in range(200):
        await asyncio.sleep(0.01)
        with_file = opened(tmp_path / "history.sqlite3")
        try:
            seen = with_file.execute("SELECT id FROM items").fetchall()
        except sqlite3.DatabaseError:  # not created yet
            continue
        finally:
            with_file.close()
        if seen:
            break
    assert seen == [("a",)]
    await store.aclose()


async def test_title_is_the_users_first_words(shelf: Shelf) -> None:
    store = shelf.open()
    info = await store.create()
    store.save(info.id, said("a", "Good morning", Role.ASSISTANT), final=True, after_id=None)
    assert [c.title for c in await store.conversations()] == ["Good morning"]
    store.save(info.id, said("b", "what's ten"), final=False, after_id="a")
    store.save(info.id, said("b", "what's ten  kilometres\nin miles, and how far is that on foot?"), final=True, after_id="a")
    store.save(info.id, said("c", "thank you"), final=True, after_id="b")
    assert [c.title for c in await store.conversations()] == ["what's ten kilometres in miles, and how far is…"]


async def test_a_given_title_stays_and_an_emptied_one_is_made_again(shelf: Shelf) -> None:
    store = shelf.open()
    info = await store.create("Distances")
    store.save(info.id, said("a", "hello"), final=True, after_id=None)
    assert [c.title for c in await store.conversations()] == ["Distances"]
    await store.rename(info.id, "  Miles\n& more ")
    store.save(info.id, said("a", "hello again"), final=True, after_id=None)
    assert [c.title for c in await store.conversations()] == ["Miles & more"]
    await store.rename(info.id, "")
    store.save(info.id, said("b", "so?"), final=True, after_id="a")
    assert [c.title for c in await store.conversations()] == ["so?"]


async def test_list_is_newest_first_without_empty_and_deleted_ones(shelf: Shelf) -> None:
    store = shelf.open()
    ids = []
    for n in range(3):
        info = await store.create(f"talk {n}")
        store.save(info.id, said("a", "hello"), final=True, after_id=None)
        ids.append(info.id)
    await store.create("empty")
    store.save(ids[0], said("b", "more"), final=True, after_id="a")
    await store.delete(ids[1])
    assert [(c.title, c.item_count) for c in await store.conversations()] == [("talk 0", 2), ("talk 2", 1)]
    await store.restore(ids[1])
    assert [c.title for c in await store.conversations()] == ["talk 0", "talk 2", "talk 1"]


async def test_deleted_ones_are_gone_after_the_next_start_with_their_sound(shelf: Shelf) -> None:
    store = shelf.open()
    for talk in ("keep", "drop"):
        store.save(talk, said("a", talk), final=True, after_id=None)
        store.keep_audio(talk, "a", b"\0\0" * 100, AudioFormat())
    await store.delete("drop")
    await store.aclose()
    assert (store.recordings.root / "drop" / "a.wav").exists()
    store = shelf.open()
    await store.restore("drop")
    assert [c.id for c in await store.conversations()] == ["keep"]
    assert await store.items("drop") == []
    await store.aclose()
    assert sorted(p.name for p in store.recordings.root.iterdir()) == ["keep"]
    assert b"drop" not in (shelf.folder / "history.sqlite3").read_bytes()


async def test_recordings_are_named_in_the_spoken_part(shelf: Shelf) -> None:
    store = shelf.open()
    spoken = Item(id="a", role=Role.USER, parts=(AudioPart(transcript="hi", is_final=True),))
    store.save("talk", spoken, final=True, after_id=None)
    store.keep_audio("talk", "a", b"\1\0" * 240, AudioFormat())
    store.keep_audio("talk", "a", b"\2\0" * 240, AudioFormat())
    await store.aclose()
    (item,) = await shelf.open().items("talk")
    part = item.parts[0]
    assert isinstance(part, AudioPart)
    assert part.recording == "talk/a.wav"
    ((name, content),) = store.recordings.files("talk")
    assert name == "a.wav"
    with wave.open(io.BytesIO(content)) as file:
        assert (file.getnframes(), file.getframerate()) == (480, 24000)


async def test_files_are_private(shelf: Shelf) -> None:
    store = shelf.open()
    store.save("talk", said("a", "hello"), final=True, after_id=None)
    store.keep_audio("talk", "a", b"\0" * 8, AudioFormat(encoding=Encoding.PCMU, rate=8000))
    await store.conversations()
    await store.aclose()
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in [shelf.folder, *shelf.folder.rglob("*")]}
    assert {m for n, m in modes.items() if "." in n} == {0o600}
    assert {m for n, m in modes.items() if "." not in n} == {0o700}


@pytest.mark.expects_logs("set an unreadable history aside")
async def test_damaged_file_is_put_aside_and_named(shelf: Shelf) -> None:
    shelf.folder.mkdir()
    (shelf.folder / "history.sqlite3").write_bytes(b"this is no database" * 1000)
    store = shelf.open()
    store.save("talk", said("a", "hello"), final=True, after_id=None)
    assert [i.id for i in await store.items("talk")] == ["a"]
    (aside,) = shelf.folder.glob("history.sqlite3.unreadable-*")
    assert aside.read_bytes() == b"this is no database" * 1000
    (problem,) = shelf.problems
    assert problem.code is ProblemCode.HISTORY_UNREADABLE
    assert str(aside) in problem.detail


@pytest.mark.expects_logs("set an unreadable history aside")
async def test_a_newer_history_is_put_aside_untouched(shelf: Shelf) -> None:
    store = shelf.open()
    store.save("talk", said("a", "hello"), final=True, after_id=None)
    await store.aclose()
    with opened(shelf.folder / "history.sqlite3") as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    assert await shelf.open().conversations() == []
    (problem,) = shelf.problems
    assert "newer version" in problem.detail
    (aside,) = shelf.folder.glob("history.sqlite3.unreadable-*")
    with opened(aside) as file:
        assert file.execute("SELECT id FROM items").fetchall() == [("a",)]
    file.close()


@pytest.mark.expects_logs("set an unreadable history aside", "could not be read")
async def test_damage_found_while_reading_is_put_aside(shelf: Shelf) -> None:
    store = shelf.open()
    for n in range(2000):
        store.save("talk", said(f"i{n}", "word " * 20), final=False, after_id=f"i{n - 1}")
    await store.aclose()
    path = shelf.folder / "history.sqlite3"
    content = bytearray(path.read_bytes())
    content[40 * 4096 : 80 * 4096] = b"\xff" * (40 * 4096)
    path.write_bytes(content)
    store = shelf.open()
    assert await store.items("talk") == []
    store.save("new", said("a", "hello"), final=True, after_id=None)
    await store.aclose()
    assert [p.code for p in shelf.problems] == [ProblemCode.HISTORY_UNREADABLE]
    assert [c.id for c in await shelf.open().conversations()] == ["new"]


async def test_after_closing_it_says_so(shelf: Shelf) -> None:
    store = shelf.open()
    await store.aclose()
    with pytest.raises(StoreError, match="closed"):
        store.save("talk", said("a", "hello"), final=True, after_id=None)
    await store.aclose()


async def test_an_item_that_turned_out_to_be_none_is_forgotten(shelf: Shelf) -> None:
    store = shelf.open()
    talk = await store.create()
    kept = Item(id="kept", role=Role.USER, parts=(TextPart(text="hello"),))
    store.save(talk.id, kept, final=True, after_id=None)
    store.save(talk.id, Item(id="noise", role=Role.USER, parts=(AudioPart(),)), final=False, after_id="kept")
    store.remove(talk.id, "noise")
    assert [i.id for i in await store.items(talk.id)] == ["kept"]


@pytest.mark.parametrize("read_between", [False, True])
async def test_an_item_that_comes_back_after_it_was_removed_stays(shelf: Shelf, read_between: bool) -> None:
    store = shelf.open()
    store.save("talk", said("a", "first"), final=True, after_id=None)
    store.save("talk", said("b", "noise?"), final=False, after_id=None)
    if read_between:
        await store.items("talk")
    store.remove("talk", "b")
    store.save("talk", said("b", "words after all"), final=True, after_id="a")
    assert [i.text for i in await store.items("talk")] == ["first", "words after all"]


async def test_a_replay_ends_where_the_ear_was_left(shelf: Shelf) -> None:
    store = shelf.open()
    talk = (await store.create()).id
    fmt = AudioFormat(rate=16_000)
    sound = bytes(range(256)) * 250  # two seconds
    heard_out = AudioPart(transcript="all of it", audio_ms=500)
    cut = AudioPart(transcript="and this", audio_ms=1500, heard_ms=700)
    unheard = AudioPart(transcript="nothing", audio_ms=2000, heard_ms=0)
    for name, *parts in (("whole", heard_out), ("cut", heard_out, cut), ("unheard", unheard)):
        store.keep_audio(talk, name, sound, fmt)
        store.save(talk, Item(id=name, role=Role.ASSISTANT, parts=tuple(parts)), final=True, after_id=None)
    assert (await store.recording(talk, "whole")).audio == sound
    replayed = await store.recording(talk, "cut")
    assert replayed.format == fmt
    assert replayed.audio == sound[: 1200 * 16 * 2]
    with pytest.raises(StoreError, match="Nothing of this message was heard"):
        await store.recording(talk, "unheard")


async def test_what_can_be_replayed_is_listed_by_the_item_s_own_id(shelf: Shelf) -> None:
    store = shelf.open()
    talk = (await store.create()).id
    for name in ("plain", "odd/name", "silent"):
        store.save(talk, said(name, name), final=True, after_id=None)
    assert await store.recorded_items(talk) == frozenset()
    for name in ("plain", "odd/name"):
        store.keep_audio(talk, name, bytes(960), AudioFormat())
    assert await store.recorded_items(talk) == {"plain", "odd/name"}
    with pytest.raises(StoreError, match="was not kept"):
        await store.recording(talk, "silent")
