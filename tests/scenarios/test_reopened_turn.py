"""A turn that is continued within 800 ms after it was handed over is one turn, whoever found its end."""

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, CancelResponse, CommitInput, CreateResponse, DeleteItem, UpdateSession
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role
from desktop_assistant.core.local_events import MicrophoneClosed, SpeechStarted, SpeechStopped, TalkPressed
from desktop_assistant.core.server_events import (
    ItemDone,
    ResponseStatus,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptDelta,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import JudgedTurns, TalkMode
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.session.effects import (
    CloseMicrophone,
    FlushPlayback,
    HideItem,
    KeepAudio,
    OpenMicrophone,
    Save,
    StretchPause,
)
from tests.scenarios.driver import Driver
from tests.scenarios.judging import JUDGED, JUDGES, go_on, hand_over, judged

WE_COMMIT = Capabilities(server_vad=False)


def cut_short(mode: TalkMode, **options: object) -> Driver:
    """Handed over at a pause; the early answer has begun to sound."""
    d = Driver(mode, capabilities=WE_COMMIT, **options).connect()  # type: ignore[arg-type]
    if mode is TalkMode.CLICK:
        d.do(TalkPressed())
    d.open_mic()
    d.speak(600)
    d.pause(600)
    d.commit("u1")
    d.transcript("what is ten kilometers", "u1")
    d.now += 0.2
    d.begin_answer(previous="u1")
    d.say("Ten kilo", 400)
    d.played("a1", 20)
    return d


@pytest.mark.parametrize("mode", [TalkMode.CLICK, TalkMode.ALWAYS])
def test_what_we_committed_too_early_goes_on_and_its_answer_is_gone(mode: TalkMode) -> None:
    d = cut_short(mode)
    d.now += 0.3
    go_on(d)
    assert d.of(FlushPlayback) == [FlushPlayback()]
    assert [type(c) for c in d.sent] == [CancelResponse, DeleteItem]
    assert d.sent[1].item_id == "a1"
    assert d.texts == [("user", "what is ten kilometers")]
    assert d.machine.items()[0].status is ItemStatus.IN_PROGRESS
    d.flushed("a1", 350)
    d.finish(status=ResponseStatus.CANCELLED)
    d.frames(400)
    d.pause(600)
    assert [type(c) for c in d.sent] == [CommitInput, CreateResponse]
    d.commit("u2", "u1")
    d.transcript("in miles", "u2")
    [item] = d.machine.items()
    assert item.text == "what is ten kilometers in miles"
    assert item.status is ItemStatus.COMPLETE
    [part] = item.parts
    assert isinstance(part, AudioPart)
    assert part.is_final
    assert part.audio_ms == 600 + 500 + 600 + 500
    d.begin_answer("r2", "a2", "u2")
    d.say("6.21 miles", 500, "r2", "a2")
    assert d.texts == [("user", "what is ten kilometers in miles"), ("assistant", "6.21 miles")]
    assert d.on_screen() == list(d.machine.items())
    assert d.saved()[item.id] == (item, True)


def test_after_the_window_it_is_another_turn_and_the_answer_was_interrupted() -> None:
    d = cut_short(TalkMode.ALWAYS)
    d.now += 0.7
    go_on(d)
    d.flushed("a1", 350)
    assert d.sent_ever(DeleteItem) == []
    d.pause(600)
    d.commit("u2", "a1")
    assert [role for role, _ in d.texts] == ["user", "assistant", "user"]
    assert d.machine.items()[1].status is ItemStatus.INTERRUPTED


def test_a_cough_in_the_window_changes_nothing_and_the_microphone_closes() -> None:
    d = cut_short(TalkMode.CLICK)
    d.do(SpeechStarted(at_ms=d._mic_ms))
    d.frames(100)
    d.do(SpeechStopped(at_ms=d._mic_ms, speech_ms=90, was_confirmed=False))
    assert d.sent_ever(CancelResponse) == []
    d.wait(1)
    assert d.of(CloseMicrophone) == [CloseMicrophone(discard=True)]
    d.do(MicrophoneClosed(speech_ms=600))
    assert not d.state.mic_open
    assert d.texts == [("user", "what is ten kilometers"), ("assistant", "Ten kilo")]
    assert len(d.sent_ever(CommitInput)) == 1


def test_a_click_while_the_microphone_lingers_begins_another_turn_at_once() -> None:
    d = cut_short(TalkMode.CLICK)
    d.do(TalkPressed())
    assert d.of(OpenMicrophone) == []  # it is open
    assert d.of(FlushPlayback)
    d.flushed("a1", 20)
    assert d.state.voice is VoiceState.LISTENING
    d.speak(600)
    d.pause(600)
    d.commit("u2", "a1")
    d.transcript("another question", "u2")
    assert [text for role, text in d.texts if role == "user"] == ["what is ten kilometers", "another question"]


def test_both_parts_are_said_again_when_the_link_breaks_and_both_are_in_the_recording() -> None:
    d = cut_short(TalkMode.ALWAYS, keep_audio=True)
    go_on(d)
    d.flushed("a1", 20)
    d.drop()
    d.frames(400)
    d.pause(600)
    d.wait(1)
    d.accept()
    [commit] = [c for c in d.sent if isinstance(c, CommitInput)]
    said = sum(len(c.audio) for c in d.sent if isinstance(c, AppendAudio)) / 48
    assert said == 600 + 500 + 600 + 500
    assert d.sent.index(commit) == max(i for i, c in enumerate(d.sent) if isinstance(c, AppendAudio)) + 1
    d.commit("other")
    d.transcript("all of it", "other")
    assert d.texts == [("user", "all of it")]
    kept = [e for e in d.all if isinstance(e, KeepAudio) and e.is_input]
    assert {e.item_id for e in kept} == {d.machine.items()[0].id}
    assert sum(len(e.audio) for e in kept) / 48 == said


def test_the_first_words_may_come_after_the_turn_went_on() -> None:
    d = Driver(TalkMode.ALWAYS, capabilities=WE_COMMIT).connect()
    d.open_mic()
    d.speak(600)
    d.pause(600)
    go_on(d)
    d.pause(600)
    d.commit("u1")
    d.commit("u2", "u1")
    d.transcript("in miles", "u2")
    d.transcript("what is ten kilometers", "u1")
    assert sorted(d.texts[0][1].split(" ")) == ["in", "is", "kilometers", "miles", "ten", "what"]
    assert len(d.texts) == 1
    assert len(d.sent_ever(CreateResponse)) == 1  # the first was doomed before the server began it


def test_a_server_that_finds_two_turns_is_shown_as_one() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.speak(600)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.pause(600)
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=600))
    d.commit("u1")
    d.transcript("set a timer for five", "u1")
    d.begin_answer(previous="u1")
    d.say("A tim", 100)
    d.now += 0.4
    d.do(UserSpeechStarted(item_id="u2", audio_start_ms=1500))
    assert d.sent[0].item_id == "a1"
    assert d.texts == [("user", "set a timer for five")]
    d.flushed("a1", 50)
    d.finish(status=ResponseStatus.CANCELLED)
    d.frames(500)
    d.commit("u2", "u1")
    d.begin_answer("r2", "a2", "u2")
    d.transcript("minutes", "u2")
    assert d.texts == [("user", "set a timer for five minutes")]
    assert d.on_screen() == list(d.machine.items())


