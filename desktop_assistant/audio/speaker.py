"""The loudspeaker as the service sees it: parts in, playhead out, opened when something sounds and released when idle."""

import logging
from collections.abc import Callable

from desktop_assistant.audio.alignment import ReferenceQueue
from desktop_assistant.audio.choice import DeviceNames, choose
from desktop_assistant.audio.downlink import Downlink, Frame
from desktop_assistant.audio.earcons import Earcons
from desktop_assistant.audio.jitter_buffer import Arrival, PartKey
from desktop_assistant.audio.levels import LevelMeter, loudness
from desktop_assistant.audio.playhead import NOTHING, Playhead
from desktop_assistant.audio.ports import Playback, SoundSystem
from desktop_assistant.audio.resampler import Resampler
from desktop_assistant.audio.silent import SilentPlayback
from desktop_assistant.audio.troubles import TroubleList
from desktop_assistant.core.audio import INTERNAL_RATE, AudioFormat, AudioSetup, DeviceName, ms_to_samples
from desktop_assistant.core.errors import DeviceError
from desktop_assistant.core.local_events import PlaybackAdvanced, PlaybackDrained, PlaybackFlushed
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import AudioDevice

log = logging.getLogger(__name__)

FILL_MS = 200
"""Sound kept in the device: enough for a machine that stutters. The brake takes it back, so it costs no reaction time."""
_NEARLY_DRY_MS = 12
"""More than a tick: the last frame before a gap must be there before the gap is, to fade out."""
_IDLE_S = 3.0
_RETRY_S = 2.0
_STALL_S = 0.5


