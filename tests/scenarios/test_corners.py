"""Rare orders of events that a real provider or audio process can produce."""

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, CommitInput, CreateItem, CreateResponse
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import (
    LinkClosed,
    SpeechStarted,
    SpeechStopped,
    StopPressed,
    TalkPressed,
    TalkReleased,
    UserText,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AssistantTextDone,
    ItemAdded,
    ProviderError,
    ResponseStatus,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptDelta,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import SessionConfig, TalkMode
from desktop_assistant.core.snapshot import LinkState, VoiceState
from desktop_assistant.session.effects import Connect, KeepAudio, ToSuccessor
from tests.scenarios.driver import WALL, Driver


def test_busy_and_then_stopped() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.do(ProviderError(code="conversation_already_has_active_response", message="m"))
    assert d.state.can_stop
    d.do(StopPressed())
    assert not d.state.can_stop
    d.finish("other")
    assert d.sent == []


def test_stopped_and_then_busy() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"), StopPressed())
    d.do(ProviderError(code="conversation_already_has_active_response", message="m"))
    d.do(UserText(text="again"))
    assert [type(c) for c in d.sent] == [CreateItem, CreateResponse]


def test_a_late_end_of_another_response_does_not_end_ours() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.begin_answer("r2", "a2")
    d.say("We go on", 100, "r2", "a2")
    d.finish("r1")
    d.say(" and on", 100, "r2", "a2")
    assert d.texts[-1] == ("assistant", "We go on and on")


def test_hold_without_any_detected_onset_still_counts_when_speech_was_found() -> None:
    d = Driver(TalkMode.HOLD).connect()
    d.do(TalkPressed())
    d.open_mic()
    d.frames(400)
    d.do(TalkReleased())
    d.close_mic(150)
    assert len(d.sent_ever(CommitInput)) == 1
    [item] = d.machine.items()
    assert item.created_at == pytest.approx(WALL + d.now)


def test_without_transcription_the_turn_is_final_at_once() -> None:
    d = Driver(config=SessionConfig()).connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak()
    d.pause()
    d.close_mic()
    [item] = d.machine.items()
    assert item.parts == (AudioPart(is_final=True, audio_ms=1500),)
    assert d.saved()[item.id][1]


def test_recordings_are_kept_only_of_turns_that_were_sent() -> None:
    d = Driver(keep_audio=True).connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(400)
    d.do(StopPressed())
    d.close_mic(0)
    assert [e for e in d.all if isinstance(e, KeepAudio)] == []
    d.ask_by_voice()
    [kept] = [e for e in d.all if isinstance(e, KeepAudio)]
    assert kept.is_input
    assert kept.item_id == d.machine.items()[0].id
    assert len(kept.audio) == 1500 * 48


def test_a_recording_has_the_beginning_of_a_turn_longer_than_a_minute() -> None:
    d = Driver(keep_audio=True).connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(90_000)
    d.pause()
    d.close_mic()
    [kept] = [e for e in d.all if isinstance(e, KeepAudio)]
    assert len(kept.audio) == 90_500 * 48


def test_recordings_with_the_servers_detector() -> None:
    d = Driver(TalkMode.ALWAYS, keep_audio=True).connect()
    d.open_mic()
    d.speak(400)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.pause(400)
    d.commit("u1")
    [kept] = d.of(KeepAudio)
    assert (kept.item_id, kept.is_input, len(kept.audio)) == ("u1", True, 900 * 48)


def test_a_server_that_commits_without_saying_that_speech_began() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.speak(400)
    d.do(UserTurnCommitted(item_id="u1"))
    d.transcript("hello")
    d.drop()
    d.wait(1)
    d.accept()
    d.do(UserSpeechStarted(item_id="v1", audio_start_ms=0))
    d.commit("v1")
    d.transcript("hello", "v1")
    assert d.texts == [("user", "hello")]


def test_events_without_item_ids() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.do(UserSpeechStarted(item_id="", audio_start_ms=0), UserSpeechStopped(item_id="", audio_end_ms=1))
    assert d.state.voice is VoiceState.THINKING
    d.do(UserTurnCommitted(item_id=""), ItemAdded(item=Item(id="", role=Role.USER)))
    d.do(ItemAdded(item=Item(id="s", role=Role.SYSTEM)))
    assert d.texts == []


def test_a_cough_heard_by_nobody_else_is_not_replayed() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.do(SpeechStarted(at_ms=0))
    d.frames(100)
    d.do(SpeechStopped(at_ms=100, speech_ms=100, was_confirmed=False))
    d.drop()
    d.wait(1)
    d.accept()
    assert [c for c in d.sent if isinstance(c, AppendAudio)] == []


def test_a_transcript_of_typed_text_is_ignored() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.do(UserTranscriptFinal(item_id=d.machine.items()[0].id, text="ho"))
    assert d.texts == [("user", "hi")]


def test_words_and_sound_of_one_part_in_any_order() -> None:
    d = Driver().connect()
    d.begin_answer()
    d.do(AssistantTextDone(response_id="r1", item_id="a1", text="All at once."))
    d.do(AssistantTextDone(response_id="r1", item_id="a1", text=""))
    d.do(AssistantTextDelta(response_id="r1", item_id="a1", text="written", content_index=1, spoken=False))
    d.finish()
    [item] = d.machine.items()
    assert item.status is ItemStatus.COMPLETE
    assert item.parts == (AudioPart(transcript="All at once.", is_final=True), TextPart(text="written"))


def test_an_empty_answer_shows_nothing() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.begin_answer()
    d.finish(status=ResponseStatus.COMPLETED)
    assert d.texts == [("user", "hi")]
    assert d.state.voice is VoiceState.IDLE


def test_an_expired_session_that_closes_without_a_word_is_quiet_too() -> None:
    d = Driver().connect()
    d.do(LinkClosed(problem=Problem(code=ProblemCode.SESSION_EXPIRED)))
    assert d.problems == []
    d.wait(1)
    assert d.of(Connect) == [Connect()]


def test_closing_words_of_a_link_that_we_left_are_not_a_problem() -> None:
    d = Driver().connect()
    d.do(ProviderError(code="session_expired", message="m"))
    d.do(LinkClosed(problem=Problem(code=ProblemCode.NETWORK_DOWN)))
    assert d.problems == []
    assert d.state.link is LinkState.CONNECTING


def test_no_new_session_while_the_server_has_not_begun_to_answer() -> None:
    d = Driver(TalkMode.ALWAYS, capabilities=Capabilities(max_session_s=1000.0)).connect()
    d.open_mic()
    d.wait(790)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0), UserSpeechStopped(item_id="u1", audio_end_ms=1))
    d.now += 20
    d.commit("u1")
    assert d.state.link is LinkState.READY
    d.begin_answer()
    assert d.of(ToSuccessor) == []
    d.finish()
    assert d.of(ToSuccessor) == [ToSuccessor(link=1, effect=Connect())]


