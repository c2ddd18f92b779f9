"""The client's sound, from wire bytes to turns: rate, voice activity, and the recogniser kept fed.

With turn detection the gate finds the turns. Without it (push-to-talk) the whole buffer is the turn, and the gate only
tells the recogniser which part of it is voice, so that nothing is recognised in silence. A client that asks for judged turns
(`semantic_vad` with our `pause_ms`) gets turns that may go on after they were handed over, and none for a cough.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop_assistant.core.audio import AudioFormat, Samples, samples_to_ms
from desktop_assistant.engine.endpointing import (
    TurnGate,
    TurnSettled,
    VoiceBegan,
    VoiceEnded,
    VoiceEvent,
    VoicePaused,
    VoiceResumed,
    VoiceReturned,
    Wait,
)
from desktop_assistant.engine.fields import JsonObject
from desktop_assistant.engine.items import new_id
from desktop_assistant.engine.judging import Judge
from desktop_assistant.engine.patience import REOPEN_MS
from desktop_assistant.engine.prosody import STRETCH_S
from desktop_assistant.engine.recognizer.port import Heard, TurnEar
from desktop_assistant.engine.recognizer.transcript import StableWords
from desktop_assistant.engine.session import EAGERNESS_SILENCE_MS
from desktop_assistant.engine.sound import Resampler, decode, to_pcm16
from desktop_assistant.engine.vad import RATE, WINDOW, SpeechProbability

SHORTEST_VOICE_MS = 280.0
"""Less voice than this is a cough or a click, not words."""
SHORTEST_COMMIT_MS = 100.0
_TELEPHONE_DITHER = 5e-4
"""The recogniser's model is wide-band; an empty upper band (telephone sound) sends its features far off. A whisper of noise
there brought four of five commands back that were lost without it."""
_PUSH_TO_TALK_THRESHOLD = 0.35
_NEVER_MS = 10**9
_RECOGNISER_LEAD = RATE * 3 // 10
"""In push-to-talk the recogniser gets 300 ms before the voice."""


@dataclass(frozen=True, slots=True)
class TurnBegan:
    """Voice found by turn detection; the prefix padding is included in the time. An `item_id` that was there before: its
    turn goes on."""

    item_id: str
    start_ms: float


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """A turn is handed over. Times are ms of the client's sound since the first byte."""

    item_id: str
    end_ms: float
    audio_ms: float
    voice_ms: float
    silence_ms: int = 0
    """At its end."""
    wait: Wait | None = None
    """It may still go on: `Settled` follows, or `TurnBegan` with the same item."""

    @property
    def has_voice(self) -> bool:
        """Whether there is something to recognise."""
        return self.voice_ms >= SHORTEST_VOICE_MS


@dataclass(frozen=True, slots=True)
class Settled:
    """The turn that ended last may be answered aloud."""


ListenEvent = TurnBegan | TurnEnded | Settled


