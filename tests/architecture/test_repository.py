"""What may lie in the repository: the agreed top level, no place of download, no path of somebody's machine, locks that fit."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {"pyproject.toml", "desktop_assistant", "resources", "tests", "packaging", "README.md", "LICENSE", "NOTICE"}
PYTHONS = ("3.11.7", "3.12.1", "3.13.0")

# Written in two parts, so that this file does not name what it forbids.
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org", "security.debian" + ".org")
MACHINE_PATHS = (
    r"(?<![\w.])/wor" + r"k/\w",
    r"(?<![\w.$}])/roo" + r"t/\w",
    r"/home/(?!user\b|you\b|ada\b)\w+/",
    r"\b[A-Z]:\\Users\\\w",
)


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout, or git is not installed")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            found.append((path, data.decode("utf-8", "replace")))
    return found


def test_top_level_is_the_agreed_one() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_names_a_place_of_download() -> None:
    assert [(str(path.relative_to(ROOT)), host) for path, text in texts() for host in HOSTS if host in text] == []


def test_no_file_names_a_path_of_a_machine() -> None:
    patterns = [re.compile(pattern) for pattern in MACHINE_PATHS]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path, text in texts()
        if path.suffix != ".lock"
        for number, line in enumerate(text.splitlines(), 1)
        if any(pattern.search(line) for pattern in patterns)
    ]
    assert found == []


def pins(lock: str) -> dict[str, list[Requirement]]:
    """Name -> its pinned lines (several with different markers)."""
    found: dict[str, list[Requirement]] = {}
    for line in (ROOT / "packaging" / lock).read_text(encoding="utf-8").splitlines():
        if "==" in line and not line.startswith((" ", "#")):
            requirement = Requirement(line.rstrip("\\ "))
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def declared(lock: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = list(project["project"]["dependencies"])
    if "dev" in lock:
        lines += project["dependency-groups"]["dev"]
    return [Requirement(line) for line in lines]


def versions(lock: str, python: str) -> dict[str, str]:
    """What the lock installs on Linux with this Python; the resolver must not leave two versions of one package."""
    environment = {"python_version": python.rpartition(".")[0], "python_full_version": python, "sys_platform": "linux"}
    chosen: dict[str, str] = {}
    for name, lines in pins(lock).items():
        fitting = [line for line in lines if not line.marker or line.marker.evaluate(environment)]
        assert len(fitting) <= 1, name
        for line in fitting:
            (pin,) = line.specifier
            chosen[name] = pin.version
    return chosen


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
@pytest.mark.parametrize("python", PYTHONS)
def test_lock_satisfies_every_declared_dependency(lock: str, python: str) -> None:
    locked = versions(lock, python)
    for wanted in declared(lock):
        if wanted.marker and not wanted.marker.evaluate({"python_version": python.rpartition(".")[0]}):
            continue
        version = locked.get(canonicalize_name(wanted.name))
        assert version, f"{wanted} is not locked: python3 packaging/run.py lock"
        assert wanted.specifier.contains(version), f"{wanted} is locked to {version}: python3 packaging/run.py lock"


@pytest.mark.parametrize("python", PYTHONS)
def test_the_tests_run_with_what_the_user_gets(python: str) -> None:
    assert versions("requirements.lock", python).items() <= versions("requirements-dev.lock", python).items()


def test_python_311_never_meets_pyside_612() -> None:
    assert versions("requirements.lock", "3.11.7")["pyside6"].startswith("6.11.")
    assert versions("requirements.lock", "3.12.1")["pyside6"].startswith("6.12.")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-installer.lock"])
def test_every_pin_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"\n(?=[a-z0-9])", text) if "==" in block]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "--find-links" not in text
