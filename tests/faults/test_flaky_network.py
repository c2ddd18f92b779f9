"""The connection breaks in the middle of an answer: the conversation goes on by itself, and tomorrow it is whole."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.items import Item, ItemStatus, Role
from desktop_assistant.core.local_events import ConversationOpened, Tick, UserText
from desktop_assistant.core.session_config import SessionConfig, TalkMode
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.registry import capabilities_of, codec_for
from desktop_assistant.runtime.conversation import Conversation
from desktop_assistant.runtime.inbox import Inbox
from desktop_assistant.runtime.links import Links
from desktop_assistant.runtime.performer import Performer
from desktop_assistant.session.machine import SessionMachine
from desktop_assistant.store.store import Store
from desktop_assistant.transport.connection import Link
from tests.fakes.clock import FakeClock
from tests.fakes.ports import FakeAudio, FakeView
from tests.fakes.provider_server import Fault, ProviderServer

pytestmark = pytest.mark.expects_logs("link lost", "unreadable message")

SESSION = {"type": "realtime", "id": "s", "object": "realtime.session"}
CREATED = {"type": "session.created", "event_id": "e", "session": SESSION}
IDS = {"response_id": "r", "item_id": "a", "output_index": 0, "content_index": 0, "event_id": "e"}
RESPONSE = {"id": "r", "object": "realtime.response", "status": "in_progress", "output": []}
BEGUN = {"type": "response.created", "event_id": "e", "response": RESPONSE}
ENDED = {"type": "response.done", "event_id": "e", "response": RESPONSE | {"status": "completed"}}


def delta(text: str) -> dict[str, object]:
    return {"type": "response.output_text.delta", "delta": text} | IDS


class Flaky:
    """A provider whose first `len(breaks)` answers break off."""

    def __init__(self, *breaks: list[Any]) -> None:
        self._breaks = list(breaks)
        self.asked = 0

    def __call__(self, message: dict[str, Any]) -> list[Any]:
        match message["type"]:
            case "session.update":
                return [{"type": "session.updated", "event_id": "e", "session": SESSION}]
            case "response.create":
                self.asked += 1
                if self._breaks:
                    return self._breaks.pop(0)
                return [BEGUN, delta("one "), delta("two "), delta("three"), ENDED]
            case _:
                return []


class Talk:
    """A conversation over a true socket into a true history."""

    def __init__(self, store: Store, url: str) -> None:
        self.inbox, self.view, self.clock = Inbox(), FakeView(), FakeClock()
        numbers = iter(range(1_000_000))

        async def codec() -> Codec:
            return codec_for("openai", url=url, key="sk-test-0123456789", model="gpt-realtime-2.1")

        self.link = Link(codec=codec, sink=self.inbox.put, room=self.inbox.room)
        self.machine = SessionMachine(
            SessionConfig(model="gpt-realtime-2.1"), capabilities_of("openai"), mode=TalkMode.CLICK,
            new_id=lambda: f"item_{next(numbers)}", jitter=lambda: 0.5, wall_offset=0.0, strict=True,
        )  # fmt: skip
        hand = Performer(
            conversation_id="c", links=Links(lambda _: self.link, self.inbox.put), audio=FakeAudio(), store=store, view=self.view,
            formats=(AudioFormat(), AudioFormat()),
        )  # fmt: skip
        self.conversation = Conversation(machine=self.machine, inbox=self.inbox, performer=hand, clock=self.clock)

    async def until(self, what: Callable[[], Any], *, pass_time: bool = False) -> None:
        async with asyncio.timeout(30):
            while not what():
                if pass_time:
                    self.clock.advance(0.1)
                    self.inbox.put(Tick())
                await asyncio.sleep(0.001)

    def has_said(self, text: str) -> bool:
        items = self.view.items.values()
        return any(i.role is Role.ASSISTANT and i.text == text and i.status is ItemStatus.COMPLETE for i in items)


@asynccontextmanager
async def talk(folder: Path, provider: Flaky) -> AsyncIterator[Talk]:
    store = Store(folder, on_problem=pytest.fail)
    async with ProviderServer(provider, greeting=[CREATED]) as server:
        talk = Talk(store, server.url)
        running = asyncio.create_task(talk.conversation.run())
        talk.inbox.put(ConversationOpened(conversation_id="c"))
        yield talk
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await talk.link.aclose()
    await store.aclose()


async def tomorrow(folder: Path) -> list[Item]:
    store = Store(folder, on_problem=pytest.fail)
    items = list(await store.items("c"))
    await store.aclose()
    return items


FAULTS = pytest.mark.parametrize(
    "fault",
    [[Fault()], [Fault(1001)], [Fault(1011, "internal")], ["}{", b"\xff", Fault()]],
    ids=["cut", "going away", "internal error", "garbage, then cut"],
)


@FAULTS
async def test_a_question_whose_answer_never_began_is_asked_again(tmp_path: Path, fault: list[Any]) -> None:
    provider = Flaky(fault, [BEGUN, *fault])
    async with talk(tmp_path, provider) as here:
        here.inbox.put(UserText(text="count"))
        await here.until(lambda: here.has_said("one two three"), pass_time=True)
        assert here.machine.snapshot.link is LinkState.READY
    assert provider.asked == 3
    assert [(i.role, i.text) for i in await tomorrow(tmp_path)] == [(Role.USER, "count"), (Role.ASSISTANT, "one two three")]


@FAULTS
async def test_an_answer_that_broke_off_is_kept_as_far_as_it_came_and_the_talk_goes_on(tmp_path: Path, fault: list[Any]) -> None:
    provider = Flaky([BEGUN, delta("one "), delta("tw"), *fault])
    async with talk(tmp_path, provider) as here:
        here.inbox.put(UserText(text="count"))
        await here.until(lambda: here.machine.snapshot.link is LinkState.WAITING)
        here.inbox.put(UserText(text="again"))  # typed while the link is down
        await here.until(lambda: here.has_said("one two three"), pass_time=True)
    assert provider.asked == 2
    assert [(i.text, i.status) for i in await tomorrow(tmp_path)] == [
        ("count", ItemStatus.COMPLETE),
        ("one tw", ItemStatus.BROKEN_OFF),
        ("again", ItemStatus.COMPLETE),
        ("one two three", ItemStatus.COMPLETE),
    ]
