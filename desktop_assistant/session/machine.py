"""The session: one input in, what to do about it out.

Theory of operation. `handle(input, now)` takes one thing that happened - the provider said something, the microphone or
the loudspeaker moved, the person did something, a deadline came - and returns what is to be done, as effects. It does no
I/O, has no clock and no randomness of its own, so hours of conversation run in a test in milliseconds.

The work is done by small machines, each with one state and one table of moves:

- `Link`: is there a configured session? (connect, greet, configure, ready; wait and try again; failed)
- `Turn`: is the microphone open, does the person speak, is the turn handed over?
- `Response`: is an answer asked for, being written, being cancelled? One at a time.
- `BargeIn`: who has the floor? (duck, confirm, flush, truncate)
- `ToolLedger`: each call collected, running, answered or dropped.

Beside them are ledgers without states of their own: `History` (items in order, what they are called on the wire),
`SoundLog` (the user's sound until it is answered), `Playback` (received against heard), `Answer` (assistant items being
put together), `Transcripts` (the user's words, which may come at any time), `Thinking` and `TurnClock`.

What several of them must do together is a joint rule, spelled out in `rules.py`; `server_rules.py`, `local_rules.py` and
`person_rules.py` say which rule each input triggers. The order within one input is fixed: first whatever deadline has passed,
then the input, then what its outcome allows (in a quiet moment the next session takes over, see `succession.py`), and last the
picture for the window, if it changed.

Replay. A provider's session cannot be resumed, so after each drop a new one is made and told the conversation so far: items
as text in their order, speech that was not answered yet as sound at its place, typed text that was never sent. Nothing is
asked twice: the one wish for an answer survives the drop only if no part of that answer had arrived.
"""

from collections.abc import Callable
from typing import get_args

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.items import Item, ItemStatus, Role
from desktop_assistant.core.local_events import LinkNews, LocalEvent, Shutdown, SpokenTurn
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.core.session_config import SessionConfig, TalkMode
from desktop_assistant.core.snapshot import SessionSnapshot
from desktop_assistant.session.complaints import Complaints
from desktop_assistant.session.effects import CheckLink, Earcon, Effect, PlayEarcon, ShowState
from desktop_assistant.session.link import Phase
from desktop_assistant.session.local_rules import LocalRules
from desktop_assistant.session.open_end import OpenEnd
from desktop_assistant.session.parts import Parts
from desktop_assistant.session.person_rules import PersonRules
from desktop_assistant.session.picture import picture
from desktop_assistant.session.policy import EndedBy
from desktop_assistant.session.response import Stage
from desktop_assistant.session.rest import Rest
from desktop_assistant.session.rules import Rules
from desktop_assistant.session.server_rules import ServerRules
from desktop_assistant.session.succession import Succession
from desktop_assistant.session.turn import Mic

_SERVER_EVENTS = frozenset(get_args(ServerEvent))


