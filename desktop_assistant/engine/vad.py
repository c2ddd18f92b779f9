"""Voice activity: the bundled Silero model on one thread."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from desktop_assistant.core.audio import Samples

RATE = 16_000
WINDOW = 512
"""Samples per decision: 32 ms, what the model was trained with."""
_CONTEXT = 64

SpeechProbability = Callable[[Samples], float]
"""512 samples at 16 kHz in, 0..1 out; remembers what it heard."""


class SileroVad:
    """About 0.15 ms per window."""

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
