"""Sound of turns that nobody has answered yet, on a true disk."""

import asyncio
import threading
from pathlib import Path

import pytest

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.items import Item, Role
from desktop_assistant.core.problems import Problem
from desktop_assistant.store import Store
from tests.fakes.keys import FakeKeys
from tests.store.conftest import KEY

pytestmark = pytest.mark.usefixtures("form")

FMT = AudioFormat()


def store(folder: Path) -> Store:
    def no_problem(problem: Problem) -> None:
        raise AssertionError(problem)

    return Store(folder, on_problem=no_problem)


class SlowKeys(FakeKeys):
    """A key store that is unlocked by and by."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.unlocked = threading.Event()

    def kept(self) -> str:
        assert self.unlocked.wait(30)
        return super().kept()


async def after_a_restart(folder: Path, conversation: str = "c") -> list[tuple[str, bytes]]:
    """What another program finds."""
    one = store(folder)
    found = [(turn, sound.audio) for turn, sound in await one.unsent(conversation)]
    await one.aclose()
    return found


async def test_what_was_said_is_found_at_the_next_start(tmp_path: Path) -> None:
    one = store(tmp_path)
    for piece in (b"ab", b"cd"):
        one.spool("c", "turn", piece, FMT)
    one.spool("other", "turn", b"zz", FMT)
    await one.aclose()
    assert await after_a_restart(tmp_path) == [("turn", b"abcd")]
    assert await after_a_restart(tmp_path, "unheard of") == []


async def test_what_is_part_of_another_version_waits_until_that_is_shown(tmp_path: Path) -> None:
    one = store(tmp_path)
    for name, after in (("turn", None), ("waiting", "turn")):
        one.save("c", Item(id=name, role=Role.USER), final=True, after_id=after)
    one.spool("c", "waiting", b"ab", FMT)
    one.shelve("c", ("turn", "waiting"), instead="corrected")
    versions = ("turn", "corrected")
    one.save("c", Item(id="corrected", role=Role.USER, versions=versions), final=True, after_id=None)
    assert await one.unsent("c") == []
    await one.choose_version("c", "turn")
    assert [turn for turn, _ in await one.unsent("c")] == ["waiting"]
    await one.aclose()


async def test_what_is_answered_is_gone(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.spool("c", "waiting", b"ab", FMT)
    one.unspool("c", "waiting")  # before it was written
    one.spool("c", "written", b"ab", FMT)
    await one.conversations()  # a batch
    one.unspool("c", "written")
    one.unspool("c", "never there")
    await one.aclose()
    assert await after_a_restart(tmp_path) == []


async def test_a_turn_that_begins_anew_under_its_name_has_only_the_new_sound(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.spool("c", "turn", b"old!", FMT)
    await one.aclose()
    one = store(tmp_path)
    one.unspool("c", "turn")
    one.spool("c", "turn", b"new!", AudioFormat(encoding=Encoding.PCMU, rate=8000))
    await one.aclose()
    one = store(tmp_path)
    [(turn, sound)] = await one.unsent("c")
    await one.aclose()
    assert (turn, sound.audio, sound.format) == ("turn", b"new!", AudioFormat(encoding=Encoding.PCMU, rate=8000))


async def test_who_asks_before_the_key_is_known_gets_the_sound_all_the_same(tmp_path: Path) -> None:
    one = Store(tmp_path, on_problem=lambda problem: None, keys=FakeKeys(KEY), is_encrypted=True)
    one.spool("c", "turn", b"said", FMT)
    await one.aclose()
    keys = SlowKeys(KEY)
    one = Store(tmp_path, on_problem=lambda problem: None, keys=keys, is_encrypted=True)
    asked = asyncio.create_task(one.unsent("c"))
    for _ in range(3):
        await asyncio.sleep(0)
    keys.unlocked.set()
    [(turn, sound)] = await asked
    await one.aclose()
    assert (turn, sound.audio) == ("turn", b"said")


async def test_only_their_owner_may_hear_them(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.spool("c", "turn", b"ab", FMT)
    await one.aclose()
    [file] = (tmp_path / "unsent" / "c").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


@pytest.mark.expects_logs("not answered is lost")
async def test_a_damaged_file_costs_that_turn_only(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.spool("c", "good", b"ab", FMT)
    await one.aclose()
    (tmp_path / "unsent" / "c" / "bad.wav").write_bytes(b"nonsense")
    assert await after_a_restart(tmp_path) == [("good", b"ab")]


async def test_the_sound_of_a_deleted_conversation_goes_with_it(tmp_path: Path) -> None:
    one = store(tmp_path)
    info = await one.create("t")
    one.spool(info.id, "turn", b"ab", FMT)
    await one.delete(info.id)
    await one.aclose()
    await after_a_restart(tmp_path)
    assert await after_a_restart(tmp_path, info.id) == []


async def test_within_one_run_what_waits_for_the_disk_is_found_and_what_is_doomed_is_not(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.spool("c", "written", b"ab", FMT)
    one.spool("c", "gone", b"ab", FMT)
    await one.conversations()
    one.unspool("c", "gone")
    one.spool("c", "waiting", b"cd", FMT)
    assert [turn for turn, _ in await one.unsent("c")] == ["written", "waiting"]
    one.spool("c", "gone", b"ef", FMT)
    assert [(turn, sound.audio) for turn, sound in await one.unsent("c")] == [
        ("written", b"ab"),
        ("waiting", b"cd"),
        ("gone", b"ef"),
    ]
    await one.aclose()