class SessionMachine:
    """One conversation with one provider. `now` is monotonic seconds, `wall_offset` is Unix time minus that.

    `new_id()` gives ids unique for ever, at most 32 characters; `jitter()` a number in 0..1. `strict` (tests) raises
    UsageError on an illegal move of a part, which is a bug of ours; without it the move is logged and made. `hang_up_after_s`
    without a turn the link rests until the next one; None = never.
    """

    def __init__(
        self,
        config: SessionConfig,
        capabilities: Capabilities,
        *,
        mode: TalkMode,
        new_id: Callable[[], str],
        jitter: Callable[[], float],
        wall_offset: float,
        keep_audio: bool = False,
        earcons: bool = True,
        hang_up_after_s: float | None = None,
        strict: bool = False,
    ) -> None:
        self._effects: list[Effect] = []
        self._parts = Parts(
            config,
            capabilities,
            mode=mode,
            emit=self._emit,
            new_id=new_id,
            jitter=jitter,
            wall_offset=wall_offset,
            keep_audio=keep_audio,
            strict=strict,
        )
        self._rules = Rules(self._parts)
        self._succession = Succession(self._rules)
        self._rest = Rest(self._rules, hang_up_after_s)
        self._open_end = OpenEnd(self._rules)
        self._complaints = Complaints(self._rules, self._succession)
        self._server = ServerRules(self._rules, self._complaints)
        self._person = PersonRules(self._rules, self._succession, self._rest)
        local = LocalRules(self._rules, self._succession, self._rest, earcons=earcons)
        self._local_routes = local.routes | self._person.routes
        self._earcons = earcons
        self._is_shut = False
        self._shown = SessionSnapshot(mode=mode)

    @property
    def snapshot(self) -> SessionSnapshot:
        """The picture as of the last input."""
        return self._shown

    @property
    def harmless_errors(self) -> int:
        """Complaints of the provider that were races and not worth showing."""
        return self._complaints.harmless

    def items(self) -> tuple[Item, ...]:
        """What the window shows of the conversation, oldest first."""
        return self._parts.history.shown()

    @property
    def refusal(self) -> Problem | None:
        """Why the provider will not answer before the person has done something, if that is so."""
        return self._parts.problems.refusal

    @property
    def leaves_a_question(self) -> bool:
        """The last words are the person's, and their answer has not begun: whoever takes over must ask again."""
        p, last = self._parts, next(reversed(self.items()), None)
        if self.spoken and not p.capabilities.hears:
            return True
        if last is None or last.role is not Role.USER:
            return False
        is_spoken = any(turn.item_id == last.id for turn in self.spoken)
        ends_there = p.capabilities.answers_speech or p.turn.policy.ended_by is EndedBy.SERVER
        is_waiting = p.response.awaits_beginning or (is_spoken and ends_there)
        return is_waiting and (is_spoken or bool(last.told_text.strip() or last.images))

    @property
    def is_quiet(self) -> bool:
        """Between turns, over a good link."""
        return self._rules.is_quiet and not self.is_spoken_to

    @property
    def is_spoken_to(self) -> bool:
        """The person speaks, or holds the button down."""
        turn = self._parts.turn
        is_held = turn.policy.ended_by is EndedBy.HAND and turn.mic is Mic.LISTENING
        return is_held or turn.mic in (Mic.HEARING, Mic.CLOSING)

    @property
    def waits_for_turn(self) -> bool:
        """The server has heard a turn begin and has not ended it yet."""
        p = self._parts
        return p.turn.policy.ended_by is EndedBy.SERVER and p.log.open is not None and bool(p.log.open.item_id)

    @property
    def spoken(self) -> tuple[SpokenTurn, ...]:
        """The sound of turns whose answer has not begun, for whoever takes over."""
        return tuple(
            SpokenTurn(item_id=utterance.item_id, audio=b"".join(audio for audio, _ in utterance.frames))
            for utterance in self._parts.log.utterances
            if utterance.is_closed and utterance.item_id and utterance.frames
        )

    def handle(self, event: ServerEvent | LocalEvent | LinkNews, now: float) -> list[Effect]:
        """One input; never raises for anything a peer or a shell may send."""
        if self._is_shut:
            return []
        self._parts.now = now
        self._deadlines()
        if not isinstance(event, LinkNews):
            self._input(event)
        elif news := self._succession.unwrapped(event):
            self._input(news.event)
        self._succession.tend()
        self._rest.tend()
        self._open_end.tend()
        self._is_shut = isinstance(event, Shutdown)
        self._show_state()
        effects, self._effects = self._effects, []
        return effects

    def next_deadline(self) -> float | None:
        """When a Tick is due, in monotonic seconds."""
        if self._is_shut:
            return None
        p = self._parts
        due = [
            p.link.deadline,
            p.response.deadline,
            p.response.doubt_at,
            p.response.held_until,
            p.barge_in.deadline,
            p.turn.deadline,
            p.playback.deadline,
            p.thinking.deadline,
            self._succession.deadline,
            self._rest.deadline,
            self._open_end.deadline,
        ]
        return min((d for d in due if d is not None), default=None)

    def _emit(self, effect: Effect) -> None:
        self._effects.append(effect)

    def _input(self, event: ServerEvent | LocalEvent) -> None:
        if type(event) in _SERVER_EVENTS:
            self._server.handle(event)  # type: ignore[arg-type]
        else:
            self._local_routes[type(event)](event)

    def _deadlines(self) -> None:
        p = self._parts
        match p.link.overdue(p.now):
            case Phase.GREETING:
                self._rules.configure()
            case Phase.CONFIGURING if p.link.configured():
                self._rules.ready()
            case _:
                pass
        if p.playback.is_moving(p.now):
            p.response.sounds(p.now)
        self._response_overdue(p.response.overdue(p.now))
        if p.response.held_until is not None and p.now >= p.response.held_until:
            p.response.advance(p.now)
        if p.response.is_doubtful(p.now):
            self._emit(CheckLink())
        p.barge_in.overdue(p.now)
        self._rules.microphone_done(p.turn.overdue(p.now), p.now)
        for key in p.playback.stalled(p.now):
            p.playback.drained(key)
            p.answer.drained(key[0])
        if p.thinking.cue(p.now) and self._earcons:
            self._emit(PlayEarcon(earcon=Earcon.THINKING))
        if p.thinking.doubts(p.now):
            self._rules.think_no_more_in_vain()

    def _response_overdue(self, stage: Stage | None) -> None:
        p = self._parts
        if stage in (Stage.REQUESTED, Stage.STREAMING):
            p.answer.finished(p.now, ItemStatus.BROKEN_OFF)
            p.thinking.stop()
            p.problems.report(ProblemCode.PROVIDER_FAILED, "No answer came within a minute.")
        if stage is not None:
            p.response.advance(p.now)

    def _show_state(self) -> None:
        snapshot = picture(
            self._rules,
            self._succession,
            conversation_id=self._person.conversation_id,
            unknown_messages=self._server.unknown_messages,
        )
        if snapshot != self._shown:
            self._shown = snapshot
            self._emit(ShowState(snapshot=snapshot))
