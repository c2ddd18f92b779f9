import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, CommitInput, CreateItem, CreateResponse, UpdateSession
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import (
    LinkClosed,
    MicFrame,
    MicrophoneClosed,
    MicrophoneOpened,
    ModeChosen,
    MuteToggled,
    PlaybackAdvanced,
    SendUnsent,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    TalkPressed,
    TalkReleased,
    TurnCorrected,
    UserText,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AudioDelta,
    ResponseStarted,
    UserSpeechStarted,
)
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.settings.model import Provider, SampleRate, Settings
from tests.runtime.house import House, answer, make_house, speak, speak_and_be_answered


async def test_the_newest_conversation_is_continued_with_its_context(house: House) -> None:
    info = await house.store.create()
    old = Item(id="old", role=Role.USER, parts=(TextPart(text="My name is Ada."),))
    house.store.save(info.id, old, final=True, after_id=None)
    await house.supervisor.start()
    assert house.view.order == ["old"]
    await house.ready()
    await house.until(lambda: house.sent(CreateItem))
    assert house.sent(CreateItem)[0].item.text == "My name is Ada."


async def test_what_is_typed_before_the_link_is_up_is_sent_once_it_is(house: House) -> None:
    await house.supervisor.start()
    house.supervisor.put(UserText(text="early"))
    await house.until(lambda: house.view.items)
    assert not house.sent(CreateItem)
    await house.ready()
    await house.until(lambda: house.sent(CreateResponse))
    assert [c.item.text for c in house.sent(CreateItem)] == ["early"]


async def test_another_voice_is_told_without_a_new_connection(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    settings = house.supervisor.settings
    house.supervisor.apply(replace(settings, local=replace(settings.local, voice="flite:slt")))
    await house.until(lambda: any(c.config.voice == "flite:slt" for c in house.sent(UpdateSession)))
    assert house.engine.configured[-1]["voice"] == "flite:slt"
    assert len(house.links) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda s: replace(s, provider=Provider.OPENAI),
        lambda s: replace(s, audio=replace(s.audio, sample_rate=SampleRate.WIDE)),
    ],
)
async def test_another_provider_or_rate_takes_a_new_connection_and_the_history_along(
    house: House, change: Callable[[Settings], Settings]
) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(UserText(text="remember this"))
    await house.until(lambda: house.sent(CreateResponse))
    await answer(house, "I will.")
    first = house.link
    house.supervisor.apply(change(house.supervisor.settings))
    await house.until(lambda: len(house.links) == 2)
    assert not first.is_open
    await house.ready()
    await house.until(lambda: len(house.sent(CreateItem)) == 2)
    assert [c.item.text for c in house.sent(CreateItem)] == ["remember this", "I will."]
    assert [house.view.items[i].text for i in house.view.order] == ["remember this", "I will."]


