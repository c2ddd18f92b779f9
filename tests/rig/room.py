"""A room in stream time: a loudspeaker that the microphone hears, a person, and noise, around the true audio service.

What cannot be had on a virtual sound card in a reasonable time: hours of an assistant that talks into its own microphone, clocks
that drift apart, an overdriven loudspeaker, delays to the sample. Only the two devices are simulated; everything between the
command that plays and the event that reports a voice is the program itself, with its own detector and canceller.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from desktop_assistant.audio.echo import EchoCanceller
from desktop_assistant.audio.messages import (
    Command,
    Configure,
    DuckPlayback,
    Flush,
    OpenMicrophone,
    PlaySound,
    Report,
)
from desktop_assistant.audio.microphone import Ears
from desktop_assistant.audio.ports import FRAME, EchoStage
from desktop_assistant.audio.service import AudioService
from desktop_assistant.audio.sparing import SparingDetector
from desktop_assistant.audio.vad import SileroVad
from desktop_assistant.core.audio import INTERNAL_RATE, AudioSetup, Samples
from desktop_assistant.core.local_events import MicFrame, PlaybackFlushed, SpeechConfirmed, SpeechStarted, SpeechStopped
from desktop_assistant.core.snapshot import AudioDevice
from desktop_assistant.session.short_words import Verdict
from tests.rig.air import Acoustics, Air
from tests.rig.writing import Writer, Written

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MODEL = RESOURCES / "models" / "silero_vad_16k_op15.onnx"
STEP_S = FRAME / INTERNAL_RATE


class _Loudspeaker:
    rate = INTERNAL_RATE

    def __init__(self, starts_within_ms: float, untold_ms: float) -> None:
        self._ring: Samples = np.zeros(0, np.float32)
        self._played = self._starting = 0
        self._ahead = 0
        """Samples that it calls played, and are not yet."""
        self.resets = 0
        self._starts_within, self._untold = (int(ms * INTERNAL_RATE / 1000) for ms in (starts_within_ms, untold_ms))
        self._random = np.random.default_rng(11)

    def write(self, samples: Samples) -> None:
        self._ring = np.concatenate((self._ring, samples))

    def queued(self) -> int:
        return len(self._ring)

    def played(self) -> int:
        return self._played + min(self._ahead if self._played else 0, len(self._ring))

    def reset(self) -> None:
        self.resets += len(self._ring) > 0
        self._ring = self._ring[:0]
        self._played = 0
        self._begin()

    def close(self) -> None:
        self.reset()

    def take(self) -> Samples:
        wait = min(self._starting, FRAME) if len(self._ring) else 0
        self._starting -= wait
        if not len(self._ring):
            self._begin()
        taken, self._ring = self._ring[: FRAME - wait], self._ring[FRAME - wait :]
        self._played += len(taken)
        return np.concatenate((np.zeros(wait, np.float32), taken, np.zeros(FRAME - wait - len(taken), np.float32)))

    def _begin(self) -> None:
        self._starting = min(int(self._random.exponential(self._starts_within / 4)), self._starts_within)
        self._ahead = int(self._random.integers(self._untold + 1))


class _Microphone:
    rate = INTERNAL_RATE

    def __init__(self) -> None:
        self._captured: list[Samples] = []

    def give(self, samples: Samples) -> None:
        self._captured.append(samples)

    def read(self) -> Samples:
        captured = np.concatenate([np.zeros(0, np.float32), *self._captured])
        self._captured.clear()
        return captured

    def close(self) -> None:
        self._captured.clear()


_IN, _OUT = AudioDevice(id="in", name="Microphone", is_default=True), AudioDevice(id="out", name="Loudspeaker", is_default=True)


class Devices:
    """One microphone, one loudspeaker; both are open from the beginning."""

    def __init__(self, starts_within_ms: float = 0.0, untold_ms: float = 0.0) -> None:
        self.loudspeaker, self.microphone = _Loudspeaker(starts_within_ms, untold_ms), _Microphone()

    def inputs(self) -> tuple[AudioDevice, ...]:
        return (_IN,)

    def outputs(self) -> tuple[AudioDevice, ...]:
        return (_OUT,)

    def open_capture(self, device_id: str) -> _Microphone:
        return self.microphone

    def open_playback(self, device_id: str) -> _Loudspeaker:
        return self.loudspeaker

    def is_alive(self, *, thorough: bool) -> bool:
        return True


@dataclass(slots=True)
class Heard:
    """What happened, in ms since the room began."""

    started: list[float] = field(default_factory=list)
    confirmed: list[float] = field(default_factory=list)
    retracted: list[float] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    """Turns that only their words told of; the assistant stopped for those that are no listener's."""
    sent: list[tuple[float, bytes]] = field(default_factory=list)


