"""Two hours of talk: sessions are replaced in quiet moments, nothing is lost, nothing grows without end."""

from desktop_assistant.core.commands import CreateResponse, UpdateSession
from desktop_assistant.core.local_events import LinkClosed, LinkOpened
from desktop_assistant.core.server_events import SessionReady, SessionUpdated
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.session.effects import Connect, Disconnect, Play
from tests.scenarios.driver import WALL, Driver


def greet(d: Driver) -> None:
    d.do(LinkOpened(), SessionReady(session_id="s", expires_at=WALL + d.now + 3600), SessionUpdated())


def test_two_hours() -> None:
    d = Driver().connect()
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
        if any(isinstance(e, Disconnect) for e in came):
            sessions += 1
            if not any(isinstance(e, Connect) for e in came):
                d.do(LinkClosed())
            greet(d)
        assert d.state.link is LinkState.READY
        d.all = [e for e in d.all if not isinstance(e, Play)]
    assert sessions == 3
    assert len(d.sent_ever(UpdateSession)) == sessions
    assert len(d.sent_ever(CreateResponse)) == n
    assert d.texts == [
        (role, f"{what} {k}") for k in range(1, n + 1) for role, what in (("user", "question"), ("assistant", "answer"))
    ]
    parts = d.machine._parts
    assert not parts.log.utterances
    assert not parts.playback._parts
    assert not parts.answer._parts
    assert len(parts.transcripts._waiting) == 0
