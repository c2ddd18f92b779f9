"""The user's turn: when the microphone is open, when a turn begins, ends, and goes on.

Three talk modes, one machine; what differs is data (`policy.py`): whether the voice gate filters, whether the microphone
stays open between turns, and who ends the turn - the local detector (a pause), the person's hand, or the server's detector.
Unless the server ends the turns, we commit them, so the server's own detection is switched off on the wire. What becomes of
the sound, and of the item that holds it, is `user_items.py`'s.

A microphone that a pause closes lingers for a moment, so that whoever only paused to think can go on.
"""

from collections.abc import Callable
from enum import Enum

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.commands import AppendAudio, ClientCommand
from desktop_assistant.core.local_events import MicFrame
from desktop_assistant.session.effects import CloseMicrophone, Effect, OpenMicrophone
from desktop_assistant.session.policy import EndedBy, TalkPolicy
from desktop_assistant.session.sound_log import SoundLog
from desktop_assistant.session.states import Cell
from desktop_assistant.session.user_items import REOPEN_S, UserItems

SHORTEST_MS = 100.0
"""The provider refuses to commit less."""
RELEASE_TAIL_MS = 200
CLOSE_PATIENCE_S, REOPEN_AFTER_S = 3.0, 10.0
LONGEST_SILENCE_MS = 2000.0
"""Of a turn, and said again with it."""


class Mic(Enum):
    """The user's side."""

    OFF = "off"
    LISTENING = "listening"
    HEARING = "hearing"
    LINGERING = "lingering"
    """The turn is handed over; the device stays open for a moment, in case the person goes on."""
    CLOSING = "closing"
    """The turn is over; the last sound is being delivered."""
    DISCARDING = "discarding"
    """The turn is called off; the device is being released."""


