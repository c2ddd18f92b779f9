"""Plays a short pleasant sound and listens for it: how late, how loud, and how much of it can be taken away.

It has streams of its own, beside those of the conversation, and a canceller that knows nothing yet, so that what it finds is true
of the devices and not of what was learned before. The sound is a plucked melody with soft brushes: pleasant, and with something
at every frequency, which a pure melody would not have.
"""

from collections.abc import Callable
from enum import Enum, auto
from math import log10
from pathlib import Path
from typing import Protocol

import numpy as np

from desktop_assistant.audio.earcons import load_wave
from desktop_assistant.audio.echo_path import AUDIBLE
from desktop_assistant.audio.messages import EchoTested
from desktop_assistant.audio.ports import FRAME, Capture, EchoStage, Playback, SoundSystem
from desktop_assistant.audio.resampler import Resampler
from desktop_assistant.core.audio import INTERNAL_RATE, Duplex, Samples
from desktop_assistant.core.errors import DeviceError
from desktop_assistant.core.snapshot import AudioDevice, EchoCause, EchoTest

SOUND = "echo_test.wav"
_QUIET_FRAMES, _TAIL_FRAMES = 60, 130
"""Before the sound, to learn the room; after it, for an echo that comes late."""
_FILL_MS = 200
_PATIENCE_S = 3.0
_LEARNED = 220
"""Frames of the sound after which the canceller is judged: by then it knows the room, and how the clocks drift."""
_HEARD_DB = 6.0
"""Above the room, from where something came back, or is left."""
_ENOUGH_DB = 12.0
"""What a canceller must remove of an echo that it leaves audible, for both to speak at once."""
_LOUD_DB = 10.0


class SelfTestStage(EchoStage, Protocol):
    """A canceller that can also say how late the echo was."""

    @property
    def delay_ms(self) -> float | None:
        """None: there was none."""
        ...


class Stage(Enum):
    """Where the test is."""

    LISTENING = auto()
    PLAYING = auto()
    FADING = auto()


class _Mean:
    """Mean power, in dB."""

    def __init__(self) -> None:
        self._sum, self._count = 0.0, 0

    def add(self, samples: Samples) -> None:
        self._sum += float(np.dot(samples, samples)) / len(samples)
        self._count += 1

    @property
    def power(self) -> float:
        return self._sum / self._count if self._count else 0.0

    @property
    def db(self) -> float:
        return 10 * log10(self.power + 1e-10)


