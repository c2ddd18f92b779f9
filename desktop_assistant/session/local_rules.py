"""What each thing that microphone, loudspeaker, connection and tools report means for the session."""

from collections.abc import Callable
from typing import Any

from desktop_assistant.core.local_events import (
    LinkClosed,
    LinkOpened,
    MicFrame,
    MicPaused,
    MicrophoneClosed,
    MicrophoneOpened,
    NetworkChanged,
    PlaybackAdvanced,
    PlaybackDrained,
    PlaybackFlushed,
    ProblemRaised,
    ReplayEnded,
    RoundTrip,
    SoundCaptured,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    Tick,
    ToolFinished,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.core.waiting import seconds_named
from desktop_assistant.session.effects import CheckLink, Earcon, PlayEarcon
from desktop_assistant.session.link import DELAY_AFTER_RATE_LIMIT_S, Phase
from desktop_assistant.session.policy import EndedBy
from desktop_assistant.session.rest import Rest
from desktop_assistant.session.rules import Rules
from desktop_assistant.session.second_thoughts import SecondThoughts
from desktop_assistant.session.succession import Succession
from desktop_assistant.session.turn import Closing, Mic

LONGEST_WAIT_S = 600.0
"""Whatever a provider says: by then it is asked again."""
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
        self._earcons = earcons
        self._said_lost = False
        """The person knows that the oldest of their speech is lost."""
        self._no_microphone: Problem | None = None
        """Why there is none."""
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
        ended_at = p.turn.voice_ended_at if p.turn.voice_ended_at is not None else p.now
        p.turn.voice_ended_at = None
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
            p.history.bring_forward()
            self._rules.stretch(p.patience.interrupted(p.now))
            self._rules.interrupt(by_server=True)

    def _voice_stopped(self, event: SpeechStopped) -> None:
        p = self._p
        p.barge_in.false_alarm()
        p.words.voice_over(p.now, is_hum=event.is_hum)
        ended_at = p.turn.ended_at(event.at_ms, p.now)
        if event.was_confirmed:  # a cough after the turn is not its end
            p.clock.voice_ended(ended_at)
        if event.was_confirmed and p.turn.policy.ended_by is not EndedBy.HAND:
            p.turn.voice_ended_at = ended_at
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
            if p.turn.policy.stays_open and not self._rules.is_muted:
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
        p.link.closed(p.now, retryable=again, first_delay_s=self._least_wait(event.problem))

    def _least_wait(self, problem: Problem | None) -> float | None:
        """After a provider that is asked too often; it may say itself how long."""
        if problem is None or problem.code is not ProblemCode.RATE_LIMITED:
            return None
        return max(DELAY_AFTER_RATE_LIMIT_S, min(LONGEST_WAIT_S, seconds_named(problem.detail) or 0.0))

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


def _nothing(_: object) -> None:
    """News that others care for."""
