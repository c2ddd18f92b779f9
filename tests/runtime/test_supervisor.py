import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from desktop_assistant.audio.encoding import recode
from desktop_assistant.core.audio import AudioFormat, Recording
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, CommitInput, CreateItem, CreateResponse, UpdateSession
from desktop_assistant.core.errors import StoreError, TransportError
from desktop_assistant.core.items import Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import (
    LinkClosed,
    MicFrame,
    MicrophoneClosed,
    MicrophoneOpened,
    ModeChosen,
    MuteToggled,
    PlaybackAdvanced,
    ProblemRaised,
    ReplayEnded,
    SoundCaptured,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    StopPressed,
    TalkPressed,
    TalkReleased,
    UserText,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AudioDelta,
    ProviderError,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    SessionReady,
    SessionUpdated,
    UserSpeechStarted,
)
from desktop_assistant.core.session_config import ManualTurns, TalkMode
from desktop_assistant.core.snapshot import LinkState, Savings, VoiceState
from desktop_assistant.runtime.adapters import Adapters, LinkMaker
from desktop_assistant.runtime.control import ChatServer, KeyState, Places, VoiceInfo
from desktop_assistant.runtime.ports import Sink
from desktop_assistant.runtime.supervisor import Supervisor
from desktop_assistant.settings.model import KeyPlace, Provider, SampleRate, Settings
from tests.fakes.clock import FakeClock
from tests.fakes.ports import FakeAudio, FakeLink, FakeStore, FakeView


@dataclass
class FakeEngine:
    configured: list[dict[str, str]] = field(default_factory=list)
    closed: bool = False

    def configure(self, **settings: str) -> None:
        self.configured.append(settings)

    async def voices(self) -> Sequence[VoiceInfo]:
        return [VoiceInfo(id="flite:rms", name="Rms")]

    async def chat_servers(self) -> Sequence[ChatServer]:
        return [ChatServer(name="Ollama", url="http://127.0.0.1:11434/v1")]

    async def aclose(self) -> None:
        self.closed = True


@dataclass
class FakeKeys:
    kept: dict[Provider, str] = field(default_factory=dict)

    async def state(self, provider: Provider, allow_file: bool) -> KeyState:
        return KeyState(place=KeyPlace.KEYRING if provider in self.kept else KeyPlace.NONE)

    async def check(self, provider: Provider, key: str, settings: Settings) -> Problem | None:
        return None if key == "good" else Problem(code=ProblemCode.KEY_REFUSED)

    async def store(self, provider: Provider, key: str, allow_file: bool) -> KeyState:
        self.kept[provider] = key
        return await self.state(provider, allow_file)


@dataclass
class House:
    """A supervisor among fakes."""

    supervisor: Supervisor
    store: FakeStore
    view: FakeView
    audio: FakeAudio
    engine: FakeEngine
    links: list[tuple[Settings, FakeLink]]
    saved: list[Settings]

    @property
    def link(self) -> FakeLink:
        return self.links[-1][1]

    async def until(self, what: Callable[[], Any]) -> None:
        async with asyncio.timeout(5):
            while not what():  # noqa: ASYNC110 - what is awaited is anything that the fakes recorded
                await asyncio.sleep(0)

    async def ready(self) -> None:
        await self.until(lambda: self.link.is_open)
        self.link.sink(SessionReady(session_id="s"))
        await self.until(lambda: any(isinstance(c, UpdateSession) for c in self.link.sent))
        self.link.sink(SessionUpdated(session_id="s"))
        await self.until(lambda: self.view.states and self.view.states[-1].link is LinkState.READY)

    def sent(self, kind: type) -> list[Any]:
        return [c for c in self.link.sent if isinstance(c, kind)]


@pytest.fixture
async def house() -> AsyncIterator[House]:
    store, view, audio, engine, clock = FakeStore(), FakeView(), FakeAudio(), FakeEngine(), FakeClock()
    links: list[tuple[Settings, FakeLink]] = []
    saved: list[Settings] = []
    numbers = iter(range(10_000))

    def make_link(
        settings: Settings,
        sink: Sink,
        room: Callable[[], Awaitable[None]] | None,
        on_sound_sent: Callable[[int], None] | None,
    ) -> FakeLink:
        links.append((settings, FakeLink(sink, on_sound_sent)))
        return links[-1][1]

    supervisor = Supervisor(
        Adapters(
            audio=audio,
            store=store,
            view=view,
            engine=engine,
            keys=FakeKeys(),
            links=LinkMaker(capabilities=lambda s: Capabilities(is_local=s.provider is Provider.LOCAL), link=make_link),
            clock=clock,
            places=Places(config=Path("c"), data=Path("d"), logs=Path("l")),
            save_settings=saved.append,
            recode=recode,
            new_id=lambda: f"item_{next(numbers)}",
            jitter=lambda: 0.5,
        ),
        Settings(),
    )
    made = House(supervisor, store, view, audio, engine, links, saved)
    yield made
    await supervisor.aclose()
    assert store.closed
    assert engine.closed
    assert not any(link.is_open for _, link in links)


