"""Two hours of talk: sessions are replaced between turns, nothing is lost or said twice, nothing grows without end."""

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import CreateItem, CreateResponse
from desktop_assistant.core.snapshot import LinkState, Renewal
from desktop_assistant.session.effects import Connect, Disconnect, Play, Succeed, ToSuccessor
from tests.scenarios.driver import WALL, Driver


@pytest.mark.parametrize(("lasts_s", "sessions_expected"), [(3600.0, 3), (600.0, 15)], ids=["an hour", "ten minutes"])
def test_two_hours(lasts_s: float, sessions_expected: int) -> None:
    """Nobody waits for a session: at every moment one is ready, and each is told once what was said before it."""
    d = Driver(capabilities=Capabilities(max_session_s=lasts_s)).connect()
    begun, sessions, n = d.now, 1, 0
    while d.now < begun + 7200:
        n += 1
        d.ask_by_voice(n, f"question {n}", f"a{n - 1}" if n > 1 else None)
        d.now += 0.4
        d.begin_answer(f"r{n}", f"a{n}", previous=f"u{n}")
        d.say(f"answer {n}", 5000, f"r{n}", f"a{n}")
        d.end_part(f"answer {n}", f"r{n}", f"a{n}")
        d.finish(f"r{n}")
        for ms in range(500, 5001, 500):
            d.now += 0.5
            d.played(f"a{n}", ms)
        d.drained(f"a{n}", 5000)
        came = [*d.effects, *d.wait(2), *d.wait(18)]
        if any(isinstance(e, ToSuccessor) and isinstance(e.effect, Connect) for e in came):
            sessions += 1
            assert d.state.renewal is Renewal.UNDER_WAY
            came = d.accept_successor(WALL + d.now + 3600)
            assert [e.link for e in came if isinstance(e, Succeed)] == [sessions - 1]
            told = d.told_successor(CreateItem)
            assert [t.item.text for t in told] == [text for _, text in d.texts[-60:]]
            assert d.state.renewal is Renewal.DONE
        assert d.state.link is LinkState.READY
        assert not [e for e in came if isinstance(e, Disconnect)]
        d.all = [e for e in d.all if not isinstance(e, Play)]
    assert sessions == sessions_expected
    assert len(d.sent_ever(CreateResponse)) == n
    assert d.texts == [
        (role, f"{what} {k}") for k in range(1, n + 1) for role, what in (("user", "question"), ("assistant", "answer"))
    ]
    parts = d.machine._parts
    assert not parts.log.utterances
    assert not parts.playback._parts
    assert not parts.answer._parts
    assert len(parts.transcripts._waiting) == 0