_MOVES = {
    Mic.OFF: frozenset({Mic.LISTENING}),
    Mic.LISTENING: frozenset({Mic.HEARING, Mic.LINGERING, Mic.CLOSING, Mic.DISCARDING, Mic.OFF}),
    Mic.HEARING: frozenset({Mic.LISTENING, Mic.LINGERING, Mic.CLOSING, Mic.DISCARDING, Mic.OFF}),
    Mic.LINGERING: frozenset({Mic.LISTENING, Mic.HEARING, Mic.DISCARDING, Mic.OFF}),
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
        items: UserItems,
        log: SoundLog,
        new_id: Callable[[], str],
        *,
        strict: bool,
    ) -> None:
        self._emit = emit
        self._send = send
        self._items = items
        self._log = log
        self._new_id = new_id
        self._cell = Cell(Mic.OFF, _MOVES, strict=strict)
        self._stream_began: float | None = None
        """Monotonic seconds of ms 0 of the microphone stream, the best estimate so far."""
        self._linger_until: float | None = None
        """The turn was handed over, and the device closes then unless a voice is confirmed."""
        self._silent_ms = 0.0
        """Of digital silence, up to now."""
        self._goes_on = ""
        """The item that the voice which began last would continue."""
        self.is_wanted = False
        """Open (again) as soon as possible."""
        self.voice_ended_at: float | None = None
        """When the person ended what they said, in monotonic seconds; None = with the last sound that arrives."""
        self.deadline: float | None = None

    # --- reading --------------------------------------------------------------------------------------------------
    @property
    def mic(self) -> Mic:
        """The microphone's state."""
        return self._cell.now

    @property
    def policy(self) -> TalkPolicy:
        """Of the talk mode."""
        return self._items.policy

    @property
    def is_listening(self) -> bool:
        """A voice that is heard now means something."""
        return self._cell.is_any(Mic.LISTENING, Mic.HEARING, Mic.LINGERING)

    @property
    def is_recording(self) -> bool:
        """A turn is under way that can be called off."""
        return self._cell.is_any(Mic.HEARING, Mic.CLOSING) or (self._cell.now is Mic.LISTENING and not self.policy.stays_open)

    def ended_at(self, at_ms: float, now: float) -> float:
        """When, in monotonic seconds, the voice ended that the detector saw end at `at_ms` of the stream."""
        return now if self._stream_began is None else min(now, self._stream_began + at_ms / 1000)

    # --- the microphone -------------------------------------------------------------------------------------------
    def open(self) -> None:
        """Open the microphone; while it is still closing, open it again afterwards."""
        if self._cell.is_any(Mic.CLOSING, Mic.DISCARDING):
            self.is_wanted = True
        elif self._cell.now is Mic.LINGERING:
            self._items.forget_open()
            self._items.stays_over()
            self._stop_lingering(Mic.LISTENING)
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
        self._linger_until = None
        self._items.forget_open()
        if self.is_listening:
            self._emit(CloseMicrophone(discard=True))
        if self._cell.now is Mic.OFF:
            self.deadline = None
        else:
            self._cell.to(Mic.DISCARDING)
            self.deadline = now + CLOSE_PATIENCE_S

    def call_off(self, now: float) -> None:
        """Stop was pressed while recording; a microphone that stays open keeps listening."""
        if self.policy.stays_open:
            self._items.forget_open()
            if self._cell.now is Mic.HEARING:
                self._cell.to(Mic.LISTENING)
        else:
            self.discard(now)

    def linger(self, now: float, seconds: float) -> None:
        """The turn was handed over by a pause, ours or the server's: a microphone that does not stay open closes soon."""
        if self.policy.stays_open:
            return
        if self._cell.now is Mic.CLOSING:  # the person ended it by hand too, a moment too late: it is handed over already
            self._cell.to(Mic.DISCARDING)
        elif self._cell.is_any(Mic.LISTENING, Mic.HEARING):
            self._cell.to(Mic.LINGERING)
            self._linger_until = self.deadline = now + seconds

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
        self.deadline = self._linger_until = None
        failed = was in (Mic.LISTENING, Mic.HEARING)
        if was in (Mic.DISCARDING, Mic.LINGERING):
            self._items.forget_open()
            result = Closing.NOTHING
        else:
            result = self._hand_over_or_forget(speech_ms, now, failed=failed)
        if failed and self.policy.stays_open:
            self.deadline = now + REOPEN_AFTER_S
        elif self.is_wanted:
            self.open()
        return result

    def failed(self, now: float) -> Closing:
        """The device is lost; what was said until then still counts."""
        utterance = self._log.open if self._cell.is_any(Mic.HEARING, Mic.CLOSING) else None
        if self.is_listening:
            # The audio process waits for the device to come back; it must not open it when nobody expects that any more.
            self._emit(CloseMicrophone(discard=True))
        self.opened(now)
        return self.closed(utterance.total_ms if utterance else 0.0, now)

    def overdue(self, now: float) -> Closing:
        """The audio process did not answer, or a lost microphone is worth another try."""
        if self.deadline is None or now < self.deadline:
            return Closing.NOTHING
        self.deadline = None
        match self._cell.now:
            case Mic.OFF:
                if self.policy.stays_open:
                    self.open()
                return Closing.NOTHING
            case Mic.LINGERING:
                self.discard(now)
                return Closing.NOTHING
            case _:
                return self.failed(now)

    # --- sound and voice ------------------------------------------------------------------------------------------
    def sound(self, frame: MicFrame, fmt: AudioFormat, now: float) -> bool:
        """A packet of sound; True: an older one was lost because a minute is waiting already."""
        if not self.is_listening and self._cell.now is not Mic.CLOSING:
            return False
        ms = fmt.ms_of(len(frame.audio))
        began = now - (frame.start_ms + ms) / 1000
        self._stream_began = began if self._stream_began is None else min(self._stream_began, began)
        is_lost = not self._send(AppendAudio(audio=frame.audio))
        if self._is_nothing(frame.audio, ms):
            return False
        if self.policy.ended_by is not EndedBy.SERVER:
            self._log.begin(self._new_id() if self._log.open is None else "")
        dropped = self._log.add(frame.audio, ms)
        return is_lost and bool(dropped)

    def voice_started(self, now: float) -> None:
        """The local detector hears a voice: the turn takes its place in the conversation, not yet visible."""
        if not self._cell.is_any(Mic.LISTENING, Mic.LINGERING):
            return
        self._cell.to(Mic.HEARING)
        self.deadline = None
        self._goes_on = self._items.may_go_on(now) if self.policy.ended_by is EndedBy.PAUSE else ""
        if self.policy.ended_by is not EndedBy.SERVER:
            self._items.placeholder(now)

    def voice_confirmed(self, now: float) -> str:
        """It is really a voice: show the turn. Returns the item that was handed over and goes on, if this is no new turn."""
        self.voice_started(now)
        if self._cell.now is not Mic.HEARING:
            return ""
        self._linger_until = None
        goes_on, self._goes_on = self._goes_on, ""
        if goes_on:
            self._items.go_on(goes_on)
        else:
            self._items.show()
        return goes_on

    def voice_stopped(self, now: float, *, was_confirmed: bool) -> bool:
        """A pause; True: the turn was handed over by it."""
        if self._cell.now is not Mic.HEARING:
            return False
        if not was_confirmed:
            self._was_nothing()
            return False
        if self.policy.ended_by is not EndedBy.PAUSE:
            self._cell.to(Mic.LISTENING)
            return False
        is_over = self._hand_over_or_forget(SHORTEST_MS, now, failed=True) is Closing.HANDED_OVER
        if is_over:
            self.linger(now, REOPEN_S)
        if self._cell.now is Mic.HEARING:
            self._cell.to(Mic.LISTENING)
        return is_over

    # --- inside ---------------------------------------------------------------------------------------------------
    def _is_nothing(self, audio: bytes, ms: float) -> bool:
        """Digital silence between turns: nobody needs to hear it again, but for as much of it as belongs to what is said."""
        if not self.policy.pads:
            return False
        self._silent_ms = self._silent_ms + ms if audio.count(0) == len(audio) else 0.0
        return self._silent_ms > 0 and (self._log.open is None or self._silent_ms > LONGEST_SILENCE_MS)

    def _was_nothing(self) -> None:
        """A cough: what was before goes on."""
        if self._linger_until is None:
            self._cell.to(Mic.LISTENING)
        else:
            self._stop_lingering(Mic.LINGERING)
        if self.policy.ended_by is EndedBy.PAUSE:
            self._items.forget_open()
        elif self.policy.ended_by is EndedBy.SERVER and self._log.open and not self._log.open.item_id:
            self._log.discard_open()  # the server has it, and nobody needs to hear it twice

    def _stop_lingering(self, mic: Mic) -> None:
        """To listening, or back to lingering after a cough."""
        self._cell.to(mic)
        if mic is Mic.LINGERING:
            self.deadline = self._linger_until
        else:
            self.deadline = self._linger_until = None

    def _hand_over_or_forget(self, speech_ms: float, now: float, *, failed: bool) -> Closing:
        """`failed`: the microphone, not the person, ended it. What the server's detector did not end, a hand may have."""
        if self.policy.ended_by is EndedBy.SERVER and self.policy.stays_open:
            return Closing.NOTHING
        utterance = self._log.open
        if utterance is None or speech_ms <= 0 or utterance.total_ms < SHORTEST_MS:
            self._items.forget_open()
            return Closing.NOTHING if failed else Closing.NO_SPEECH
        self._items.hand_over(now, may_go_on=self.policy.ended_by is EndedBy.PAUSE and self.is_listening)
        return Closing.HANDED_OVER
