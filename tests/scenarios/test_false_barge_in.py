"""A cough, a door, a key: the loudness comes back and nothing else has happened."""

from desktop_assistant.core.commands import ClearInput
from desktop_assistant.core.items import ItemStatus
from desktop_assistant.core.local_events import SpeechStarted, SpeechStopped, TalkPressed
from desktop_assistant.core.server_events import ResponseStatus
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.session.effects import Duck, FlushPlayback, ShowState, Unduck
from tests.scenarios.driver import Driver


def test_cough_while_the_assistant_speaks() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.begin_answer()
    d.say("A long answer", 3000)
    d.played("a1", 500)
    d.do(SpeechStarted(at_ms=0))
    assert d.effects[0] == Duck()
    assert d.state.voice is VoiceState.HELD
    d.say(" goes on", 1000)
    d.do(SpeechStopped(at_ms=100, speech_ms=100, was_confirmed=False))
    assert d.of(Unduck) == [Unduck()]
    assert d.of(FlushPlayback) == []
    assert d.state.voice is VoiceState.SPEAKING
    d.end_part("A long answer goes on")
    d.finish()
    d.drained("a1", 4000)
    assert d.machine.items()[0].status is ItemStatus.COMPLETE
    assert d.sent == []


def test_ten_coughs_in_a_row() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.begin_answer()
    d.say("A long answer", 30_000)
    d.played("a1", 500)
    for _ in range(10):
        d.do(SpeechStarted(at_ms=0), SpeechStopped(at_ms=1, speech_ms=90, was_confirmed=False))
        assert [effect for effect in d.effects if not isinstance(effect, ShowState)] == [Duck(), Unduck()]
        assert d.state.voice is VoiceState.SPEAKING


def test_cough_instead_of_a_question_leaves_no_trace() -> None:
    d = Driver(TalkMode.CLICK).connect()
    d.do(TalkPressed())
    d.open_mic()
    d.do(SpeechStarted(at_ms=0))
    d.frames(100)
    d.pause(100, confirmed=False)
    assert d.sent == [ClearInput()]
    assert d.texts == []
    assert d.state.voice is VoiceState.LISTENING
    d.speak(500)
    d.pause(500)
    d.close_mic(600)
    d.commit("u1")
    d.transcript("now really")
    assert d.texts == [("user", "now really")]
    d.begin_answer()
    d.say("Yes", 100)
    d.finish(status=ResponseStatus.COMPLETED)
    assert d.texts == [("user", "now really"), ("assistant", "Yes")]
