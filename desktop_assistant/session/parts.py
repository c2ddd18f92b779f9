"""The small machines of one session, wired together, and what they share: the clock of this input and the configuration."""

from collections.abc import Callable
from dataclasses import replace

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import ClientCommand
from desktop_assistant.core.session_config import (
    Eagerness,
    JudgedTurns,
    ManualTurns,
    SemanticVad,
    ServerVad,
    SessionConfig,
    TalkMode,
    TurnDetection,
    is_ours_to_answer,
)
from desktop_assistant.session.allowance import Allowance
from desktop_assistant.session.answer import Answer
from desktop_assistant.session.approvals import Approvals
from desktop_assistant.session.barge_in import BargeIn
from desktop_assistant.session.effects import Connect, Disconnect, Effect, Send, ToSuccessor
from desktop_assistant.session.history import History
from desktop_assistant.session.link import Link
from desktop_assistant.session.patience import Patience
from desktop_assistant.session.playback import Playback
from desktop_assistant.session.policy import EndedBy, policy_of
from desktop_assistant.session.problems import Problems
from desktop_assistant.session.response import Response
from desktop_assistant.session.resumption import Resumption
from desktop_assistant.session.short_words import ShortWords
from desktop_assistant.session.sound_log import SoundLog
from desktop_assistant.session.telling import Pictures
from desktop_assistant.session.thinking import Thinking, TurnClock
from desktop_assistant.session.tool_ledger import ToolLedger
from desktop_assistant.session.transcripts import Transcripts
from desktop_assistant.session.turn import Turn
from desktop_assistant.session.user_items import REOPEN_S, UserItems


class Parts:
    """Everything the rules work on. `now` is the time of the input being handled."""

    def __init__(
        self,
        config: SessionConfig,
        capabilities: Capabilities,
        *,
        mode: TalkMode,
        emit: Callable[[Effect], None],
        new_id: Callable[[], str],
        jitter: Callable[[], float],
        wall_offset: float,
        keep_audio: bool,
        strict: bool,
    ) -> None:
        self.emit = emit
        self.now = 0.0
        self.config = config
        self.capabilities = capabilities
        self.mode = mode
        self.wall_offset = wall_offset
        self.link = Link(emit, jitter, local=capabilities.is_local, strict=strict)
        self.successor = Link(self._emit_to_successor, jitter, local=capabilities.is_local, strict=strict)
        """The connection that is made ready to take over; at rest unless that is under way."""
        self.successor_number = 0
        self.history = History(emit, new_id)
        self.playback = Playback()
        self.log = SoundLog(emit, self.history.new_id, keep_audio=keep_audio, is_heard=capabilities.hears)
        self.thinking = Thinking()
        self.clock = TurnClock()
        self.problems = Problems(emit)
        self.transcripts = Transcripts(self.history)
        send: Callable[[ClientCommand], bool] = self.link.send
        self.allowance = Allowance()
        self.response = Response(send, strict=strict, free_at=self.allowance.free_at)
        self.answer = Answer(emit, self.history, self.playback, keep_audio=keep_audio)
        self.new_id = new_id = self.history.new_id
        self.tools = ToolLedger(emit, send, self.history, new_id, strict=strict)
        self.approvals = Approvals(send, self.history, new_id)
        policy = policy_of(mode, capabilities)
        self.pictures = Pictures(send, capabilities)
        self.user = UserItems(emit, send, self.history, self.log, new_id, policy, wall=lambda: self.wall, keep_audio=keep_audio)
        self.user.expects_transcript = self.expects_transcript
        self.turn = Turn(emit, send, self.user, self.log, new_id, strict=strict)
        self.patience = Patience()
        self.words = ShortWords()
        self.resumption = Resumption()
        self.barge_in = BargeIn(
            emit,
            send,
            self.history,
            self.playback,
            self.answer,
            can_truncate=capabilities.truncate,
            can_delete=capabilities.delete_items,
            strict=strict,
        )

    def _emit_to_successor(self, effect: Effect) -> None:
        assert isinstance(effect, Connect | Disconnect | Send)
        self.emit(ToSuccessor(link=self.successor_number, effect=effect))

    @property
    def wall(self) -> float:
        """Unix seconds of the input being handled."""
        return self.now + self.wall_offset

    @property
    def expects_transcript(self) -> bool:
        """Whether the provider will tell what the user said."""
        return self.capabilities.user_transcripts and (self.config.transcription is not None or self.capabilities.is_local)

    @property
    def effective_config(self) -> SessionConfig:
        """The configuration with the turn detection that this talk mode needs on the wire."""
        detection = self.config.turn_detection
        if self.turn.policy.ended_by is not EndedBy.SERVER:
            detection = ManualTurns()
        elif self.capabilities.judges_turns and not isinstance(detection, JudgedTurns):
            detection = JudgedTurns()
        elif isinstance(detection, ManualTurns) or (isinstance(detection, SemanticVad) and not self.capabilities.semantic_vad):
            detection = ServerVad()
        return replace(self.config, turn_detection=_stretched(detection, self.patience.extra_ms))

    @property
    def linger_s(self) -> float:
        """How long a microphone stays open after the server has ended the turn: until it is sure to have settled it."""
        detection = self.effective_config.turn_detection
        return max(REOPEN_S, 0.1 + 1.5 * detection.pause_ms / 1000) if isinstance(detection, JudgedTurns) else REOPEN_S

    @property
    def we_ask(self) -> bool:
        """The answer to a turn that the server ended is asked for by us."""
        return is_ours_to_answer(self.effective_config.turn_detection)

    @property
    def server_interrupts(self) -> bool:
        """Whether the server's own detector cancels the response when the user speaks."""
        detection = self.effective_config.turn_detection
        return not isinstance(detection, ManualTurns) and detection.interrupt_response


def _stretched(detection: TurnDetection, extra_ms: int) -> TurnDetection:
    """With the pause that has grown because the person was cut off."""
    match detection:
        case ServerVad():
            return replace(detection, silence_duration_ms=detection.silence_duration_ms + extra_ms)
        case JudgedTurns():
            return replace(detection, pause_ms=detection.pause_ms + extra_ms)
        case SemanticVad() if extra_ms >= _A_STEP_OF_EAGERNESS_MS:
            lower = Eagerness.MEDIUM if detection.eagerness is Eagerness.HIGH else Eagerness.LOW
            return replace(detection, eagerness=lower)
        case _:
            return detection


_A_STEP_OF_EAGERNESS_MS = 300
