"""Names and ends for what Gemini leaves nameless: the user's turns and the model's answers of one connection.

The user's words may come before, while or after the model answers them, so a turn is closed only when the answer is over, and
words that come still later are added to it. After an interruption the rest of the old answer may still arrive; it is dropped
until the server says that its turn is complete.
"""

from enum import Enum

from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    AudioDelta,
    AudioDone,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    ServerEvent,
    Usage,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptDelta,
    UserTranscriptFailed,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.protocol.gemini_calls import Calls
from desktop_assistant.protocol.gemini_owed import BY_TEXT, Owed


class Cause(Enum):
    """What the model answers next."""

    NOTHING = "nothing"
    SOUND = "sound"
    TEXT = "text"
    TOOL = "tool"


class _Reply(Enum):
    NONE = "none"
    ANSWERING = "answering"
    STOPPING = "stopping"
    """We asked it to stop; the session waits to hear that it has."""
    STOPPED = "stopped"
    """What still comes of it is dropped."""


class _User(Enum):
    SILENT = "silent"
    SPEAKING = "speaking"
    OVER = "over"
    """Late words still belong to it."""


class Turns:
    """`by_hand`: we tell the server where a turn begins and ends. `names` stands before every name."""

    def __init__(self, names: str = "") -> None:
        self._names = names
        self.by_hand = False
        self.in_activity = False
        """By hand: we have told the server of a turn's beginning, and not of its end yet."""
        self.calls = Calls()
        self.owed = Owed()
        self.cause = Cause.NOTHING
        self.usage: Usage | None = None
        """What the running answer has cost so far."""
        self._reply, self._user = _Reply.NONE, _User.SILENT
        self._answers = self._turns = self._answered = 0
        """How many answers and user's turns there were; which turn the last answer answers."""
        self._words: list[str] = []
        """Of the newest turn."""
        self._said: list[str] = []
        self._has_sound = False
        self._committed: list[ServerEvent] = []

    @property
    def _response_id(self) -> str:
        return f"{self._names}response_{self._answers}"

    @property
    def _answer_id(self) -> str:
        return f"{self._names}answer_{self._answers}"

    @property
    def _user_id(self) -> str:
        return f"{self._names}user_{self._turns}"

    # --- the user -------------------------------------------------------------------------------------------------
    def handed_over(self) -> None:
        """We ended the turn by hand. The server does not confirm it, so this is told with what it says next."""
        self._committed += self._close_user() if self._user is _User.OVER else []
        if self._user is _User.SILENT:
            self._new_turn()
        self._user = _User.OVER
        self.owed.told(self._user_id)
        self.owed.asked(self._turns)
        if self._reply is _Reply.STOPPED:
            self._reply = _Reply.NONE
        self.cause = Cause.SOUND
        self._committed.append(UserTurnCommitted(item_id=self._user_id))

    def take_committed(self) -> list[ServerEvent]:
        """What has happened on our side since the server last spoke."""
        told, self._committed = self._committed, []
        return told

    def user_speaks(self) -> list[ServerEvent]:
        """The server's detector hears a voice, or its words show that there was one."""
        if self._user is _User.SPEAKING:
            return []
        before = self._close_user()
        self._new_turn()
        self._user = _User.SPEAKING
        return before if self.by_hand else [*before, UserSpeechStarted(item_id=self._user_id, audio_start_ms=0.0)]

    def user_stops(self) -> list[ServerEvent]:
        """The server's detector hears the voice end."""
        if self._user is not _User.SPEAKING or self.by_hand:
            return []
        return [UserSpeechStopped(item_id=self._user_id, audio_end_ms=0.0)]

    def heard(self, text: str) -> list[ServerEvent]:
        """More of what the user said."""
        if self.by_hand and self._user is _User.SILENT and not self.in_activity:
            return self._late(text)
        begins = self.user_speaks() if self._user is _User.SILENT else []
        self._words.append(text)
        return [*begins, UserTranscriptDelta(item_id=self._user_id, text=text)]

    def _commit_by_server(self) -> list[ServerEvent]:
        """An answer begins: the server has found the end of the turn that it answers."""
        if self.by_hand or self._user is _User.OVER:
            return []
        if self._user is _User.SILENT and self.cause is not Cause.SOUND:
            return []
        begins = self.user_speaks()
        self._user = _User.OVER
        return [*begins, UserTurnCommitted(item_id=self._user_id)]

    def _new_turn(self) -> None:
        self._turns += 1
        self._words = []

    def _late(self, text: str) -> list[ServerEvent]:
        """Nobody has spoken since the last turn was closed: these words are its."""
        if self._turns == 0:
            return []
        self._words.append(text)
        return [self._all_words()]

    def _all_words(self) -> ServerEvent:
        words = "".join(self._words).strip()
        if not words:
            return UserTranscriptFailed(item_id=self._user_id, message="nothing was written down")
        return UserTranscriptFinal(item_id=self._user_id, text=words)

    def _close_user(self) -> list[ServerEvent]:
        was, self._user = self._user, _User.SILENT
        return [] if was is _User.SILENT else [self._all_words()]

    def _close_answered_user(self) -> list[ServerEvent]:
        """The turn whose answer is over; one that was handed over meanwhile stays open for more words than it has."""
        if self._user is not _User.OVER:
            return []
        if self._answered == self._turns:
            return self._close_user()
        return [self._all_words()] if self._words else []

    # --- the answer -----------------------------------------------------------------------------------------------
    def sound(self, audio: bytes) -> list[ServerEvent]:
        """Sound of the answer."""
        begins = self._begin()
        if self._reply is not _Reply.ANSWERING:
            return []
        self._has_sound = True
        return [*begins, AudioDelta(response_id=self._response_id, item_id=self._answer_id, audio=audio)]

    def said(self, text: str, *, spoken: bool) -> list[ServerEvent]:
        """Words of the answer. What is written beside the sound is a part of its own."""
        begins = self._begin()
        if self._reply is not _Reply.ANSWERING:
            return []
        part = 0 if spoken or not self._has_sound else 1
        if part == 0:
            self._said.append(text)
        ids = {"response_id": self._response_id, "item_id": self._answer_id}
        return [*begins, AssistantTextDelta(**ids, text=text, content_index=part, spoken=spoken)]

    def response_of_calls(self) -> tuple[str, list[ServerEvent]]:
        """The answer to which calls belong, begun if need be: calls must be answered whatever was stopped."""
        if self._reply in (_Reply.STOPPING, _Reply.STOPPED):
            self._reply = _Reply.NONE
        begins = self._begin()
        return self._response_id, begins

    def generated(self) -> list[ServerEvent]:
        """All of it has come, though the server waits until it thinks that it was played."""
        if self._reply is _Reply.STOPPING:
            return self._stopped()
        is_sounding = self._reply is _Reply.ANSWERING and self._has_sound
        return [AudioDone(response_id=self._response_id, item_id=self._answer_id)] if is_sounding else []

    def finish(self, status: ResponseStatus = ResponseStatus.COMPLETED, reason: str = "") -> list[ServerEvent]:
        """The running answer is over."""
        if self._reply is not _Reply.ANSWERING:
            return []
        self._reply = _Reply.NONE
        done: list[ServerEvent] = []
        if self._said and status is ResponseStatus.COMPLETED:
            text, spoken = "".join(self._said), self._has_sound
            done = [AssistantTextDone(response_id=self._response_id, item_id=self._answer_id, text=text, spoken=spoken)]
        return [*done, self._finished(status, reason)]

    def turn_complete(self, status: ResponseStatus, reason: str) -> list[ServerEvent]:
        """The server's turn is over, answer and user's words alike."""
        ends = self._stopped() if self._reply is _Reply.STOPPING else self.finish(status, reason)
        if not ends and reason and self._reply is _Reply.NONE:  # refused before its first word
            ends = [*self._begin(), *self.finish(status, reason)]
        self._reply = _Reply.NONE
        return [*self._close_answered_user(), *ends]

    def interrupted(self) -> list[ServerEvent]:
        """The server stopped the answer, as a rule because the user speaks."""
        if self._reply is _Reply.NONE:
            self.owed.skipped()
        if self._reply is _Reply.STOPPING:
            return self._stopped()
        if self._reply is not _Reply.ANSWERING:
            return []
        self._reply = _Reply.STOPPED
        voice = self._close_answered_user() if self.by_hand else self.user_speaks()
        return [*voice, self._finished(ResponseStatus.CANCELLED, "turn_detected")]

    def stop(self, response_id: str = "") -> bool:
        """We want no more of the running answer; False: there is none, or it is another one by now."""
        if self._reply is _Reply.ANSWERING and response_id in ("", self._response_id):
            self._reply = _Reply.STOPPING
            return True
        return False

    def asked(self, *, anew: bool) -> None:
        """The session waits for an answer: what was stopped lies behind us, whatever the server still has to say of it. anew: we
        ask the server for it, which it would not give by itself."""
        if self._reply in (_Reply.STOPPING, _Reply.STOPPED):
            self._reply = _Reply.NONE
        if anew:
            self.owed.asked(BY_TEXT)

    # --- inside ---------------------------------------------------------------------------------------------------
    def _begin(self) -> list[ServerEvent]:
        if self._reply is not _Reply.NONE:
            return []
        before = self._commit_by_server()
        if before:
            self._answered = self._turns
            self.owed.found(self._user_id)
        else:
            has_words = self._user is _User.OVER and bool(self._words)
            self._answered = self.owed.begins(self._turns, has_words=has_words)
        self._answers += 1
        self._reply, self.cause = _Reply.ANSWERING, Cause.NOTHING
        self._said, self._has_sound, self.usage = [], False, None
        return [*before, ResponseStarted(response_id=self._response_id)]

    def _finished(self, status: ResponseStatus, reason: str) -> ServerEvent:
        self.owed.knows(self._answer_id)
        return ResponseFinished(response_id=self._response_id, status=status, reason=reason, usage=self.usage)

    def _stopped(self) -> list[ServerEvent]:
        self._reply = _Reply.STOPPED
        return [*self._close_answered_user(), self._finished(ResponseStatus.CANCELLED, "client_cancelled")]
