"""What has really left the loudspeaker: which part, how many ms.

The device tells how many samples it has played; this log of what was written to it turns that into places in parts. It
never says more than was queued, and what is in the device but unheard can be had back: for a stop, for the brake that takes
effect within the frame although 200 ms are queued, and for moving to another device.
"""

from collections import deque
from collections.abc import Callable, Iterator

from desktop_assistant.audio.downlink import Frame
from desktop_assistant.audio.jitter_buffer import PartKey, Piece
from desktop_assistant.core.audio import Samples, samples_to_ms
from desktop_assistant.core.local_events import PlaybackAdvanced, PlaybackDrained

REPORT_S = 0.1
NOTHING: PartKey = ("", 0)


class _Part:
    __slots__ = ("finished", "heard", "queued", "reported")

    def __init__(self, start: int) -> None:
        self.queued = self.heard = start
        self.reported = start or -1
        self.finished = False


class Playhead:
    """Counts at 24 kHz. `on_heard` sees every frame when it has left the loudspeaker."""

    def __init__(self, on_heard: Callable[[Samples], None]) -> None:
        self._parts: dict[PartKey, _Part] = {}
        self._log: deque[Frame] = deque()
        self._in_log = 0
        self._gone = 0
        """Samples of frames that have left the log since the device was last emptied."""
        self._played = 0
        self._on_heard = on_heard
        self._next_report = 0.0
        self._current = NOTHING

    @property
    def current(self) -> PartKey:
        """The part that was last heard and is not over; `NOTHING` if none."""
        return self._current

    @property
    def in_device(self) -> int:
        """Samples written and not yet heard."""
        return self._gone + self._in_log - self._played

    @property
    def holds_voice(self) -> bool:
        """Something of a part is written and not yet heard."""
        return any(frame.pieces for frame in self._log)

    @property
    def played(self) -> int:
        """Samples heard since the device was last emptied."""
        return self._played

    def heard_ms(self, key: PartKey) -> float:
        """How much of the part was heard."""
        part = self._parts.get(key)
        return samples_to_ms(part.heard) if part else 0.0

    def queued(self, key: PartKey, count: int, *, start: int = 0) -> None:
        """`count` more samples of the part were queued; `start` is where an unknown part begins."""
        self._parts.setdefault(key, _Part(start)).queued += count

    def finished(self, key: PartKey) -> None:
        """The part is complete; one that never had sound is over at the next report."""
        self._parts.setdefault(key, _Part(0)).finished = True

    def written(self, frame: Frame) -> None:
        """The frame went to the device."""
        self._log.append(frame)
        self._in_log += len(frame.samples)

    def advance(self, played: int) -> None:
        """The device has played so many samples since it was last emptied."""
        self._played = max(self._played, min(played, self._gone + self._in_log))
        while self._log and self._gone + len(self._log[0].samples) <= self._played:
            frame = self._log.popleft()
            self._gone += len(frame.samples)
            self._in_log -= len(frame.samples)
            self._hear(frame.pieces, len(frame.samples))
            self._on_heard(frame.samples)
        if self._log and self._played > self._gone:
            self._hear(self._log[0].pieces, self._played - self._gone)

    def take_back(self) -> list[Piece]:
        """The device is emptied: every piece that nobody has heard, in order."""
        unheard: list[Piece] = []
        skip = self._played - self._gone
        for frame in self._log:
            for piece in frame.pieces:
                cut = min(skip, len(piece.samples))
                skip -= cut
                if cut < len(piece.samples):
                    unheard.append(piece.rest(cut))
            skip = 0
        self._log.clear()
        self._in_log = self._gone = self._played = 0
        return unheard

    def unheard_frames(self) -> Iterator[Samples]:
        """What the device still holds, as it was written."""
        skip = self._played - self._gone
        for frame in self._log:
            yield frame.samples[skip:]
            skip = 0

    def forget(self) -> None:
        """No part is known any more; the log must have been taken back."""
        self._parts.clear()
        self._current = NOTHING

    def reports(self, now: float) -> list[PlaybackAdvanced | PlaybackDrained]:
        """The first sound and the end of a part at once, progress ten times a second."""
        due = now >= self._next_report
        events: list[PlaybackAdvanced | PlaybackDrained] = []
        for key, part in list(self._parts.items()):
            item_id, index = key
            over = part.finished and part.heard >= part.queued
            started = part.reported < 0 and part.heard > 0
            if part.heard != part.reported and part.heard > 0 and (due or started or over):
                part.reported = part.heard
                self._next_report = now + REPORT_S
                events.append(PlaybackAdvanced(item_id=item_id, content_index=index, played_ms=samples_to_ms(part.heard)))
            if over:
                events.append(PlaybackDrained(item_id=item_id, content_index=index, played_ms=samples_to_ms(part.heard)))
                self._end(key)
        return events

    def _end(self, key: PartKey) -> None:
        del self._parts[key]
        if self._current == key:
            self._current = NOTHING

    def _hear(self, pieces: list[Piece], count: int) -> None:
        for piece in pieces:
            if count <= 0:
                return
            part = self._parts.get(piece.key)
            if part:
                part.heard = max(part.heard, piece.start + min(count, len(piece.samples)))
                self._current = piece.key
            count -= len(piece.samples)
