"""A sentence that was taken for somebody else's words: it stays, says that it was not answered, and can be answered still."""

from dataclasses import replace

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, CancelResponse, CreateItem, CreateResponse, DeleteItem
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import (
    AnswerAsked,
    ConversationOpened,
    SendUnsent,
    SpeechStarted,
    SpeechStopped,
    UserText,
)
from desktop_assistant.core.server_events import (
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptFailed,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.session.effects import FlushPlayback, Spool, Unspool
from tests.scenarios.driver import Driver
from tests.scenarios.judging import JUDGED, JUDGES, answering, go_on, hand_over

SAID = "And then he said that it would be ready by Friday"
ASK = AnswerAsked(item_id="u1")


def overheard(text: str = SAID) -> Driver:
    """Our engine has written down a sentence of which our own detector heard hardly a voice, over a long answer."""
    d = answering()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.frames(600)
    hand_over(d, text)
    return d


def another_turn(d: Driver, n: int) -> None:
    """The server hears one more, and its words are still to come."""
    d.do(UserSpeechStarted(item_id=f"u{n}", audio_start_ms=0))
    d.frames(400)
    d.do(UserSpeechStopped(item_id=f"u{n}", audio_end_ms=900, silence_ms=510.0), UserTurnCommitted(item_id=f"u{n}"))


def status_of(d: Driver, item_id: str) -> ItemStatus:
    return next(item.status for item in d.machine.items() if item.id == item_id)


def test_it_says_that_it_was_not_answered_here_and_on_the_disk() -> None:
    d = overheard()
    assert d.texts == [("assistant", "A long answer"), ("user", SAID)]
    assert status_of(d, "u1") is ItemStatus.OVERHEARD
    saved, is_final = d.saved()["u1"]
    assert (saved.status, saved.text, is_final) == (ItemStatus.OVERHEARD, SAID, True)
    assert d.on_screen() == list(d.machine.items())


def test_nobody_is_asked_about_it_again_by_the_next_session_or_at_the_next_start() -> None:
    d = overheard()
    assert not d.machine.leaves_a_question
    assert d.machine.spoken == ()
    kept = {e.turn_id for e in d.all if isinstance(e, Spool)} - {e.turn_id for e in d.all if isinstance(e, Unspool)}
    assert kept == set()
    d.drop()
    d.wait(5)
    d.accept()
    assert [c for c in d.sent if isinstance(c, CreateResponse | AppendAudio)] == []
    assert status_of(d, "u1") is ItemStatus.OVERHEARD


@pytest.mark.parametrize("text", ["mm-hmm", "", "yeah yeah okay right sure I see got it"])
def test_of_a_listeners_words_nothing_stays_on_the_disk_either(text: str) -> None:
    d = overheard(text)
    assert d.texts == [("assistant", "A long answer")]
    kept = {e.turn_id for e in d.all if isinstance(e, Spool)} - {e.turn_id for e in d.all if isinstance(e, Unspool)}
    assert kept == set()


def test_what_was_hummed_interrupts_nobody_though_the_recogniser_is_sure_of_its_words() -> None:
    d = answering()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0), SpeechStarted(at_ms=0))
    d.frames(600)
    d.do(SpeechStopped(at_ms=500, speech_ms=500, was_confirmed=False, is_hum=True))
    hand_over(d, "Who are you?")
    assert [c for c in d.sent if isinstance(c, CreateResponse | CancelResponse)] == []
    assert status_of(d, "u1") is ItemStatus.OVERHEARD


def test_asked_for_the_answer_it_interrupts_and_the_session_answers_what_it_has_heard() -> None:
    d = overheard()
    d.do(ASK)
    assert [type(c) for c in d.sent] == [CancelResponse]
    assert d.of(FlushPlayback)
    d.flushed("a1", 2100)
    d.finish()
    assert len(d.sent_ever(CreateResponse)) == 1
    assert not d.sent_ever(DeleteItem)
    assert not d.sent_ever(CreateItem)
    assert status_of(d, "u1") is ItemStatus.COMPLETE
    assert d.saved()["u1"][0].status is ItemStatus.COMPLETE
    assert d.state.voice is VoiceState.THINKING
    d.do(ASK)
    assert len(d.sent_ever(CreateResponse)) == 1


