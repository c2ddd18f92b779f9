"""A supervisor among fakes, and what a person does with it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_assistant.audio.encoding import recode
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, CreateResponse, UpdateSession
from desktop_assistant.core.cost import Price
from desktop_assistant.core.local_events import (
    MicFrame,
    MicrophoneClosed,
    MicrophoneOpened,
    PlaybackAdvanced,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    TalkPressed,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AudioDelta,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    SessionReady,
    SessionUpdated,
)
from desktop_assistant.core.snapshot import LinkState, VoiceState
from desktop_assistant.protocol.local import TEXT
from desktop_assistant.runtime.adapters import Adapters, LinkMaker
from desktop_assistant.runtime.control import ChatServer, KeyState, Places, VoiceInfo
from desktop_assistant.runtime.ports import Sink
from desktop_assistant.runtime.supervisor import Supervisor
from desktop_assistant.settings.model import KeyPlace, Provider, Settings
from desktop_assistant.settings.prices import PriceTable
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
    kept: dict[str, str] = field(default_factory=dict)

    async def state(self, name: str, allow_file: bool) -> KeyState:
        return KeyState(place=KeyPlace.KEYRING if self.kept.get(name) else KeyPlace.NONE)

    async def check(self, provider: Provider, key: str, settings: Settings) -> Problem | None:
        return None if key == "good" else Problem(code=ProblemCode.KEY_REFUSED)

    async def store(self, name: str, key: str, allow_file: bool) -> KeyState:
        self.kept[name] = key
        return await self.state(name, allow_file)


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
    clock: FakeClock
    absent: set[Provider] = field(default_factory=set)
    """What stands behind these links does not answer."""

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


def make_house(capabilities: Callable[[Settings], Capabilities] | None = None, *, data: Path = Path("d")) -> House:
    store, view, audio, engine, clock = FakeStore(), FakeView(), FakeAudio(), FakeEngine(), FakeClock()
    links: list[tuple[Settings, FakeLink]] = []
    saved: list[Settings] = []
    absent = {Provider.TEXT}
    numbers = iter(range(10_000))

    def make_link(
        settings: Settings,
        sink: Sink,
        room: Callable[[], Awaitable[None]] | None,
        on_sound_sent: Callable[[int], None] | None,
    ) -> FakeLink:
        links.append((settings, FakeLink(sink, on_sound_sent)))
        return links[-1][1]

    async def answers(settings: Settings) -> bool:
        return settings.provider not in absent

    supervisor = Supervisor(
        Adapters(
            audio=audio,
            store=store,
            view=view,
            engine=engine,
            keys=FakeKeys(),
            links=LinkMaker(capabilities=capabilities or _capabilities, link=make_link, answers=answers),
            clock=clock,
            places=Places(config=Path("c"), data=data, logs=Path("l")),
            save_settings=saved.append,
            recode=recode,
            new_id=lambda: f"item_{next(numbers)}",
            prices=PriceTable(prices={"m": Price(text_in=1.0)}),
            routes=lambda: ("10.0.0.2",),
            jitter=lambda: 0.5,
        ),
        Settings(),
    )
    return House(supervisor, store, view, audio, engine, links, saved, clock, absent)


def _capabilities(settings: Settings) -> Capabilities:
    if settings.provider is Provider.TEXT:
        return TEXT
    return Capabilities(is_local=settings.provider is Provider.LOCAL)


async def answer(house: House, text: str, response_id: str = "r1") -> None:
    house.link.sink(ResponseStarted(response_id=response_id))
    house.link.sink(AssistantTextDelta(response_id=response_id, item_id=f"a_{response_id}", text=text, spoken=False))
    house.link.sink(ResponseFinished(response_id=response_id, status=ResponseStatus.COMPLETED))
    await house.until(lambda: any(i.text == text for i in house.view.items.values()))


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


async def speak(house: House, ms: int = 1000) -> None:
    house.supervisor.put(TalkPressed())
    for event in (MicrophoneOpened(), SpeechStarted(at_ms=0), SpeechConfirmed(at_ms=0)):
        house.supervisor.sink(event)
    for at in range(0, ms, 20):
        house.supervisor.sink(MicFrame(audio=bytes([at % 250, 1]) * 480, start_ms=at))
    await house.until(lambda: len(house.sent(AppendAudio)) == ms // 20)
