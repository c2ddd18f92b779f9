"""The microphone as the service sees it: opened only when asked, really released when closed."""

import logging
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from desktop_assistant.audio.alignment import ReferenceQueue
from desktop_assistant.audio.choice import DeviceNames, choose, pair_of
from desktop_assistant.audio.levels import LevelMeter
from desktop_assistant.audio.ports import Capture, ConditioningStage, EchoStage, SoundSystem, VoiceDetector
from desktop_assistant.audio.presence import Presence
from desktop_assistant.audio.troubles import TroubleList
from desktop_assistant.audio.uplink import Surroundings, Uplink, UplinkEvent
from desktop_assistant.core.audio import AudioSetup, Duplex, Samples
from desktop_assistant.core.errors import DeviceError
from desktop_assistant.core.local_events import MicFrame, MicrophoneClosed, MicrophoneOpened
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import AudioDevice, EchoCause

log = logging.getLogger(__name__)

MicrophoneEvent = UplinkEvent | MicrophoneOpened | MicrophoneClosed

_SILENT_S = 0.85
"""Nothing but zeros for so long is named, so that a person knows within a second."""
_STALL_S = 0.5
_RETRY_S = 2.0


@dataclass(frozen=True, slots=True)
class Ears:
    """The learned stages; they take a second to load, so the microphone may be open before they are there."""

    vad: VoiceDetector
    echo: EchoStage
    conditioning: ConditioningStage | None = None


class Wish(Enum):
    """What we were asked for."""

    CLOSED = auto()
    OPEN = auto()
    CLOSING = auto()
    """Deliver a little more, then release."""


