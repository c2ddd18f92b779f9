"""The way from the virtual loudspeaker to the virtual microphone as a room makes it: a process that records the one, lets it pass
through `Air` (delay, gain, reverberation) and plays it into the other. `python -m tests.rig.loop DELAY_MS GAIN_DB [NOISE_DB]`.

The sound server and the two pipes take time themselves; `delay_ms` is that of the air alone, and the whole is longer by about
`OWN_DELAY_MS`. Noise is added where it is asked for: it then comes from the same place as the echo, the room.
"""

import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import INTERNAL_RATE
from tests.rig.air import Acoustics, Air
from tests.rig.rig import Rig
from tests.rig.voices import noise

OWN_DELAY_MS = 65
_LAYOUT = ["--raw", "--format=s16le", f"--rate={INTERNAL_RATE}", "--channels=1"]


class AcousticLoop:
    """Runs from `with` to its end. `whole_delay_ms` is what the microphone hears, about."""

    def __init__(self, rig: Rig, *, whole_delay_ms: float = 80.0, gain_db: float = -6.0, noise_db: float = -65.0) -> None:
        delay = str(max(whole_delay_ms - OWN_DELAY_MS, 0.0))
        root = Path(__file__).resolve().parents[2]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.rig.loop", delay, str(gain_db), str(noise_db)], env=rig.env, cwd=root
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait()


def main() -> None:
    """Until it is ended."""
    delay_ms, gain_db, noise_db = (float(argument) for argument in sys.argv[1:4])
    air = Air(Acoustics(delay_ms=delay_ms, gain_db=gain_db))
    hiss, at = noise(INTERNAL_RATE * 7, noise_db, 3), 0
    ear = subprocess.Popen(["parec", "--device=speaker.monitor", "--latency-msec=10", *_LAYOUT], stdout=subprocess.PIPE)
    mouth = subprocess.Popen(["pacat", "--playback", "--device=mic_in", "--latency-msec=40", *_LAYOUT], stdin=subprocess.PIPE)
    assert ear.stdout is not None
    assert mouth.stdin is not None
    try:
        while len(data := ear.stdout.read(2 * FRAME)) == 2 * FRAME:
            heard = air.push((np.frombuffer(data, "<i2") / 32768).astype(np.float32))
            heard += hiss[at : at + FRAME]
            at = (at + FRAME) % len(hiss)
            mouth.stdin.write(np.clip(np.rint(heard * 32767), -32768, 32767).astype("<i2").tobytes())
            mouth.stdin.flush()
    finally:
        ear.terminate()
        mouth.terminate()


if __name__ == "__main__":
    main()
