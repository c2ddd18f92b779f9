"""The audio process's loop, without a loop: commands and ticks in, reports out. Everything it touches is handed in.

The fast brake lives here: the first sign of a voice while the assistant speaks holds the playback in the same tick, without
asking anybody; if the detector does not agree it goes on where it was, and if it does, the brain on the other side of the pipe
flushes or lets go.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import assert_never

from desktop_assistant.audio.advice import HeadsetAdvice
from desktop_assistant.audio.alignment import ReferenceQueue
from desktop_assistant.audio.brake import Brake
from desktop_assistant.audio.earcons import Earcons
from desktop_assistant.audio.levels import LevelMeter
from desktop_assistant.audio.messages import (
    BeginEchoTest,
    CloseMicrophone,
    Command,
    Configure,
    DuckPlayback,
    EndEchoTest,
    FinishPart,
    Flush,
    Hearing,
    Heartbeat,
    OpenMicrophone,
    PlayEarcon,
    PlaySound,
    Replay,
    Report,
    SpeakerCommand,
    StopReplay,
    Troubles,
    WatchLevels,
)
from desktop_assistant.audio.microphone import Ears, Microphone, MicrophoneEvent
from desktop_assistant.audio.ports import SoundSystem
from desktop_assistant.audio.self_test import SelfTests
from desktop_assistant.audio.speaker import Speaker
from desktop_assistant.audio.troubles import TroubleList
from desktop_assistant.audio.uplink import Surroundings
from desktop_assistant.core.local_events import MicrophoneClosed, ReplayEnded, SoundCaptured, SpeechConfirmed, SpeechStarted
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import AudioDevices

log = logging.getLogger(__name__)

ALERT_TICK_MS, FAST_TICK_MS, QUIET_TICK_MS = 5, 10, 64
"""While somebody may talk over what sounds; while a voice is followed; while waiting for one. A tick costs a millisecond on cold
caches whatever it does, so waiting goes by two detector windows: that delays only the first duck after a silence, and the
pre-roll covers it. Over the assistant half a frame counts: at 10 ms it is held 7 ms later, and 24 ms in the worst twentieth."""
BUSY_HEARTBEAT_MS, HEARTBEAT_MS = 100, 200
"""While sound is under way; otherwise."""
_COUNT_S = 1.0
_SERVER_GRACE_S = 2.0
"""A server that answers may stall a stream for a while (a new virtual device does) before we give it up."""


class AudioService:
    """`send` must not block. After each call ask `tick_ms` how soon `tick` is wanted, and `is_lost` whether to go on at all."""

    def __init__(
        self, sound: SoundSystem, *, sounds_folder: Path, send: Callable[[Report], None], clock: Callable[[], float]
    ) -> None:
        self._sound, self._send, self._clock = sound, send, clock
        self._troubles = TroubleList()
        self._meter = LevelMeter()
        reference = ReferenceQueue()
        self._reference = reference
        self._speaker = Speaker(
            sound,
            earcons=Earcons(sounds_folder),
            meter=self._meter,
            reference=reference,
            troubles=self._troubles,
            clock=clock,
        )
        self._microphone = Microphone(sound, meter=self._meter, reference=reference, troubles=self._troubles)
        self._advice = HeadsetAdvice(sound, self._microphone, self._speaker, self._troubles)
        self._tests = SelfTests(sound, sounds_folder=sounds_folder, clock=clock)
        self._devices: AudioDevices | None = None
        self._path = ("", "")
        """Ids of the microphone and the loudspeaker that were last in use."""
        self._watched = False
        self._braked = False
        """Playback is held by the fast brake, and nobody has confirmed or lifted that yet."""
        self._counted, self._count_at = 0, 0.0
        """Captured samples that the other side knows of, and when it may be told of more."""
        self._stalled_since: float | None = None
        self.is_lost = False
        """The sound server is gone or was replaced: only a new process can use it."""

    @property
    def tick_ms(self) -> int | None:
        """None: nothing to do until a command comes; the heartbeat is enough."""
        if self._speaker.is_sounding and self._microphone.is_wanted:
            return ALERT_TICK_MS
        if self._speaker.is_sounding or self._microphone.is_busy or self._tests.is_running:
            return FAST_TICK_MS
        if not self._microphone.is_wanted:
            return None
        return QUIET_TICK_MS

    @property
    def counters(self) -> dict[str, float]:
        """How well the sound came in: underruns, late packets, and the prebuffer that follows from them."""
        return self._speaker.counters

    def hear_with(self, ears: Ears) -> None:
        """The learned stages are loaded."""
        self._microphone.hear_with(ears)
        self._send(Hearing())

    def start(self, *, server_gone: bool = False) -> None:
        """Tell the other side what there is."""
        self._troubles.set(ProblemCode.SOUND_SERVER_GONE, server_gone)
        self.devices_changed()

    def receive(self, command: Command) -> None:
        """Obey at once."""
        now = self._clock()
        self._obey(command, now)
        self.tick()

    def tick(self) -> None:
        """Move sound both ways. The loudspeaker goes first: its reference must be there when the microphone's frame comes."""
        now = self._clock()
        for played in self._speaker.pump(now):
            self._send(played)
        around = Surroundings(playing=self._speaker.is_sounding, in_device=self._speaker.in_device)
        for event in self._microphone.pump(now, around):
            self._hear(event)
        for _ in range(self._speaker.replays_ended()):
            self._send(ReplayEnded())
        if self._tests.is_running and (tested := self._tests.pump()) is not None:
            self._send(tested)
        if now >= self._count_at:
            self._count(now)
        if self._watched and (levels := self._meter.picture(now)) is not None:
            self._send(levels)
        self._tell_news()

    @property
    def heartbeat_ms(self) -> int:
        """How soon after the last one a heartbeat is wanted."""
        return HEARTBEAT_MS if self.tick_ms is None else BUSY_HEARTBEAT_MS

    def heartbeat(self) -> None:
        """Every now and then: a sign of life, the final level, idle devices, and a look at the sound server."""
        self._send(Heartbeat())
        self.tick()
        now = self._clock()
        stalled = self._microphone.is_stalled(now) or self._speaker.is_stalled(now)
        alive = self._sound.is_alive(thorough=stalled)
        self._stalled_since = None if not stalled else self._stalled_since if self._stalled_since is not None else now
        if not alive or (self._stalled_since is not None and now - self._stalled_since > _SERVER_GRACE_S):
            if not self.is_lost:
                log.warning("The sound server is gone" if not alive else "A sound device stands still")
            self.is_lost = True

    def devices_changed(self) -> None:
        """Something was plugged, unplugged or made the default."""
        now = self._clock()
        self._microphone.devices_changed(now)
        self._speaker.devices_changed(now)
        self._advice.look()
        self.tick()

    def reopen(self) -> None:
        """The machine has slept: begin both streams anew, and go on where they were."""
        now = self._clock()
        self._microphone.reopen(now)
        self._speaker.reopen(now)
        self.tick()

    def close(self) -> None:
        """Release both devices."""
        self._tests.end()
        counted = ", ".join(f"{name} {count:g}" for name, count in self.counters.items())
        log.info("The assistant's sound of this run: %s", counted)
        self._speaker.close()
        self._microphone.close(tail_ms=0, discard=True, now=self._clock())

    def _obey(self, command: Command, now: float) -> None:
        match command:
            case Configure(setup=setup):
                self._speaker.configure(setup, now)
                self._hear_all(self._microphone.configure(setup, now))
                self._advice.configure(setup)
            case OpenMicrophone(gated=gated):
                self._advice.talk()
                self._hear_all(self._microphone.open(gated=gated, now=now))
                self._speaker.restart_reference()
            case CloseMicrophone(tail_ms=tail_ms, discard=discard):
                self._hear_all(self._microphone.close(tail_ms=tail_ms, discard=discard, now=now))
            case WatchLevels(on=on):
                self._watched = on
            case BeginEchoTest():
                self._tests.begin(self._microphone.wanted, self._speaker.wanted)
            case EndEchoTest():
                self._tests.end()
            case _:
                self._obey_speaker(command, now)

    def _obey_speaker(self, command: SpeakerCommand, now: float) -> None:
        match command:
            case PlaySound(item_id=item_id, content_index=index, audio=audio, start_ms=start_ms):
                self._speaker.stop_replay()
                self._speaker.play((item_id, index), audio, now, start_ms)
            case FinishPart(item_id=item_id, content_index=index):
                self._speaker.finish((item_id, index))
            case DuckPlayback(on=on):
                self._braked = False
                self._speaker.hold(on)
            case Flush():
                self._braked = False
                self._send(self._speaker.flush())
            case PlayEarcon(name=name):
                self._speaker.earcon(name)
            case Replay(audio=audio, format=fmt):
                self._speaker.replay(audio, fmt)
            case StopReplay():
                self._speaker.stop_replay()
            case _:
                assert_never(command)

    def _hear_all(self, events: Sequence[MicrophoneEvent]) -> None:
        for event in events:
            self._hear(event)

    def _hear(self, event: MicrophoneEvent) -> None:
        match event:
            case Brake():
                self._brake(event is Brake.HOLD)
                return
            case SpeechStarted():
                self._brake(True)
            case SpeechConfirmed():
                self._speaker.stop_replay()
            case MicrophoneClosed():
                self._count(self._clock())
                self._speaker.feeds_reference = False
                self._reference.clear()
                self._brake(False)  # nobody listens any more, so nobody would lift it
        self._send(event)

    def _brake(self, on: bool) -> None:
        """Ours only: what the brain holds or lets go is not our business."""
        if on and self._speaker.is_speaking and not self._speaker.is_held:
            self._braked = True
            self._speaker.hold(True)
        elif not on and self._braked:
            self._braked = False
            self._speaker.hold(False)

    def _count(self, now: float) -> None:
        captured = self._microphone.captured
        if captured > self._counted:
            self._send(SoundCaptured(samples=captured - self._counted))
            self._counted, self._count_at = captured, now + _COUNT_S

    def _tell_news(self) -> None:
        devices = AudioDevices(
            inputs=self._sound.inputs(),
            outputs=self._sound.outputs(),
            input_in_use=self._microphone.in_use.id if self._microphone.in_use else "",
            output_in_use=self._speaker.in_use.id if self._speaker.in_use else "",
            rests=self._microphone.rests_with_devices,
        )
        if devices != self._devices:
            self._devices = devices
            self._send(devices)
            self._watch_path(devices)
        if (problems := self._troubles.news()) is not None:
            self._send(Troubles(problems=problems))

    def _watch_path(self, devices: AudioDevices) -> None:
        """Closed devices keep their place: the same ones are usually opened again."""
        path = (devices.input_in_use or self._path[0], devices.output_in_use or self._path[1])
        if path != self._path:
            self._path = path
            self._microphone.path_changed(is_worn=any(one.is_headphones for one in devices.outputs if one.id == path[1]))
