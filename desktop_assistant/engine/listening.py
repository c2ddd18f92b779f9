"""The client's sound, from wire bytes to turns: rate, voice activity, and the recogniser kept fed.

With turn detection the gate finds the turns. Without it (push-to-talk) the whole buffer is the turn, and the gate only
tells the recogniser which part of it is voice, so that nothing is recognised in silence.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop_assistant.core.audio import AudioFormat, Samples, samples_to_ms
from desktop_assistant.engine.endpointing import (
    RATE,
    WINDOW,
    SpeechProbability,
    TurnGate,
    VoiceBegan,
    VoiceEnded,
    VoiceEvent,
    VoicePaused,
    VoiceResumed,
)
from desktop_assistant.engine.fields import JsonObject
from desktop_assistant.engine.items import new_id
from desktop_assistant.engine.recognizer.ear import Ear
from desktop_assistant.engine.recognizer.transcript import StableWords
from desktop_assistant.engine.session import EAGERNESS_SILENCE_MS
from desktop_assistant.engine.sound import Resampler, decode, to_pcm16

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
    """Voice found by turn detection; the prefix padding is included in the time."""

    item_id: str
    start_ms: float


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """A turn is over. Times are ms of the client's sound since the first byte."""

    item_id: str
    end_ms: float
    audio_ms: float
    voice_ms: float

    @property
    def has_voice(self) -> bool:
        """Whether there is something to recognise."""
        return self.voice_ms >= SHORTEST_VOICE_MS


ListenEvent = TurnBegan | TurnEnded


class Listener:
    """One client's microphone. `on_words(item_id, delta)` gets the live transcript."""

    def __init__(self, vad: SpeechProbability, ear: Ear, on_words: Callable[[str, str], None]) -> None:
        self._vad = vad
        self._ear = ear
        self._on_words = on_words
        ear.on_partial = self._on_partial
        self._format = AudioFormat()
        self._resampler = Resampler(self._format.rate, RATE)
        self._noise = np.random.default_rng(1)
        self._gate: TurnGate | None = None
        self._detection: JsonObject | None = None
        self._line = np.zeros(0, np.float32)
        self._recent: deque[Samples] = deque()
        self._recent_size = 0
        self._wire_ms = 0.0
        self._buffer_from_ms = 0.0
        self._item_id = new_id("item")
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
        return self._gate is not None and self._gate.in_turn

    def configure(self, wire: AudioFormat, detection: JsonObject | None) -> None:
        """Follow the session; a turn under way keeps going if only numbers changed."""
        if wire != self._format:
            self._format, self._resampler = wire, Resampler(wire.rate, RATE)
        if self._gate is None or (detection is None) != (self._detection is None):
            self._gate = TurnGate()
        self._detection = detection
        self._gate.threshold, self._gate.silence_ms = _limits(detection)

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
        if self._gate is not None and (ended := self._gate.end_now()):
            self._heard_voice += ended.voice_samples
        return self._end_turn(self._wire_ms)

    def clear(self) -> None:
        """Forget the buffer."""
        if self._gate is not None:
            self._gate.end_now()
        self._ear.drop()
        self._next_turn()

    def _window(self, window: Samples) -> list[ListenEvent]:
        assert self._gate is not None
        found: list[ListenEvent] = []
        was_in_turn = self._gate.in_turn
        events = self._gate.push(self._vad(window))
        self._remember(window)
        if was_in_turn:
            self._ear.feed(to_pcm16(window))
        for event in events:
            found += self._on_voice(event)
        return found

    def _on_voice(self, event: VoiceEvent) -> list[ListenEvent]:
        match event:
            case VoiceBegan(at=at):
                return self._begin(at)
            case VoicePaused():
                self._ear.pause()
            case VoiceResumed():
                self._ear.resume()
            case VoiceEnded(voice_samples=voice):
                self._heard_voice += voice
                return [self._end_turn(self._wire_ms)]
        return []

    def _begin(self, at: int) -> list[ListenEvent]:
        assert self._gate is not None
        padding = self._padding_samples()
        now = self._gate.position
        lead = np.concatenate(list(self._recent))[-(now - at + padding) :]
        self._is_live = True
        self._ear.begin()
        self._ear.feed(to_pcm16(lead))
        if self._detection is None:
            return []
        start = max(samples_to_ms(now - len(lead), RATE), self._buffer_from_ms)
        self._buffer_from_ms = start
        return [TurnBegan(self._item_id, start)]

    def _end_turn(self, end_ms: float) -> TurnEnded:
        voice = samples_to_ms(self._heard_voice, RATE)
        ended = TurnEnded(self._item_id, end_ms, end_ms - self._buffer_from_ms, voice)
        self._next_turn()
        return ended

    def _next_turn(self) -> None:
        self._is_live = False
        self._buffer_from_ms = self._wire_ms
        self._item_id = new_id("item")
        self._stable = StableWords()
        self._heard_voice = 0

    def _padding_samples(self) -> int:
        if self._detection is None:
            return _RECOGNISER_LEAD
        return int(self._detection.get("prefix_padding_ms", 300)) * RATE // 1000

    def _remember(self, window: Samples) -> None:
        self._recent.append(window)
        self._recent_size += len(window)
        while self._recent_size - len(self._recent[0]) > self._padding_samples() + 4 * WINDOW:
            self._recent_size -= len(self._recent.popleft())

    def _on_partial(self, text: str) -> None:
        if self._is_live and (delta := self._stable.delta(text)):
            self._on_words(self._item_id, delta)


def _limits(detection: JsonObject | None) -> tuple[float, int]:
    """Threshold and patience of a session's turn detection."""
    if detection is None:
        return _PUSH_TO_TALK_THRESHOLD, _NEVER_MS
    if detection["type"] == "semantic_vad":
        return 0.5, EAGERNESS_SILENCE_MS[detection["eagerness"]]
    return detection["threshold"], detection["silence_duration_ms"]
