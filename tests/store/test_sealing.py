"""Encryption of the history: nothing legible on the disk, and what happens without its key."""

from collections.abc import Callable

import pytest

from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.store import sealing
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.sealing import NoKeys, is_sealed
from tests.store.conftest import KEY, opened
from tests.store.sealed_house import NAME, House, is_whole


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
