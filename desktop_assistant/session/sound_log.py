"""The user's sound that may have to be said again: kept until the answer begins, at most a minute.

A drop of the link loses what the server had in its buffer, and a turn that it had not begun to answer. Both are replayed
from here into the next session. Sound recorded while there is no link waits here too.
"""

from collections import deque
from dataclasses import dataclass, field

LONGEST_MS = 60_000.0
LONGEST_KEPT_MS = 600_000.0
"""Of one turn in its recording, 29 MB in memory until the turn is over; of a longer one the middle is left out."""


@dataclass(slots=True, kw_only=True)
class Utterance:
    """One turn's sound, as sent."""

    item_id: str
    """Our id of the user item; empty until the server's detector has found one."""
    frames: deque[tuple[bytes, float]] = field(default_factory=deque)
    """Encoded sound and its ms, as much of it as can still be said again."""
    before: list[bytes] = field(default_factory=list)
    """What came before `frames`: too old to be said again, kept for the recording if there is to be one."""
    kept_ms: float = 0.0
    """What can still be replayed."""
    total_ms: float = 0.0
    """Everything that was said, also what is no longer kept."""
    is_closed: bool = False
    """Handed over; waiting for the answer."""


class SoundLog:
    """Utterances, oldest first; the last one may be open. keep_audio: a turn that is still spoken is kept whole."""

    def __init__(self, *, keep_audio: bool = False) -> None:
        self._utterances: list[Utterance] = []
        self._keep_audio = keep_audio

    @property
    def open(self) -> Utterance | None:
        """The one being spoken."""
        last = self._utterances[-1] if self._utterances else None
        return last if last and not last.is_closed else None

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """All of them, oldest first."""
        return tuple(self._utterances)

    def begin(self, item_id: str) -> Utterance:
        """A new open utterance (the open one, if there is one)."""
        if self.open is None:
            self._utterances.append(Utterance(item_id=item_id))
        return self._utterances[-1]

    def add(self, audio: bytes, ms: float) -> list[bytes]:
        """More sound of the open utterance; returns what fell out because a minute is full."""
        utterance = self.begin("")
        utterance.frames.append((audio, ms))
        utterance.total_ms += ms
        utterance.kept_ms += ms
        return self._shorten()

    def close(self) -> Utterance | None:
        """The open utterance has been handed over."""
        utterance = self.open
        if utterance:
            utterance.is_closed = True
        return utterance

    def discard_open(self) -> None:
        """Nobody wants the open utterance."""
        if self.open:
            self._utterances.pop()

    def answered(self) -> None:
        """The answer has begun: what was handed over is safe."""
        self._utterances = [u for u in self._utterances if not u.is_closed]

    def clear(self) -> None:
        """Forget everything."""
        self._utterances.clear()

    def _shorten(self) -> list[bytes]:
        excess = sum(u.kept_ms for u in self._utterances) - LONGEST_MS
        dropped: list[bytes] = []
        for utterance in self._utterances:
            while excess > 0 and utterance.frames:
                audio, ms = utterance.frames.popleft()
                utterance.kept_ms -= ms
                excess -= ms
                dropped.append(audio)
                if self._keep_audio and not utterance.is_closed and utterance.total_ms <= LONGEST_KEPT_MS:
                    utterance.before.append(audio)
        if dropped:
            self._utterances = [u for u in self._utterances if u.frames or not u.is_closed]
        return dropped
