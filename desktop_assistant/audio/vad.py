"""Speech probability of 32 ms of sound, by the Silero network."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from desktop_assistant.audio.ports import VAD_RATE, VAD_WINDOW
from desktop_assistant.core.audio import Samples

_CONTEXT = 64
VOICED, QUIET = 0.5, 0.1
FORGET_WINDOWS = 62
"""Two seconds without a trace of a voice after there was one: then the network's state is forgotten, once. What it remembers of
earlier turns can make it deaf to the first word of the next (0.02 instead of 0.5 to 0.9 in a noisy room): 7 of 207 turns in
`tests/bench/gate.py`, none with this. Not more often: for a few windows after it the network is slow to notice a voice."""


class SileroVad:
    """Keeps the network's state and the last 64 samples between windows: call it in the order of the stream. 0.15 ms a call."""

    def __init__(self, model: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._input = np.zeros((1, _CONTEXT + VAD_WINDOW), np.float32)
        self._rate = np.array(VAD_RATE, np.int64)
        self._state = np.zeros((2, 1, 128), np.float32)
        self._quiet = 0
        """Windows without a trace of a voice, in a row."""
        self._has_heard = False
        """A voice, since it last forgot."""

    def probability(self, window: Samples) -> float:
        """0..1 for `VAD_WINDOW` samples at `VAD_RATE`."""
        self._input[0, :_CONTEXT] = self._input[0, -_CONTEXT:]
        self._input[0, _CONTEXT:] = window
        output, self._state = self._session.run(None, {"input": self._input, "state": self._state, "sr": self._rate})
        heard = float(output[0, 0])
        self._has_heard = self._has_heard or heard > VOICED
        self._quiet = self._quiet + 1 if heard < QUIET else 0
        if self._has_heard and self._quiet >= FORGET_WINDOWS:
            self._forget()
        return heard

    def reset(self) -> None:
        """Forget the stream so far."""
        self._input[:] = 0
        self._forget()

    def _forget(self) -> None:
        self._state = np.zeros((2, 1, 128), np.float32)
        self._quiet, self._has_heard = 0, False
