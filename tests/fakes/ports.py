"""Recording ports: everything the conductor asked for, in order."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from desktop_assistant.core.audio import AudioFormat, AudioSetup, DevicePair, Recording
from desktop_assistant.core.commands import ClientCommand
from desktop_assistant.core.cost import Costs
from desktop_assistant.core.draft import Draft
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import ConversationInfo, Item
from desktop_assistant.core.local_events import LinkClosed, LinkOpened
from desktop_assistant.core.problems import Problem
from desktop_assistant.core.snapshot import AudioDevices, EchoTest, Levels, Savings, SessionSnapshot
from desktop_assistant.runtime.ports import Sink
from tests.fakes.library import FakeLibraryStore


class FakeLink:
    """Opens at once; `sent` holds the commands."""

    def __init__(self, sink: Sink, on_sound_sent: Callable[[int], None] | None = None) -> None:
        self.sink = sink
        self.on_sound_sent = on_sound_sent
        self.sent: list[ClientCommand] = []
        self.is_open = False
        self.opens = self.checks = 0
        self.waiting_sound = 0
        self.may_squeeze = True
        self.is_squeezed = False

    def open(self) -> None:
        self.opens += 1
        self.is_open = True
        self.sink(LinkOpened())

    def send(self, command: ClientCommand) -> None:
        self.sent.append(command)

    def squeeze(self, on: bool) -> None:
        self.is_squeezed = on

    def check(self) -> None:
        self.checks += 1

    def close(self) -> None:
        self.is_open = False
        self.sink(LinkClosed())

    async def aclose(self) -> None:
        self.is_open = False


class FakeAudio:
    """`calls` holds (method, arguments)."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.setups: list[AudioSetup] = []

    def configure(self, setup: AudioSetup) -> None:
        self.setups.append(setup)

    def open_microphone(self, *, gated: bool) -> None:
        self.calls.append(("open_microphone", gated))

    def close_microphone(self, *, tail_ms: int, discard: bool) -> None:
        self.calls.append(("close_microphone", tail_ms, discard))

    def play(self, item_id: str, content_index: int, audio: bytes) -> None:
        self.calls.append(("play", item_id, content_index, audio))

    def finish(self, item_id: str, content_index: int) -> None:
        self.calls.append(("finish", item_id, content_index))

    def duck(self, on: bool) -> None:
        self.calls.append(("duck", on))

    def flush(self) -> None:
        self.calls.append(("flush",))

    def earcon(self, name: str) -> None:
        self.calls.append(("earcon", name))

    def replay(self, recording: Recording) -> None:
        self.calls.append(("replay", recording))

    def stop_replay(self) -> None:
        self.calls.append(("stop_replay",))

    @property
    def pair(self) -> DevicePair:
        return DevicePair(input_device="mic", output_device="spk")

    async def test_echo(self) -> EchoTest:
        self.calls.append(("test_echo",))
        return EchoTest(input_device="mic", output_device="spk", tested_at=0.0, delay_ms=80.0, echo_db=-6.0, removed_db=38.0)

    def watch_levels(self, on: bool) -> None:
        self.calls.append(("watch_levels", on))

    async def aclose(self) -> None:
        self.calls.append(("aclose",))


