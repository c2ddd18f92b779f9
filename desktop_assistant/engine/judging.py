"""Collects what is known of the turn under way, as it becomes known, and asks `patience.py` how long to wait."""

from desktop_assistant.core.audio import Samples
from desktop_assistant.engine.endpointing import Wait
from desktop_assistant.engine.patience import Evidence, wait_for
from desktop_assistant.engine.prosody import Ending, ending
from desktop_assistant.engine.recognizer.port import Heard


class Judge:
    """One turn after the other. Words come late and from another process; each call changes only what it is about."""

    def __init__(self, pause_ms: int, end_phrase: str) -> None:
        self.pause_ms = pause_ms
        """The person's slider; may change in the middle of a turn."""
        self.end_phrase = end_phrase
        self.began()

    def began(self) -> None:
        """A new turn."""
        self._words = ""
        self._is_guess = False
        """The words are those of a silence; live ones may be the beginning of longer ones ("over" of "overcome")."""
        self._is_command = False
        self._ending = Ending()
        self._longest_pause_ms = 0.0

    def paused(self, sound: Samples) -> None:
        """A short silence; `sound` ends where the voice ended."""
        self._ending = ending(sound)

    def went_on(self, silence_ms: float) -> None:
        """The silence was none of the end."""
        self._ending = Ending()
        self._is_command = self._is_guess = False
        self._longest_pause_ms = max(self._longest_pause_ms, silence_ms)

    def hears(self, words: str) -> None:
        """Live words."""
        self._words, self._is_guess = words, False

    def guesses(self, heard: Heard) -> None:
        """The final words, should the turn end with this silence."""
        self._words, self._is_command, self._is_guess = heard.text, heard.is_command, True

    def wait(self, voice_ms: float) -> Wait:
        """With everything that is known now; `voice_ms`: how much was said."""
        evidence = Evidence(
            words=self._words,
            is_command=self._is_command,
            ending=self._ending,
            voice_ms=voice_ms,
            longest_pause_ms=self._longest_pause_ms,
            end_phrase=self.end_phrase if self._is_guess else "",
        )
        return wait_for(evidence, self.pause_ms)
