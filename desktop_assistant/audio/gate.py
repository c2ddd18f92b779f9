"""Decides when the user speaks. What is sent of it is another question: `sending.py`.

A voice begins with two detector windows in a row (64 ms) above the threshold, and has stopped when there was none for `pause_ms`,
the user's patience. It is confirmed when there was enough of it: `confirm_ms`; or, while the assistant speaks and so a confirmed
voice interrupts it, when the evidence (`evidence.py`) is worth a word, or `voice_ms`. An unconfirmed
voice over the assistant is given up after a short silence, not after the user's patience: the assistant is waiting to go on.

Time is counted in samples, never read from a clock: a stalled microphone is not silence, and tests need no sleep.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import inf

from desktop_assistant.audio.evidence import Evidence, Heard
from desktop_assistant.audio.ports import VAD_WINDOW_MS
from desktop_assistant.core.local_events import SpeechConfirmed, SpeechStarted, SpeechStopped

ONSET_WINDOWS = 2
THRESHOLD = 0.5
THRESHOLD_WHILE_PLAYING = 0.3
RETRACT_MS, RETRACT_WORD_MS, WORD_MS = 250, 704, 144
"""Silence after which an unconfirmed voice over the assistant was none, and after one with evidence for so much of a voice:
somebody who says one word and then the next must not hear the assistant between them."""
_NO_ECHO_MS = 300
"""Evidence for so much of a voice while its echo may come for the first time: by then an echo has been found."""
KEEP_RATIO = 0.7
"""A voice goes on above this share of the threshold: endings of words are weaker than beginnings."""

SpeechEvent = SpeechStarted | SpeechConfirmed | SpeechStopped


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRules:
    """Mostly in ms, see `AudioSetup`; `word` and `voice_ms`: see `Evidence.is_enough`."""

    pause_ms: int = 500
    confirm_ms: int = 200
    word: float = 600.0
    voice_ms: int = 480


@dataclass(frozen=True, slots=True)
class Stretch:
    """The newest run of windows with a voice in them, ms since the stream began."""

    from_ms: int
    until_ms: int


class Voice(Enum):
    """What the stage believes about the user."""

    SILENT = auto()
    HEARD = auto()
    CONFIRMED = auto()


class Gate:
    """Stage: the detector's windows in, speech events out."""

    def __init__(self, rules: GateRules) -> None:
        self._rules = rules
        self._voice = Voice.SILENT
        self._windows = 0
        self._run = 0
        """Windows above the threshold in a row, while silent."""
        self._onset_ms = 0
        self._voiced_ms = 0
        self._evidence = Evidence()
        self._earlier_ms = 0
        self._playing = self._is_echo_likely = False
        self._stretch: Stretch | None = None

    @property
    def voice(self) -> Voice:
        """Who speaks, as far as we know."""
        return self._voice

    @property
    def stretch(self) -> Stretch | None:
        """Where there was a voice last; None: nowhere yet."""
        return self._stretch

    @property
    def speech_ms(self) -> float:
        """Voice since the stream began."""
        return float(self._earlier_ms + self._voiced_ms)

    def change_rules(self, rules: GateRules) -> None:
        """Apply new times from the next window on."""
        self._rules = rules

    def push(self, windows: Sequence[Heard], *, playing: bool, is_echo_likely: bool = False) -> list[SpeechEvent]:
        """`windows` are what the detector says of those that are next in the stream. `playing`: the assistant speaks.

        `is_echo_likely`: nobody knows yet when its echo will come, so a word is not enough; and once that is known, what was
        heard until then tells nothing.
        """
        if self._is_echo_likely and not is_echo_likely:
            self._evidence = Evidence()
        self._playing, self._is_echo_likely = playing, is_echo_likely
        events: list[SpeechEvent] = []
        for window in windows:
            self._windows += 1
            events += self._judge(window, THRESHOLD_WHILE_PLAYING if playing else THRESHOLD)
        return events

    def _judge(self, window: Heard, threshold: float) -> list[SpeechEvent]:
        now_ms = self._windows * VAD_WINDOW_MS
        if self._voice is Voice.SILENT:
            return self._wait_for_onset(window, window.probability > threshold, now_ms)
        return self._follow(window, window.probability > threshold * KEEP_RATIO, now_ms)

    def _wait_for_onset(self, window: Heard, voiced: bool, now_ms: int) -> list[SpeechEvent]:
        self._run = self._run + 1 if voiced else 0
        if self._run == 1:
            self._evidence = self._evidence.next_voice(now_ms - self._stretch.until_ms) if self._stretch else Evidence()
        if voiced:
            self._evidence.add(window)
        if self._run < ONSET_WINDOWS:
            return []
        self._voice = Voice.HEARD
        self._voiced_ms = self._run * VAD_WINDOW_MS
        self._onset_ms = now_ms - self._voiced_ms
        self._stretch = Stretch(self._onset_ms, now_ms)
        return [SpeechStarted(at_ms=float(self._onset_ms)), *self._confirm(now_ms)]

    def _follow(self, window: Heard, voiced: bool, now_ms: int) -> list[SpeechEvent]:
        assert self._stretch is not None
        if self._voice is Voice.HEARD:
            if voiced and now_ms - self._stretch.until_ms > RETRACT_MS:
                self._evidence = self._evidence.next_word(now_ms - self._stretch.until_ms)
            self._evidence.add(window)
        if voiced:
            before_ms = now_ms - VAD_WINDOW_MS
            goes_on = self._stretch.until_ms == before_ms
            self._stretch = Stretch(self._stretch.from_ms if goes_on else before_ms, now_ms)
            self._voiced_ms += VAD_WINDOW_MS
            return self._confirm(now_ms)
        voice_end_ms = self._stretch.until_ms
        if now_ms - voice_end_ms < self._patience_ms:
            return []
        was_confirmed = self._voice is Voice.CONFIRMED
        is_hum = not was_confirmed and self._evidence.is_all_hum
        spoken_ms = float(voice_end_ms - self._onset_ms)
        self._voice, self._run = Voice.SILENT, 0
        self._earlier_ms, self._voiced_ms = self._earlier_ms + self._voiced_ms, 0
        return [SpeechStopped(at_ms=float(voice_end_ms), speech_ms=spoken_ms, was_confirmed=was_confirmed, is_hum=is_hum)]

    @property
    def _patience_ms(self) -> int:
        is_doubtful = self._playing and self._voice is Voice.HEARD
        if not is_doubtful:
            return self._rules.pause_ms
        may_be_word = self._evidence.most_ms >= WORD_MS and not self._evidence.is_hum
        return min(RETRACT_WORD_MS if may_be_word else RETRACT_MS, self._rules.pause_ms)

    def _confirm(self, now_ms: int) -> list[SpeechEvent]:
        if self._voice is not Voice.HEARD or not self._is_enough:
            return []
        self._voice = Voice.CONFIRMED
        return [SpeechConfirmed(at_ms=float(now_ms))]

    @property
    def _is_enough(self) -> bool:
        if self._playing:
            if self._is_echo_likely:
                return self._evidence.is_enough(inf, min(_NO_ECHO_MS, self._rules.voice_ms))
            return self._evidence.is_enough(self._rules.word, self._rules.voice_ms)
        return self._voiced_ms >= self._rules.confirm_ms
