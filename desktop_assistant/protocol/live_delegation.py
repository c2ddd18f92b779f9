"""Tasks that the Live model hands over: to a text model whose calls we run, or to us, who can only decline."""


class Delegations:
    """Of one connection."""

    def __init__(self) -> None:
        self._collected: dict[str, tuple[str, str, str]] = {}
        self._open: set[str] = set()
        """Calls of the text model that wait for our answer."""
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
        self._open = {call_id for call_id, _, _ in calls}
        return calls

    def answered(self, call_id: str) -> bool:
        """True: this was the last answer that the text model waits for."""
        was = call_id in self._open
        self._open.discard(call_id)
        return was and not self._open

    def knows(self, call_id: str) -> bool:
        """The text model waits for this one."""
        return call_id in self._open
