"""What the conductor needs from the world. `app.py` hands in the adapters; tests hand in fakes."""

from collections.abc import Callable, Sequence
from typing import Protocol

from desktop_assistant.core.audio import AudioFormat, DevicePair, Recording
from desktop_assistant.core.audio import AudioSetup as AudioSetup
from desktop_assistant.core.commands import ClientCommand
from desktop_assistant.core.cost import Costs
from desktop_assistant.core.draft import Draft
from desktop_assistant.core.items import ConversationInfo, Item
from desktop_assistant.core.local_events import LocalEvent
from desktop_assistant.core.problems import Problem
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.core.snapshot import AudioDevices, EchoTest, Levels, Savings, SessionSnapshot
from desktop_assistant.core.tools import ToolCall
from desktop_assistant.runtime.library import LibraryPort

Sink = Callable[[LocalEvent | ServerEvent], None]
"""Where a port puts what happened: the inbox; callable from any thread."""


class Clock(Protocol):
    """Time as the conductor sees it."""

    def monotonic(self) -> float:
        """CLOCK_MONOTONIC seconds."""
        ...

    def wall(self) -> float:
        """Unix seconds."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Returns when they have passed."""
        ...


class LinkPort(Protocol):
    """One connection to one provider, opened again as often as asked. Failures arrive as LinkClosed, never as raises."""

    def open(self) -> None:
        """Begin to connect; LinkOpened or LinkClosed follows in the sink."""
        ...

    def send(self, command: ClientCommand) -> None:
        """Queue a command; control goes before audio; stale audio is dropped when the socket cannot keep up."""
        ...

    @property
    def waiting_sound(self) -> int:
        """Bytes of sound that were sent and that the network has not taken yet."""
        ...

    @property
    def may_squeeze(self) -> bool:
        """The other side can read smaller messages."""
        ...

    def squeeze(self, on: bool) -> None:
        """Make messages smaller from now on, where that may be."""
        ...

    def check(self) -> None:
        """Find out at once whether the other side answers; LinkClosed follows if it does not."""
        ...

    def close(self) -> None:
        """Close; LinkClosed(problem=None) follows."""
        ...

    async def aclose(self) -> None:
        """Close and wait until nothing is left running."""
        ...


class AudioPort(Protocol):
    """The audio process as seen from here. All calls return at once; answers arrive in the sink."""

    def configure(self, setup: AudioSetup) -> None:
        """Apply; devices are reopened only if they changed."""
        ...

    def open_microphone(self, *, gated: bool) -> None:
        """Answers MicrophoneOpened, or ProblemRaised."""
        ...

    def close_microphone(self, *, tail_ms: int, discard: bool) -> None:
        """Answers MicrophoneClosed."""
        ...

    def play(self, item_id: str, content_index: int, audio: bytes) -> None:
        """Queue encoded sound."""
        ...

    def finish(self, item_id: str, content_index: int) -> None:
        """Nothing more for this part."""
        ...

    def duck(self, on: bool) -> None:
        """Lower or restore playback."""
        ...

    def flush(self) -> None:
        """Silence now; answers PlaybackFlushed."""
        ...

    def earcon(self, name: str) -> None:
        """Play resources/sounds/<name>.wav beside the conversation."""
        ...

    def replay(self, recording: Recording) -> None:
        """Play kept sound beside the conversation; answers ReplayEnded, also when the next one takes its place."""
        ...

    def stop_replay(self) -> None:
        """Silence it, if there is one."""
        ...

    @property
    def pair(self) -> DevicePair:
        """The microphone and the loudspeaker that are used whenever they are needed."""
        ...

    async def test_echo(self) -> EchoTest:
        """Play a sound and listen for it; DeviceError with one sentence."""
        ...

    def watch_levels(self, on: bool) -> None:
        """Report Levels 30 times a second while something sounds, or not at all (hidden window)."""
        ...

    async def aclose(self) -> None:
        """End the process and wait for it."""
        ...


