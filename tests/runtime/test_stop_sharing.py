"""To end the sharing by a word: the tool that the model is offered, and what it does."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from desktop_assistant.core.capabilities import Capabilities, ImageLimits
from desktop_assistant.core.commands import CreateItem
from desktop_assistant.core.items import ItemKind, ToolCallPart
from desktop_assistant.core.local_events import FrameShown
from desktop_assistant.core.pane_tools import STOP_SHARING
from desktop_assistant.core.server_events import ResponseFinished, ResponseStarted, ResponseStatus, ToolCallRequested
from desktop_assistant.core.tools import ToolCall
from desktop_assistant.protocol.registry import SERVICES, capabilities_of
from desktop_assistant.runtime.session_options import session_config
from desktop_assistant.settings.character import switched
from desktop_assistant.settings.model import Settings
from desktop_assistant.settings.personas import Persona
from tests.runtime.house import House, make_house

SEEING = Capabilities(images=ImageLimits(frames_per_s=1.0))


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = make_house(lambda _: SEEING)
    yield made
    await made.supervisor.aclose()


def offered(settings: Settings, capabilities: Capabilities) -> bool:
    return STOP_SHARING in {tool.name for tool in session_config(settings, capabilities).tools}


def test_it_is_offered_where_there_may_be_something_to_end() -> None:
    for service in SERVICES:
        limits = capabilities_of(service).images
        assert offered(Settings(), capabilities_of(service)) is (limits is not None and limits.frames_per_s > 0)


def test_no_persona_is_kept_from_it() -> None:
    mute = Persona(id="mine", name="Mine", tools="")
    settings = replace(Settings(), conversation=replace(Settings().conversation, personas=(mute,)))
    assert offered(switched(settings, "mine"), SEEING)


async def asked_to_stop(house: House) -> str:
    """What the model is told when it calls the tool."""
    link = house.link
    link.sink(ResponseStarted(response_id="r"))
    call = ToolCall(call_id="c", name=STOP_SHARING, arguments="{}", item_id="call", response_id="r")
    link.sink(ToolCallRequested(call=call))
    link.sink(ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED))

    def answers() -> list[ToolCallPart]:
        made = [c.item for c in house.sent(CreateItem) if c.item.kind is ItemKind.TOOL_RESULT]
        return [part for item in made for part in item.parts if isinstance(part, ToolCallPart)]

    await house.until(answers)
    return answers()[-1].output


async def test_the_word_ends_it(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    house.view.is_sharing = True
    assert await asked_to_stop(house) == "Nothing is shared any more."
    assert not house.view.is_sharing


async def test_the_model_is_told_when_there_was_nothing_to_end(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    assert await asked_to_stop(house) == "Nothing was shared."


async def test_a_frame_between_two_conversations_is_lost(house: House) -> None:
    house.supervisor.put(FrameShown(image=b"x"))
    await house.supervisor.start()
    await house.ready()
    assert [command for command in house.link.sent if "Frame" in type(command).__name__] == []
