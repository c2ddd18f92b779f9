"""The router's own promises."""

from typing import get_args

from desktop_assistant.core.local_events import ConversationOpened, LinkOpened, LocalEvent, Shutdown, Tick
from desktop_assistant.core.server_events import ServerEvent, SessionReady
from desktop_assistant.session.effects import Connect, ShowState
from tests.scenarios.driver import Driver


def test_every_event_has_a_route() -> None:
    machine = Driver().machine
    assert set(machine._server.routes) == set(get_args(ServerEvent))
    assert set(machine._local_routes) == set(get_args(LocalEvent))


def test_state_is_shown_only_when_it_changed() -> None:
    d = Driver()
    d.do(ConversationOpened(conversation_id="c"))
    assert [type(e) for e in d.effects] == [Connect, ShowState]
    d.do(Tick())
    assert d.effects == []


def test_deadlines_are_kept_without_a_tick_too() -> None:
    d = Driver()
    d.do(Tick())
    d.drop()
    d.now += 10
    d.do(LinkOpened())
    assert [type(e) for e in d.effects if isinstance(e, Connect)] == [Connect]


def test_a_deadline_is_never_left_in_the_past() -> None:
    d = Driver()
    d.do(Tick(), LinkOpened(), SessionReady(session_id="s"))
    d.now += 100_000
    d.do(Tick())
    due = d.machine.next_deadline()
    assert due is None or due > d.now


def test_after_the_end_nothing_happens() -> None:
    d = Driver()
    d.do(Shutdown.NOW)
    assert d.do(Tick()) == []
    assert d.machine.next_deadline() is None
