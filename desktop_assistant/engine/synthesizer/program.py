"""Voices that are programs on this machine: flite (Linux) and `say` (macOS). One run per sentence, sound as a WAV."""

import asyncio
import contextlib
import io
import shutil
import tempfile
import wave
from abc import abstractmethod
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import ClassVar

import numpy as np

from desktop_assistant.core.audio import Samples
from desktop_assistant.engine.sound import Resampler, from_pcm16
from desktop_assistant.engine.synthesizer.port import OUTPUT_RATE, Voice, VoiceFailed

_SLICE = 4_800
ANSWER_WITHIN_S = 20.0
"""For a whole sentence. Whatever takes longer is stuck."""


class ProgramVoice:
    """Common ground of both: run, read the WAV, cut silence at the edges, hand it on in slices. Text never goes on the
    command line, where other users of the machine could read it."""

    prefix: ClassVar[str] = ""

    def __init__(self, program: str) -> None:
        self.program = shutil.which(program)
        self.answer_within_s = ANSWER_WITHIN_S

    async def speak(self, text: str, voice: str, speed: float) -> AsyncGenerator[Samples, None]:
        """One sentence as 24 kHz samples."""
        if self.program is None:
            raise VoiceFailed(f"The program of the {self.prefix} voices is not installed.")
        samples, rate = _read_wav(await self.run(text, voice, speed))
        whole = Resampler(rate, OUTPUT_RATE).push(np.append(_trimmed(samples, rate), np.zeros(rate // 20, np.float32)))
        for at in range(0, len(whole), _SLICE):
            yield whole[at : at + _SLICE]

    @abstractmethod
    async def run(self, text: str, voice: str, speed: float) -> bytes:
        """The sentence as a WAV file's bytes."""

    async def aclose(self) -> None:
        """Nothing stays open between sentences."""

    async def feed(self, *command: str, text: str = "") -> bytes:
        """Run to the end with `text` as input; killed when the caller is cancelled, and when it takes too long."""
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL)
        except OSError as error:
            raise VoiceFailed(f"The {self.prefix} voice could not be started.") from error
        try:
            async with asyncio.timeout(self.answer_within_s):
                out, _ = await process.communicate(text.encode())
        except BaseException as error:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            if isinstance(error, TimeoutError):
                raise VoiceFailed(f"The {self.prefix} voice does not answer.") from error
            raise
        if process.returncode:
            raise VoiceFailed(f"The {self.prefix} voice failed.")
        return out


class Flite(ProgramVoice):
    """Best of the free Debian voices by our measure (a recogniser's error rate): rms, then kal16, then slt."""

    prefix = "flite"
    _titles: ClassVar[dict[str, str]] = {"rms": "man, clear", "slt": "woman", "kal16": "man, plain", "awb": "man, Scottish"}

    def __init__(self) -> None:
        super().__init__("flite")

    async def voices(self) -> list[Voice]:
        """What `flite -lv` lists, best first."""
        if self.program is None:
            return []
        try:
            listed = (await self.feed(self.program, "-lv")).decode("utf-8", "replace").partition(":")[2].split()
        except VoiceFailed:
            return []
        return [Voice(id=f"flite:{n}", name=f"{n} (flite)", note=note) for n, note in self._titles.items() if n in listed]

    async def run(self, text: str, voice: str, speed: float) -> bytes:
        """Through pipes; flite writes the WAV header twice when piped, so a file carries the sound."""
        assert self.program is not None
        stretch = f"duration_stretch={1 / speed:.3f}"
        with tempfile.TemporaryDirectory(prefix="assistant-voice-") as folder:
            out = Path(folder) / "out.wav"
            await self.feed(
                self.program, "-voice", voice, "--setf", stretch, "-f", "/dev/stdin", "-o", str(out), text=text + "\n"
            )
            return out.read_bytes()


class Say(ProgramVoice):
    """The voices of macOS through its `say` program. Written after its manual; not tried on a Mac yet."""

    prefix = "say"

    def __init__(self) -> None:
        super().__init__("say")

    async def voices(self) -> list[Voice]:
        """What `say -v ?` lists for English; the system's default first."""
        if self.program is None:
            return []
        try:
            listed = (await self.feed(self.program, "-v", "?")).decode("utf-8", "replace").splitlines()
        except VoiceFailed:
            return []
        names = [line.split("  ")[0].strip() for line in listed if " en_" in line]
        return [Voice(id=f"say:{name}", name=f"{name} (macOS)", note="en") for name in names]

    async def run(self, text: str, voice: str, speed: float) -> bytes:
        """`say` reads its text from the standard input and writes a WAV file."""
        assert self.program is not None
        with tempfile.TemporaryDirectory(prefix="assistant-voice-") as folder:
            out = Path(folder) / "out.wav"
            options = ("-v", voice, "-r", str(round(180 * speed)), "--data-format=LEI16@24000", "-o", str(out))
            await self.feed(self.program, *options, "-f", "-", text=text)
            return out.read_bytes()


def _read_wav(data: bytes) -> tuple[Samples, int]:
    try:
        with wave.open(io.BytesIO(data)) as sound:
            return from_pcm16(sound.readframes(sound.getnframes())), sound.getframerate()
    except (wave.Error, EOFError) as error:
        raise VoiceFailed("The voice delivered no sound.") from error


def _trimmed(samples: Samples, rate: int) -> Samples:
    """Without the silence in front (flite: 100 to 200 ms that the listener would wait for); 10 ms of it stay."""
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    if not len(loud):
        return samples
    return samples[max(0, loud[0] - rate // 100) : loud[-1] + rate // 10]
