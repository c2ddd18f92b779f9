"""What each thing that the person does, or chooses, means for the session."""

from collections.abc import Callable
from typing import Any

from desktop_assistant.core.commands import AppendFrame
from desktop_assistant.core.local_events import (
    AnswerAsked,
    BudgetChanged,
    ConfigChanged,
    ConversationOpened,
    DropUnsent,
    FrameShown,
    ModeChosen,
    MuteToggled,
    ReconnectPressed,
    SendUnsent,
    Shutdown,
    SpeakerChanged,
    StopPressed,
    TalkPressed,
    TalkReleased,
    TurnCorrected,
    UserText,
)
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.core.speaker import speaker_item
from desktop_assistant.session.correction import Correction
from desktop_assistant.session.rest import Rest
from desktop_assistant.session.rules import Rules
from desktop_assistant.session.second_thoughts import SecondThoughts
from desktop_assistant.session.succession import Succession
from desktop_assistant.session.turn import RELEASE_TAIL_MS, Mic
from desktop_assistant.session.unsent import Unsent


class PersonRules:
    """One method per kind of event; `routes` is the table."""

    def __init__(self, rules: Rules, succession: Succession, rest: Rest) -> None:
        self._rules = rules
        self._succession = succession
        self._rest = rest
        self._p = rules.parts
        self._unsent = Unsent(rules)
        self._correction = Correction(rules)
        self._second = SecondThoughts(rules)
        self.conversation_id = ""
        self.routes: dict[type, Callable[[Any], None]] = {
            TalkPressed: self._talk_pressed,
            TalkReleased: self._talk_released,
            MuteToggled: self._mute,
            StopPressed: self._stop,
            ModeChosen: self._mode,
            UserText: self._typed,
            FrameShown: self._frame_shown,
            TurnCorrected: self._corrected,
            AnswerAsked: self._answer_asked,
            ConfigChanged: self._config,
            SpeakerChanged: self._speaker,
            ConversationOpened: self._conversation,
            BudgetChanged: lambda event: self._rest.bar(event.is_spent),
            SendUnsent: self._send_unsent,
            DropUnsent: lambda _: self._unsent.drop(),
            ReconnectPressed: self._reconnect,
            Shutdown: self._shutdown,
        }

    def _talk_pressed(self, _: TalkPressed) -> None:
        p = self._p
        if not p.capabilities.hears:
            p.problems.report(ProblemCode.NOBODY_HEARS)
        elif p.mode is TalkMode.ALWAYS:
            self._mute(MuteToggled())
        elif p.turn.mic in (Mic.LISTENING, Mic.HEARING):
            if p.mode is TalkMode.CLICK:  # in HOLD it is the keyboard repeating
                self._end_by_hand(0)
        else:
            self._rules.is_muted = False
            self._rest.wake()
            if p.mode is TalkMode.CLICK:  # where their hand ends the turn, nobody cuts them off
                self._rules.stretch(p.patience.interrupted(p.now))
            self._rules.interrupt()
            p.turn.voice_ended_at = None
            p.turn.open()

    def _talk_released(self, _: TalkReleased) -> None:
        if self._p.mode is TalkMode.HOLD:
            self._end_by_hand(RELEASE_TAIL_MS)

    def _end_by_hand(self, tail_ms: int) -> None:
        p = self._p
        p.turn.voice_ended_at = p.now
        p.turn.end(p.now, tail_ms=tail_ms)

    def _mute(self, _: MuteToggled) -> None:
        self._rules.is_muted = not self._rules.is_muted
        self._p.barge_in.false_alarm()
        self._rules.apply_policy()

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
        self._rules.apply_policy()
        self._rules.reconfigure()

    def _typed(self, event: UserText) -> None:
        if event.text.strip() or event.shown:
            self._rules.typed(event.text, event.shown)
            self._link_is_wanted()

    def _frame_shown(self, event: FrameShown) -> None:
        """What is shared is of the moment: nobody is told of it later, and no connection is made for it."""
        limits = self._p.capabilities.images
        if limits is not None and limits.frames_per_s > 0:
            self._p.link.send(AppendFrame(image=event.image))

    def _corrected(self, event: TurnCorrected) -> None:
        if self._correction.correct(event):
            self._link_is_wanted()

    def _answer_asked(self, event: AnswerAsked) -> None:
        if self._second.answer_after_all(event.item_id):
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
        self._rules.apply_policy()
        unheard = set() if p.capabilities.hears else {turn.item_id for turn in event.spoken}
        if event.is_unanswered and not (event.items and event.items[-1].id in unheard):
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
