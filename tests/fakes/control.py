"""A whole program behind the window, in memory: records what it is asked and can push pictures up."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_assistant.core.audio import DevicePair
from desktop_assistant.core.draft import Draft
from desktop_assistant.core.errors import AssistantError
from desktop_assistant.core.items import AudioPart, ConversationInfo, Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import LocalEvent, ModeChosen, MuteToggled, UserText
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.session_config import McpServer
from desktop_assistant.core.snapshot import (
    AudioDevice,
    AudioDevices,
    EchoTest,
    LinkState,
    SessionSnapshot,
    TurnLatency,
    VoiceState,
)
from desktop_assistant.runtime.control import ChatServer, KeyPlace, KeyState, Places, VoiceInfo
from desktop_assistant.runtime.library import Library
from desktop_assistant.runtime.ports import ViewPort
from desktop_assistant.settings.model import Provider, Settings
from tests.fakes.library import FakeLibraryStore

Settle = Callable[[], Awaitable[None]]
"""Type of the fixture that lets the loop and Qt finish what they have begun."""

DEVICES = AudioDevices(
    inputs=(
        AudioDevice(id="mic-builtin", name="Built-in Microphone", is_default=True),
        AudioDevice(id="mic-usb", name="Blue Yeti USB Microphone Analog Stereo"),
    ),
    outputs=(
        AudioDevice(id="out-builtin", name="Built-in Speakers", is_default=True),
        AudioDevice(id="out-bt", name="WH-1000XM5 Headphones"),
    ),
    input_in_use="mic-builtin",
    output_in_use="out-builtin",
)


class FakeControl:
    """Implements `Control`. `events` is everything the person did; `fail` makes the next coroutine raise."""

    def __init__(self, view: ViewPort, settings: Settings | None = None, places: Places | None = None) -> None:
        self.view = view
        self.events: list[LocalEvent] = []
        self.applied: list[Settings] = []
        self.levels_watched: list[bool] = []
        self.previews: list[tuple[Provider, str]] = []
        self.keys: dict[Provider, str] = {}
        self.good_keys = {"sk-good"}
        self.tool_tokens: dict[str, str] = {}
        self.checked_at: list[str] = []
        """Addresses at which a key was tested."""
        self.keyring_works = True
        self.servers: tuple[ChatServer, ...] = (
            ChatServer(name="Ollama", url="http://127.0.0.1:11434/v1", models=("llama3.2:3b", "qwen3:4b")),
        )
        self.fail: AssistantError | None = None
        self.echo_kept: EchoTest | None = None
        self.echo_running: asyncio.Future[EchoTest] | None = None
        """A test finishes it with what shall have been heard."""
        self.rested: list[tuple[DevicePair, bool]] = []
        """What was decided, for which devices."""
        self.turns: list[TurnLatency] = []
        self.exports: list[Path] = []
        self.recorded: dict[str, set[str]] = {}
        """Item ids by conversation."""
        self.replayed: list[str] = []
        self.chosen_versions: list[str] = []
        self.kept_draft = Draft()
        self.drafts_kept = 0
        self.pictures: dict[str, bytes] = {}
        self.replaying: asyncio.Future[None] | None = None
        self.snapshot = SessionSnapshot(link=LinkState.READY, voice=VoiceState.IDLE, conversation_id="c1")
        self._settings = settings or Settings()
        self._places = places or Places(
            config=Path("/home/ada/.config/app"), data=Path("/home/ada/data"), logs=Path("/home/ada/log")
        )
        self.infos: dict[str, ConversationInfo] = {}
        self.items: dict[str, list[Item]] = {}
        self.deleted: set[str] = set()
        self.library_store = FakeLibraryStore(self.items)
        self.library = Library(self.library_store, view.conversations_changed)

    # --- what a test does ---------------------------------------------------------------------------------------
    def push(self, **changes: object) -> SessionSnapshot:
        """Change the picture and show it."""
        self.snapshot = replace(self.snapshot, **changes)  # type: ignore[arg-type]
        self.view.show_state(self.snapshot)
        return self.snapshot

    def add_conversation(self, id: str, title: str, *, age_s: float = 0.0, items: Sequence[Item] = ()) -> ConversationInfo:
        """Put one into the history."""
        when = time.time() - age_s
        info = ConversationInfo(id=id, title=title, created_at=when, updated_at=when, item_count=len(items) or 2)
        self.infos[id] = info
        self.items[id] = list(items)
        return info

    # --- Control ------------------------------------------------------------------------------------------------
    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def places(self) -> Places:
        return self._places

    def keep_draft(self, draft: Draft) -> None:
        self.kept_draft = draft
        self.drafts_kept += 1

    async def draft(self) -> Draft:
        self._maybe_fail()
        return self.kept_draft

    def put(self, event: LocalEvent) -> None:
        self.events.append(event)
        match event:
            case ModeChosen(mode=mode):
                self.push(mode=mode)
            case MuteToggled():
                muted = not self.snapshot.muted
                self.push(muted=muted, voice=VoiceState.MUTED if muted else VoiceState.IDLE)
            case UserText(text=text):
                self.view.show_item(user_typed(text, f"typed-{len(self.events)}"), None)

    def apply(self, settings: Settings) -> None:
        self.applied.append(settings)
        self._settings = settings

    def watch_levels(self, on: bool) -> None:
        self.levels_watched.append(on)

    def latencies(self) -> Sequence[TurnLatency]:
        return tuple(self.turns)

    def stop_replay(self) -> None:
        if self.replaying is not None and not self.replaying.done():
            self.replaying.set_result(None)

    async def export_latencies(self, path: Path) -> None:
        self._maybe_fail()
        self.exports.append(path)

    async def replay(self, item_id: str) -> None:
        """Plays until `stop_replay`, or the next one."""
        self._maybe_fail()
        self.stop_replay()
        self.replayed.append(item_id)
        self.replaying = asyncio.get_running_loop().create_future()
        await self.replaying

    async def choose_version(self, item_id: str) -> None:
        self.chosen_versions.append(item_id)
        self._maybe_fail()

    async def picture(self, picture_id: str) -> bytes:
        self._maybe_fail()
        return self.pictures.get(picture_id, b"")

    async def recorded_items(self, conversation_id: str) -> frozenset[str]:
        self._maybe_fail()
        return frozenset(self.recorded.get(conversation_id, ()))

    async def test_echo(self) -> EchoTest:
        """Runs until `echo_running` is given its result."""
        self._maybe_fail()
        self.echo_running = asyncio.get_running_loop().create_future()
        self.echo_kept = await self.echo_running
        return self.echo_kept

    def echo_test(self) -> EchoTest | None:
        return self.echo_kept

    async def let_rest(self, pair: DevicePair, on: bool) -> None:
        """As the real one: what was decided for other devices than those in use is not seen here."""
        if self.echo_kept is not None and self.echo_kept.pair == pair:
            self.echo_kept = replace(self.echo_kept, rests=on)
        self.rested.append((pair, on))

    async def key_state(self, provider: Provider) -> KeyState:
        if not self.keys.get(provider):
            return KeyState(place=KeyPlace.NONE, keyring_works=self.keyring_works)
        if self.keyring_works:
            return KeyState(place=KeyPlace.KEYRING, detail="Secret Service", keyring_works=True)
        return KeyState(place=KeyPlace.FILE, detail=str(self._places.config / "keys.toml"))

    async def tool_token_state(self, server: McpServer) -> KeyState:
        place = KeyPlace.KEYRING if self.tool_tokens.get(server.label) else KeyPlace.NONE
        return KeyState(place=place, detail="Secret Service", keyring_works=True)

    async def store_tool_token(self, server: McpServer, token: str) -> KeyState:
        self.tool_tokens[server.label] = token
        return await self.tool_token_state(server)

    async def check_key(self, provider: Provider, key: str, settings: Settings) -> Problem | None:
        self._maybe_fail()
        self.checked_at.append(settings.service_of(provider).url)
        return None if key in self.good_keys else Problem(code=ProblemCode.KEY_REFUSED)

    async def store_key(self, provider: Provider, key: str) -> KeyState:
        self._maybe_fail()
        self.keys[provider] = key
        return await self.key_state(provider)

    async def voices(self, provider: Provider) -> Sequence[VoiceInfo]:
        self._maybe_fail()
        if provider is Provider.LOCAL:
            return (VoiceInfo(id="en-us", name="English (United States)"), VoiceInfo(id="en-gb", name="English (Britain)"))
        return (VoiceInfo(id="marin", name="Marin", note="recommended"), VoiceInfo(id="cedar", name="Cedar"))

    async def preview_voice(self, provider: Provider, voice: str) -> None:
        self._maybe_fail()
        self.previews.append((provider, voice))

    async def chat_servers(self) -> Sequence[ChatServer]:
        self._maybe_fail()
        return self.servers

    async def conversations(self) -> Sequence[ConversationInfo]:
        self._maybe_fail()
        tags = self.library_store.tags
        shown = [replace(i, tags=tags.get(id, i.tags)) for id, i in self.infos.items() if id not in self.deleted]
        return sorted(shown, key=lambda info: -info.updated_at)

    async def open_conversation(self, conversation_id: str) -> None:
        self._maybe_fail()
        self.push(conversation_id=conversation_id)
        self.view.show_conversation(self.infos[conversation_id], self.items[conversation_id])

    async def new_conversation(self) -> None:
        self._maybe_fail()
        info = ConversationInfo(id=f"new-{len(self.infos)}", title="", created_at=time.time(), updated_at=time.time())
        self.push(conversation_id=info.id)
        self.view.show_conversation(info, ())

    async def rename_conversation(self, conversation_id: str, title: str) -> None:
        self._maybe_fail()
        self.infos[conversation_id] = replace(self.infos[conversation_id], title=title)
        self.view.conversations_changed()

    async def delete_conversation(self, conversation_id: str) -> None:
        self._maybe_fail()
        self.deleted.add(conversation_id)
        self.view.conversations_changed()

    async def restore_conversation(self, conversation_id: str) -> None:
        self._maybe_fail()
        self.deleted.discard(conversation_id)
        self.view.conversations_changed()

    def _maybe_fail(self) -> None:
        error, self.fail = self.fail, None
        if error is not None:
            raise error


def user_typed(text: str, id: str) -> Item:
    """A typed message of the user."""
    return Item(id=id, role=Role.USER, parts=(TextPart(text=text),), created_at=time.time())


def spoken(
    role: Role,
    text: str,
    id: str,
    *,
    status: ItemStatus = ItemStatus.COMPLETE,
    heard_chars: int | None = None,
    heard_ms: int | None = None,
) -> Item:
    """Speech of either side, already written down."""
    length = 60 * len(text)
    part = AudioPart(transcript=text, is_final=True, audio_ms=length, heard_chars=heard_chars, heard_ms=heard_ms)
    return Item(id=id, role=role, parts=(part,), status=status, created_at=time.time())
