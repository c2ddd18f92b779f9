"""Where things are kept: the folders of this user, and the resources that come with the program."""

import contextlib
import os
import sys
from pathlib import Path

import platformdirs

HOME_VARIABLE = "DESKTOP_ASSISTANT_HOME"
"""Set to a folder, everything lives below it: portable use, and tests."""


def config() -> Path:
    """Settings and, if the user allowed it, the key file."""
    return _private(_place("config"))


def data() -> Path:
    """History and recordings."""
    return _private(_place("data"))


def cache() -> Path:
    """What can be made or fetched again."""
    return _private(_place("cache"))


def logs() -> Path:
    """Log files."""
    return _private(_place("log"))


def _place(kind: str) -> Path:
    if home := os.environ.get(HOME_VARIABLE):
        return Path(home).expanduser().absolute() / {"log": "logs"}.get(kind, kind)
    # People meet these folders in Finder and Explorer by their display name, on Linux in a shell.
    name = "Desktop Assistant" if sys.platform in ("win32", "darwin") else "desktop-assistant"
    place: Path = getattr(platformdirs, f"user_{kind}_path")(name, appauthor=False)
    return place


def _private(folder: Path) -> Path:
    """Make it, readable by this user only; one that exists keeps the mode its owner gave it.

    A folder that cannot be made is no error here: whoever writes there reports it in its own words.
    """
    with contextlib.suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)  # `mode` would be for the last folder only
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def resources() -> Path:
    """The folder with icons, sounds and models: of the frozen program, of the wheel, or of the source tree."""
    package = Path(__file__).resolve().parent
    candidates = [package / "resources", package.parent / "resources", Path(sys.prefix) / "share/desktop-assistant/resources"]
    if frozen := getattr(sys, "_MEIPASS", None):
        candidates.insert(0, Path(frozen) / "resources")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The program's resources folder is missing; looked for {candidates[0]}. Please install it again.")
