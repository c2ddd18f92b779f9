"""What the window may ask of the program: the one door from `ui` to everything below.

`runtime/supervisor.py` is the real one; UI tests use `tests/fakes/control.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop_assistant.core.audio import DevicePair
from desktop_assistant.core.draft import Draft
from desktop_assistant.core.items import ConversationInfo
from desktop_assistant.core.local_events import LocalEvent
from desktop_assistant.core.problems import Problem
from desktop_assistant.core.session_config import McpServer
from desktop_assistant.core.snapshot import EchoTest, TurnLatency
from desktop_assistant.runtime.library import Library
from desktop_assistant.settings.model import KeyPlace, KeyState, Provider, Settings

__all__ = ["ChatServer", "Control", "KeyPlace", "KeyState", "Places", "VoiceInfo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceInfo:
    """One voice to choose."""

    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatServer:
    """A chat-completions server found on this machine."""

    name: str
    url: str
    models: tuple[str, ...] = ()
    seeing: tuple[str, ...] = ()
    """Those of its models that see pictures, as far as it tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where things live, for the About page."""

    config: Path
    data: Path
    logs: Path


class Control(Protocol):
    """Methods without `async` return at once; the others do I/O and raise only AssistantError."""

    @property
    def settings(self) -> Settings:
        """As in force now."""
        ...

    @property
    def places(self) -> Places:
        """Folders of this user."""
        ...

    @property
    def library(self) -> Library:
        """All conversations: search, pin, export, import."""
        ...

    def put(self, event: LocalEvent) -> None:
        """What the person did: TalkPressed, UserText, StopPressed..."""
        ...

    def apply(self, settings: Settings) -> None:
        """Save, and apply without restart where the provider allows."""
        ...

    def keep_draft(self, draft: Draft) -> None:
        """What is written and not sent, so that it is there at the next start."""
        ...

    async def draft(self) -> Draft:
        """What was kept when the program ran last; raises StoreError with a sentence."""
        ...

    def watch_levels(self, on: bool) -> None:
        """The waveform is visible, or not."""
        ...

    def latencies(self) -> Sequence[TurnLatency]:
        """Of the voice turns of this run of the program, oldest first; `runtime.latency.distribution` sums them up."""
        ...

    def stop_replay(self) -> None:
        """Silence what is played again, if anything is."""
        ...

    async def test_echo(self) -> EchoTest:
        """Play a short sound and listen for it; DeviceError with one sentence."""
        ...

    def echo_test(self) -> EchoTest | None:
        """The kept result for the devices in use."""
        ...

    async def let_rest(self, pair: DevicePair, on: bool) -> None:
        """With this pair of devices, which was tested, the microphone rests while the assistant speaks, or does so no longer. It
        holds at once, where the setting leaves it open, and is kept with the test."""
        ...

    async def key_state(self, provider: Provider) -> KeyState:
        """Where the provider's key comes from; a key store may take its time to say."""
        ...

    async def check_key(self, provider: Provider, key: str, settings: Settings) -> Problem | None:
        """Ask the provider with its cheapest call, at the address and for the model of `settings`, which need not be in force;
        None = the key works."""
        ...

    async def store_key(self, provider: Provider, key: str) -> KeyState:
        """Keep it (empty = forget it) in the keyring, or in the 0600 file if the user allowed that."""
        ...

    async def tool_token_state(self, server: McpServer) -> KeyState:
        """Where the token comes from that the provider shows to a server of tools."""
        ...

    async def store_tool_token(self, server: McpServer, token: str) -> KeyState:
        """Keep it likewise; empty = forget it."""
        ...

    async def voices(self, provider: Provider) -> Sequence[VoiceInfo]:
        """What can be chosen."""
        ...

    async def preview_voice(self, provider: Provider, voice: str) -> None:
        """Say a short sentence with it."""
        ...

    async def chat_servers(self) -> Sequence[ChatServer]:
        """Ollama, LM Studio, llama.cpp... that answer on loopback."""
        ...

    async def export_latencies(self, path: Path) -> None:
        """Write them as CSV; raises StoreError with a sentence."""
        ...

    async def replay(self, item_id: str) -> None:
        """Play the kept sound of an item of the open conversation, an interrupted answer as far as it was heard.

        Returns when it has ended: heard out, stopped, replaced, or talked over. Raises StoreError with a sentence.
        """
        ...

    async def choose_version(self, item_id: str) -> None:
        """Of a turn of the open conversation that was corrected: show the version that this item is part of, and go on from
        there. Raises StoreError with a sentence."""
        ...

    async def picture(self, picture_id: str) -> bytes:
        """The content of a picture of the open conversation, empty if it is not there; raises StoreError with a sentence."""
        ...

    async def recorded_items(self, conversation_id: str) -> frozenset[str]:
        """Ids of the items whose sound was kept."""
        ...

    async def conversations(self) -> Sequence[ConversationInfo]:
        """Newest first."""
        ...

    async def open_conversation(self, conversation_id: str) -> None:
        """Continue it: its items are shown (ViewPort.show_conversation) and become the model's context."""
        ...

    async def new_conversation(self) -> None:
        """Begin an empty one."""
        ...

    async def rename_conversation(self, conversation_id: str, title: str) -> None:
        """Give it a title."""
        ...

    async def delete_conversation(self, conversation_id: str) -> None:
        """Hide it now, remove it for good at the next start."""
        ...

    async def restore_conversation(self, conversation_id: str) -> None:
        """Undo a deletion."""
        ...
