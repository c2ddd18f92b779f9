"""Encryption of the history: nothing legible on the disk, nothing lost on the way there and back, whatever happens meanwhile."""

import errno
import signal
import subprocess
import sys
import textwrap
import wave
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_assistant.core.archive import ArchiveForm
from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import AudioPart, ImagePart, Item, Role, TextPart
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.store import recordings, sealing
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.sealing import NoKeys, is_sealed
from desktop_assistant.store.store import Store
from tests.fakes.keys import FakeKeys
from tests.store.conftest import KEY, opened

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


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "data")


async def is_whole(store: Store, count: int = 30) -> None:
    left = [n for n in range(count) if n % 3]
    items = await store.items("talk")
    assert [item.text for item in items] == [f"{WORDS} {n}" for n in left]
    assert await store.picture("talk", f"p{left[0]}") == PICTURE + bytes([left[0]])
    hits = await store.search(f"unmistakable {left[-1]}")
    assert [hit.item_id for hit in hits] == [f"i{left[-1]}"]
    assert len(await store.search("heron")) == min(len(left), len(await store.search("unmistakable")))


async def test_a_new_history_is_encrypted_from_its_first_word(house: House) -> None:
    await house.filled(True)
    assert is_sealed(house.file)
    assert house.legible() == []
    store = house.open()
    await is_whole(store)
    await store.aclose()
    assert (house.problems, house.keys.made) == ([], 1)


async def test_a_plain_one_is_converted_at_the_start_and_nothing_legible_is_left(house: House) -> None:
    await house.filled()
    (house.folder / f"{NAME}.before-v3").write_bytes(house.file.read_bytes())
    assert house.legible() == [NAME, f"{NAME}.before-v3"]
    store = house.open(True)
    await is_whole(store)
    assert house.legible() == []
    await store.aclose()
    assert sorted(p.name for p in house.folder.iterdir()) == [NAME]
    assert house.problems == []


async def test_it_is_changed_while_the_program_runs_and_back(house: House) -> None:
    await house.filled()
    store = house.open()
    for wanted in (True, False, True):
        store.encrypt(wanted)
        store.save("more", Item(id=f"{wanted}", role=Role.USER, parts=(TextPart(text="later"),)), final=True, after_id=None)
        await is_whole(store)
        assert is_sealed(house.file) is wanted
    await store.aclose()
    assert house.problems == []
    assert house.keys.made == 1
    store = house.open()
    await is_whole(store)
    assert {item.id for item in await store.items("more")} == {"True", "False"}
    assert len(await store.search("later")) == 2
    await store.aclose()
    assert house.legible() == []


async def test_lost_settings_do_not_open_what_was_locked(house: House) -> None:
    await house.filled(True)
    store = house.open(None)
    await is_whole(store)
    await store.aclose()
    assert is_sealed(house.file)


@pytest.mark.expects_logs("keeps its form")
async def test_without_a_key_store_it_stays_plain_and_says_why(house: House) -> None:
    house.keys.locked = "this system has no key store"
    await house.filled()
    store = house.open()
    store.encrypt(True)
    await is_whole(store)
    await store.aclose()
    assert not is_sealed(house.file)
    (problem,) = house.problems
    assert problem == Problem(code=ProblemCode.HISTORY_NOT_CONVERTED, detail="this system has no key store")
    assert sealing.NoKeys().kept() == ""


@pytest.mark.expects_logs("keeps its form")
async def test_a_new_history_that_cannot_be_encrypted_is_kept_all_the_same(house: House) -> None:
    house.keys.locked = "it does not answer"
    await house.filled(True)
    assert [p.code for p in house.problems] == [ProblemCode.HISTORY_NOT_CONVERTED]
    store = house.open()
    await is_whole(store)
    await store.aclose()


@pytest.mark.expects_logs("cannot be written", "could not be read")
async def test_a_locked_key_store_is_waited_for_and_nothing_is_lost(house: House, qtbot: object) -> None:
    await house.filled(True)
    house.keys.locked = "it does not answer"
    store = house.open()
    store.save("new", Item(id="n", role=Role.USER, parts=(TextPart(text="said meanwhile"),)), final=True, after_id=None)
    assert [item.id for item in await store.items("new")] == ["n"]
    assert [p.code for p in house.problems] == [ProblemCode.HISTORY_LOCKED]
    house.keys.locked = ""
    await store.aclose()
    assert house.problems[-1] == Problem(code=ProblemCode.HISTORY_LOCKED, over=True)
    store = house.open()
    await is_whole(store)
    assert [item.id for item in await store.items("new")] == ["n"]
    await store.aclose()


def forget(house: House) -> None:
    house.keys.key = ""


def mistake(house: House) -> None:
    house.keys.key = "f" * 64


