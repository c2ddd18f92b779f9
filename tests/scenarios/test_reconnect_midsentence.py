"""The link breaks at the worst moments."""

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, CommitInput, CreateItem, CreateResponse, TruncateItem
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import (
    StopPressed,
    TalkPressed,
    Tick,
    UserText,
)
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import (
    UserSpeechStarted,
    UserTranscriptDelta,
)
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState, VoiceState
from desktop_assistant.session.effects import Connect, FinishPlayback
from tests.scenarios.driver import Driver, asks


def test_while_the_person_speaks_the_turn_is_said_again() -> None:
    d = Driver().connect()
    d.do(TalkPressed())
    d.open_mic()
    d.speak(600)
    d.drop()
    assert d.problems == [ProblemCode.NETWORK_DOWN]
    assert d.state.link is LinkState.WAITING
    assert d.state.retry_at == pytest.approx(d.now + 0.5)
    assert d.state.voice is VoiceState.HEARING
    d.frames(400)
    assert d.sent == []
    d.wait(0.6)
    assert d.of(Connect) == [Connect()]
    d.accept()
    assert d.solved == [ProblemCode.NETWORK_DOWN]
    assert sum(len(c.audio) for c in d.sent if isinstance(c, AppendAudio)) == 1000 * 48
    d.pause()
    assert [type(c) for c in d.sent] == [CommitInput, CreateResponse]
    d.close_mic()
    d.commit("other_name")
    d.transcript("all of it", "other_name")
    assert d.texts == [("user", "all of it")]


def test_a_turn_that_was_handed_over_but_not_answered_is_said_again() -> None:
    d = Driver().connect()
    d.ask_by_voice(text="what time is it")
    d.drop()
    assert d.state.thinking_since is None
    d.wait(1)
    d.accept()
    kinds = [type(c) for c in d.sent]
    assert kinds.count(AppendAudio) == 75
    assert kinds[-2:] == [CommitInput, CreateResponse]
    d.commit("again1")
    d.transcript("what time is it", "again1")
    d.begin_answer("r9", "a9", previous="again1")
    d.say("Noon", 300, "r9", "a9")
    assert d.texts == [("user", "what time is it"), ("assistant", "Noon")]
    assert d.on_screen() == list(d.machine.items())


def test_offline_all_along() -> None:
    d = Driver()
    d.do(Tick())
    assert d.of(Connect) == [Connect()]
    d.do(TalkPressed())
    d.open_mic()
    assert d.state.voice is VoiceState.LISTENING
    d.speak(1000)
    d.pause()
    d.close_mic()
    assert d.state.voice is VoiceState.CONNECTING
    d.do(UserText(text="and typed"))
    d.accept()
    assert [type(c) for c in d.sent if not isinstance(c, AppendAudio)][1:] == [CommitInput, CreateItem, CreateResponse]


def test_more_than_five_minutes_offline_drop_the_oldest_and_say_so_once() -> None:
    d = Driver(TalkMode.HOLD)
    d.do(Tick(), TalkPressed())
    d.open_mic()
    d.frames(310_000)
    assert d.problems == [ProblemCode.WORDS_LOST]
    d.accept()
    assert sum(len(c.audio) for c in d.sent if isinstance(c, AppendAudio)) == 300_000 * 48
    assert d.solved == [ProblemCode.WORDS_LOST]


def test_mid_answer_what_arrived_still_plays_and_nothing_is_asked_again() -> None:
    d = Driver().connect()
    d.ask_by_voice()
    d.begin_answer(previous="u1")
    d.say("The first half", 1000)
    d.played("a1", 200)
    d.drop()
    assert d.of(FinishPlayback) == [FinishPlayback(item_id="a1", content_index=0)]
    assert d.state.voice is VoiceState.SPEAKING
    d.wait(1)
    d.accept()
    seeds = [c.item for c in d.sent if isinstance(c, CreateItem)]
    assert [(s.role, s.parts) for s in seeds] == [
        (Role.USER, (TextPart(text="what time is it"),)),
        (Role.ASSISTANT, (TextPart(text="The first half"),)),
    ]
    assert asks(d) == 0
    d.do(StopPressed())
    d.flushed("a1", 900)
    assert [c for c in d.sent if isinstance(c, TruncateItem)] == []  # this session never had that sound
    assert d.machine.items()[1].status is ItemStatus.INTERRUPTED


