"""This computer's clock is not the server's: it is wrong, or it jumps."""

import pytest

from desktop_assistant.core.local_events import LinkOpened, NetworkChanged, TalkPressed, Tick, UserText
from desktop_assistant.core.server_events import SessionReady, SessionUpdated
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.session.effects import ToSuccessor
from tests.scenarios.driver import WALL, Driver


@pytest.mark.parametrize("ahead_s", [3_590, 7_200, 1e9])
def test_a_clock_that_is_ahead_does_not_replace_each_new_session_at_once(ahead_s: float) -> None:
    """Every session seemed to be over, or nearly, when it began."""
    d = Driver()
    d.do(Tick(), LinkOpened())
    d.do(SessionReady(session_id="s", expires_at=WALL + d.now + 3_600 - ahead_s), SessionUpdated())
    assert d.state.link is LinkState.READY
    assert not [e for e in d.wait(1_800) if isinstance(e, ToSuccessor)]
    assert [e for e in d.wait(1_800) if isinstance(e, ToSuccessor)], "the length that we know of still counts"


def test_a_clock_that_is_behind_does_not_miss_the_end() -> None:
    d = Driver()
    d.do(Tick(), LinkOpened(), SessionReady(session_id="s", expires_at=WALL + 1e9), SessionUpdated())
    assert [e for e in d.wait(3_600) if isinstance(e, ToSuccessor)]


def test_what_is_said_after_the_machine_slept_has_the_time_of_now() -> None:
    """Our own clock stands still meanwhile."""
    d = Driver(TalkMode.CLICK).connect()
    d.do(UserText(text="before"))
    d.do(NetworkChanged(is_there=True, wall_offset=WALL + 28_800.0))
    d.do(UserText(text="after"), TalkPressed())
    d.open_mic()
    d.speak()
    d.pause()
    before, after, spoken = d.machine.items()
    assert before.created_at == pytest.approx(WALL + d.now, abs=60)
    assert after.created_at == pytest.approx(WALL + d.now + 28_800.0, abs=60)
    assert spoken.created_at >= after.created_at