class EchoSelfTest:
    """Opens both devices (DeviceError), `pump` until it answers, `close`. Takes about 6 s."""

    def __init__(
        self,
        sound: SoundSystem,
        *,
        microphone: AudioDevice,
        loudspeaker: AudioDevice,
        played: Samples,
        canceller: SelfTestStage,
        clock: Callable[[], float],
    ) -> None:
        self._devices, self._clock = (microphone.id, loudspeaker.id), clock
        self._capture: Capture = sound.open_capture(microphone.id)
        try:
            self._playback: Playback = sound.open_playback(loudspeaker.id)
        except DeviceError:
            self._capture.close()
            raise
        self._played = np.pad(played, (0, -len(played) % FRAME))
        self._written = self._position = self._frames = 0
        self._to_internal = Resampler(self._capture.rate, INTERNAL_RATE)
        self._to_device = Resampler(INTERNAL_RATE, self._playback.rate)
        self._waiting: Samples = np.zeros(0, np.float32)
        self._canceller = canceller
        self._stage = Stage.LISTENING
        self._room, self._reference, self._echo, self._late = _Mean(), _Mean(), _Mean(), _Mean()
        self._before, self._after = _Mean(), _Mean()
        self._heard_at = clock()

    def pump(self) -> EchoTest | None:
        """Go on; the result once it is there (who asked knows the date). DeviceError says why there will be none."""
        captured = self._capture.read()
        if len(captured):
            self._heard_at = self._clock()
        elif self._clock() - self._heard_at > _PATIENCE_S:
            raise DeviceError("The microphone delivers nothing. Choose another one, or unplug it and plug it in again.")
        run = np.concatenate((self._waiting, self._to_internal.push(captured)))
        whole = len(run) - len(run) % FRAME
        for start in range(0, whole, FRAME):
            self._frame(run[start : start + FRAME])
        self._waiting = run[whole:]
        self._fill()
        over = self._stage is Stage.FADING and self._frames >= _TAIL_FRAMES
        return self._result() if over else None

    def close(self) -> None:
        """Release both devices."""
        self._capture.close()
        self._playback.close()

    def _frame(self, heard: Samples) -> None:
        self._frames += 1
        match self._stage:
            case Stage.LISTENING:
                self._room.add(heard)
                self._canceller.listen(heard, is_voice=False)
                if self._frames >= _QUIET_FRAMES:
                    self._go(Stage.PLAYING)
            case Stage.PLAYING:
                self._hear(heard, self._played[self._position : self._position + FRAME])
                self._position += FRAME
                if self._position >= len(self._played):
                    self._go(Stage.FADING)
            case Stage.FADING:
                self._canceller.push(heard, np.zeros(FRAME, np.float32), is_voice=False)
                if self._frames > _TAIL_FRAMES // 2:
                    self._late.add(heard)

    def _go(self, stage: Stage) -> None:
        self._stage, self._frames = stage, 0

    def _hear(self, heard: Samples, reference: Samples) -> None:
        clean = self._canceller.push(heard, reference, is_voice=False)
        if float(np.dot(reference, reference)) < AUDIBLE * FRAME:
            return
        self._reference.add(reference)
        self._echo.add(heard)
        if self._frames > _LEARNED:
            self._before.add(heard)
            self._after.add(clean)

    def _fill(self) -> None:
        if self._stage is not Stage.PLAYING:
            return
        while self._written < len(self._played) and self._playback.queued() < self._playback.rate * _FILL_MS // 1000:
            self._playback.write(self._to_device.push(self._played[self._written : self._written + FRAME]))
            self._written += FRAME

    def _result(self) -> EchoTest:
        if self._room.power == 0 and self._echo.power == 0:
            raise DeviceError("The microphone delivers only silence. Look whether it is muted, or choose another one.")
        delay_ms = self._canceller.delay_ms
        echo_db = 10 * log10(max(self._echo.power - self._room.power, 1e-10)) - self._reference.db
        removed_db = max(0.0, self._before.db - self._after.db)
        cause = self._cause(delay_ms, echo_db, removed_db)
        microphone, loudspeaker = self._devices
        return EchoTest(
            input_device=microphone,
            output_device=loudspeaker,
            tested_at=0.0,
            delay_ms=delay_ms,
            echo_db=echo_db if delay_ms is not None else 0.0,
            removed_db=removed_db if delay_ms is not None else 0.0,
            noise_db=self._room.db,
            duplex=Duplex.FULL if cause is None else Duplex.HALF,
            cause=cause,
        )

    def _cause(self, delay_ms: float | None, echo_db: float, removed_db: float) -> EchoCause | None:
        """What stands against both speaking at once; None: nothing."""
        if delay_ms is None:
            came_late = self._late.db > self._room.db + _HEARD_DB
            return EchoCause.DELAY if came_late else None
        is_left = self._after.db > self._room.db + _HEARD_DB
        if not is_left or removed_db >= _ENOUGH_DB:
            return None
        return EchoCause.LEVEL if echo_db > _LOUD_DB else EchoCause.DISTORTION


class SelfTests:
    """One at a time, for the service; a new one ends the old."""

    def __init__(self, sound: SoundSystem, *, sounds_folder: Path, clock: Callable[[], float]) -> None:
        self._sound, self._folder, self._clock = sound, sounds_folder, clock
        self._test: EchoSelfTest | None = None
        self._failed: EchoTested | None = None

    @property
    def is_running(self) -> bool:
        """It wants to be pumped."""
        return self._test is not None or self._failed is not None

    def begin(self, microphone: AudioDevice | None, loudspeaker: AudioDevice | None) -> None:
        """With these devices."""
        # Imported here: by now it is loaded anyway, but the process starts a second sooner without it.
        from desktop_assistant.audio.echo import EchoCanceller

        self.end()
        try:
            if microphone is None or loudspeaker is None:
                raise DeviceError(f"There is no {'microphone' if microphone is None else 'loudspeaker'} to test. Plug one in.")
            self._test = EchoSelfTest(
                self._sound,
                microphone=microphone,
                loudspeaker=loudspeaker,
                played=load_wave(self._folder / SOUND),
                canceller=EchoCanceller(),
                clock=self._clock,
            )
        except PermissionError:
            self._failed = EchoTested(error="The system does not let this program use the microphone. Allow it in its settings.")
        except (DeviceError, OSError, ValueError) as error:
            self._failed = EchoTested(error=str(error))

    def end(self) -> None:
        """Release what it holds."""
        test, self._test, self._failed = self._test, None, None
        if test is not None:
            test.close()

    def pump(self) -> EchoTested | None:
        """Go on; the answer once there is one."""
        answer = self._failed
        try:
            result = self._test.pump() if self._test is not None else None
            answer = answer or (EchoTested(result=result) if result is not None else None)
        except DeviceError as error:
            answer = EchoTested(error=str(error))
        if answer is not None:
            self.end()
        return answer
