"""The time between the end of a turn and the first of its answer: what is shown, when it is heard, how long it took."""

from dataclasses import dataclass, replace

from desktop_assistant.core.snapshot import TurnLatency

EARCON_AFTER_S = 1.0
DOUBT_AFTER_S = 30.0
"""By then something must be known to work on the answer; a server may hear a turn end and find that it was none."""


class Thinking:
    """Runs from the end of a turn to the first sound or word of the answer."""

    def __init__(self) -> None:
        self.since: float | None = None
        self.activity = ""
        self._cue_due: float | None = None
        self._doubt_due: float | None = None

    def start(self, now: float, activity: str = "") -> None:
        """A turn ended (or a tool began); a thought that is already running keeps its beginning."""
        if self.since is None:
            self.since = now
            self._cue_due = now + EARCON_AFTER_S
            self._doubt_due = now + DOUBT_AFTER_S
        self.activity = activity

    def stop(self) -> None:
        """The answer begins, or nobody waits for it any more."""
        self.since = None
        self.activity = ""
        self._cue_due = self._doubt_due = None

    @property
    def deadline(self) -> float | None:
        """When the soft cue is due, and then the doubt."""
        return self._doubt_due if self._cue_due is None else self._cue_due

    def cue(self, now: float) -> bool:
        """Once per thought, after a second."""
        if self._cue_due is None or now < self._cue_due:
            return False
        self._cue_due = None
        return True

    def doubts(self, now: float) -> bool:
        """Once per thought, after half a minute: does anybody think?"""
        if self._doubt_due is None or now < self._doubt_due:
            return False
        self._doubt_due = None
        return True


@dataclass(slots=True)
class TurnClock:
    """Marks of one voice turn, in ms after the voice ended; each mark counts once."""

    _ended_at: float | None = None
    latency: TurnLatency | None = None

    def speech_ended(self, at: float) -> None:
        """A new turn is measured from here (monotonic seconds)."""
        self._ended_at = at
        self.latency = TurnLatency()

    def forget(self) -> None:
        """The turn came to nothing, or the next answer belongs to typed text: what follows is not measured."""
        self._ended_at = None

    def handed_over(self, now: float) -> None:
        """The turn was committed."""
        if (latency := self._running()) and latency.pause_ms is None:
            self.latency = replace(latency, pause_ms=self._ms(now))

    def first_text(self, now: float) -> None:
        """The answer's first words arrived."""
        if (latency := self._running()) and latency.first_text_ms is None:
            self.latency = replace(latency, first_text_ms=self._ms(now))

    def first_audio(self, now: float) -> None:
        """The answer's first sound arrived."""
        if (latency := self._running()) and latency.first_audio_ms is None:
            self.latency = replace(latency, first_audio_ms=self._ms(now))

    def first_sound(self, now: float) -> None:
        """The answer left the loudspeaker."""
        if (latency := self._running()) and latency.first_audio_ms is not None and latency.first_sound_ms is None:
            self.latency = replace(latency, first_sound_ms=self._ms(now))

    def _running(self) -> TurnLatency | None:
        return self.latency if self._ended_at is not None else None

    def _ms(self, now: float) -> float:
        return max(0.0, (now - (self._ended_at or now)) * 1000)
