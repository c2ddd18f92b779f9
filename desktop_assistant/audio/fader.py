"""Loudness of the assistant's voice, changed without clicks: start, volume, and the last frame before a gap."""

import numpy as np

from desktop_assistant.core.audio import Samples

_RISE_PER_FRAME = 0.1
"""Getting louder takes about 100 ms, getting quieter one frame."""


class Fader:
    """Stage for frames of 10 ms: within a frame the gain moves along a straight line."""

    def __init__(self) -> None:
        self.volume = 1.0
        self._gain = 0.0
        self._from_silence = True

    def begin(self) -> None:
        """What was played before is cut off or over: rise from zero within the next frame."""
        self._gain = 0.0
        self._from_silence = True

    def push(self, frame: Samples, *, last: bool = False) -> Samples:
        """The frame at its loudness; `last`: silence follows, so end at zero."""
        goal = 0.0 if last else self._goal()
        before, self._gain = self._gain, goal
        self._from_silence = last
        if before == goal:
            return frame if goal == 1.0 else frame * np.float32(goal)
        return frame * np.linspace(before, goal, len(frame), dtype=np.float32)

    def _goal(self) -> float:
        return self.volume if self._from_silence else min(self.volume, self._gain + _RISE_PER_FRAME)
