"""What each thing that a provider tells us means for the session."""

from collections.abc import Callable
from typing import Any

from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Role
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    AudioDelta,
    AudioDone,
    IdleTimedOut,
    InputCleared,
    ItemAdded,
    ItemDeleted,
    ItemDone,
    ItemRetrieved,
    ItemTruncated,
    Progress,
    ProviderError,
    RateLimits,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    ServerEvent,
    SessionExpiring,
    SessionReady,
    SessionResumable,
    SessionUpdated,
    ToolApprovalRequested,
    ToolCallRequested,
    UnknownMessage,
    UsageReported,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptDelta,
    UserTranscriptFailed,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import ServerVad
from desktop_assistant.session.complaints import Complaints
from desktop_assistant.session.policy import EndedBy
from desktop_assistant.session.problems import OF_RESPONSE, TRANSIENT, plain, problem_code
from desktop_assistant.session.rules import Rules
from desktop_assistant.session.second_thoughts import SecondThoughts


class ServerRules:
    """One method per kind of event; `routes` is the table."""

    def __init__(self, rules: Rules, complaints: Complaints) -> None:
        self._rules = rules
        self._p = rules.parts
        self._second = SecondThoughts(rules)
        self._nobodys: set[str] = set()
        """Names of items in which nobody speaks."""
        self._earlier: str | None = None
        """The answer through which somebody seemed to speak: what comes of it is none to that."""
        self.unknown_messages = 0
        self.routes: dict[type, Callable[[Any], None]] = {
            SessionReady: self._session_ready,
            SessionUpdated: self._session_updated,
            SessionExpiring: self._session_expiring,
            SessionResumable: self._session_resumable,
            UserSpeechStarted: self._speech_started,
            UserSpeechStopped: self._speech_stopped,
            UserTurnCommitted: self._committed,
            IdleTimedOut: self._idle,
            ItemAdded: self._item,
            ItemDone: self._item,
            UserTranscriptDelta: self._words,
            UserTranscriptFinal: self._all_words,
            UserTranscriptFailed: self._all_words,
            ResponseStarted: self._response_started,
            ResponseFinished: self._response_finished,
            AudioDelta: self._audio,
            AudioDone: self._audio_done,
            AssistantTextDelta: self._text,
            AssistantTextDone: self._text,
            ToolCallRequested: self._tool_call,
            ToolApprovalRequested: lambda event: self._p.approvals.requested(event, self._p.wall),
            ProviderError: complaints.handle,
            UnknownMessage: self._unknown,
            **dict.fromkeys((InputCleared, ItemRetrieved, ItemDeleted, ItemTruncated), _nothing),
            UsageReported: self._usage,
            RateLimits: lambda event: self._p.allowance.heard(event.limits, self._p.now),
            Progress: _nothing,
        }

    def handle(self, event: ServerEvent) -> None:
        """Route. Stragglers of a session that we have left mean nothing."""
        if not self._p.link.is_open:
            return
        self.routes[type(event)](event)

    # --- session --------------------------------------------------------------------------------------------------
    def _session_ready(self, event: SessionReady) -> None:
        if self._p.link.greeted(self._rules.end_of(event)):
            self._rules.configure()

    def _session_updated(self, event: SessionUpdated) -> None:
        link = self._p.link
        if link.configured():
            link.expires_at = self._rules.end_of(event) if event.expires_at is not None else link.expires_at
            self._rules.ready()

    def _session_expiring(self, event: SessionExpiring) -> None:
        self._p.link.expiring(self._p.now + event.seconds_left, self._p.now)

    def _session_resumable(self, event: SessionResumable) -> None:
        p = self._p
        p.resumption.offered(event.handle, p.history.known_by(frozenset(event.known)))

    def _unknown(self, _: UnknownMessage) -> None:
        self.unknown_messages += 1

    # --- the user -------------------------------------------------------------------------------------------------
    def _speech_started(self, event: UserSpeechStarted) -> None:
        p = self._p
        is_servers = p.turn.policy.ended_by is EndedBy.SERVER and not p.capabilities.full_duplex
        goes_on = self._going_on(event.item_id) if is_servers and event.item_id else ""
        disturbs = not self._second.disturbed_nobody(goes_on)
        if goes_on:
            p.user.go_on(goes_on)
            p.history.bind(goes_on, event.item_id)
        if event.item_id:
            # Through a voice that only the server hears the assistant speaks on: the words will tell what it was.
            is_doubtful = is_servers and p.we_ask and not goes_on and (p.playback.is_pending or p.response.is_streaming)
            p.user.named(event.item_id, None, p.now, committed=False, is_doubtful=is_doubtful)
            p.transcripts.item_known(event.item_id)
        if goes_on:
            self._second.goes_on(goes_on, disturbs=disturbs)
        elif is_servers and not p.we_ask:  # else our own detector tells a voice from a cough
            self._rules.interrupt(by_server=True)

    def _going_on(self, wire_id: str) -> str:
        """The item that the server takes up again: by its name, or by being so soon after the last one."""
        p = self._p
        if p.user.is_over(wire_id):
            return p.history.local_id(wire_id) or ""
        is_new = p.history.local_id(wire_id) is None and not p.user.waiting
        return p.user.may_go_on(p.now) if is_new and not p.capabilities.judges_turns else ""

    def _speech_stopped(self, event: UserSpeechStopped) -> None:
        p = self._p
        if p.turn.policy.ended_by is EndedBy.SERVER:
            detection = p.effective_config.turn_detection
            pause_ms = detection.silence_duration_ms if isinstance(detection, ServerVad) else 0.0
            pause_ms = pause_ms if event.silence_ms is None else event.silence_ms
            p.clock.server_heard_end(p.now, pause_ms / 1000, wall_offset=p.wall_offset)
            self._rules.think()

    def _idle(self, event: IdleTimedOut) -> None:
        """Told before or after the silence became an item, which nobody shall see."""
        self._nobodys.add(event.item_id)
        if local := self._p.history.local_id(event.item_id):
            self._p.history.remove(local)

    def _committed(self, event: UserTurnCommitted) -> None:
        p = self._p
        if not event.item_id or event.item_id in self._nobodys:
            return
        is_ours = bool(p.user.waiting) or p.user.is_over(event.item_id)  # ended by a hand of ours, and asked about already
        item_id = p.user.named(event.item_id, event.previous_item_id, p.now, committed=True)
        p.transcripts.item_known(event.item_id)
        p.user.close_servers_turn(p.now)
        p.clock.handed_over(p.now, item_id, by_server=True)
        p.tools.new_turn()
        if p.turn.policy.ended_by is EndedBy.SERVER and not is_ours:
            p.turn.linger(p.now, p.linger_s)
            if p.we_ask:
                self._second.servers_turn(item_id)
                self._earlier = p.response.streaming_id if p.words.doubtful == item_id else None
        self._rules.turn_found(item_id)

    def _words(self, event: UserTranscriptDelta) -> None:
        if self._p.user.recognise(event.item_id):
            self._p.transcripts.item_known(event.item_id)
        self._p.transcripts.heard(event)

    def _all_words(self, event: UserTranscriptFinal | UserTranscriptFailed) -> None:
        p = self._p
        if p.user.waiting and p.history.local_id(event.item_id) is None:  # from a server that confirms no commits
            p.user.named(event.item_id, None, p.now, committed=True)
            p.transcripts.item_known(event.item_id)
        p.transcripts.heard(event)
        if item_id := self._p.history.local_id(event.item_id):
            was_doubtful = p.words.doubtful == item_id
            if isinstance(event, UserTranscriptFinal):
                is_sure = not event.doubts.may_be_no_words
                self._second.words_known(item_id, event.text, is_sure=is_sure, readings=event.doubts.alternatives)
            else:
                self._second.words_known(item_id, None)
            p.history.bring_forward(item_id)
            if was_doubtful and not p.response.is_active:
                p.clock.forget()  # nobody is asked to answer it
        if isinstance(event, UserTranscriptFinal) and p.approvals.answered(event.text, p.wall):
            self._rules.follow_up()
        if isinstance(event, UserTranscriptFinal) and not event.text.strip():
            self._rules.think_no_more_in_vain()  # a cough: the server's detector found a turn that nobody answers

    # --- items ----------------------------------------------------------------------------------------------------
    def _item(self, event: ItemAdded | ItemDone) -> None:
        item, history = event.item, self._p.history
        if not item.id or item.id in self._nobodys:
            return
        local = history.local_id(item.id)
        if local is not None:
            history.bind(local, item.id, event.previous_item_id)
        elif item.role is Role.USER and item.kind is ItemKind.MESSAGE:
            self._users_item(item, event.previous_item_id)
        elif item.role is Role.ASSISTANT and not (isinstance(event, ItemDone) and item.kind is ItemKind.MESSAGE):
            # The end of a message that is not known any more is that of an answer which was taken back.
            blank = Item(
                id=item.id,
                role=item.role,
                kind=item.kind,
                status=ItemStatus.IN_PROGRESS,
                created_at=self._p.wall,
            )
            history.adopt(blank, item.id, event.previous_item_id)

    def _users_item(self, item: Item, previous_wire_id: str | None) -> None:
        if not any(isinstance(part, AudioPart) for part in item.parts):
            return  # typed text under a name of the server's own making: it is shown already
        self._p.user.named(item.id, previous_wire_id, self._p.now, committed=True)
        self._p.transcripts.item_known(item.id)

    # --- the response ---------------------------------------------------------------------------------------------
    def _response_started(self, event: ResponseStarted) -> None:
        p = self._p
        if p.response.started(event.response_id, p.now) is not None:
            p.answer.finished(p.now, ItemStatus.BROKEN_OFF)
        if p.response.is_streaming and not p.answer.has_words:
            self._rules.think()

    def _text(self, event: AssistantTextDelta | AssistantTextDone) -> None:
        p = self._p
        if p.response.accepts(event.response_id, p.now) and event.text:
            self._rules.answer_begins()
            if event.response_id != self._earlier:
                p.clock.first_text(p.now)
            p.answer.text(event, p.wall)

    def _audio(self, event: AudioDelta) -> None:
        p = self._p
        if p.response.accepts(event.response_id, p.now) and event.audio:
            self._rules.answer_begins()
            self._rules.spoke()
            if event.response_id != self._earlier:
                p.clock.first_audio(p.now)
            p.answer.sound(event, p.config.output_format, p.now, p.wall)

    def _audio_done(self, event: AudioDone) -> None:
        p = self._p
        if p.response.accepts(event.response_id, p.now):
            p.answer.sound_done(event.item_id, event.content_index, p.now)

    def _tool_call(self, event: ToolCallRequested) -> None:
        p = self._p
        if p.response.accepts(event.call.response_id, p.now):
            p.tools.requested(event.call)

    def _usage(self, event: UsageReported) -> None:
        config = self._p.config
        model = event.model or (config.transcription.model if event.is_transcription and config.transcription else config.model)
        self._rules.note_usage(event.usage, model, is_total=event.is_total)

    def _response_finished(self, event: ResponseFinished) -> None:
        p = self._p
        if event.usage is not None:  # also of an answer that nobody waits for any more
            self._rules.note_usage(event.usage, p.config.model)
            p.allowance.used(event.usage)
        was_wanted = p.response.is_expected
        if not p.response.finished(event.response_id):
            return
        self._earlier = None
        completed = event.status is ResponseStatus.COMPLETED
        has_spoken = p.answer.has_words
        if was_wanted:
            self._close_answer(event)
        follow_up = p.tools.response_finished(
            event.response_id, p.config.tools, p.wall, completed=completed and was_wanted, has_spoken=has_spoken
        )
        if follow_up:
            self._rules.follow_up()
        elif p.tools.running:
            self._rules.think()
        elif not p.response.is_active:
            p.clock.answered()
        p.response.advance(p.now)

    def _close_answer(self, event: ResponseFinished) -> None:
        p = self._p
        if event.status is ResponseStatus.CANCELLED:  # by the server's detector, before it told us of the speech
            p.answer.finished(p.now, ItemStatus.INTERRUPTED)
            p.barge_in.silence(p.now)
        else:
            is_whole = event.status is ResponseStatus.COMPLETED
            p.answer.finished(p.now, ItemStatus.COMPLETE if is_whole else ItemStatus.BROKEN_OFF)
        p.log.answered(p.now)
        if not p.response.is_active:
            p.thinking.stop()
        if event.status is ResponseStatus.COMPLETED:
            p.problems.over(OF_RESPONSE)
        elif event.status is ResponseStatus.FAILED:
            self._failed(event)
        elif event.reason == "content_filter":
            p.problems.report(ProblemCode.CONTENT_FILTERED)

    def _failed(self, event: ResponseFinished) -> None:
        p = self._p
        if event.error_code in TRANSIENT and p.response.may_retry:
            p.response.request(p.now, retry=True)
            self._rules.think()
            return
        code = problem_code(event.error_code, event.reason)
        if code is not ProblemCode.RATE_LIMITED or not self._rules.wait_and_ask_again(event.error_message):
            p.problems.report(code, plain(event.error_message))


def _nothing(_: object) -> None:
    """Acknowledgements and news without consequence."""
