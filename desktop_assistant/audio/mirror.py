"""What the audio process was told and what it said, so that its death can be made good.

A new process is told everything again (`replay`); the rest of the program sees one uninterrupted stream: positions in the
microphone's stream go on, an open microphone is not announced twice, and a question that the dead process left unanswered is
answered here (`lost`). Problems come as a state and leave as news.

Not carried over, on purpose: what the canceller has learned (a second of talking teaches it again, and what was learned may be
what the process died of), a half duplex that it chose of its own accord (its successor listens first; the problem is over until
it is found again), short sounds and replays under way (a replay is reported as ended), a self-test (it is refused with a
sentence), and a hold by the process's own brake: whoever spoke is reported as having stopped.
"""

from dataclasses import replace

from desktop_assistant.audio.jitter_buffer import PartKey
from desktop_assistant.audio.messages import (
    CloseMicrophone,
    Command,
    Configure,
    DuckPlayback,
    FinishPart,
    Flush,
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
from desktop_assistant.audio.unheard import UnheardSound
from desktop_assistant.core.audio import AudioSetup, ms_to_samples
from desktop_assistant.core.local_events import (
    LocalEvent,
    MicFrame,
    MicPaused,
    MicrophoneClosed,
    MicrophoneOpened,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    ProblemRaised,
    ReplayEnded,
    SoundCaptured,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
)
from desktop_assistant.core.problems import Problem, ProblemCode

_NOTHING: PartKey = ("", 0)
_NO_SOUND_IN = frozenset({ProblemCode.NO_MICROPHONE, ProblemCode.MICROPHONE_DENIED})


class _MicrophoneMirror:
    """The opening of the microphone that is under way; one stream over any number of processes."""

    def __init__(self, gated: bool) -> None:
        self.gated = gated
        self.closing = False
        self.told_open = False
        self.base_ms = 0.0
        """Where the stream of the present process begins in the whole."""
        self.end_ms = 0.0
        self.base_speech_ms = 0.0
        self.speech_ms = 0.0
        """Of finished stretches, as far as we were told."""
        self.counted = 0
        """Samples of the present process that were reported as captured."""
        self.onset_ms: float | None = None
        self.confirmed = False
        self.flows = False
        """Packets have come since the gate last closed."""

    def hear(self, event: MicFrame | SpeechStarted | SpeechConfirmed | SpeechStopped, frame_ms: float) -> LocalEvent:
        """The same event, placed in the whole stream."""
        match event:
            case MicFrame(audio=audio, start_ms=start_ms):
                self._reach(self.base_ms + start_ms + frame_ms)
                self.flows = True
                return MicFrame(audio=audio, start_ms=self.base_ms + start_ms)
            case SpeechStarted(at_ms=at_ms):
                self.onset_ms, self.confirmed = self._reach(self.base_ms + at_ms), False
                return SpeechStarted(at_ms=self.onset_ms)
            case SpeechConfirmed(at_ms=at_ms):
                self.confirmed = True
                return SpeechConfirmed(at_ms=self._reach(self.base_ms + at_ms))
            case SpeechStopped(at_ms=at_ms, speech_ms=speech_ms):
                self.onset_ms = None
                self.speech_ms += speech_ms
                return replace(event, at_ms=self._reach(self.base_ms + at_ms))

    def lose(self) -> list[LocalEvent]:
        """The process died: end a voice that was being heard, and go on from here, behind a gate that is closed again."""
        events: list[LocalEvent] = []
        uncounted = ms_to_samples(self.end_ms - self.base_ms) - self.counted
        if uncounted > 0:
            events.append(SoundCaptured(samples=uncounted))
        self.counted = 0
        if self.onset_ms is not None:
            spoken = self.end_ms - self.onset_ms
            events.append(SpeechStopped(at_ms=self.end_ms, speech_ms=spoken, was_confirmed=self.confirmed))
            self.speech_ms += spoken
            self.onset_ms = None
        if self.gated and self.flows:
            events.append(MicPaused())
        self.flows = False
        self.base_ms, self.base_speech_ms = self.end_ms, self.speech_ms
        return events

    def _reach(self, at_ms: float) -> float:
        self.end_ms = max(self.end_ms, at_ms)
        return at_ms


class Mirror:
    """`note` every command, `hear` every report, `lost` when the process died; all three answer with what to tell the brain."""

    def __init__(self) -> None:
        self.setup = AudioSetup()
        """As last configured."""
        self._watched = False
        self._ducked = False
        self._unheard = UnheardSound()
        self._playhead: tuple[PartKey, float] = (_NOTHING, 0.0)
        self._flushes = 0
        self._replays = 0
        self._microphone: _MicrophoneMirror | None = None
        self._leaving = 0
        """Earlier openings whose MicrophoneClosed is still to come: until then what is heard belongs to them."""
        self._problems: dict[ProblemCode, Problem] = {}
        self._restarted = False

    def note(self, command: Command, *, delivered: bool) -> list[LocalEvent]:
        """A command was given. Not delivered: there is no process at the moment, so what needs an answer gets it here."""
        match command:
            case Configure(setup=setup):
                if setup.output_format != self.setup.output_format:
                    self._unheard.clear()
                self.setup = setup
            case OpenMicrophone(gated=gated):
                self._leaving += delivered and self._microphone is not None
                self._microphone = _MicrophoneMirror(gated)
            case CloseMicrophone():
                return self._note_close(delivered)
            case WatchLevels(on=on):
                self._watched = on
            case PlaySound() | FinishPart() | DuckPlayback() | Flush() | PlayEarcon() | Replay() | StopReplay():
                return self._note_playback(command, delivered)
        return []

    @property
    def is_busy(self) -> bool:
        """Sound is under way: a person would notice if it were not."""
        return self._microphone is not None or bool(self._unheard)

    def replay(self) -> list[Command]:
        """Everything that a new process must know."""
        commands: list[Command] = [Configure(setup=self.setup), *self._unheard.replay()]
        if self._ducked:
            commands.insert(1, DuckPlayback(on=True))
        if self._watched:
            commands.append(WatchLevels(on=True))
        if self._microphone is not None:
            commands.append(OpenMicrophone(gated=self._microphone.gated))
        return commands

    def hear(self, report: Report) -> list[LocalEvent]:
        """What the process said, as the brain should hear it."""
        match report:
            case Troubles(problems=problems):
                events = self._compare(problems)
            case MicrophoneOpened() | MicrophoneClosed():
                events = self._hear_microphone(report)
            case MicFrame() | SpeechStarted() | SpeechConfirmed() | SpeechStopped():
                frame_ms = self.setup.input_format.ms_of(len(report.audio)) if isinstance(report, MicFrame) else 0.0
                events = [self._microphone.hear(report, frame_ms)] if self._microphone and not self._leaving else []
            case PlaybackAdvanced() | PlaybackDrained() | PlaybackFlushed():
                events = self._hear_playback(report)
            case MicPaused():
                events = []
                if self._microphone and not self._leaving:
                    self._microphone.flows = False
                    events = [report]
            case ReplayEnded():
                self._replays -= 1
                events = [report]
            case SoundCaptured(samples=samples):
                events = [report]
                if self._microphone and not self._leaving:
                    self._microphone.counted += samples
            case _:
                events = []
        return [*events, *self._recover(report)]

    def lost(self, *, planned: bool) -> list[LocalEvent]:
        """The process is gone. planned: it asked for a successor itself, and has said why."""
        events: list[LocalEvent] = []
        self._leaving = 0
        if self._microphone is not None:
            events += self._microphone.lose()
            if self._microphone.closing:
                events.append(MicrophoneClosed(speech_ms=self._microphone.speech_ms))
                self._microphone = None
        events += [ReplayEnded()] * self._replays
        self._replays = 0
        while self._flushes:
            events += self._flushed()
        if not planned and not self._restarted:
            self._restarted = True
            events.append(ProblemRaised(problem=Problem(code=ProblemCode.AUDIO_RESTARTED)))
        return events

    def _note_close(self, delivered: bool) -> list[LocalEvent]:
        if self._microphone is None:
            return [] if delivered else [MicrophoneClosed(speech_ms=0.0)]
        self._microphone.closing = True
        if delivered:
            return []
        speech_ms, self._microphone = self._microphone.speech_ms, None
        return [MicrophoneClosed(speech_ms=speech_ms)]

    def _note_playback(self, command: SpeakerCommand, delivered: bool) -> list[LocalEvent]:
        match command:
            case PlaySound(item_id=item_id, content_index=index, audio=audio):
                self._unheard.play((item_id, index), audio, self.setup.output_format)
            case FinishPart(item_id=item_id, content_index=index):
                self._unheard.finish((item_id, index), self.setup.output_format)
            case DuckPlayback(on=on):
                self._ducked = on
            case Replay():
                if not delivered:
                    return [ReplayEnded()]
                self._replays += 1
            case Flush():
                return self._note_flush(delivered)
            case _:
                pass
        return []

    def _note_flush(self, delivered: bool) -> list[LocalEvent]:
        self._unheard.clear()
        self._ducked = False
        self._flushes += 1
        return [] if delivered else self._flushed()

    def _flushed(self) -> list[LocalEvent]:
        self._flushes -= 1
        (item_id, index), played_ms = self._playhead
        self._playhead = (_NOTHING, 0.0)
        return [PlaybackFlushed(item_id=item_id, content_index=index, played_ms=played_ms)]

    def _hear_microphone(self, report: MicrophoneOpened | MicrophoneClosed) -> list[LocalEvent]:
        microphone = self._microphone
        if microphone is None:
            return [report] if isinstance(report, MicrophoneClosed) else []
        if self._leaving:
            return [self._hear_earlier_close(report)] if isinstance(report, MicrophoneClosed) else []
        if isinstance(report, MicrophoneOpened):
            first, microphone.told_open = not microphone.told_open, True
            return [report] if first else []
        if microphone.closing:
            self._microphone = None
        return [MicrophoneClosed(speech_ms=microphone.base_speech_ms + report.speech_ms)]

    def _hear_earlier_close(self, report: MicrophoneClosed) -> MicrophoneClosed:
        self._leaving -= 1
        return report

    def _hear_playback(self, report: PlaybackAdvanced | PlaybackDrained | PlaybackFlushed) -> list[LocalEvent]:
        key = (report.item_id, report.content_index)
        match report:
            case PlaybackAdvanced(played_ms=played_ms):
                self._unheard.heard(key, played_ms)
                self._playhead = (key, played_ms)
            case PlaybackDrained():
                self._unheard.drained(key)
                self._playhead = (_NOTHING, 0.0)
            case PlaybackFlushed():
                self._flushes = max(0, self._flushes - 1)
                self._playhead = (_NOTHING, 0.0)
        return [report]

    def _compare(self, problems: tuple[Problem, ...]) -> list[LocalEvent]:
        now = {problem.code: problem for problem in problems}
        events: list[LocalEvent] = []
        for code, before in self._problems.items():
            if code not in now:
                events.append(ProblemRaised(problem=Problem(code=code, detail=before.detail, over=True)))
        for code, problem in now.items():
            if self._problems.get(code) != problem or (code in _NO_SOUND_IN and self._waits_for_microphone):
                events.append(ProblemRaised(problem=problem))
        self._problems = now
        return events

    @property
    def _waits_for_microphone(self) -> bool:
        """It was asked for and has not opened: what stands in its way is news even if it has been said before."""
        microphone = self._microphone
        return microphone is not None and not (microphone.told_open or microphone.closing or self._leaving)

    def _recover(self, report: Report) -> list[LocalEvent]:
        """After a crash: sound flows again, so the banner can go."""
        if not self._restarted or not self._flows(report):
            return []
        self._restarted = False
        return [ProblemRaised(problem=Problem(code=ProblemCode.AUDIO_RESTARTED, over=True))]

    def _flows(self, report: Report) -> bool:
        if self._unheard:
            return isinstance(report, PlaybackAdvanced)
        if self._microphone is not None:
            return isinstance(report, MicrophoneOpened | MicFrame)
        return isinstance(report, Troubles)
