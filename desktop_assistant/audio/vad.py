"""Speech probability of 32 ms of sound, by the Silero network."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from desktop_assistant.audio.ports import VAD_RATE, VAD_WINDOW
from desktop_assistant.core.audio import Samples

_CONTEXT = 64


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

    def probability(self, window: Samples) -> float:
        """0..1 for `VAD_WINDOW` samples at `VAD_RATE`."""
        self._input[0, :_CONTEXT] = self._input[0, -_CONTEXT:]
        self._input[0, _CONTEXT:] = window
        output, self._state = self._session.run(None, {"input": self._input, "state": self._state, "sr": self._rate})
        return float(output[0, 0])

    def reset(self) -> None:
        """Forget the stream so far."""
        self._input[:] = 0
        self._state = np.zeros((2, 1, 128), np.float32)
