"""The command line: `python -m desktop_assistant`.

A frozen program has no `python -m`: there its own child processes are started as `audio` or `engine` with their arguments.
"""

import argparse
import gc
import sys
from pathlib import Path

from desktop_assistant import __version__


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and run the window, or be one of its processes; returns the exit code."""
    match sys.argv[1:] if arguments is None else arguments:
        case ["audio", *given]:
            from desktop_assistant.audio.__main__ import main as be_audio

            return be_audio(given)
        case ["engine", *given]:
            from desktop_assistant.engine.__main__ import main as be_engine

            return be_engine(given)
        case ["watcher"]:
            from desktop_assistant.ui.sharing.__main__ import main as be_watcher

            return be_watcher()
        case given:
            return _run_window(given)


def _run_window(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="desktop-assistant", description="A live spoken conversation in a window.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--debug", action="store_true", help="log more, and report a stalled window")
    parser.add_argument(
        "--wiretap",
        type=Path,
        metavar="FILE",
        help="write every message to and from the provider to FILE (it holds what is said; sound and keys are left out)",
    )
    options = parser.parse_args(arguments)

    gc.disable()  # a tenth of the start went into looking for garbage among what stays; `run` enables it again
    from desktop_assistant.app import run  # imported when chosen: --version and --help need no Qt

    return run(debug=options.debug, wiretap=options.wiretap)


if __name__ == "__main__":
    sys.exit(main())