@pytest.mark.expects_logs("set an unreadable history aside")
@pytest.mark.parametrize(("lose", "sentence"), [(forget, "not in the key store"), (mistake, "another key than")])
async def test_a_lost_key_puts_the_file_aside_and_says_where(house: House, lose: Callable[[House], None], sentence: str) -> None:
    await house.filled(True)
    before = house.file.read_bytes()
    (house.folder / f"{NAME}-wal").write_bytes(b"log")
    key = house.keys.key
    lose(house)
    store = house.open()
    store.save("new", Item(id="n", role=Role.USER, parts=(TextPart(text="goes on"),)), final=True, after_id=None)
    assert [item.id for item in await store.items("new")] == ["n"]
    await store.aclose()
    (problem,) = house.problems
    (aside,) = house.folder.glob(f"{NAME}.unreadable-*[0-9]")
    assert problem.code is ProblemCode.HISTORY_UNREADABLE
    assert sentence in problem.detail
    assert str(aside) in problem.detail
    assert aside.read_bytes() == before
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"log"
    aside.with_name(f"{aside.name}-wal").unlink()
    for old in house.folder.glob(f"{NAME}*"):
        if old != aside:
            old.unlink()
    aside.rename(house.file)  # as a person would whose key has been found again
    house.keys.key = key
    store = house.open()
    await is_whole(store)
    await store.aclose()


@pytest.mark.expects_logs("keeps its form")
async def test_another_program_that_has_it_open_keeps_it_as_it_is(house: House) -> None:
    await house.filled()
    other = opened(house.file)
    other.execute("SELECT count(*) FROM items").fetchone()
    store = house.open()
    store.encrypt(True)
    await is_whole(store)
    assert [p.code for p in house.problems] == [ProblemCode.HISTORY_NOT_CONVERTED]
    assert "in use by another program" in house.problems[0].detail
    other.execute("INSERT INTO conversations (id, created_at, updated_at) VALUES ('theirs', 1, 1)")
    other.commit()
    other.close()
    store.encrypt(True)
    await is_whole(store)
    await store.aclose()
    assert is_sealed(house.file)
    file = sqlite3.connect(house.file)
    sealing.unlock(file, house.keys.key)
    assert file.execute("SELECT count(*) FROM conversations WHERE id = 'theirs'").fetchone() == (1,)
    file.close()


@pytest.mark.expects_logs("keeps its form")
@pytest.mark.parametrize("step", ["_write_other", "_compare", "_check", "take_place"])
async def test_a_change_that_fails_on_its_way_changes_nothing(house: House, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    await house.filled()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sealing, step, fail)
        store = house.open(True)
        await is_whole(store)
        await store.aclose()
    assert not is_sealed(house.file)
    assert "full disk" in house.problems[0].detail
    store = house.open(True)
    await is_whole(store)
    await store.aclose()
    assert house.legible() == []
    assert [p.name for p in house.folder.iterdir()] == [NAME]


async def test_a_migration_backs_up_what_is_encrypted_encrypted(house: House) -> None:
    await house.filled(True)
    house.keys.key = house.keys.key or KEY
    file = sqlite3.connect(house.file, isolation_level=None)
    sealing.unlock(file, house.keys.key)
    (version,) = file.execute("PRAGMA user_version").fetchone()
    file.execute(f"PRAGMA user_version = {version - 1}")
    file.close()
    store = house.open()
    await is_whole(store)
    await store.aclose()
    (copy,) = house.folder.glob(f"{NAME}.before-v*")
    assert is_sealed(copy)
    assert house.legible() == []
    file = sqlite3.connect(copy)
    sealing.unlock(file, house.keys.key)
    assert file.execute("SELECT count(*) FROM items").fetchone() == (20,)
    file.close()


def test_nobody_keeps_keys_by_default() -> None:
    with pytest.raises(sealing.KeyStoreError):
        NoKeys().make()


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


CONVERTER = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    path, root, moment = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    sys.path.insert(0, root)
    from desktop_assistant.store.sealing import convert, is_sealed
    keys = ("", "0123456789abcdef" * 4)
    seen = 0

    def step(*_):
        global seen
        seen += 1
        if seen == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(step)
    while True:
        old = is_sealed(path)
        convert(path, keys[old], keys[not old], 2.0)
""")
"""Changes the form there and back, and kills itself at a step: a call or a return, of Python or of SQLite."""


def change_until(file: Path, moment: int) -> None:
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run([sys.executable, "-c", CONVERTER, str(file), root, str(moment)], check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("moment", [*range(20, 420, 16), 421, 422, 423, 424, 425])
async def test_killed_in_the_middle_of_a_change_nothing_is_lost(house: House, moment: int) -> None:
    """kill -9 at any step of changes that follow one another: one of the two forms is there, and whole."""
    house.keys.key = KEY
    await house.filled(bool(moment % 32))
    change_until(house.file, moment)
    store = house.open()
    await is_whole(store)
    await store.aclose()
    assert house.problems == []
    assert [p.name for p in house.folder.iterdir()] == [NAME]


@pytest.mark.parametrize("is_sealed_now", [False, True])
async def test_a_change_that_ended_before_its_last_step_leaves_the_file_as_it_was(
    house: House, monkeypatch: pytest.MonkeyPatch, is_sealed_now: bool
) -> None:
    """Then the file has two names: what is overwritten under the one would be gone under the other."""
    house.keys.key = KEY
    await house.filled(is_sealed_now)

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    old_key, new_key = (KEY, "") if is_sealed_now else ("", KEY)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", end)
        with pytest.raises(KeyboardInterrupt):
            sealing.convert(house.file, old_key, new_key, 2.0)
    assert house.file.with_name(f"{NAME}.old").samefile(house.file)
    store = house.open()
    await is_whole(store)
    await store.aclose()
    assert house.problems == []
    assert [p.name for p in house.folder.iterdir()] == [NAME]
