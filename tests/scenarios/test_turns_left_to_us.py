"""A service whose detector finds the turns and leaves the rest to us: it hears every cough, and none of them ends an answer."""

from dataclasses import replace

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.certainty import Doubts
from desktop_assistant.core.commands import CancelResponse, CommitInput, CreateResponse, DeleteItem, TruncateItem
from desktop_assistant.core.items import ItemStatus
from desktop_assistant.core.local_events import SpeechStarted, SpeechStopped
from desktop_assistant.core.server_events import (
    ResponseStatus,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptFailed,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import SemanticVad, ServerVad, TalkMode, TurnDetection
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.session.effects import FlushPlayback, Unduck
from tests.scenarios.driver import CONFIG, Driver
from tests.scenarios.judging import go_on

LEAVES = Capabilities(leaves_turns_to_us=True)
SERVER = ServerVad(create_response=False, interrupt_response=False)


def always(detection: TurnDetection = SERVER) -> Driver:
    d = Driver(TalkMode.ALWAYS, config=replace(CONFIG, turn_detection=detection), capabilities=LEAVES).connect()
    d.open_mic()
    return d


def answering() -> Driver:
    """In the middle of a long answer."""
    d = always()
    d.begin_answer()
    d.say("A long answer", 9000)
    d.played("a1", 2000)
    return d


def heard_at_the_service(d: Driver, *, ours_ms: float = 140) -> None:
    """Something short: our own detector gives it up, the service's makes a turn of it."""
    d.do(SpeechStarted(at_ms=0))
    d.frames(ours_ms)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.do(SpeechStopped(at_ms=ours_ms, speech_ms=ours_ms, was_confirmed=False))
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=900), UserTurnCommitted(item_id="u1"))


@pytest.mark.parametrize("detection", [SERVER, SemanticVad(create_response=False, interrupt_response=False)])
def test_a_turn_is_answered_as_soon_as_the_service_has_ended_it(detection: TurnDetection) -> None:
    d = always(detection)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.speak(900)
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=900))
    d.commit("u1")
    assert len(d.sent_ever(CreateResponse)) == 1
    assert d.sent_ever(CommitInput) == []
    d.transcript("What time is it?")
    d.begin_answer("r1", "a1", "u1")
    d.say("It is noon.", 900)
    assert len(d.sent_ever(CreateResponse)) == 1
    assert d.texts == [("user", "What time is it?"), ("assistant", "It is noon.")]


@pytest.mark.parametrize("words", ["", "Mm-hmm.", "Yeah", "Okay."])
def test_a_cough_or_a_listeners_word_ends_no_answer(words: str) -> None:
    d = answering()
    heard_at_the_service(d)
    assert [e for e in d.all if isinstance(e, Unduck)], "it goes on where it was held"
    d.do(UserTranscriptFinal(item_id="u1", text=words))
    assert d.sent_ever(CancelResponse) == d.sent_ever(CreateResponse) == d.sent_ever(TruncateItem) == []
    assert [e for e in d.all if isinstance(e, FlushPlayback)] == []
    assert d.sent_ever(DeleteItem) == [DeleteItem(item_id="u1", event_id="delete")]
    assert d.texts == [("assistant", "A long answer")]
    assert d.state.voice is VoiceState.SPEAKING


def test_what_a_recogniser_makes_of_a_cough_ends_no_answer_either() -> None:
    d = answering()
    heard_at_the_service(d)
    d.do(UserTranscriptFinal(item_id="u1", text="Bye bye", doubts=Doubts(words=("Bye", "bye"))))
    assert d.sent_ever(CancelResponse) == d.sent_ever(CreateResponse) == []
    assert d.state.voice is VoiceState.SPEAKING


@pytest.mark.parametrize("doubts", [Doubts(), Doubts(words=("tomorrow",), is_speech=True)])
def test_words_that_our_own_detector_gave_up_interrupt_when_they_are_known(doubts: Doubts) -> None:
    d = answering()
    heard_at_the_service(d)
    d.do(UserTranscriptFinal(item_id="u1", text="No, tomorrow", doubts=doubts))
    assert d.of(FlushPlayback)
    assert [c.response_id for c in d.sent_ever(CancelResponse)] == ["r1"]
    d.flushed("a1", 3200)
    d.finish(status=ResponseStatus.CANCELLED)
    assert [c.audio_end_ms for c in d.sent_ever(TruncateItem)] == [3200]
    assert len(d.sent_ever(CreateResponse)) == 1
    assert d.texts[-1] == ("user", "No, tomorrow")


def test_a_spoken_stop_is_obeyed_and_not_answered() -> None:
    d = answering()
    heard_at_the_service(d)
    d.do(UserTranscriptFinal(item_id="u1", text="Stop."))
    assert d.of(FlushPlayback)
    d.flushed("a1", 2600)
    d.finish(status=ResponseStatus.CANCELLED)
    assert d.sent_ever(CreateResponse) == []
    assert d.state.voice is not VoiceState.SPEAKING


def test_who_goes_on_talking_interrupts_at_once_and_is_answered_once() -> None:
    d = answering()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    go_on(d)
    assert d.of(FlushPlayback)
    assert len(d.sent_ever(CancelResponse)) == 1, "the service does not cancel by itself"
    d.flushed("a1", 2100)
    d.finish(status=ResponseStatus.CANCELLED)
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=900))
    d.commit("u1", "a1")
    d.transcript("Wait, what about Paris?")
    assert len(d.sent_ever(CreateResponse)) == 1
    assert len(d.sent_ever(CancelResponse)) == 1


def test_words_that_are_never_written_down_count() -> None:
    d = answering()
    heard_at_the_service(d)
    d.do(UserTranscriptFailed(item_id="u1", message="no"))
    d.flushed("a1", 2100)
    d.finish(status=ResponseStatus.CANCELLED)
    assert len(d.sent_ever(CreateResponse)) == 1


def test_a_turn_that_goes_on_is_one_and_its_early_answer_is_cancelled_by_us() -> None:
    d = always()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.speak(900)
    d.commit("u1")
    d.do(UserTranscriptFinal(item_id="u1", text="What about"))
    d.begin_answer("r1", "a1", "u1")
    d.now += 0.4
    d.do(UserSpeechStarted(item_id="u2", audio_start_ms=1500))
    assert [c.response_id for c in d.sent_ever(CancelResponse)] == ["r1"]
    d.speak(600)
    d.finish(status=ResponseStatus.CANCELLED)
    d.commit("u2", "u1")
    d.do(UserTranscriptFinal(item_id="u2", text="Paris?"))
    assert len(d.sent_ever(CreateResponse)) == 2
    assert d.texts == [("user", "What about Paris?")]


def test_after_a_lost_link_the_service_finds_the_turn_in_the_replayed_sound_and_we_ask_once() -> None:
    d = always()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.speak(900)
    d.commit("u1")
    asked = len(d.sent_ever(CreateResponse))
    d.drop()
    d.wait(5)
    d.accept()
    assert d.sent_ever(CommitInput) == []
    d.do(UserSpeechStarted(item_id="v1", audio_start_ms=0), UserSpeechStopped(item_id="v1", audio_end_ms=900))
    d.commit("v1")
    d.transcript("What time is it?", "v1")
    assert len(d.sent_ever(CreateResponse)) == asked + 1
    assert d.texts == [("user", "What time is it?")]
    d.begin_answer("r2", "a2", "v1")
    d.say("It is noon.", 900, "r2", "a2")
    d.end_part("It is noon.", "r2", "a2")
    d.finish("r2")
    d.drained("a2", 900)
    assert d.machine.items()[-1].status is ItemStatus.COMPLETE
