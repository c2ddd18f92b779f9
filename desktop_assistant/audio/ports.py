"""What the audio service needs from outside, so that tests can bring their own.

The real ones: devices and streams in `devices.py` and `stream.py`, the detector in `vad.py`, the canceller in `echo.py`.
"""

from typing import Protocol

from desktop_assistant.core.audio import INTERNAL_RATE, Duplex, Samples
from desktop_assistant.core.snapshot import AudioDevice, EchoCause

FRAME = INTERNAL_RATE // 100
"""Samples in 10 ms, the step of every stage between the resamplers."""
VAD_RATE = 16_000
VAD_WINDOW = 512
"""Samples at `VAD_RATE` that the detector judges at a time."""
VAD_WINDOW_MS = 32


class VoiceDetector(Protocol):
    """What the uplink needs; tests script it."""

    def probability(self, window: Samples) -> float:
        """0..1 for `VAD_WINDOW` samples at `VAD_RATE`, which are kept for a while and must not be changed."""
        ...

    def skip(self, window: Samples) -> None:
        """The next one of the stream is known to be nobody's, and need not be judged."""
        ...

    def reset(self) -> None:
        """Forget the stream so far."""
        ...


class EchoStage(Protocol):
    """What the uplink needs; tests use a transparent one."""

    def push(self, frame: Samples, reference: Samples, *, is_voice: bool) -> Samples:
        """Cleaned frame; both are `FRAME` samples, the reference is what the loudspeaker plays meanwhile.

        `is_voice`: a user's voice is being followed.
        """
        ...

    def listen(self, frame: Samples, *, is_voice: bool) -> None:
        """A frame without anything of the loudspeaker in it, to learn how loud the room is."""
        ...

    @property
    def stands_out_db(self) -> float | None:
        """How far the last frame is above what the echo and the room leave; None while that cannot be told."""
        ...

    @property
    def is_path_proven(self) -> bool:
        """Where the echo is, or that there is none, is known, and not only likely."""
        ...

    @property
    def delay_ms(self) -> float | None:
        """Of the echo; None: none was found."""
        ...

    @property
    def is_deaf(self) -> bool:
        """Half duplex: what is heard now does not count as a voice."""
        ...

    @property
    def whole(self) -> Samples | None:
        """The last frame with all of the user in it, and more echo: for who is heard anyway. None: it is what was returned."""
        ...

    @property
    def half_duplex_cause(self) -> EchoCause | None:
        """Why the stage went half duplex of its own accord; None: it did not."""
        ...

    def wish(self, duplex: Duplex) -> None:
        """What the user wants."""
        ...

    def device_changed(self, *, is_worn: bool) -> None:
        """Another microphone or loudspeaker: nothing that was learned holds. `is_worn`: they are headphones."""
        ...

    def overheard(self) -> None:
        """While deaf, a voice would have been found."""
        ...

    def voice_confirmed(self) -> None:
        """A voice that began while the assistant spoke goes on."""
        ...

    def voice_over(self, *, ended_with_echo: bool) -> None:
        """A voice is over; `ended_with_echo`: nobody was heard but while the assistant's echo was."""
        ...

    def told_lead(self, ms: float) -> None:
        """By so much the reference is ahead now of what the device says that it plays (`device_lead.py`)."""
        ...

    def starts_again(self) -> None:
        """The loudspeaker has run dry or was emptied: what it plays next may be on its way for another time than before."""
        ...

    @property
    def suspects_leak(self) -> bool:
        """What came out last may be the assistant's own voice: not to be taken for the user's."""
        ...

    @property
    def takes_voice_along(self) -> bool:
        """What came out last lacks parts of a user who spoke over an echo: its spectrum is not that of a voice."""
        ...


class ConditioningStage(Protocol):
    """The last touches on what is sent."""

    def wish(self, *, suppress_noise: bool, control_gain: bool) -> None:
        """What the user wants."""
        ...

    def push(self, frame: Samples) -> Samples:
        """`FRAME` samples in, as many out."""
        ...


class Capture(Protocol):
    """An open microphone, mono."""

    @property
    def rate(self) -> int:
        """Hz."""
        ...

    def read(self) -> Samples:
        """Everything captured since the last call, perhaps nothing."""
        ...

    def close(self) -> None:
        """Release the device."""
        ...


class Playback(Protocol):
    """An open loudspeaker, mono. It holds at least a second; the service fills it by at most 300 ms."""

    @property
    def rate(self) -> int:
        """Hz."""
        ...

    def write(self, samples: Samples) -> None:
        """Queue after what is there."""
        ...

    def queued(self) -> int:
        """Samples in the device's ring: written, and not yet taken by the sound server."""
        ...

    def played(self) -> int:
        """Samples that have left the loudspeaker since it was opened or reset; never more than written."""
        ...

    def reset(self) -> None:
        """Silence at once, queue empty, counting from zero."""
        ...

    def close(self) -> None:
        """Release the device."""
        ...


class SoundSystem(Protocol):
    """The machine's devices. `open_*` raise DeviceError."""

    def inputs(self) -> tuple[AudioDevice, ...]:
        """Microphones plugged in now."""
        ...

    def outputs(self) -> tuple[AudioDevice, ...]:
        """Loudspeakers plugged in now."""
        ...

    def open_capture(self, device_id: str) -> Capture:
        """Start to capture."""
        ...

    def open_playback(self, device_id: str) -> Playback:
        """Start to play."""
        ...

    def is_alive(self, *, thorough: bool) -> bool:
        """The sound server that we use is still there (`thorough`: and answers); False: only a new process helps."""
        ...