# --- a server that judges ------------------------------------------------------------------------------------------------
def test_our_engine_ends_click_turns_and_we_ask() -> None:
    d = judged()
    [update] = d.sent_ever(UpdateSession)
    assert update.config.turn_detection == JudgedTurns(pause_ms=600, end_phrase="over")
    d.do(SpeechStopped(at_ms=600, speech_ms=600, was_confirmed=True))
    assert d.sent == []  # our own detector does not end it
    hand_over(d, "What time is it?")
    assert len(d.sent_ever(CreateResponse)) == 1
    assert d.sent_ever(CommitInput) == []
    assert d.state.latency.pause_ms == pytest.approx(300)  # our own detector's word on when the voice ended
    assert d.state.voice is VoiceState.THINKING
    d.wait(1)
    assert d.of(CloseMicrophone) == [CloseMicrophone(discard=True)]
    d.close_mic()
    assert not d.state.mic_open


def test_our_engine_takes_a_turn_up_again() -> None:
    d = judged()
    hand_over(d, "What is ten kilometers")
    go_on(d)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.do(UserTranscriptDelta(item_id="u1", text="What is ten kilometers in"))
    [item] = d.machine.items()
    assert (item.text, item.status) == ("What is ten kilometers in", ItemStatus.IN_PROGRESS)
    d.frames(400)
    hand_over(d, "What is ten kilometers in miles?")
    d.begin_answer()
    d.finish(status=ResponseStatus.CANCELLED)  # of the doomed one
    assert d.texts == [("user", "What is ten kilometers in miles?")]
    assert len(d.sent_ever(CreateResponse)) == 2
    d.begin_answer("r2", "a2", "u1")
    d.say("6.21 miles", 100, "r2", "a2")
    assert d.texts[-1] == ("assistant", "6.21 miles")


@pytest.mark.parametrize("is_silent_first", [True, False])
def test_the_end_of_the_early_answer_brings_nothing_of_it_back(is_silent_first: bool) -> None:
    d = judged()
    hand_over(d, "What is twelve times")
    d.begin_answer(previous="u1")
    d.say("I can't answer that", 400)
    go_on(d)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    if is_silent_first:
        d.flushed("a1", 0)
    ended = Item(
        id="a1", role=Role.ASSISTANT, parts=(AudioPart(transcript="I can't answer that"),), status=ItemStatus.INTERRUPTED
    )
    d.do(ItemDone(item=ended, previous_item_id="u1"))
    d.finish(status=ResponseStatus.CANCELLED)
    if not is_silent_first:
        d.flushed("a1", 0)
    d.frames(400)
    hand_over(d, "What is twelve times twelve?")
    d.begin_answer("r2", "a2", "u1")
    d.say("144", 400, "r2", "a2")
    assert d.texts == [("user", "What is twelve times twelve?"), ("assistant", "144")]
    assert d.on_screen() == list(d.machine.items())
    assert [type(e) for e in d.all if isinstance(e, HideItem) or (isinstance(e, Save) and e.item.id == "a1")][-1] is HideItem


