"""Conversations into files and back: what a person reads, what comes back, what is left alone."""

import json
import time
import zipfile
from collections.abc import AsyncIterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.archive import ArchiveForm, Imported
from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import (
    AudioPart,
    ConversationInfo,
    FilePart,
    ImagePart,
    Item,
    ItemStatus,
    Part,
    TextPart,
    ToolCallPart,
)
from desktop_assistant.core.problems import Problem
from desktop_assistant.store import parts
from desktop_assistant.store.export import file_name, written
from desktop_assistant.store.importing import read_archive
from desktop_assistant.store.store import Store
from tests.fakes.items import cut_off, said, spoken, tool_call, tool_result, typed
from tests.fakes.shown import shown

pytestmark = pytest.mark.usefixtures("form")

INFO = ConversationInfo(
    id="c1",
    title="Ten kilometres: a/b?",
    created_at=1.7e9,
    updated_at=1.7e9 + 5,
    item_count=3,
    is_pinned=True,
    tags=("work", "far away"),
)
ITEMS = [said("u", "How far is it?"), spoken("a", "10 km."), shown("t", "table"), tool_result("r", "Shown."),
         cut_off("b", "That is about six miles, or so.", 16), tool_call("x", "clock"), typed("v", "Thanks")]  # fmt: skip
CHATGPT = [
    {
        "title": "A walk", "create_time": 1.69e9, "update_time": 1.69e9 + 9, "conversation_id": "abc", "current_node": "n4",
        "mapping": {
            "n0": {"message": None, "parent": None, "children": ["n1"]},
            "n1": {"message": {"id": "m1", "author": {"role": "system"}, "content": {"content_type": "text", "parts": [""]}},
                   "parent": "n0", "children": ["n2"]},
            "n2": {"message": {"id": "m2", "author": {"role": "user"}, "create_time": 1.69e9,
                               "content": {"content_type": "text", "parts": ["Where to?"]}},
                   "parent": "n1", "children": ["n3", "n4"]},
            "n3": {"message": {"id": "m3", "author": {"role": "assistant"},
                               "content": {"content_type": "text", "parts": ["Other"]}},
                   "parent": "n2", "children": []},
            "n4": {"message": {"id": "m4", "author": {"role": "assistant"}, "create_time": 1.69e9 + 1,
                               "content": {"content_type": "multimodal_text",
                                           "parts": [{"content_type": "audio_transcription", "text": "To the river."},
                                                     {"asset": 1}]}},
                   "parent": "n2", "children": []},
        },
    }
]  # fmt: skip


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    problems: list[Problem] = []
    made = Store(tmp_path / "data", on_problem=problems.append, now=lambda: 1.8e9)
    yield made
    await made.aclose()
    assert problems == []


async def keep(store: Store, items: list[Item] = ITEMS, title: str = INFO.title) -> str:
    info = await store.create(title)
    before = None
    for item in items:
        store.save(info.id, item, final=True, after_id=before)
        before = item.id
    return info.id


def test_markdown_is_what_was_said_and_shown() -> None:
    text = written(ArchiveForm.MARKDOWN, [(INFO, ITEMS)])
    assert text.startswith("# Ten kilometres: a/b?\n\n*2023-11-1")
    assert "**You**: How far is it?\n\n**Assistant**: 10 km.\n\n**Distances**\n\n| Run | km | miles |" in text
    assert "**Assistant** (interrupted): That is about six ~~miles, or so.~~" in text
    assert text.endswith("**You**: Thanks\n")
    assert "Shown." not in text


def test_plain_text_has_no_marks() -> None:
    text = written(ArchiveForm.TEXT, [(INFO, ITEMS)])
    assert "Assistant (interrupted): That is about six [not heard: miles, or so.]" in text
    assert not any(mark in text for mark in ("**", "~~", "| "))


def test_what_was_not_answered_says_so_and_comes_back_so() -> None:
    overheard = [said("o", "and then he said", status=ItemStatus.OVERHEARD)]
    assert "**You** (not answered): and then he said" in written(ArchiveForm.MARKDOWN, [(INFO, overheard)])
    assert "You (not answered): and then he said" in written(ArchiveForm.TEXT, [(INFO, overheard)])
    ((_, items),) = read_archive(written(ArchiveForm.JSON, [(INFO, overheard)]))
    assert list(items) == overheard


