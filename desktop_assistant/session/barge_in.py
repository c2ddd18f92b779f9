"""Interruption: duck, confirm or false alarm, then silence, cancel, and tell the provider what was heard.

How an interruption goes. While the assistant speaks, the local detector hears a voice. The audio process has lowered the
loudspeaker already (the fast brake); we only note that we are DUCKED and wait. If the voice ends before it was confirmed
(a cough, a door), it was a false alarm: the loudness comes back and nothing else has happened. If the voice is confirmed,
if the server's own detector speaks up, or if the person presses talk or stop or sends a text, the interruption is real:

1. The loudspeaker is flushed. All parts that were on their way to the ear are taken off the playback ledger, so sound of
   a later response that is queued after the flush is not confused with them.
2. The response is cancelled if it is still being written. The server does that itself when its own detector heard the
   speech and `interrupt_response` is on; otherwise it is told. Stragglers are dropped by response id.
3. `PlaybackFlushed` says where the playhead stood. Only now is it known what was heard, so only now is the item truncated
   at the provider: at whole ms, never more than was received (counted in bytes), never at 0 (the provider has nothing to
   cut before the first sound), never if the part was heard out. Over a WebSocket nobody else does this; the provider drops
   the words after the cut, so that the model knows what the person did not hear. An item of which nothing was heard (a
   second one that was queued, or an answer that had not begun to sound) is deleted where the provider can do that.
4. The item becomes INTERRUPTED with the ms and an estimate of the characters that were heard.

This works the same while the response is being written, after it has ended but still sounds (providers send faster than
real time), and across several parts and items. If the audio process never answers the flush, we settle after a second
with the last playhead that we know.
"""

from collections.abc import Callable
from enum import Enum

from desktop_assistant.core.commands import ClientCommand, DeleteItem, TruncateItem
from desktop_assistant.session.answer import Answer
from desktop_assistant.session.effects import Duck, Effect, FlushPlayback, Unduck
from desktop_assistant.session.history import History
from desktop_assistant.session.playback import PartKey, Playback, SpokenPart
from desktop_assistant.session.states import Cell

FLUSH_PATIENCE_S = 1.0


class Floor(Enum):
    """Who has the floor."""

    FREE = "free"
    """Nothing disputes the assistant's voice, if there is one."""
    DUCKED = "ducked"
    """Maybe the person speaks."""
    FLUSHING = "flushing"
    """Silenced; waiting to learn where the playhead stood."""


_MOVES = {
    Floor.FREE: frozenset({Floor.DUCKED, Floor.FLUSHING}),
    Floor.DUCKED: frozenset({Floor.FREE, Floor.FLUSHING}),
    Floor.FLUSHING: frozenset({Floor.FREE}),
}


class BargeIn:
    """`can_truncate`: the provider wants to know what was heard; `can_delete`: it can forget a whole item."""

    def __init__(
        self,
        emit: Callable[[Effect], None],
        send: Callable[[ClientCommand], bool],
        history: History,
        playback: Playback,
        answer: Answer,
        *,
        can_truncate: bool,
        can_delete: bool,
        strict: bool,
    ) -> None:
        self._emit = emit
        self._send = send
        self._history = history
        self._playback = playback
        self._answer = answer
        self._can_truncate, self._can_delete = can_truncate, can_delete
        self._cell = Cell(Floor.FREE, _MOVES, strict=strict)
        self._taken: list[SpokenPart] = []
        self._unanswered = 0
        """Flushes whose PlaybackFlushed is still to come."""
        self.deadline: float | None = None

    @property
    def is_ducked(self) -> bool:
        """Maybe the person speaks."""
        return self._cell.now is Floor.DUCKED

    def voice_started(self) -> None:
        """The local detector hears something."""
        if self._playback.is_pending and self._cell.now is Floor.FREE:
            self._cell.to(Floor.DUCKED)
            self._emit(Duck())

    def false_alarm(self) -> None:
        """It was nothing, or there is nothing left to lower."""
        if self._cell.now is Floor.DUCKED:
            self._cell.to(Floor.FREE)
            self._emit(Unduck())

    def silence(self, now: float) -> None:
        """The interruption is real. Cancelling the response is the caller's, who knows whether the server does it."""
        is_pending, parts = self._playback.is_pending, self._playback.take()
        self._answer.stop_writing({part.key[0] for part in parts})
        if not is_pending:
            self.false_alarm()
            self._answer.interrupted(parts)
            return
        self._taken += parts
        self._cell.to(Floor.FLUSHING)
        self._unanswered += 1
        self.deadline = now + FLUSH_PATIENCE_S
        self._emit(FlushPlayback())

    def advanced(self, key: PartKey, played_ms: float) -> None:
        """The playhead, for parts that a flush has overtaken."""
        for part in self._taken:
            if part.key == key:
                part.played_ms = max(part.played_ms, played_ms)

    def drained(self, key: PartKey) -> None:
        """A part was heard out just before the flush reached it."""
        for part in self._taken:
            if part.key == key:
                part.is_drained = True
                part.played_ms = part.received_ms

    @property
    def expects_flush(self) -> bool:
        """A PlaybackFlushed is an answer to us, not the news that the audio process began anew and lost its queue."""
        return self._unanswered > 0

    def flushed(self, key: PartKey, played_ms: float) -> None:
        """The loudspeaker is silent; where the playhead stood."""
        self._unanswered -= 1
        self.advanced(key, played_ms)
        self._settle()

    def overdue(self, now: float) -> None:
        """Nobody answered the flush."""
        if self.deadline is not None and now >= self.deadline:
            self._settle()

    def leave(self) -> None:
        """Another conversation, or the end: silence, without telling the provider."""
        self.detach()
        if self._playback.is_pending:
            self._unanswered += 1
            self._emit(FlushPlayback())
        self.false_alarm()
        self._taken += self._playback.take()
        self._settle()

    def detach(self) -> None:
        """The link is lost: there is nothing to truncate any more."""
        self._playback.detach()
        for part in self._taken:
            part.is_detached = True

    def _settle(self) -> None:
        parts, self._taken = self._taken, []
        self.deadline = None
        if self._cell.now is Floor.FLUSHING:
            self._cell.to(Floor.FREE)
        for part in parts:
            self._truncate(part)
        for item_id in dict.fromkeys(part.key[0] for part in parts):
            self._delete_unheard(item_id, [part for part in parts if part.key[0] == item_id])
        self._answer.interrupted(parts)

    def _truncate(self, part: SpokenPart) -> None:
        wire = self._history.wire_id(part.key[0])
        if wire is None or not self._can_truncate or part.is_detached or part.was_heard_out or part.heard_ms <= 0:
            return
        self._send(TruncateItem(item_id=wire, content_index=part.key[1], audio_end_ms=part.heard_ms, event_id="truncate"))

    def _delete_unheard(self, item_id: str, parts: list[SpokenPart]) -> None:
        """All that it consists of was sound, and none of that was heard."""
        wire, item = self._history.wire_id(item_id), self._history.get(item_id)
        if wire is None or item is None or not self._can_delete or len(item.parts) > len(parts):
            return
        if any(part.is_detached or part.was_heard_out or part.heard_ms > 0 for part in parts):
            return
        self._history.unname(item_id)
        self._send(DeleteItem(item_id=wire, event_id="delete"))
