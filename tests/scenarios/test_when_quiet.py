"""What the provider is told when the gate closes, by what its capabilities say, never by its name."""

from dataclasses import replace

import pytest

from desktop_assistant.core.audio import WhenQuiet
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, PauseInput
from desktop_assistant.core.local_events import MicPaused, MuteToggled, TalkPressed
from desktop_assistant.core.server_events import UserSpeechStarted, UserSpeechStopped
from desktop_assistant.core.session_config import Eagerness, JudgedTurns, SemanticVad, ServerVad, TalkMode, TurnDetection
from desktop_assistant.session.effects import Effect, Send
from tests.scenarios.driver import CONFIG, Driver

MARKED = Capabilities(when_quiet=WhenQuiet.END_MARK)


def talking(capabilities: Capabilities, mode: TalkMode = TalkMode.ALWAYS) -> Driver:
    driver = Driver(mode, capabilities=capabilities).connect()
    if mode is not TalkMode.ALWAYS:
        driver.do(TalkPressed())
    driver.open_mic()
    driver.speak()
    return driver


def test_a_detector_that_must_be_told_is_told_once_per_pause() -> None:
    driver = talking(MARKED)
    driver.do(MicPaused(), MicPaused())
    assert driver.sent == [PauseInput()]
    driver.speak()
    driver.do(MicPaused())
    assert driver.sent == [PauseInput()]


def test_muting_in_the_middle_of_a_word_is_a_pause_too() -> None:
    driver = talking(MARKED)
    driver.do(MuteToggled())
    driver.close_mic()
    assert driver.sent_ever(PauseInput) == [PauseInput()]


@pytest.mark.parametrize("when_quiet", [WhenQuiet.TRAILING_SILENCE, WhenQuiet.CONTINUOUS])
def test_others_hear_nothing_of_it(when_quiet: WhenQuiet) -> None:
    driver = talking(replace(MARKED, when_quiet=when_quiet))
    driver.do(MicPaused())
    assert driver.sent_ever(PauseInput) == []


def test_where_we_end_the_turns_a_pause_is_none_of_the_provider_s_business() -> None:
    driver = talking(MARKED, TalkMode.CLICK)
    driver.do(MicPaused())
    driver.pause()
    driver.close_mic()
    assert driver.sent_ever(PauseInput) == []


def test_words_said_again_after_a_lost_link_are_ended_again() -> None:
    driver = talking(MARKED)
    driver.do(MicPaused())
    driver.drop()
    driver.wait(5)
    driver.accept()
    said = [type(command) for command in driver.sent if isinstance(command, AppendAudio | PauseInput)]
    assert AppendAudio in said
    assert said[-1] is PauseInput
    assert said.count(PauseInput) == 1


@pytest.mark.parametrize(
    ("detection", "wait_ms"),
    [(ServerVad(silence_duration_ms=700), 700), (SemanticVad(eagerness=Eagerness.HIGH), 2000), (JudgedTurns(pause_ms=600), 1800)],
)
def test_a_turn_whose_end_the_server_cannot_hear_gets_silence_once(detection: TurnDetection, wait_ms: int) -> None:
    """Our gate closed upon something that the server still takes for a voice."""
    capabilities = Capabilities(semantic_vad=True, judges_turns=isinstance(detection, JudgedTurns))
    driver = Driver(TalkMode.ALWAYS, config=replace(CONFIG, turn_detection=detection), capabilities=capabilities).connect()
    driver.open_mic()
    for _ in range(2):
        driver.speak()
        driver.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
        driver.pause()
        driver.do(MicPaused())
        assert silence_sent(driver.wait(0.9)) == 0
        assert silence_sent(driver.wait(0.2)) == pytest.approx(wait_ms + 300)
        assert silence_sent(driver.wait(60)) == 0
    driver.do(UserSpeechStopped(item_id="u1", audio_end_ms=900))
    driver.commit("u1")
    assert silence_sent(driver.wait(60)) == 0


@pytest.mark.parametrize("why", ["ended", "never began", "marked", "closed"])
def test_no_silence_is_sent_without_need(why: str) -> None:
    driver = talking(MARKED if why == "marked" else Capabilities())
    if why != "never began":
        driver.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    driver.pause()
    if why == "ended":
        driver.commit("u1")
    driver.do(MicPaused())
    if why == "closed":
        driver.do(MuteToggled())
        driver.close_mic()
    assert silence_sent(driver.wait(60)) == 0


def silence_sent(effects: list[Effect]) -> float:
    """ms"""
    commands = [effect.command for effect in effects if isinstance(effect, Send)]
    return sum(len(command.audio) / 48 for command in commands if isinstance(command, AppendAudio))