class StorePort(LibraryPort, Protocol):
    """Conversations on disk. Calls return at once; work happens on the writer thread."""

    def save(self, conversation_id: str, item: Item, *, final: bool, after_id: str | None) -> None:
        """Insert or replace; durable at once when final, else within a second."""
        ...

    def remove(self, conversation_id: str, item_id: str) -> None:
        """Forget an item that turned out to be none."""
        ...

    def keep_draft(self, draft: Draft) -> None:
        """What is written and not sent, in the place of what was; on the disk within a second."""
        ...

    async def draft(self) -> Draft:
        """What was kept; raises StoreError with a sentence."""
        ...

    def encrypt(self, wanted: bool) -> None:
        """Encrypt the history from now on, or make it plain again; a problem says why it could not."""
        ...

    def keep_audio(self, conversation_id: str, item_id: str, audio: bytes, fmt: AudioFormat) -> None:
        """Append to the part's recording."""
        ...

    def spool(self, conversation_id: str, turn_id: str, audio: bytes, fmt: AudioFormat) -> None:
        """Keep sound of a turn until it is answered; at most half a second of it is lost in a crash."""
        ...

    def shelve(self, conversation_id: str, item_ids: tuple[str, ...], *, instead: str) -> None:
        """Keep a turn (the first of them) and what followed it as an earlier version; `instead` is the next one."""
        ...

    async def choose_version(self, conversation_id: str, item_id: str) -> None:
        """Bring an item of an earlier version on screen, with all of that version; raises StoreError with a sentence."""
        ...

    async def picture(self, conversation_id: str, picture_id: str) -> bytes:
        """A picture's content, empty if it is not there; raises StoreError with a sentence."""
        ...

    def unspool(self, conversation_id: str, turn_id: str) -> None:
        """It is answered, or nobody wants it."""
        ...

    async def unsent(self, conversation_id: str) -> Sequence[tuple[str, Recording]]:
        """Turns that were said and never answered, oldest first, each with the id of its item."""
        ...

    async def recording(self, conversation_id: str, item_id: str) -> Recording:
        """What was kept of an item, as far as it was heard; raises StoreError with a sentence if nothing was."""
        ...

    async def recorded_items(self, conversation_id: str) -> frozenset[str]:
        """Ids of the items whose sound was kept."""
        ...

    async def items(self, conversation_id: str) -> Sequence[Item]:
        """All items of a conversation, oldest first."""
        ...

    async def create(self, title: str = "") -> ConversationInfo:
        """A new, empty conversation; an untitled one takes its title from the first thing said in it."""
        ...

    async def conversations(self) -> Sequence[ConversationInfo]:
        """Not deleted, not empty, newest first."""
        ...

    async def rename(self, conversation_id: str, title: str) -> None:
        """Give it a title."""
        ...

    async def delete(self, conversation_id: str) -> None:
        """Mark as deleted; removed for good at the next start."""
        ...

    async def restore(self, conversation_id: str) -> None:
        """Undo a deletion."""
        ...

    async def aclose(self) -> None:
        """Write everything that is pending and stop the writer."""
        ...


class ToolPort(Protocol):
    """What the model may call on this computer."""

    def run(self, call: ToolCall) -> None:
        """Answers ToolFinished, always, also on failure."""
        ...

    def cancel(self, call_id: str) -> None:
        """No answer is wanted any more."""
        ...


class ViewPort(Protocol):
    """The window, as seen from below; called on the GUI thread."""

    def show_conversation(self, info: ConversationInfo, items: Sequence[Item]) -> None:
        """Another conversation is on screen now: all of its items, oldest first."""
        ...

    def tell_settings(self) -> None:
        """Other settings are in force than the window has asked for: somebody was told aloud to change them."""
        ...

    def stop_sharing(self) -> bool:
        """Somebody was told aloud to look no longer; False: nothing is shared."""
        ...

    def conversations_changed(self) -> None:
        """The list of conversations is stale: a title, an order or a count changed."""
        ...

    def show_item(self, item: Item, after_id: str | None) -> None:
        """New or changed."""
        ...

    def hide_item(self, item_id: str) -> None:
        """Gone."""
        ...

    def show_state(self, snapshot: SessionSnapshot) -> None:
        """The picture changed."""
        ...

    def show_problem(self, problem: Problem) -> None:
        """Banner up, or down when `problem.over`."""
        ...

    def show_levels(self, levels: Levels) -> None:
        """At most 30 times a second."""
        ...

    def show_devices(self, devices: AudioDevices) -> None:
        """Something was plugged or unplugged, or another device came into use."""
        ...

    def show_costs(self, costs: Costs) -> None:
        """What the conversation, the day and the month have cost so far."""
        ...

    def show_savings(self, savings: Savings) -> None:
        """How much sound was captured and sent so far; at most once a second."""
        ...
