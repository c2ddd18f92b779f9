"""A change from plain to encrypted, or back, that does not come to its end: the history is one of the two, and whole."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.store import database, sealing
from desktop_assistant.store.sealing import is_sealed
from tests.store.conftest import KEY
from tests.store.sealed_house import NAME, House, is_whole


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


async def test_what_a_change_did_not_come_to_any_more_is_done_at_the_next_start(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Older states of the history, and what stood in the place of a recording, are legible until they are gone."""
    await house.filled()
    sound = house.folder / "recordings" / "talk" / "s.wav"
    sound.parent.mkdir(parents=True)
    (house.folder / f"{NAME}.before-v3").write_bytes(house.file.read_bytes())
    with monkeypatch.context() as patch:
        patch.setattr(database, "forget_plain", lambda path: None)
        store = house.open(True)
        store.keep_audio("talk", "s", bytes(100), AudioFormat())
        await is_whole(store)
        await store.aclose()
    sound.with_name("s.wav.old").write_bytes(b"RIFF heron")
    assert len(house.legible()) == 2
    store = house.open(True)
    await is_whole(store)
    await store.aclose()
    assert house.legible() == []
    assert [path.name for path in sound.parent.iterdir()] == ["s.wav"]
