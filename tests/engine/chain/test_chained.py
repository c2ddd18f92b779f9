"""Whole conversations through recogniser, text model and voice over HTTP: the true engine, the vendor's SDK as its client, a true
HTTP server by script. Nothing that the client sees is other than from a realtime service."""

import io
import json
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed

from desktop_assistant.engine.sound import to_pcm16
from tests.engine.chain.service_server import HOLD, Reply, ServiceServer, refusal, says, service_server, words
from tests.engine.conftest import Client, Engine, say, sdk_client

TONE = to_pcm16(0.3 * np.sin(np.arange(12_000) / 20).astype(np.float32))
"""Half a second at 24 kHz."""
SPEECH = [Reply([TONE[:7], TONE[7:9001], TONE[9001:]])]
KEY = "sk-the-key"


editions = count(1)


@asynccontextmanager
async def chained(engine: Engine, server: ServiceServer, **changes: dict[str, str]) -> AsyncIterator[Client]:
    """A client of the engine with all three stages at the server unless changed."""
    stages = {
        "text": {"url": server.url, "model": "writer", "key": KEY},
        "transcription": {"url": server.url, "model": "gpt-transcribe", "key": KEY},
        "speech": {"url": server.url, "model": "speaker", "voice": "marin"},
    }
    edition = next(editions)
    assert engine.process.stdin is not None
    told = {"chain": {**stages, "language": "en", **changes}, "edition": edition}
    engine.process.stdin.write(json.dumps(told).encode() + b"\n")
    engine.process.stdin.flush()
    async with sdk_client(engine, model="chained", edition=edition) as client:
        yield client


def errors(client: Client) -> list[str]:
    return [event["error"]["code"] for event in client.events if event["type"] == "error"]


async def test_a_typed_question_is_answered_sentence_by_sentence(engine: Engine) -> None:
    answers = [words("Shakespeare wr", "ote it. In ", "1600."), words("Yes.")]
    async with service_server(responses=answers, speech=SPEECH) as server:
        async with chained(engine, server) as client:
            assert await client.ask("Who wrote Hamlet?") == "Shakespeare wrote it. In 1600."
            heard = np.frombuffer(client.sound(), "<i2")
            assert len(heard) == 2 * len(TONE) // 2
            assert np.abs(heard[:12_000] - np.frombuffer(TONE, "<i2")).max() <= 2
            assert await client.ask("Sure?") == "Yes."
            assert errors(client) == []
        first, second = server.of("/responses")
        assert first.headers["authorization"] == f"Bearer {KEY}"
        assert [first.json[name] for name in ("model", "stream", "store")] == ["writer", True, False]
        told = [(item["role"], item["content"][0]["type"], item["content"][0]["text"]) for item in second.json["input"]]
        assert told == [
            ("user", "input_text", "Who wrote Hamlet?"),
            ("assistant", "output_text", "Shakespeare wrote it. In 1600."),
            ("user", "input_text", "Sure?"),
        ]
        asked = [call.json["input"] for call in server.of("/speech")]
        assert (set(asked[:2]), asked[2:]) == ({"Shakespeare wrote it.", "In 1600."}, ["Yes."])  # two at a time
        assert {call.json["response_format"] for call in server.of("/speech")} == {"pcm"}
        assert all("authorization" not in call.headers for call in server.of("/speech"))


