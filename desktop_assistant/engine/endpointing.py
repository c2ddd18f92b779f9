"""When does the user speak, and when have they finished: voice activity and a pause, both counted in samples.

A turn may end in two steps. It is *handed over* after a short silence: it becomes an item, its last words are recognised, the
answer is asked for. It is *settled* after a longer one: only now may the answer be heard. Whoever was only thinking and goes on
before that (or a little later, within the reopen time) continues the same turn, and nobody has talked into their thought. How
long both silences are is not decided here: `Wait` comes from `patience.py` and may change while the silence lasts. A plain
silence detector has a `Wait` whose two times are equal, and no reopen time.

Time here is audio consumed, never the wall clock: a stalled microphone cannot fake a silence, and a test that pushes ten
seconds at once gets the same turns as one that waits for them. All positions are samples at 16 kHz since the client's
first byte.
"""

from dataclasses import dataclass
from enum import Enum, auto

from desktop_assistant.engine.vad import RATE, WINDOW

_ONSET_WINDOWS = 2
"""Two windows in a row, so that a click is no speech."""
_RETURN_WINDOWS = 6
"""About 200 ms of voice reopen a turn: a cough does not."""
_RETURN_PATIENCE_WINDOWS = 5
"""So much silence, and what seemed to be a voice that comes back was none."""
_LAG = 2 * WINDOW
"""The model lets go of a voice about two windows after it has ended; the pause is counted from the voice."""
_RELEASE_MARGIN = 0.15
"""A voice counts as going on down to this much below the threshold: words fade out."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Silences in ms after the voice."""

    hand_over_ms: int
    settle_ms: int
    """Never less than `hand_over_ms`."""

    @classmethod
    def plain(cls, silence_ms: int) -> "Wait":
        """Handed over and settled at once."""
        return cls(silence_ms, silence_ms)


@dataclass(frozen=True, slots=True)
class VoiceBegan:
    """The voice began at this sample."""

    at: int


@dataclass(frozen=True, slots=True)
class VoicePaused:
    """A short silence inside or after a turn: a good moment to finish the recognition on suspicion."""

    at: int


@dataclass(frozen=True, slots=True)
class VoiceResumed:
    """The turn goes on after a `VoicePaused`."""

    silence: int
    """How long the voice was away, in samples."""


@dataclass(frozen=True, slots=True)
class VoiceEnded:
    """The turn is handed over; `at` is where the voice ended."""

    at: int
    voice_samples: int
    """How much of the turn was voice."""


@dataclass(frozen=True, slots=True)
class VoiceReturned:
    """The turn that was handed over goes on."""

    silence: int


@dataclass(frozen=True, slots=True)
class TurnSettled:
    """Nobody went on: the answer may be heard. (A turn that cannot be reopened is settled with its end.)"""


VoiceEvent = VoiceBegan | VoicePaused | VoiceResumed | VoiceEnded | VoiceReturned | TurnSettled


class Phase(Enum):
    """Where the gate stands."""

    QUIET = auto()
    SPEAKING = auto()
    PAUSED = auto()
    OVER = auto()
    """Handed over; may still be continued."""
    RETURNING = auto()
    """Over, and a voice is heard again that may be a cough."""


