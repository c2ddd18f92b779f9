"""Where things are kept: the folders of this user, and the resources that come with the program."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "DESKTOP_ASSISTANT_HOME"
"""Set to a folder, everything lives below it: portable use, and tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The four folders of one user. They may not exist yet: `create` makes them."""

    config: Path
    data: Path
    cache: Path
    logs: Path

    def create(self) -> None:
        """Make what is missing, readable by this user only. Raises OSError where that is impossible."""
        for folder in (self.config, self.data, self.cache, self.logs):
            private_folder(folder)


def folders(environ: Mapping[str, str] = os.environ) -> Folders:
    """The platform's own places, or everything below DESKTOP_ASSISTANT_HOME."""
    if home := environ.get(HOME_VARIABLE):
        root = Path(home).expanduser().absolute()
        return Folders(config=root / "config", data=root / "data", cache=root / "cache", logs=root / "logs")
    # People meet these folders in Finder and Explorer by their display name, on Linux in a shell.
    name = "Desktop Assistant" if sys.platform in ("win32", "darwin") else "desktop-assistant"
    dirs = platformdirs.PlatformDirs(name, appauthor=False)
    return Folders(config=dirs.user_config_path, data=dirs.user_data_path, cache=dirs.user_cache_path, logs=dirs.user_log_path)


def private_folder(folder: Path) -> Path:
    """Make the folder with mode 0700, parents as the system likes; an existing one keeps the mode its owner gave it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
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
