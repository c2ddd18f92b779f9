"""Everything that `app.py` hands to the supervisor."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.problems import Problem
from desktop_assistant.runtime.control import ChatServer, KeyState, Places, VoiceInfo
from desktop_assistant.runtime.ports import AudioPort, Clock, LinkPort, Sink, StorePort, ViewPort
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.settings.prices import PriceTable


class EnginePort(Protocol):
    """The local engine's process, as far as the supervisor steers it."""

    def configure(self, *, voice: str, chat_url: str, chat_model: str) -> None:
        """Applied to the running engine, or kept for its start."""
        ...

    async def voices(self) -> Sequence[VoiceInfo]:
        """What it can speak with."""
        ...

    async def chat_servers(self) -> Sequence[ChatServer]:
        """Chat-completions servers that answer on loopback."""
        ...

    async def aclose(self) -> None:
        """End the process."""
        ...


class KeyPort(Protocol):
    """Where keys live, and whether they work."""

    async def state(self, name: str, allow_file: bool) -> KeyState:
        """Where the key of that name comes from."""
        ...

    async def check(self, provider: Provider, key: str, settings: Settings) -> Problem | None:
        """The provider's cheapest call."""
        ...

    async def store(self, name: str, key: str, allow_file: bool) -> KeyState:
        """Keep it; empty = forget it."""
        ...


async def _is_there(_: Settings) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMaker:
    """Links to the provider that the settings name."""

    capabilities: Callable[[Settings], Capabilities]
    link: Callable[[Settings, Sink, Callable[[], Awaitable[None]] | None, Callable[[int], None] | None], LinkPort]
    """For these settings, with its sink, `room` to wait for between messages, and who counts the bytes of sent sound."""
    answers: Callable[[Settings], Awaitable[bool]] = _is_there
    """Whether what stands behind a link is there, where the link itself would not tell: it costs nothing to ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapters:
    """The world."""

    audio: AudioPort
    store: StorePort
    view: ViewPort
    engine: EnginePort
    keys: KeyPort
    links: LinkMaker
    clock: Clock
    places: Places
    save_settings: Callable[[Settings], None]
    recode: Callable[[bytes, AudioFormat, AudioFormat], bytes]
    """Sound from one format of the wire to another."""
    new_id: Callable[[], str]
    prices: PriceTable
    routes: Callable[[], tuple[str, ...]]
    """This computer's addresses that lead out of it; asked every now and then."""
    jitter: Callable[[], float]
    """Uniform in 0..1, for back-off."""
