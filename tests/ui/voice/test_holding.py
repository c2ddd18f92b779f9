"""A voice over the assistant's, before it is known whose it is; and a microphone that rests meanwhile."""

from dataclasses import replace

from PySide6.QtGui import QImage

from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import DEVICES, FakeControl, Settle


def picture(window: MainWindow) -> QImage:
    return window.voice.talk_button.grab().toImage()


async def test_a_false_alarm_is_never_drawn(window: MainWindow, control: FakeControl) -> None:
    control.push(voice=VoiceState.SPEAKING)
    title, before = window.voice._title.text(), picture(window)
    control.push(voice=VoiceState.HELD)
    assert window.voice._title.text() == title
    assert picture(window) == before
    control.push(voice=VoiceState.SPEAKING)
    window.voice.hold_delay.show_held()  # a timer that fires late has nothing to show
    assert window.voice._title.text() == title
    assert not window.voice.hold_delay._timer.isActive()


async def test_what_lasts_is_shown_between_speaking_and_hearing(window: MainWindow, control: FakeControl) -> None:
    control.push(voice=VoiceState.SPEAKING)
    speaking = picture(window)
    control.push(voice=VoiceState.HELD)
    control.push(voice=VoiceState.HELD, can_stop=True)  # another picture does not begin the wait anew
    window.voice.hold_delay._timer.timeout.emit()
    assert window.voice._title.text() == "Was that you?"
    assert picture(window) != speaking
    control.push(voice=VoiceState.HELD, can_stop=False)
    assert window.voice._title.text() == "Was that you?"
    control.push(voice=VoiceState.HEARING)
    assert window.voice._title.text() == "Hearing you"


async def test_a_resting_microphone_is_told_by_shape_and_words(
    window: MainWindow, control: FakeControl, bridge: UiBridge, settle: Settle
) -> None:
    control.push(voice=VoiceState.SPEAKING, mode=TalkMode.ALWAYS)
    plain = picture(window)
    bridge.show_problem(Problem(code=ProblemCode.ECHO_HALF_DUPLEX, detail="level"))
    assert "rests" in window.voice._hint.text()
    assert "rests" in window.voice.talk_button.accessibleDescription()
    assert picture(window) != plain
    control.push(mode=TalkMode.CLICK)  # a click begins a turn in any case
    assert "rests" not in window.voice._hint.text()
    assert picture(window) == plain
    control.push(voice=VoiceState.LISTENING, mode=TalkMode.ALWAYS)
    assert "rests" not in window.voice._hint.text()
    control.push(voice=VoiceState.SPEAKING)
    bridge.show_problem(Problem(code=ProblemCode.ECHO_HALF_DUPLEX, over=True))
    assert "rests" not in window.voice._hint.text()
    assert picture(window) == plain


async def test_what_the_person_chose_comes_before_what_the_echo_forces(
    window: MainWindow, control: FakeControl, bridge: UiBridge
) -> None:
    def choose(duplex: Duplex) -> None:
        bridge.apply(replace(control.settings, audio=replace(control.settings.audio, duplex=duplex)))

    half = window.voice.half_duplex
    choose(Duplex.HALF)
    assert half.is_on
    choose(Duplex.AUTO)
    assert not half.is_on
    bridge.show_problem(Problem(code=ProblemCode.ECHO_HALF_DUPLEX))
    assert half.is_on
    choose(Duplex.FULL)
    assert not half.is_on


async def test_devices_that_were_chosen_to_rest_with_are_told_like_the_setting(
    window: MainWindow, control: FakeControl, bridge: UiBridge
) -> None:
    control.push(voice=VoiceState.SPEAKING, mode=TalkMode.ALWAYS)
    plain = picture(window)
    control.view.show_devices(replace(DEVICES, rests=True))
    by_devices = window.voice._hint.text(), window.voice.talk_button.accessibleDescription(), picture(window)
    assert "rests" in by_devices[0]
    control.view.show_devices(DEVICES)  # others
    assert "rests" not in window.voice._hint.text()
    assert picture(window) == plain
    bridge.apply(replace(control.settings, audio=replace(control.settings.audio, duplex=Duplex.HALF)))
    assert by_devices == (window.voice._hint.text(), window.voice.talk_button.accessibleDescription(), picture(window))


async def test_the_setting_comes_before_what_was_chosen_for_the_devices(
    window: MainWindow, control: FakeControl, bridge: UiBridge
) -> None:
    half = window.voice.half_duplex
    control.view.show_devices(replace(DEVICES, rests=True))
    assert half.is_on
    bridge.apply(replace(control.settings, audio=replace(control.settings.audio, duplex=Duplex.FULL)))
    assert not half.is_on
    bridge.apply(replace(control.settings, audio=replace(control.settings.audio, duplex=Duplex.AUTO)))
    assert half.is_on
    bridge.show_problem(Problem(code=ProblemCode.ECHO_HALF_DUPLEX, over=True))
    assert half.is_on
