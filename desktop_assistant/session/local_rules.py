"""What each thing that happens on this side of the wire means for the session."""

from collections.abc import Callable
from typing import Any

from desktop_assistant.core.local_events import (
    BudgetChanged,
    ConfigChanged,
    ConversationOpened,
    DropUnsent,
    LinkClosed,
    LinkOpened,
    MicFrame,
    MicPaused,
    MicrophoneClosed,
    MicrophoneOpened,
    ModeChosen,
    MuteToggled,
    NetworkChanged,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    ProblemRaised,
    ReconnectPressed,
    ReplayEnded,
    RoundTrip,
    SendUnsent,
    Shutdown,
    SoundCaptured,
    SpeakerChanged,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    StopPressed,
    TalkPressed,
    TalkReleased,
    Tick,
    ToolFinished,
    TurnCorrected,
    UserText,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.core.speaker import speaker_item
from desktop_assistant.session.correction import Correction
from desktop_assistant.session.effects import CheckLink, Earcon, PlayEarcon
from desktop_assistant.session.link import DELAY_AFTER_RATE_LIMIT_S, Phase
from desktop_assistant.session.policy import EndedBy
from desktop_assistant.session.rest import Rest
from desktop_assistant.session.rules import Rules
from desktop_assistant.session.second_thoughts import SecondThoughts
from desktop_assistant.session.succession import Succession
from desktop_assistant.session.turn import RELEASE_TAIL_MS, Closing, Mic
from desktop_assistant.session.unsent import Unsent

_MICROPHONE_LOST = frozenset({ProblemCode.NO_MICROPHONE, ProblemCode.MICROPHONE_DENIED})
"""MICROPHONE_GONE is none of them: the chosen one is away, and the system's default has taken over."""


class LocalRules:
    """One method per kind of event; `routes` is the table."""

    def __init__(self, rules: Rules, succession: Succession, rest: Rest, *, earcons: bool) -> None:
        self._rules = rules
        self._succession = succession
        self._rest = rest
        self._p = rules.parts
        self._second = SecondThoughts(rules)
        self._unsent = Unsent(rules)
        self._correction = Correction(rules)
        self._earcons = earcons
        self._voice_ended_at: float | None = None
        self._said_lost = False
        """The person knows that the oldest of their speech is lost."""
        self._no_microphone: Problem | None = None
        """Why there is none."""
        self.conversation_id = ""
        self.muted = False
        self.routes: dict[type, Callable[[Any], None]] = {
            MicFrame: self._frame,
            MicPaused: self._paused,
            **dict.fromkeys((SoundCaptured, ReplayEnded), _nothing),
            MicrophoneOpened: self._microphone_opened,
            MicrophoneClosed: self._microphone_closed,
            SpeechStarted: self._voice_started,
            SpeechConfirmed: self._voice_confirmed,
            SpeechStopped: self._voice_stopped,
            PlaybackAdvanced: self._advanced,
            PlaybackFlushed: self._flushed,
            PlaybackDrained: self._drained,
            ProblemRaised: self._problem,
            LinkOpened: self._link_opened,
            LinkClosed: self._link_closed,
            RoundTrip: self._round_trip,
            NetworkChanged: self._network_changed,
            TalkPressed: self._talk_pressed,
            TalkReleased: self._talk_released,
            MuteToggled: self._mute,
            StopPressed: self._stop,
            ModeChosen: self._mode,
            UserText: self._typed,
            TurnCorrected: self._corrected,
            ConfigChanged: self._config,
            SpeakerChanged: self._speaker,
            ConversationOpened: self._conversation,
            BudgetChanged: lambda event: self._rest.bar(event.is_spent),
            SendUnsent: self._send_unsent,
            DropUnsent: lambda _: self._unsent.drop(),
            ReconnectPressed: self._reconnect,
            Shutdown: self._shutdown,
            ToolFinished: self._tool_finished,
            Tick: self._tick,
        }

    # --- microphone and voice -------------------------------------------------------------------------------------
    def _frame(self, event: MicFrame) -> None:
        p = self._p
        self._rules.is_streaming = True
        lost = p.turn.sound(event, p.config.input_format, p.now)
        if lost and not self._said_lost:
            self._said_lost = True
            p.problems.report(ProblemCode.WORDS_LOST)

    def _paused(self, _: MicPaused) -> None:
        self._rules.sound_pauses()

    def _microphone_opened(self, _: MicrophoneOpened) -> None:
        p = self._p
        p.turn.opened(p.now)
        if self._earcons and p.mode is TalkMode.CLICK and p.turn.mic is Mic.LISTENING:
            p.emit(PlayEarcon(earcon=Earcon.MIC_OPEN))

    def _microphone_closed(self, event: MicrophoneClosed) -> None:
        p = self._p
        self._rules.sound_pauses(closed=True)
        ended_at = self._voice_ended_at if self._voice_ended_at is not None else p.now
        self._voice_ended_at = None
        p.barge_in.false_alarm()
        self._rules.microphone_done(p.turn.closed(event.speech_ms, p.now), ended_at)

    def _voice_started(self, _: SpeechStarted) -> None:
        p = self._p
        if p.turn.is_listening:
            p.barge_in.voice_started()
            p.turn.voice_started(p.now)

    def _voice_confirmed(self, _: SpeechConfirmed) -> None:
        p = self._p
        self._rest.wake()
        p.clock.voice_began()
        if not p.turn.is_listening:
            return
        if goes_on := p.turn.voice_confirmed(p.now):
            self._second.goes_on(goes_on)
        elif p.capabilities.full_duplex:
            p.barge_in.false_alarm()  # it hears the person too, and stops if it thinks that it should
        else:
            self._rules.stretch(p.patience.interrupted(p.now))
            self._rules.interrupt(by_server=True)

    def _voice_stopped(self, event: SpeechStopped) -> None:
        p = self._p
        p.barge_in.false_alarm()
        ended_at = p.turn.ended_at(event.at_ms, p.now)
        if event.was_confirmed:  # a cough after the turn is not its end
            p.clock.voice_ended(ended_at)
        if event.was_confirmed and p.turn.policy.ended_by is not EndedBy.HAND:
            self._voice_ended_at = ended_at
        if event.was_confirmed and p.turn.policy.ended_by is EndedBy.SERVER:
            p.response.insist()
        if p.turn.voice_stopped(p.now, was_confirmed=event.was_confirmed):
            self._rules.handed_over(ended_at)

    # --- loudspeaker ----------------------------------------------------------------------------------------------
    def _advanced(self, event: PlaybackAdvanced) -> None:
        p, key = self._p, (event.item_id, event.content_index)
        was_sounding = p.playback.is_sounding
        p.playback.advanced(key, event.played_ms, p.now)
        p.barge_in.advanced(key, event.played_ms)
        if event.played_ms > 0:
            p.clock.first_sound(p.now)
        if p.playback.is_sounding:
            p.words.assistant_spoke(p.now)
            if not was_sounding:
                p.patience.assistant_began(p.now)

    def _flushed(self, event: PlaybackFlushed) -> None:
        p, key = self._p, (event.item_id, event.content_index)
        if p.barge_in.expects_flush:
            p.barge_in.flushed(key, event.played_ms)
        elif p.playback.is_pending:  # the audio process began anew: what it had queued is lost
            p.playback.advanced(key, event.played_ms, p.now)
            self._rules.interrupt()

    def _drained(self, event: PlaybackDrained) -> None:
        p, key = self._p, (event.item_id, event.content_index)
        p.barge_in.drained(key)
        if p.playback.drained(key):
            p.answer.drained(event.item_id)
        if not p.playback.is_pending:
            p.barge_in.false_alarm()
            p.playback.forget_heard()

    # --- shells ---------------------------------------------------------------------------------------------------
    def _problem(self, event: ProblemRaised) -> None:
        p, known = self._p, self._no_microphone
        if event.problem.code in _MICROPHONE_LOST:
            self._no_microphone = None if event.problem.over else event.problem
        if event.problem != known or not p.turn.policy.stays_open:  # nobody is told again of each vain attempt of ours
            p.problems.forward(event.problem)
        if event.problem.code not in _MICROPHONE_LOST:
            return
        if event.problem.over:
            if p.turn.policy.stays_open and not self.muted:
                p.turn.open()
        elif p.turn.failed(p.now) is Closing.HANDED_OVER:
            self._rules.handed_over(p.now)

    def _link_opened(self, _: LinkOpened) -> None:
        self._p.link.opened(self._p.now)

    def _link_closed(self, event: LinkClosed) -> None:
        p = self._p
        if p.link.state in (LinkState.OFFLINE, LinkState.FAILED, LinkState.WAITING, LinkState.RESTING):
            return
        if self._succession.take_over():
            return
        self._succession.give_up()
        refused = p.link.phase is Phase.CONFIGURING and p.resumption.refused()  # worth another try, from the beginning
        again = event.retryable or refused or (event.once and p.link.is_proven)
        quiet = refused or p.link.phase is Phase.CLOSING or (self._has_ended(event) and not p.link.is_in_trouble)
        if event.problem is not None and not quiet:
            p.problems.raised(event.problem)
        self._rules.lost()
        self._said_lost = False
        is_asked_too_often = event.problem is not None and event.problem.code is ProblemCode.RATE_LIMITED
        p.link.closed(p.now, retryable=again, first_delay_s=DELAY_AFTER_RATE_LIMIT_S if is_asked_too_often else None)

    def _has_ended(self, event: LinkClosed) -> bool:
        """Said goodbye, as services do with sessions that are old or idle: no reason to alarm anybody."""
        return event.problem is not None and event.problem.code is ProblemCode.SESSION_EXPIRED

    def _round_trip(self, event: RoundTrip) -> None:
        self._p.clock.round_trip_ms = event.ms

    def _network_changed(self, event: NetworkChanged) -> None:
        p = self._p
        if event.wall_offset is not None:  # the machine has slept, and our clock with it
            p.wall_offset = event.wall_offset
        if p.link.is_open:
            p.emit(CheckLink())
        elif p.link.state is LinkState.WAITING and event.is_there:
            p.link.start()

    def _tool_finished(self, event: ToolFinished) -> None:
        p = self._p
        if p.tools.finished(event.result, p.wall):
            self._rules.follow_up()
        elif p.tools.running:
            self._rules.think()
        else:
            self._rules.think_no_more_in_vain()

    def _tick(self, _: Tick) -> None:
        if self._p.link.state is LinkState.OFFLINE:
            self._p.link.start()

    # --- the person -----------------------------------------------------------------------------------------------
    def _talk_pressed(self, _: TalkPressed) -> None:
        p = self._p
        if p.mode is TalkMode.ALWAYS:
            self._mute(MuteToggled())
        elif p.turn.mic in (Mic.LISTENING, Mic.HEARING):
            if p.mode is TalkMode.CLICK:  # in HOLD it is the keyboard repeating
                self._end_by_hand(0)
        else:
            self.muted = False
            self._rest.wake()
            self._rules.interrupt()
            self._voice_ended_at = None
            p.turn.open()

    def _talk_released(self, _: TalkReleased) -> None:
        if self._p.mode is TalkMode.HOLD:
            self._end_by_hand(RELEASE_TAIL_MS)

    def _end_by_hand(self, tail_ms: int) -> None:
        self._voice_ended_at = self._p.now
        self._p.turn.end(self._p.now, tail_ms=tail_ms)

    def _mute(self, _: MuteToggled) -> None:
        self.muted = not self.muted
        self._p.barge_in.false_alarm()
        self._rules.apply_policy(muted=self.muted)

    def _stop(self, _: StopPressed) -> None:
        p = self._p
        p.tools.stop(p.wall)
        if p.response.is_active or p.playback.is_pending or p.thinking.since is not None:
            self._rules.interrupt()
        elif p.turn.is_recording:
            p.turn.call_off(p.now)

    def _mode(self, event: ModeChosen) -> None:
        p = self._p
        if event.mode is p.mode:
            return
        p.mode = event.mode
        p.barge_in.false_alarm()
        self._rules.apply_policy(muted=self.muted)
        self._rules.reconfigure()

    def _typed(self, event: UserText) -> None:
        if event.text.strip() or event.shown:
            self._rules.typed(event.text, event.shown)
            self._link_is_wanted()

    def _corrected(self, event: TurnCorrected) -> None:
        if self._correction.correct(event):
            self._link_is_wanted()

    def _link_is_wanted(self) -> None:
        """Typing is a reason to try at once."""
        self._rest.wake()
        if self._p.link.state is LinkState.WAITING:
            self._p.link.start()

    def _send_unsent(self, _: SendUnsent) -> None:
        self._unsent.send()
        self._rest.wake()

    def _config(self, event: ConfigChanged) -> None:
        p = self._p
        p.config = event.config
        if p.link.state is LinkState.FAILED:
            p.link.start()
        else:
            self._rules.reconfigure()

    def _speaker(self, event: SpeakerChanged) -> None:
        item = speaker_item(self._p.new_id(), event.name, at=self._p.wall)
        self._p.history.append(item)
        self._p.history.put(item, save=True)

    def _reconnect(self, _: ReconnectPressed) -> None:
        p = self._p
        if p.link.state is LinkState.READY:
            self._rules.restart()
        else:
            p.link.start()

    def _conversation(self, event: ConversationOpened) -> None:
        """Finish the old conversation on the window's and the store's side, then begin the new one afresh."""
        p = self._p
        self._leave()
        self.conversation_id = event.conversation_id
        p.history.load(event.items)
        self._unsent.found(event)
        p.link.restart(p.now)
        for turn in event.spoken:
            p.log.restore(turn.item_id, turn.audio, p.config.input_format)
        self._rules.apply_policy(muted=self.muted)
        if event.is_unanswered:
            self._rules.ask()

    def _shutdown(self, _: Shutdown) -> None:
        self._leave()
        self._p.link.shut()

    def _leave(self) -> None:
        """Nothing of the open conversation stays in progress."""
        p = self._p
        self._succession.give_up()
        p.barge_in.leave()
        p.answer.close_all()
        p.turn.discard(p.now)
        p.log.clear()
        p.tools.reset()
        self._rules.lost()
        p.response.reset()
        p.clock.forget()
        p.resumption.forget()
        self._unsent.leave()
        self._rules.unsent.clear()
        p.problems.leave()


def _nothing(_: object) -> None:
    """News that others care for."""
