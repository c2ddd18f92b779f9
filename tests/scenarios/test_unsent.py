"""What was said or typed when the program last ran and never answered: shown, offered, sent once."""

from dataclasses import replace

import pytest

from desktop_assistant.core.commands import AppendAudio, ClearInput, CommitInput, CreateItem, CreateResponse
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import (
    ConversationOpened,
    DropUnsent,
    MicFrame,
    SendUnsent,
    Shutdown,
    SpokenTurn,
    TalkPressed,
    UserText,
)
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.session.effects import Effect, Report, Save, Spool, Unspool
from desktop_assistant.session.sound_log import LONGEST_MS
from tests.scenarios.driver import Driver, pcm

TYPED = Item(id="t1", role=Role.USER, parts=(TextPart(text="typed"),), status=ItemStatus.IN_PROGRESS)
HEARD = Item(id="x1", role=Role.USER, parts=(AudioPart(transcript="heard before", is_final=True),))
SPOKEN = SpokenTurn(item_id="s1", audio=pcm(2000))


def opened(items: tuple[Item, ...] = (), unsent: tuple[SpokenTurn, ...] = (), mode: TalkMode = TalkMode.CLICK) -> Driver:
    d = Driver(mode)
    d.do(ConversationOpened(conversation_id="c1", items=items, unsent=unsent))
    return d


def sent(d: Driver) -> list[type]:
    kinds = [type(c) for c in d.sent]
    return [kind for n, kind in enumerate(kinds) if n == 0 or kind is not kinds[n - 1]]


def disk(effects: list[Effect]) -> dict[str, int]:
    """Bytes of each turn on the disk when the effects have been done."""
    kept: dict[str, int] = {}
    for effect in effects:
        if isinstance(effect, Spool):
            kept[effect.turn_id] = kept.get(effect.turn_id, 0) + len(effect.audio)
        elif isinstance(effect, Unspool):
            kept.pop(effect.turn_id, None)
    return kept


def test_speech_is_offered_and_not_sent_unasked() -> None:
    d = opened((HEARD,), (SPOKEN,))
    assert [(r.problem.code, r.problem.detail) for r in d.of(Report)] == [(ProblemCode.WORDS_UNSENT, "2 s of speech")]
    assert [item.id for item in d.machine.items()] == ["x1", "s1"]
    d.accept()
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)] == ["heard before"]
    assert not any(isinstance(c, AppendAudio | CreateResponse) for c in d.sent)


def test_it_is_sent_once_when_the_person_wants_it() -> None:
    d = opened((HEARD,), (SPOKEN,))
    d.accept()
    d.do(SendUnsent())
    assert sent(d) == [AppendAudio, CommitInput, CreateResponse]
    assert b"".join(c.audio for c in d.sent if isinstance(c, AppendAudio)) == SPOKEN.audio
    assert d.solved == [ProblemCode.WORDS_UNSENT]
    d.commit("u1", "x1")
    d.transcript("and now", "u1")
    d.begin_answer()
    d.say("Yes", 100)
    assert d.of(Unspool) == [Unspool(turn_id="s1")]
    assert d.texts == [("user", "heard before"), ("user", "and now"), ("assistant", "Yes")]
    d.do(SendUnsent())
    assert d.sent == []


@pytest.mark.parametrize("mode", [TalkMode.CLICK, TalkMode.ALWAYS])
def test_wanted_while_the_person_speaks_both_are_turns_of_their_own(mode: TalkMode) -> None:
    """The provider has one buffer: what is in it of the new turn must not become a part of the old one."""
    d = opened((HEARD,), (SPOKEN,), mode)
    d.accept()
    if mode is TalkMode.CLICK:
        d.do(TalkPressed())
    d.open_mic()
    d.speak(400)
    d.do(SendUnsent())
    wire = [c for c in d.sent if isinstance(c, AppendAudio | CommitInput | ClearInput | CreateResponse)]
    assert isinstance(wire[0], ClearInput)
    commit = next(n for n, c in enumerate(wire) if isinstance(c, CommitInput))
    assert b"".join(c.audio for c in wire[:commit] if isinstance(c, AppendAudio)) == SPOKEN.audio
    assert b"".join(c.audio for c in wire[commit:] if isinstance(c, AppendAudio)) == pcm(400)
    assert d.machine.is_spoken_to