class Microphone:
    """Acquires one Capture in `_acquire`, released in `_release`: on close, on a change of device and when it fails.

    While the wish is OPEN and there is no device, it tries again when the devices change and every 2 s.
    """

    def __init__(self, sound: SoundSystem, *, meter: LevelMeter, reference: ReferenceQueue, troubles: TroubleList) -> None:
        self._sound, self._meter, self._reference, self._troubles = sound, meter, reference, troubles
        self._setup = AudioSetup()
        self._names = DeviceNames()
        self._ears: Ears | None = None
        self._presence, self._last_id = Presence(), ""
        self._wish = Wish.CLOSED
        self._duplex = self._setup.duplex
        """As the person wants it with the devices that are used."""
        self._gated = True
        self._discard = self._is_worn = False
        self._rests_because: EchoCause | None = None
        """Why it is deaf while the assistant speaks, as it was told last; None: it is not, or the person wants it so."""
        self._capture: Capture | None = None
        self._set_aside: tuple[Samples, int] | None = None
        """What a device had heard when it was closed before there were ears, and its rate."""
        self._uplink: Uplink | None = None
        self._told_open = False
        self._captured = 0
        """Samples of earlier openings."""
        self._retry_at = self._close_at = self._last_sound = self._last_read = 0.0
        self.in_use: AudioDevice | None = None
        self.chosen: AudioDevice | None = None
        """To be used whenever it is open."""

    @property
    def wanted(self) -> AudioDevice | None:
        """The one that is used whenever it is open."""
        return choose(self._sound.inputs(), self._setup.input_preference).device

    @property
    def rests_with_devices(self) -> bool:
        """The person lets it rest while the assistant speaks, with the devices that are used; the setting may overrule that."""
        pairs = self._setup.resting_pairs
        return bool(pairs) and pair_of(self._sound.inputs(), self._sound.outputs(), self._setup) in pairs

    @property
    def is_wanted(self) -> bool:
        """Open, or about to be, or delivering its end."""
        return self._wish is not Wish.CLOSED

    @property
    def is_busy(self) -> bool:
        """A voice is followed or sound is on its way: every millisecond counts."""
        return self._wish is Wish.CLOSING or (self._uplink is not None and self._uplink.is_busy)

    @property
    def captured(self) -> int:
        """Samples at `INTERNAL_RATE` since this process began, over all openings."""
        return self._captured + (self._uplink.captured if self._uplink else 0)

    def hear_with(self, ears: Ears) -> None:
        """The learned stages are loaded."""
        self._ears = ears
        ears.echo.device_changed(is_worn=self._is_worn)
        self._tell_wishes()

    def configure(self, setup: AudioSetup, now: float) -> list[UplinkEvent]:
        """Apply; the device is reopened only if another one is wanted now."""
        self._setup = setup
        self._duplex = self._wanted_duplex
        self._tell_wishes()
        events = self._uplink.configure(setup, self._echo()) if self._uplink else []
        self.devices_changed(now)
        return events

    def open(self, *, gated: bool, now: float) -> list[MicrophoneEvent]:
        """Begin; `MicrophoneOpened` comes with the first sound."""
        events = self._finish() if self.is_wanted else []
        self._wish, self._gated, self._told_open = Wish.OPEN, gated, False
        self._acquire(now)
        if self._capture is None:
            self._troubles.repeat()
        return events

    def close(self, *, tail_ms: int, discard: bool, now: float) -> list[MicrophoneEvent]:
        """End, after `tail_ms` more of sound unless it is to be thrown away."""
        self._discard = discard
        if self._capture is not None and not discard and (tail_ms > 0 or self._ears is None):
            self._wish, self._close_at = Wish.CLOSING, now + tail_ms / 1000
            return []
        return self._finish()

    def pump(self, now: float, around: Surroundings) -> list[MicrophoneEvent]:
        """Take what the device has and push it through the stages."""
        if self._wish is Wish.CLOSED:
            return []
        if self._capture is None and self._wish is Wish.OPEN and now >= self._retry_at:
            self._acquire(now)
        # Until the stages are loaded the device's own ring keeps up to three seconds.
        events: list[MicrophoneEvent] = []
        if self._capture is not None and self._ears is not None:
            events += self._take(self._capture, now, around)
        if self._wish is Wish.CLOSING and now >= self._close_at:
            events += self._end(around)
        return events

    def path_changed(self, *, is_worn: bool) -> None:
        """Another microphone or loudspeaker is in use: the echo comes another way, or none, from headphones."""
        self._is_worn = is_worn
        if self._ears is not None:
            self._ears.echo.device_changed(is_worn=is_worn)

    def is_stalled(self, now: float) -> bool:
        """An open device has delivered nothing for half a second."""
        return self._capture is not None and self._ears is not None and now - self._last_read > _STALL_S

    def devices_changed(self, now: float) -> None:
        """Move to the wanted device if it is not the one in use; say so if the user's own is missing."""
        self._follow_pair()
        inputs = self._sound.inputs()
        choice = choose(inputs, self._setup.input_preference)
        self.chosen = choice.device
        self._troubles.set(ProblemCode.NO_MICROPHONE, not inputs)
        self._names.learn(inputs)
        self._troubles.set(ProblemCode.MICROPHONE_GONE, choice.missing is not None, self._names.said(choice.missing))
        wanted = choice.device.id if choice.device else ""
        if self._capture is not None and self.in_use is not None and wanted != self.in_use.id:
            self._release()
        if self._wish is Wish.OPEN and self._capture is None:
            self._acquire(now)

    def reopen(self, now: float) -> None:
        """The stream may be dead: begin another one."""
        if self._capture is not None:
            self._release()
            self._acquire(now)

    def _acquire(self, now: float) -> None:
        self._retry_at = now + _RETRY_S
        device = self.wanted
        if device is None:
            return
        try:
            self._capture = self._sound.open_capture(device.id)
        except PermissionError:
            self._troubles.set(ProblemCode.MICROPHONE_DENIED, True, device.name)
            return
        except DeviceError as error:
            log.warning("The microphone did not open: %s", error)
            self._troubles.set(ProblemCode.NO_MICROPHONE, True, device.name)
            return
        self._troubles.set(ProblemCode.NO_MICROPHONE, False)
        self._troubles.set(ProblemCode.MICROPHONE_DENIED, False)
        if device.id != self._last_id:
            self._last_id = device.id
            self._presence.forget()
        self.in_use = device
        self._last_sound = self._last_read = now

    def _release(self) -> None:
        if self._capture is not None:
            self._capture.close()
        self._capture, self.in_use = None, None
        self._troubles.set(ProblemCode.MICROPHONE_SILENT, False)

    def _take(self, capture: Capture, now: float, around: Surroundings) -> list[MicrophoneEvent]:
        captured = capture.read()
        if not len(captured):
            return []
        self._last_read = now
        self._watch_silence(captured, now)
        return self._hear(captured, capture.rate, around)

    def _hear(self, captured: Samples, rate: int, around: Surroundings) -> list[MicrophoneEvent]:
        events: list[MicrophoneEvent] = []
        if not self._told_open:
            self._told_open = True
            events.append(MicrophoneOpened())
        if self._uplink is None:
            self._uplink = self._start_uplink(rate)
        self._uplink.change_rate(rate)
        events += self._uplink.push(captured, around)
        self._tell_duplex()
        return events

    def _end(self, around: Surroundings) -> list[MicrophoneEvent]:
        """The device is released now; what it has heard waits for the ears, if they are not there yet."""
        if self._ears is None:
            if self._capture is not None:
                self._set_aside = self._capture.read(), self._capture.rate
                self._release()
            return [] if self._set_aside else self._finish()
        heard = self._hear(*self._set_aside, around) if self._set_aside else []
        return [*heard, *self._finish()]

    def _start_uplink(self, rate: int) -> Uplink:
        assert self._ears is not None
        return Uplink(
            self._setup,
            gated=self._gated,
            device_rate=rate,
            vad=self._ears.vad,
            echo=self._echo(),
            conditioning=self._ears.conditioning,
            presence=self._presence,
            reference=self._reference,
            meter=self._meter,
        )

    @property
    def _wanted_duplex(self) -> Duplex:
        chosen = self._setup.duplex
        return Duplex.HALF if chosen is Duplex.AUTO and self.rests_with_devices else chosen

    def _follow_pair(self) -> None:
        """With other devices it may rest, or listen: from the next frame on."""
        before, self._duplex = self._duplex, self._wanted_duplex
        if self._duplex is before:
            return
        self._tell_wishes()
        if self._uplink is not None:
            left = self._uplink.configure(self._setup, self._echo())
            assert not left, "the format is as it was, so no packet is cut short"

    def _tell_wishes(self) -> None:
        if self._ears is None:
            return
        self._ears.echo.wish(self._duplex)
        if self._ears.conditioning is not None:
            self._ears.conditioning.wish(suppress_noise=self._setup.noise_suppression, control_gain=self._setup.gain_control)

    def _tell_duplex(self) -> None:
        echo = self._echo()
        before, self._rests_because = self._rests_because, echo.half_duplex_cause if echo else None
        cause = self._rests_because
        self._troubles.set(ProblemCode.ECHO_HALF_DUPLEX, cause is not None, cause.value if cause else "")
        if cause is not before:  # what the person has chosen meanwhile needs no news
            is_back = cause is None and echo is not None and self._duplex is Duplex.AUTO
            self._troubles.set(ProblemCode.ECHO_TAKEN_AWAY, is_back)

    def _watch_silence(self, captured: Samples, now: float) -> None:
        if np.any(captured):
            self._last_sound = now
        name = self.in_use.name if self.in_use else ""
        self._troubles.set(ProblemCode.MICROPHONE_SILENT, now - self._last_sound >= _SILENT_S, name)

    def _finish(self) -> list[MicrophoneEvent]:
        uplink = self._uplink
        events: list[MicrophoneEvent] = []
        if uplink is not None and not self._discard:
            events += [event for event in uplink.flush() if isinstance(event, MicFrame)]
        self._release()
        self._captured = self.captured
        self._wish, self._uplink, self._discard, self._set_aside = Wish.CLOSED, None, False, None
        return [*events, MicrophoneClosed(speech_ms=uplink.speech_ms if uplink else 0.0)]

    def _echo(self) -> EchoStage | None:
        """A microphone that shall rest needs it without cancellation too: it knows when the assistant can be heard."""
        is_wanted = self._setup.echo_cancellation or self._duplex is Duplex.HALF
        return self._ears.echo if self._ears and is_wanted else None
