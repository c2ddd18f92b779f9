"""Speech for tests: recordings of people where they are found, synthesized sentences otherwise. All WAV, mono, 16 bits.

The recordings are looked for in the folder that DA_SPEECH names, then in ../shared/speech beside the project; they are not part
of the project. Each has its transcript in manifest.csv there.
"""

import csv
import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.rig.recording import read_wav, write_wav

ROOT = Path(__file__).resolve().parents[2]
RATE = 16_000


@dataclass(frozen=True, slots=True)
class Clip:
    """Something said. `is_human` is False for synthesized speech."""

    path: Path
    transcript: str
    is_human: bool

    @property
    def duration_s(self) -> float:
        """Length with its silent edges."""
        audio, rate = read_wav(self.path)
        return len(audio) / rate


# What to say in place of a recording that is not there: its own words.
_KNOWN = {
    "ps_goforward": "go forward ten meters",
    "az_weather": "what's the weather like",
    "lk_hello_world": "hello world",
    "sb_spk1_snt1": "the birch canoe slid on the smooth planks",
}


@dataclass(frozen=True, slots=True)
class SpeechLibrary:
    """Where clips come from; `cache` keeps what was synthesized."""

    recordings: Path | None
    cache: Path

    @classmethod
    def find(cls, cache: Path) -> "SpeechLibrary":
        """With the recordings of this machine, if any."""
        for folder in (os.environ.get("DA_SPEECH", ""), str(ROOT.parent / "shared" / "speech")):
            if folder and (Path(folder) / "manifest.csv").is_file():
                return cls(Path(folder), cache)
        return cls(None, cache)

    def human(self) -> tuple[Clip, ...]:
        """All recordings with their transcripts; none where the folder is absent."""
        if self.recordings is None:
            return ()
        with (self.recordings / "manifest.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return tuple(Clip(self.recordings / row["file"], row["transcript"], is_human=True) for row in rows)

    def clip(self, name: str) -> Clip:
        """A recording by its name without `.wav`, or the same words synthesized; KeyError for an unknown name."""
        for clip in self.human():
            if clip.path.stem == name:
                return clip
        return self.spoken(_KNOWN[name])

    def spoken(self, text: str, *, voice: str = "flite", lead_s: float = 0.3, tail_s: float = 0.3) -> Clip:
        """Synthesized; `flite` (which recognisers understand best; falls back) or `espeak`, with silence around it."""
        program = "flite" if voice == "flite" and shutil.which("flite") else "espeak-ng"
        key = hashlib.sha256(f"{program}|{text}|{lead_s}|{tail_s}".encode()).hexdigest()[:16]
        path = self.cache / f"{key}.wav"
        if not path.exists():
            raw = self.cache / f"{key}.raw.wav"
            if program == "flite":
                command = ["flite", "-voice", "slt", "-t", text, "-o", str(raw)]
            else:
                command = ["espeak-ng", "-v", "en-us", "-s", "150", "-w", str(raw), text]
            subprocess.run(command, check=True, capture_output=True)
            audio, rate = read_wav(raw)
            from scipy.signal import resample_poly  # half a second that most test runs need not spend

            samples = np.rint(resample_poly(audio.astype(np.float64), RATE, rate)).clip(-32768, 32767).astype(np.int16)
            lead, tail = (np.zeros(round(s * RATE), np.int16) for s in (lead_s, tail_s))
            write_wav(path, np.concatenate([lead, samples, tail]), RATE)
            raw.unlink()
        return Clip(path, text, is_human=False)
