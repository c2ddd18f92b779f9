import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_assistant.core.local_events import ModeChosen, MuteToggled, StopPressed
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState, SessionSnapshot, VoiceState
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.voice.thinking import ThinkingIndicator
from desktop_assistant.ui.voice.words import activity_words, link_words, words_for
from tests.fakes.control import DEVICES, FakeControl
from tests.ui.voice.test_waveform import Clock, clock, frame  # noqa: F401

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize("mode", TalkMode)
async def test_the_mode_switch(window: MainWindow, control: FakeControl, mode: TalkMode) -> None:
    switch = window.voice.mode_switch
    QTest.mouseClick(switch._group.button(list(TalkMode).index(mode)), LEFT)
    assert control.events == ([] if mode is TalkMode.CLICK else [ModeChosen(mode=mode)])
    control.push(mode=TalkMode.ALWAYS)
    assert switch._group.checkedId() == list(TalkMode).index(TalkMode.ALWAYS)


async def test_mute_and_stop(window: MainWindow, control: FakeControl) -> None:
    mute, stop = window.voice._mute, window.voice._stop
    assert not stop.isEnabled()
    control.push(can_stop=True)
    QTest.mouseClick(stop, LEFT)
    QTest.mouseClick(mute, LEFT)
    assert control.events == [StopPressed(), MuteToggled()]
    assert mute.accessibleName() == "Unmute the microphone"
    QTest.mouseClick(mute, LEFT)
    assert mute.accessibleName() == "Mute the microphone"


@pytest.mark.parametrize("state", VoiceState)
@pytest.mark.parametrize("mode", TalkMode)
def test_every_state_has_a_title(state: VoiceState, mode: TalkMode, bridge: object) -> None:
    words = words_for(SessionSnapshot(voice=state, mode=mode), 0.0)
    assert words.title
    assert words.hint or state is VoiceState.THINKING  # the indicator speaks there


@pytest.mark.parametrize("link", LinkState)
def test_every_link_state_has_words(link: LinkState, bridge: object) -> None:
    assert link_words(SessionSnapshot(link=link), 0.0)


def test_the_next_attempt_is_counted_down(bridge: object) -> None:
    waiting = SessionSnapshot(link=LinkState.WAITING, retry_at=104.0)
    assert link_words(waiting, 100.0) == "Trying again in 4 s"
    assert link_words(waiting, 110.0) == "Trying again in 1 s"


async def test_thinking_speaks_after_a_second(window: MainWindow, control: FakeControl, clock: Clock) -> None:  # noqa: F811
    thinking: ThinkingIndicator = window.voice.thinking
    control.push(voice=VoiceState.THINKING, thinking_since=clock.now, activity="clock")
    assert window.frames.is_running
    assert thinking.isVisible()
    frame(window, clock, 20)
    assert thinking.words == ""
    frame(window, clock, 20)
    assert thinking.words == "Looking at the clock"
    clock.now += 6
    frame(window, clock)
    assert thinking.words == "Looking at the clock, 7 s"
    assert thinking.accessibleDescription() == thinking.words
    control.push(voice=VoiceState.SPEAKING, thinking_since=None)
    assert thinking.words == ""
    assert not window.frames.is_running


async def test_thinking_stands_still_with_reduced_motion(window: MainWindow, control: FakeControl, clock: Clock) -> None:  # noqa: F811
    window.voice.thinking.set_reduced_motion(True)
    window.voice.talk_button.set_reduced_motion(True)
    control.push(voice=VoiceState.THINKING, thinking_since=clock.now)
    frame(window, clock)
    before = window.voice.thinking.grab().toImage(), window.voice.talk_button.grab().toImage()
    frame(window, clock, 9)
    assert (window.voice.thinking.grab().toImage(), window.voice.talk_button.grab().toImage()) == before


def test_unknown_tools_are_named(bridge: object) -> None:
    assert activity_words("look_up_train") == "Using look up train"


async def test_the_strip_says_what_is_in_use(window: MainWindow, control: FakeControl) -> None:
    strip = window.status
    assert strip._link.text() == "Connected"
    assert strip.provider.text() == "This computer"
    assert strip.microphone._button.accessibleName() == "Microphone: Built-in Microphone"
    control.view.show_devices(type(DEVICES)())
    assert strip.microphone._button.accessibleName() == "Microphone: No microphone"


async def test_choosing_a_device(window: MainWindow, control: FakeControl) -> None:
    picker = window.status.microphone
    picker._fill_menu()
    choices = [action for action in picker._menu.actions() if action.isCheckable()]
    assert [action.isChecked() for action in choices] == [True, False, False]
    choices[2].trigger()
    assert (control.settings.audio.input_device, control.settings.audio.input_name) == (
        DEVICES.inputs[1].id,
        DEVICES.inputs[1].name,
    )
    choices[0].trigger()
    assert control.settings.audio.input_device == ""


async def test_meters_fall_silent_when_no_levels_come(window: MainWindow, bridge: UiBridge, qtbot: QtBot) -> None:
    from desktop_assistant.core.snapshot import Levels

    bridge.show_levels(Levels(mic_rms=0.3, voice_rms=0.3))
    assert window.status.microphone._meter.value > 0.5
    window.status._quiet.setInterval(0)
    bridge.show_levels(Levels(mic_rms=0.3))
    qtbot.waitUntil(lambda: window.status.microphone._meter.value == 0)
