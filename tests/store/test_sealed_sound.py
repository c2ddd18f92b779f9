"""Encryption of recordings, and of what was said and not answered yet."""

import asyncio
import errno
import os
import wave
import zipfile
from pathlib import Path

import pytest

from desktop_assistant.core.archive import ArchiveForm
from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import AudioPart, Item, Role
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.store import recordings, sealed_sound
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.store import Store
from tests.store.sealed_house import House

VOICE = b"\x10\x20\x30\x40" * 600
UNSENT = b"\x50\x60\x70\x10" * 600


async def with_sound(house: House, is_encrypted: bool | None = None) -> None:
    store = house.open(is_encrypted)
    for n in range(3):
        part = AudioPart(transcript="spoken", is_final=True)
        store.save("talk", Item(id=f"s{n}", role=Role.USER, parts=(part,)), final=True, after_id=None)
        store.keep_audio("talk", f"s{n}", VOICE, AudioFormat())
    store.keep_audio("talk", "g", VOICE, AudioFormat(encoding=Encoding.PCMU, rate=8000))
    store.spool("talk", "u", UNSENT, AudioFormat())
    await store.aclose()


def audible(house: House) -> list[str]:
    """Files in which something of a voice can be found."""
    files = {p.name: p.read_bytes() for p in house.folder.rglob("*") if p.is_file()}
    return sorted(name for name, data in files.items() if VOICE[:64] in data or UNSENT[:64] in data)


async def is_audible(store: Store) -> None:
    for n in range(3):
        assert (await store.recording("talk", f"s{n}")).audio == VOICE
    assert store.recordings.read("talk", "g").format == AudioFormat(encoding=Encoding.PCMU, rate=8000)
    assert [(name, kept.audio) for name, kept in await store.unsent("talk")] == [("u", UNSENT)]


async def test_sound_is_encrypted_with_the_words_and_goes_on_growing(house: House, tmp_path: Path) -> None:
    await with_sound(house, True)
    assert audible(house) == []
    store = house.open()
    await is_audible(store)
    store.keep_audio("talk", "s0", VOICE, AudioFormat())
    await store.conversations()
    await store.aclose()
    store = house.open()
    assert (await store.recording("talk", "s0")).audio == VOICE * 2
    await store.export(tmp_path / "all.zip", ArchiveForm.JSON, audio=True)
    await store.aclose()
    with zipfile.ZipFile(tmp_path / "all.zip") as packed, packed.open("001-audio/s1.wav") as sound, wave.open(sound) as file:
        assert file.readframes(10**6) == VOICE
    assert audible(house) == []


async def test_sound_is_converted_with_the_words_and_back(house: House) -> None:
    await with_sound(house)
    assert audible(house) == ["g.wav", "s0.wav", "s1.wav", "s2.wav", "u.wav"]
    store = house.open()
    for wanted, heard in ((True, []), (False, ["g.wav", "s0.wav", "s1.wav", "s2.wav", "u.wav"]), (True, [])):
        store.encrypt(wanted)
        await is_audible(store)
        assert audible(house) == heard
    await store.aclose()
    assert house.problems == []


