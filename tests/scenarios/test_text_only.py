"""Who answers reads and writes, and cannot hear."""

from dataclasses import replace

import pytest

from desktop_assistant.core.commands import AppendAudio, CommitInput, CreateItem, CreateResponse
from desktop_assistant.core.items import Role
from desktop_assistant.core.local_events import ConversationOpened, TalkPressed, TalkReleased, UserText
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import AssistantTextDelta, AssistantTextDone
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.protocol.local import TEXT
from desktop_assistant.session.effects import OpenMicrophone, Unspool
from tests.scenarios.driver import Driver


def successor(old: Driver, new: Driver) -> Driver:
    """What the conductor does when another provider takes over."""
    new.do(
        ConversationOpened(
            conversation_id="c1",
            items=old.machine.items(),
            is_unanswered=old.machine.leaves_a_question,
            spoken=old.machine.spoken,
        )
    )
    return new.accept()


def write(it: Driver, text: str) -> None:
    it.begin_answer()
    it.do(AssistantTextDelta(response_id="r1", item_id="a1", text=text, spoken=False))
    it.do(AssistantTextDone(response_id="r1", item_id="a1", text=text, spoken=False))
    it.finish()


def typing(mode: TalkMode = TalkMode.CLICK) -> Driver:
    return Driver(mode, capabilities=TEXT)


def asked_aloud() -> Driver:
    old = Driver().connect()
    old.do(TalkPressed())
    old.open_mic()
    old.speak()
    old.pause()
    old.close_mic()
    return old


@pytest.mark.parametrize("mode", list(TalkMode))
def test_the_microphone_stays_closed_and_whoever_wants_to_talk_is_told_why(mode: TalkMode) -> None:
    it = typing(mode).connect()
    it.do(TalkPressed())
    assert it.problems == [ProblemCode.NOBODY_HEARS]
    it.do(TalkReleased())
    assert not [effect for effect in it.all if isinstance(effect, OpenMicrophone)]
    assert not it.state.muted
    assert not it.state.hears


def test_what_is_typed_is_answered_in_writing() -> None:
    it = typing().connect()
    it.do(UserText(text="two plus two?"))
    assert [type(command) for command in it.sent] == [CreateItem, CreateResponse]
    write(it, "Four.")
    assert it.texts == [("user", "two plus two?"), ("assistant", "Four.")]


def test_what_was_said_aloud_waits_for_the_next_one_who_hears_and_is_answered_then() -> None:
    reader = successor(asked_aloud(), typing())
    assert reader.sent_ever(AppendAudio) == reader.sent_ever(CommitInput) == reader.sent_ever(CreateResponse) == []
    reader.do(UserText(text="and typed?"))
    write(reader, "Yes.")
    assert not [effect for effect in reader.all if isinstance(effect, Unspool)], "it stays on the disk too"
    assert reader.machine.is_quiet
    listener = successor(reader, Driver())
    assert sum(len(c.audio) for c in listener.sent_ever(AppendAudio)) == 1500 * 48
    assert len(listener.sent_ever(CommitInput)) == len(listener.sent_ever(CreateResponse)) == 1
    assert [item.role for item in listener.machine.items()] == [Role.USER, Role.USER, Role.ASSISTANT]


def test_a_typed_question_that_was_not_answered_aloud_is_answered_in_writing() -> None:
    old = Driver().connect()
    old.do(UserText(text="anyone?"))
    reader = successor(old, typing())
    assert [c.item.text for c in reader.sent_ever(CreateItem)] == ["anyone?"]
    assert len(reader.sent_ever(CreateResponse)) == 1


def test_the_conversation_goes_along_as_text() -> None:
    old = Driver().connect()
    old.do(UserText(text="remember seven"))
    write(old, "I do.")
    reader = successor(old, typing())
    assert [(c.item.role, c.item.text) for c in reader.sent_ever(CreateItem)] == [
        (Role.USER, "remember seven"),
        (Role.ASSISTANT, "I do."),
    ]


def test_always_listening_opens_the_microphone_again_with_one_who_hears() -> None:
    reader = typing(TalkMode.ALWAYS).connect()
    listener = Driver(TalkMode.ALWAYS, capabilities=replace(TEXT, hears=True, server_vad=True))
    successor(reader, listener)
    assert [effect for effect in listener.all if isinstance(effect, OpenMicrophone)]
