"""Encryption of recordings, and of what was said and not answered yet."""

import errno
import wave
import zipfile
from pathlib import Path

import pytest

from desktop_assistant.core.archive import ArchiveForm
from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import AudioPart, Item, Role
from desktop_assistant.store import recordings
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