async def test_a_spoken_question_is_written_down_by_the_service(engine: Engine) -> None:
    heard = [Reply([b'{"text": "What time is it?", "usage": {"type": "duration", "seconds": 2}}'])]
    async with service_server(transcriptions=heard, responses=[words("Noon.")], speech=SPEECH) as server:
        async with chained(engine, server) as client:
            await client.send(
                type="session.update", session={"type": "realtime", "audio": {"input": {"transcription": {"model": "chained"}}}}
            )
            await client.speak(await say("what time is it"))
            done = await client.until("response.done", 30)
            assert done["response"]["output"][0]["content"][0]["transcript"] == "Noon."
            final = [e for e in client.events if e["type"] == "conversation.item.input_audio_transcription.completed"]
            assert [e["transcript"] for e in final] == ["What time is it?"]
            assert errors(client) == []
        (call,) = server.of("/transcriptions")
        assert call.headers["authorization"] == f"Bearer {KEY}"
        assert b'name="languages[]"' in call.body
        with wave.open(io.BytesIO(call.body[call.body.index(b"RIFF") :])) as sound:
            assert (sound.getframerate(), sound.getnchannels()) == (16_000, 1)
            assert sound.getnframes() > 16_000 // 2


async def begin(client: Client) -> None:
    """Ask, and do not wait for the answer."""
    content = [{"type": "input_text", "text": "Count."}]
    await client.send(type="conversation.item.create", item={"type": "message", "role": "user", "content": content})
    await client.send(type="response.create")


async def test_cancelling_ends_the_services_work_at_once(engine: Engine) -> None:
    async with (
        service_server(responses=[words("One. ", "Two. ", hold=True)], speech=SPEECH) as server,
        chained(engine, server) as client,
    ):
        await begin(client)
        await client.until("response.output_audio.delta")
        await client.send(type="response.cancel")
        done = await client.until("response.done")
        assert done["response"]["status"] == "cancelled"
        await server.left.wait()


async def test_a_voice_that_is_interrupted_is_left_too(engine: Engine) -> None:
    async with (
        service_server(responses=[words("A long sentence.")], speech=[Reply([TONE, HOLD])]) as server,
        chained(engine, server) as client,
    ):
        await begin(client)
        await client.until("response.output_audio.delta")
        await client.send(type="response.cancel")
        await client.until("response.done")
        await server.left.wait()


async def test_the_next_sentence_is_asked_for_while_one_is_being_said(engine: Engine) -> None:
    """The first one's sound does not end, and still the next two are on their way; a third waits for its turn."""
    answers = [words("One. ", "Two. ", "Three. ", "Four.")]
    async with (
        service_server(responses=answers, speech=[Reply([TONE, HOLD])]) as server,
        chained(engine, server) as client,
    ):
        await begin(client)
        await client.until("response.output_audio.delta")
        await server.until_asked("/speech", 3)
        assert {call.json["input"] for call in server.of("/speech")} == {"One.", "Two.", "Three."}  # two wait to be said
        await client.send(type="response.cancel")
        await client.until("response.done")
        await server.left.wait()
        assert len(server.of("/speech")) == 3


async def test_a_faster_voice_is_asked_for_each_sentence_once(engine: Engine) -> None:
    answers = [words("One. ", "Two. ", "Three. ", "Four.")]
    async with service_server(responses=answers, speech=SPEECH) as server, chained(engine, server) as client:
        paid = []
        for speed in (1.5, 1.5, 0.75):
            await client.send(type="session.update", session={"type": "realtime", "audio": {"output": {"speed": speed}}})
            server.calls.clear()
            server.replies["/responses"] = list(answers)
            await begin(client)
            await client.until("response.done")
            asked = [(call.json["input"], call.json["speed"]) for call in server.of("/speech") if call.json.get("speed") == speed]
            assert sorted(asked) == sorted((text, speed) for text in ("One.", "Two.", "Three.", "Four."))
            paid.append(len(server.of("/speech")))
        assert paid[1] == 4
        assert max(paid) <= 4 + 2, "only what was prepared when the pace changed is asked for again"


CALL = {"type": "function_call", "call_id": "call_1", "name": "get_weather", "arguments": '{"city":"Oslo"}'}
TOOL = {"type": "function", "name": "get_weather", "description": "d", "parameters": {"type": "object", "properties": {}}}


