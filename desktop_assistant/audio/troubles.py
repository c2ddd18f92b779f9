"""What is wrong with the sound at this moment, as a state: the other side of the pipe turns changes into banners."""

from desktop_assistant.core.problems import Problem, ProblemCode


class TroubleList:
    """At most one problem per code, in the order in which they came up; a missing sound server explains all others."""

    def __init__(self) -> None:
        self._problems: dict[ProblemCode, Problem] = {}
        self._told: tuple[Problem, ...] | None = None

    def set(self, code: ProblemCode, present: bool, detail: str = "") -> None:
        """It is so, or it is not."""
        if not present:
            self._problems.pop(code, None)
        elif code not in self._problems or self._problems[code].detail != detail:
            self._problems[code] = Problem(code=code, detail=detail)

    def repeat(self) -> None:
        """Somebody has just asked in vain: say once more what is wrong, if anything is."""
        self._told = None

    def news(self) -> tuple[Problem, ...] | None:
        """Everything that is wrong, if that is not what was told last."""
        gone = self._problems.get(ProblemCode.SOUND_SERVER_GONE)
        now = (gone,) if gone else tuple(self._problems.values())
        if now == self._told:
            return None
        self._told = now
        return now
