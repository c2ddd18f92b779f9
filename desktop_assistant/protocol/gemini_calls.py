"""Which calls of tools the Gemini service still waits for; each is answered once, and none that it took back."""

from enum import Enum


class Call(Enum):
    """How a call of a tool stands with the server of this connection."""

    UNKNOWN = "unknown"
    OPEN = "open"
    CANCELLED = "cancelled"


class Calls:
    """Those of one connection."""

    def __init__(self) -> None:
        self._calls: dict[str, Call] = {}

    def is_new(self, call_id: str) -> bool:
        """Note a call; the same one may come twice."""
        is_new = call_id not in self._calls
        self._calls.setdefault(call_id, Call.OPEN)
        return is_new

    def cancel(self, call_id: str) -> None:
        """The server wants no answer any more."""
        self._calls[call_id] = Call.CANCELLED

    def close(self, call_id: str) -> Call:
        """We have the answer; how the call stood."""
        was = self._calls.get(call_id, Call.UNKNOWN)
        if was is Call.OPEN:
            self._calls[call_id] = Call.CANCELLED
        return was
