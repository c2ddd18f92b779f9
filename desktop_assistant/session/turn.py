"""The user's turn: when the microphone is open, when a turn begins and ends, and what becomes of its sound.

Three talk modes, one machine; what differs is data (`TalkPolicy`): whether the voice gate filters, whether the microphone
stays open between turns, and who ends the turn - the local detector (a pause), the person's hand, or the server's detector.
Unless the server ends the turns, we commit them, so the server's own detection is switched off on the wire.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, ClearInput, ClientCommand, CommitInput
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role
from desktop_assistant.core.local_events import MicFrame
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.session.effects import CloseMicrophone, Effect, KeepAudio, OpenMicrophone
from desktop_assistant.session.history import History
from desktop_assistant.session.sound_log import SoundLog
from desktop_assistant.session.states import Cell

SHORTEST_MS = 100.0
"""The provider refuses to commit less."""
RELEASE_TAIL_MS = 200
CLOSE_PATIENCE_S, REOPEN_AFTER_S = 3.0, 10.0


class EndedBy(Enum):
    """Who ends a turn."""

    PAUSE = "pause"
    HAND = "hand"
    SERVER = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkPolicy:
    """What a talk mode means."""

    gated: bool
    stays_open: bool
    ended_by: EndedBy


def policy_of(mode: TalkMode, capabilities: Capabilities) -> TalkPolicy:
    """The policy of a mode with this provider."""
    match mode:
        case TalkMode.CLICK:
            return TalkPolicy(gated=True, stays_open=False, ended_by=EndedBy.PAUSE)
        case TalkMode.HOLD:
            return TalkPolicy(gated=False, stays_open=False, ended_by=EndedBy.HAND)
        case TalkMode.ALWAYS:
            ended_by = EndedBy.SERVER if capabilities.server_vad else EndedBy.PAUSE
            return TalkPolicy(gated=True, stays_open=True, ended_by=ended_by)


class Mic(Enum):
    """The user's side."""

    OFF = "off"
    LISTENING = "listening"
    HEARING = "hearing"
    CLOSING = "closing"
    """The turn is over; the last sound is being delivered."""
    DISCARDING = "discarding"
    """The turn is called off; the device is being released."""


_MOVES = {
    Mic.OFF: frozenset({Mic.LISTENING}),
    Mic.LISTENING: frozenset({Mic.HEARING, Mic.CLOSING, Mic.DISCARDING, Mic.OFF}),
    Mic.HEARING: frozenset({Mic.LISTENING, Mic.CLOSING, Mic.DISCARDING, Mic.OFF}),
    Mic.CLOSING: frozenset({Mic.OFF, Mic.DISCARDING}),
    Mic.DISCARDING: frozenset({Mic.OFF}),
}


class Closing(Enum):
    """What came out of a microphone that closed."""

    NOTHING = "nothing"
    HANDED_OVER = "handed_over"
    NO_SPEECH = "no_speech"


