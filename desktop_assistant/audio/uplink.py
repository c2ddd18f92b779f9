"""The microphone path as one list of stages: frames of 10 ms -> echo -> 16 kHz -> detector -> gate -> sending -> packets."""

from dataclasses import dataclass

import numpy as np

from desktop_assistant.audio.alignment import ReferenceQueue
from desktop_assistant.audio.encoding import Packets
from desktop_assistant.audio.gate import Gate, GateRules, Voice
from desktop_assistant.audio.levels import LevelMeter, loudness
from desktop_assistant.audio.ports import FRAME, VAD_RATE, VAD_WINDOW, EchoStage, VoiceDetector
from desktop_assistant.audio.resampler import Resampler
from desktop_assistant.audio.sending import Sending, SendingRules
from desktop_assistant.core.audio import INTERNAL_RATE, AudioFrame, AudioSetup, Samples
from desktop_assistant.core.local_events import MicFrame, MicPaused, SpeechConfirmed, SpeechStarted, SpeechStopped

ECHO_TAIL_FRAMES = 60
"""The canceller works this much longer than the loudspeaker: rooms ring, and devices are late. After that it rests."""

UplinkEvent = MicFrame | MicPaused | SpeechStarted | SpeechConfirmed | SpeechStopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the microphone path must know about the loudspeaker at this moment."""

    playing: bool
    in_device: int
    """Samples at 24 kHz that the loudspeaker still holds."""


def gate_rules(setup: AudioSetup) -> GateRules:
    """The gate's part of the setup."""
    return GateRules(pause_ms=setup.pause_ms, confirm_ms=setup.confirm_ms)


def sending_rules(setup: AudioSetup, *, gated: bool) -> SendingRules:
    """What the setup says about sending."""
    return SendingRules(preroll_ms=setup.preroll_ms, tail_ms=setup.gate_tail_ms, gated=gated, when_quiet=setup.when_quiet)


class Uplink:
    """One opening of the microphone, from device samples to events; positions count from its first sample.

    `echo` None: cancellation is off. The reference queue is shared with the loudspeaker's side.
    """

    def __init__(
        self,
        setup: AudioSetup,
        *,
        gated: bool,
        device_rate: int,
        vad: VoiceDetector,
        echo: EchoStage | None,
        reference: ReferenceQueue,
        meter: LevelMeter,
    ) -> None:
        self._device_rate = device_rate
        self._to_internal = Resampler(device_rate, INTERNAL_RATE)
        self._to_vad = Resampler(INTERNAL_RATE, VAD_RATE)
        self._vad, self._echo, self._reference, self._meter = vad, echo, reference, meter
        self._gate = Gate(gate_rules(setup))
        self._sending = Sending(sending_rules(setup, gated=gated))
        self._packets = Packets(setup.input_format)
        self._format = setup.input_format
        self._gated = gated
        self._waiting: Samples = np.zeros(0, np.float32)
        self._for_vad: Samples = np.zeros(0, np.float32)
        self._position = 0
        self._echo_frames_left = 0
        vad.reset()

    @property
    def speech_ms(self) -> float:
        """Voice so far."""
        return self._gate.speech_ms

    @property
    def captured(self) -> int:
        """Samples at `INTERNAL_RATE` so far."""
        return self._position

    @property
    def is_busy(self) -> bool:
        """Sound is on its way to the wire, or a voice is being followed."""
        return self._sending.is_open or self._gate.voice is not Voice.SILENT

    def change_rate(self, device_rate: int) -> None:
        """Another device took over in the middle of the stream."""
        if device_rate != self._device_rate:
            self._device_rate = device_rate
            self._to_internal = Resampler(device_rate, INTERNAL_RATE)

    def configure(self, setup: AudioSetup, echo: EchoStage | None) -> list[UplinkEvent]:
        """Apply a changed setup in the middle of the stream."""
        self._echo = echo
        self._gate.change_rules(gate_rules(setup))
        self._sending.change_rules(sending_rules(setup, gated=self._gated))
        if setup.input_format == self._format:
            return []
        self._format = setup.input_format
        left: list[UplinkEvent] = [*self._packets.flush()]
        self._packets = Packets(setup.input_format)
        return left

    def push(self, captured: Samples, around: Surroundings) -> list[UplinkEvent]:
        """Any number of samples at the device's rate."""
        run = self._to_internal.push(captured)
        if len(self._waiting):
            run = np.concatenate((self._waiting, run))
        events: list[UplinkEvent] = []
        whole = len(run) - len(run) % FRAME
        for start in range(0, whole, FRAME):
            events += self._frame(run[start : start + FRAME], around)
        self._waiting = run[whole:]
        return events

    def flush(self) -> list[UplinkEvent]:
        """The last packet."""
        return [*self._packets.flush()]

    def _frame(self, samples: Samples, around: Surroundings) -> list[UplinkEvent]:
        clean = self._without_echo(samples, around)
        self._meter.microphone(*loudness(clean))
        frame = AudioFrame(samples=clean, start=self._position)
        self._position = frame.end
        events: list[UplinkEvent] = [*self._gate.push(self._judge(clean), playing=around.playing)]
        return events + self._send(frame)

    def _send(self, frame: AudioFrame) -> list[UplinkEvent]:
        was_open = self._sending.is_open
        passed = self._sending.push(frame, self._gate.stretch)
        events: list[UplinkEvent] = []
        if was_open != self._sending.is_open:
            events += self._packets.flush()  # the next packet stands elsewhere in the stream
        if was_open and not self._sending.is_open:
            events.append(MicPaused())
        for one in passed:
            events += self._packets.push(one)
        return events

    def _without_echo(self, samples: Samples, around: Surroundings) -> Samples:
        if len(self._reference):
            self._echo_frames_left = ECHO_TAIL_FRAMES
        elif self._echo_frames_left == 0:
            return samples
        self._echo_frames_left -= 1
        reference = self._reference.pop(FRAME, around.in_device)
        return samples if self._echo is None else self._echo.push(samples, reference)

    def _judge(self, clean: Samples) -> list[float]:
        self._for_vad = np.concatenate((self._for_vad, self._to_vad.push(clean)))
        probabilities = []
        while len(self._for_vad) >= VAD_WINDOW:
            heard = self._vad.probability(self._for_vad[:VAD_WINDOW])
            is_leak = self._echo_frames_left > 0 and self._echo is not None and self._echo.suspects_leak
            probabilities.append(0.0 if is_leak else heard)
            self._for_vad = self._for_vad[VAD_WINDOW:]
            self._meter.speech(probabilities[-1])
        return probabilities
