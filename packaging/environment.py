"""The virtual environment `.venv` at the root: made once, filled from the lock files with their hashes, known by a stamp."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
LOCKS = ROOT / "packaging"
APP_LOCK = LOCKS / "requirements.lock"
DEV_LOCK = LOCKS / "requirements-dev.lock"
INSTALLER_LOCK = LOCKS / "requirements-installer.lock"
SUPPORTED = ((3, 11), (3, 12), (3, 13))


class SetupError(Exception):
    """The set-up cannot go on; the text is one sentence for the person."""


def is_ready(*, dev: bool) -> bool:
    """Whether `provide` has nothing to do."""
    return _python_of(VENV).exists() and _fingerprint(DEV_LOCK if dev else APP_LOCK) in _read_stamp().values()


def provide(*, dev: bool) -> Path:
    """Python of an environment that holds what the lock names; makes or completes it only when something changed."""
    python = _python_of(VENV)
    if is_ready(dev=dev):
        return python
    if not _works(python):
        _make(_supported_interpreter())
    _install(python, DEV_LOCK if dev else APP_LOCK)
    _make_importable(python)
    # The tests' lock holds the app's too, so one installation of it serves both.
    done = {"app": _fingerprint(APP_LOCK)} | ({"dev": _fingerprint(DEV_LOCK)} if dev else {})
    STAMP.write_text(json.dumps(_read_stamp() | done), encoding="utf-8")
    return python


def script(python: Path, name: str) -> Path:
    """A console script of the environment."""
    return python.with_name(f"{name}.exe" if sys.platform == "win32" else name)


def write_locks(python: Path) -> None:
    """Resolve pyproject.toml for all supported Pythons and systems at once; no place of download is written down."""
    uv = str(script(python, "uv"))
    common = [
        uv, "pip", "compile", "--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--upgrade", "--quiet",
        "--python-version", "3.11", "--custom-compile-command", "python3 packaging/run.py lock",
    ]  # fmt: skip
    _call([*common, "pyproject.toml", "--group", "dev", "-o", str(DEV_LOCK)], "uv could not resolve the dependencies")
    # The tests must run with what the user gets.
    _call([*common, "pyproject.toml", "-c", str(DEV_LOCK), "-o", str(APP_LOCK)], "uv could not resolve the dependencies")
    _call([*common, "-", "-o", str(INSTALLER_LOCK)], "uv could not resolve itself", text="uv\n")


def _python_of(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _fingerprint(lock: Path) -> str:
    """Changes with the lock, with the environment's Python (its folder is named after it), and when the project was moved."""
    try:
        python = (VENV / "pyvenv.cfg").read_bytes()
    except OSError:
        python = b""
    return hashlib.sha256(b"\0".join((lock.read_bytes(), python, os.fsencode(ROOT)))).hexdigest()


def _works(python: Path) -> bool:
    """Whether this environment's Python starts and is a supported one (an upgrade of the system may have removed it)."""
    try:
        answer = subprocess.run(
            [str(python), "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return answer.returncode == 0 and tuple(map(int, answer.stdout.split())) in SUPPORTED


def _supported_interpreter() -> str:
    if sys.version_info[:2] in SUPPORTED:
        return sys.executable
    for _, minor in reversed(SUPPORTED):
        if found := shutil.which(f"python3.{minor}"):
            return found
    raise SetupError(f"it needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}, and no other one was found.")


def _make(interpreter: str) -> None:
    """An environment without pip: that needs no `ensurepip`, which Debian keeps in a package of its own."""
    print("Desktop Assistant: setting up, once (some 400 MB are downloaded) ...", file=sys.stderr, flush=True)
    _call([interpreter, "-m", "venv", "--clear", "--without-pip", str(VENV)], f"{interpreter} could not make {VENV}")


def _install(python: Path, lock: Path) -> None:
    """uv first, because it is ten times faster; pip where uv cannot go (a proxy or an index that only pip knows)."""
    pip = _pip(python)
    uv = script(python, "uv")
    if not uv.exists():
        _quiet([*pip, "install", "--quiet", "--require-hashes", "-r", str(INSTALLER_LOCK)])
    if uv.exists():
        # Without bytecode the first start is twice as slow; and every start, where Python is told to write none.
        fast = [str(uv), "pip", "install", "--quiet", "--compile-bytecode", "--python", str(python)]
        fast += ["--require-hashes", "-r", str(lock)]
        if not _quiet(fast):
            return
    _call([*pip, "install", "--quiet", "--require-hashes", "-r", str(lock)], "the packages could not be installed")


def _pip(python: Path) -> list[str]:
    """A pip that installs into the environment: the outer one (so a system's `externally-managed` never matters), or its own."""
    if importlib.util.find_spec("pip") and not _quiet([sys.executable, "-m", "pip", "--python", str(python), "--version"]):
        return [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    own = [str(python), "-m", "pip", "--disable-pip-version-check"]
    if _quiet([*own, "--version"]) and _quiet([str(python), "-m", "ensurepip"]):
        raise SetupError("this Python has neither pip nor ensurepip; install one (on Debian: apt-get install python3-pip).")
    return own


def _make_importable(python: Path) -> None:
    """The project itself is used where it lies: a path file does what an editable installation would, without a build.

    Older Pythons read it in the encoding of the system, newer ones in UTF-8: so it is a line of code in plain ASCII.
    """
    place = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True, check=True
    )
    line = f"import sys; sys.path.append({str(ROOT)!a})\n"
    (Path(place.stdout.strip()) / "desktop_assistant.pth").write_text(line, encoding="ascii")
    _quiet([str(python), "-m", "compileall", "-q", str(ROOT / "desktop_assistant")])


def _quiet(command: list[str]) -> int:
    try:
        return subprocess.run(command, capture_output=True, check=False, cwd=ROOT).returncode
    except OSError:
        return 1


def _call(command: list[str], failure: str, text: str | None = None) -> None:
    """Run, or raise one sentence that ends with the last thing the command said."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, input=text)
    except OSError as error:
        raise SetupError(f"{failure}: {error}.") from error
    if done.returncode:
        said = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        offline = any("onnection" in line or "resolve host" in line or "dns" in line.lower() for line in said)
        hint = "check the network and start again" if offline else (said[-1] if said else "no reason was given")
        raise SetupError(f"{failure}: {hint.rstrip('.')}.")
