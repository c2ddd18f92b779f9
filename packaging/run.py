#!/usr/bin/env python3
"""Set everything up and start: `python3 packaging/run.py` launches the app, `python3 packaging/run.py test` runs all tests.

The standard library only, so that a machine with nothing but Python and pip can begin here. A second start finds a stamp and
costs a small part of a second. Exit codes: the started program's own, 1 when the set-up failed, 2 without a desktop.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 9):  # noqa: UP036 - an older one could not even parse the modules below
    sys.exit("Desktop Assistant needs Python 3.11, 3.12 or 3.13; this is an older one.")

import os
import subprocess
from pathlib import Path

import environment
import system_libraries
from environment import ROOT, SetupError

CHECKS = (
    ("ruff", "format", "--check", "--quiet", "."),
    ("ruff", "check", "--quiet", "."),
    ("mypy",),
    ("mypy", "packaging/run.py", "packaging/environment.py", "packaging/system_libraries.py"),
    ("mypy", "-p", "tests.rig"),
    ("lint-imports",),
)
"""In this order, cheapest first; all run even if one fails, so that one round shows everything."""

_USAGE = """\
python3 packaging/run.py [launch] [options of the app]   set everything up and start the app
python3 packaging/run.py test [options of pytest]        set everything up and run the tests
python3 packaging/run.py setup [--dev]                   set everything up, start nothing
python3 packaging/run.py check                           formatting, lint, types, rooms
python3 packaging/run.py lock                            write the lock files anew"""


def main() -> int:
    """Command line."""
    if sys.argv[1:2] in (["-h"], ["--help"]):
        print(_USAGE)
        return 0
    try:
        command, options = _parse(sys.argv[1:])
        return _COMMANDS[command](options)
    except SetupError as error:
        print(f"Desktop Assistant: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parse(arguments: list[str]) -> tuple[str, list[str]]:
    """The first word is the command; without one, everything goes to the app."""
    first = arguments[0] if arguments else ""
    if first in _COMMANDS:
        return first, arguments[1:]
    if first and not first.startswith("-"):
        raise SetupError(f"there is no command {first}; there are {', '.join(_COMMANDS)}.")
    return "launch", arguments


def launch(options: list[str]) -> int:
    """Start the app in its own environment."""
    python = _provide(dev=False)
    if sentence := system_libraries.missing_desktop():
        print(f"Desktop Assistant: {sentence}", file=sys.stderr)
        return 2
    return _become([str(python), "-m", "desktop_assistant", *options])


def test(options: list[str]) -> int:
    """Run the whole test suite, or what `options` choose of it."""
    python = _provide(dev=True)
    os.chdir(ROOT)
    return _become([str(python), "-m", "pytest", *options])


def setup(options: list[str]) -> int:
    """Everything but the start; `--dev` for what the tests and checks need too."""
    dev = options == ["--dev"]
    if options and not dev:
        raise SetupError(f"setup knows only --dev, not {' '.join(options)}.")
    _provide(dev=dev)
    return 0


def check(_options: list[str]) -> int:
    """Formatting, lint, types, and who may import whom."""
    python = environment.provide(dev=True)
    failed = []
    for name, *arguments in CHECKS:
        print(f"$ {' '.join([name, *arguments])}", flush=True)
        if subprocess.call([str(environment.script(python, name)), *arguments], cwd=ROOT):
            failed.append(name)
    if failed:
        print(f"Desktop Assistant: not clean: {', '.join(failed)}.", file=sys.stderr)
    return int(bool(failed))


def lock(_options: list[str]) -> int:
    """Write the lock files anew from pyproject.toml."""
    environment.write_locks(environment.provide(dev=True))
    return 0


def _provide(*, dev: bool) -> Path:
    """Python of the complete environment. What is merely nice to have is looked for at the first set-up only."""
    needs = system_libraries.APP + (system_libraries.TESTS if dev else ())
    system_libraries.provide(needs, first_time=not environment.is_ready(dev=dev))
    return environment.provide(dev=dev)


def _become(command: list[str]) -> int:
    """Replace this process, so that signals and the exit code are the program's own; Windows can only start a child."""
    if sys.platform == "win32":
        return subprocess.call(command)
    sys.stdout.flush()
    os.execv(command[0], command)


_COMMANDS = {"launch": launch, "test": test, "setup": setup, "check": check, "lock": lock}

if __name__ == "__main__":
    sys.exit(main())