def test_something_that_was_said_since_is_not_answered_instead() -> None:
    d = overheard()
    d.do(UserText(text="What time is it?"))
    d.flushed("a1", 2100)
    d.finish()
    assert status_of(d, "u1") is ItemStatus.OVERHEARD
    d.begin_answer("r2", "a2")
    d.say("Noon.", 400, "r2", "a2")
    d.do(ASK)
    assert d.sent_ever(DeleteItem) == [DeleteItem(item_id="u1", event_id="delete")]
    told = d.sent_ever(CreateItem)[-1].item
    assert (told.role, told.text) == (Role.USER, SAID)
    assert [text for _, text in d.texts] == ["A long answer", "What time is it?", "Noon.", SAID]
    assert d.on_screen() == list(d.machine.items())
    d.flushed("a2", 100)
    d.finish("r2")
    assert len(d.sent_ever(CreateResponse)) == 2


def test_without_a_connection_it_waits_like_anything_that_is_typed() -> None:
    d = overheard()
    d.drop()
    d.do(ASK)
    assert [(item.text, item.status) for item in d.machine.items()][-1] == (SAID, ItemStatus.IN_PROGRESS)
    assert "u1" not in [item.id for item in d.machine.items()]
    d.wait(5)
    d.accept()
    assert [item.item.text for item in d.sent_ever(CreateItem)][-1] == SAID
    assert len(d.sent_ever(CreateResponse)) == 1
    assert [item.status for item in d.machine.items()][-1] is ItemStatus.COMPLETE


def test_it_can_be_answered_after_a_restart() -> None:
    kept = Item(id="u1", role=Role.USER, parts=(AudioPart(transcript=SAID, is_final=True),), status=ItemStatus.OVERHEARD)
    before = Item(id="a1", role=Role.ASSISTANT, parts=(TextPart(text="A long answer"),))
    d = Driver(TalkMode.CLICK, config=JUDGED, capabilities=JUDGES).connect(items=(before, kept))
    assert status_of(d, "u1") is ItemStatus.OVERHEARD
    assert d.sent_ever(CreateResponse) == []
    d.do(ASK)
    assert len(d.sent_ever(CreateResponse)) == 1
    assert [item.item.text for item in d.sent_ever(CreateItem)] == ["A long answer", SAID]
    assert d.texts == [("assistant", "A long answer"), ("user", SAID)]


def test_what_was_asked_without_a_connection_is_offered_at_the_next_start() -> None:
    d = overheard()
    d.drop()
    d.do(ASK)
    kept = tuple(d.machine.items())
    again = Driver(TalkMode.CLICK, config=JUDGED, capabilities=JUDGES)
    again.do(ConversationOpened(conversation_id="c1", items=kept))
    again.accept()
    again.do(SendUnsent())
    assert len(again.sent_ever(CreateResponse)) == 1
    assert again.texts[-1] == ("user", SAID)


def test_a_provider_that_answers_by_itself_is_told_it_again() -> None:
    kept = Item(id="u1", role=Role.USER, parts=(AudioPart(transcript=SAID, is_final=True),), status=ItemStatus.OVERHEARD)
    d = Driver(TalkMode.CLICK, capabilities=Capabilities(manual_turns=False)).connect(items=(kept,))
    told = len(d.sent_ever(CreateItem))
    d.do(ASK)
    assert [item.item.text for item in d.sent_ever(CreateItem)][told:] == [SAID]


