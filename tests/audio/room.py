"""A service of the audio process on a fake machine, where time passes when the test says so."""

import numpy as np

from desktop_assistant.audio.encoding import encode
from desktop_assistant.audio.messages import (
    Command,
    PlaySound,
    Report,
    Troubles,
)
from desktop_assistant.audio.microphone import Ears
from desktop_assistant.audio.service import AudioService
from desktop_assistant.core.audio import Encoding
from desktop_assistant.core.problems import ProblemCode
from tests.fakes.audio_device import FakeSound, LoudnessVad, SubtractingEcho


class Room:
    """A service on a fake machine; `run` lets time pass as the process's timers would."""

    def __init__(self, tmp_path, *, ears: bool = True) -> None:
        self.now = 100.0
        self.sound = FakeSound(lambda: self.now)
        self.reports: list[Report] = []
        self.service = AudioService(self.sound, sounds_folder=tmp_path, send=self.reports.append, clock=lambda: self.now)
        self.vad, self.echo = LoudnessVad(), SubtractingEcho()
        self._next_tick = self._next_beat = self.now
        self.ticks = 0
        self.service.start()
        if ears:
            self.hear()

    def hear(self) -> None:
        self.service.hear_with(Ears(vad=self.vad, echo=self.echo))

    def tell(self, *commands: Command) -> None:
        for command in commands:
            self.service.receive(command)

    def run(self, ms: float) -> None:
        end = self.now + ms / 1000
        while self.now < end - 1e-9:
            self.now += 0.001
            wanted = self.service.tick_ms
            if wanted is not None and self.now >= self._next_tick:
                self._next_tick = self.now + wanted / 1000
                self.ticks += 1
                self.service.tick()
            if self.now >= self._next_beat:
                self._next_beat = self.now + self.service.heartbeat_ms / 1000
                self.service.heartbeat()

    def got(self, *kinds: type) -> list:
        return [report for report in self.reports if isinstance(report, kinds)]

    @property
    def problems(self) -> list[ProblemCode]:
        return [problem.code for problem in self.got(Troubles)[-1].problems]


def tone(ms: int, rate: int, gain: float = 0.4) -> np.ndarray:
    return (gain * np.sin(2 * np.pi * 300 * np.arange(rate * ms // 1000) / rate)).astype(np.float32)


def pcm(ms: int, gain: float = 0.4) -> bytes:
    return encode(tone(ms, 24000, gain), Encoding.PCM16)


def play(item: str = "a", ms: int = 1000, **more) -> PlaySound:
    return PlaySound(item_id=item, content_index=0, audio=pcm(ms), **more)


def level(samples: np.ndarray) -> float:
    return float(np.abs(samples).max()) if len(samples) else 0.0


def heard(room: Room) -> np.ndarray:
    return room.sound.playback.heard
