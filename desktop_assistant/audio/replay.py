"""Kept sound played again, beside the conversation: no part of it, so it has no playhead and nobody truncates it."""

import numpy as np

from desktop_assistant.audio.encoding import Decoder
from desktop_assistant.audio.fader import Fader
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import AudioFormat, Samples

_STEP_MS = 100


class Replay:
    """One recording at a time; a new one ends the old. Decoded in small steps, so that an hour of sound costs no wait."""

    def __init__(self) -> None:
        self._decoder: Decoder | None = None
        self._audio = memoryview(b"")
        self._step = 0
        self._ready: Samples = np.zeros(0, np.float32)
        self._fader = Fader()
        self._ended = 0

    @property
    def is_playing(self) -> bool:
        """Something is left."""
        return self._decoder is not None

    def start(self, audio: bytes, fmt: AudioFormat) -> None:
        """Play from the beginning."""
        self.stop()
        self._decoder = Decoder(fmt)
        self._audio, self._step = memoryview(audio), fmt.rate * _STEP_MS // 1000 * fmt.bytes_per_sample
        self._fader.begin()

    def stop(self) -> None:
        """Silence."""
        if self._decoder is not None:
            self._decoder, self._audio = None, memoryview(b"")
            self._ready = self._ready[:0]
            self._ended += 1

    def take_ended(self) -> int:
        """How many recordings have ended since the last call, heard out or not."""
        ended, self._ended = self._ended, 0
        return ended

    def mix(self, frame: Samples, volume: float) -> Samples:
        """The frame (10 ms) with the next stretch on top."""
        while self._decoder is not None and len(self._ready) <= FRAME and self._audio:
            decoded = self._decoder.push(bytes(self._audio[: self._step]))
            self._audio = self._audio[self._step :]
            self._ready = np.concatenate((self._ready, decoded))
        if self._decoder is None:
            return frame
        is_last = len(self._ready) <= FRAME
        stretch = np.zeros(FRAME, np.float32)
        count = min(FRAME, len(self._ready))
        stretch[:count] = self._ready[:count]
        self._ready = self._ready[FRAME:]
        self._fader.volume = volume
        mixed = frame + self._fader.push(stretch, last=is_last)
        if is_last:
            self.stop()
        return np.asarray(mixed, np.float32)
