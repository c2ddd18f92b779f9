"""Keeps the speaker's reference in step with the microphone.

The echo canceller wants, for every 10 ms that the microphone heard, the 10 ms that left the loudspeaker shortly before.
Both devices run on one clock, so a queue does it: what is written to the loudspeaker goes in, and every captured frame
takes one frame out (silence when it is empty). The delay between the two is then constant: the way through the devices and
the room, well inside the canceller's 450 ms, however much is queued in the device, because the queue here holds exactly
what the device has not played yet. That is the guarantee, and three things could break it: sound taken back from the
device (`clear`, then it is written anew), a microphone that opens in mid-sentence (`restart` with what is still unheard),
and captured frames that were lost, so that the queue no longer drains (`pop` then cuts it to what the device still holds).
"""

from collections.abc import Iterable

import numpy as np

from desktop_assistant.core.audio import INTERNAL_RATE, Samples

_SLACK = INTERNAL_RATE // 10
"""Samples by which the queue may exceed the device's before frames must have been lost."""


class ReferenceQueue:
    """Samples at 24 kHz on their way to the loudspeaker."""

    def __init__(self) -> None:
        self._frames: list[Samples] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def push(self, samples: Samples) -> None:
        """Written to the device now."""
        self._frames.append(samples)
        self._length += len(samples)

    def clear(self) -> None:
        """The device was emptied."""
        self._frames.clear()
        self._length = 0

    def restart(self, unheard: Iterable[Samples]) -> None:
        """Begin in the middle of a sound: this is what the device still holds."""
        self.clear()
        for samples in unheard:
            self.push(samples)

    def pop(self, count: int, still_in_device: int) -> Samples:
        """The next `count` samples of reference, completed with silence."""
        if self._length > still_in_device + count + _SLACK:
            self._take(self._length - still_in_device - count)
        taken = self._take(min(count, self._length))
        return taken if len(taken) == count else np.concatenate((taken, np.zeros(count - len(taken), np.float32)))

    def _take(self, count: int) -> Samples:
        taken: list[Samples] = []
        missing = count
        while missing > 0:
            first = self._frames[0]
            if len(first) <= missing:
                taken.append(self._frames.pop(0))
            else:
                taken.append(first[:missing])
                self._frames[0] = first[missing:]
            missing -= len(taken[-1])
        self._length -= count
        return np.concatenate(taken) if taken else np.zeros(0, np.float32)