class Speaker:
    """Acquires one Playback in `_open`, released in `close`, on idle, and on a change of device.

    Without a usable loudspeaker sound goes nowhere at its natural pace, so that a conversation continues in text.
    """

    def __init__(
        self,
        sound: SoundSystem,
        *,
        earcons: Earcons,
        meter: LevelMeter,
        reference: ReferenceQueue,
        troubles: TroubleList,
        clock: Callable[[], float],
    ) -> None:
        self._sound, self._meter, self._reference, self._troubles, self._clock = sound, meter, reference, troubles, clock
        self._downlink = Downlink(earcons)
        self._playhead = Playhead(lambda samples: meter.voice(*loudness(samples)))
        self._wanted: tuple[DeviceName, ...] = ()
        self._names = DeviceNames()
        self._device: Playback | None = None
        self._resampler = Resampler(INTERNAL_RATE, INTERNAL_RATE)
        self._retry_at = 0.0
        self._last_progress = (0, 0.0)
        self._last_work = 0.0
        self.in_use: AudioDevice | None = None
        self.chosen: AudioDevice | None = None
        """To be used whenever something sounds."""
        self.feeds_reference = False
        """A microphone is open: what is played is queued for the echo canceller, and the device stays open."""

    @property
    def wanted(self) -> AudioDevice | None:
        """The one that is used whenever something sounds."""
        return choose(self._sound.outputs(), self._wanted).device

    @property
    def is_sounding(self) -> bool:
        """Something is queued or in the device: it needs pumping."""
        return self._playhead.in_device > 0 or self._downlink.has_work

    @property
    def is_speaking(self) -> bool:
        """The assistant's voice is queued or in the device; earcons and replays are no voice that could be lowered."""
        return self._downlink.jitter.buffered > 0 or self._playhead.holds_voice

    @property
    def is_held(self) -> bool:
        """The brake is on."""
        return self._downlink.is_held

    @property
    def in_device(self) -> int:
        """Samples at 24 kHz that the device still holds."""
        return self._playhead.in_device

    @property
    def counters(self) -> dict[str, float]:
        """For the log."""
        jitter = self._downlink.jitter
        return {"underruns": jitter.underruns, "late": jitter.late, "prebuffer_ms": jitter.prebuffer_ms}

    def configure(self, setup: AudioSetup, now: float) -> None:
        """Apply; the device is changed only if another one is wanted now."""
        self._wanted = setup.output_preference
        self._downlink.format = setup.output_format
        self._downlink.fader.volume = setup.volume
        self.devices_changed(now)

    def play(self, key: PartKey, audio: bytes, now: float, start_ms: float) -> None:
        """Queue encoded sound of a part; `start_ms` is where an unknown part begins."""
        start = ms_to_samples(start_ms)
        count = self._downlink.push(key, audio, now, start=start)
        self._playhead.queued(key, count, start=start)

    def finish(self, key: PartKey) -> None:
        """Nothing more for this part."""
        self._downlink.finish(key)
        self._playhead.finished(key)

    def earcon(self, name: str) -> None:
        """Beside the voice, or alone."""
        self._downlink.earcons.start(name)

    def replay(self, audio: bytes, fmt: AudioFormat) -> None:
        """Play kept sound beside whatever else sounds."""
        self._downlink.replay.start(audio, fmt)

    def replays_ended(self) -> int:
        """Since the last call."""
        return self._downlink.replay.take_ended()

    def stop_replay(self) -> None:
        """Silence it at once, also what the device holds of it."""
        if self._downlink.replay.is_playing:
            self._downlink.replay.stop()
            self._rewind()

    def hold(self, on: bool) -> None:
        """Silence within a frame, and on from exactly there: what the device holds is taken back and waits."""
        if on == self._downlink.is_held:
            return
        self._downlink.is_held = on
        if on and self._playhead.in_device > 0:
            self._rewind()
        self._fill()

    def flush(self) -> PlaybackFlushed:
        """Silence, and where it fell."""
        self._advance()
        item_id, index = key = self._playhead.current
        played_ms = self._playhead.heard_ms(key) if key != NOTHING else 0.0
        self._rewind()
        self._downlink.reset()
        self._playhead.forget()
        return PlaybackFlushed(item_id=item_id, content_index=index, played_ms=played_ms)

    def pump(self, now: float) -> list[PlaybackAdvanced | PlaybackDrained]:
        """Move sound to the device and report what has left it."""
        if self._device is None and self._downlink.has_work:
            self._open(now)
        self._advance()
        if self._device is not None:
            self._fill()
            self._retire(now)
        arrival = self._downlink.jitter.arrival
        self._troubles.set(ProblemCode.DOWNLINK_UNEVEN, arrival is Arrival.UNEVEN)
        self._troubles.set(ProblemCode.DOWNLINK_EVEN, arrival is Arrival.EVEN_AGAIN)
        return self._playhead.reports(now)

    def is_stalled(self, now: float) -> bool:
        """The device holds sound and has taken none for half a second."""
        played = self._playhead.played
        if self._playhead.in_device <= 0 or played != self._last_progress[0]:
            self._last_progress = (played, now)
        return now - self._last_progress[1] > _STALL_S

    def devices_changed(self, now: float) -> None:
        """Move to the wanted device if it is not the one in use; say so if the user's own is missing."""
        outputs = self._sound.outputs()
        choice = choose(outputs, self._wanted)
        self.chosen = choice.device
        self._troubles.set(ProblemCode.NO_SPEAKER, not outputs)
        self._names.learn(outputs)
        self._troubles.set(ProblemCode.SPEAKER_GONE, choice.missing is not None, self._names.said(choice.missing))
        if self._device is not None and choice.device != self.in_use and _id(choice.device) != _id(self.in_use):
            self.reopen(now)

    def reopen(self, now: float) -> None:
        """Go on in another stream, if there is one: on another device, or because this one may be dead."""
        if self._device is not None:
            self._rewind()
            self.close()
            self._retry_at = now

    def close(self) -> None:
        """Release the device. The next one counts from zero, so the playhead must too; what was unheard is queued again."""
        if self._device is not None:
            self._device.close()
            self._downlink.put_back(self._playhead.take_back())
        self._device, self.in_use = None, None

    def restart_reference(self) -> None:
        """A microphone opens: give its echo canceller what the device still holds."""
        self.feeds_reference = True
        self._advance()
        self._reference.restart(self._playhead.unheard_frames())

    def _open(self, now: float) -> None:
        choice = choose(self._sound.outputs(), self._wanted)
        self._device = self._open_device(choice.device)
        self._resampler = Resampler(INTERNAL_RATE, self._device.rate)
        self._last_work, self._retry_at = now, now + _RETRY_S

    def _open_device(self, device: AudioDevice | None) -> Playback:
        if device is not None:
            try:
                opened = self._sound.open_playback(device.id)
            except DeviceError as error:
                log.warning("The loudspeaker did not open: %s", error)
                self._troubles.set(ProblemCode.NO_SPEAKER, True, device.name)
            else:
                self._troubles.set(ProblemCode.NO_SPEAKER, False)
                self.in_use = device
                return opened
        return SilentPlayback(self._clock)

    def _advance(self) -> None:
        if self._device is not None:
            self._playhead.advance(self._device.played() * INTERNAL_RATE // self._device.rate)

    def _rewind(self) -> None:
        """Silence the device; what nobody has heard is first in the queue again."""
        self._advance()
        if self._device is not None and self._playhead.in_device > 0:
            self._device.reset()
        self._downlink.put_back(self._playhead.take_back())
        self._resampler.reset()
        self._reference.clear()

    def _fill(self) -> None:
        if self._device is None:
            return
        queued = self._device.queued()
        limit = self._device.rate * FILL_MS // 1000
        count = 0
        while queued < limit and (frame := self._downlink.pull(hold_back=True)) is not None:
            queued += self._write(self._device, frame)
            count += 1
        if count == 0 and queued <= self._device.rate * _NEARLY_DRY_MS // 1000:
            frame = self._downlink.pull(hold_back=False)
            if frame is not None:
                self._write(self._device, frame)
            elif queued == 0 and not self._downlink.is_held:
                self._downlink.jitter.ran_dry()

    def _write(self, device: Playback, frame: Frame) -> int:
        samples = self._resampler.push(frame.samples)
        device.write(samples)
        self._playhead.written(frame)
        if self.feeds_reference:
            self._reference.push(frame.samples)
        return len(samples)

    def _retire(self, now: float) -> None:
        """Release an idle device, and a silent stand-in when it is time to try a real one again."""
        if self.is_sounding:
            self._last_work = now
            if self.in_use is None and now >= self._retry_at and self._sound.outputs():
                self._rewind()
                self.close()
        elif self.in_use is None or (now - self._last_work > _IDLE_S and not self.feeds_reference):
            self.close()


def _id(device: AudioDevice | None) -> str:
    return device.id if device else ""
