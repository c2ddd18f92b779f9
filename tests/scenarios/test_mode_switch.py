"""Changing the talk mode, muting, and microphones that come and go."""

from dataclasses import replace

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import ClearInput, CommitInput, UpdateSession
from desktop_assistant.core.local_events import (
    MicrophoneClosed,
    ModeChosen,
    MuteToggled,
    ProblemRaised,
    StopPressed,
    TalkPressed,
    TalkReleased,
    Tick,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import UserSpeechStarted
from desktop_assistant.core.session_config import Eagerness, ManualTurns, SemanticVad, ServerVad, SessionConfig, TalkMode
from desktop_assistant.core.snapshot import LinkState, VoiceState
from desktop_assistant.session.effects import CloseMicrophone, Earcon, OpenMicrophone, PlayEarcon, Send
from tests.scenarios.driver import Driver


def test_to_always_and_back() -> None:
    d = Driver().connect()
    d.do(ModeChosen(mode=TalkMode.ALWAYS))
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=True)]
    assert [type(c.config.turn_detection) for c in d.sent] == [ServerVad]
    assert d.state.mode is TalkMode.ALWAYS
    assert d.state.voice is VoiceState.LISTENING
    d.open_mic()
    d.do(ModeChosen(mode=TalkMode.HOLD))
    assert d.of(CloseMicrophone) == [CloseMicrophone(discard=True)]
    assert d.sent_ever(UpdateSession)[-1].config.turn_detection == ManualTurns()
    assert d.state.mic_open  # until the device is really released
    d.close_mic(0)
    assert not d.state.mic_open
    assert d.problems == []
    assert d.do(ModeChosen(mode=TalkMode.HOLD)) == []


def test_between_manual_modes_the_wire_does_not_change() -> None:
    d = Driver().connect()
    d.do(ModeChosen(mode=TalkMode.HOLD))
    assert d.sent == []


def test_in_the_middle_of_a_recording_it_is_called_off() -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(400)
    assert d.texts == [("user", "")]
    d.do(ModeChosen(mode=TalkMode.ALWAYS))
    assert d.of(CloseMicrophone) == [CloseMicrophone(discard=True)]
    assert ClearInput() in d.sent
    assert d.texts == []
    d.close_mic(400)
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=True)]
    assert d.sent_ever(CommitInput) == []


def test_semantic_detection_where_the_provider_has_it() -> None:
    config = SessionConfig(turn_detection=SemanticVad(eagerness=Eagerness.HIGH))
    d = Driver(TalkMode.ALWAYS, config=config).connect()
    assert d.sent_ever(UpdateSession)[0].config.turn_detection == SemanticVad(eagerness=Eagerness.HIGH)
    d = Driver(TalkMode.ALWAYS, config=config, capabilities=Capabilities(semantic_vad=False)).connect()
    assert d.sent_ever(UpdateSession)[0].config.turn_detection == ServerVad()
    d = Driver(TalkMode.ALWAYS, config=SessionConfig(turn_detection=ServerVad(silence_duration_ms=900))).connect()
    assert d.sent_ever(UpdateSession)[0].config.turn_detection == ServerVad(silence_duration_ms=900)


def test_mute_in_always_mode_really_closes_the_microphone() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.do(TalkPressed())
    assert d.of(CloseMicrophone) == [CloseMicrophone(discard=True)]
    assert d.state.muted
    d.close_mic(0)
    assert d.state.voice is VoiceState.MUTED
    assert not d.state.mic_open
    d.do(MuteToggled())
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=True)]
    assert not d.state.muted


def test_unmute_before_the_microphone_has_closed() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.do(MuteToggled(), MuteToggled())
    assert d.of(OpenMicrophone) == []
    d.close_mic(0)
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=True)]


@pytest.mark.parametrize("mode", [TalkMode.CLICK, TalkMode.HOLD])
def test_pressing_talk_while_muted_means_talk(mode: TalkMode) -> None:
    d = Driver(mode).connect()
    d.do(MuteToggled())
    assert d.state.voice is VoiceState.MUTED
    d.do(TalkPressed())
    assert not d.state.muted
    assert d.of(OpenMicrophone)


def test_muted_while_switching_to_always_stays_closed() -> None:
    d = Driver().connect()
    d.do(MuteToggled(), ModeChosen(mode=TalkMode.ALWAYS))
    assert d.of(OpenMicrophone) == []


def test_stop_cancels_a_recording() -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(400)
    assert d.state.can_stop
    d.do(StopPressed())
    assert d.of(CloseMicrophone) == [CloseMicrophone(discard=True)]
    assert d.sent == [ClearInput()]
    assert d.texts == []
    d.frames(40)
    assert d.sent == []
    d.close_mic(400)
    assert d.problems == []
    assert d.state.voice is VoiceState.IDLE


def test_stop_in_the_moment_of_sending_still_stops() -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(400)
    d.do(TalkPressed(), StopPressed())
    d.close_mic(400)
    assert d.sent_ever(CommitInput) == []