async def test_a_tool_is_called_and_its_result_goes_back(engine: Engine) -> None:
    calls = says(
        {"type": "response.output_item.done", "output_index": 0, "item": CALL}, {"type": "response.completed", "response": {}}
    )
    async with service_server(responses=[calls, words("Rain.")], speech=SPEECH) as server:
        async with chained(engine, server) as client:
            await client.send(type="session.update", session={"type": "realtime", "tools": [TOOL]})
            await client.ask("Weather in Oslo?")
            result = {"type": "function_call_output", "call_id": "call_1", "output": "rain"}
            await client.send(type="conversation.item.create", item=result)
            await client.send(type="response.create")
            done = await client.until("response.done")
            assert done["response"]["output"][0]["content"][0]["transcript"] == "Rain."
        first, second = server.of("/responses")
        assert first.json["tools"][0]["name"] == "get_weather"
        assert [item["type"] for item in second.json["input"]] == ["message", "function_call", "function_call_output"]


async def test_chat_completions_with_the_voice_of_this_computer(engine: Engine) -> None:
    deltas = [{"choices": [{"delta": {"content": text}}]} for text in ("It is ", "noon.")]
    async with service_server(completions=[says(*deltas)]) as server:
        stages: Any = {"text": {"url": server.url, "model": "writer", "api": "chat"}, "speech": {}}
        async with chained(engine, server, **stages) as client:
            assert await client.ask("What time is it?") == "It is noon."
            assert len(client.sound()) > 24_000
            assert errors(client) == []
        assert server.of("/completions")[0].json["messages"][-1] == {"role": "user", "content": "What time is it?"}


@pytest.mark.parametrize("api", ["responses", "chat"])
async def test_a_picture_reaches_the_text_model(engine: Engine, api: str) -> None:
    address = "data:image/jpeg;base64,anBlZw=="
    deltas = [{"choices": [{"delta": {"content": "A clock."}}]}]
    async with service_server(responses=[words("A clock.")], completions=[says(*deltas)], speech=SPEECH) as server:
        async with chained(engine, server, text={"url": server.url, "model": "writer", "api": api}) as client:
            picture = {"type": "message", "role": "user", "content": [{"type": "input_image", "image_url": address}]}
            await client.connection.conversation.item.create(item=picture)
            assert await client.ask("What is this?") == "A clock."
            assert errors(client) == []
        if api == "chat":
            shown, asked = server.of("/completions")[0].json["messages"][-2:]
            assert shown == {"role": "user", "content": [{"type": "image_url", "image_url": {"url": address}}]}
            assert asked == {"role": "user", "content": "What is this?"}
        else:
            shown, asked = server.of("/responses")[0].json["input"][-2:]
            assert shown["content"] == [{"type": "input_image", "image_url": address, "detail": "auto"}]
            assert asked["content"] == [{"type": "input_text", "text": "What is this?"}]


async def test_a_server_that_sends_a_file_instead_of_samples_is_heard(engine: Engine) -> None:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(12_000)
        sound.writeframes(TONE)
    async with (
        service_server(responses=[words("Yes.")], speech=[Reply([out.getvalue()[:20], out.getvalue()[20:]])]) as server,
        chained(engine, server) as client,
    ):
        await client.ask("Well?")
        assert abs(len(client.sound()) - 2 * len(TONE)) < 200


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (refusal(401, "invalid_api_key"), "key_refused"),
        (refusal(403, "forbidden"), "access_forbidden"),
        (refusal(404, "model_not_found"), "model_unavailable"),
        (refusal(429, "rate_limit_exceeded"), "rate_limited"),
        (refusal(429, "insufficient_quota"), "quota_exceeded"),
        (refusal(500, "server_error"), "provider_failed"),
        (says({"type": "response.failed", "response": {"error": {"code": "server_error", "message": "Oh."}}}), "provider_failed"),
        (
            says({"type": "response.incomplete", "response": {"incomplete_details": {"reason": "content_filter"}}}),
            "content_filtered",
        ),
        (Reply([b"data: {broken\n\n"]), "chat_server_unreachable"),
    ],
)
async def test_what_goes_wrong_with_the_text_model_is_one_problem(engine: Engine, reply: Reply, code: str) -> None:
    async with (
        service_server(responses=[reply], speech=SPEECH) as server,
        chained(engine, server) as client,
    ):
        assert await client.ask("Who?") == ""
        assert errors(client) == [code]
        assert KEY not in str(client.events)


