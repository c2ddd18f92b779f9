import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.settings import file
from desktop_assistant.settings.model import AudioSettings, Settings
from desktop_assistant.settings.saver import Saver


def loudness(volume: float) -> Settings:
    return Settings(audio=AudioSettings(volume=volume))


def test_the_newest_is_kept_and_what_lies_between_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, written = tmp_path / "settings.toml", []
    begun, go = threading.Event(), threading.Event()
    true_save = file.save

    def slow(path: Path, settings: Settings) -> None:
        written.append(settings.audio.volume)
        begun.set()
        assert go.wait(10)
        true_save(path, settings)

    monkeypatch.setattr(file, "save", slow)
    saver = Saver(path, on_problem=pytest.fail)
    saver.save(loudness(0.0))
    assert begun.wait(10)
    for step in range(1, 11):
        saver.save(loudness(step / 10))
    go.set()
    saver.close()
    assert written == [0.0, 1.0]
    assert file.load(path)[0].audio.volume == 1.0


@pytest.mark.expects_logs("settings not saved")
def test_trouble_is_told_and_so_is_its_end(tmp_path: Path) -> None:
    problems: list[Problem] = []
    told = threading.Event()

    def hear(problem: Problem) -> None:
        problems.append(problem)
        told.set()

    blocked = tmp_path / "config"
    blocked.write_text("a file where the folder should be")
    saver = Saver(blocked / "settings.toml", on_problem=hear)
    saver.save(loudness(0.1))
    assert told.wait(10)
    blocked.unlink()
    saver.save(loudness(0.2))
    saver.save(replace(loudness(0.2)))
    saver.close()
    assert [(p.code, p.over) for p in problems] == [(ProblemCode.SETTINGS_UNWRITABLE, over) for over in (False, True)]


def test_a_change_just_before_the_end_is_kept(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from desktop_assistant.settings.saver import Saver\n"
        "from desktop_assistant.settings.model import *\n"
        "Saver(Path(sys.argv[1]), on_problem=print).save(Settings(audio=AudioSettings(volume=0.5)))"
    )
    path = tmp_path / "settings.toml"
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, timeout=60)
    assert file.load(path)[0].audio.volume == 0.5
