"""What the local engine puts on the screen beside its words: digits that it does not say, lists; and nothing else."""

import json
from pathlib import Path

import pytest

from desktop_assistant.core.cards import CardKind, read_card
from desktop_assistant.core.pane_tools import DISPLAY, PANE_TOOLS
from desktop_assistant.engine.responder.port import Ask, Message, Piece, Sentence, ToolRequest
from desktop_assistant.engine.responder.skills import SkillResponder
from tests.engine.conftest import Client
from tests.engine.test_skills import Home

TOOLS = tuple({"name": tool.name, "parameters": json.loads(tool.parameters)} for tool in PANE_TOOLS)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


async def pieces(home: Home, text: str, **more: object) -> list[Piece]:
    ask = Ask(**{"history": (Message(role="user", text=text),), "tools": TOOLS} | more)  # type: ignore[arg-type]
    return [piece async for piece in SkillResponder(home.skills).answer(ask)]


@pytest.mark.parametrize(
    ("question", "title", "value"),
    [
        ("what is 10 km in miles", "10 kilometers", "6.21371192237334 miles"),
        ("one divided by seven", "1 ÷ 7", "0.142857142857143"),
        ("256 times 256", "256 × 256", "65,536"),
        ("12345678 * 87654321", "12,345,678 × 87,654,321", "1,082,152,022,374,638"),
        ("70 degrees fahrenheit in celsius", "70°F", "21.1111111111111 °C"),
    ],
)
async def test_digits_that_are_not_said_are_shown(home: Home, question: str, title: str, value: str) -> None:
    said, shown = await pieces(home, question)
    assert isinstance(said, Sentence)
    assert isinstance(shown, ToolRequest)
    card = read_card(shown.arguments)
    assert (shown.name, card.kind) == (DISPLAY, CardKind.QUANTITY)
    assert (card.title, card.value) == (title, value)


@pytest.mark.parametrize(
    "question", ["12 times 7", "a mile in feet", "what time is it", "hello", "three kilos in meters", "1 / 0"]
)
async def test_what_the_words_say_in_full_is_not_shown_again(home: Home, question: str) -> None:
    assert [type(piece) for piece in await pieces(home, question)] == [Sentence]


async def test_lists_and_notes_are_shown_whole(home: Home) -> None:
    home.ask("add milk and eggs and flour to my shopping list")
    said, shown = await pieces(home, "what's on my shopping list")
    assert isinstance(said, Sentence)
    assert isinstance(shown, ToolRequest)
    card = read_card(shown.arguments)
    assert (card.kind, card.title, card.entries) == (CardKind.LIST, "Shopping list", ("milk", "eggs", "flour"))
    for number in range(7):
        home.ask(f"note that this is number {number}")
    said, shown = await pieces(home, "read my notes")
    assert isinstance(shown, ToolRequest)
    assert len(read_card(shown.arguments).entries) == 7
    assert read_card(shown.arguments).is_numbered


async def test_without_a_screen_nothing_is_shown(home: Home) -> None:
    assert [type(piece) for piece in await pieces(home, "256 times 256", tools=())] == [Sentence]
    assert [type(piece) for piece in await pieces(home, "256 times 256", tool_choice="none")] == [Sentence]


async def test_the_answer_of_the_screen_is_not_read_out(home: Home) -> None:
    history = (
        Message(role="user", text="256 times 256"),
        Message(role="assistant", text="256 × 256 = 65,536."),
        Message(role="assistant", name=DISPLAY, call_id="c1", arguments="{}"),
        Message(role="tool", call_id="c1", text="Shown: a card of the kind quantity. Do not read it out."),
    )
    assert await pieces(home, "", history=history) == []


@pytest.mark.parametrize("question", ["display my photos", "ask choice", "show me the display"])
async def test_the_screen_is_never_called_because_its_name_was_said(home: Home, question: str) -> None:
    assert not any(isinstance(piece, ToolRequest) for piece in await pieces(home, question))


async def test_a_card_goes_over_the_wire_behind_the_spoken_answer(client: Client) -> None:
    tools = [{"type": "function", "name": t.name, "parameters": json.loads(t.parameters)} for t in PANE_TOOLS]
    await client.connection.session.update(session={"type": "realtime", "tools": tools})  # type: ignore[arg-type]
    assert await client.ask("what is 10 km in miles") == "10 kilometers is 6.21 miles."
    (call,) = [event for event in client.events if event["type"] == "response.function_call_arguments.done"]
    assert call["name"] == DISPLAY
    assert read_card(call["arguments"]).value == "6.21371192237334 miles"
