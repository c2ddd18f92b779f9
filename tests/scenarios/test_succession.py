"""The next session takes over between two turns: what it is told, what is waited for, and what becomes of failures."""

from dataclasses import replace

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, CommitInput, CreateItem, CreateResponse, UpdateSession
from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.local_events import (
    ConfigChanged,
    ConversationOpened,
    LinkClosed,
    LinkNews,
    LinkOpened,
    Shutdown,
    TalkPressed,
    UserText,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    ItemAdded,
    ProviderError,
    SessionExpiring,
    SessionReady,
    SessionUpdated,
)
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState, Renewal, VoiceState
from desktop_assistant.session.effects import Connect, Disconnect, FlushPlayback, Succeed, ToSuccessor
from desktop_assistant.session.link import URGENT_S
from desktop_assistant.session.succession import MOST_ATTEMPTS, NEWS_S, TELL_PATIENCE_S, WORDS_PATIENCE_S
from tests.scenarios.driver import CONFIG, Driver

LASTS_S = 1000.0
BEGIN, END = ToSuccessor(link=1, effect=Connect()), ToSuccessor(link=1, effect=Disconnect())


def answered(mode: TalkMode = TalkMode.CLICK, **capabilities: object) -> Driver:
    """A conversation of one turn in a session of 1000 s."""
    d = Driver(mode, capabilities=Capabilities(max_session_s=LASTS_S, **capabilities)).connect()  # type: ignore[arg-type]
    d.do(UserText(text="hello"))
    d.begin_answer()
    d.say("Good day", 500)
    d.end_part("Good day")
    d.finish()
    d.drained("a1", 500)
    return d


def old(d: Driver) -> Driver:
    """The session has grown old in silence."""
    d.wait(800)
    assert d.of(ToSuccessor) == [BEGIN]
    return d


def told(d: Driver) -> list[str]:
    return [command.item.text for command in d.told_successor(CreateItem)]


def open_successor(d: Driver) -> None:
    d.news(LinkOpened(), SessionReady(session_id="n"), SessionUpdated())


def confirm(d: Driver) -> None:
    for command in d.told_successor(CreateItem):
        d.news(ItemAdded(item=command.item))


def test_configured_and_told_before_the_old_one_closes() -> None:
    d = old(answered())
    open_successor(d)
    assert [u.config.model for u in d.told_successor(UpdateSession)] == ["m"]
    assert told(d) == ["hello", "Good day"]
    assert d.of(Succeed) == []
    confirm(d)
    assert d.of(Succeed) == [Succeed(link=1)]
    assert d.sent == []  # it knows everything
    assert d.state.link is LinkState.READY
    d.do(UserText(text="and now"))
    assert [type(c) for c in d.sent] == [CreateItem, CreateResponse]


def test_the_person_is_told_for_a_moment() -> None:
    d = old(answered())
    assert d.state.renewal is Renewal.UNDER_WAY
    d.accept_successor()
    assert d.state.renewal is Renewal.DONE
    d.wait(NEWS_S + 0.1)
    assert d.state.renewal is Renewal.NONE


def test_a_service_that_confirms_nothing_is_waited_for_a_moment() -> None:
    d = old(answered())
    open_successor(d)
    d.wait(TELL_PATIENCE_S - 0.1)
    assert d.of(Succeed) == []
    d.wait(0.2)
    assert d.of(Succeed) == [Succeed(link=1)]


def test_a_service_that_neither_greets_nor_confirms() -> None:
    d = old(answered())
    d.news(LinkOpened())
    d.wait(12)
    assert d.of(Succeed) == [Succeed(link=1)]
    assert told(d) == ["hello", "Good day"]


def test_an_item_that_is_refused_is_no_obstacle() -> None:
    d = old(answered())
    open_successor(d)
    d.news(ProviderError(code="invalid_value", message="no", client_event_id=d.told_successor(CreateItem)[-1].event_id))
    assert d.of(Succeed) == [Succeed(link=1)]
    assert d.problems == []


