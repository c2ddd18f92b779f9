"""Saves settings on a thread of its own: the window must not wait for a disk, nor for the TOML library to load."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.settings import file
from desktop_assistant.settings.model import Settings

log = logging.getLogger(__name__)


class Saver:
    """The newest settings reach the file, also at the program's end: Python waits for this thread's work then."""

    def __init__(self, path: Path, *, on_problem: Callable[[Problem], None]) -> None:
        """`on_problem` is called on the saver's thread: once when the file cannot be written, and when it can again."""
        self._path = path
        self._on_problem = on_problem
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="settings")
        self._newest: Settings | None = None
        self._failed = False

    def save(self, settings: Settings) -> None:
        """Returns at once."""
        self._newest = settings
        self._thread.submit(self._save, settings)

    def close(self) -> None:
        """Wait until all is written."""
        self._thread.shutdown()

    def _save(self, settings: Settings) -> None:
        if settings is not self._newest:  # as while a slider moves: the one that waits behind says it all
            return
        try:
            file.save(self._path, settings)
        except OSError as error:
            log.warning("settings not saved: %s", error.strerror)
            self._failed = True
            self._on_problem(Problem(code=ProblemCode.SETTINGS_UNWRITABLE, detail=error.strerror or ""))
        except Exception:
            log.exception("settings not saved")  # a future that nobody looks at would keep it to itself
        else:
            if self._failed:
                self._failed = False
                self._on_problem(Problem(code=ProblemCode.SETTINGS_UNWRITABLE, over=True))
