"""Folders of the user and of the program."""

import stat
import sys
from pathlib import Path

import pytest

from desktop_assistant import paths


def test_everything_is_below_the_home_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESKTOP_ASSISTANT_HOME", str(tmp_path / "stick" / "assistant"))
    folders = [paths.config(), paths.data(), paths.cache(), paths.logs()]
    assert folders == [tmp_path / "stick" / "assistant" / name for name in ("config", "data", "cache", "logs")]
    assert {stat.S_IMODE(f.stat().st_mode) for f in folders} == {0o700}


def test_a_relative_home_and_a_tilde_become_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESKTOP_ASSISTANT_HOME", "here")
    assert paths.data() == tmp_path / "here" / "data"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DESKTOP_ASSISTANT_HOME", "~/there")
    assert paths.data() == tmp_path / "there" / "data"


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG folders of Linux")
def test_without_it_the_platform_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESKTOP_ASSISTANT_HOME")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    assert paths.config() == tmp_path / "CONFIG" / "desktop-assistant"
    assert paths.data() == tmp_path / "DATA" / "desktop-assistant"
    assert paths.cache() == tmp_path / "CACHE" / "desktop-assistant"
    assert paths.logs() == tmp_path / "STATE" / "desktop-assistant" / "log"
    assert stat.S_IMODE(paths.config().stat().st_mode) == 0o700


def test_a_folder_of_the_users_keeps_its_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    monkeypatch.setenv("DESKTOP_ASSISTANT_HOME", str(tmp_path))
    assert stat.S_IMODE(paths.data().stat().st_mode) == 0o755


def test_a_folder_that_cannot_be_made_is_somebody_elses_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DESKTOP_ASSISTANT_HOME", str(tmp_path / "file"))
    assert paths.data() == tmp_path / "file" / "data"


def test_resources_are_found_in_the_source_tree_and_in_the_frozen_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (paths.resources() / "models").is_dir()
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_missing_resources_are_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "desktop_assistant" / "paths.py"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="resources folder is missing"):
        paths.resources()