def test_what_is_said_meanwhile_goes_to_the_old_session_and_is_told_to_the_new_one_afterwards() -> None:
    d = old(answered())
    open_successor(d)
    d.do(UserText(text="wait"))
    confirm(d)
    assert d.of(Succeed) == []
    d.begin_answer("r2", "a2")
    d.say("Yes", 100, "r2", "a2")
    d.end_part("Yes", "r2", "a2")
    d.finish("r2")
    assert told(d) == ["hello", "Good day"]
    d.drained("a2", 100)
    assert told(d) == ["hello", "Good day", "wait", "Yes"]
    assert d.of(Succeed) == []
    confirm(d)
    assert d.of(Succeed) == [Succeed(link=1)]


def test_words_that_are_still_being_written_down_are_waited_for() -> None:
    d = Driver(capabilities=Capabilities(max_session_s=LASTS_S)).connect()
    d.wait(700)
    speak_unwritten(d)
    d.wait(99)
    open_successor(d)
    assert told(d) == []
    d.transcript("what time is it")
    assert told(d) == ["what time is it", "Noon"]


def test_words_that_never_come_are_not_waited_for_longer() -> None:
    d = Driver(capabilities=Capabilities(max_session_s=LASTS_S)).connect()
    d.wait(700)
    speak_unwritten(d)
    d.wait(99)
    open_successor(d)
    d.wait(WORDS_PATIENCE_S + 0.1)
    assert told(d) == ["Noon"]


def speak_unwritten(d: Driver) -> None:
    """A spoken turn whose words are late, and its answer."""
    d.do(TalkPressed())
    d.open_mic()
    d.speak()
    d.pause()
    d.close_mic()
    d.commit("u1")
    d.begin_answer("r1", "a1", "u1")
    d.say("Noon", 100)
    d.end_part("Noon")
    d.finish()
    d.drained("a1", 100)


@pytest.mark.parametrize("broken", [LinkClosed(problem=Problem(code=ProblemCode.NETWORK_DOWN)), "expired"])
def test_an_old_session_that_breaks_while_a_successor_stands_by_is_replaced_at_once(broken: object) -> None:
    """In the middle of an answer: its sound goes on, and nothing is asked twice."""
    d = old(answered())
    open_successor(d)
    d.do(UserText(text="count"))
    d.begin_answer("r2", "a2")
    d.say("One two", 3000, "r2", "a2")
    event = broken if isinstance(broken, LinkClosed) else ProviderError(code="session_expired", message="60 minutes")
    d.do(event)
    assert d.of(Succeed) == [Succeed(link=1)]
    assert d.problems == []
    assert d.of(FlushPlayback) == []
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)][:1] == ["count"]
    assert not [c for c in d.sent if isinstance(c, CreateResponse)]
    assert d.state.link is LinkState.READY
    d.played("a2", 1000)
    assert d.state.voice is VoiceState.SPEAKING


def test_a_turn_that_nobody_began_to_answer_is_said_again_by_the_successor() -> None:
    d = old(answered())
    open_successor(d)
    confirm_told = told(d)
    d.ask_by_voice(2, "what time is it")
    d.drop()
    assert d.of(Succeed) == [Succeed(link=1)]
    assert [type(c) for c in d.sent if not isinstance(c, AppendAudio)] == [CommitInput, CreateResponse]
    assert sum(len(c.audio) for c in d.sent if isinstance(c, AppendAudio)) > 24_000
    assert confirm_told == ["hello", "Good day"]


def test_a_break_before_the_successor_is_configured_is_an_ordinary_break() -> None:
    d = old(answered())
    d.news(LinkOpened())
    d.drop()
    assert d.of(ToSuccessor) == [END]
    assert d.problems == [ProblemCode.NETWORK_DOWN]
    assert d.state.link is LinkState.WAITING
    d.wait(1)
    d.accept()
    assert d.state.link is LinkState.READY
    assert d.state.renewal is Renewal.NONE


def test_an_end_that_is_near_does_not_wait_for_silence() -> None:
    d = answered()
    d.do(UserText(text="tell me a story"))
    d.begin_answer("r2", "a2")
    d.do(SessionExpiring(seconds_left=URGENT_S + 1))
    assert d.of(ToSuccessor) == []
    d.wait(1.1)
    assert d.of(ToSuccessor) == [BEGIN]
    d.accept_successor()
    assert d.of(Succeed) == []  # the answer is still being written
    d.say("Once", 100, "r2", "a2")
    d.end_part("Once", "r2", "a2")
    d.finish("r2")
    d.drained("a2", 100)
    confirm(d)
    assert d.of(Succeed) == [Succeed(link=1)]