async def test_a_voice_that_refuses_leaves_the_words(engine: Engine) -> None:
    async with service_server(
        responses=[words("Yes. No. Well. Perhaps. Later.")], speech=[refusal(429, "rate_limit_exceeded")]
    ) as server:
        async with chained(engine, server) as client:
            assert await client.ask("Well?") == "Yes. No. Well. Perhaps. Later."
            assert errors(client) == ["rate_limited"]
            assert client.sound() == b""
        assert len(server.of("/speech")) <= 3  # two were asked for ahead


async def test_a_recogniser_that_refuses_says_why(engine: Engine) -> None:
    async with (
        service_server(transcriptions=[refusal(401, "invalid_api_key")], responses=[words("x")], speech=SPEECH) as server,
        chained(engine, server) as client,
    ):
        await client.send(
            type="session.update", session={"type": "realtime", "audio": {"input": {"transcription": {"model": "chained"}}}}
        )
        await client.speak(await say("what time is it"))
        await client.until("conversation.item.input_audio_transcription.failed", 30)
        assert errors(client) == ["key_refused"]


NOBODY: Any = {"url": "http://127.0.0.1:9/v1", "model": "m"}


async def until_left(client: Client) -> int:
    """The code with which the engine ends the connection."""
    with pytest.raises(ConnectionClosed) as closed:
        await client.until("session.never", 30)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


async def test_a_text_model_that_is_away_ends_the_connection_so_that_somebody_asks_again(engine: Engine) -> None:
    async with service_server(speech=SPEECH) as server, chained(engine, server, text=NOBODY) as client:
        await begin(client)
        assert await until_left(client) == 1013
        assert errors(client) == ["server_unreachable"]
        assert not [event for event in client.events if event["type"] == "response.done"]


async def test_a_recogniser_that_is_away_loses_no_word_to_a_wrong_answer(engine: Engine) -> None:
    """Nothing says that the turn was not understood: whoever has its sound says it again."""
    async with (
        service_server(responses=[words("x")], speech=SPEECH) as server,
        chained(engine, server, transcription=NOBODY) as client,
    ):
        await client.send(
            type="session.update", session={"type": "realtime", "audio": {"input": {"transcription": {"model": "chained"}}}}
        )
        await client.speak(await say("what time is it"))
        assert await until_left(client) == 1013
        kinds = {event["type"] for event in client.events}
        assert "conversation.item.input_audio_transcription.failed" not in kinds
        assert "response.output_audio_transcript.delta" not in kinds
        assert server.of("/responses") == []


@pytest.mark.parametrize(
    "trouble", [refusal(500, "server_error"), refusal(429, "rate_limit_exceeded"), Reply([b"}{ no answer"]), Reply([b"[]"])]
)
async def test_a_recogniser_in_trouble_of_its_own_loses_no_word_either(engine: Engine, trouble: Reply) -> None:
    async with (
        service_server(transcriptions=[trouble], responses=[words("x")], speech=SPEECH) as server,
        chained(engine, server) as client,
    ):
        await client.send(
            type="session.update", session={"type": "realtime", "audio": {"input": {"transcription": {"model": "chained"}}}}
        )
        await client.speak(await say("what time is it"))
        assert await until_left(client) == 1013
        assert server.of("/responses") == []


async def test_the_built_in_engine_is_served_beside_it(engine: Engine) -> None:
    async with (
        service_server(responses=[words("From afar.")], speech=SPEECH) as server,
        chained(engine, server) as far,
        sdk_client(engine) as near,
    ):
        assert await near.ask("12 * 12") == "12 × 12 = 144."
        assert await far.ask("12 * 12") == "From afar."
