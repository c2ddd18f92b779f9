"""The microphone path as one list of stages: 10 ms frames -> echo -> 16 kHz -> detector -> gate, brake -> sending -> packets."""

from dataclasses import dataclass, replace

import numpy as np

from desktop_assistant.audio.alignment import ReferenceQueue
from desktop_assistant.audio.brake import BRAKE_RULES, Brake, BrakeJudge
from desktop_assistant.audio.encoding import Packets
from desktop_assistant.audio.evidence import Heard, shape_of
from desktop_assistant.audio.gate import THRESHOLD, THRESHOLD_WHILE_PLAYING, Gate, GateRules, SpeechEvent, Stretch, Voice
from desktop_assistant.audio.levels import LevelMeter, loudness
from desktop_assistant.audio.ports import FRAME, VAD_RATE, VAD_WINDOW, ConditioningStage, EchoStage, VoiceDetector
from desktop_assistant.audio.presence import Presence, Whose, level_db
from desktop_assistant.audio.resampler import Resampler
from desktop_assistant.audio.sending import Sending, SendingRules, Take
from desktop_assistant.core.audio import INTERNAL_RATE, AudioFrame, AudioSetup, Samples, Sensitivity
from desktop_assistant.core.local_events import MicFrame, MicPaused, SpeechConfirmed, SpeechStarted, SpeechStopped

ECHO_TAIL_FRAMES = 120
"""The canceller works this much longer than the loudspeaker: rooms ring, and devices are late. After that it rests."""
_WORD = {Sensitivity.EASY: 400.0, Sensitivity.NORMAL: 1000.0, Sensitivity.FIRM: 1500.0}
_ANY_WORD = {Sensitivity.EASY: 40.0, Sensitivity.NORMAL: 40.0, Sensitivity.FIRM: 400.0}
"""Instead, where nobody would tell us of a "stop": any voice that is no hum; who chose to speak longer does so there too."""
_VOICE_MS = {Sensitivity.EASY: 192, Sensitivity.NORMAL: 480, Sensitivity.FIRM: 544}
"""See `GateRules`."""
_KEEP_DB = 6.0
"""A voice that is followed may stand out by so much less than one that begins: most of it is weaker than its beginning. Not while
echo of what was played before the hold may still come: what is weak then is more likely that."""

_RINGING_MS, _OWN_FRAMES = 100.0, 5
"""What stands out for so many frames later than that after the end of the echo is a sound of its own, a cough perhaps. It is no
sign that the assistant hears itself."""
_LOWEST_DB, _HIGHEST_DB = -200.0, 200.0

