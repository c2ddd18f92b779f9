"""Recording with time stamps, and finding sounds in what was recorded."""

import os
import subprocess
import threading
import time
import wave
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from tests.rig.server import ahead

Pcm = NDArray[np.int16]
"""Mono samples, shape (n,)."""


class Sound(NamedTuple):
    """Something audible; seconds of CLOCK_MONOTONIC in a recording, seconds from the start in a file."""

    start: float
    end: float


class Recording:
    """Records one source in the background from `with` to its end. Afterwards: audio, start, sounds().

    The place of a sample in time is exact to a few ms: a chunk cannot arrive before it was recorded, so the earliest arrival,
    counted back by its samples, gives the time of sample 0; later arrivals only had to wait.
    """

    def __init__(self, device: str, *, env: dict[str, str], rate: int = 48_000, period_ms: int = 20) -> None:
        self.rate = rate
        self._chunks: list[bytes] = []
        self._arrivals: list[tuple[float, int]] = []
        self._running = threading.Event()
        layout = ["--raw", "--format=s16le", f"--rate={rate}", "--channels=1", f"--latency-msec={period_ms}"]
        self._recorder = subprocess.Popen(
            [*ahead(), "parec", f"--device={device}", f"--stream-name={device}", *layout],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._reader = threading.Thread(target=self._read, daemon=True, name=f"record {device}")
        self._reader.start()
        if not self._running.wait(5):
            self.stop()
            raise TimeoutError(f"no sound came from {device} within 5 s")

    def _read(self) -> None:
        assert self._recorder.stdout is not None
        size = 0
        while data := os.read(self._recorder.stdout.fileno(), 1 << 16):
            now = time.monotonic()
            self._chunks.append(data)
            size += len(data)
            self._arrivals.append((now, size // 2))
            self._running.set()

    def stop(self) -> None:
        """End; also done by leaving `with`."""
        self._recorder.terminate()
        self._recorder.wait()
        self._reader.join(2)
        assert self._recorder.stdout is not None
        self._recorder.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def audio(self) -> Pcm:
        """All samples so far."""
        data = b"".join(self._chunks)
        return np.frombuffer(data[: len(data) // 2 * 2], "<i2")

    @property
    def start(self) -> float:
        """CLOCK_MONOTONIC seconds of sample 0. The first tenth of the arrivals is left out: the stream is still settling."""
        settled = self._arrivals[len(self._arrivals) // 10 :]
        return min(arrival - samples / self.rate for arrival, samples in settled)

    def sounds(self, threshold_db: float = -45, gap_s: float = 0.25) -> list[Sound]:
        """Everything louder than `threshold_db` (dBFS), in CLOCK_MONOTONIC; pauses shorter than `gap_s` are bridged."""
        start = self.start
        return [Sound(start + a, start + b) for a, b in find_sounds(self.audio, self.rate, threshold_db, gap_s)]

    def between(self, start: float, end: float) -> Pcm:
        """The samples of a span of CLOCK_MONOTONIC."""
        first, last = ((t - self.start) * self.rate for t in (start, end))
        return self.audio[max(round(first), 0) : max(round(last), 0)]

    def save(self, path: Path) -> Path:
        """As a WAV file."""
        return write_wav(path, self.audio, self.rate)


def find_sounds(audio: Pcm, rate: int, threshold_db: float = -45, gap_s: float = 0.25) -> list[Sound]:
    """Everything louder than `threshold_db` (dBFS) as seconds from the start; pauses shorter than `gap_s` are bridged."""
    loud = np.nonzero(np.abs(audio.astype(np.int32)) > 32768 * 10 ** (threshold_db / 20))[0]
    if not len(loud):
        return []
    cuts = np.nonzero(np.diff(loud) > gap_s * rate)[0]
    return [
        Sound(float(a) / rate, float(b) / rate)
        for a, b in zip(loud[np.r_[0, cuts + 1]], loud[np.r_[cuts, len(loud) - 1]], strict=True)
    ]


def level_db(audio: Pcm) -> float:
    """RMS in dBFS; -120 for silence."""
    rms = float(np.sqrt(np.mean(np.square(audio.astype(np.float64))))) / 32768 if len(audio) else 0.0
    return 20 * float(np.log10(max(rms, 1e-6)))


def read_wav(path: Path) -> tuple[Pcm, int]:
    """Mono 16-bit samples and their rate."""
    with wave.open(str(path)) as file:
        if file.getnchannels() != 1 or file.getsampwidth() != 2:
            raise ValueError(f"{path} is not mono with 16 bits")
        return np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate()


def write_wav(path: Path, audio: Pcm, rate: int) -> Path:
    """Mono 16-bit samples to a file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(audio.astype("<i2").tobytes())
    return path