def test_a_hand_still_ends_a_turn_that_the_engine_would_end() -> None:
    d = judged()
    d.do(TalkPressed())
    assert d.of(CloseMicrophone) == [CloseMicrophone()]
    d.close_mic(900)
    assert [type(c) for c in d.sent] == [CommitInput, CreateResponse]
    d.do(UserTurnCommitted(item_id="u1"))
    d.transcript("What time is it?", "u1")
    assert len(d.sent_ever(CreateResponse)) == 1
    assert d.texts == [("user", "What time is it?")]


def test_a_hand_that_comes_a_moment_after_the_engine_ends_nothing_twice() -> None:
    d = judged()
    d.do(TalkPressed())
    hand_over(d, "What time is it?")
    d.frames(120)
    d.close_mic(900)
    assert d.sent_ever(CommitInput) == []
    assert len(d.sent_ever(CreateResponse)) == 1
    assert d.texts == [("user", "What time is it?")]


def test_a_question_in_click_mode_survives_a_lost_link_with_our_engine() -> None:
    d = judged()
    hand_over(d, "What time is it?")
    d.drop()
    d.wait(1)
    d.accept()
    assert [type(c) for c in d.sent if not isinstance(c, AppendAudio | UpdateSession)] == [CommitInput, CreateResponse]
    d.do(UserTurnCommitted(item_id="u9"))
    assert d.texts == [("user", "What time is it?")]
    assert len(d.sent_ever(CreateResponse)) == 2


# --- patience -----------------------------------------------------------------------------------------------------------
def cut_in(after_s: float) -> Driver:
    """The person really speaks so long after the assistant began to."""
    d = Driver(TalkMode.ALWAYS, config=JUDGED, capabilities=JUDGES).connect()
    d.open_mic()
    d.begin_answer()
    d.say("A long answer", 9000)
    d.played("a1", 20)
    d.now += after_s - 0.2
    go_on(d)
    return d


def test_who_was_just_cut_off_gets_a_longer_pause_and_it_shrinks_in_calm() -> None:
    d = cut_in(1.0)
    assert d.state.extra_pause_ms == 150
    assert d.of(StretchPause) == [StretchPause(extra_ms=150)]
    assert d.sent_ever(UpdateSession)[-1].config.turn_detection == JudgedTurns(pause_ms=750, end_phrase="over")
    d.flushed("a1", 900)
    for n in range(6):
        d.do(UserTurnCommitted(item_id=f"u{n}"), UserTranscriptFinal(item_id=f"u{n}", text="a question"))
        d.begin_answer(f"r{n + 2}", f"b{n}")
        d.finish(f"r{n + 2}")
        d.now += 5
    assert d.state.extra_pause_ms == 0


@pytest.mark.parametrize(("mode", "extra_ms"), [(TalkMode.CLICK, 150), (TalkMode.HOLD, 0)])
def test_a_click_right_after_the_answer_began_says_that_the_turn_was_not_over(mode: TalkMode, extra_ms: int) -> None:
    d = Driver(mode).connect()
    d.begin_answer()
    d.say("Well", 5000)
    d.played("a1", 20)
    d.now += 1.0
    d.do(TalkPressed())
    assert d.state.extra_pause_ms == extra_ms


def test_a_later_interruption_is_no_complaint_and_growth_is_bounded() -> None:
    assert cut_in(1.8).state.extra_pause_ms == 0
    d = cut_in(1.0)
    for n in range(9):
        d.flushed("a1", 100)
        d.do(UserTurnCommitted(item_id=f"u{n}"), UserTranscriptFinal(item_id=f"u{n}", text="no I meant this"))
        d.begin_answer(f"r{n + 2}", f"b{n}")
        d.say("Well", 5000, f"r{n + 2}", f"b{n}")
        d.played(f"b{n}", 20)
        d.do(SpeechStopped(at_ms=1, speech_ms=900, was_confirmed=True))
        go_on(d)
    assert d.state.extra_pause_ms == 600


@pytest.mark.parametrize("text", ["stop", "Be quiet!", "Please stop talking", "Shut up", "uh-huh"])
def test_a_wish_for_silence_is_no_complaint_about_our_patience(text: str) -> None:
    d = cut_in(1.0)
    d.flushed("a1", 900)
    d.do(UserTurnCommitted(item_id="u1"), UserTranscriptFinal(item_id="u1", text=text))
    assert d.state.extra_pause_ms == 0


# --- short words --------------------------------------------------------------------------------------------------------
