"""The openai SDK's realtime client, written by nobody here, holds whole conversations; each event is validated strictly."""

import re

import numpy as np
import pytest

from tests.engine.conftest import Client, Engine, recording, say, sdk_client

TRANSCRIBED = {"type": "realtime", "audio": {"input": {"transcription": {"model": "local"}}}}
SPOKEN_ANSWER = [
    "response.created",
    "response.output_item.added",
    "conversation.item.added",
    "response.content_part.added",
    "response.output_audio_transcript.delta",
    "response.output_audio.delta",
    "response.output_audio.done",
    "response.output_audio_transcript.done",
    "response.content_part.done",
    "response.output_item.done",
    "conversation.item.done",
    "response.done",
]


def without(types: list[str], prefix: str) -> list[str]:
    return [one for one in types if not one.startswith(prefix)]


async def voice_turn(client: Client, samples: object) -> tuple[str, str]:
    """Transcript and answer of one spoken turn."""
    await client.connection.session.update(session=TRANSCRIBED)
    await client.until("session.updated")
    client.events.clear()
    await client.speak(samples)  # type: ignore[arg-type]
    done = await client.until("response.done")
    completed = next(e for e in client.events if e["type"].endswith("transcription.completed"))
    return completed["transcript"], done["response"]["output"][0]["content"][0]["transcript"]


async def test_a_recorded_human_voice_is_heard_and_answered(client: Client) -> None:
    transcript, answer = await voice_turn(client, recording("az_weather.wav"))
    assert transcript == "What's the weather like?"
    assert "can't answer that offline" in answer
    types = without(without(client.types(), "conversation.item.input_audio_transcription"), "response.output_audio_transcript.x")
    assert types == [
        "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_stopped",
        "input_audio_buffer.committed",
        "conversation.item.added",
        "conversation.item.done",
        *SPOKEN_ANSWER,
    ]
    assert len(client.sound()) > 24_000 * 2  # more than a second of sound


@pytest.mark.parametrize(
    ("words", "heard", "answered"),
    [
        ("What time is it?", "what time is it", r"It's \d{1,2}:\d\d [AP]M"),
        ("Set a timer for five minutes.", r"timer for five minutes", r"Timer set for 5 minutes"),
        ("What is ten kilometers in miles?", "what is ten kilometers in miles", r"10 kilometers is 6\.21 miles"),
        ("What is twelve times seven?", "what is twelve times seven", r"12 × 7 = 84"),
    ],
)
async def test_synthesized_questions_are_heard_and_answered(client: Client, words: str, heard: str, answered: str) -> None:
    transcript, answer = await voice_turn(client, await say(words))
    assert re.search(heard, transcript.lower())
    assert re.search(answered, answer)


async def test_live_words_come_while_speaking_and_may_be_appended(client: Client) -> None:
    await client.connection.session.update(session=TRANSCRIBED)
    await client.speak(await say("What is ten kilometers in miles?"), silence_s=0.0)
    live = await client.until("conversation.item.input_audio_transcription.delta")
    assert "input_audio_buffer.speech_stopped" not in client.types()
    await client.speak(np.zeros(0, np.float32), silence_s=1.0)
    await client.until("response.done")
    started = next(e for e in client.events if e["type"] == "input_audio_buffer.speech_started")
    same = [e for e in client.events if "input_audio_transcription" in e["type"]]
    assert {e["item_id"] for e in same} == {started["item_id"], live["item_id"]} == {live["item_id"]}
    assert live["delta"].split()[0] in ("What", "What's")


async def test_a_text_turn(client: Client) -> None:
    assert await client.ask("What is 15% of 80?") == "15% of 80 = 12."
    assert client.types()[1:] == ["conversation.item.added", "conversation.item.done", *SPOKEN_ANSWER]
    done = client.events[-1]["response"]
    assert done["status"] == "completed"
    assert done["usage"]["total_tokens"] == done["usage"]["input_tokens"] + done["usage"]["output_tokens"] > 0
    assert done["usage"]["output_token_details"]["audio_tokens"] > 0


async def test_a_text_only_answer(client: Client) -> None:
    await client.connection.session.update(session={"type": "realtime", "output_modalities": ["text"]})
    await client.until("session.updated")
    client.events.clear()
    assert await client.ask("2 + 2") == "2 + 2 = 4."
    assert client.sound() == b""
    assert "response.output_text.delta" in client.types()
    assert "response.output_text.done" in client.types()


