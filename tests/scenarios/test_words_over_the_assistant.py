"""What is said over the assistant is known only by its words: a wish for silence, a listener's word, a turn, or nothing."""

from dataclasses import replace

import pytest

from desktop_assistant.core.certainty import Doubts
from desktop_assistant.core.commands import CancelResponse, CreateResponse, DeleteItem
from desktop_assistant.core.items import Role
from desktop_assistant.core.local_events import SpeechStarted, SpeechStopped, ToolFinished
from desktop_assistant.core.server_events import (
    ResponseStatus,
    ToolCallRequested,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptDelta,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.core.tools import ToolCall, ToolResult, ToolSpec
from desktop_assistant.session.effects import FlushPlayback, HideItem, Play, ShowItem
from tests.scenarios.driver import Driver
from tests.scenarios.judging import JUDGED, JUDGES, answering, go_on, hand_over, judged


def test_a_spoken_stop_is_not_answered_by_any_provider() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.begin_answer()
    d.say("A long answer", 9000)
    d.played("a1", 3000)
    d.now += 3
    go_on(d)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.flushed("a1", 3200)
    d.finish(status=ResponseStatus.CANCELLED)
    d.commit("u1", "a1")
    d.begin_answer("r2", "a2", "u1")
    d.say("Okay, I will", 600, "r2", "a2")
    d.transcript("Stop talking, please.", "u1")
    assert [c.response_id for c in d.sent if isinstance(c, CancelResponse)] == ["r2"]
    assert d.of(FlushPlayback)
    assert [role for role, _ in d.texts] == ["assistant", "user"]
    d.say(" be", 600, "r2", "a2")
    assert d.of(Play) == []
    d.flushed("a2", 100)
    d.finish("r2", status=ResponseStatus.CANCELLED)
    assert d.state.voice is VoiceState.HEARING or not d.state.can_stop
    assert d.on_screen() == list(d.machine.items())


def test_stop_in_other_words_or_long_after_is_a_turn_like_any_other() -> None:
    d = judged()
    hand_over(d, "Stop the timer")
    assert len(d.sent_ever(CreateResponse)) == 1
    assert d.sent_ever(CancelResponse) == []
    d = judged()
    hand_over(d, "Stop")  # nobody has spoken
    assert d.sent_ever(CancelResponse) == []


@pytest.mark.parametrize("text", ["Mm-hmm", "uh-huh", "Yeah, right.", "okay", ""])
def test_a_listeners_word_neither_stops_the_assistant_nor_is_answered(text: str) -> None:
    d = answering()
    d.do(SpeechStarted(at_ms=0))
    d.frames(140)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.do(SpeechStopped(at_ms=140, speech_ms=140, was_confirmed=False))
    hand_over(d, text)
    assert d.sent_ever(CancelResponse) == []
    assert d.sent_ever(CreateResponse) == []
    assert d.sent_ever(DeleteItem) == [DeleteItem(item_id="u1", event_id="delete")]
    assert [e for e in d.all if isinstance(e, FlushPlayback)] == []
    assert d.texts == [("assistant", "A long answer")]
    assert d.state.voice is VoiceState.SPEAKING


def test_a_hum_that_was_written_as_words_neither_stops_the_assistant_nor_is_answered() -> None:
    d = answering()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=900, silence_ms=510.0), UserTurnCommitted(item_id="u1"))
    d.do(UserTranscriptFinal(item_id="u1", text="And who", doubts=Doubts(words=("And", "who"))))
    assert d.sent_ever(CancelResponse) == d.sent_ever(CreateResponse) == []
    assert d.texts == [("assistant", "A long answer")]
    assert d.state.voice is VoiceState.SPEAKING


def test_half_a_stop_is_enough() -> None:
    d = answering()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=900, silence_ms=510.0), UserTurnCommitted(item_id="u1"))
    d.do(UserTranscriptFinal(item_id="u1", text="lots of", doubts=Doubts(words=("lots", "of"), alternatives=("stop",))))
    assert d.of(FlushPlayback)
    d.flushed("a1", 2500)
    d.finish(status=ResponseStatus.CANCELLED)
    assert d.sent_ever(CreateResponse) == []


def test_a_word_interrupts_though_nobody_knows_which_it_was() -> None:
    d = answering()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=900, silence_ms=510.0), UserTurnCommitted(item_id="u1"))
    doubts = Doubts(words=("They",), alternatives=("Eight",), is_speech=True)
    d.do(UserTranscriptFinal(item_id="u1", text="They", doubts=doubts))
    assert d.of(FlushPlayback)
    d.flushed("a1", 3200)
    d.finish(status=ResponseStatus.CANCELLED)
    assert len(d.sent_ever(CreateResponse)) == 1
    assert d.texts[-1] == ("user", "They")


