"""A turn that the server has heard begin, and whose end it cannot hear: the gate closed upon something that only the server still
took for a voice, such as a radio or what is left of an echo. Without more sound it would wait for ever, and the person with it.
So it gets digital silence, as much as its detector needs, once for each time that the gate closes.
"""

from desktop_assistant.core.audio import WhenQuiet
from desktop_assistant.core.commands import AppendAudio
from desktop_assistant.core.session_config import JudgedTurns, SemanticVad, ServerVad
from desktop_assistant.session.policy import EndedBy
from desktop_assistant.session.rules import Rules

PATIENCE_S = 1.0
"""The end that it has heard may still be on its way to us."""
MARGIN_MS = 300
_PIECE_MS = 500


class OpenEnd:
    """`tend` after each input."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._p = rules.parts
        self._since: float | None = None
        self._is_owed = False
        """Sound was sent, and no silence after it yet."""

    @property
    def deadline(self) -> float | None:
        """When the server has waited long enough."""
        return None if self._since is None else self._since + PATIENCE_S

    def tend(self) -> None:
        """Send it, if it is time."""
        if self._rules.is_streaming:
            self._is_owed = True
        if not self._is_owed or not self._is_waited_for():
            self._since = None
        elif self._since is None:
            self._since = self._p.now
        elif self._p.now >= self._since + PATIENCE_S:
            self._since, self._is_owed = None, False
            self._be_silent()

    def _is_waited_for(self) -> bool:
        p = self._p
        return (
            not self._rules.is_streaming
            and p.link.is_ready
            and p.turn.is_listening
            and p.turn.policy.ended_by is EndedBy.SERVER
            and p.capabilities.when_quiet is WhenQuiet.TRAILING_SILENCE
            and p.log.open is not None
            and bool(p.log.open.item_id)
        )

    def _be_silent(self) -> None:
        fmt, left_ms = self._p.config.input_format, self._longest_wait_ms() + MARGIN_MS
        while left_ms > 0:
            self._p.link.send(AppendAudio(audio=fmt.silence(min(left_ms, _PIECE_MS))))
            left_ms -= _PIECE_MS

    def _longest_wait_ms(self) -> int:
        match self._p.effective_config.turn_detection:
            case ServerVad(silence_duration_ms=ms):
                return ms
            case SemanticVad(longest_wait_ms=ms) | JudgedTurns(longest_wait_ms=ms):
                return ms
            case _:
                return 0