def test_of_two_in_a_row_whose_words_come_late_both_say_so() -> None:
    d = answering()
    another_turn(d, 1)
    another_turn(d, 2)
    d.do(UserTranscriptFinal(item_id="u1", text=SAID))
    d.do(UserTranscriptFinal(item_id="u2", text=f"{SAID} too"))
    assert not d.sent_ever(CreateResponse)
    assert not d.sent_ever(CancelResponse)
    assert (status_of(d, "u1"), status_of(d, "u2")) == (ItemStatus.OVERHEARD, ItemStatus.OVERHEARD)
    d.do(ASK)
    assert [text for _, text in d.texts] == ["A long answer", f"{SAID} too", SAID]


def test_of_two_in_a_row_a_hum_leaves_no_trace() -> None:
    d = answering()
    another_turn(d, 1)
    another_turn(d, 2)
    d.do(UserTranscriptFinal(item_id="u1", text="mm-hmm"))
    d.do(UserTranscriptFinal(item_id="u2", text=SAID))
    assert [text for _, text in d.texts] == ["A long answer", SAID]


def test_a_turn_without_words_cannot_be_answered() -> None:
    d = answering()
    another_turn(d, 1)
    another_turn(d, 2)
    d.do(UserTranscriptFailed(item_id="u1", message="nothing understood"))
    before = len(d.all)
    d.do(ASK)
    assert d.all[before:] == []


def test_words_that_come_after_something_was_typed_are_doubted_no_more() -> None:
    d = answering()
    another_turn(d, 1)
    d.do(UserText(text="What time is it?"))
    d.flushed("a1", 2100)
    d.finish()
    d.do(UserTranscriptFinal(item_id="u1", text=SAID))
    assert status_of(d, "u1") is ItemStatus.COMPLETE  # who answers the question has heard this too
    d.begin_answer("r2", "a2")
    d.say("Noon.", 400, "r2", "a2")
    d.finish("r2")
    asked = len(d.sent_ever(CreateResponse))
    d.drop()
    d.wait(5)
    d.accept()
    assert len(d.sent_ever(CreateResponse)) == asked


@pytest.mark.parametrize("status", [ItemStatus.COMPLETE, ItemStatus.IN_PROGRESS, ItemStatus.FAILED, ItemStatus.BROKEN_OFF])
def test_only_what_got_no_answer_can_be_asked_about(status: ItemStatus) -> None:
    part = AudioPart(transcript=SAID, is_final=True)
    kept = replace(Item(id="u1", role=Role.USER, parts=(part,)), status=status)
    d = Driver(TalkMode.CLICK).connect(items=(kept,))
    before = len(d.all)
    d.do(ASK, AnswerAsked(item_id="nobody"))
    assert d.all[before:] == []


@pytest.mark.parametrize("are_words_known", [True, False])
def test_somebody_else_who_goes_on_interrupts_nobody_either(are_words_known: bool) -> None:
    d = answering()
    another_turn(d, 1)
    if are_words_known:
        d.do(UserTranscriptFinal(item_id="u1", text=SAID))
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    assert [item.status for item in d.machine.items() if item.id == "u1"] == [ItemStatus.IN_PROGRESS] * are_words_known
    d.frames(400)
    hand_over(d, f"{SAID}, at five")
    assert not d.sent_ever(CancelResponse)
    assert not d.sent_ever(CreateResponse)
    assert d.state.voice is VoiceState.SPEAKING
    assert (status_of(d, "u1"), d.texts[-1]) == (ItemStatus.OVERHEARD, ("user", f"{SAID}, at five"))
    assert d.state.extra_pause_ms == 0


def test_who_says_stop_after_words_that_disturbed_nobody_is_obeyed() -> None:
    d = overheard()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.frames(400)
    hand_over(d, f"{SAID} stop")
    assert len(d.sent_ever(CancelResponse)) == 1
    assert not d.sent_ever(CreateResponse)


def test_who_goes_on_where_our_own_detector_is_sure_interrupts_and_is_answered() -> None:
    d = overheard()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    go_on(d)
    d.flushed("a1", 2100)
    d.finish()
    hand_over(d, f"{SAID}, at five")
    assert len(d.sent_ever(CancelResponse)) == 1
    assert len(d.sent_ever(CreateResponse)) == 1
    assert status_of(d, "u1") is ItemStatus.COMPLETE
