"""The user's sound that may have to be said again: kept until the answer begins and the turn is really over, at most for minutes.

A drop of the link loses what the server had in its buffer, and a turn that it had not begun to answer. Both are replayed
from here into the next session. Sound recorded while there is no link waits here too. All of it is on the disk as well until
it is answered (`Spool`), so that a crash loses no more than what was said in the last moment.
"""

from collections import deque
from collections.abc import Callable, Container
from dataclasses import dataclass, field

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.session.effects import Effect, Spool, Unspool

LONGEST_MS = 300_000.0
"""14 MB at 24 kHz. What is older is given up, and the person is told."""
KEPT_S = 4.0
"""After it was handed over an answered turn may still go on, and is then as unanswered as before."""
LONGEST_KEPT_MS = 600_000.0
"""Of one turn on the disk, and in its recording: 29 MB. Of a longer one the middle is left out."""


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
    recorded_ms: float = 0.0
    """Of `total_ms`, what is in the recording already: a turn that goes on is handed over more than once."""
    spool_id: str = ""
    """What its sound is called on the disk; empty = it is not there."""
    is_closed: bool = False
    """Handed over; waiting for the answer."""
    is_answered: bool = False
    closed_at: float = 0.0

    def take_unrecorded(self) -> bytes:
        """What the recording lacks; from now on it has it."""
        lacking_ms, self.recorded_ms = self.total_ms - self.recorded_ms, self.total_ms
        if lacking_ms >= self.total_ms:
            return b"".join((*self.before, *(audio for audio, _ in self.frames)))
        newest: list[bytes] = []
        for audio, ms in reversed(self.frames):
            if lacking_ms < ms / 2:
                break
            newest.append(audio)
            lacking_ms -= ms
        return b"".join(reversed(newest))


class SoundLog:
    """Utterances, oldest first; the last one may be open. keep_audio: a turn that is still spoken is kept whole. is_heard: who
    answers takes sound; else what was spoken to another waits for the next one who does."""

    def __init__(
        self, emit: Callable[[Effect], None], new_id: Callable[[], str], *, keep_audio: bool = False, is_heard: bool = True
    ) -> None:
        self._emit = emit
        self._new_id = new_id
        self._utterances: list[Utterance] = []
        self._keep_audio = keep_audio
        self._is_heard = is_heard

    @property
    def open(self) -> Utterance | None:
        """The one being spoken."""
        last = self._utterances[-1] if self._utterances else None
        return last if last and not last.is_closed else None

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """Those that would have to be said again, oldest first."""
        return tuple(u for u in self._utterances if not u.is_answered)

    @property
    def sounding(self) -> frozenset[str]:
        """Items whose sound would be said again."""
        return frozenset(u.item_id for u in self.utterances if u.frames)

    def restore(self, item_id: str, audio: bytes, fmt: AudioFormat) -> None:
        """A turn that another session heard and recorded, and that was not answered."""
        size = fmt.rate // 50 * fmt.bytes_per_sample
        pieces = [audio[start : start + size] for start in range(0, len(audio), size)]
        frames = deque((piece, fmt.ms_of(len(piece))) for piece in pieces)
        ms = fmt.ms_of(len(audio))
        place = len(self._utterances) - (self.open is not None)  # what is being spoken stays the last, and open
        self._utterances.insert(
            place,
            Utterance(item_id=item_id, frames=frames, kept_ms=ms, total_ms=ms, recorded_ms=ms, spool_id=item_id, is_closed=True),
        )

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
        if not utterance.spool_id:
            utterance.spool_id = utterance.item_id or self._new_id()
        if utterance.total_ms <= LONGEST_KEPT_MS:  # a server may never hear a turn end, and the microphone stays open for hours
            self._emit(Spool(turn_id=utterance.spool_id, audio=audio))
        return self._shorten()

    def name(self, utterance: Utterance, item_id: str) -> None:
        """It belongs to this item: on the disk too, so that whoever finds it after a crash knows."""
        utterance.item_id = item_id
        if utterance.frames and utterance.spool_id != item_id:
            self._emit(Spool(turn_id=item_id, audio=b"".join(audio for audio, _ in utterance.frames)))
            self._unspool(utterance)
            utterance.spool_id = item_id

    def _unspool(self, utterance: Utterance) -> None:
        if utterance.spool_id:
            self._emit(Unspool(turn_id=utterance.spool_id))
            utterance.spool_id = ""

    def close(self, now: float) -> Utterance | None:
        """The open utterance has been handed over."""
        utterance = self.open
        if utterance:
            utterance.is_closed, utterance.closed_at = True, now
        return utterance

    def go_on(self, item_id: str) -> Utterance | None:
        """The closed utterance of this item is open again, with what has been said since; else the open one, if any.

        Returns the one that is open now, under the id of what was said since (if that had one), so that the caller can let go
        of its item.
        """
        since = self.open
        before = next((u for u in self._utterances if u.item_id == item_id and u is not since), None)
        if before is None:
            return since
        before.is_closed = before.is_answered = False
        self._utterances.remove(before)
        if since is not None:
            self._utterances.remove(since)
            before.frames += since.frames
            before.kept_ms += since.kept_ms
            before.total_ms += since.total_ms
            before.item_id = since.item_id or item_id
            self._unspool(since)
        self._unspool(before)  # it is spooled anew when it is named
        self._utterances.append(before)
        return before

    def discard_open(self) -> None:
        """Nobody wants the open utterance."""
        if self.open:
            self._unspool(self._utterances.pop())

    def answered(self, now: float) -> None:
        """The answer has begun: what was handed over is safe."""
        if not self._is_heard:
            return
        for utterance in self._utterances:
            utterance.is_answered = utterance.is_closed
            if utterance.is_closed:
                self._unspool(utterance)
        self._utterances = [u for u in self._utterances if not u.is_answered or now - u.closed_at < KEPT_S]

    def unwanted(self, item_id: str) -> None:
        """Nobody waits for an answer to this turn; should it go on, it is as unanswered as before."""
        for utterance in self._utterances:
            if utterance.is_closed and utterance.item_id == item_id:
                utterance.is_answered = True
                self._unspool(utterance)

    def drop(self, item_ids: Container[str]) -> None:
        """Nobody wants these turns to be said again."""
        for utterance in self._utterances:
            if utterance.is_closed and utterance.item_id in item_ids:
                self._unspool(utterance)
        self._utterances = [u for u in self._utterances if not (u.is_closed and u.item_id in item_ids)]

    def clear(self) -> None:
        """Forget everything here; what was handed over and not answered stays on the disk, for whoever opens this next."""
        self.discard_open()
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
            for utterance in self._utterances:
                if utterance.is_closed and not utterance.frames:
                    self._unspool(utterance)
            self._utterances = [u for u in self._utterances if u.frames or not u.is_closed]
        return dropped