class FakeStore(FakeLibraryStore):
    """A store in a dictionary, ordered by `after_id` like the real one."""

    def __init__(self) -> None:
        self.known: dict[str, list[Item]] = {}
        super().__init__(self.known)
        self.titles: dict[str, str] = {}
        self.deleted: set[str] = set()
        self.shelves: dict[str, list[Item]] = {}
        """By the first item of each."""
        self.audio: list[tuple[str, str, bytes, AudioFormat]] = []
        self.saves: list[tuple[Item, bool, str | None]] = []
        self.closed = False
        self.encrypted: list[bool] = []
        self.kept_draft = Draft()
        self.unreadable: set[str] = set()
        self.spooled: dict[tuple[str, str], Recording] = {}
        self.is_reading = False
        self.may_read = asyncio.Event()
        """Cleared: whoever asks for a recording waits."""
        self.may_read.set()

    def save(self, conversation_id: str, item: Item, *, final: bool, after_id: str | None) -> None:
        self.saves.append((item, final, after_id))
        items = self.known[conversation_id]
        ids = [i.id for i in items]
        if item.id in ids:
            items[ids.index(item.id)] = item
        else:
            items.insert(ids.index(after_id) + 1 if after_id in ids else 0 if after_id is None else len(items), item)

    def keep_draft(self, draft: Draft) -> None:
        self.kept_draft = draft

    async def draft(self) -> Draft:
        return self.kept_draft

    def encrypt(self, wanted: bool) -> None:
        self.encrypted.append(wanted)

    def remove(self, conversation_id: str, item_id: str) -> None:
        self.known[conversation_id] = [i for i in self.known[conversation_id] if i.id != item_id]

    def shelve(self, conversation_id: str, item_ids: tuple[str, ...], *, instead: str) -> None:
        gone = [i for i in self.known[conversation_id] if i.id in item_ids]
        self.known[conversation_id] = [i for i in self.known[conversation_id] if i.id not in item_ids]
        self.shelves[item_ids[0]] = gone

    async def choose_version(self, conversation_id: str, item_id: str) -> None:
        if conversation_id in self.unreadable:
            raise StoreError("The history could not be read: it is damaged.")
        head = next(h for h, gone in self.shelves.items() if item_id in {i.id for i in gone})
        wanted, line = self.shelves.pop(head), self.known[conversation_id]
        at = next(n for n, item in enumerate(line) if head in item.versions)
        self.shelves[line[at].id], self.known[conversation_id] = line[at:], [*line[:at], *wanted]

    async def picture(self, conversation_id: str, picture_id: str) -> bytes:
        found = [image for item in self.known[conversation_id] for image in item.images if image.id == picture_id]
        return found[0].data if found else b""

    def keep_audio(self, conversation_id: str, item_id: str, audio: bytes, fmt: AudioFormat) -> None:
        self.audio.append((conversation_id, item_id, audio, fmt))

    def spool(self, conversation_id: str, turn_id: str, audio: bytes, fmt: AudioFormat) -> None:
        before = self.spooled.get((conversation_id, turn_id), Recording(audio=b"", format=fmt))
        self.spooled[conversation_id, turn_id] = Recording(audio=before.audio + audio, format=fmt)

    def unspool(self, conversation_id: str, turn_id: str) -> None:
        self.spooled.pop((conversation_id, turn_id), None)

    async def unsent(self, conversation_id: str) -> Sequence[tuple[str, Recording]]:
        hidden = {item.id for gone in self.shelves.values() for item in gone}
        return [
            (turn, kept)
            for (conversation, turn), kept in self.spooled.items()
            if conversation == conversation_id and turn not in hidden
        ]

    async def recording(self, conversation_id: str, item_id: str) -> Recording:
        self.is_reading = True
        await self.may_read.wait()
        kept = [(sound, fmt) for c, i, sound, fmt in self.audio if (c, i) == (conversation_id, item_id)]
        if not kept:
            raise StoreError("The sound of this message was not kept.")
        return Recording(audio=b"".join(sound for sound, _ in kept), format=kept[0][1])

    async def recorded_items(self, conversation_id: str) -> frozenset[str]:
        return frozenset(i for c, i, _, _ in self.audio if c == conversation_id)

    async def items(self, conversation_id: str) -> Sequence[Item]:
        if conversation_id in self.unreadable:
            raise StoreError("The history could not be read: it is damaged.")
        return list(self.known[conversation_id])

    async def create(self, title: str = "") -> ConversationInfo:
        conversation_id = f"conv_{len(self.known)}"
        self.known[conversation_id] = []
        self.titles[conversation_id] = title
        return self._info(conversation_id)

    async def conversations(self) -> Sequence[ConversationInfo]:
        return [self._info(c) for c, items in reversed(self.known.items()) if items and c not in self.deleted]

    async def rename(self, conversation_id: str, title: str) -> None:
        self.titles[conversation_id] = title

    async def delete(self, conversation_id: str) -> None:
        self.deleted.add(conversation_id)

    async def restore(self, conversation_id: str) -> None:
        self.deleted.discard(conversation_id)

    async def aclose(self) -> None:
        self.closed = True

    def _info(self, conversation_id: str) -> ConversationInfo:
        return ConversationInfo(
            id=conversation_id,
            title=self.titles[conversation_id],
            created_at=0.0,
            updated_at=0.0,
            item_count=len(self.known[conversation_id]),
        )


class FakeView:
    """What the window would show."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.order: list[str] = []
        self.states: list[SessionSnapshot] = []
        self.problems: list[Problem] = []
        self.shown: list[ConversationInfo] = []
        self.list_changes = 0
        self.told_settings = 0
        self.savings: list[Savings] = []
        self.costs: list[Costs] = []
        self.is_sharing = False

    def show_conversation(self, info: ConversationInfo, items: Sequence[Item]) -> None:
        self.shown.append(info)
        self.items = {i.id: i for i in items}
        self.order = [i.id for i in items]

    def conversations_changed(self) -> None:
        self.list_changes += 1

    def show_item(self, item: Item, after_id: str | None) -> None:
        if item.id not in self.items:
            self.order.insert(self.order.index(after_id) + 1 if after_id in self.order else 0, item.id)
        self.items[item.id] = item

    def hide_item(self, item_id: str) -> None:
        self.items.pop(item_id, None)
        if item_id in self.order:
            self.order.remove(item_id)

    def show_state(self, snapshot: SessionSnapshot) -> None:
        self.states.append(snapshot)

    def show_problem(self, problem: Problem) -> None:
        self.problems.append(problem)

    def show_levels(self, levels: Levels) -> None: ...

    def show_devices(self, devices: AudioDevices) -> None: ...

    def tell_settings(self) -> None:
        self.told_settings += 1

    def stop_sharing(self) -> bool:
        was_sharing, self.is_sharing = self.is_sharing, False
        return was_sharing

    def show_costs(self, costs: Costs) -> None:
        self.costs.append(costs)

    def show_savings(self, savings: Savings) -> None:
        self.savings.append(savings)