def test_stop_while_always_listening_drops_the_sentence_and_listens_on() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    assert not d.state.can_stop
    d.speak(400)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.do(StopPressed())
    assert d.sent == [ClearInput()]
    assert d.of(CloseMicrophone) == []
    assert d.texts == []
    assert d.state.voice is VoiceState.LISTENING


def test_press_again_while_the_last_turn_is_still_closing() -> None:
    d = Driver(TalkMode.HOLD).connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(400)
    d.do(TalkReleased(), TalkPressed())
    assert d.of(OpenMicrophone) == []
    d.close_mic(400)
    assert len(d.sent_ever(CommitInput)) == 1
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=False)]
    d.do(TalkReleased())
    d.close_mic(0)
    assert d.state.voice is VoiceState.THINKING


def test_a_microphone_that_fails_hands_over_what_was_said() -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(400)
    d.do(ProblemRaised(problem=Problem(code=ProblemCode.NO_MICROPHONE)))
    assert d.problems == [ProblemCode.NO_MICROPHONE]
    assert len(d.sent_ever(CommitInput)) == 1
    assert d.of(CloseMicrophone) == [CloseMicrophone(discard=True)], "it would open by itself when it is plugged in again"
    d.do(MicrophoneClosed(speech_ms=400))
    assert d.effects == []


def test_a_turn_goes_on_with_the_microphone_that_took_over() -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(400)
    d.do(ProblemRaised(problem=Problem(code=ProblemCode.MICROPHONE_GONE)))
    assert d.problems == [ProblemCode.MICROPHONE_GONE]
    assert d.state.mic_open
    d.frames(200)
    assert len(d.of(Send)) == 10


def test_always_listening_goes_on_as_soon_as_there_is_a_microphone() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    gone = Problem(code=ProblemCode.NO_MICROPHONE)
    d.open_mic()
    d.do(ProblemRaised(problem=gone))
    assert not d.state.mic_open
    d.do(MicrophoneClosed(speech_ms=0))
    d.do(ProblemRaised(problem=replace(gone, over=True)))
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=True)]
    d.open_mic()
    d.do(MuteToggled(), ProblemRaised(problem=gone), ProblemRaised(problem=replace(gone, over=True)))
    assert d.of(OpenMicrophone) == []


@pytest.mark.parametrize("code", [ProblemCode.NO_MICROPHONE, ProblemCode.MICROPHONE_DENIED])
def test_a_microphone_that_never_opens(code: ProblemCode) -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.do(ProblemRaised(problem=Problem(code=code)))
    assert d.problems == [code]
    assert d.state.voice is VoiceState.IDLE
    assert not d.state.mic_open
    d.do(ProblemRaised(problem=Problem(code=code, over=True)))
    assert d.solved == [code]


def test_always_listening_tries_a_lost_microphone_again() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.close_mic(0)
    assert not d.state.mic_open
    d.wait(11)
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=True)]
    d.open_mic()
    d.close_mic(0)
    d.do(MuteToggled())
    d.wait(60)
    assert d.of(OpenMicrophone) == []


def test_an_audio_process_that_never_closes_the_microphone() -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(400)
    d.do(TalkPressed())
    d.wait(3.1)
    assert len(d.sent_ever(CommitInput)) == 1
    assert not d.state.mic_open


def test_the_last_word_of_an_earlier_microphone_is_not_ours() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.do(MicrophoneClosed(speech_ms=0))
    assert d.state.mic_open


def test_earcon_when_the_microphone_opens_only_by_click() -> None:
    d = Driver(earcons=True).connect()
    d.do(TalkPressed())
    d.open_mic()
    assert d.of(PlayEarcon) == [PlayEarcon(earcon=Earcon.MIC_OPEN)]
    d = Driver(TalkMode.HOLD, earcons=True).connect()
    d.do(TalkPressed())
    d.open_mic()
    assert d.of(PlayEarcon) == []


def test_tick_starts_only_once() -> None:
    d = Driver()
    d.do(Tick())
    d.do(Tick())
    assert d.effects == []
    assert d.state.link is LinkState.CONNECTING


def test_always_listening_without_a_microphone_says_so_once() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    none = ProblemRaised(problem=Problem(code=ProblemCode.NO_MICROPHONE))
    d.do(none)
    assert d.problems == [ProblemCode.NO_MICROPHONE]
    d.do(MicrophoneClosed(speech_ms=0))
    d.wait(11)
    assert d.of(OpenMicrophone) == [OpenMicrophone(gated=True)]
    d.do(none)
    assert d.problems == []
    assert not d.state.mic_open
    assert d.state.voice is VoiceState.IDLE


def test_every_click_without_a_microphone_is_answered() -> None:
    d = Driver().connect()
    for _ in range(2):
        d.do(TalkPressed())
        d.do(ProblemRaised(problem=Problem(code=ProblemCode.NO_MICROPHONE)))
        assert d.problems == [ProblemCode.NO_MICROPHONE]
        assert d.state.voice is VoiceState.IDLE
        d.do(MicrophoneClosed(speech_ms=0))
