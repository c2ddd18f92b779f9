"""Names, beginnings and ends for a conversation that has none: turns are only shown, the model needs them for nothing.

An answer begins with its first word or its first sound that is no silence. It is over when the person's next words begin clearly
after its last ones, or when it has been silent for `OVER_AFTER_MS`, whether silence arrives or nothing does. The person's turn
ends where an answer begins; words that were said before that, but are written down later, still belong to it. What was handed
over or typed while an answer ran is not what that answer answers.
"""

from array import array

from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    AudioDelta,
    AudioDone,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    ServerEvent,
    UserSpeechStarted,
    UserTranscriptDelta,
    UserTranscriptFinal,
    UserTurnCommitted,
)

OVER_AFTER_MS = 2000.0
SEPARATE_MS = 500.0
"""Words of the person that begin so long after the answer's last ones are no interjection."""
_SILENT_PEAK = 64
"""Of 32,768 (-54 dB full scale): no voice is so soft."""


class LiveTurns:
    """One connection; `names` stands before every name that is made up."""

    def __init__(self, names: str = "") -> None:
        self._names = names
        self.by_hand = False
        """We find the person's turns."""
        self.is_speaking = False
        """By hand: sound was sent that is not handed over yet."""
        self.rate = 24_000
        self._turns = self._answers = self._answered = 0
        """How many there were of both; the newest turn when the last answer began."""
        self._in_turn = self._is_open = self._answering = False
        """The person's turn goes on; its words are not final; the assistant speaks."""
        self._heard: list[str] = []
        self._said: list[str] = []
        self._answer_from = self._answer_until = 0.0
        """ms of the session, by the answer's words."""
        self._silent_ms = 0.0
        self._committed: list[ServerEvent] = []

    @property
    def response_id(self) -> str:
        """Of the answer that runs, or ran last."""
        return f"{self._names}response_{self._answers}"

    @property
    def _answer_id(self) -> str:
        return f"{self._names}answer_{self._answers}"

    @property
    def _user_id(self) -> str:
        return f"{self._names}user_{self._turns}"

    # --- the person -------------------------------------------------------------------------------------------------
    def handed_over(self) -> None:
        """We ended the turn; it is told with what the server says next, since it confirms nothing."""
        if not self._in_turn:
            self._committed += self._begin_turn()
        self._committed += self._commit()
        self.is_speaking = False

    def take_committed(self) -> list[ServerEvent]:
        """What has happened on our side since the server last spoke."""
        told, self._committed = self._committed, []
        return told

    def heard(self, text: str, start_ms: float) -> list[ServerEvent]:
        """More of what the person said, from `start_ms` of the session."""
        if self.by_hand and self._turns and not (self._in_turn or self._is_open or self.is_speaking):
            self._heard.append(text)  # nobody has spoken since the last turn was closed
            return [self._all_words()]
        events: list[ServerEvent] = []
        if self._answering and start_ms >= self._answer_until + SEPARATE_MS:
            events = self.finish()
        is_wordless = self.by_hand and not self._heard
        is_late = self._is_open and not self._in_turn and (is_wordless or start_ms < self._answer_from)
        if not self._in_turn and not is_late:
            events += self._begin_turn()
            if self.by_hand and not self.is_speaking:  # of a turn that was handed over before the one before it was written down
                events += self._commit()
        self._heard.append(text)
        return [*events, UserTranscriptDelta(item_id=self._user_id, text=text)]

    def _begin_turn(self) -> list[ServerEvent]:
        before = self._close_turn()
        self._turns += 1
        self._heard = []
        self._in_turn = self._is_open = True
        self._answer_from = float("inf")
        return before if self.by_hand else [*before, UserSpeechStarted(item_id=self._user_id, audio_start_ms=0.0)]

    def _commit(self) -> list[ServerEvent]:
        was, self._in_turn = self._in_turn, False
        return [UserTurnCommitted(item_id=self._user_id)] if was else []

    def _close_turn(self) -> list[ServerEvent]:
        was, self._is_open = self._is_open, False
        return [self._all_words()] if was else []

    def _all_words(self) -> ServerEvent:
        return UserTranscriptFinal(item_id=self._user_id, text="".join(self._heard).strip())

    # --- the answer -------------------------------------------------------------------------------------------------
    def said(self, text: str, start_ms: float, end_ms: float) -> list[ServerEvent]:
        """Words of the assistant and their place in the session."""
        begins = self._begin()
        self._answer_from = min(self._answer_from, start_ms)
        self._answer_until = end_ms
        self._silent_ms = 0.0
        self._said.append(text)
        return [*begins, AssistantTextDelta(response_id=self.response_id, item_id=self._answer_id, text=text)]

    def sound(self, audio: bytes) -> list[ServerEvent]:
        """Sound of the assistant, which may be silence."""
        samples = array("h", audio[: len(audio) // 2 * 2])
        is_silent = max(map(abs, samples), default=0) < _SILENT_PEAK
        if is_silent and not self._answering:
            return []
        self._silent_ms = self._silent_ms + len(samples) * 1000 / self.rate if is_silent else 0.0
        events = [*self._begin(), AudioDelta(response_id=self.response_id, item_id=self._answer_id, audio=audio)]
        return [*events, *self.finish()] if self._silent_ms >= OVER_AFTER_MS else events

    def finish(self, status: ResponseStatus = ResponseStatus.COMPLETED, reason: str = "") -> list[ServerEvent]:
        """The answer is over, if there is one."""
        if not self._answering:
            return []
        self._answering = False
        response_id, item_id = self.response_id, self._answer_id
        done: list[ServerEvent] = [AudioDone(response_id=response_id, item_id=item_id)]
        if text := "".join(self._said).strip():
            done.append(AssistantTextDone(response_id=response_id, item_id=item_id, text=text))
        closes = [] if self._in_turn or self._answered != self._turns else self._close_turn()
        return [*closes, *done, ResponseFinished(response_id=response_id, status=status, reason=reason)]

    def begin_apart(self) -> list[ServerEvent]:
        """An answer of its own, without words: what runs is over."""
        return [*self.finish(), *self._begin()]

    def _begin(self) -> list[ServerEvent]:
        if self._answering:
            return []
        before = [] if self.by_hand else self._commit()
        self._answers += 1
        self._answered = self._turns
        self._answering = True
        self._said, self._silent_ms = [], 0.0
        return [*before, ResponseStarted(response_id=self.response_id)]
