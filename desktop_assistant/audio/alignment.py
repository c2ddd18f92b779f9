"""Keeps the speaker's reference in step with the microphone.

The echo canceller wants, for every 10 ms that the microphone heard, the 10 ms that left the loudspeaker shortly before.
Both devices run on one clock, so a queue does it: what is written to the loudspeaker goes in, and every captured frame
takes one frame out (silence when it is empty). The delay between the two is then constant: the way through the devices and
the room, well inside the canceller's 450 ms, however much is queued in the device, because the queue here holds exactly
what the device has not played yet. That is the guarantee, and three things could break it: sound taken back from the
device (`clear`, then it is written anew), a microphone that opens in mid-sentence (`restart` with what is still unheard),
and captured frames that were lost, so that the queue no longer drains (`pop` then cuts it to what the device still holds).

That constant delay may still be longer than a canceller can follow (WebRTC's ends near 500 ms, and Bluetooth goes further), and
with two devices it is not quite constant, since they have two clocks. `AlignedReference` takes it off, as `echo_path.py` finds
it.
"""

from collections.abc import Iterable
from math import pi, sin

import numpy as np

from desktop_assistant.audio.echo_path import EchoPath
from desktop_assistant.core.audio import INTERNAL_RATE, Samples

_SLACK = INTERNAL_RATE // 10
"""Samples by which the queue may exceed the device's before frames must have been lost."""
_HISTORY = INTERNAL_RATE * 6 // 5
"""Samples of reference that are kept: the longest delay, and some more."""
_AHEAD_MS = 12.0
"""What the canceller gets before the strongest echo: the first of it may come earlier."""
_PULL = 0.05
"""Samples per frame by which we go back onto the line."""
_HALF = 8
"""Taps on either side of a sample that is read between samples."""
_TAPS = np.arange(-_HALF, _HALF)
_SIGNS = np.where(_TAPS % 2, 1.0, -1.0) / pi


class ReferenceQueue:
    """Samples at 24 kHz on their way to the loudspeaker."""

    def __init__(self) -> None:
        self._frames: list[Samples] = []
        self._length = 0
        self.gaps = 0
        """How often it was emptied or ran dry: a device that begins to play once more takes its own time for it each time."""

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
        self.gaps += 1

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
        self.gaps += len(taken) < count
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


class AlignedReference:
    """The reference again, as late as the echo: a canceller behind it needs to know nothing of the way.

    It stays a little ahead of the echo, so that what is heard is never earlier than what was played, and it is read between the
    samples, so that it can follow two clocks that drift apart.
    """

    def __init__(self) -> None:
        self._past: Samples = np.zeros(2 * _HISTORY, np.float32)
        self._end = _HISTORY
        self._path = self._shifts = 0
        self._late = 0.0
        """Samples by which we read late now."""
        self._rounding = 0.0
        """What a path's first delay was rounded by: kept, since the canceller has learned it so."""

    def push(self, reference: Samples, path: EchoPath) -> tuple[Samples, bool]:
        """The aligned frame, and whether it has just jumped to another path."""
        if self._end + len(reference) > len(self._past):
            self._past[:_HISTORY] = self._past[self._end - _HISTORY : self._end]
            self._end = _HISTORY
        self._past[self._end : self._end + len(reference)] = reference
        self._end += len(reference)
        jumped = self._follow(path, len(reference))
        return self._read(len(reference)), jumped

    def again(self, count: int) -> Samples:
        """The last `count` samples that were given, as they would be given now."""
        return self._read(count)

    def _follow(self, path: EchoPath, count: int) -> bool:
        delay_ms = path.delay_ms
        if delay_ms is None:
            return False
        wanted = max(0.0, (delay_ms - _AHEAD_MS) * INTERNAL_RATE / 1000)
        if path.number != self._path:
            self._path, self._late = path.number, float(round(wanted))
            self._shifts, self._rounding = path.shifts, self._late - wanted
            return True
        wanted = max(0.0, wanted + self._rounding)
        if path.shifts != self._shifts:
            # The same room, only later: exactly as much later, and the canceller finds everything where it was.
            self._shifts, self._late = path.shifts, wanted
            return False
        if path.drift or path.shifts:
            # Along the line, and gently back onto it: a step would be a new path for the canceller.
            off = wanted - self._late - path.drift * count
            self._late = max(0.0, self._late + path.drift * count + min(max(off / 50, -_PULL), _PULL))
        return False

    def _read(self, count: int) -> Samples:
        whole = int(self._late)
        part = self._late - whole
        end = self._end - whole
        if part == 0 or whole < _HALF:
            return self._past[end - count : end].copy()
        taps = _TAPS - part
        # The sine of a sinc is the same for all taps, but for its sign.
        kernel = _SIGNS * sin(pi * part) / taps * np.square(np.cos(taps * (pi / (2 * _HALF + 1))))
        seen = self._past[end + _HALF - count - 2 * _HALF + 1 : end + _HALF]
        return np.convolve(seen, kernel.astype(np.float32), "valid")