class Turn:
    """Methods that may end a turn say whether it was handed over; asking for the answer is the caller's."""

    def __init__(
        self,
        emit: Callable[[Effect], None],
        send: Callable[[ClientCommand], bool],
        history: History,
        log: SoundLog,
        new_id: Callable[[], str],
        policy: TalkPolicy,
        *,
        wall_offset: float,
        keep_audio: bool,
        strict: bool,
    ) -> None:
        self._emit = emit
        self._send = send
        self._history = history
        self._log = log
        self._new_id = new_id
        self._wall_offset = wall_offset
        self._keep_audio = keep_audio
        self._cell = Cell(Mic.OFF, _MOVES, strict=strict)
        self._stream_began: float | None = None
        """Monotonic seconds of ms 0 of the microphone stream, the best estimate so far."""
        self._uncommitted: deque[str] = deque()
        """Items that were handed over and wait for the provider's name."""
        self.policy = policy
        self.is_wanted = False
        """Open (again) as soon as possible."""
        self.expects_transcript = True
        """Whether the provider will tell what the user said."""
        self.deadline: float | None = None

    # --- reading --------------------------------------------------------------------------------------------------
    @property
    def mic(self) -> Mic:
        """The microphone's state."""
        return self._cell.now

    @property
    def is_recording(self) -> bool:
        """A turn is under way that can be called off."""
        return self._cell.is_any(Mic.HEARING, Mic.CLOSING) or (self._cell.now is Mic.LISTENING and not self.policy.stays_open)

    @property
    def waiting_items(self) -> tuple[str, ...]:
        """Handed over, but not named by the provider yet."""
        return tuple(self._uncommitted)

    def ended_at(self, at_ms: float, now: float) -> float:
        """When, in monotonic seconds, the voice ended that the detector saw end at `at_ms` of the stream."""
        return now if self._stream_began is None else min(now, self._stream_began + at_ms / 1000)

    # --- the microphone -------------------------------------------------------------------------------------------
    def open(self) -> None:
        """Open the microphone; while it is still closing, open it again afterwards."""
        if self._cell.is_any(Mic.CLOSING, Mic.DISCARDING):
            self.is_wanted = True
        elif self._cell.now is Mic.OFF:
            self.is_wanted = False
            self.deadline = None
            self._stream_began = None
            self._cell.to(Mic.LISTENING)
            self._emit(OpenMicrophone(gated=self.policy.gated))

    def end(self, now: float, *, tail_ms: int = 0) -> None:
        """The turn is over: close, and hand over what was said when the last sound has arrived."""
        self.is_wanted = False
        if self._cell.is_any(Mic.LISTENING, Mic.HEARING):
            self._cell.to(Mic.CLOSING)
            self.deadline = now + CLOSE_PATIENCE_S
            self._emit(CloseMicrophone(tail_ms=tail_ms))

    def discard(self, now: float) -> None:
        """Call the turn off and release the microphone."""
        self.is_wanted = False
        self._forget_sound()
        if self._cell.is_any(Mic.LISTENING, Mic.HEARING):
            self._emit(CloseMicrophone(discard=True))
        if self._cell.now is Mic.OFF:
            self.deadline = None
        else:
            self._cell.to(Mic.DISCARDING)
            self.deadline = now + CLOSE_PATIENCE_S

    def call_off(self, now: float) -> None:
        """Stop was pressed while recording; a microphone that stays open keeps listening."""
        if self.policy.stays_open:
            self._forget_sound()
            if self._cell.now is Mic.HEARING:
                self._cell.to(Mic.LISTENING)
        else:
            self.discard(now)

    def opened(self, now: float) -> None:
        """The device delivers sound."""
        if self._stream_began is None:
            self._stream_began = now

    def closed(self, speech_ms: float, now: float) -> Closing:
        """The device is released, at our wish or because it failed."""
        was = self._cell.now
        if was is Mic.OFF or (was is Mic.LISTENING and self._stream_began is None):
            return Closing.NOTHING  # an earlier microphone's last word: this one has not opened yet
        self._cell.to(Mic.OFF)
        self.deadline = None
        failed = was in (Mic.LISTENING, Mic.HEARING)
        result = Closing.NOTHING if was is Mic.DISCARDING else self._hand_over_or_forget(speech_ms, now, failed=failed)
        if failed and self.policy.stays_open:
            self.deadline = now + REOPEN_AFTER_S
        elif self.is_wanted:
            self.open()
        return result

    def failed(self, now: float) -> Closing:
        """The device is lost; what was said until then still counts."""
        utterance = self._log.open if self._cell.is_any(Mic.HEARING, Mic.CLOSING) else None
        if self._cell.is_any(Mic.LISTENING, Mic.HEARING):
            # The audio process waits for the device to come back; it must not open it when nobody expects that any more.
            self._emit(CloseMicrophone(discard=True))
        self.opened(now)
        return self.closed(utterance.total_ms if utterance else 0.0, now)

    def overdue(self, now: float) -> Closing:
        """The audio process did not answer, or a lost microphone is worth another try."""
        if self.deadline is None or now < self.deadline:
            return Closing.NOTHING
        self.deadline = None
        if self._cell.now is Mic.OFF:
            if self.policy.stays_open:
                self.open()
            return Closing.NOTHING
        return self.failed(now)

    # --- sound and voice ------------------------------------------------------------------------------------------
    def sound(self, frame: MicFrame, fmt: AudioFormat, now: float) -> bool:
        """A packet of sound; True: an older one was lost because a minute is waiting already."""
        if not self._cell.is_any(Mic.LISTENING, Mic.HEARING, Mic.CLOSING):
            return False
        ms = fmt.ms_of(len(frame.audio))
        began = now - (frame.start_ms + ms) / 1000
        self._stream_began = began if self._stream_began is None else min(self._stream_began, began)
        if self.policy.ended_by is not EndedBy.SERVER:
            self._log.begin(self._new_id() if self._log.open is None else "")
        dropped = self._log.add(frame.audio, ms)
        return not self._send(AppendAudio(audio=frame.audio)) and bool(dropped)

    def voice_started(self, now: float) -> None:
        """The local detector hears a voice: the turn takes its place in the conversation, not yet visible."""
        if self._cell.now is not Mic.LISTENING:
            return
        self._cell.to(Mic.HEARING)
        if self.policy.ended_by is not EndedBy.SERVER:
            self._placeholder(now)

    def voice_confirmed(self, now: float) -> None:
        """It is really a voice: show the turn."""
        self.voice_started(now)
        utterance = self._log.open
        if self._cell.now is Mic.HEARING and utterance and (item := self._history.get(utterance.item_id)):
            self._history.put(item)

    def voice_stopped(self, now: float, *, was_confirmed: bool) -> bool:
        """A pause; True: the turn was handed over by it."""
        if self._cell.now is not Mic.HEARING:
            return False
        if not was_confirmed:
            self._cell.to(Mic.LISTENING)
            if self.policy.ended_by is EndedBy.PAUSE:
                self._forget_sound()
            elif self.policy.ended_by is EndedBy.SERVER and self._log.open and not self._log.open.item_id:
                self._log.discard_open()  # the server has it, and nobody needs to hear it twice
            return False
        if self.policy.ended_by is not EndedBy.PAUSE:
            self._cell.to(Mic.LISTENING)
            return False
        if not self.policy.stays_open:
            self.end(now)
            return False
        self._cell.to(Mic.LISTENING)
        return self._hand_over_or_forget(SHORTEST_MS, now, failed=True) is Closing.HANDED_OVER

    # --- names ----------------------------------------------------------------------------------------------------
    def named(self, wire_id: str, previous_wire_id: str | None, now: float, *, committed: bool) -> str:
        """The provider names the user's item: the one being spoken, one that we handed over, or one of its own making."""
        item_id = self._history.local_id(wire_id)
        if item_id is None and self._uncommitted:
            item_id = self._uncommitted.popleft()
        elif item_id is None and (utterance := self._log.open) and self._history.get(utterance.item_id):
            item_id = utterance.item_id
        wall = now + self._wall_offset
        blank = Item(id=wire_id, role=Role.USER, parts=(AudioPart(),), status=ItemStatus.IN_PROGRESS, created_at=wall)
        if item_id is None:
            item_id = self._history.adopt(blank, wire_id, previous_wire_id)
            if self.policy.ended_by is EndedBy.SERVER and (self._log.open or not committed):
                self._log.begin(item_id).item_id = item_id
        else:
            self._history.bind(item_id, wire_id, previous_wire_id)
        item = self._history.get(item_id) or replace(blank, id=item_id)
        if committed and item.status is ItemStatus.IN_PROGRESS:
            self._commit_item(item)
        else:
            self._history.put(item)
        return item_id

    def recognise(self, wire_id: str) -> bool:
        """Live words of a turn that is still being recorded tell what the provider will call it; True: they did."""
        utterance = self._log.open
        if utterance is None or self._uncommitted or self._history.local_id(wire_id) is not None:
            return False
        if self._history.get(utterance.item_id) is None or self._history.wire_id(utterance.item_id) is not None:
            return False
        self._history.bind(utterance.item_id, wire_id)
        return True

    def close_servers_turn(self) -> None:
        """The server's detector has committed: what follows is another turn."""
        if self.policy.ended_by is EndedBy.SERVER:
            utterance = self._log.close()
            if utterance and self._keep_audio and utterance.item_id:
                self._keep(utterance.item_id)

    def replay(self, item_id: str) -> None:
        """Say an utterance again in a new session: its sound, and the commit if it had been handed over."""
        utterance = next((u for u in self._log.utterances if u.item_id == item_id), None)
        if utterance is None:
            return
        for audio, _ in utterance.frames:
            self._send(AppendAudio(audio=audio))
        if utterance.is_closed:
            if self.policy.ended_by is not EndedBy.SERVER:
                self._send(CommitInput(event_id="commit"))
            if item_id:
                self._uncommitted.append(item_id)

    def forget_connection(self) -> None:
        """The provider's buffer is gone."""
        self._uncommitted.clear()

    # --- inside ---------------------------------------------------------------------------------------------------
    def _placeholder(self, now: float) -> None:
        utterance = self._log.begin(self._new_id())
        if self._history.get(utterance.item_id) is None:
            parts = (AudioPart(),)
            self._history.append(
                Item(
                    id=utterance.item_id,
                    role=Role.USER,
                    parts=parts,
                    status=ItemStatus.IN_PROGRESS,
                    created_at=now + self._wall_offset,
                )
            )

    def _hand_over_or_forget(self, speech_ms: float, now: float, *, failed: bool) -> Closing:
        if self.policy.ended_by is EndedBy.SERVER:
            return Closing.NOTHING
        utterance = self._log.open
        if utterance is None or speech_ms <= 0 or utterance.total_ms < SHORTEST_MS:
            self._forget_sound()
            return Closing.NOTHING if failed else Closing.NO_SPEECH
        self._hand_over(utterance.item_id, now)
        return Closing.HANDED_OVER

    def _hand_over(self, item_id: str, now: float) -> None:
        self._placeholder(now)
        utterance = self._log.close()
        item = self._history.get(item_id)
        if utterance is None or item is None:
            return
        self._commit_item(item, audio_ms=int(utterance.total_ms))
        if self._history.wire_id(item_id) is None:
            self._uncommitted.append(item_id)
        self._send(CommitInput(event_id="commit"))
        if self._keep_audio:
            self._keep(item_id)

    def _commit_item(self, item: Item, audio_ms: int | None = None) -> None:
        parts = tuple(
            replace(p, audio_ms=audio_ms or p.audio_ms, is_final=p.is_final or not self.expects_transcript)
            if isinstance(p, AudioPart)
            else p
            for p in item.parts
        )
        is_final = any(isinstance(p, AudioPart) and p.is_final for p in parts)
        self._history.put(replace(item, parts=parts, status=ItemStatus.COMPLETE), save=is_final)

    def _keep(self, item_id: str) -> None:
        utterance = next((u for u in self._log.utterances if u.item_id == item_id), None)
        if utterance and utterance.frames:
            sound = b"".join((*utterance.before, *(audio for audio, _ in utterance.frames)))
            self._emit(KeepAudio(item_id=item_id, audio=sound, is_input=True))

    def _forget_sound(self) -> None:
        utterance = self._log.open
        if utterance is None:
            return
        self._log.discard_open()
        item = self._history.get(utterance.item_id)
        if item is not None and item.status is ItemStatus.IN_PROGRESS:
            self._history.remove(item.id)
        if utterance.total_ms > 0:
            self._send(ClearInput())
