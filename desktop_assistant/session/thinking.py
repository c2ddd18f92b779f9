"""The time between the end of a turn and the first of its answer: what is shown, when it is heard, how long it took."""

from dataclasses import replace

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


class TurnClock:
    """Marks of one voice turn, in ms after the voice ended; each mark counts once. `latency` is what follows from them.

    The round trip is part of whatever waited for it. A turn that we hand over ourselves travels to the provider and its
    answer travels back, both after the pause. A turn that the provider's detector ends has travelled there as sound and
    comes back as news, so the pause that we see holds the round trip.
    """

    def __init__(self) -> None:
        self.latency: TurnLatency | None = None
        self.round_trip_ms: float | None = None
        """As last measured on this connection."""
        self._ended_at: float | None = None
        self._heard_end: float | None = None
        """When the local detector heard the last voice end."""
        self._handed_ms: float | None = None
        self._is_servers = False

    def voice_began(self) -> None:
        """The local detector hears a voice."""
        self._heard_end = None

    def voice_ended(self, at: float) -> None:
        """The local detector has heard it end then (monotonic seconds)."""
        self._heard_end = at

    def speech_ended(self, at: float, *, wall: float) -> None:
        """A new turn is measured from here (monotonic seconds, and the same in Unix seconds)."""
        self._ended_at, self._handed_ms = at, None
        self.latency = TurnLatency(ended_at=wall)

    def server_heard_end(self, now: float, pause_s: float, *, wall_offset: float) -> None:
        """The provider's detector says that the voice ended `pause_s` before it said so."""
        guess = now - pause_s - (self.round_trip_ms or 0.0) / 1000
        at = guess if self._heard_end is None else self._heard_end
        self.speech_ended(at, wall=at + wall_offset)

    def forget(self) -> None:
        """The turn came to nothing, or the next answer belongs to typed text: what follows is not measured."""
        self._ended_at = None

    def answered(self) -> None:
        """No more of the answer comes, whole or not. Where nothing of it was heard, what is said next is no answer to it.

        A turn that has not been handed over yet has its answer still before it: what has ended is an older one's.
        """
        if self._handed_ms is not None and self.latency is not None and self.latency.first_audio_ms is None:
            self.forget()

    def handed_over(self, now: float, item_id: str, *, by_server: bool = False) -> None:
        """The turn was committed."""
        if (latency := self._running()) and self._handed_ms is None:
            self._handed_ms, self._is_servers = self._ms(now), by_server
            network = min(self.round_trip_ms or 0.0, self._handed_ms) if by_server else 0.0
            self.latency = replace(latency, item_id=item_id, pause_ms=self._handed_ms - network)

    def first_text(self, now: float) -> None:
        """The answer's first words arrived."""
        if (latency := self._running()) and latency.first_text_ms is None:
            self.latency = replace(latency, first_text_ms=self._ms(now))

    def first_audio(self, now: float) -> None:
        """The answer's first sound arrived."""
        if (latency := self._running()) and latency.first_audio_ms is None:
            self.latency = self._split(replace(latency, first_audio_ms=self._ms(now)))

    def first_sound(self, now: float) -> None:
        """The answer left the loudspeaker."""
        latency = self._running()
        if latency and latency.first_audio_ms is not None and latency.first_sound_ms is None:
            sound_ms = self._ms(now)
            self.latency = replace(latency, first_sound_ms=sound_ms, buffer_ms=sound_ms - latency.first_audio_ms)

    def _split(self, latency: TurnLatency) -> TurnLatency:
        """The wait for the first sound between pause, wire and model."""
        if self._handed_ms is None or latency.pause_ms is None or latency.first_audio_ms is None:
            return latency
        if self.round_trip_ms is None:
            return replace(latency, model_ms=latency.first_audio_ms - latency.pause_ms)
        reply_ms = latency.first_audio_ms - self._handed_ms
        network_ms = self._handed_ms - latency.pause_ms if self._is_servers else min(self.round_trip_ms, reply_ms)
        return replace(latency, network_ms=network_ms, model_ms=latency.first_audio_ms - latency.pause_ms - network_ms)

    def _running(self) -> TurnLatency | None:
        return self.latency if self._ended_at is not None else None

    def _ms(self, now: float) -> float:
        return max(0.0, (now - (self._ended_at or now)) * 1000)
