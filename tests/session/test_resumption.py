"""Going on where the provider stands: what it knows is not told again, and a handle that it refuses is not tried twice."""

from typing import Any

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import CreateItem, UpdateSession
from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.local_events import ConversationOpened, LinkClosed, LinkNews, LinkOpened, Tick
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import SessionExpiring, SessionReady, SessionResumable, SessionUpdated
from desktop_assistant.core.session_config import SessionConfig, TalkMode
from desktop_assistant.session.effects import Connect, Effect, Report, Send, ShowState, ToSuccessor
from desktop_assistant.session.history import History
from desktop_assistant.session.machine import SessionMachine
from desktop_assistant.session.resumption import Resumption


def item(item_id: str, role: Role) -> Item:
    return Item(id=item_id, role=role, parts=(TextPart(text=item_id),))


TALK = (item("u1", Role.USER), item("a1", Role.ASSISTANT), item("u2", Role.USER))


def ids(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_known_is_what_the_place_holds() -> None:
    it = Resumption()
    it.offered("h", ids("u1", "a1"))
    assert not it.knows("u1")  # the running session began without it
    assert it.begin() == "h"
    assert [it.knows(i) for i in ("u1", "a1", "u2")] == [True, True, False]


def test_what_a_session_went_on_from_is_known_at_its_own_places() -> None:
    it = Resumption()
    it.offered("h1", ids("u1", "a1"))
    it.begin()
    it.offered("h2", ids("u2"))
    it.begin()
    assert [it.knows(i) for i in ("u1", "a1", "u2", "u3")] == [True, True, True, False]


def test_without_a_handle_nothing_is_known() -> None:
    it = Resumption()
    it.offered("", ids("u1"))
    assert it.begin() == ""
    assert not it.knows("u1")


def test_the_newest_handle_counts_and_a_refused_one_is_gone() -> None:
    it = Resumption()
    it.offered("h1", ids("u1"))
    it.offered("h2", ids("u1"))
    it.offered("", ids())
    assert it.begin() == "h2"
    assert it.refused()
    assert it.begin() == ""
    assert not it.knows("u1")
    assert not it.refused()


def test_a_turn_that_goes_on_is_told_again_until_all_of_it_is_known() -> None:
    it = Resumption()
    it.offered("h1", ids("u1", "u2"))
    it.changed("u2")
    it.begin()
    assert [it.knows(i) for i in ("u1", "u2")] == [True, False]
    assert it.known_at(it.place) == ids("u1")
    it.offered("h2", ids("u2"))
    it.begin()
    assert [it.knows(i) for i in ("u1", "u2")] == [True, True]


def test_a_name_stands_for_an_item_only_if_it_is_the_only_and_the_newest_one() -> None:
    """A turn that went on is two items there; the handle may know the first one alone."""
    history = History(lambda effect: None, lambda: "x")
    for each in (*TALK, item("u3", Role.USER)):
        history.append(each)
        history.bind(each.id, f"their_{each.id}")
    history.bind("u2", "their_second_u2")
    history.unname("u3")
    assert history.known_by({"their_u1", "their_u2", "their_u3", "theirs"}) == ids("u1")
    assert history.known_by({"their_u2", "their_second_u2"}) == ids("u2")


class Session:
    """A machine with a conversation of three items, connected."""

    def __init__(self) -> None:
        self.now = 0.0
        self.machine = SessionMachine(
            SessionConfig(),
            Capabilities(update_session=False, resume=True),
            mode=TalkMode.CLICK,
            new_id=lambda: "x",
            jitter=lambda: 0.5,
            wall_offset=0.0,
            strict=True,
        )
        self.do(ConversationOpened(conversation_id="c", items=TALK))

    def do(self, *events: Any) -> list[Effect]:
        self.now += 0.1
        return [effect for event in events for effect in self.machine.handle(event, self.now)]

    def connect(self) -> tuple[str, list[str]]:
        """The handle that was sent, and the items that were told."""
        sent = [e.command for e in self.do(LinkOpened(), SessionReady(session_id=""), SessionUpdated()) if isinstance(e, Send)]
        [resume] = [c.resume for c in sent if isinstance(c, UpdateSession)]
        return resume, [c.item.id for c in sent if isinstance(c, CreateItem)]

    def connect_successor(self, number: int) -> tuple[str, list[str]]:
        """The same of the session that is made ready beside the running one."""
        news = (LinkOpened(), SessionReady(session_id=""), SessionUpdated())
        effects = self.do(*(LinkNews(link=number, event=event) for event in news))
        inner = [e.effect for e in effects if isinstance(e, ToSuccessor)]
        sent = [e.command for e in inner if isinstance(e, Send)]
        [resume] = [c.resume for c in sent if isinstance(c, UpdateSession)]
        return resume, [c.item.id for c in sent if isinstance(c, CreateItem)]

    @property
    def shown(self) -> ShowState:
        """The picture of the moment."""
        return ShowState(snapshot=self.machine.snapshot)


def test_another_conversation_begins_anew() -> None:
    session = Session()
    assert session.connect() == ("", ["u1", "a1", "u2"])
    session.do(SessionResumable(handle="h", known=("u1", "a1", "u2")))
    session.do(ConversationOpened(conversation_id="d", items=TALK))
    session.do(LinkClosed())
    assert session.connect() == ("", ["u1", "a1", "u2"])


def test_a_lost_session_is_taken_up_again() -> None:
    session = Session()
    session.connect()
    session.do(SessionResumable(handle="h", known=("u1", "a1", "u2")))
    session.do(LinkClosed(problem=Problem(code=ProblemCode.NETWORK_DOWN)))
    session.now += 60.0
    assert any(isinstance(e, Connect) for e in session.do(Tick()))
    assert session.connect() == ("h", [])  # all of it was told to the session of that handle


def test_rotation_goes_on_from_the_handle() -> None:
    session = Session()
    session.connect()
    session.do(SessionResumable(handle="h", known=("u1", "a1", "u2")))
    assert session.do(SessionExpiring(seconds_left=50.0)) == [ToSuccessor(link=1, effect=Connect()), session.shown]
    assert session.connect_successor(1) == ("h", [])


def test_a_refused_handle_costs_one_more_try_and_no_sentence() -> None:
    session = Session()
    session.connect()
    session.do(SessionResumable(handle="h", known=("u1", "a1", "u2")))
    session.do(SessionExpiring(seconds_left=50.0))
    session.do(LinkNews(link=1, event=LinkOpened()), LinkNews(link=1, event=SessionReady(session_id="")))
    refused = LinkClosed(problem=Problem(code=ProblemCode.PROVIDER_FAILED, detail="closed with 1007"), retryable=False)
    assert not any(isinstance(e, Report) for e in session.do(LinkNews(link=1, event=refused)))
    deadline = session.machine.next_deadline()
    assert deadline is not None
    session.now = deadline
    assert ToSuccessor(link=2, effect=Connect()) in session.do(Tick())
    assert session.connect_successor(2) == ("", ["u1", "a1", "u2"])


def test_a_refused_handle_after_a_drop_costs_one_more_try_and_no_sentence() -> None:
    session = Session()
    session.connect()
    session.do(SessionResumable(handle="h", known=("u1", "a1", "u2")))
    session.do(LinkClosed(problem=Problem(code=ProblemCode.NETWORK_DOWN)))
    session.now += 60.0
    session.do(Tick())
    session.do(LinkOpened(), SessionReady(session_id=""))
    refused = LinkClosed(problem=Problem(code=ProblemCode.PROVIDER_FAILED, detail="closed with 1007"), retryable=False)
    assert not any(isinstance(e, Report) for e in session.do(refused))
    session.now += 60.0
    assert any(isinstance(e, Connect) for e in session.do(Tick()))
    assert session.connect() == ("", ["u1", "a1", "u2"])
