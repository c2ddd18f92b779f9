"""Hanging up while nobody speaks, and when the money is spent."""

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import CreateItem, CreateResponse
from desktop_assistant.core.local_events import BudgetChanged, LinkClosed, SpeechStarted, TalkPressed, UserText
from desktop_assistant.core.server_events import ResponseStatus, Usage, UsageReported
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState, VoiceState
from desktop_assistant.session.effects import Connect, Disconnect, NoteUsage
from tests.scenarios.driver import Driver


def answered(mode: TalkMode = TalkMode.CLICK, after_s: float | None = 600.0, **capabilities: bool) -> Driver:
    d = Driver(mode, capabilities=Capabilities(**capabilities), hang_up_after_s=after_s).connect()  # type: ignore[arg-type]
    if mode is TalkMode.ALWAYS:
        d.open_mic()
    d.do(UserText(text="hello"))
    d.begin_answer()
    d.say("Good day", 500)
    d.end_part("Good day")
    d.finish()
    d.drained("a1", 500)
    return d


def test_after_the_silence_it_hangs_up_and_alarms_nobody() -> None:
    d = answered()
    assert Disconnect() not in d.wait(599)
    assert d.wait(2).count(Disconnect()) == 1
    assert d.do(LinkClosed()) == []
    assert (d.state.link, d.state.voice) == (LinkState.RESTING, VoiceState.IDLE)
    assert d.wait(3600) == []


def test_a_turn_begins_the_silence_anew() -> None:
    d = answered()
    d.wait(500)
    d.do(UserText(text="wait"))
    d.begin_answer("r2", "a2")
    d.say("Yes", 100, "r2", "a2")
    d.finish("r2")
    d.drained("a2", 100)
    assert Disconnect() not in d.wait(599)


@pytest.mark.parametrize("after_s", [None])
def test_never_means_never(after_s: None) -> None:
    d = answered(after_s=after_s)
    assert Disconnect() not in d.wait(3000)


def test_typed_words_connect_again_and_are_asked_with_what_was_said_before() -> None:
    d = answered()
    d.wait(601)
    d.do(LinkClosed())
    d.do(UserText(text="are you there"))
    assert d.of(Connect) == [Connect()]
    d.accept()
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)] == ["hello", "Good day", "are you there"]
    assert [type(c) for c in d.sent][-1] is CreateResponse


def test_the_talk_button_connects_again_and_the_first_words_are_not_lost() -> None:
    d = answered()
    d.wait(601)
    d.do(LinkClosed(), TalkPressed())
    assert d.of(Connect) == [Connect()]
    d.open_mic()
    d.speak()
    d.accept()
    d.pause()
    assert [type(c) for c in d.sent if isinstance(c, CreateResponse)] == [CreateResponse]


def test_always_listening_a_voice_connects_again_and_a_cough_does_not() -> None:
    d = answered(TalkMode.ALWAYS, server_vad=False)
    d.wait(601)
    d.do(LinkClosed())
    d.do(SpeechStarted(at_ms=0))
    d.frames(100)
    d.pause(90, confirmed=False)
    assert d.state.link is LinkState.RESTING
    d.speak(400)
    assert d.state.link is LinkState.CONNECTING


def test_spent_money_ends_the_session_between_turns_and_bars_the_next() -> None:
    d = answered()
    d.do(UserText(text="one more"))
    d.do(BudgetChanged(is_spent=True))
    assert Disconnect() not in d.effects
    d.begin_answer("r2", "a2")
    d.say("Yes", 100, "r2", "a2")
    d.finish("r2")
    d.drained("a2", 100)
    assert d.of(Disconnect) == [Disconnect()]
    d.do(LinkClosed())
    d.do(UserText(text="and now"))
    assert d.of(Connect) == []
    assert d.state.link is LinkState.RESTING
    d.do(BudgetChanged(is_spent=False))
    assert d.of(Connect) == [Connect()]
    d.accept()
    assert d.texts[-1] == ("user", "and now")
    assert [type(c) for c in d.sent][-1] is CreateResponse


def test_what_each_answer_took_is_noted_also_of_one_that_was_cancelled() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.begin_answer()
    d.say("Well", 100)
    d.do(UserText(text="no"))
    usage = Usage(input_tokens=10, output_tokens=5)
    d.finish(status=ResponseStatus.CANCELLED, usage=usage)
    assert d.of(NoteUsage) == [NoteUsage(usage=usage, model="m", session=1)]
    d.do(UsageReported(usage=Usage(seconds=3.0), is_transcription=True))
    assert d.of(NoteUsage) == [NoteUsage(usage=Usage(seconds=3.0), model="gpt-transcribe", session=1)]
    d.do(UsageReported(usage=Usage(seconds=60.0), is_total=True))
    assert d.of(NoteUsage) == [NoteUsage(usage=Usage(seconds=60.0), model="m", session=1, is_total=True)]


def test_what_this_machine_does_costs_nothing() -> None:
    d = Driver(capabilities=Capabilities(is_local=True)).connect()
    d.do(UserText(text="hi"))
    d.begin_answer()
    d.finish(usage=Usage(input_tokens=10))
    assert d.of(NoteUsage) == []