async def test_a_text_typed_while_conversations_change_is_asked_in_the_new_one(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    switching = asyncio.create_task(house.supervisor.new_conversation())
    await house.until(lambda: not house.link.is_open)
    house.supervisor.put(UserText(text="in between"))
    await switching
    await house.until(lambda: [i.text for i in house.view.items.values()] == ["in between"])


async def test_a_question_that_nobody_could_answer_is_asked_of_the_next_provider(house: House) -> None:
    await house.supervisor.start()
    await house.until(lambda: house.link.is_open)
    missing = Problem(code=ProblemCode.KEY_MISSING)
    house.link.sink(LinkClosed(problem=missing, retryable=False))
    house.supervisor.put(UserText(text="two plus two?"))
    await house.until(lambda: house.view.items and house.view.problems)
    await house.supervisor.store_key(Provider.LOCAL, "good")
    await house.ready()
    await house.until(lambda: house.sent(CreateResponse))
    assert [c.item.text for c in house.sent(CreateItem)] == ["two plus two?"]
    assert len(house.sent(CreateResponse)) == 1
    assert [(i.text, i.status) for i in house.view.items.values()] == [("two plus two?", ItemStatus.COMPLETE)]
    assert [(p.code, p.over) for p in house.view.problems] == [(missing.code, False), (missing.code, True)]


async def test_a_banner_of_one_session_does_not_outlive_it(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(TalkPressed())
    house.supervisor.put(TalkPressed())
    house.supervisor.sink(MicrophoneClosed(speech_ms=0))
    await house.until(lambda: house.view.problems)
    await house.supervisor.new_conversation()
    code = ProblemCode.NO_SPEECH_HEARD
    assert [(p.code, p.over) for p in house.view.problems] == [(code, False), (code, True)]


@pytest.mark.parametrize("rate", [SampleRate.HIGH, SampleRate.PHONE])
async def test_what_is_being_said_while_a_setting_changes_is_said_to_the_next_session(house: House, rate: SampleRate) -> None:
    await house.supervisor.start()
    await house.ready()
    await speak(house)
    said = b"".join(c.audio for c in house.sent(AppendAudio))
    settings = house.supervisor.settings
    house.supervisor.apply(replace(settings, audio=replace(settings.audio, sample_rate=rate, earcons=not settings.audio.earcons)))
    await asyncio.sleep(0.12)
    assert len(house.links) == 1, "the person was cut off"
    house.supervisor.sink(MicFrame(audio=b"z" * 960, start_ms=1000))
    house.supervisor.sink(SpeechStopped(at_ms=1000, speech_ms=1000, was_confirmed=True))
    await house.until(lambda: len(house.links) == 2)
    await house.ready()
    await house.until(lambda: house.sent(CreateResponse))
    again = b"".join(c.audio for c in house.sent(AppendAudio))
    if rate is SampleRate.HIGH:
        assert again == said + b"z" * 960
    assert len(again) == pytest.approx((1020 * 48), rel=0.01)
    kinds = [type(c) for c in house.link.sent if not isinstance(c, AppendAudio)]
    assert kinds == [UpdateSession, CommitInput, CreateResponse]
    assert len([i for i in house.view.items.values() if i.role is Role.USER]) == 1


async def test_a_turn_that_the_old_session_was_answering_is_not_said_again(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    await speak_and_be_answered(house)
    await house.supervisor.store_key(Provider.LOCAL, "good")
    await house.ready()
    assert house.sent(AppendAudio) == []
    assert house.sent(CreateResponse) == []


async def test_the_program_ends_while_somebody_speaks_and_a_setting_waits(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    await speak(house)
    settings = house.supervisor.settings
    house.supervisor.apply(replace(settings, audio=replace(settings.audio, earcons=not settings.audio.earcons)))
    async with asyncio.timeout(5):
        await house.supervisor.aclose()
    assert len(house.links) == 1


async def test_an_answered_question_is_not_asked_again_of_the_next_provider(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(UserText(text="two plus two?"))
    await house.until(lambda: house.sent(CreateResponse))
    await answer(house, "Four.")
    await house.supervisor.store_key(Provider.LOCAL, "good")
    await house.ready()
    assert len(house.sent(CreateItem)) == 2
    assert house.sent(CreateResponse) == []


async def test_a_text_and_a_new_conversation_in_one_breath_lose_nothing(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    for _ in range(60):  # more than the loop handles in one go
        house.supervisor.put(TalkReleased())
    house.supervisor.put(UserText(text="just before"))
    await house.supervisor.new_conversation()
    assert [i.text for i in house.store.known["conv_0"]] == ["just before"]


async def test_a_turn_that_its_server_never_ended_leaves_no_ghost(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_assistant.runtime.sessions.SERVER_PATIENCE_S", 0.0)
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(ModeChosen(mode=TalkMode.ALWAYS))
    await house.until(lambda: ("open_microphone", True) in house.audio.calls)
    sink = house.supervisor.sink
    for event in (MicrophoneOpened(), SpeechStarted(at_ms=0), MicFrame(audio=bytes(960), start_ms=0), SpeechConfirmed(at_ms=0)):
        sink(event)
    house.link.sink(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    await house.until(lambda: house.view.items)
    sink(SpeechStopped(at_ms=20, speech_ms=20, was_confirmed=True))
    await house.supervisor.store_key(Provider.LOCAL, "good")
    await house.until(lambda: len(house.links) == 2)
    house.supervisor.put(UserText(text="typed instead"))
    await house.until(lambda: house.view.items)
    assert [i.text for i in house.view.items.values()] == ["typed instead"]
    assert house.store.saves[-1][2] is None, "placed after an item that is on no screen"


@pytest.mark.parametrize("restart", [True, False])
async def test_a_muted_microphone_stays_muted_in_the_next_session(house: House, restart: bool) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(ModeChosen(mode=TalkMode.ALWAYS))
    house.supervisor.put(MuteToggled())
    await house.until(lambda: house.view.states[-1].muted)
    house.audio.calls.clear()
    await (house.supervisor.store_key(Provider.LOCAL, "good") if restart else house.supervisor.new_conversation())
    await house.ready()
    assert house.view.states[-1].muted
    assert ("open_microphone", True) not in house.audio.calls
    house.supervisor.put(MuteToggled())
    await house.until(lambda: ("open_microphone", True) in house.audio.calls)


async def test_muting_between_two_conversations_counts(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(ModeChosen(mode=TalkMode.ALWAYS))
    await house.until(lambda: house.view.states[-1].mode is TalkMode.ALWAYS)
    switching = asyncio.create_task(house.supervisor.new_conversation())
    await house.until(lambda: not house.link.is_open)
    house.supervisor.put(MuteToggled())
    await switching
    await house.ready()
    assert house.view.states[-1].muted


async def test_a_pause_that_has_grown_reaches_the_local_detector_and_ends_with_the_session(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(ModeChosen(mode=TalkMode.ALWAYS))
    await house.until(lambda: any(call[0] == "open_microphone" for call in house.audio.calls))
    house.supervisor.sink(MicrophoneOpened())
    house.link.sink(ResponseStarted(response_id="r1"))
    house.link.sink(AudioDelta(response_id="r1", item_id="a", audio=bytes(96_000)))
    house.supervisor.sink(PlaybackAdvanced(item_id="a", content_index=0, played_ms=10))
    house.supervisor.sink(SpeechStarted(at_ms=0))
    house.supervisor.sink(SpeechConfirmed(at_ms=0))
    await house.until(lambda: house.view.states[-1].extra_pause_ms == 150)
    assert house.audio.setups[-1].pause_ms == Settings().audio.pause_ms + 150
    assert house.sent(UpdateSession)[-1].config.turn_detection.silence_duration_ms == Settings().audio.pause_ms + 150
    await house.supervisor.new_conversation()
    assert house.audio.setups[-1].pause_ms == Settings().audio.pause_ms


async def test_what_was_said_before_a_crash_is_offered_and_sent_when_wanted(house: House) -> None:
    conversation = (await house.store.create()).id
    house.store.known[conversation] = [Item(id="i", role=Role.USER, parts=(TextPart(text="before"),))]
    house.store.spool(conversation, "turn", bytes(16_000), AudioFormat(rate=8000))
    await house.supervisor.start()
    await house.ready()
    assert [p.code for p in house.view.problems] == [ProblemCode.WORDS_UNSENT]
    assert not house.sent(AppendAudio)
    house.supervisor.put(SendUnsent())
    await house.until(lambda: house.sent(CreateResponse))
    assert sum(len(c.audio) for c in house.sent(AppendAudio)) == pytest.approx(48_000, rel=0.02)  # in the session's format
    house.link.sink(ResponseStarted(response_id="r"))
    house.link.sink(AssistantTextDelta(response_id="r", item_id="a", text="Yes"))
    await house.until(lambda: not house.store.spooled)


async def test_an_offer_survives_other_settings(house: House) -> None:
    conversation = (await house.store.create()).id
    house.store.known[conversation] = [Item(id="i", role=Role.USER, parts=(TextPart(text="before"),))]
    house.store.spool(conversation, "turn", bytes(48_000), AudioFormat())
    await house.supervisor.start()
    await house.ready()
    await house.supervisor.store_key(Provider.LOCAL, "good")
    await house.ready()
    assert house.view.problems[-1] == Problem(code=ProblemCode.WORDS_UNSENT, detail="1 s of speech")


async def test_a_conversation_that_has_begun_with_the_new_settings_is_not_begun_again(house: House) -> None:
    """Wherever in its beginning the settings change."""
    await house.supervisor.start()
    await house.ready()
    for moment in range(30):
        rate = (SampleRate.WIDE, SampleRate.HIGH)[moment % 2]
        before = len(house.links)
        switching = asyncio.create_task(house.supervisor.new_conversation())
        for _ in range(moment):
            await asyncio.sleep(0)
        house.supervisor.apply(replace(Settings(), audio=replace(Settings().audio, sample_rate=rate)))
        await switching
        for _ in range(50):
            await asyncio.sleep(0)
        begun = [settings.audio.sample_rate for settings, _ in house.links[before:]]
        assert begun.count(rate) == 1, (moment, begun)


async def test_another_version_of_a_turn_is_shown_and_goes_on_from_there(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(UserText(text="ten smiles"))
    await house.until(lambda: house.view.order)
    first = house.view.order[0]
    house.supervisor.put(TurnCorrected(item_id=first, text="ten miles"))
    await house.until(lambda: house.view.items[house.view.order[0]].text == "ten miles")
    await house.supervisor.choose_version(first)
    assert [house.view.items[i].text for i in house.view.order] == ["ten smiles"]
    await house.ready()
    await house.until(lambda: house.sent(CreateItem))
    assert [c.item.text for c in house.sent(CreateItem)] == ["ten smiles"]


async def test_what_was_said_and_not_answered_is_offered_with_the_version_that_it_is_part_of(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(UserText(text="ten smiles"))
    await house.until(lambda: house.view.order)
    first, talk = house.view.order[0], next(iter(house.store.known))
    house.store.spool(talk, "crashed", bytes(48_000), AudioFormat())
    house.supervisor.put(TurnCorrected(item_id=first, text="ten miles"))
    await house.until(lambda: house.view.items[house.view.order[0]].text == "ten miles")
    await house.supervisor.choose_version(first)
    await house.until(lambda: [p.detail for p in house.view.problems if p.code is ProblemCode.WORDS_UNSENT] == ["1 s of speech"])
    await house.until(lambda: house.view.order == [first, "crashed"])


async def test_a_version_that_cannot_be_read_leaves_the_conversation_as_it_was(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(UserText(text="ten miles"))
    await house.until(lambda: house.view.order)
    house.store.unreadable.add(next(iter(house.store.known)))
    with pytest.raises(StoreError):
        await house.supervisor.choose_version(house.view.order[0])
    await house.ready()
    await house.until(lambda: house.sent(CreateResponse))
    assert [c.item.text for c in house.sent(CreateItem)] == ["ten miles"]


async def test_minutes_of_speech_are_recoded_beside_the_window() -> None:
    """What was said and not answered comes along into a session with another format."""
    formats = (AudioFormat(), AudioFormat(encoding=Encoding.PCMU, rate=8000))
    house, where = make_house(lambda settings: Capabilities(input_formats=formats)), list[threading.Thread]()

    def recode(audio: bytes, old: AudioFormat, new: AudioFormat) -> bytes:
        where.append(threading.current_thread())
        return audio[: len(audio) // 6]

    house.supervisor._sessions._world = replace(house.supervisor._sessions._world, recode=recode)
    await house.supervisor.start()
    await house.ready()
    await speak(house)
    house.supervisor.sink(SpeechStopped(at_ms=1000, speech_ms=1000, was_confirmed=True))
    await house.until(lambda: house.sent(CommitInput))
    settings = house.supervisor.settings
    house.supervisor.apply(replace(settings, audio=replace(settings.audio, sample_rate=SampleRate.PHONE)))
    await house.until(lambda: len(house.links) > 1)
    await house.ready()
    await house.until(lambda: house.sent(AppendAudio))
    assert sum(len(c.audio) for c in house.sent(AppendAudio)) == 8000
    assert where
    assert threading.current_thread() not in where
    await house.supervisor.aclose()