@dataclass(slots=True)
class Tape:
    """Powers of each 10 ms, by number of the step; `before` and `after` the canceller are NaN where it rested."""

    echo: list[float] = field(default_factory=list)
    """Of the loudspeaker's sound in the microphone, which no microphone could tell apart."""
    near: list[float] = field(default_factory=list)
    before: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)

    def begin(self, echo: Samples, near: Samples) -> None:
        """One more step."""
        self.echo.append(power(echo))
        self.near.append(power(near))
        self.before.append(float("nan"))
        self.after.append(float("nan"))

    def passed(self, before: Samples, after: Samples) -> None:
        """What the canceller made of it."""
        self.before[-1], self.after[-1] = power(before), power(after)


class _Taped:
    """An echo stage whose work is written down."""

    def __init__(self, stage: EchoStage, tape: Tape) -> None:
        self._stage, self._tape = stage, tape

    def push(self, frame: Samples, reference: Samples, *, is_voice: bool) -> Samples:
        cleaned = self._stage.push(frame, reference, is_voice=is_voice)
        self._tape.passed(frame, cleaned)
        return cleaned

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stage, name)


class SimulatedRoom:
    """The service between its two devices, and a brain that talks all the time, gives way when interrupted, and goes on.

    `near` is asked for the person's sound of each 10 ms (by number), noise included. `loudspeaker` collects what was played, and
    `tape` how loud everything was. `canceller` stands in for the true one. `writer`: who says what was said; None: nobody.
    """

    def __init__(
        self,
        acoustics: Acoustics,
        near: Callable[[int], Samples],
        *,
        setup: AudioSetup | None = None,
        echo: bool = True,
        vad: SileroVad | None = None,
        canceller: EchoStage | None = None,
        writer: Writer | None = None,
    ) -> None:
        self.step_number = 0
        self._writer = writer
        self.heard = Heard()
        self.loudspeaker: list[Samples] = []
        self.tape = Tape()
        self._airs, self._near, self._devices = [Air(acoustics)], near, Devices(acoustics.starts_within_ms, acoustics.untold_ms)
        self._voice: Samples = np.zeros(0, np.float32)
        self._said = self._item = 0
        self._silent_until = -1
        self.service = AudioService(self._devices, sounds_folder=RESOURCES / "sounds", send=self._hear, clock=self._now)
        self.canceller: EchoStage = canceller or EchoCanceller()
        taped: Any = _Taped(self.canceller, self.tape)
        self.service.hear_with(Ears(vad=SparingDetector(vad or SileroVad(MODEL)), echo=taped))
        self.service.start()
        self._tell(Configure(setup=setup or AudioSetup(echo_cancellation=echo)))
        self._tell(OpenMicrophone(gated=True))
        self._news: list[Report] = []

    def speak(self, voice: Samples) -> None:
        """What the assistant says, over and over."""
        self._voice = voice

    def move(self, acoustics: Acoustics) -> None:
        """Somebody moves the loudspeaker: what is played from now on comes another way; what is in the air still arrives."""
        self._airs = [Air(acoustics), *self._airs][:2]

    def silence(self, seconds: float) -> None:
        """Somebody types or presses Esc: what the assistant was saying is gone, and the next answer begins so much later."""
        self._tell(Flush())
        self._silent_until = self.step_number + round(seconds / STEP_S)

    def run(self, seconds: float) -> None:
        """Let time pass."""
        for _ in range(round(seconds / STEP_S)):
            self._step()

    @property
    def holds(self) -> int:
        """How often the assistant fell silent, if only for a moment."""
        return self._devices.loudspeaker.resets

    @property
    def speaks_for_s(self) -> float:
        """Since it was last interrupted or silenced; negative: until it speaks again."""
        return (self.step_number - self._silent_until) * STEP_S

    @property
    def now_ms(self) -> float:
        """Since the room began."""
        return self.step_number * STEP_S * 1000

    def _now(self) -> float:
        return self.step_number * STEP_S

    def _step(self) -> None:
        self._feed()
        played = self._devices.loudspeaker.take()
        self.loudspeaker.append(played)
        echo, near = self._in_the_air(played), self._near(self.step_number)
        self._devices.microphone.give((echo + near).astype(np.float32))
        self.tape.begin(echo, near)
        self.step_number += 1
        self.service.tick()
        news, self._news = self._news, []
        for report in news:
            self._answer(report)
        if self._writer is not None:
            self._read(self._writer)

    def _in_the_air(self, played: Samples) -> Samples:
        echo = self._airs[0].push(played)
        for earlier in self._airs[1:]:
            echo = echo + earlier.push(np.zeros_like(played))
        return echo

    def _feed(self) -> None:
        """A second ahead, as providers do."""
        if not len(self._voice) or self.step_number < self._silent_until:
            return
        while self._said < self.step_number * FRAME + INTERNAL_RATE:
            start = self._said % len(self._voice)
            chunk = self._voice[start : start + 480]
            audio = np.clip(np.rint(chunk * 32767), -32768, 32767).astype("<i2").tobytes()
            self._tell(PlaySound(item_id=f"item-{self._item}", content_index=0, audio=audio))
            self._said += len(chunk)

    def _tell(self, command: Command) -> None:
        self.service.receive(command)

    def _hear(self, report: Report) -> None:
        self._news.append(report) if hasattr(self, "_news") else None

    def _answer(self, report: Report) -> None:
        if self._writer is not None:
            self._writer.hear(report)
        match report:
            case SpeechStarted():
                self.heard.started.append(self.now_ms)
            case SpeechConfirmed():
                self.heard.confirmed.append(self.now_ms)
                self._tell(Flush())
                self._silent_until = self.step_number + 3000
            case SpeechStopped(was_confirmed=was_confirmed):
                if was_confirmed:
                    self._silent_until = self.step_number + 20
                else:
                    self.heard.retracted.append(self.now_ms)
                    self._tell(DuckPlayback(on=False))
            case PlaybackFlushed():
                self._item += 1
                self._said = (self.step_number * FRAME + 480) // 480 * 480
            case MicFrame(audio=audio, start_ms=start_ms):
                self.heard.sent.append((start_ms, audio))
            case _:
                pass

    def _read(self, writer: Writer) -> None:
        """Gives way to words, for a moment."""
        for written in writer.pass_time(STEP_S):
            self.heard.written.append(written)
            if written.verdict is not Verdict.LISTENER:
                self._tell(Flush())
                self._silent_until = self.step_number + 20


def power(samples: Samples) -> float:
    """Mean square."""
    return float(np.dot(samples, samples)) / max(len(samples), 1)


def timeline(parts: Sequence[tuple[float, Samples]], noise: Samples) -> Callable[[int], Samples]:
    """A person who says `parts` at their seconds, in `noise` that repeats."""
    end = max((int(at * INTERNAL_RATE) + len(sound) for at, sound in parts), default=0)
    said = np.zeros(end + FRAME, np.float32)
    for at, sound in parts:
        start = int(at * INTERNAL_RATE)
        said[start : start + len(sound)] += sound

    def near(step: int) -> Samples:
        start = step * FRAME
        spoken = said[start : start + FRAME]
        hiss = noise.take(range(start, start + FRAME), mode="wrap")
        return hiss if len(spoken) < FRAME else hiss + spoken

    return near