def test_json_comes_back_as_it_was() -> None:
    ((info, items),) = read_archive(written(ArchiveForm.JSON, [(INFO, ITEMS)]))
    assert (info.id, info.title, info.created_at, info.is_pinned) == (INFO.id, INFO.title, INFO.created_at, True)
    assert info.tags == INFO.tags
    assert list(items) == ITEMS


def test_what_was_still_going_on_is_closed() -> None:
    open_one = typed("u", "wait", status=ItemStatus.IN_PROGRESS)
    ((_, items),) = read_archive(written(ArchiveForm.JSON, [(INFO, [open_one])]))
    assert items[0].status is ItemStatus.INTERRUPTED


def test_of_chatgpts_export_the_branch_on_screen_is_taken() -> None:
    ((info, items),) = read_archive(json.dumps(CHATGPT))
    assert (info.title, info.created_at) == ("A walk", 1.69e9)
    assert [(item.role.value, item.text) for item in items] == [("user", "Where to?"), ("assistant", "To the river.")]
    assert read_archive(json.dumps(CHATGPT))[0][0].id == info.id


@pytest.mark.parametrize("text", ["", "{", "[]x", "{}", "[1]", '{"format":"other"}', "[" * 100_000])
def test_other_files_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(StoreError, match="holds no conversations"):
        read_archive(text)


def test_a_file_of_a_newer_version_is_refused() -> None:
    with pytest.raises(StoreError, match="newer version"):
        read_archive('{"format":"desktop-assistant-history","version":99}')


PART_KINDS = {"text": TextPart, "audio": AudioPart, "tool_call": ToolCallPart, "image": ImagePart, "file": FilePart}
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["id", "title", "created_at", "items", "pinned", "tags"]), VALUES), VALUES)
def test_nonsense_inside_is_left_out(conversation: dict[str, object], item: object) -> None:
    given_ = {
        "format": "desktop-assistant-history",
        "version": 1,
        "conversations": [conversation, item, {**conversation, "id": "x", "items": [item]}],
    }
    for info, items in read_archive(json.dumps(given_)):
        assert isinstance(info.title, str)
        assert all(isinstance(one, Item) for one in items)


@given(st.data(), st.sampled_from(sorted(PART_KINDS)))
def test_a_part_with_a_field_of_another_kind_is_left_out_or_makes_sense(data: st.DataObject, kind: str) -> None:
    """What comes in is shown, searched and told to a model: a number where there should be words would end all three."""
    names = [field.name for field in fields(PART_KINDS[kind])]
    given_ = {"type": kind, **data.draw(st.dictionaries(st.sampled_from(names), VALUES | st.integers() | st.just(10**30)))}
    item = {"id": "u", "role": "user", "kind": "message", "status": "complete", "created_at": 1.7e9, "parts": [given_]}
    file = {"format": "desktop-assistant-history", "version": 1, "conversations": [{"id": "c", "items": [item]}]}
    for _, items in read_archive(json.dumps(file)):
        for one in items:
            assert isinstance(one.told_text, str)
            assert parts.decode(parts.encode(one.parts)) == one.parts
            for read in one.parts:
                assert all(isinstance(value, _declared(type(read), name)) for name, value in _values(read).items())
                assert all(abs(value) < 2**31 for value in _values(read).values() if isinstance(value, int))


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c"]),
        VALUES | st.fixed_dictionaries({"parent": st.sampled_from(["a", "b", None]), "message": VALUES}),
    )
)
def test_nonsense_from_elsewhere_is_left_out(mapping: dict[str, object]) -> None:
    for _, items in read_archive(json.dumps([{"mapping": mapping, "current_node": "a"}])):
        assert all(isinstance(one, Item) for one in items)


@pytest.mark.parametrize("title", ["", "../../etc/passwd", "con", "a" * 300, "😀", "x\ny\0"])
def test_file_names_are_safe(title: str) -> None:
    name = file_name(ConversationInfo(id="c", title=title, created_at=1.7e9, updated_at=1.7e9), "md")
    assert name.startswith("2023-11-1")
    assert not any(sign in name for sign in '/\\:*?"<>|\0\n ')
    assert len(name) < 90


async def test_all_conversations_go_into_one_file_and_come_back_on_another_computer(store: Store, tmp_path: Path) -> None:
    first, second = await keep(store), await keep(store, [typed("u", "Other")], "Other")
    await store.pin(second, pinned=True)
    path = tmp_path / "all.json"
    await store.export(path, ArchiveForm.JSON)
    assert await store.import_from(path) == Imported(known=2)
    other = Store(tmp_path / "elsewhere", on_problem=lambda _: None)
    assert await other.import_from(path) == Imported(added=2)
    assert [(info.id, info.is_pinned) for info in await other.conversations()] == [(second, True), (first, False)]
    assert list(await other.items(first)) == ITEMS
    assert [hit.item_id for hit in await other.search("six miles")] == ["b"]
    await other.aclose()


