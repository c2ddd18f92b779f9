"""A provider that sends far more than anybody can read: nothing is lost, nothing grows, and the person can still stop it."""

import asyncio
from pathlib import Path

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.items import ItemStatus
from desktop_assistant.core.local_events import ConversationOpened, StopPressed, UserText
from desktop_assistant.core.session_config import SessionConfig, TalkMode
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.registry import capabilities_of, codec_for
from desktop_assistant.runtime.conversation import Conversation
from desktop_assistant.runtime.inbox import CONGESTED_AT, Inbox
from desktop_assistant.runtime.links import Links
from desktop_assistant.runtime.performer import Performer
from desktop_assistant.session.machine import SessionMachine
from desktop_assistant.transport.connection import Link
from tests.fakes.clock import FakeClock
from tests.fakes.ports import FakeAudio, FakeStore, FakeView
from tests.fakes.provider_server import ProviderServer

SESSION = {"type": "realtime", "id": "s", "object": "realtime.session"}
COUNT = 3_000


def flood(message: dict[str, object]) -> list[object]:
    """An answer in thousands of pieces, with messages of a kind that nobody knows in between."""
    match message["type"]:
        case "session.update":
            return [{"type": "session.updated", "event_id": "e", "session": SESSION}]
        case "response.create":
            ids = {"response_id": "r", "item_id": "a", "output_index": 0, "content_index": 0, "event_id": "e"}
            response = {"id": "r", "object": "realtime.response", "status": "in_progress", "output": []}
            done = response | {"status": "completed"}
            pieces = [{"type": "response.output_text.delta", "delta": f"{n} "} | ids for n in range(COUNT)]
            strange = [{"type": "surprise", "event_id": "e"}] * COUNT
            return [
                {"type": "response.created", "event_id": "e", "response": response},
                *(m for pair in zip(pieces, strange, strict=True) for m in pair),
                {"type": "response.done", "event_id": "e", "response": done},
            ]
        case _:
            return []


async def test_thousands_of_messages_arrive_whole_and_in_bounded_memory(tmp_path: Path) -> None:
    store, view, inbox, clock = FakeStore(), FakeView(), Inbox(), FakeClock()
    store.known["c"] = []
    numbers = iter(range(1_000_000))
    most_waiting = 0

    async def room() -> None:
        nonlocal most_waiting
        most_waiting = max(most_waiting, len(inbox))
        await inbox.room()

    async def codec() -> Codec:
        return codec_for("openai", url=server.url, key="sk-test-0123456789", model="gpt-realtime-2.1")

    def arrived() -> bool:
        return any(i.status is ItemStatus.COMPLETE and i.text.endswith(f"{COUNT - 1} ") for i in view.items.values())

    async with ProviderServer(flood, greeting=[{"type": "session.created", "event_id": "e", "session": SESSION}]) as server:
        link = Link(codec=codec, sink=inbox.put, room=room)
        machine = SessionMachine(
            SessionConfig(model="gpt-realtime-2.1"), capabilities_of("openai"), mode=TalkMode.CLICK,
            new_id=lambda: f"item_{next(numbers)}", jitter=lambda: 0.5, wall_offset=0.0, strict=True,
        )  # fmt: skip
        hand = Performer(
            conversation_id="c",
            links=Links(lambda _: link, inbox.put),
            audio=FakeAudio(),
            store=store,
            view=view,
            formats=(AudioFormat(), AudioFormat()),
        )
        running = asyncio.create_task(Conversation(machine=machine, inbox=inbox, performer=hand, clock=clock).run())
        inbox.put(ConversationOpened(conversation_id="c"))
        inbox.put(UserText(text="count"))
        async with asyncio.timeout(60):
            while not arrived():  # noqa: ASYNC110 - the view is a record, not an event
                await asyncio.sleep(0.01)
        inbox.put(StopPressed())
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await link.aclose()
    answer = next(i for i in view.items.values() if i.text.startswith("0 1 2 "))
    assert answer.text == "".join(f"{n} " for n in range(COUNT))
    assert machine.snapshot.link is LinkState.READY
    assert machine.snapshot.unknown_messages == COUNT
    assert most_waiting <= CONGESTED_AT + 10