def test_an_answer_cut_by_the_link_and_heard_out_is_marked_cut() -> None:
    d = Driver().connect()
    d.begin_answer()
    d.say("Half", 500)
    d.drop()
    d.drained("a1", 500)
    assert d.machine.items()[0].status is ItemStatus.BROKEN_OFF
    assert d.saved()["a1"][1]


def test_ids_of_the_old_session_mean_nothing_in_the_new_one() -> None:
    d = Driver().connect()
    d.begin_answer("r1", "item_1")
    d.say("Old.", 100, "r1", "item_1")
    d.finish("r1")
    d.drained("item_1", 100)
    d.drop()
    d.wait(1)
    d.accept()
    d.begin_answer("r1", "item_1")  # a server that counts from one
    d.say("New.", 100, "r1", "item_1")
    d.finish("r1")
    assert d.texts == [("assistant", "Old."), ("assistant", "New.")]
    d.do(UserTranscriptDelta(item_id="u_old", text="late"))
    assert d.texts == [("assistant", "Old."), ("assistant", "New.")]


def test_with_the_servers_detector_the_sound_is_replayed_without_commit() -> None:
    d = Driver(TalkMode.ALWAYS).connect()
    d.open_mic()
    d.speak(600)
    d.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    d.pause(600)
    d.commit("u1")
    d.drop()
    d.wait(1)
    d.accept()
    assert not any(isinstance(c, CommitInput | CreateResponse) for c in d.sent)
    assert any(isinstance(c, AppendAudio) for c in d.sent)
    d.do(UserSpeechStarted(item_id="v1", audio_start_ms=0))
    d.commit("v1")
    d.transcript("hello", "v1")
    assert d.texts == [("user", "hello")]


def test_a_conversation_is_continued_with_its_context() -> None:
    old = (
        Item(id="x1", role=Role.USER, parts=(AudioPart(transcript="spoken", is_final=True),)),
        Item(
            id="x2",
            role=Role.ASSISTANT,
            status=ItemStatus.INTERRUPTED,
            parts=(AudioPart(transcript="heard unheard", heard_chars=5),),
        ),
        Item(id="x3", role=Role.USER, status=ItemStatus.IN_PROGRESS, parts=(TextPart(text="never sent"),)),
        Item(id="x" * 40, role=Role.ASSISTANT, status=ItemStatus.IN_PROGRESS, parts=(TextPart(text="half"),)),
        Item(id="x5", role=Role.USER, status=ItemStatus.FAILED, parts=(TextPart(text="refused"),)),
        Item(id="x6", role=Role.USER, parts=(AudioPart(transcript="", is_final=True),)),
    )
    d = Driver().connect("old", old)
    seeds = [c.item for c in d.sent_ever(CreateItem)]
    assert [s.text for s in seeds] == ["spoken", "heard", "never sent", "half"]
    assert all(isinstance(p, TextPart) for s in seeds for p in s.parts)
    assert all(len(s.id) <= 32 for s in seeds)
    assert asks(d) == 0
    assert d.state.conversation_id == "old"
    assert d.on_screen() == []  # the window has them already


def test_only_the_newest_items_are_seeded() -> None:
    old = tuple(Item(id=f"x{n}", role=Role.USER, parts=(TextPart(text=str(n)),)) for n in range(200))
    d = Driver().connect("old", old)
    assert [c.item.text for c in d.sent_ever(CreateItem)] == [str(n) for n in range(140, 200)]


def test_a_provider_without_memory_is_not_seeded() -> None:
    old = (Item(id="x1", role=Role.USER, parts=(TextPart(text="hi"),)),)
    d = Driver(capabilities=Capabilities(seed_history=False)).connect("old", old)
    assert d.sent_ever(CreateItem) == []
