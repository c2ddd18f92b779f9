"""What is wrong with the history at this moment, in words for the window: each trouble is told once, and when it is over."""

import logging
from collections.abc import Callable
from pathlib import Path

from desktop_assistant.core.errors import KeyStoreError, StoreError
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.store.database import Fault, diagnose

log = logging.getLogger(__name__)

_CODES = {Fault.DISK_FULL: ProblemCode.DISK_FULL, Fault.LOCKED: ProblemCode.HISTORY_LOCKED}


class Troubles:
    """Of the database at `path`; `on_problem` hears of them, on the thread on which they are met."""

    def __init__(self, path: Path, on_problem: Callable[[Problem], None]) -> None:
        self._path = path
        self._on_problem = on_problem
        self._told: ProblemCode | None = None

    def diagnose(self, error: Exception) -> Fault:
        """What kind of trouble it is."""
        return diagnose(error, self._path.parent)

    def stuck(self, error: Exception) -> None:
        """Nothing can be written."""
        fault = self.diagnose(error)
        code = _CODES.get(fault, ProblemCode.HISTORY_UNWRITABLE)
        if code is self._told:
            return
        self.working()
        self._told = code
        log.warning("the history cannot be written", extra={"fault": fault.value, "error": str(error)})
        details = {Fault.DISK_FULL: str(self._path.parent), Fault.LOCKED: str(error)}
        self._tell(Problem(code=code, detail=details.get(fault, f"{self._path} is {fault.value}")))

    def working(self) -> None:
        """All is on the disk again."""
        if self._told is not None:
            code, self._told = self._told, None
            self._tell(Problem(code=code, over=True))

    def form_was_kept(self, error: Exception) -> None:
        """It was to be encrypted, or no longer, and stays as it was."""
        reason = str(error) if isinstance(error, KeyStoreError) else f"{self._path} is {self.diagnose(error).value}"
        self._tell(Problem(code=ProblemCode.HISTORY_NOT_CONVERTED, detail=reason))

    def was_set_aside(self, aside: Path, error: Exception) -> None:
        """A damaged file has another name now, and a new history has begun."""
        reason = str(error) if isinstance(error, StoreError) else "The history was damaged."
        self._tell(Problem(code=ProblemCode.HISTORY_UNREADABLE, detail=f"{reason} It was kept as {aside}"))

    def _tell(self, problem: Problem) -> None:
        try:
            self._on_problem(problem)
        except Exception:
            log.exception("nobody could be told of a problem", extra={"code": problem.code.value})
