"""What is shared reaches who takes it, while there is a session; nobody hears of it later, nothing is done for its sake."""

from desktop_assistant.core.capabilities import Capabilities, ImageLimits
from desktop_assistant.core.commands import AppendFrame
from desktop_assistant.core.local_events import FrameShown, UserText
from desktop_assistant.core.server_events import SessionExpiring
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.session.effects import Connect, Send
from tests.scenarios.driver import Driver

SEEING = Capabilities(images=ImageLimits(frames_per_s=1.0))


def frame(number: int) -> FrameShown:
    return FrameShown(image=bytes([number]))


def test_a_frame_is_passed_on_and_is_no_part_of_the_conversation() -> None:
    d = Driver(capabilities=SEEING).connect()
    d.do(frame(1))
    assert d.effects == [Send(command=AppendFrame(image=b"\1"))]
    assert d.machine.items() == ()


def test_who_takes_single_pictures_only_is_sent_none() -> None:
    for images in (ImageLimits(), None):
        d = Driver(capabilities=Capabilities(images=images)).connect()
        assert d.do(frame(1)) == []


def test_without_a_session_it_is_forgotten() -> None:
    d = Driver(capabilities=SEEING).connect()
    d.drop()
    assert d.do(frame(1)) == []
    d.wait(2)
    d.accept()
    assert d.sent_ever(AppendFrame) == []
    d.do(frame(2))
    assert d.sent == [AppendFrame(image=b"\2")]


def test_a_resting_session_is_not_woken_for_it() -> None:
    d = Driver(capabilities=SEEING, hang_up_after_s=60.0).connect()
    for number in range(70):
        d.wait(1)
        d.do(frame(number))
    assert d.machine.snapshot.link is LinkState.RESTING
    assert not [effect for effect in d.effects if isinstance(effect, Connect)]
    assert 55 <= len(d.sent_ever(AppendFrame)) <= 61


def test_after_a_change_of_sessions_it_goes_to_the_new_one() -> None:
    d = Driver(capabilities=SEEING).connect()
    d.do(UserText(text="look"))
    d.begin_answer()
    d.say("I see.", 100)
    d.end_part("I see.")
    d.finish()
    d.drained("a1", 100)
    d.do(SessionExpiring(seconds_left=60))
    d.wait(1)
    d.accept_successor()
    d.wait(3)
    d.accept_successor()
    d.wait(1)
    d.do(frame(7))
    assert d.sent == [AppendFrame(image=b"\7")]