def test_a_whole_sentence_that_our_own_detector_did_not_hear_stays_and_interrupts_nobody() -> None:
    d = answering()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    hand_over(d, "And then he said that it would be ready by Friday")
    assert d.sent_ever(CancelResponse) == d.sent_ever(CreateResponse) == d.sent_ever(DeleteItem) == []
    assert ("user", "And then he said that it would be ready by Friday") in d.texts
    assert d.state.voice is VoiceState.SPEAKING


def test_real_words_that_our_own_detector_took_for_a_cough_interrupt_after_all() -> None:
    d = Driver(TalkMode.ALWAYS, config=JUDGED, capabilities=JUDGES).connect()
    d.open_mic()
    d.begin_answer()
    d.say("A long answer", 9000)
    d.end_part("A long answer")
    d.finish()
    d.played("a1", 2000)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    hand_over(d, "No, tomorrow")
    assert d.of(FlushPlayback)
    assert len(d.sent_ever(CreateResponse)) == 1


def heard_by_the_server_alone() -> Driver:
    """Live words come, and our own detector hears nothing."""
    d = answering()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.frames(200)
    d.do(UserTranscriptDelta(item_id="u1", text="City"))
    return d


def test_what_only_the_server_hears_is_not_shown_before_its_words_are_known() -> None:
    d = heard_by_the_server_alone()
    hand_over(d, "")
    assert [e.item.text for e in d.all if isinstance(e, ShowItem) and e.item.role is Role.USER] == []
    assert d.of(HideItem) == [HideItem(item_id="u1")]  # its sound is not to be kept
    d = heard_by_the_server_alone()
    assert [role for role, _ in d.texts] == ["assistant"]
    hand_over(d, "No, tomorrow")
    assert d.texts[-1] == ("user", "No, tomorrow")
    assert d.saved()["u1"][1]
    assert d.on_screen() == list(d.machine.items())


@pytest.mark.parametrize("how", ["our detector hears it too", "the link is lost"])
def test_what_was_held_back_is_shown_when_it_counts(how: str) -> None:
    d = heard_by_the_server_alone()
    if how == "the link is lost":
        d.drop()
    else:
        go_on(d)
    assert ("user", "City") in d.texts
    assert d.on_screen() == list(d.machine.items())


@pytest.mark.parametrize("has_ended", [True, False])
def test_what_the_assistant_goes_on_saying_is_no_answer_to_what_was_heard_meanwhile(has_ended: bool) -> None:
    d = answering()
    if has_ended:
        d.finish()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=900, silence_ms=510.0), UserTurnCommitted(item_id="u1"))
    if not has_ended:
        d.say(" that goes on", 900)
    d.played("a1", 2500)
    d.do(UserTranscriptFinal(item_id="u1", text="uh-huh"))
    if has_ended:
        d.begin_answer("r9", "a9")  # a timer that rings
        d.say("Your timer is done.", 900, "r9", "a9")
    else:
        d.say(" and on", 900)
    d.played("a1", 3000)
    d.finish("r9" if has_ended else "r1")
    assert d.state.latency.first_audio_ms is None
    assert d.state.latency.first_sound_ms is None


def test_the_answer_to_a_turn_that_was_doubted_is_measured() -> None:
    d = answering()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=900, silence_ms=510.0), UserTurnCommitted(item_id="u1"))
    d.say(" that goes on", 900)
    d.now += 0.2
    d.do(UserTranscriptFinal(item_id="u1", text="No, tomorrow"))
    d.flushed("a1", 2500)
    d.finish(status=ResponseStatus.CANCELLED)
    d.now += 0.3
    d.begin_answer("r2", "a2", "u1")
    d.say("Tomorrow, then", 900, "r2", "a2")
    assert d.state.latency.first_audio_ms == pytest.approx(510 + 500, abs=1)


def test_a_stop_is_obeyed_also_when_a_tool_has_answered_since() -> None:
    d = Driver(TalkMode.ALWAYS, config=replace(JUDGED, tools=(ToolSpec(name="clock", description=""),)), capabilities=JUDGES)
    d.connect()
    d.open_mic()
    d.begin_answer()
    d.say("A long answer", 9000)
    d.do(ToolCallRequested(call=ToolCall(call_id="c1", name="clock", arguments="{}", item_id="f1", response_id="r1")))
    d.finish()
    d.played("a1", 2000)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=900, silence_ms=510.0), UserTurnCommitted(item_id="u1"))
    d.do(ToolFinished(result=ToolResult(call_id="c1", output="12:00")))
    d.do(UserTranscriptFinal(item_id="u1", text="Stop"))
    assert d.of(FlushPlayback)
