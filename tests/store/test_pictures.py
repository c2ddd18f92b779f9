"""Pictures on disk: once per conversation, the newest read with it, gone with it, and through a file and back."""

import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop_assistant.core.archive import ArchiveForm, Imported
from desktop_assistant.core.items import FilePart, ImagePart, Item, ItemStatus, Role, TextPart
from desktop_assistant.store import pictures
from desktop_assistant.store.store import Store

pytestmark = pytest.mark.usefixtures("form")


def picture(content: bytes, title: str = "screen") -> ImagePart:
    return ImagePart.of(content, mime="image/jpeg", width=4, height=3, title=title)


def shown(id_: str, *parts: ImagePart | FilePart, text: str = "what is this") -> Item:
    return Item(id=id_, role=Role.USER, parts=(*parts, TextPart(text=text)), created_at=1.7e9)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    made = Store(tmp_path / "data", on_problem=lambda problem: pytest.fail(str(problem)), now=lambda: 1.8e9)
    yield made
    await made.aclose()


async def keep(store: Store, *items: Item) -> str:
    talk = (await store.create()).id
    before = None
    for item in items:
        store.save(talk, item, final=True, after_id=before)
        before = item.id
    return talk


async def test_the_newest_pictures_come_with_their_conversation(store: Store) -> None:
    items = [shown(f"u{n}", picture(bytes([n]))) for n in range(pictures.NEWEST + 2)]
    talk = await keep(store, *items)
    found = await store.items(talk)
    assert [item.images[0].data for item in found] == [b"", b"", *(bytes([n]) for n in range(2, len(items)))]
    assert found == items  # content is not part of what an item is
    assert await store.picture(talk, found[0].images[0].id) == bytes([0])
    assert await store.picture(talk, "nobody") == b""


async def test_pictures_of_a_deleted_conversation_are_gone_at_the_next_start(store: Store, tmp_path: Path) -> None:
    talk = await keep(store, shown("u1", picture(b"secret")))
    await store.delete(talk)
    await store.aclose()
    again = Store(tmp_path / "data", on_problem=lambda problem: pytest.fail(str(problem)), now=lambda: 1.9e9)
    assert await again.picture(talk, picture(b"secret").id) == b""
    await again.aclose()


async def test_an_item_of_a_picture_alone_survives_a_crash(store: Store, tmp_path: Path) -> None:
    """What was not finished when the program ended is tidied up at the next start, and words it has none."""
    talk = (await store.create()).id
    item = Item(id="u1", role=Role.USER, status=ItemStatus.IN_PROGRESS, parts=(picture(b"x"),))
    store.save(talk, item, final=False, after_id=None)
    await store.aclose()
    again = Store(tmp_path / "data", on_problem=lambda problem: pytest.fail(str(problem)), now=lambda: 1.9e9)
    assert [(item.id, item.images[0].data) for item in await again.items(talk)] == [("u1", b"x")]
    await again.aclose()


async def test_json_carries_pictures_files_and_earlier_versions_there_and_back(store: Store, tmp_path: Path) -> None:
    talk = await keep(store, shown("u1", picture(b"first"), FilePart(name="a.txt", text="content"), text="misheard"))
    store.shelve(talk, ("u1",), instead="u2")
    store.save(
        talk, Item(id="u2", role=Role.USER, parts=(TextPart(text="right"),), versions=("u1", "u2")), final=True, after_id=None
    )
    await store.export(tmp_path / "out.json", ArchiveForm.JSON, talk)
    other = Store(tmp_path / "other", on_problem=lambda problem: pytest.fail(str(problem)), now=lambda: 1.8e9)
    assert await other.import_from(tmp_path / "out.json") == Imported(added=1)
    assert [(i.id, i.versions) for i in await other.items(talk)] == [("u2", ("u1", "u2"))]
    await other.choose_version(talk, "u1")
    [back] = await other.items(talk)
    assert back.images[0].data == b"first"
    assert back.parts[1] == FilePart(name="a.txt", text="content")
    await other.aclose()


async def test_a_readable_file_names_pictures_and_tells_earlier_versions_last(store: Store, tmp_path: Path) -> None:
    talk = await keep(
        store,
        shown("u1", picture(b"first", "a [b]"), text="misheard"),
        Item(id="a1", role=Role.ASSISTANT, parts=(TextPart(text="Hm."),)),
    )
    store.shelve(talk, ("u1", "a1"), instead="u2")
    store.save(
        talk, Item(id="u2", role=Role.USER, parts=(TextPart(text="right"),), versions=("u1", "u2")), final=True, after_id=None
    )
    await store.export(tmp_path / "out.md", ArchiveForm.MARKDOWN, talk)
    told = (tmp_path / "out.md").read_text().split("\n\n")[2:]
    assert told == [
        "**You**: right",
        "## Earlier versions",
        "### Instead of “right”",
        "**You**: *[a  b ]* misheard",
        "**Assistant**: Hm.\n",
    ]
    await store.export(tmp_path / "out.txt", ArchiveForm.TEXT, talk)
    assert "You: [picture: a [b]] misheard" in (tmp_path / "out.txt").read_text()


async def test_a_zip_file_has_the_pictures_beside_the_text(store: Store, tmp_path: Path) -> None:
    talk = await keep(store, shown("u1", picture(b"first")))
    await store.export(tmp_path / "out.zip", ArchiveForm.MARKDOWN, talk, audio=True)
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        name = f"001-pictures/{picture(b'first').id}.jpg"
        assert packed.read(name) == b"first"
        text = next(n for n in packed.namelist() if n.endswith(".md"))
        assert f"![screen]({name}) what is this" in packed.read(text).decode()


@pytest.mark.parametrize("change", [{"data": "not base64"}, {"width": "wide"}, {"id": 5}, {"data": 7}])
async def test_a_picture_without_sense_harms_nothing_else(store: Store, tmp_path: Path, change: dict[str, object]) -> None:
    talk = await keep(store, shown("u1", picture(b"first")), shown("u2", text="still here"))
    await store.export(tmp_path / "out.json", ArchiveForm.JSON, talk)
    whole = json.loads((tmp_path / "out.json").read_text())
    whole["conversations"][0]["items"][0]["parts"][0].update(change)
    (tmp_path / "out.json").write_text(json.dumps(whole))
    other = Store(tmp_path / "other", on_problem=lambda problem: pytest.fail(str(problem)), now=lambda: 1.8e9)
    await other.import_from(tmp_path / "out.json")
    assert (await other.items(talk))[-1].text == "still here"
    await other.aclose()
