import asyncio
import gc
import logging
import weakref
from typing import Any

import pytest

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.items import Item, Role
from desktop_assistant.core.local_events import StopPressed, Tick
from desktop_assistant.core.tools import ToolCall
from desktop_assistant.runtime.conversation import Conversation
from desktop_assistant.runtime.inbox import Inbox
from desktop_assistant.runtime.links import Links
from desktop_assistant.runtime.performer import Performer
from desktop_assistant.session import effects as fx
from tests.fakes.clock import FakeClock
from tests.fakes.ports import FakeAudio, FakeLink, FakeStore, FakeView


class ScriptedMachine:
    """Answers each input with the next effects; raises where the script says so."""

    def __init__(self, script: list[Any], deadlines: list[float | None]) -> None:
        self.script, self.deadlines = script, deadlines
        self.heard: list[Any] = []

    def handle(self, event: Any, now: float) -> list[fx.Effect]:
        self.heard.append(event)
        step = self.script.pop(0) if self.script else []
        if isinstance(step, Exception):
            raise step
        return step

    def next_deadline(self) -> float | None:
        return self.deadlines.pop(0) if self.deadlines else None


def performer(audio: FakeAudio, view: FakeView, store: FakeStore) -> Performer:
    return Performer(
        conversation_id="c", links=Links(FakeLink, lambda _: None), audio=audio, store=store, view=view,
        formats=(AudioFormat(rate=16_000), AudioFormat()),
    )  # fmt: skip


@pytest.fixture
def parts() -> tuple[FakeAudio, FakeView, FakeStore]:
    store = FakeStore()
    store.known["c"] = []
    return FakeAudio(), FakeView(), store


async def test_a_bug_in_the_brain_is_logged_and_the_conversation_goes_on(
    parts: tuple[FakeAudio, FakeView, FakeStore], caplog: pytest.LogCaptureFixture
) -> None:
    machine = ScriptedMachine([RuntimeError("bug"), [fx.FlushPlayback()]], [])
    conversation = Conversation(machine=machine, inbox=Inbox(), performer=performer(*parts), clock=FakeClock())
    with caplog.at_level(logging.CRITICAL, logger="desktop_assistant.runtime.conversation"):
        conversation.step(StopPressed())
        conversation.step(StopPressed())
    assert parts[0].calls == [("flush",)]


async def test_the_machine_is_woken_at_its_deadline(parts: tuple[FakeAudio, FakeView, FakeStore]) -> None:
    clock = FakeClock()
    inbox = Inbox()
    machine = ScriptedMachine([], [clock.now + 0.01, clock.now + 0.01, None])
    conversation = Conversation(machine=machine, inbox=inbox, performer=performer(*parts), clock=clock)
    running = asyncio.create_task(conversation.run())
    inbox.put(StopPressed())
    inbox.put(StopPressed())
    async with asyncio.timeout(5):
        while Tick() not in machine.heard:  # noqa: ASYNC110 - the loop's own timer is what is tested
            await asyncio.sleep(0.001)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert machine.heard == [StopPressed(), StopPressed(), Tick()]


async def test_every_effect_reaches_its_port(parts: tuple[FakeAudio, FakeView, FakeStore]) -> None:
    audio, view, store = parts
    hand = performer(*parts)
    item = Item(id="i", role=Role.USER)
    for effect in (
        fx.OpenMicrophone(gated=True),
        fx.CloseMicrophone(tail_ms=200),
        fx.Play(item_id="i", content_index=0, audio=b"1"),
        fx.FinishPlayback(item_id="i", content_index=0),
        fx.Duck(),
        fx.Unduck(),
        fx.PlayEarcon(earcon=fx.Earcon.THINKING),
        fx.ShowItem(item=item, after_id=None),
        fx.Save(item=item, final=True, after_id=None),
        fx.KeepAudio(item_id="i", audio=b"12", is_input=True),
        fx.HideItem(item_id="i"),
        fx.RunTool(call=ToolCall(call_id="x", name="n", arguments="{}")),
    ):
        hand.perform(effect)
    assert audio.calls == [
        ("open_microphone", True),
        ("close_microphone", 200, False),
        ("play", "i", 0, b"1"),
        ("finish", "i", 0),
        ("duck", True),
        ("duck", False),
        ("earcon", "thinking"),
    ]
    assert store.saves == [(item, True, None)]
    assert store.audio == [("c", "i", b"12", AudioFormat(rate=16_000))]
    assert view.items == {}
    assert store.known["c"] == []


async def test_a_conversation_that_has_ended_is_not_kept_by_its_timer(parts: tuple[FakeAudio, FakeView, FakeStore]) -> None:
    """The machine holds the whole history, and its next deadline may be the provider's session limit, an hour away."""
    machine = ScriptedMachine([], [3600.0])
    conversation = Conversation(machine=machine, inbox=Inbox(), performer=performer(*parts), clock=FakeClock())
    task = asyncio.create_task(conversation.run())
    conversation.step(StopPressed())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    gone = weakref.ref(machine)
    del machine, conversation, task
    await asyncio.sleep(0)  # the loop lets go of the task
    gc.collect()
    assert gone() is None
