"""What the provider is told when the gate closes, by what its capabilities say, never by its name."""

from dataclasses import replace

import pytest

from desktop_assistant.core.audio import WhenQuiet
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, PauseInput
from desktop_assistant.core.local_events import MicPaused, MuteToggled, TalkPressed
from desktop_assistant.core.session_config import TalkMode
from tests.scenarios.driver import Driver

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
