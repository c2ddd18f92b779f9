"""Another persona takes over: in the running session, by hand or by word, and the conversation says who speaks."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop_assistant.core.audio import Recording
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import CreateItem, UpdateSession
from desktop_assistant.core.items import Item, ItemKind, Role, TextPart, ToolCallPart
from desktop_assistant.core.local_events import UserText
from desktop_assistant.core.pane_tools import SWITCH_PERSONA
from desktop_assistant.core.server_events import (
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    SessionReady,
    SessionUpdated,
    ToolCallRequested,
)
from desktop_assistant.core.speaker import last_speaker, speaker_item, speaker_of
from desktop_assistant.core.tools import ToolCall
from desktop_assistant.runtime.session_options import session_config
from desktop_assistant.settings.character import switched
from desktop_assistant.settings.model import Provider, SampleRate, Settings
from desktop_assistant.settings.personas import BUILT_IN, Persona
from tests.runtime.house import House, answer, make_house

OPENAI = replace(Settings(), provider=Provider.OPENAI)


def told(house: House) -> str:
    """The instructions of the newest session, as it was told them last."""
    return "".join(update.config.instructions for update in house.sent(UpdateSession)[-1:])


def take_over(house: House, persona_id: str) -> None:
    house.supervisor.apply(switched(house.supervisor.settings, persona_id))


async def started(house: House) -> House:
    await house.supervisor.start()
    await house.ready()
    return house


def names(house: House) -> list[str]:
    return [name for item_id in house.view.order if (name := speaker_of(house.view.items[item_id]))]


# --- in the running session -------------------------------------------------------------------------------------
async def test_the_running_session_is_told_without_a_new_one(house: House) -> None:
    await started(house)
    links = len(house.links)
    take_over(house, "tutor")
    await house.until(lambda: "patient tutor" in told(house))
    assert len(house.links) == links
    assert house.audio.setups[-1].pause_ms == 1200


async def test_a_service_that_cannot_be_told_gets_a_new_session_with_the_conversation() -> None:
    house = make_house(lambda settings: Capabilities(update_session=False, is_local=True))
    await started(house)
    house.supervisor.put(UserText(text="My name is Ada."))
    await house.until(lambda: house.sent(CreateItem))
    await answer(house, "Hello, Ada.", "r")
    sessions = sum(link.opens for _, link in house.links)
    take_over(house, "tutor")
    await house.until(lambda: sum(link.opens for _, link in house.links) > sessions)
    house.link.sink(SessionReady(session_id="s2"))
    await house.until(lambda: "patient tutor" in told(house))
    house.link.sink(SessionUpdated(session_id="s2"))
    await house.until(lambda: [c.item.text for c in house.sent(CreateItem)].count("My name is Ada.") > 0)
    await house.supervisor.aclose()


# --- who speaks -------------------------------------------------------------------------------------------------
async def test_the_conversation_says_who_answers_from_the_next_turn_on(house: House) -> None:
    await started(house)
    house.supervisor.put(UserText(text="Hello"))
    await house.until(lambda: len(house.view.order) == 1)
    assert names(house) == []
    take_over(house, "tutor")
    house.supervisor.put(UserText(text="Teach me"))
    house.supervisor.put(UserText(text="Something"))
    await house.until(lambda: len(house.view.order) == 4)
    assert [house.view.items[i].text for i in house.view.order][::2] == ["Hello", "Teach me"]
    assert names(house) == ["Tutor"]
    take_over(house, "assistant")
    house.supervisor.put(UserText(text="Back again"))
    await house.until(lambda: len(house.view.order) == 6)
    assert names(house) == ["Tutor", "Assistant"]


async def test_what_is_typed_while_the_session_is_replaced_is_answered_by_who_the_conversation_names(house: House) -> None:
    await started(house)
    is_free = asyncio.Event()
    unsent = house.store.unsent

    async def slowly(conversation_id: str) -> Sequence[tuple[str, Recording]]:
        await is_free.wait()
        return await unsent(conversation_id)

    house.store.unsent = slowly  # type: ignore[method-assign]
    settings = switched(house.supervisor.settings, "tutor")
    house.supervisor.apply(replace(settings, audio=replace(settings.audio, sample_rate=SampleRate.PHONE)))
    await house.until(lambda: house.supervisor._sessions.current is None)
    house.supervisor.put(UserText(text="Teach me"))
    is_free.set()
    await house.until(lambda: len(house.view.order) == 2)
    assert names(house) == ["Tutor"]
    assert house.view.items[house.view.order[1]].text == "Teach me"


async def test_an_old_conversation_is_only_told_when_somebody_talks_in_it(house: House) -> None:
    info = await house.store.create()
    old = Item(id="old", role=Role.USER, parts=(TextPart(text="My name is Ada."),))
    house.store.save(info.id, old, final=True, after_id=None)
    house.store.save(info.id, speaker_item("s", "Innkeeper", at=1.0), final=True, after_id="old")
    await started(house)
    assert names(house) == ["Innkeeper"]
    house.supervisor.put(UserText(text="Hello"))
    await house.until(lambda: len(house.view.order) == 4)
    assert names(house) == ["Innkeeper", "Assistant"]
    assert last_speaker(list(house.view.items.values())) == "Assistant"


# --- by word ----------------------------------------------------------------------------------------------------
def call(persona: object) -> ToolCallRequested:
    arguments = json.dumps({"persona": persona})
    return ToolCallRequested(call=ToolCall(call_id="c", name=SWITCH_PERSONA, arguments=arguments, item_id="f", response_id="r"))


async def ask_to_switch(house: House, persona: object) -> str:
    house.link.sink(ResponseStarted(response_id="r"))
    house.link.sink(call(persona))
    house.link.sink(ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED))

    def outputs() -> list[str]:
        results = [item for item in house.view.items.values() if item.kind is ItemKind.TOOL_RESULT]
        return [part.output for item in results for part in item.parts if isinstance(part, ToolCallPart)]

    await house.until(outputs)
    return outputs()[0]


async def test_the_model_hands_over_when_it_is_asked_to(house: House) -> None:
    await started(house)
    assert "skills are all there is" in await ask_to_switch(house, "tutor")  # no chat server: said honestly
    assert house.supervisor.settings.persona.id == "tutor"
    assert house.saved[-1].conversation.persona == "tutor"
    assert house.view.told_settings == 1


async def test_a_provider_with_a_model_of_its_own_only_says_who_is_there(house: House) -> None:
    await started(house)
    house.supervisor.apply(OPENAI)
    await house.until(lambda: len(house.links) == 2)
    await house.ready()
    assert await ask_to_switch(house, "the innkeeper") == "Innkeeper speaks from now on."


@pytest.mark.parametrize("persona", ["Napoleon", "", None, 3])
async def test_a_name_that_nobody_has_changes_nothing(house: House, persona: object) -> None:
    await started(house)
    output = await ask_to_switch(house, persona)
    assert output == "There is nobody of that name. There are: Assistant, Tutor, Interviewer, Support agent, Innkeeper."
    assert house.supervisor.settings == Settings()


# --- tools ------------------------------------------------------------------------------------------------------
def test_the_tool_names_everybody() -> None:
    tool = next(tool for tool in session_config(OPENAI, Capabilities()).tools if tool.name == SWITCH_PERSONA)
    assert json.loads(tool.parameters)["properties"]["persona"]["enum"] == [one.name for one in BUILT_IN]


def test_one_persona_alone_has_nobody_to_hand_over_to() -> None:
    alone = replace(OPENAI, conversation=replace(OPENAI.conversation, personas=(Persona(id="x", name="X"),)))
    assert SWITCH_PERSONA not in {tool.name for tool in session_config(alone, Capabilities()).tools}


def test_a_persona_gets_its_tools_only() -> None:
    quiet = Persona(id="x", name="X", tools="")
    settings = replace(OPENAI, conversation=replace(OPENAI.conversation, personas=(*BUILT_IN, quiet), persona="x"))
    config = session_config(settings, Capabilities())
    assert config.tools == ()
    assert "`display`" not in config.instructions
