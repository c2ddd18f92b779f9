"""Decides when the user speaks, and which sound is worth sending.

Two questions, one stage. *Is somebody speaking?* A voice begins with two detector windows in a row (64 ms) above the
threshold, which is lower while the assistant plays because the echo canceller has taken some of the user away with the echo.
It is confirmed when enough windows were voice to rule out a cough or a key, and it has stopped when there was no voice for
`pause_ms`, the user's patience. *What is sent?* In the gated mode nothing, until a voice begins; then the `preroll_ms` before it,
so that the first word is whole, and everything until there was no voice for `tail_ms`: a server that finds the end of the
turn itself needs that silence. Tail and pause are independent: with a long patience the line is quiet while we wait, and
resumes with its own pre-roll. Without the gate everything is sent and speech is reported all the same.

Time is counted in samples, never read from a clock: a stalled microphone is not silence, and tests need no sleep.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from desktop_assistant.audio.ports import VAD_WINDOW_MS
from desktop_assistant.core.audio import AudioFrame, samples_to_ms
from desktop_assistant.core.local_events import SpeechConfirmed, SpeechStarted, SpeechStopped

ONSET_WINDOWS = 2
THRESHOLD = 0.5
THRESHOLD_WHILE_PLAYING = 0.3
KEEP_RATIO = 0.7
"""A voice goes on above this share of the threshold: endings of words are weaker than beginnings."""

Passed = AudioFrame | SpeechStarted | SpeechConfirmed | SpeechStopped


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRules:
    """All in ms; see `AudioSetup`."""

    preroll_ms: int = 500
    pause_ms: int = 500
    tail_ms: int = 800
    confirm_ms: int = 200
    gated: bool = True


class Voice(Enum):
    """What the stage believes about the user."""

    SILENT = auto()
    HEARD = auto()
    CONFIRMED = auto()


class Gate:
    """Stage: frames with the detector's windows that they completed in, frames to send and speech events out."""

    def __init__(self, rules: GateRules) -> None:
        self._rules = rules
        self._voice = Voice.SILENT
        self._windows = 0
        self._run = 0
        """Windows above the threshold in a row, while silent."""
        self._onset_ms = 0
        self._voice_end_ms = 0
        self._voiced_ms = 0
        self._earlier_ms = 0
        self._open = not rules.gated
        self._preroll: deque[AudioFrame] = deque()

    @property
    def is_open(self) -> bool:
        """Sound passes."""
        return self._open

    @property
    def voice(self) -> Voice:
        """Who speaks, as far as we know."""
        return self._voice

    @property
    def speech_ms(self) -> float:
        """Voice since the stream began."""
        return float(self._earlier_ms + self._voiced_ms)

    def change_rules(self, rules: GateRules) -> None:
        """Apply new times from the next window on."""
        if not rules.gated:
            self._open = True
        self._rules = rules

    def push(self, frame: AudioFrame, windows: Sequence[float], *, playing: bool) -> list[Passed]:
        """`windows` are the probabilities of the detector windows that ended within this frame."""
        passed: list[Passed] = []
        self._preroll.append(frame)
        for probability in windows:
            self._windows += 1
            passed += self._judge(probability, THRESHOLD_WHILE_PLAYING if playing else THRESHOLD)
        if self._open:
            passed += self._preroll
            self._preroll.clear()
        else:
            self._trim_preroll()
        return passed

    def _judge(self, probability: float, threshold: float) -> list[Passed]:
        now_ms = self._windows * VAD_WINDOW_MS
        if self._voice is Voice.SILENT:
            events = self._wait_for_onset(probability > threshold, now_ms)
        else:
            events = self._follow(probability > threshold * KEEP_RATIO, now_ms)
        if self._open and self._rules.gated and now_ms - self._voice_end_ms >= self._rules.tail_ms:
            self._open = False
        return events

    def _wait_for_onset(self, voiced: bool, now_ms: int) -> list[Passed]:
        self._run = self._run + 1 if voiced else 0
        if self._run < ONSET_WINDOWS:
            return []
        self._voice = Voice.HEARD
        self._voiced_ms = self._run * VAD_WINDOW_MS
        self._onset_ms = now_ms - self._voiced_ms
        self._resume(self._onset_ms)
        self._voice_end_ms = now_ms
        return [SpeechStarted(at_ms=float(self._onset_ms)), *self._confirm(now_ms)]

    def _follow(self, voiced: bool, now_ms: int) -> list[Passed]:
        if voiced:
            self._resume(now_ms - VAD_WINDOW_MS)
            self._voice_end_ms = now_ms
            self._voiced_ms += VAD_WINDOW_MS
            return self._confirm(now_ms)
        if now_ms - self._voice_end_ms < self._rules.pause_ms:
            return []
        was_confirmed = self._voice is Voice.CONFIRMED
        spoken_ms = float(self._voice_end_ms - self._onset_ms)
        self._voice, self._run = Voice.SILENT, 0
        self._earlier_ms, self._voiced_ms = self._earlier_ms + self._voiced_ms, 0
        return [SpeechStopped(at_ms=float(self._voice_end_ms), speech_ms=spoken_ms, was_confirmed=was_confirmed)]

    def _confirm(self, now_ms: int) -> list[Passed]:
        if self._voice is not Voice.HEARD or self._voiced_ms < self._rules.confirm_ms:
            return []
        self._voice = Voice.CONFIRMED
        return [SpeechConfirmed(at_ms=float(now_ms))]

    def _resume(self, onset_ms: int) -> None:
        """Open, with exactly the promised stretch before the onset."""
        self._open = True
        while self._preroll and samples_to_ms(self._preroll[0].end, self._preroll[0].rate) <= onset_ms - self._rules.preroll_ms:
            self._preroll.popleft()

    def _trim_preroll(self) -> None:
        # The onset is known only after ONSET_WINDOWS; keep that much more.
        newest = self._preroll[-1]
        keep_from = samples_to_ms(newest.end, newest.rate) - self._rules.preroll_ms - (ONSET_WINDOWS + 1) * VAD_WINDOW_MS
        while samples_to_ms(self._preroll[0].end, self._preroll[0].rate) <= keep_from:
            self._preroll.popleft()