def test_wanted_while_there_is_no_connection_it_waits_for_one() -> None:
    d = opened((HEARD,), (SPOKEN,))
    d.do(SendUnsent())
    assert d.sent == []
    d.accept()
    assert [kind for kind in sent(d) if kind is not CreateItem][1:] == [AppendAudio, CommitInput, CreateResponse]


def test_what_nobody_wants_goes_from_the_disk_and_stays_in_the_conversation() -> None:
    d = opened((HEARD, replace(TYPED, id="t9")), (SPOKEN,))
    d.accept()
    d.do(DropUnsent())
    assert d.of(Unspool) == [Unspool(turn_id="s1")]
    assert [(s.item.id, s.item.status, s.final) for s in d.of(Save)] == [("t9", ItemStatus.COMPLETE, True)]
    assert d.solved == [ProblemCode.WORDS_UNSENT]
    assert len(d.machine.items()) == 3
    d.do(SendUnsent())
    assert d.sent == []


def test_typed_words_are_offered_too() -> None:
    d = opened((HEARD, TYPED))
    assert d.problems == [ProblemCode.WORDS_UNSENT]
    d.accept()
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)] == ["heard before", "typed"]  # told, but nobody asked
    assert CreateResponse not in sent(d)
    d.do(SendUnsent())
    assert sent(d) == [CreateResponse]
    assert d.saved()["t1"] == (replace(TYPED, status=ItemStatus.COMPLETE, previous_id="x1"), True)


def test_an_ordinary_conversation_offers_nothing() -> None:
    assert opened((HEARD,)).problems == []


def test_what_another_session_leaves_is_asked_and_not_offered() -> None:
    d = Driver()
    d.do(ConversationOpened(conversation_id="c1", items=(TYPED,), is_unanswered=True))
    assert d.problems == []
    assert d.saved()["t1"][0].status is ItemStatus.COMPLETE
    d.accept()
    assert sent(d)[-1] is CreateResponse


def test_typed_without_a_connection_and_closed_it_is_offered_at_the_next_start() -> None:
    d = Driver().connect()
    d.drop()
    d.do(UserText(text="remember me"))
    d.do(Shutdown.NOW)
    [(item, final)] = d.saved().values()
    assert (item.status, final) == (ItemStatus.IN_PROGRESS, True)
    assert opened((item,)).problems == [ProblemCode.WORDS_UNSENT]


def test_said_without_a_connection_and_closed_it_is_on_the_disk() -> None:
    d = Driver().connect()
    d.drop()
    d.ask_by_voice()
    d.do(Shutdown.NOW)
    [(turn_id, size)] = disk(d.all).items()
    assert turn_id in {item.id for item in d.machine.items()}
    assert size >= 48_000


def test_what_was_answered_is_not_on_the_disk() -> None:
    d = Driver().connect()
    d.ask_by_voice()
    assert list(disk(d.all)) != []
    d.begin_answer()
    d.say("Noon", 100)
    assert disk(d.all) == {}


def test_five_minutes_wait_and_what_is_older_is_said_to_be_lost() -> None:
    d = Driver(TalkMode.HOLD).connect()
    d.drop(retryable=False)
    d.do(TalkPressed())
    d.open_mic()
    for n in range(int(LONGEST_MS / 1000)):
        d.do(MicFrame(audio=pcm(1000), start_ms=n * 1000.0))
        assert d.problems == []
    d.do(MicFrame(audio=pcm(1000), start_ms=LONGEST_MS))
    assert d.problems == [ProblemCode.WORDS_LOST]
    d.do(MicFrame(audio=pcm(1000), start_ms=LONGEST_MS + 1000))
    assert d.problems == []  # said once
