"""Joint rules: what more than one of the small machines has to do together."""

from collections.abc import Container
from dataclasses import replace

from desktop_assistant.core.audio import WhenQuiet
from desktop_assistant.core.commands import PauseInput, UpdateSession
from desktop_assistant.core.items import AudioPart, FilePart, ImagePart, Item, ItemStatus, Role, TextPart
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import SessionReady, SessionUpdated, Usage
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.core.waiting import pause, seconds_named
from desktop_assistant.session.effects import NoteUsage, StretchPause
from desktop_assistant.session.parts import Parts
from desktop_assistant.session.policy import EndedBy, policy_of
from desktop_assistant.session.problems import OF_LINK
from desktop_assistant.session.turn import Closing

UPDATE_PREFIX, ITEM_PREFIX = "update_", "item_"
LAST_TURNS = 6
"""Items among which words may still be missing."""
SHORTEST_SESSION_S = 600.0
"""A new session that seems to end sooner tells that this computer's clock is ahead, not that the server is in a hurry."""


class Rules:
    """Acts on the parts; keeps only what belongs to no single part."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.unsent: dict[str, None] = {}
        """Typed items that no session has been told yet, in order."""
        self.is_streaming = False
        """The microphone delivers sound, and has not said yet that it pauses."""
        self.is_muted = False
        """The person wants no microphone open by itself."""
        self.restart_when_quiet = False
        self.applied: SessionConfig | None = None
        """What the running session was told."""
        self._unasked: set[str] = set()
        """Turns that were said again, and are asked about once the server has found them."""
        self._updates = self._sessions = 0
        self._spoke = False
        """The running session has made sound, which locks its voice at some providers."""

    # --- the answer -----------------------------------------------------------------------------------------------
    def ask(self) -> None:
        """The person's turn is complete: ask for the answer."""
        self.parts.tools.new_turn()
        self.follow_up()

    def interrupt(self, *, by_server: bool = False) -> None:
        """The person wants the floor: silence, cancel, truncate."""
        p = self.parts
        p.response.cancel(p.now, tell_server=p.capabilities.cancel and not (by_server and p.server_interrupts))
        p.thinking.stop()
        p.barge_in.silence(p.now)

    def think(self) -> None:
        """An answer is on its way; without a session nobody thinks."""
        p = self.parts
        if p.link.is_ready:
            p.thinking.start(p.now, p.tools.activity)

    def think_no_more_in_vain(self) -> None:
        """Nobody thinks unless an answer is asked for or a tool runs."""
        p = self.parts
        if not p.response.is_active and not p.tools.running:
            p.thinking.stop()
            p.clock.answered()

    def answer_begins(self) -> None:
        """The first word or sound of an answer: the turn has safely arrived."""
        self.parts.thinking.stop()
        self.parts.log.answered(self.parts.now)
        self.parts.link.proved()

    def follow_up(self) -> None:
        """The model may go on: the turn is complete, or all tools have answered."""
        if self.parts.capabilities.manual_turns:
            self.parts.response.request(self.parts.now)
            self._tell_wait()
        self.think()

    def _tell_wait(self) -> None:
        """The answer is asked for only when the provider would give it."""
        p = self.parts
        if p.response.held_until is not None:
            wait = pause(ProblemCode.RATE_LIMIT_NEAR, p.response.held_until - p.now)
            p.problems.report(wait.code, wait.detail)

    def wait_and_ask_again(self, said: str) -> bool:
        """The provider refused because it is asked too often. True: it names a time that is worth waiting for, and is asked again
        then, once."""
        p, seconds = self.parts, seconds_named(said)
        if seconds is None or not p.response.may_retry or not p.allowance.told_to_wait(seconds, p.now):
            return False
        p.response.request(p.now, retry=True)
        self._tell_wait()
        self.think()
        return True

    # --- the user's turn ------------------------------------------------------------------------------------------
    def handed_over(self, ended_at: float) -> None:
        """A spoken turn was committed."""
        p = self.parts
        p.clock.speech_ended(ended_at, wall=ended_at + p.wall_offset)
        p.clock.handed_over(p.now, p.log.utterances[-1].item_id if p.log.utterances else "")
        p.problems.over([ProblemCode.NO_SPEECH_HEARD])
        self.stretch(p.patience.handed_over())
        if p.capabilities.answers_speech:
            p.tools.new_turn()
            self.think()
        else:
            self.ask()

    def turn_found(self, item_id: str) -> None:
        """The server has found a turn that was said again."""
        if item_id in self._unasked:
            self._unasked.discard(item_id)
            self.ask()

    def stretch(self, changed: bool) -> None:
        """Let a changed patience take effect: in the local detector, and at the provider unless that took a new session."""
        if changed:
            self.parts.emit(StretchPause(extra_ms=self.parts.patience.extra_ms))
            if self.parts.capabilities.update_session:
                self.reconfigure()

    def microphone_done(self, result: Closing, ended_at: float) -> None:
        """The microphone closed."""
        if result is Closing.HANDED_OVER:
            self.handed_over(ended_at)
        elif result is Closing.NO_SPEECH:
            self.parts.problems.report(ProblemCode.NO_SPEECH_HEARD)

    def sound_pauses(self, *, closed: bool = False) -> None:
        """The gate or (`closed`) the microphone closed: a provider that must be told hears that no sound follows."""
        if self.is_streaming:
            self.is_streaming = False
            self._mark_pause()
        if closed and self.parts.capabilities.when_quiet is WhenQuiet.CONTINUOUS:
            self.parts.link.send(PauseInput())

    def typed(self, text: str, shown: tuple[ImagePart | FilePart, ...] = ()) -> None:
        """The person sent a text, or showed something."""
        p = self.parts
        self.interrupt()
        p.clock.forget()
        p.user.stays_over()
        p.approvals.answered(text, p.wall)  # the model reads it as well
        item = Item(
            id=p.new_id(),
            role=Role.USER,
            parts=(*shown, TextPart(text=text)) if text.strip() else shown,
            status=ItemStatus.IN_PROGRESS,
            created_at=p.wall,
        )
        p.history.append(item)
        if item.images and p.capabilities.images is None:
            p.problems.report(ProblemCode.PICTURES_NOT_TAKEN)
            if not item.told_text.strip():  # nothing that it could answer
                p.history.put(replace(item, status=ItemStatus.COMPLETE), save=True)
                return
        self.unsent[item.id] = None
        if p.link.is_ready:
            self.tell(item)
        else:
            p.history.put(item, save=True)
        self.ask()

    # --- the link -------------------------------------------------------------------------------------------------
    def configure(self) -> None:
        """Tell the server the whole configuration."""
        p = self.parts
        self.applied = p.effective_config
        p.user.expects_transcript = p.expects_transcript
        p.link.configure(self.update(self.applied, resume=p.resumption.begin()), p.now)

    def update(self, config: SessionConfig, *, resume: str) -> UpdateSession:
        """The command, with a number of its own."""
        self._updates += 1
        history = self._said_before() if self.parts.capabilities.seeds_at_start else ()
        return UpdateSession(config=config, event_id=f"{UPDATE_PREFIX}{self._updates}", resume=resume, history=history)

    def _said_before(self) -> tuple[Item, ...]:
        p = self.parts
        waiting = {*self.unsent, *(u.item_id for u in p.log.utterances)}
        return tuple(item for item in p.history.seeds(p.tools.running) if item.id not in waiting)

    def reconfigure(self) -> None:
        """The configuration or the talk mode changed: update the session where it can be updated, else make a new one."""
        p = self.parts
        p.user.expects_transcript = p.expects_transcript
        wanted = p.effective_config
        if self.applied is None or wanted == self.applied:
            return
        if self._needs_new_session(self.applied, wanted):
            self.restart_when_quiet = True
        else:
            self.configure()

    def spoke(self) -> None:
        """Sound of the assistant arrived in this session."""
        self._spoke = True

    @property
    def awaits_words(self) -> bool:
        """Something that the person said is still being written down."""
        p = self.parts
        newest = p.history.shown()[-LAST_TURNS:]
        spoken = [i for i in newest if i.role is Role.USER and i.is_spoken and p.history.wire_id(i.id) is not None]
        return any(isinstance(part, AudioPart) and not part.is_final for item in spoken for part in item.parts)

    def _announced_end(self, session: SessionReady | SessionUpdated) -> float | None:
        """When a new session ends, in monotonic seconds, as far as what it says can be believed."""
        ends = session.expires_at - self.parts.wall_offset if session.expires_at is not None else None
        return None if ends is None or ends < self.parts.now + SHORTEST_SESSION_S else ends

    def end_of(self, session: SessionReady | SessionUpdated) -> float | None:
        """The same, and never later than this provider ends any."""
        ends, longest = self._announced_end(session), self.parts.capabilities.max_session_s
        return ends if longest is None else min(ends or float("inf"), self.parts.now + longest)

    def seeds(self) -> list[Item]:
        """What a new session is told, in order; items whose sound is to be said again mark their place."""
        p = self.parts
        return p.history.seeds(p.tools.running, p.log.sounding, p.capabilities.images.kept if p.capabilities.images else 0)

    def ready(self, told: Container[str] = ()) -> None:
        """The session is configured: tell it what was said before (but for `told`), then what has waited for it."""
        p = self.parts
        self._sessions += 1
        p.problems.over(OF_LINK)
        spoken = p.log.sounding
        placed: set[str] = set()
        commits = p.turn.policy.ended_by is not EndedBy.SERVER or p.capabilities.judges_turns
        for item in self.seeds():
            placed.add(item.id)
            if item.id not in told and not p.resumption.knows(item.id):
                self._tell(item, is_sound=item.id in spoken, commit=commits)
        for utterance in p.log.utterances if p.capabilities.hears else ():
            if utterance.item_id not in placed:
                p.user.replay(utterance.item_id, commit=commits)
        if p.log.utterances and not self.is_streaming:
            self._mark_pause()
        if not commits and p.user.waiting:
            p.response.withdraw()  # the server's detector will find the turn in the replayed sound, which is then answered
            self._unasked = set(p.user.waiting) if p.we_ask else set()
        p.response.advance(p.now)
        if p.response.is_active or p.tools.running:
            self.think()

    def _tell(self, item: Item, *, is_sound: bool, commit: bool) -> None:
        """What a new session does not know."""
        p = self.parts
        if is_sound:
            if p.capabilities.hears:
                p.user.replay(item.id, commit=commit)
        elif item.id in self.unsent:
            self.tell(item)
        elif p.capabilities.seed_history:
            p.pictures.tell(item.id, p.history.for_wire(item), f"{ITEM_PREFIX}{item.id}")

    def lost(self) -> None:
        """The session is gone. What was received still plays; what was not answered is asked again in the next one."""
        p = self.parts
        p.barge_in.detach()
        p.answer.finished(p.now, ItemStatus.BROKEN_OFF)
        if p.words.doubtful:  # nobody will tell any more what it was
            p.words.doubtful = ""
            p.response.request(p.now)
        p.response.lost()
        p.thinking.stop()
        p.clock.round_trip_ms = None
        p.history.forget_connection()
        p.transcripts.forget_connection()
        p.user.forget_connection()
        p.tools.forget_connection()
        p.approvals.forget(p.wall)
        p.pictures.forget_connection()
        self.applied = None
        self._unasked.clear()
        self.restart_when_quiet = False
        self._spoke = False

    def note_usage(self, usage: Usage, model: str, *, is_total: bool = False) -> None:
        """The provider says what something took; nobody is paid for what this machine does."""
        if not self.parts.capabilities.is_local:
            self.parts.emit(NoteUsage(usage=usage, model=model, session=self._sessions, is_total=is_total))

    @property
    def is_quiet(self) -> bool:
        """Between turns: nobody speaks, thinks, or waits for anything."""
        p = self.parts
        answering = p.response.is_busy or p.response.is_active or p.playback.is_pending or p.thinking.since is not None
        return p.link.is_ready and not (answering or p.turn.is_recording or p.tools.running)

    def restart(self) -> None:
        """A new session with the same conversation."""
        self.lost()
        self.parts.link.restart(self.parts.now)

    # --- the talk mode --------------------------------------------------------------------------------------------
    def apply_policy(self) -> None:
        """Mode or mute changed: open or release the microphone accordingly."""
        p = self.parts
        policy = policy_of(p.mode, p.capabilities)
        if self.is_muted or policy != p.turn.policy:
            p.turn.discard(p.now)
        p.user.policy = policy
        if policy.stays_open and not self.is_muted:
            p.turn.open()

    def _mark_pause(self) -> None:
        p = self.parts
        if p.capabilities.when_quiet is WhenQuiet.END_MARK and p.turn.policy.ended_by is EndedBy.SERVER:
            p.link.send(PauseInput())

    def _needs_new_session(self, applied: SessionConfig, wanted: SessionConfig) -> bool:
        capabilities = self.parts.capabilities
        if not capabilities.update_session or applied.model != wanted.model:
            return True
        formats_changed = (applied.input_format, applied.output_format) != (wanted.input_format, wanted.output_format)
        if formats_changed:
            return True
        return applied.voice != wanted.voice and self._spoke and not capabilities.update_voice_after_audio

    def tell(self, item: Item) -> None:
        """The session is told what the person typed and showed."""
        p = self.parts
        if p.pictures.tell(item.id, p.history.for_wire(item), f"{ITEM_PREFIX}{item.id}"):
            self.unsent.pop(item.id, None)
            current = p.history.get(item.id) or item
            p.history.put(replace(current, status=ItemStatus.COMPLETE), save=True)