class TurnGate:
    """Turns probabilities into the edges of turns. Feed it whole windows in order."""

    def __init__(self, *, threshold: float = 0.5, silence_ms: int = 500, pause_ms: int = 200, reopen_ms: int = 0) -> None:
        self.threshold = threshold
        self.wait = Wait.plain(silence_ms)
        self.reopen_ms = reopen_ms
        """A turn may be continued for so long after it was handed over, and until it is settled; 0: it may not."""
        self._pause = _samples(pause_ms)
        self._phase = Phase.QUIET
        self._position = 0
        self._run = 0
        self._last_voice = 0
        self._voice = 0
        self._handed_over_at = 0
        self._is_settled = True
        self._heard_at = 0
        """Where a returning voice was heard last."""

    @property
    def in_turn(self) -> bool:
        """Between `VoiceBegan` or `VoiceReturned` and `VoiceEnded`."""
        return self._phase in (Phase.SPEAKING, Phase.PAUSED)

    @property
    def may_return(self) -> bool:
        """Between `VoiceEnded` and the end of the time in which the turn may go on."""
        return self._phase in (Phase.OVER, Phase.RETURNING)

    @property
    def is_settled(self) -> bool:
        """Nothing that was handed over waits to be settled."""
        return self._is_settled

    @property
    def position(self) -> int:
        """Samples heard so far."""
        return self._position

    @property
    def voice_ms(self) -> float:
        """How much of the turn was voice so far."""
        return self._voice * 1000 / RATE

    @property
    def silence_ms(self) -> int:
        """Since the last voice."""
        return (self._position - self._last_voice + _LAG) * 1000 // RATE

    def push(self, probability: float) -> list[VoiceEvent]:
        """One window further."""
        self._position += WINDOW
        match self._phase:
            case Phase.QUIET:
                return self._wait(probability)
            case Phase.OVER:
                return self._wait_for_return(probability)
            case Phase.RETURNING:
                return self._return(probability)
            case _:
                return self._go_on() if self._is_voice(probability) else self._count_silence()

    def end_now(self) -> VoiceEnded | None:
        """The client commits: the turn is over wherever it stands, and settled."""
        was_in_turn = self.in_turn
        ended = VoiceEnded(self._last_voice, self._voice)
        self._rest()
        return ended if was_in_turn else None

    def _is_voice(self, probability: float) -> bool:
        return probability >= max(self.threshold - _RELEASE_MARGIN, 0.05)

    def _wait(self, probability: float) -> list[VoiceEvent]:
        if not self._is_onset(probability):
            return []
        self._phase = Phase.SPEAKING
        self._voice = self._run * WINDOW
        self._last_voice = self._position
        return [VoiceBegan(self._position - self._voice)]

    def _is_onset(self, probability: float) -> bool:
        self._run = self._run + 1 if probability >= self.threshold else 0
        return self._run >= _ONSET_WINDOWS

    def _go_on(self) -> list[VoiceEvent]:
        silence = self._position - WINDOW - self._last_voice
        self._voice += WINDOW
        self._last_voice = self._position
        if self._phase is Phase.SPEAKING:
            return []
        self._phase = Phase.SPEAKING
        return [VoiceResumed(silence)]

    def _count_silence(self) -> list[VoiceEvent]:
        silence = self._position - self._last_voice + _LAG
        if silence >= _samples(self.wait.hand_over_ms):
            return self._hand_over()
        if silence >= self._pause and self._phase is Phase.SPEAKING:
            self._phase = Phase.PAUSED
            return [VoicePaused(self._last_voice)]
        return []

    def _hand_over(self) -> list[VoiceEvent]:
        ended = VoiceEnded(self._last_voice, self._voice)
        if self.reopen_ms <= 0:
            self._rest()
            return [ended]
        self._phase, self._run = Phase.OVER, 0
        self._handed_over_at, self._is_settled = self._position, False
        return [ended, *self._settle()]

    def _settle(self) -> list[VoiceEvent]:
        """What the passing of silence brings after the turn was handed over."""
        events: list[VoiceEvent] = []
        if not self._is_settled and self.silence_ms >= self.wait.settle_ms:
            self._is_settled = True
            events.append(TurnSettled())
        if self._is_settled and self._position - self._handed_over_at >= _samples(self.reopen_ms):
            self._rest()
        return events

    def _wait_for_return(self, probability: float) -> list[VoiceEvent]:
        if not self._is_onset(probability):
            return self._settle()
        self._phase = Phase.RETURNING
        self._heard_at = self._position
        return []

    def _return(self, probability: float) -> list[VoiceEvent]:
        """The answer waits while somebody seems to speak."""
        if self._is_voice(probability):
            self._run += 1
            self._heard_at = self._position
        if self._run >= _RETURN_WINDOWS:
            silence = self._position - self._last_voice - self._run * WINDOW
            self._phase = Phase.SPEAKING
            self._voice += self._run * WINDOW
            self._last_voice = self._position
            return [VoiceReturned(silence)]
        if self._position - self._heard_at >= _RETURN_PATIENCE_WINDOWS * WINDOW:
            self._phase, self._run = Phase.OVER, 0
            return self._settle()
        return []

    def _rest(self) -> None:
        self._phase, self._run, self._voice, self._is_settled = Phase.QUIET, 0, 0, True


def _samples(ms: int) -> int:
    return ms * RATE // 1000
