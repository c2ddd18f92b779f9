"""Whoever gets the microphone's sound and says soon what was said: the local engine's listening, in a room's stream time.

What the session makes of its words is the session's own rule (`session/short_words.py`): a turn that the audio path did not take
for an interruption is one by its words, or none.
"""

from dataclasses import dataclass

from desktop_assistant.audio.messages import Report
from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.local_events import MicFrame, SpeechConfirmed, SpeechStarted, SpeechStopped
from desktop_assistant.engine.house import VAD_MODEL
from desktop_assistant.engine.listening import Listener, TurnEnded
from desktop_assistant.engine.recognizer.port import Heard
from desktop_assistant.engine.vad import SileroVad
from desktop_assistant.session.short_words import ShortWords, Verdict
from tests.rig.thinking import RememberingRecognizer, StreamEar

PAUSE_MS = 600
"""The person's patience, in the middle of the slider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A turn over the assistant's voice, and what it was by its words."""

    at_s: float
    heard: Heard
    verdict: Verdict


class Writer:
    """The engine, from packets (PCM16 at 24 kHz) to verdicts; `recognizer` may be shared by rooms that come one after another."""

    def __init__(self, recognizer: RememberingRecognizer) -> None:
        self._ear = StreamEar(recognizer)
        self._listener = Listener(SileroVad(VAD_MODEL), self._ear, lambda item_id, delta: None)
        detection = {"type": "semantic_vad", "eagerness": "auto", "pause_ms": PAUSE_MS, "end_phrase": ""}
        self._listener.configure(AudioFormat(), detection)
        self._was_confirmed = False
        self._words = ShortWords()
        self._due: list[Written] = []

    def hear(self, report: Report) -> None:
        """What the audio path says: voices, and packets."""
        match report:
            case SpeechStarted():
                self._was_confirmed = self._was_confirmed and self._listener.in_turn
            case SpeechConfirmed():  # the assistant is silent, and the words change nothing
                self._was_confirmed = True
            case SpeechStopped(is_hum=is_hum):
                self._words.voice_over(self._ear.now, is_hum=is_hum)
            case MicFrame(audio=audio):
                self._push(audio)
            case _:
                pass

    def _push(self, packet: bytes) -> None:
        for event in self._listener.push(packet):
            if isinstance(event, TurnEnded):
                self._write_down(event)

    def pass_time(self, seconds: float) -> list[Written]:
        """What became known meanwhile."""
        self._ear.pass_time(seconds)
        known = [one for one in self._due if one.at_s <= self._ear.now]
        self._due = [one for one in self._due if one.at_s > self._ear.now]
        return known

    def _write_down(self, turn: TurnEnded) -> None:
        heard = self._ear.concluded() if turn.has_voice else Heard()
        self._words.doubtful = "" if self._was_confirmed else turn.item_id
        self._words.assistant_spoke(self._ear.now)
        is_sure = heard.is_speech or not (heard.alternatives or heard.is_doubtful)
        verdict = self._words.verdict(turn.item_id, heard.text, self._ear.now, is_sure=is_sure, readings=heard.alternatives)
        if not self._was_confirmed:
            self._due.append(Written(at_s=self._ear.free_at, heard=heard, verdict=verdict))
        self._was_confirmed = False