async def answer(house: House, text: str, response_id: str = "r1") -> None:
    house.link.sink(ResponseStarted(response_id=response_id))
    house.link.sink(AssistantTextDelta(response_id=response_id, item_id=f"a_{response_id}", text=text, spoken=False))
    house.link.sink(ResponseFinished(response_id=response_id, status=ResponseStatus.COMPLETED))
    await house.until(lambda: any(i.text == text for i in house.view.items.values()))


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


async def test_a_talk_mode_is_remembered_and_told_to_the_session(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.supervisor.put(ModeChosen(mode=TalkMode.ALWAYS))
    await house.until(lambda: house.view.states[-1].mode is TalkMode.ALWAYS)
    assert house.saved[-1].conversation.talk_mode is TalkMode.ALWAYS
    assert ("open_microphone", True) in house.audio.calls
    assert len(house.links) == 1


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
    refused = await house.supervisor.check_key(Provider.OPENAI, "bad")
    assert refused is not None
    assert await house.supervisor.check_key(Provider.OPENAI, "good") is None
    state = await house.supervisor.store_key(Provider.OPENAI, "good")
    assert state.place is KeyPlace.KEYRING
    assert len(house.links) == 3


async def test_a_voice_is_previewed_over_its_own_connection(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    preview = asyncio.create_task(house.supervisor.preview_voice(Provider.LOCAL, "flite:slt"))
    await house.until(lambda: len(house.links) == 2 and house.link.is_open)
    link = house.link
    link.sink(SessionReady(session_id="p"))
    assert link.sent[-1].config.voice == "flite:slt"
    assert link.sent[-1].config.turn_detection == ManualTurns()
    link.sink(SessionUpdated())
    assert "Say exactly" in link.sent[-1].instructions
    link.sink(AudioDelta(response_id="r", item_id="i", audio=b"\1\2"))
    link.sink(ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED))
    await preview
    assert ("play", "voice-preview", 0, b"\1\2") in house.audio.calls
    assert not link.is_open
    assert house.links[0][1].is_open


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (ProviderError(code="x", message="no such voice"), "no such voice"),
        (ProviderError(code="x", message=""), "the provider refused"),
        (LinkClosed(problem=Problem(code=ProblemCode.NETWORK_DOWN, detail="gone")), "gone"),
        (LinkClosed(problem=Problem(code=ProblemCode.RATE_LIMITED)), "connection was closed"),
        (ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED), "no sound"),
    ],
)
async def test_a_preview_that_fails_says_why(house: House, event: Any, sentence: str) -> None:
    await house.supervisor.start()
    preview = asyncio.create_task(house.supervisor.preview_voice(Provider.LOCAL, "x"))
    await house.until(lambda: len(house.links) == 2 and house.link.is_open)
    house.link.sink(event)
    with pytest.raises(TransportError, match=sentence):
        await preview


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


async def test_a_key_file_that_is_allowed_now_is_looked_into_now(house: House) -> None:
    await house.supervisor.start()
    settings = replace(house.supervisor.settings, provider=Provider.OPENAI)
    house.supervisor.apply(settings)
    await house.until(lambda: len(house.links) == 2)
    house.supervisor.apply(replace(settings, privacy=replace(settings.privacy, allow_key_file=True)))
    await house.until(lambda: len(house.links) == 3)
    assert house.links[-1][0].privacy.allow_key_file


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


async def speak_and_be_answered(house: House) -> None:
    """A click, a second of voice, an answer that is heard."""
    house.supervisor.put(TalkPressed())
    for event in (
        MicrophoneOpened(),
        SpeechStarted(at_ms=0),
        MicFrame(audio=bytes(48_000), start_ms=0),
        SpeechConfirmed(at_ms=0),
    ):
        house.supervisor.sink(event)
    house.supervisor.sink(SpeechStopped(at_ms=800, speech_ms=800, was_confirmed=True))
    house.supervisor.sink(MicrophoneClosed(speech_ms=800))
    await house.until(lambda: house.sent(CreateResponse))
    house.link.sink(ResponseStarted(response_id="r1"))
    house.link.sink(AudioDelta(response_id="r1", item_id="a", audio=bytes(9600)))
    await house.until(lambda: any(call[0] == "play" for call in house.audio.calls))
    house.supervisor.sink(PlaybackAdvanced(item_id="a", content_index=0, played_ms=10))
    await house.until(lambda: house.view.states[-1].voice is VoiceState.SPEAKING)


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
    assert house.supervisor._meters.savings.savings == Savings(captured_s=2.0, sent_s=0.75)


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


async def speak(house: House, ms: int = 1000) -> None:
    house.supervisor.put(TalkPressed())
    for event in (MicrophoneOpened(), SpeechStarted(at_ms=0), SpeechConfirmed(at_ms=0)):
        house.supervisor.sink(event)
    for at in range(0, ms, 20):
        house.supervisor.sink(MicFrame(audio=bytes([at % 250, 1]) * 480, start_ms=at))
    await house.until(lambda: len(house.sent(AppendAudio)) == ms // 20)


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
    monkeypatch.setattr("desktop_assistant.runtime.supervisor.SERVER_PATIENCE_S", 0.0)
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