@pytest.mark.expects_logs("keeps its form")
@pytest.mark.parametrize("fails_at", [0, 1, 3])
async def test_a_change_of_the_sound_that_was_cut_short_goes_on_at_the_next_start(
    house: House, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    await with_sound(house)
    left = iter(range(100))
    true = recordings.take_place

    def take_place(path: Path, part: Path) -> None:
        if next(left) >= fails_at:
            raise OSError(errno.EIO, "as if the power had failed")
        true(path, part)

    with monkeypatch.context() as patch:
        patch.setattr(recordings, "take_place", take_place)
        store = house.open(True)
        await is_audible(store)
        await store.aclose()
    assert len(audible(house)) >= 5 - fails_at
    store = house.open(True)
    await is_audible(store)
    await store.aclose()
    assert audible(house) == []
    assert not list(house.folder.rglob("*.part*"))


@pytest.mark.expects_logs("set an unreadable history aside", "is lost")
async def test_sound_whose_key_is_lost_is_said_to_be(house: House) -> None:
    await with_sound(house, True)
    house.keys.key = ""
    store = house.open()
    with pytest.raises(StoreError, match="a key that is not here"):
        await store.recording("talk", "s0")
    assert await store.unsent("talk") == []
    await store.aclose()


async def test_what_was_said_keeps_its_order_through_a_change(house: House) -> None:
    """By the time at which each turn ended; names are chance."""
    store = house.open()
    for name in ("c", "a", "b"):
        store.spool("talk", name, UNSENT, AudioFormat())
    for _ in range(2):  # sound reaches the disk behind a batch: with the next one it is there
        await store.conversations()
    for n, name in enumerate(("c", "a", "b")):
        os.utime(house.folder / "unsent" / "talk" / f"{name}.wav", ns=(n * 10**9, n * 10**9))
    for wanted in (True, False, True):
        store.encrypt(wanted)
        assert [name for name, _ in await store.unsent("talk")] == ["c", "a", "b"]
    times = {path.stem: path.stat().st_mtime_ns for path in (house.folder / "unsent" / "talk").iterdir()}
    assert times == {"c": 0, "a": 10**9, "b": 2 * 10**9}
    await store.aclose()


@pytest.mark.parametrize("is_encrypted", [True, False])
async def test_a_long_recording_is_changed_and_exported_whole(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_encrypted: bool
) -> None:
    """No more than a turn is played; but all of it is kept."""
    monkeypatch.setattr(recordings, "LONGEST_READ", 100)
    await with_sound(house, not is_encrypted)
    store = house.open(is_encrypted)
    assert (await store.recording("talk", "s0")).audio == VOICE[:100]
    await store.export(tmp_path / "all.zip", ArchiveForm.JSON, audio=True)
    await store.aclose()
    with zipfile.ZipFile(tmp_path / "all.zip") as packed, packed.open("001-audio/s1.wav") as sound, wave.open(sound) as file:
        assert file.readframes(10**6) == VOICE
    monkeypatch.undo()
    store = house.open()
    await is_audible(store)
    await store.aclose()


@pytest.mark.expects_logs("a recording is damaged")
@pytest.mark.parametrize("is_encrypted", [True, False])
async def test_a_damaged_recording_costs_neither_the_history_nor_what_is_said_next(house: House, is_encrypted: bool) -> None:
    await with_sound(house, is_encrypted)
    damaged = house.folder / "unsent" / "talk" / "u.wav"
    damaged.write_bytes(b"\xa5" * 9000)
    store = house.open()
    store.spool("talk", "u", VOICE, AudioFormat())
    store.save("talk", Item(id="n", role=Role.USER), final=True, after_id=None)
    assert {item.id for item in await store.items("talk")} == {"s0", "s1", "s2", "n"}
    assert [(name, kept.audio) for name, kept in await store.unsent("talk")] == [("u", VOICE)]
    assert (await store.recording("talk", "s0")).audio == VOICE
    await store.aclose()
    assert house.problems == []
    assert damaged.with_name("u.wav.damaged").read_bytes() == b"\xa5" * 9000


@pytest.mark.expects_logs("cannot be written")
async def test_sound_that_finds_the_disk_full_waits_and_the_person_is_told_why(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_sound(house, True)
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    def fail(*_: object) -> None:
        raise full

    store = house.open()
    await is_audible(store)
    with monkeypatch.context() as patch:
        patch.setattr(sealed_sound, "unlock", fail)
        store.keep_audio("talk", "s0", VOICE, AudioFormat())
        while not house.problems:  # noqa: ASYNC110 - told on the writer's thread
            await asyncio.sleep(0.001)
    assert [p.code for p in house.problems][:1] == [ProblemCode.DISK_FULL]
    await store.aclose()
    assert house.problems[-1] == Problem(code=ProblemCode.DISK_FULL, over=True)
    store = house.open()
    assert (await store.recording("talk", "s0")).audio == VOICE * 2
    await store.aclose()
