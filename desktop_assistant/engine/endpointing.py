"""When does the user speak, and when have they finished: Silero voice activity and a pause, both counted in samples.

Time here is audio consumed, never the wall clock: a stalled microphone cannot fake a silence, and a test that pushes ten
seconds at once gets the same turns as one that waits for them. All positions are samples at 16 kHz since the client's
first byte.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop_assistant.core.audio import Samples

RATE = 16_000
WINDOW = 512
"""Samples per decision: 32 ms, what the model was trained with."""
_CONTEXT = 64
_ONSET_WINDOWS = 2
"""Two windows in a row, so that a click is no speech."""
_LAG = 2 * WINDOW
"""The model lets go of a voice about two windows after it has ended; the pause is counted from the voice."""
_RELEASE_MARGIN = 0.15
"""A voice counts as going on down to this much below the threshold: words fade out."""


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


@dataclass(frozen=True, slots=True)
class VoiceEnded:
    """Silence for as long as the session's patience; `at` is where the voice ended."""

    at: int
    voice_samples: int
    """How much of the turn was voice."""


VoiceEvent = VoiceBegan | VoicePaused | VoiceResumed | VoiceEnded
SpeechProbability = Callable[[Samples], float]
"""512 samples at 16 kHz in, 0..1 out; remembers what it heard."""


class SileroVad:
    """The bundled Silero model on one thread: about 0.15 ms per window."""

    def __init__(self, model: Path) -> None:
        # onnxruntime is imported here because the socket must be up before any model's library is loaded.
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._state = np.zeros((2, 1, 128), np.float32)
        self._context = np.zeros((1, _CONTEXT), np.float32)
        self._rate = np.array(RATE, np.int64)

    def __call__(self, window: Samples) -> float:
        """Probability that the window holds speech."""
        joined = np.concatenate([self._context, window[None].astype(np.float32, copy=False)], axis=1)
        self._context = joined[:, -_CONTEXT:]
        probability, self._state = self._session.run(None, {"input": joined, "state": self._state, "sr": self._rate})
        return float(probability[0, 0])


class TurnGate:
    """Turns probabilities into the edges of turns. Feed it whole windows in order."""

    def __init__(self, *, threshold: float = 0.5, silence_ms: int = 500, pause_ms: int = 200) -> None:
        self.threshold = threshold
        self.silence_ms = silence_ms
        self._pause = pause_ms * RATE // 1000
        self._position = 0
        self._run = 0
        self._last_voice = 0
        self._voice = 0
        self._in_turn = False
        self._paused = False

    @property
    def in_turn(self) -> bool:
        """Between `VoiceBegan` and `VoiceEnded`."""
        return self._in_turn

    @property
    def position(self) -> int:
        """Samples heard so far."""
        return self._position

    def push(self, probability: float) -> list[VoiceEvent]:
        """One window further."""
        self._position += WINDOW
        if not self._in_turn:
            return self._wait(probability)
        if probability >= max(self.threshold - _RELEASE_MARGIN, 0.05):
            return self._go_on()
        return self._count_silence()

    def end_now(self) -> VoiceEnded | None:
        """The client commits: the turn is over wherever it stands."""
        if not self._in_turn:
            return None
        return self._end()

    def _wait(self, probability: float) -> list[VoiceEvent]:
        self._run = self._run + 1 if probability >= self.threshold else 0
        if self._run < _ONSET_WINDOWS:
            return []
        self._in_turn, self._paused = True, False
        self._voice = self._run * WINDOW
        self._last_voice = self._position
        return [VoiceBegan(self._position - self._voice)]

    def _go_on(self) -> list[VoiceEvent]:
        self._voice += WINDOW
        self._last_voice = self._position
        if not self._paused:
            return []
        self._paused = False
        return [VoiceResumed()]

    def _count_silence(self) -> list[VoiceEvent]:
        silence = self._position - self._last_voice + _LAG
        if silence >= self.silence_ms * RATE // 1000:
            return [self._end()]
        if silence >= self._pause and not self._paused:
            self._paused = True
            return [VoicePaused(self._last_voice)]
        return []

    def _end(self) -> VoiceEnded:
        ended = VoiceEnded(self._last_voice, self._voice)
        self._in_turn, self._paused, self._run, self._voice = False, False, 0, 0
        return ended