async def test_a_cancelled_turn(client: Client) -> None:
    await client.send(
        type="conversation.item.create",
        item={"type": "message", "role": "user", "content": [{"type": "input_text", "text": "help"}]},
    )
    await client.connection.response.create()
    await client.until("response.output_audio.delta")
    await client.connection.response.cancel()
    done = await client.until("response.done")
    assert done["response"]["status"] == "cancelled"
    assert done["response"]["status_details"] == {"type": "cancelled", "reason": "client_cancelled"}
    assert done["response"]["output"][0]["status"] == "incomplete"
    assert client.types()[-5:-1] == [
        "response.output_audio_transcript.done",
        "response.content_part.done",
        "response.output_item.done",
        "conversation.item.done",
    ]
    assert await client.ask("3 + 4") == "3 + 4 = 7."


async def test_speaking_interrupts_the_answer(client: Client) -> None:
    await client.send(
        type="conversation.item.create",
        item={"type": "message", "role": "user", "content": [{"type": "input_text", "text": "help"}]},
    )
    await client.connection.response.create()
    await client.until("response.output_audio.delta")
    await client.speak(await say("What time is it?"))
    done = await client.until("response.done")
    assert done["response"]["status_details"] == {"type": "cancelled", "reason": "turn_detected"}
    item = done["response"]["output"][0]
    sent = len(client.sound()) / 48
    await client.connection.conversation.item.truncate(item_id=item["id"], content_index=0, audio_end_ms=int(sent / 2))
    await client.until("conversation.item.truncated")
    await client.connection.conversation.item.retrieve(item_id=item["id"])
    kept = (await client.until("conversation.item.retrieved"))["item"]["content"][0]["transcript"]
    assert item["content"][0]["transcript"].startswith(kept)
    assert 0 < len(kept) < len(item["content"][0]["transcript"])
    second = [e for e in client.events if e["type"] == "response.done"][1:] or [await client.until("response.done")]
    assert re.search(r"It's \d", second[0]["response"]["output"][0]["content"][0]["transcript"])


WEATHER = {
    "type": "function",
    "name": "get_weather",
    "description": "Weather of a city",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}


async def test_a_tool_call(client: Client) -> None:
    await client.connection.session.update(session={"type": "realtime", "tools": [WEATHER]})
    await client.until("session.updated")
    client.events.clear()
    await client.ask("Use the get weather tool for Oslo.")
    assert client.types() == [
        "conversation.item.added",
        "conversation.item.done",
        "response.created",
        "response.output_item.added",
        "conversation.item.added",
        "response.function_call_arguments.delta",
        "response.function_call_arguments.done",
        "response.output_item.done",
        "conversation.item.done",
        "response.done",
    ]
    call = client.events[-1]["response"]["output"][0]
    assert (call["type"], call["name"], call["arguments"]) == ("function_call", "get_weather", '{"city": "Oslo"}')
    await client.connection.conversation.item.create(
        item={
            "type": "function_call_output",
            "call_id": call["call_id"],
            "output": '{"temperature": "4 degrees", "sky": "clear"}',
        }
    )
    await client.connection.response.create()
    done = await client.until("response.done")
    assert done["response"]["output"][0]["content"][0]["transcript"] == "Get weather: temperature 4 degrees, sky clear."


@pytest.mark.parametrize("choice", ["required", {"type": "function", "name": "get_weather"}])
async def test_a_forced_tool_call(client: Client, choice: object) -> None:
    await client.connection.session.update(session={"type": "realtime", "tools": [WEATHER], "tool_choice": choice})
    await client.ask("What time is it?")
    assert client.events[-1]["response"]["output"][0]["name"] == "get_weather"


async def test_push_to_talk(client: Client) -> None:
    manual = {"type": "realtime", "audio": {"input": {"turn_detection": None, "transcription": {"model": "local"}}}}
    await client.connection.session.update(session=manual)
    await client.speak(await say("What is twelve times seven?"), silence_s=0.1)
    live = await client.until("conversation.item.input_audio_transcription.delta")
    await client.connection.input_audio_buffer.commit()
    await client.connection.response.create()
    done = await client.until("response.done")
    assert done["response"]["output"][0]["content"][0]["transcript"] == "12 × 7 = 84."
    assert "input_audio_buffer.speech_started" not in client.types()
    committed = next(e for e in client.events if e["type"] == "input_audio_buffer.committed")
    assert live["item_id"] == committed["item_id"]


async def test_two_clients_at_once(engine: Engine, client: Client) -> None:
    async with sdk_client(engine) as other:
        await other.until("session.created")
        assert await client.ask("1 + 1") == "1 + 1 = 2."
        assert await other.ask("repeat") == "I haven't said anything yet."
