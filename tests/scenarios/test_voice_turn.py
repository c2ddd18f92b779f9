"""A spoken question and its answer, in each talk mode."""

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, ClearInput, CommitInput, CreateResponse, UpdateSession
from desktop_assistant.core.items import AudioPart, ItemStatus
from desktop_assistant.core.local_events import RoundTrip, SpeechStarted, SpeechStopped, TalkPressed, TalkReleased
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import UserSpeechStarted, UserSpeechStopped
from desktop_assistant.core.session_config import ManualTurns, ServerVad, TalkMode
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.session.effects import CloseMicrophone, FinishPlayback, OpenMicrophone, Play
from tests.scenarios.driver import WALL, Driver


def answer(d: Driver, previous: str = "u1") -> None:
    d.now += 0.3
    d.begin_answer(previous=previous)
    d.say("It is ", 400)
    d.say("noon.", 600)
    d.end_part("It is noon.")
    d.finish()


def test_click_turn_ends_at_the_pause_and_is_answered() -> None:
    d = Driver().connect()
    [update] = d.sent_ever(UpdateSession)
    assert update.config.turn_detection == ManualTurns()
    assert d.state.voice is VoiceState.IDLE
    assert not d.state.mic_open

    d.do(TalkPressed())
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=True)]
    assert d.state.voice is VoiceState.LISTENING
    d.open_mic()
    d.speak(1000)
    assert d.state.voice is VoiceState.HEARING
    assert d.texts == [("user", "")]
    assert len(d.sent_ever(AppendAudio)) == 50
    ended = d.now
    d.pause(1000)
    assert [type(c) for c in d.sent] == [CommitInput, CreateResponse]
    assert d.state.voice is VoiceState.THINKING
    assert d.state.thinking_since == d.now
    assert d.state.mic_open  # for a moment, in case the person goes on

    d.commit("u1")
    d.transcript("what time is it")
    answer(d)
    d.wait(0.6)
    assert d.of(CloseMicrophone) == [CloseMicrophone(discard=True)]
    d.close_mic()
    assert not d.state.mic_open
    assert d.texts == [("user", "what time is it"), ("assistant", "It is noon.")]
    assert sum(len(p.audio) for p in d.all if isinstance(p, Play)) == 48 * 1000
    assert [e for e in d.all if isinstance(e, FinishPlayback)] == [FinishPlayback(item_id="a1", content_index=0)]
    d.played("a1", 20)
    assert d.state.voice is VoiceState.SPEAKING
    d.now += 1
    d.drained("a1", 1000)
    assert d.state.voice is VoiceState.IDLE
    assert not d.state.can_stop
    user, assistant = d.machine.items()
    assert user.status is assistant.status is ItemStatus.COMPLETE
    assert user.parts == (AudioPart(transcript="what time is it", is_final=True, audio_ms=1500),)
    assert assistant.parts == (AudioPart(transcript="It is noon.", is_final=True, audio_ms=1000),)
    assert user.created_at == pytest.approx(WALL + 100)
    assert all(final for _, final in d.saved().values())
    assert d.on_screen() == list(d.machine.items())
    latency = d.state.latency
    assert latency.pause_ms == pytest.approx((ended + 0.5 - ended) * 1000)
    assert latency.first_text_ms == latency.first_audio_ms == pytest.approx(800)
    assert latency.first_sound_ms == pytest.approx(1400)


def test_second_click_sends_at_once() -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(600)
    d.do(TalkPressed())
    assert d.of(CloseMicrophone) == [CloseMicrophone()]
    d.frames(60)  # what was still on its way
    d.close_mic(600)
    assert [type(c) for c in d.sent] == [CommitInput, CreateResponse]


def test_click_without_speech_says_so_and_asks_nothing() -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.open_mic()
    d.wait(2)
    d.do(TalkPressed())
    d.close_mic(0)
    assert d.sent == []
    assert d.problems == [ProblemCode.NO_SPEECH_HEARD]
    assert d.state.voice is VoiceState.IDLE
    d.ask_by_voice()
    assert d.sent_ever(CreateResponse)
    assert ProblemCode.NO_SPEECH_HEARD in [r.problem.code for r in d.all if hasattr(r, "problem") and r.problem.over]


def test_hold_sends_everything_on_release() -> None:
    d = Driver(TalkMode.HOLD).connect()
    d.do(TalkPressed())
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=False)]
    d.open_mic()
    d.frames(200)
    d.do(TalkPressed())  # the keyboard repeats
    assert d.effects == []
    d.speak(400)
    d.pause(400)
    assert d.of(CloseMicrophone) == []  # a pause does not end the turn while the button is down
    d.speak(400)
    d.do(TalkReleased())
    assert d.of(CloseMicrophone) == [CloseMicrophone(tail_ms=200)]
    d.frames(200)
    d.close_mic(800)
    assert [type(c) for c in d.sent] == [CommitInput, CreateResponse]
    assert len(d.texts) == 1


def test_a_tap_in_hold_mode_is_too_short() -> None:
    d = Driver(TalkMode.HOLD).connect()
    d.do(TalkPressed())
    d.open_mic()
    d.frames(60)
    d.do(TalkReleased())
    d.close_mic(40)
    assert [type(c) for c in d.sent] == [ClearInput]
    assert d.problems == [ProblemCode.NO_SPEECH_HEARD]
    assert d.texts == []


def test_always_listening_with_the_servers_detector() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    assert [e for e in d.all if isinstance(e, OpenMicrophone)] == [OpenMicrophone(gated=True)]
    assert isinstance(d.sent_ever(UpdateSession)[0].config.turn_detection, ServerVad)
    d.open_mic()
    assert d.state.voice is VoiceState.LISTENING
    d.speak(600)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    assert d.state.voice is VoiceState.HEARING
    d.pause(600)
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=600))
    assert d.state.voice is VoiceState.THINKING
    d.commit("u1")
    assert not d.sent_ever(CommitInput)
    assert not d.sent_ever(CreateResponse)
    answer(d)
    d.transcript("hello")
    assert d.texts == [("user", "hello"), ("assistant", "It is noon.")]
    assert d.state.mic_open


def test_always_listening_without_one_commits_at_the_pause() -> None:
    d = Driver(TalkMode.ALWAYS, capabilities=Capabilities(server_vad=False)).connect()
    assert d.sent_ever(UpdateSession)[0].config.turn_detection == ManualTurns()
    d.open_mic()
    d.speak(600)
    d.pause(600)
    assert [type(c) for c in d.sent] == [CommitInput, CreateResponse]
    assert d.state.mic_open
    assert d.state.voice is VoiceState.THINKING


def test_a_turn_that_the_server_ends_is_measured_from_where_the_voice_ended_here() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.do(RoundTrip(ms=80.0))
    d.open_mic()
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.speak()
    ended = d.now
    d.pause()
    d.do(SpeechStarted(at_ms=1500), SpeechStopped(at_ms=1520, speech_ms=20, was_confirmed=False))  # a key
    d.now = ended + 0.58  # the server waited for half a second, and its news were on the way
    d.do(UserSpeechStopped(item_id="u1", audio_end_ms=1000))
    d.commit("u1")
    d.now = ended + 1.0
    d.begin_answer()
    d.say("It is noon.", 500)
    d.now = ended + 1.03
    d.played("a1", 10)
    latency = d.state.latency
    assert latency.item_id == d.machine.items()[0].id
    assert latency.ended_at == pytest.approx(WALL + ended)
    parts = (latency.pause_ms, latency.network_ms, latency.model_ms, latency.buffer_ms)
    assert parts == pytest.approx((500, 80, 420, 30))
