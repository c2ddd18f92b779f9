"""A server that finds the ends of turns and judges them, as the local engine does."""

from dataclasses import replace

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.local_events import SpeechConfirmed, SpeechStarted, TalkPressed
from desktop_assistant.core.server_events import (
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import JudgedTurns, TalkMode
from tests.scenarios.driver import CONFIG, Driver

JUDGES = Capabilities(judges_turns=True, is_local=True)
JUDGED = replace(CONFIG, turn_detection=JudgedTurns(pause_ms=600, end_phrase="over"))


def judged(mode: TalkMode = TalkMode.CLICK) -> Driver:
    """Our engine has found a voice."""
    d = Driver(mode, config=JUDGED, capabilities=JUDGES).connect()
    if mode is TalkMode.CLICK:
        d.do(TalkPressed())
    d.open_mic()
    d.speak(600)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.frames(300)
    return d


def hand_over(d: Driver, text: str) -> None:
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=900, silence_ms=510.0), UserTurnCommitted(item_id="u1"))
    d.do(UserTranscriptFinal(item_id="u1", text=text))


def answering() -> Driver:
    """The local engine is in the middle of a long answer, and the microphone is open."""
    d = Driver(TalkMode.ALWAYS, config=JUDGED, capabilities=JUDGES).connect()
    d.open_mic()
    d.begin_answer()
    d.say("A long answer", 9000)
    d.played("a1", 2000)
    return d


def go_on(d: Driver) -> None:
    """Our own detector hears a voice, and is sure of it."""
    d.do(SpeechStarted(at_ms=d._mic_ms))
    d.frames(200)
    d.do(SpeechConfirmed(at_ms=d._mic_ms - 200))
