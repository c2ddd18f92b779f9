"""Short soft sounds beside the conversation: the microphone opens, an answer takes its time."""

import logging
import wave
from pathlib import Path

import numpy as np

from desktop_assistant.audio.encoding import from_int16
from desktop_assistant.core.audio import INTERNAL_RATE, Samples

log = logging.getLogger(__name__)


def load_wave(path: Path) -> Samples:
    """A mono 16-bit file at 24 kHz; ValueError names what is wrong with another one."""
    with wave.open(str(path), "rb") as file:
        shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
        if shape != (1, 2, INTERNAL_RATE):
            raise ValueError(f"{path.name} must be mono, 16 bit, {INTERNAL_RATE} Hz; it is {shape}.")
        return from_int16(np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16))


class Earcons:
    """Plays one at a time; a new one replaces the old. An unknown or broken file is logged once and stays silent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sounds: dict[str, Samples] = {}
        self._rest: Samples = np.zeros(0, np.float32)

    @property
    def is_playing(self) -> bool:
        """Something is left."""
        return len(self._rest) > 0

    def start(self, name: str) -> None:
        """Begin `<folder>/<name>.wav`."""
        if name not in self._sounds:
            self._sounds[name] = self._load(name)
        self._rest = self._sounds[name]

    def stop(self) -> None:
        """Silence."""
        self._rest = self._rest[:0]

    def mix(self, frame: Samples, volume: float) -> Samples:
        """The frame with the next stretch of the earcon on top."""
        count = min(len(frame), len(self._rest))
        if count == 0:
            return frame
        mixed = frame.copy()
        mixed[:count] += self._rest[:count] * np.float32(volume)
        self._rest = self._rest[count:]
        return mixed

    def _load(self, name: str) -> Samples:
        try:
            return load_wave(self._folder / f"{name}.wav")
        except (OSError, ValueError, wave.Error, EOFError) as error:
            log.warning("An earcon cannot be played: %s", error)
            return np.zeros(0, np.float32)