@pytest.mark.parametrize("mode", [TalkMode.CLICK, TalkMode.HOLD])
def test_live_words_while_the_turn_is_still_being_recorded(mode: TalkMode) -> None:
    d = Driver(mode).connect()
    d.do(TalkPressed())
    d.open_mic()
    d.do(UserTranscriptDelta(item_id="u1", text="what "))  # the server's recogniser is faster than our detector
    assert d.texts == []
    d.speak(400)
    d.do(UserTranscriptDelta(item_id="u1", text="time"))
    assert d.texts == [("user", "what time")]
    assert d.state.voice is VoiceState.HEARING
    d.do(UserTranscriptDelta(item_id="u9", text="of something else"))
    d.do(TalkReleased() if mode is TalkMode.HOLD else TalkPressed())
    d.close_mic(400)
    d.commit("u1")
    d.transcript("what time is it")
    assert d.texts == [("user", "what time is it")]
    assert d.machine.items()[0].status is ItemStatus.COMPLETE
    assert d.on_screen() == list(d.machine.items())
    d.begin_answer(previous="u1")
    d.say("Noon", 100)
    assert [role for role, _ in d.texts] == ["user", "assistant"]


@pytest.mark.parametrize("refusal", ["conversation_already_has_active_response", "invalid_value"])
def test_a_refused_request_that_was_called_off_does_not_hold_up_the_next_one(refusal: str) -> None:
    d = Driver().connect()
    d.do(UserText(text="first"))
    d.do(UserText(text="second"))
    assert len(d.sent_ever(CreateResponse)) == 1
    d.do(ProviderError(code=refusal, message="m", client_event_id="respond_1"))
    assert len(d.sent_ever(CreateResponse)) == 2


def test_a_cough_that_the_server_took_for_a_turn_is_not_thought_about_for_ever() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0), UserSpeechStopped(item_id="u1", audio_end_ms=1))
    d.commit()
    assert d.state.voice is VoiceState.THINKING
    d.transcript("")
    assert d.state.voice is VoiceState.LISTENING


def test_a_server_that_hears_a_turn_and_says_nothing_is_not_waited_for_for_ever() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0), UserSpeechStopped(item_id="u1", audio_end_ms=1))
    d.commit()
    d.transcript("hello")
    d.wait(29)
    assert d.state.voice is VoiceState.THINKING
    d.wait(2)
    assert d.state.voice is VoiceState.LISTENING
    d.begin_answer()
    assert d.state.voice is VoiceState.THINKING


def test_an_answer_that_was_asked_for_is_waited_for_longer() -> None:
    d = Driver().connect()
    d.do(UserText(text="hi"))
    d.wait(30)
    assert d.state.voice is VoiceState.THINKING
