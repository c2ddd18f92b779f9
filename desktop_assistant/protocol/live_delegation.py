"""Tasks that the Live model hands over: to a text model whose calls we run, or to us, who can only decline."""


class Delegations:
    """Of one connection."""

    def __init__(self) -> None:
        self._collected: dict[str, tuple[str, str, str]] = {}
        self._open: dict[str, int] = {}
        """Calls that wait for our answer, each with the response that made it: tasks may be at work side by side."""
        self._responses = 0
        self._ours: set[str] = set()

    def handed_to_us(self, delegation_id: str) -> None:
        """A task without a text model behind it."""
        self._ours.add(delegation_id)

    def is_ours(self, delegation_id: str) -> bool:
        """Whether this answer ends such a task; true once."""
        was = delegation_id in self._ours
        self._ours.discard(delegation_id)
        return was

    def collect(self, call_id: str, name: str, arguments: str) -> None:
        """The text model calls; it may still call more."""
        self._collected[call_id] = (call_id, name, arguments)

    def take_collected(self) -> list[tuple[str, str, str]]:
        """Its response is over: all of its calls."""
        calls, self._collected = list(self._collected.values()), {}
        self._responses += 1
        self._open |= dict.fromkeys((call_id for call_id, _, _ in calls), self._responses)
        return calls

    def answered(self, call_id: str) -> bool:
        """True: this was the last answer that its response waits for."""
        response = self._open.pop(call_id, None)
        return response is not None and response not in self._open.values()

    def knows(self, call_id: str) -> bool:
        """The text model waits for this one."""
        return call_id in self._open