class Listener:
    """One client's microphone. `on_words(item_id, delta)` gets the live transcript."""

    def __init__(self, vad: SpeechProbability, ear: TurnEar, on_words: Callable[[str, str], None]) -> None:
        self._vad = vad
        self._ear = ear
        self._on_words = on_words
        ear.on_partial, ear.on_guess = self._on_partial, self._on_guess
        self._format = AudioFormat()
        self._resampler = Resampler(self._format.rate, RATE)
        self._noise = np.random.default_rng(1)
        self._gate = TurnGate()
        self._judge: Judge | None = None
        self._detection: JsonObject | None = None
        self._line = np.zeros(0, np.float32)
        self._recent: Samples = np.zeros(0, np.float32)
        self._wire_ms = 0.0
        self._buffer_from_ms = 0.0
        self._item_id = new_id("item")
        self._over: tuple[str, float] | None = None
        """Item and beginning of the turn that may still go on."""
        self._is_announced = False
        self._stable = StableWords()
        self._heard_voice = 0
        self._is_live = False
        """The recogniser works on the turn under way (late words of an ended turn must not go to the next item)."""

    @property
    def position_ms(self) -> float:
        """How much sound has come since the first byte."""
        return self._wire_ms

    @property
    def in_turn(self) -> bool:
        """Whether the user is speaking."""
        return self._gate.in_turn

    @property
    def end_phrase(self) -> str:
        """What ends a turn at once; empty = nothing does."""
        return self._judge.end_phrase if self._judge is not None else ""

    def configure(self, wire: AudioFormat, detection: JsonObject | None) -> None:
        """Follow the session; a turn under way keeps going if only numbers changed."""
        if wire != self._format:
            self._format, self._resampler = wire, Resampler(wire.rate, RATE)
        if (detection is None) != (self._detection is None):
            self._gate = TurnGate()
        self._detection = detection
        self._gate.threshold, silence_ms = _limits(detection)
        self._gate.wait = Wait.plain(silence_ms)
        self._configure_judge(detection)

    def push(self, data: bytes) -> list[ListenEvent]:
        """Sound from the client."""
        self._wire_ms += self._format.ms_of(len(data))
        samples = self._resampler.push(decode(data, self._format))
        if self._format.rate < RATE:
            samples = samples + _TELEPHONE_DITHER * self._noise.standard_normal(len(samples), np.float32)
        self._line = np.concatenate([self._line, samples])
        found: list[ListenEvent] = []
        while len(self._line) >= WINDOW:
            window, self._line = self._line[:WINDOW], self._line[WINDOW:]
            found += self._window(window)
        return found

    def commit(self) -> TurnEnded | None:
        """The client ends the turn; None if there is less than 100 ms in the buffer."""
        if self._wire_ms - self._buffer_from_ms < SHORTEST_COMMIT_MS:
            return None
        if ended := self._gate.end_now():
            self._heard_voice += ended.voice_samples
        return self._end_turn()

    def clear(self) -> None:
        """Forget the buffer."""
        self._gate.end_now()
        self._ear.drop()
        self._next_turn()

    def _configure_judge(self, detection: JsonObject | None) -> None:
        if detection is None or "pause_ms" not in detection:
            self._judge, self._gate.reopen_ms = None, 0
            return
        pause_ms, phrase = detection["pause_ms"], detection.get("end_phrase", "")
        if self._judge is None:
            self._judge = Judge(pause_ms, phrase)
        self._judge.pause_ms, self._judge.end_phrase = pause_ms, phrase
        self._gate.reopen_ms = REOPEN_MS
        self._reconsider()

    def _window(self, window: Samples) -> list[ListenEvent]:
        feeds = self._gate.in_turn or self._gate.may_return
        events = self._gate.push(self._vad(window))
        self._recent = np.concatenate([self._recent[-self._kept_samples() :], window])
        if feeds:
            self._ear.feed(to_pcm16(window))
        found = [one for event in events for one in self._on_voice(event)]
        return found + self._announced()

    def _on_voice(self, event: VoiceEvent) -> list[ListenEvent]:
        match event:
            case VoiceBegan(at=at):
                self._begin(at)
            case VoicePaused(at=at):
                self._ear.pause()
                self._paused(at)
            case VoiceResumed(silence=silence):
                self._ear.resume()
                self._went_on(silence)
            case VoiceReturned(silence=silence):
                self._return(silence)
            case VoiceEnded(voice_samples=voice):
                self._heard_voice += voice
                return self._ended()
            case TurnSettled():
                return [Settled()]
        return []

    def _begin(self, at: int) -> None:
        now = self._gate.position
        lead = self._recent[-(now - at + self._padding_samples()) :]
        self._is_live = True
        self._ear.begin()
        self._ear.feed(to_pcm16(lead))
        self._over = None
        if self._judge is not None:
            self._judge.began()
            self._reconsider()
        if self._detection is not None:
            # Placed in the client's own time, which the gate of a session that was reconfigured does not know.
            self._buffer_from_ms = max(self._wire_ms - samples_to_ms(len(lead) + len(self._line), RATE), self._buffer_from_ms)

    def _announced(self) -> list[ListenEvent]:
        """A turn is told of once; a judged one when it is too long for a cough."""
        if not self._gate.in_turn or self._is_announced or self._detection is None:
            return []
        if self._judge is not None and self._gate.voice_ms < SHORTEST_VOICE_MS:
            return []
        self._is_announced = True
        return [TurnBegan(self._item_id, self._buffer_from_ms)]

    def _paused(self, at: int) -> None:
        if self._judge is not None:
            self._judge.paused(self._recent[: len(self._recent) - (self._gate.position - at)])
            self._reconsider()

    def _went_on(self, silence: int) -> None:
        if self._judge is not None:
            self._judge.went_on(samples_to_ms(silence, RATE))
            self._reconsider()

    def _return(self, silence: int) -> None:
        """The turn that was handed over goes on: its sound is one."""
        assert self._over is not None
        self._item_id, self._buffer_from_ms = self._over
        self._over = None
        self._stable = StableWords()
        self._is_live = True
        self._ear.resume()
        self._went_on(silence)

    def _ended(self) -> list[ListenEvent]:
        if self._judge is not None and not self._is_announced:
            self._gate.end_now()
            self._ear.drop()
            self._next_turn()
            return []
        return [self._end_turn()]

    def _end_turn(self) -> TurnEnded:
        voice = samples_to_ms(self._heard_voice, RATE)
        audio_ms = self._wire_ms - self._buffer_from_ms
        wait = self._gate.wait if self._gate.may_return and not self._gate.is_settled else None
        ended = TurnEnded(self._item_id, self._wire_ms, audio_ms, voice, self._gate.silence_ms, wait)
        over = (self._item_id, self._buffer_from_ms) if self._gate.may_return else None
        self._next_turn()
        self._over = over
        return ended

    def _next_turn(self) -> None:
        self._is_live = self._is_announced = False
        self._buffer_from_ms = self._wire_ms
        self._item_id = new_id("item")
        self._over = None
        self._stable = StableWords()
        self._heard_voice = 0

    def _padding_samples(self) -> int:
        if self._detection is None:
            return _RECOGNISER_LEAD
        return int(self._detection.get("prefix_padding_ms", 300)) * RATE // 1000

    def _kept_samples(self) -> int:
        """For the lead of the next turn, and for a look at how this one ends."""
        return max(self._padding_samples() + 4 * WINDOW, int(STRETCH_S * RATE) + RATE // 4)

    def _on_partial(self, text: str) -> None:
        if not self._is_live:
            return
        if self._judge is not None:
            self._judge.hears(text)
            self._reconsider()
        if delta := self._stable.delta(text):
            self._on_words(self._item_id, delta)

    def _on_guess(self, heard: Heard) -> None:
        if self._judge is not None and (self._is_live or self._over is not None):
            self._judge.guesses(heard)
            self._reconsider()

    def _reconsider(self) -> None:
        if self._judge is not None:
            self._gate.wait = self._judge.wait(self._gate.voice_ms)


def _limits(detection: JsonObject | None) -> tuple[float, int]:
    """Threshold and patience of a session's turn detection."""
    if detection is None:
        return _PUSH_TO_TALK_THRESHOLD, _NEVER_MS
    if detection["type"] == "semantic_vad":
        return 0.5, EAGERNESS_SILENCE_MS[detection["eagerness"]]
    return detection["threshold"], detection["silence_duration_ms"]