UplinkEvent = MicFrame | MicPaused | SpeechStarted | SpeechConfirmed | SpeechStopped | Brake


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the microphone path must know about the loudspeaker at this moment."""

    playing: bool
    in_device: int
    """Samples at 24 kHz that the loudspeaker still holds."""


def gate_rules(setup: AudioSetup) -> GateRules:
    """The gate's part of the setup."""
    return GateRules(
        pause_ms=setup.pause_ms,
        confirm_ms=setup.confirm_ms,
        word=(_WORD if setup.words_follow else _ANY_WORD)[setup.sensitivity],
        voice_ms=_VOICE_MS[setup.sensitivity],
    )


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
        conditioning: ConditioningStage | None = None,
        presence: Presence,
        reference: ReferenceQueue,
        meter: LevelMeter,
    ) -> None:
        self._device_rate = device_rate
        self._to_internal = Resampler(device_rate, INTERNAL_RATE)
        self._to_vad = Resampler(INTERNAL_RATE, VAD_RATE)
        self._vad, self._echo, self._reference, self._meter = vad, echo, reference, meter
        self._conditioning, self._presence = conditioning, presence
        self._gate = Gate(gate_rules(setup))
        self._sending = Sending(sending_rules(setup, gated=gated))
        self._packets = Packets(setup.input_format)
        self._format = setup.input_format
        self._gated = gated
        self._waiting: Samples = np.zeros(0, np.float32)
        self._for_vad: Samples = np.zeros(0, np.float32)
        self._position = 0
        self._echo_frames_left = 0
        self._gaps = reference.gaps
        self._brake, self._brake_rules = BrakeJudge(), BRAKE_RULES[setup.sensitivity]
        self._began_over_voice = False
        """Of the newest voice: the assistant spoke when it began."""
        self._others: Stretch | None = None
        """Not worth sending, unless it goes on as the user's."""
        self._own_frames = 0
        """Since the assistant was held: frames that stand out, and that its echo cannot be in any more."""
        self._stood_out: list[float] = []
        """The frames of the window that is being collected."""
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
        self._echo, self._brake_rules = echo, BRAKE_RULES[setup.sensitivity]
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
        if whole and self._echo is not None and len(self._reference):  # of older frames nobody knows what the device held then
            self._echo.told_lead((around.in_device - len(self._reference)) * 1000 / INTERNAL_RATE)
        return events

    def flush(self) -> list[UplinkEvent]:
        """The last packet."""
        return [*self._packets.flush()]

    def _frame(self, samples: Samples, around: Surroundings) -> list[UplinkEvent]:
        clean = self._without_echo(samples, around)
        self._meter.microphone(*loudness(clean))
        frame = AudioFrame(samples=clean, start=self._position)
        self._position = frame.end
        playing = around.playing or not self._is_echo_over  # what was played last is heard for a while after it was emptied
        windows = self._judge(clean, playing=playing)
        unproven = self._echo is not None and not self._echo.is_path_proven
        speech = self._gate.push(windows, playing=playing, is_echo_likely=unproven)
        self._tell_whose(speech, playing=playing)
        events: list[UplinkEvent] = [*speech]
        if brake := self._judge_brake(windows, playing=around.playing):
            events.insert(0, brake)
        return events + self._send(frame)

    def _send(self, frame: AudioFrame) -> list[UplinkEvent]:
        was_open = self._sending.is_open
        whole = self._echo.whole if self._echo is not None and self._echo_frames_left else None
        take = Take(frame, frame if whole is None else replace(frame, samples=whole))
        if self._presence.whose is not Whose.USERS:
            self._others = self._gate.stretch
        stretch = None if self._gate.stretch is self._others else self._gate.stretch
        passed = self._sending.push(take, stretch, followed=self._is_voice)
        if self._gated and self._is_deaf:  # the end of a turn, whose silence somebody waits for: not the assistant's own voice
            passed = [replace(one, samples=np.zeros_like(one.samples)) for one in passed]
        events: list[UplinkEvent] = []
        if was_open != self._sending.is_open:
            events += self._packets.flush()  # the next packet stands elsewhere in the stream
        if was_open and not self._sending.is_open:
            events.append(MicPaused())
        for one in passed:
            events += self._packets.push(self._condition(one))
        return events

    def _condition(self, frame: AudioFrame) -> AudioFrame:
        return replace(frame, samples=self._conditioning.push(frame.samples)) if self._conditioning else frame

    def _without_echo(self, samples: Samples, around: Surroundings) -> Samples:
        if len(self._reference):
            self._echo_frames_left = ECHO_TAIL_FRAMES
            self._own_frames = 0
        elif self._echo_frames_left == 0:
            if self._echo is not None:
                self._echo.listen(samples, is_voice=self._is_voice)
            return samples
        self._echo_frames_left -= 1
        reference = self._reference.pop(FRAME, around.in_device)
        if self._gaps != self._reference.gaps:
            self._gaps = self._reference.gaps
            if self._echo is not None:
                self._echo.starts_again()
        return samples if self._echo is None else self._echo.push(samples, reference, is_voice=self._is_voice)

    def _tell_whose(self, events: list[SpeechEvent], *, playing: bool) -> None:
        """The canceller learns what became of voices over the assistant."""
        for event in events:
            if isinstance(event, SpeechStopped):
                self._presence.voice_over(is_turn=event.was_confirmed)
            match event:
                case SpeechStarted():
                    self._began_over_voice = playing
                case SpeechConfirmed() if self._began_over_voice and self._echo is not None:
                    self._echo.voice_confirmed()
                case SpeechStopped() if self._echo is not None:
                    ended_with_echo = self._began_over_voice and self._own_frames < _OWN_FRAMES
                    self._echo.voice_over(ended_with_echo=ended_with_echo)
                case _:
                    pass

    @property
    def _is_voice(self) -> bool:
        return self._gate.voice is not Voice.SILENT

    def _judge(self, clean: Samples, *, playing: bool) -> list[Heard]:
        # Where nobody knows what to expect, everything stands out for the gate, and the brake waits for the detector.
        stands_out_db = self._stands_out_db
        self._stood_out.append(_HIGHEST_DB if stands_out_db is None else stands_out_db)
        if self._is_echo_over:
            self._own_frames += (stands_out_db or 0.0) > self._brake_rules.voice_db
        limit = self._brake_rules.voice_db - (_KEEP_DB if self._is_voice and self._is_echo_over else 0.0)
        self._for_vad = np.concatenate((self._for_vad, self._to_vad.push(clean)))
        windows = []
        while len(self._for_vad) >= VAD_WINDOW:
            window, self._for_vad = self._for_vad[:VAD_WINDOW], self._for_vad[VAD_WINDOW:]
            heard = self._heard(window, playing=playing, stands_out=self._window_db >= limit)
            if self._echo is not None and self._is_deaf:
                if heard.probability > THRESHOLD_WHILE_PLAYING:
                    self._echo.overheard()
                heard = Heard(0.0)
            self._stood_out.clear()
            self._meter.speech(heard.probability)
            windows.append(heard)
        return windows

    def _heard(self, window: Samples, *, playing: bool, stands_out: bool) -> Heard:
        if playing and not stands_out and not self._is_voice:
            self._vad.skip(window)
            self._presence.pause()
            return Heard(0.0)
        probability = self._vad.probability(window)
        voiced = probability > (THRESHOLD_WHILE_PLAYING if playing else THRESHOLD)
        if playing and (not stands_out or self._may_be_leak):
            return Heard(0.0, is_weak=voiced)
        if not voiced:
            if not self._is_voice:
                self._presence.pause()
            return Heard(probability)
        whose = self._presence.hear(level_db(window), playing=playing)
        if whose is Whose.USERS:
            has_shape = playing and not self._lacks_parts
            return Heard(probability, shape_of(window) if has_shape else None, nearness=self._presence.nearness)
        return Heard(probability if whose is Whose.DOUBTFUL else 0.0, is_weak=True)

    @property
    def _stands_out_db(self) -> float | None:
        return self._echo.stands_out_db if self._echo else None

    @property
    def _is_deaf(self) -> bool:
        return self._echo is not None and self._echo.is_deaf

    @property
    def _window_db(self) -> float:
        return max(self._stood_out, default=_LOWEST_DB)

    @property
    def _is_echo_over(self) -> bool:
        late_ms = (self._echo.delay_ms or 0.0) if self._echo is not None else 0.0
        return (ECHO_TAIL_FRAMES - self._echo_frames_left) * 10 > late_ms + _RINGING_MS

    @property
    def _may_be_leak(self) -> bool:
        return self._echo_frames_left > 0 and self._echo is not None and self._echo.suspects_leak

    @property
    def _lacks_parts(self) -> bool:
        return self._echo is not None and self._echo.takes_voice_along and not self._is_echo_over

    def _judge_brake(self, windows: list[Heard], *, playing: bool) -> Brake | None:
        if not playing or self._is_deaf:
            return self._brake.stop()
        return self._brake.push(
            self._stands_out_db or 0.0,
            self._brake_rules,
            detected=any(window.probability > THRESHOLD_WHILE_PLAYING for window in windows),
            followed=self._is_voice,
        )
