"""The assistant's sound between the network's bursts and the loudspeaker's even pace.

The requirements conflict. The first sound should leave at once, so waiting is bad; a network that stutters would then be
heard as gaps, so waiting is good. What decides is how late packets really come: a part starts when `prebuffer_ms` are there
(or it is complete), and that is the worst lateness seen lately plus a packet and a reserve, within 20 to 50 ms; only a real
underrun (the loudspeaker ran dry in the middle of a part) lets it grow beyond, up to 400 ms, and quiet running shrinks it again.
A provider that sends faster than real time is never late and costs nothing but its own first packet.

Parts are played in the order in which their sound arrived. What the loudspeaker had not played yet can be put back.
"""

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

from desktop_assistant.core.audio import INTERNAL_RATE, Samples, ms_to_samples, samples_to_ms

PartKey = tuple[str, int]
"""Item id and content index."""

MIN_MS, MAX_MS, MAX_AFTER_UNDERRUN_MS = 20.0, 50.0, 400.0
_START_MS = 45.0
_PACKET_MS, _RESERVE_MS = 20.0, 25.0
"""Of a sender that keeps real time: its usual packet, and what must be left when the next one is due (frames, tick, fade)."""
UNEVEN_MS = 100.0
"""A prebuffer that is noticed as a delay; it has passed when `MAX_MS` is enough again."""
_CALM = INTERNAL_RATE * 10
"""Samples played without an underrun after which the prebuffer shrinks by a fifth."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one part's samples, with its place in the part."""

    key: PartKey
    start: int
    samples: Samples

    def rest(self, count: int) -> "Piece":
        """Without the first `count` samples."""
        return Piece(self.key, self.start + count, self.samples[count:])


class Flow(Enum):
    """Collecting the first samples, or letting them through."""

    PRIMING = auto()
    FLOWING = auto()


class Arrival(Enum):
    """How the sound comes."""

    EVEN = auto()
    UNEVEN = auto()
    """In bursts with gaps: it is played noticeably later."""
    EVEN_AGAIN = auto()


class JitterBuffer:
    """Samples at 24 kHz in, pieces of exactly the wanted length out. Counters never fall."""

    def __init__(self) -> None:
        self._pieces: deque[Piece] = deque()
        self._buffered = 0
        self._flow = Flow.PRIMING
        self._open: PartKey | None = None
        """The part that the newest sound belongs to, until it is finished."""
        self._received: dict[PartKey, int] = {}
        self._first_at = 0.0
        self._calm = 0
        self.prebuffer_ms = _START_MS
        self.arrival = Arrival.EVEN
        self.underruns = 0
        self.late = 0
        """Packets that came later than real time asked."""

    @property
    def buffered(self) -> int:
        """Samples."""
        return self._buffered

    @property
    def is_starved(self) -> bool:
        """A part is unfinished and there is nothing to play."""
        return self._open is not None and self._buffered == 0

    def push(self, key: PartKey, samples: Samples, now: float, *, start: int = 0) -> None:
        """Queue sound that arrived at `now` (s). `start`: where an unknown part begins."""
        if key != self._open:
            self._open = key
            self._first_at = now - samples_to_ms(self._received.setdefault(key, start)) / 1000
        else:
            self._measure(samples_to_ms(self._received[key]) / 1000 - (now - self._first_at))
        if len(samples):
            self._pieces.append(Piece(key, self._received[key], samples))
            self._received[key] += len(samples)
            self._buffered += len(samples)

    def finish(self, key: PartKey) -> None:
        """Nothing more for this part."""
        self._received.pop(key, None)
        if key == self._open:
            self._open = None

    def pull(self, count: int, *, hold_back: bool) -> list[Piece]:
        """At most `count` samples; fewer only at the end of everything. Empty: nothing to play now.

        hold_back keeps one more `count` of an unfinished part, so that there is something to fade out before a gap.
        """
        if self._flow is Flow.PRIMING and not self._is_primed():
            return []
        reserve = count if hold_back else 0
        if self._open is not None and self._buffered < count + reserve and (hold_back or self._buffered == 0):
            return []
        self._flow = Flow.FLOWING
        taken = self._take(min(count, self._buffered))
        if self._open is None and self._buffered == 0:
            self._flow = Flow.PRIMING
        self._stay_calm(count)
        return taken

    def put_back(self, pieces: list[Piece]) -> None:
        """Return what was pulled but not heard, in its order; it is played first and without waiting."""
        for piece in reversed(pieces):
            if len(piece.samples):
                self._pieces.appendleft(piece)
                self._buffered += len(piece.samples)
        if pieces:
            self._flow = Flow.FLOWING

    def ran_dry(self) -> None:
        """The loudspeaker has played everything and the part goes on: wait for more than last time."""
        if self._flow is Flow.FLOWING and self.is_starved:
            self._flow = Flow.PRIMING
            self.underruns += 1
            self._calm = 0
            self.prebuffer_ms = min(MAX_AFTER_UNDERRUN_MS, max(self.prebuffer_ms * 1.5, _START_MS))
            if self.prebuffer_ms >= UNEVEN_MS:
                self.arrival = Arrival.UNEVEN

    def clear(self) -> None:
        """Forget all sound and all parts."""
        self._pieces.clear()
        self._received.clear()
        self._buffered = 0
        self._open = None
        self._flow = Flow.PRIMING

    def _is_primed(self) -> bool:
        return self._buffered > 0 and (self._open is None or self._buffered >= ms_to_samples(self.prebuffer_ms))

    def _measure(self, early_s: float) -> None:
        late_ms = -early_s * 1000
        if late_ms > 0:
            self.late += 1
        wanted = min(MAX_MS, late_ms + _PACKET_MS + _RESERVE_MS) if late_ms > -_RESERVE_MS else MIN_MS
        if wanted > self.prebuffer_ms:
            self.prebuffer_ms = wanted

    def _stay_calm(self, count: int) -> None:
        self._calm += count
        if self._calm >= _CALM:
            self._calm = 0
            self.prebuffer_ms = max(MIN_MS, self.prebuffer_ms * 0.8)
            if self.arrival is Arrival.UNEVEN and self.prebuffer_ms <= MAX_MS:
                self.arrival = Arrival.EVEN_AGAIN

    def _take(self, count: int) -> list[Piece]:
        taken: list[Piece] = []
        self._buffered -= count
        while count > 0:
            piece = self._pieces.popleft()
            if len(piece.samples) > count:
                self._pieces.appendleft(piece.rest(count))
                piece = Piece(piece.key, piece.start, piece.samples[:count])
            taken.append(piece)
            count -= len(piece.samples)
        return taken
