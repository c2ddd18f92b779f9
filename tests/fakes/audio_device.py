"""A machine's sound without a machine: devices that move with the fake clock."""

from collections.abc import Callable

import numpy as np

from desktop_assistant.core.audio import Duplex, Samples
from desktop_assistant.core.errors import DeviceError
from desktop_assistant.core.snapshot import AudioDevice, EchoCause

RATE = 48_000
MICROPHONE = AudioDevice(id="mic-1", name="Desk microphone", is_default=True)
HEADSET = AudioDevice(id="mic-2", name="Headset")
SPEAKER = AudioDevice(id="spk-1", name="Desk speaker", is_default=True)
HEADPHONES = AudioDevice(id="spk-2", name="Headphones")


class FakeCapture:
    """Delivers, as the clock goes, what the test said into it, and faint noise otherwise."""

    rate = RATE

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began = clock()
        self._read = 0
        self._said: Samples = np.zeros(0, np.float32)
        self.is_dead = False
        self.is_muted = False
        self.closed = False

    def say(self, samples: Samples) -> None:
        self._said = np.concatenate((self._said, samples))

    def read(self) -> Samples:
        assert not self.closed
        if self.is_dead:
            return np.zeros(0, np.float32)
        due = round((self._clock() - self._began) * self.rate) - self._read
        self._read += due
        if self.is_muted:
            return np.zeros(due, np.float32)
        said, self._said = self._said[:due], self._said[due:]
        noise = np.full(due, 1e-4, np.float32)
        noise[: len(said)] += said
        return noise

    def close(self) -> None:
        self.closed = True


class FakePlayback:
    """Plays at the clock's pace; `heard` is what has left it."""

    rate = RATE

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at = clock()
        self._ring: Samples = np.zeros(0, np.float32)
        self._heard: list[Samples] = []
        self._played = 0
        self.resets = 0
        self.is_dead = False
        self.closed = False

    @property
    def heard(self) -> Samples:
        self._move()
        return np.concatenate([np.zeros(0, np.float32), *self._heard])

    def write(self, samples: Samples) -> None:
        assert not self.closed
        self._move()
        self._ring = np.concatenate((self._ring, samples))
        assert len(self._ring) <= 0.3 * self.rate, "more than 300 ms in the device"

    def queued(self) -> int:
        self._move()
        return len(self._ring)

    def played(self) -> int:
        self._move()
        return self._played

    def reset(self) -> None:
        self._move()
        self._ring = self._ring[:0]
        self._played = 0
        self.resets += 1

    def close(self) -> None:
        self.closed = True

    def _move(self) -> None:
        now = self._clock()
        due = 0 if self.is_dead else round((now - self._at) * self.rate)
        self._at += due / self.rate if not self.is_dead else 0.0
        if not self.is_dead:
            taken, self._ring = self._ring[:due], self._ring[due:]
            self._heard += [taken, np.zeros(due - len(taken), np.float32)]
            self._played += len(taken)


class FakeSound:
    """The SoundSystem: devices come and go as the test says."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.microphones: tuple[AudioDevice, ...] = (MICROPHONE, HEADSET)
        self.speakers: tuple[AudioDevice, ...] = (SPEAKER, HEADPHONES)
        self.captures: list[tuple[str, FakeCapture]] = []
        self.playbacks: list[tuple[str, FakePlayback]] = []
        self.alive = True
        self.answers = True
        self.refuses = False
        self.denies = False

    @property
    def capture(self) -> FakeCapture:
        return self.captures[-1][1]

    @property
    def playback(self) -> FakePlayback:
        return self.playbacks[-1][1]

    def inputs(self) -> tuple[AudioDevice, ...]:
        return self.microphones

    def outputs(self) -> tuple[AudioDevice, ...]:
        return self.speakers

    def open_capture(self, device_id: str) -> FakeCapture:
        if self.denies:
            raise PermissionError
        self._check(device_id, self.microphones)
        self.captures.append((device_id, FakeCapture(self._clock)))
        return self.capture

    def open_playback(self, device_id: str) -> FakePlayback:
        self._check(device_id, self.speakers)
        self.playbacks.append((device_id, FakePlayback(self._clock)))
        return self.playback

    def is_alive(self, *, thorough: bool) -> bool:
        return self.alive and (self.answers or not thorough)

    def _check(self, device_id: str, devices: tuple[AudioDevice, ...]) -> None:
        if self.refuses or device_id not in [device.id for device in devices]:
            raise DeviceError(f"{device_id} does not open")


class LoudnessVad:
    """Speech is what is loud: the detector of tests that are not about the detector."""

    def __init__(self) -> None:
        self.resets = 0

    def probability(self, window: Samples) -> float:
        return 0.95 if float(np.abs(window).max()) > 0.05 else 0.01

    def skip(self, window: Samples) -> None:
        pass

    def reset(self) -> None:
        self.resets += 1


class SubtractingEcho:
    """Knows the room: the echo is the reference itself."""

    suspects_leak = takes_voice_along = False
    whole: Samples | None = None
    is_path_proven = True
    is_deaf = False
    delay_ms: float | None = None
    half_duplex_cause: EchoCause | None = None

    def __init__(self) -> None:
        self.calls: list[tuple[Samples, Samples]] = []
        self.stands_out_db = 0.0
        self.overhears = 0
        self.changes: list[bool] = []
        """For each other pair of devices, whether it is worn."""
        self.voices: list[str] = []
        """What it was told of them."""

    def push(self, frame: Samples, reference: Samples, *, is_voice: bool) -> Samples:
        self.calls.append((frame, reference))
        clean = frame - reference
        # Tests that play do not bother to let the microphone hear it: what it does not hear cannot stand out either.
        self.listen(min(frame, clean, key=lambda samples: float(np.abs(samples).max())), is_voice=is_voice)
        return clean

    def wish(self, duplex: Duplex) -> None:
        self.is_deaf = duplex is Duplex.HALF

    def told_lead(self, ms: float) -> None:
        pass

    def starts_again(self) -> None:
        pass

    def device_changed(self, *, is_worn: bool) -> None:
        self.changes.append(is_worn)

    def overheard(self) -> None:
        self.overhears += 1

    def voice_confirmed(self) -> None:
        self.voices.append("confirmed")

    def voice_over(self, *, ended_with_echo: bool) -> None:
        self.voices.append("over with the echo" if ended_with_echo else "over")

    def listen(self, frame: Samples, *, is_voice: bool) -> None:
        self.stands_out_db = 20.0 if float(np.abs(frame).max()) > 0.05 else 0.0