async def test_one_conversation_with_its_sound(store: Store, tmp_path: Path) -> None:
    kept = await keep(store)
    await keep(store, [typed("z", "private")], "Private")
    store.keep_audio(kept, "a", b"\1\0" * 480, AudioFormat())
    path = tmp_path / "one.zip"
    await store.export(path, ArchiveForm.MARKDOWN, kept, audio=True)
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        assert [name for name in names if name.endswith(".wav")] == ["001-audio/a.wav"]
        assert b"private" not in b"".join(packed.read(name) for name in names)


async def test_a_file_that_cannot_be_written_or_read_is_a_sentence_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    await keep(store)
    with pytest.raises(StoreError, match="could not be written"):
        await store.export(tmp_path / "nowhere" / "x.md", ArchiveForm.MARKDOWN)
    with pytest.raises(StoreError, match="nothing to export"):
        await store.export(tmp_path / "x.md", ArchiveForm.MARKDOWN, "unknown")
    with pytest.raises(StoreError, match="could not be read"):
        await store.import_from(tmp_path / "missing.json")
    (tmp_path / "bad.json").write_bytes(b"\xff\xfe\0")
    with pytest.raises(StoreError, match="damaged"):
        await store.import_from(tmp_path / "bad.json")
    assert {path.name for path in (tmp_path / "bad.json", *tmp_path.glob("*.part"), *tmp_path.glob("*.md"))} == {"bad.json"}  # noqa: ASYNC240


async def test_chatgpts_zip_file_is_read(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("chat.html", "x")
        packed.writestr("user.json", "{}")
        packed.writestr("conversations.json", json.dumps(CHATGPT))
    assert await store.import_from(path) == Imported(added=1)
    assert (await store.conversations())[0].title == "A walk"


async def test_old_conversations_expire_unless_they_are_pinned(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    two_days_ago = time.time() - 2 * 86_400
    brought = [(INFO, ITEMS)]
    for name, when in (("c2", 1.7e9), ("c3", two_days_ago)):
        brought.append((ConversationInfo(id=name, title=name, created_at=when, updated_at=when), ITEMS))
    path.write_text(written(ArchiveForm.JSON, brought), encoding="utf-8")
    await store.import_from(path)
    fresh = await keep(store)
    await store.expire(365)
    assert [info.id for info in await store.conversations()] == ["c1", fresh, "c3"]


@pytest.mark.parametrize("damage", ["data", "method", "locked"])
async def test_a_damaged_zip_file_is_said_to_be_one(store: Store, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("conversations.json", json.dumps(CHATGPT) * 20)
    raw = bytearray(path.read_bytes())
    directory = raw.index(b"PK\x01\x02")
    if damage == "data":
        raw[60:90] = b"\xff" * 30
    elif damage == "method":
        raw[8:10] = raw[directory + 10 : directory + 12] = (99).to_bytes(2, "little")
    else:
        raw[6] |= 1
        raw[directory + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(StoreError, match="damaged"):
        await store.import_from(path)


async def test_tags_are_kept_exported_and_read_in_again(store: Store, tmp_path: Path) -> None:
    first, second = await keep(store), await keep(store, [typed("u", "Other")], "Other")
    await store.tag(first, ["work", "Work", " far  away "])
    await store.tag(second, ["gone"])
    await store.tag(second, [])
    assert {info.id: info.tags for info in await store.conversations()} == {first: ("work", "far away"), second: ()}
    path = tmp_path / "all.json"
    await store.export(path, ArchiveForm.JSON)
    await store.export(tmp_path / "all.md", ArchiveForm.MARKDOWN)
    assert " · work, far away*" in (tmp_path / "all.md").read_text("utf-8")
    other = Store(tmp_path / "elsewhere", on_problem=lambda _: None)
    await other.import_from(path)
    assert {info.id: info.tags for info in await other.conversations()} == {first: ("work", "far away"), second: ()}
    await other.aclose()


def _values(part: Part) -> dict[str, object]:
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _declared(kind: type[Part], name: str) -> Any:
    """What `isinstance` can look at of a field's type."""
    hint = get_type_hints(kind)[name]
    return get_origin(hint) if get_origin(hint) is tuple else hint
