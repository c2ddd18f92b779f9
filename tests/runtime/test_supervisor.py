import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_assistant.core.audio import AudioFormat, Recording
from desktop_assistant.core.commands import CreateResponse
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.local_events import (
    ModeChosen,
    ProblemRaised,
    ReplayEnded,
    SoundCaptured,
    StopPressed,
    TalkPressed,
    UserText,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import Savings
from desktop_assistant.settings.model import KeyPlace, Provider, SampleRate
from tests.runtime.house import House, answer, make_house, speak_and_be_answered


async def test_a_typed_question_is_answered_shown_and_kept(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(UserText(text="two plus two?"))
    await house.until(lambda: house.sent(CreateResponse))
    await answer(house, "Four.")
    (conversation,) = house.store.known.values()
    assert [(i.role, i.text) for i in conversation] == [(Role.USER, "two plus two?"), (Role.ASSISTANT, "Four.")]
    assert [house.view.items[i].text for i in house.view.order] == ["two plus two?", "Four."]
    assert house.view.list_changes > 0


async def test_a_talk_mode_is_remembered_and_told_to_the_session(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(ModeChosen(mode=TalkMode.ALWAYS))
    await house.until(lambda: house.view.states[-1].mode is TalkMode.ALWAYS)
    assert house.saved[-1].conversation.talk_mode is TalkMode.ALWAYS
    assert ("open_microphone", True) in house.audio.calls
    assert len(house.links) == 1


async def test_unchanged_settings_touch_nothing(house: House) -> None:
    await house.supervisor.start()
    house.supervisor.apply(house.supervisor.settings)
    assert not house.saved


async def test_conversations_are_listed_opened_renamed_deleted_and_restored(house: House) -> None:
    supervisor = house.supervisor
    await supervisor.start()
    await house.ready()
    supervisor.put(UserText(text="first"))
    await house.until(lambda: house.view.items)
    await supervisor.new_conversation()
    supervisor.put(UserText(text="second"))
    await house.until(lambda: [i.text for i in house.view.items.values()] == ["second"])
    newest, oldest = await supervisor.conversations()
    await supervisor.open_conversation(oldest.id)
    assert [i.text for i in house.view.items.values()] == ["first"]
    await supervisor.rename_conversation(oldest.id, "One")
    assert (await supervisor.conversations())[1].title == "One"
    await supervisor.delete_conversation(oldest.id)
    assert [c.id for c in await supervisor.conversations()] == [newest.id]
    assert house.view.items == {}
    await supervisor.restore_conversation(oldest.id)
    assert len(await supervisor.conversations()) == 2


async def test_a_missing_microphone_is_said_even_before_there_is_a_conversation(house: House) -> None:
    problem = Problem(code=ProblemCode.NO_MICROPHONE)
    house.supervisor.sink(ProblemRaised(problem=problem))
    assert house.view.problems == [problem]


async def test_a_key_is_checked_kept_and_used_at_once(house: House) -> None:
    await house.supervisor.start()
    house.supervisor.apply(replace(house.supervisor.settings, provider=Provider.OPENAI))
    await house.until(lambda: len(house.links) == 2)
    refused = await house.supervisor.check_key(Provider.OPENAI, "bad", house.supervisor.settings)
    assert refused is not None
    assert await house.supervisor.check_key(Provider.OPENAI, "good", house.supervisor.settings) is None
    state = await house.supervisor.store_key(Provider.OPENAI, "good")
    assert state.place is KeyPlace.KEYRING
    assert len(house.links) == 3


async def test_a_key_file_that_is_allowed_now_is_looked_into_now(house: House) -> None:
    await house.supervisor.start()
    settings = replace(house.supervisor.settings, provider=Provider.OPENAI)
    house.supervisor.apply(settings)
    await house.until(lambda: len(house.links) == 2)
    house.supervisor.apply(replace(settings, privacy=replace(settings.privacy, allow_key_file=True)))
    await house.until(lambda: len(house.links) == 3)
    assert house.links[-1][0].privacy.allow_key_file


async def test_captured_and_sent_sound_add_up_over_sessions(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.sink(SoundCaptured(samples=48_000))
    assert house.link.on_sound_sent is not None
    house.link.on_sound_sent(24_000)
    settings = house.supervisor.settings
    house.supervisor.apply(replace(settings, audio=replace(settings.audio, sample_rate=SampleRate.PHONE)))
    await house.until(lambda: len(house.links) == 2)
    assert house.link.on_sound_sent is not None
    house.link.on_sound_sent(12_000)  # no provider here has 8 kHz: the nearest is 24 kHz
    assert house.supervisor._sessions.meters.savings.savings == Savings(captured_s=2.0, sent_s=0.75)


async def test_the_turns_of_a_run_are_kept_and_written(house: House, tmp_path: Path) -> None:
    await house.supervisor.start()
    await house.ready()
    assert house.supervisor.latencies() == ()
    await speak_and_be_answered(house)
    [turn] = house.supervisor.latencies()
    assert turn.first_sound_ms is not None
    await house.supervisor.export_latencies(tmp_path / "turns.csv")
    assert len((tmp_path / "turns.csv").read_text().splitlines()) == 2
    with pytest.raises(StoreError):
        await house.supervisor.export_latencies(tmp_path)


async def test_a_replay_silences_the_answer_and_ends_with_the_next_thing_the_person_does(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    await speak_and_be_answered(house)
    [conversation_id] = house.store.known
    house.store.keep_audio(conversation_id, "old", bytes(960), AudioFormat())
    assert await house.supervisor.recorded_items(conversation_id) == {"old"}
    replay = asyncio.create_task(house.supervisor.replay("old"))
    played = ("replay", Recording(audio=bytes(960), format=AudioFormat()))
    await house.until(lambda: played in house.audio.calls and ("flush",) in house.audio.calls)
    assert ("stop_replay",) not in house.audio.calls
    house.supervisor.put(StopPressed())
    assert ("stop_replay",) in house.audio.calls
    house.supervisor.sink(ReplayEnded())
    await replay
    house.audio.calls.clear()
    house.supervisor.put(StopPressed())
    assert ("stop_replay",) not in house.audio.calls
    with pytest.raises(StoreError, match="not kept"):
        await house.supervisor.replay("unknown")


async def test_a_replay_that_is_stopped_before_its_sound_was_read_is_not_heard(house: House) -> None:
    await house.supervisor.start()
    [conversation_id] = house.store.known
    house.store.keep_audio(conversation_id, "old", bytes(960), AudioFormat())
    house.store.may_read.clear()
    replay = asyncio.create_task(house.supervisor.replay("old"))
    await house.until(lambda: house.store.is_reading)
    house.supervisor.put(TalkPressed())
    house.store.may_read.set()
    await replay
    assert not any(call[0] == "replay" for call in house.audio.calls)


async def test_a_conversation_that_cannot_be_read_leaves_the_present_one_running(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(UserText(text="first"))
    await house.until(lambda: house.view.items)
    await house.supervisor.new_conversation()
    await house.ready()
    house.store.unreadable.add("conv_0")
    with pytest.raises(StoreError):
        await house.supervisor.open_conversation("conv_0")
    house.supervisor.put(UserText(text="still here"))
    await house.until(lambda: [i.text for i in house.view.items.values()] == ["still here"])
    assert house.sent(CreateResponse)


async def test_an_unreadable_history_is_named_and_a_new_conversation_begins(house: House) -> None:
    info = await house.store.create()
    house.store.save(info.id, Item(id="old", role=Role.USER, parts=(TextPart(text="x"),)), final=True, after_id=None)
    house.store.unreadable.add(info.id)
    await house.supervisor.start()
    assert [p.code for p in house.view.problems] == [ProblemCode.HISTORY_UNREADABLE]
    await house.ready()
    house.supervisor.put(UserText(text="typing always works"))
    await house.until(lambda: house.sent(CreateResponse))


async def test_a_shell_that_does_not_end_does_not_cost_the_last_words(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await house.supervisor.start()
    with monkeypatch.context() as patch:
        patch.setattr(house.audio, "aclose", asyncio.Event().wait)
        end = asyncio.create_task(house.supervisor.aclose())
        await house.until(lambda: house.engine.closed)
        end.cancel()
        with pytest.raises(asyncio.CancelledError):
            await end
    assert house.store.closed


async def test_the_history_is_encrypted_when_the_person_wants_it(house: House) -> None:
    await house.supervisor.start()
    old = house.supervisor.settings
    new = replace(old, privacy=replace(old.privacy, encrypt_history=True))
    house.supervisor.apply(new)
    house.supervisor.apply(replace(new, privacy=replace(new.privacy, keep_days=7)))
    house.supervisor.apply(old)
    assert house.store.encrypted == [True, False]


async def test_the_audio_process_is_told_at_once_with_which_devices_the_microphone_rests(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    pair = (await house.supervisor.test_echo()).pair
    assert house.audio.setups[-1].resting_pairs == ()
    await house.supervisor.let_rest(pair, True)
    assert house.audio.setups[-1].resting_pairs == (pair,)
    kept = house.supervisor.echo_test()
    assert kept is not None
    assert kept.rests
    house.supervisor.apply(replace(house.supervisor.settings, audio=replace(house.supervisor.settings.audio, volume=0.5)))
    assert (house.audio.setups[-1].volume, house.audio.setups[-1].resting_pairs) == (0.5, (pair,))
    await house.supervisor.let_rest(pair, False)
    assert house.audio.setups[-1].resting_pairs == ()


async def test_with_which_devices_the_microphone_rests_is_known_from_the_first_moment(tmp_path: Path) -> None:
    house = make_house(data=tmp_path)
    await house.supervisor.start()
    pair = (await house.supervisor.test_echo()).pair
    await house.supervisor.let_rest(pair, True)
    await house.supervisor.aclose()
    again = make_house(data=tmp_path)
    await again.supervisor.start()
    assert [setup.resting_pairs for setup in again.audio.setups] == [(pair,)]
    await again.supervisor.aclose()
