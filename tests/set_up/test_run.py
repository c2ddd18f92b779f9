"""The first command: what it says when it cannot go on, and what makes it set up again. CI itself tests it on a new machine."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
NO_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems need no system packages")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The set-up's own files in a folder with a space, with an environment that looks complete: this very one, linked."""
    root = tmp_path / "my project"
    shutil.copytree(ROOT / "packaging", root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (root / ".venv" / "pyvenv.cfg").write_text("version = 3.11.7\n", encoding="utf-8")
    return root


def run(project: Path, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(project / "packaging" / "run.py"), *arguments],
        cwd="/", env=env, text=True, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


def load(project: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module of the set-up as the script would import it."""
    monkeypatch.syspath_prepend(str(project / "packaging"))
    for known in ("run", "environment", "system_libraries"):
        monkeypatch.delitem(sys.modules, known, raising=False)
    return __import__(name)


def stamp(project: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Mark the environment as complete."""
    environment = load(project, "environment", monkeypatch)
    done = {"app": environment._fingerprint(environment.APP_LOCK), "dev": environment._fingerprint(environment.DEV_LOCK)}
    environment.STAMP.write_text(json.dumps(done), encoding="utf-8")
    return environment


def test_an_unknown_command_is_one_sentence(project: Path) -> None:
    done = run(project, "lunch")
    assert done.returncode == 1
    assert done.stderr == "Desktop Assistant: there is no command lunch; there are launch, test, setup, check, lock.\n"


def test_help_needs_no_set_up(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging")
    assert "packaging/run.py test" in run(tmp_path, "--help").stdout
    assert not (tmp_path / ".venv").exists()


@linux_only
def test_without_a_desktop_it_says_so_with_a_way_out(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp(project, monkeypatch)
    for name in NO_DESKTOP:
        monkeypatch.delenv(name, raising=False)
    done = run(project)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "xvfb-run" in done.stderr


@linux_only
def test_a_second_start_costs_little(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp(project, monkeypatch)
    before = os.times()
    done = run(project, "setup")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    after = os.times()  # processor time: a busy machine does not matter
    assert after.children_user + after.children_system - before.children_user - before.children_system < 0.5


def test_a_new_lock_another_python_or_place_sets_up_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = stamp(project, monkeypatch)
    assert environment.is_ready(dev=False)
    assert environment.is_ready(dev=True)

    cfg = project / ".venv" / "pyvenv.cfg"
    cfg.write_text("version = 3.12.1\n", encoding="utf-8")
    assert not environment.is_ready(dev=False)
    cfg.write_text("version = 3.11.7\n", encoding="utf-8")
    assert environment.is_ready(dev=False)

    with environment.APP_LOCK.open("a") as lock:
        lock.write("# one more line\n")
    assert not environment.is_ready(dev=False)
    assert environment.is_ready(dev=True)

    moved = project.rename(project.with_name("elsewhere"))
    assert not load(moved, "environment", monkeypatch).is_ready(dev=True)


def test_missing_libraries_come_with_the_exact_command(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = load(project, "system_libraries", monkeypatch)
    needs = (
        libraries.Need("libnowhere1", library="libnowhere.so.1"),
        libraries.Need("libc6", library="libc.so.6"),
        libraries.Need("no-such-voice", program="no-such-voice", optional=True),
    )
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(libraries.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(libraries.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(libraries.SetupError, match=r"run: sudo apt-get install --no-install-recommends libnowhere1$"):
        libraries.provide(needs, first_time=True)
    monkeypatch.setattr(libraries.shutil, "which", lambda _name: None)
    with pytest.raises(libraries.SetupError, match=r"with your package manager: libnowhere\.so\.1$"):
        libraries.provide(needs, first_time=True)


def test_what_is_only_nice_to_have_never_stops_a_start(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    libraries = load(project, "system_libraries", monkeypatch)
    needs = (libraries.Need("no-such-voice", program="no-such-voice", optional=True),)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(libraries.os, "geteuid", lambda: 1000)
    libraries.provide(needs, first_time=False)
    assert capsys.readouterr().err == ""
    libraries.provide(needs, first_time=True)
    assert "for a better offline voice" in capsys.readouterr().err


def test_other_systems_need_no_system_packages(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = load(project, "system_libraries", monkeypatch)
    monkeypatch.setattr(sys, "platform", "darwin")
    libraries.provide((libraries.Need("libnowhere1", library="libnowhere.so.1"),), first_time=True)
    assert libraries.missing_desktop() is None


def test_a_python_that_is_too_new_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = load(project, "environment", monkeypatch)
    monkeypatch.setattr(environment.sys, "version_info", (3, 15, 0))
    monkeypatch.setattr(environment.shutil, "which", lambda _name: None)
    with pytest.raises(environment.SetupError, match=r"it needs Python 3\.11, 3\.12 or 3\.13"):
        environment._supported_interpreter()


def test_the_project_is_found_and_compiled_wherever_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "Gr\u00fc\u00dfe \u4f60\u597d 'quoted'"
    (root / "desktop_assistant").mkdir(parents=True)
    (root / "desktop_assistant" / "__init__.py").write_text("found = True\n", encoding="utf-8")
    shutil.copytree(ROOT / "packaging", root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(root / ".venv")], check=True)
    environment = load(root, "environment", monkeypatch)
    python = environment._python_of(root / ".venv")
    environment._make_importable(python)
    for utf8 in ("0", "1"):
        env = dict(os.environ, PYTHONUTF8=utf8)
        find = "from desktop_assistant import found; print(found)"
        done = subprocess.run([python, "-c", find], cwd="/", env=env, text=True, capture_output=True, check=True)
        assert (done.stdout, done.stderr) == ("True\n", "")
    (path_file,) = (root / ".venv").rglob("desktop_assistant.pth")
    assert path_file.read_bytes().isascii()
    assert list((root / "desktop_assistant").rglob("__init__.*.pyc"))