def test_a_session_that_will_end_soon_is_replaced_though_it_is_young() -> None:
    d = answered()
    d.do(SessionExpiring(seconds_left=500))
    assert d.of(ToSuccessor) == [BEGIN]


def test_refused_attempts_end_in_the_simpler_change() -> None:
    d = old(answered())
    for _ in range(MOST_ATTEMPTS):
        assert d.of(Disconnect) == []
        d.news(LinkClosed(problem=Problem(code=ProblemCode.RATE_LIMITED), retryable=True))
        if not d.of(Disconnect):
            d.wait(5)
    assert d.of(Disconnect) == [Disconnect()]
    assert d.problems == []
    d.do(LinkClosed())
    d.accept()
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)] == ["hello", "Good day"]


def test_a_final_refusal_is_not_tried_again() -> None:
    d = old(answered())
    d.news(LinkClosed(problem=Problem(code=ProblemCode.PROVIDER_FAILED, detail="session_limit_reached"), retryable=False))
    assert d.of(Disconnect) == [Disconnect()]


def test_a_configuration_that_is_refused_makes_another_attempt() -> None:
    d = old(answered())
    d.news(LinkOpened(), SessionReady(session_id="n"))
    d.news(ProviderError(code="invalid_value", message="no"))
    assert d.of(ToSuccessor) == [END, ToSuccessor(link=2, effect=Connect())]


def test_where_only_one_session_is_allowed_the_old_one_closes_first() -> None:
    d = answered(parallel_sessions=False)
    d.wait(801)
    assert d.of(ToSuccessor) == []
    assert d.of(Disconnect) == [Disconnect()]


def test_settings_that_change_meanwhile_make_another_successor() -> None:
    d = old(answered(update_session=False))
    open_successor(d)
    d.do(ConfigChanged(config=replace(CONFIG, instructions="new")))
    assert ToSuccessor(link=1, effect=Disconnect()) in d.effects
    assert ToSuccessor(link=2, effect=Connect()) in d.effects
    d.accept_successor()
    assert [u.config.instructions for u in d.told_successor(UpdateSession)] == ["new"]
    assert d.of(Succeed) == [Succeed(link=2)]


def test_what_it_was_told_and_is_no_longer_true_costs_the_successor() -> None:
    """An interrupted answer is cut after it was told."""
    d = old(answered())
    open_successor(d)
    item = d.machine.items()[-1]
    d.machine._parts.history.put(replace(item, parts=(TextPart(text="Good"),)))
    confirm(d)
    assert d.of(Succeed) == []
    d.wait(1)
    d.accept_successor()
    assert told(d) == ["hello", "Good"]
    assert d.of(Succeed) == [Succeed(link=2)]


def test_long_names_are_shortened_for_the_successor_too() -> None:
    long = Item(id="x" * 40, role=Role.USER, parts=(TextPart(text="old"),))
    d = Driver(capabilities=Capabilities(max_session_s=LASTS_S)).connect(items=(long,))
    old(d)
    d.accept_successor()
    [command] = d.told_successor(CreateItem)
    assert len(command.item.id) <= 32
    assert d.of(Succeed) == [Succeed(link=1)]
    assert d.machine._parts.history.local_id(command.item.id) == long.id


def test_always_listening_goes_on_in_the_new_session() -> None:
    d = answered(TalkMode.ALWAYS, server_vad=False)
    d.open_mic()
    old(d)
    open_successor(d)
    d.speak(400)
    confirm(d)
    assert d.of(Succeed) == []
    assert d.state.voice is VoiceState.HEARING


@pytest.mark.parametrize("end", [ConversationOpened(conversation_id="c2"), Shutdown.NOW])
def test_a_conversation_that_is_left_wants_no_successor(end: ConversationOpened | Shutdown) -> None:
    d = old(answered())
    d.do(end)
    assert END in d.effects


def test_news_of_links_that_are_gone_mean_nothing() -> None:
    d = old(answered())
    d.accept_successor()
    assert d.do(LinkNews(link=0, event=LinkClosed(problem=Problem(code=ProblemCode.NETWORK_DOWN)))) == []
    assert d.do(LinkNews(link=7, event=LinkOpened())) == []
    assert d.state.link is LinkState.READY
