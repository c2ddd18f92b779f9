"""A chat server on this machine answers through the engine's voice; a true HTTP server stands in for Ollama and the like."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop_assistant.core.exact.speech import Speech
from desktop_assistant.core.pane_tools import SHOW_INSTRUCTIONS, SPEECH_INSTRUCTIONS
from desktop_assistant.core.problems import Problem
from desktop_assistant.engine.discovery import FoundServer, discover_chat_servers
from desktop_assistant.engine.process import EngineProcess
from desktop_assistant.engine.responder.sentences import SentenceCutter
from tests.engine.chat_server import chat_server
from tests.engine.conftest import Client, Engine, sdk_client

TOOL = {"type": "function", "name": "get_weather", "description": "d", "parameters": {"type": "object", "properties": {}}}


@pytest.fixture
async def chatty(tmp_path: Path) -> AsyncIterator[EngineProcess]:
    problems: list[Problem] = []
    process = EngineProcess(data=tmp_path, on_exit=problems.append)
    yield process
    await process.aclose()
    assert problems == []


async def connected(process: EngineProcess, chat_url: str) -> Engine:
    process.configure(voice="", chat_url=chat_url, chat_model="")
    url, token = await process.endpoint()
    return Engine(port=int(url.split(":")[2].split("/")[0]), data=Path(), process=None, token=token)  # type: ignore[arg-type]


def words(*texts: str) -> list[dict[str, object]]:
    return [{"role": "assistant", "content": ""}, *({"content": text} for text in texts)]


async def test_an_answer_streams_sentence_by_sentence_with_history(chatty: EngineProcess) -> None:
    async with chat_server(words("Shakespeare wr", "ote **Hamlet**. It is ", "a play."), words("In 1600.")) as server:
        async with sdk_client(await connected(chatty, server.url)) as client:
            assert await client.ask("Who wrote Hamlet?") == "Shakespeare wrote **Hamlet**. It is a play."
            deltas = [e["delta"] for e in client.events if e["type"] == "response.output_audio_transcript.delta"]
            assert deltas == ["Shakespeare wrote **Hamlet**. ", "It is a play."]
            assert len(client.sound()) > 24_000 * 2
            assert await client.ask("When?") == "In 1600."
        second = server.requests[1]
        assert second["model"] == "tiny"
        assert second["stream"] is True
        assert [m["role"] for m in second["messages"]] == ["system", "user", "assistant", "user"]
        assert second["messages"][2]["content"] == "Shakespeare wrote **Hamlet**. It is a play."


async def test_skills_that_are_certain_answer_before_the_server(chatty: EngineProcess) -> None:
    async with chat_server() as server:
        async with sdk_client(await connected(chatty, server.url)) as client:
            assert await client.ask("set a timer for five minutes") == "Timer set for 5 minutes."
            assert await client.ask("12 * 12") == "12 × 12 = 144."
        assert server.requests == []


async def test_a_cancelled_answer_closes_the_connection(chatty: EngineProcess) -> None:
    held = [{"content": "This is the first sentence. "}, {"hold": True}, {"content": "Never said."}]
    async with chat_server(held) as server, sdk_client(await connected(chatty, server.url)) as client:
        await begin(client, "Tell me a story")
        await client.until("response.output_audio.delta")
        await client.connection.response.cancel()
        done = await client.until("response.done")
        assert done["response"]["status"] == "cancelled"
        await asyncio.wait_for(server.left.wait(), 30)


async def begin(client: Client, text: str) -> None:
    item = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}
    await client.send(type="conversation.item.create", item=item)
    await client.connection.response.create()


async def test_an_absent_server_is_said_in_one_sentence_and_skills_go_on(chatty: EngineProcess) -> None:
    async with sdk_client(await connected(chatty, "http://127.0.0.1:9/v1")) as client:
        answer = await client.ask("Who wrote Hamlet?")
        assert answer == "The chat server on this computer doesn't answer, so I can only use my own skills."
        error = next(e["error"] for e in client.events if e["type"] == "error")
        assert error["code"] == "chat_server_unreachable"
        assert await client.ask("2 + 2") == "2 + 2 = 4."


@pytest.mark.parametrize(
    "reply", [500, 404, "data: {nonsense\n\n", "data: 7\n\n", "<html>", 'data: {"error": {"message": "x"}}\n\n']
)
async def test_a_broken_server_is_said_too(chatty: EngineProcess, reply: int | str) -> None:
    async with chat_server(reply) as server, sdk_client(await connected(chatty, server.url)) as client:
        assert await client.ask("Who wrote Hamlet?") == "The chat server on this computer could not answer."


async def test_the_model_calls_the_clients_tool_and_speaks_its_answer(chatty: EngineProcess) -> None:
    call = [
        {"tool_calls": [{"index": 0, "id": "call_7", "type": "function", "function": {"name": "get_weather", "arguments": ""}}]},
        {"tool_calls": [{"index": 0, "function": {"arguments": '{"city": '}}]},
        {"tool_calls": [{"index": 0, "function": {"arguments": '"Oslo"}'}}]},
    ]
    async with chat_server(call, words("It is cold in Oslo.")) as server:
        async with sdk_client(await connected(chatty, server.url)) as client:
            await client.connection.session.update(session={"type": "realtime", "tools": [TOOL]})
            await client.ask("Do I need a coat in Oslo?")
            item = client.events[-1]["response"]["output"][0]
            assert (item["call_id"], item["name"], item["arguments"]) == ("call_7", "get_weather", '{"city": "Oslo"}')
            output = {"type": "function_call_output", "call_id": "call_7", "output": "minus 5"}
            await client.send(type="conversation.item.create", item=output)
            await client.connection.response.create()
            done = await client.until("response.done")
            assert done["response"]["output"][0]["content"][0]["transcript"] == "It is cold in Oslo."
        assert server.requests[0]["tools"][0] == {"type": "function", "function": {k: v for k, v in TOOL.items() if k != "type"}}
        assert server.requests[1]["messages"][-2]["tool_calls"][0]["function"]["name"] == "get_weather"
        assert server.requests[1]["messages"][-1] == {"role": "tool", "tool_call_id": "call_7", "content": "minus 5"}


async def test_discovery_finds_what_answers_and_nothing_else() -> None:
    async with chat_server() as server:
        found = await discover_chat_servers((("Ollama", server.url), ("LM Studio", "http://127.0.0.1:9/v1")))
        assert found == [FoundServer(name="Ollama", url=server.url, models=("tiny",))]


LISTED = {"object": "list", "data": [{"id": "tiny"}, {"id": "seer"}, {"id": "odd"}]}


@pytest.mark.parametrize(
    "answers",
    [
        {"/api/show seer": {"capabilities": ["completion", "vision"]}, "/api/show tiny": {"capabilities": ["completion"]}},
        {"/api/v0/models": {"data": [{"id": "tiny", "type": "llm"}, {"id": "seer", "type": "vlm"}]}},
        {"/v1/models": LISTED | {"models": [{"model": "seer", "capabilities": ["completion", "multimodal"]}]}},
        {"/api/show seer": {"capabilities": ["vision"]}, "/api/show odd": [3], "/api/v0/models": "nonsense"},
    ],
    ids=["Ollama", "LM Studio", "llama.cpp", "nonsense beside it"],
)
async def test_what_a_server_says_of_its_models_eyes_is_believed(answers: dict[str, object]) -> None:
    async with chat_server() as server:
        server.answers = {"/v1/models": LISTED} | answers
        [found] = await discover_chat_servers((("Some", server.url),))
        assert found.models == ("tiny", "seer", "odd")
        assert found.seeing == ("seer",)


@pytest.mark.parametrize("text", ["What is this?", ""])
async def test_a_picture_is_asked_about_with_and_without_words(chatty: EngineProcess, text: str) -> None:
    address = "data:image/jpeg;base64,anBlZw=="
    async with chat_server(words("A clock.")) as server, sdk_client(await connected(chatty, server.url)) as client:
        content = [{"type": "input_image", "image_url": address}]
        item = {"type": "message", "role": "user", "content": content}
        await client.connection.conversation.item.create(item=item)  # type: ignore[arg-type]
        if text:
            assert await client.ask(text) == "A clock."
        else:
            await client.connection.response.create()
            done = await client.until("response.done")
            assert done["response"]["output"][0]["content"][0]["transcript"] == "A clock."
        [request] = server.requests
        shown = {"role": "user", "content": [{"type": "image_url", "image_url": {"url": address}}]}
        assert shown in request["messages"]


@pytest.mark.parametrize(
    ("stream", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Who met Mr. Smith. Yes.", ["Dr. Who met Mr. Smith.", "Yes."]),
        ("It is 3.14 e.g. pi. Good", ["It is 3.14 e.g. pi.", "Good"]),
        ("- one\n- two\n", ["- one", "- two"]),
        ("This first clause is longer than forty characters, so it is cut. Next, no cut.", None),
    ],
)
def test_sentences_are_cut_the_same_however_they_arrive(stream: str, sentences: list[str] | None) -> None:
    results = []
    for size in (1, 2, 3, 7, 1000):
        cutter = SentenceCutter()
        found = [s for at in range(0, len(stream), size) for s in cutter.push(stream[at : at + size])]
        results.append([s.strip() for s in [*found, cutter.rest()] if s])
    assert " ".join(results[0]).split() == stream.split()
    if sentences is not None:
        assert all(result == sentences for result in results), json.dumps(results)
    else:
        assert all(result[0].endswith("characters,") for result in results)


CODE = "Here you are:\n\n```py\ndef f():\n    return 'a. b, c'\n\n\nprint(f())\n```\n\nThat is all. Really."


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 1000])
def test_cutting_loses_nothing_and_cuts_code_only_at_the_ends_of_lines(size: int) -> None:
    cutter = SentenceCutter()
    found = [s for at in range(0, len(CODE), size) for s in cutter.push(CODE[at : at + size])]
    found.append(cutter.rest())
    assert "".join(found) == CODE
    assert "    return 'a. b, c'" in [piece.strip("\n") for piece in found]


async def test_code_keeps_its_line_breaks_and_indents_on_the_way_to_the_pane(chatty: EngineProcess) -> None:
    pieces = words(*(CODE[at : at + 7] for at in range(0, len(CODE), 7)))
    async with chat_server(pieces) as server, sdk_client(await connected(chatty, server.url)) as client:
        assert await client.ask("Write me a function.") == CODE


async def test_a_model_that_knows_no_tools_is_asked_without_them(chatty: EngineProcess) -> None:
    async with chat_server(400, words("Fine.")) as server, sdk_client(await connected(chatty, server.url)) as client:
        told = f"Be kind.\n\n{SPEECH_INSTRUCTIONS}\n\n{SHOW_INSTRUCTIONS}"
        await client.connection.session.update(session={"type": "realtime", "tools": [TOOL], "instructions": told})
        assert await client.ask("Tell me a story.") == "Fine."
        assert ["tools" in request for request in server.requests] == [True, False]
        heard = [request["messages"][0]["content"] for request in server.requests]
        assert heard == [told, f"Be kind.\n\n{SPEECH_INSTRUCTIONS}"]


def test_code_and_its_marks_are_not_said() -> None:
    cutter, speech = SentenceCutter(), Speech()
    pieces = [*cutter.push(CODE), cutter.rest()]
    said = " ".join(words for piece in pieces if (words := speech.say(piece)))
    assert said == "Here you are: The code is on your screen. That is all. Really."
