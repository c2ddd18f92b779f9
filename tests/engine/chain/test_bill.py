"""What the services of a chain took, from their own words over true HTTP to the events that the program's meter reads."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.commands import CreateResponse
from desktop_assistant.core.problems import Problem
from desktop_assistant.core.server_events import ResponseFinished, ServerEvent, SessionReady, Usage, UsageReported
from desktop_assistant.engine.chain.bill import Reading, tokens_of
from desktop_assistant.engine.chain.services import Stage
from desktop_assistant.engine.responder.port import Ask, Message
from desktop_assistant.engine.text_only import TextLink
from desktop_assistant.protocol.openai_decode import decode
from tests.engine.chain.service_server import HOLD, Reply, ServiceServer, refusal, says, service_server, words
from tests.engine.chain.test_chained import SPEECH, TONE, begin, chained
from tests.engine.conftest import Client, Engine, say
from tests.engine.test_text_only import said
from tests.transport.test_connection import Sink

TOLD = {"input_tokens": 1200, "output_tokens": 30, "total_tokens": 1230, "input_tokens_details": {"cached_tokens": 1024}}
CHAT_TOLD = {"prompt_tokens": 1200, "completion_tokens": 30, "prompt_tokens_details": {"cached_tokens": 1024}}
USED = Usage(input_tokens=1200, output_tokens=30, cached_tokens=1024)
ANSWER = [{"type": "response.output_text.delta", "delta": "Yes."}]
CHAT_ANSWER = [{"choices": [{"delta": {"content": "Yes."}}]}]
NO_VOICE: dict[str, Any] = {"speech": {}}


def told(*answer: dict[str, Any], end: str = "response.completed") -> Reply:
    return says(*answer, {"type": end, "response": {"usage": TOLD}})


def meant(client: Client) -> list[ServerEvent]:
    """What the program reads in all that the engine has sent."""
    return [event for sent in client.events for event in decode(json.dumps(sent))]


def used(client: Client) -> list[Usage | None]:
    return [event.usage for event in meant(client) if isinstance(event, ResponseFinished)]


def besides(client: Client) -> list[UsageReported]:
    return [event for event in meant(client) if isinstance(event, UsageReported)]


async def test_the_tokens_of_an_answer_are_those_that_the_service_tells(engine: Engine) -> None:
    answers = [told(*ANSWER), told(*ANSWER, end="response.incomplete"), words("Yes.")]
    async with service_server(responses=answers) as server, chained(engine, server, **NO_VOICE) as client:
        for _ in range(3):
            await client.ask("Sure?")
        assert used(client)[:2] == [USED, USED]
        about = used(client)[2]
        assert about is not None
        assert about.output_tokens == 1, "four characters of one that tells nothing"
        assert about.input_tokens > 0
        assert besides(client) == [], "the voice of this computer is nobody's business"


async def test_chat_completions_are_asked_to_tell(engine: Engine) -> None:
    stages: Any = {"speech": {}}
    async with service_server(completions=[says(*CHAT_ANSWER, {"choices": [], "usage": CHAT_TOLD})]) as server:
        stages["text"] = {"url": server.url, "model": "writer", "api": "chat"}
        async with chained(engine, server, **stages) as client:
            assert await client.ask("Sure?") == "Yes."
            assert used(client) == [USED]
        assert server.of("/completions")[0].json["stream_options"] == {"include_usage": True}


@pytest.mark.parametrize("status", [400, 422])
async def test_a_server_that_does_not_like_to_be_asked_is_asked_without_once_and_for_all(engine: Engine, status: int) -> None:
    answers = [refusal(status, "unknown_parameter", "stream_options?"), says(*CHAT_ANSWER)]
    stages: Any = {"speech": {}}
    async with service_server(completions=answers) as server:
        stages["text"] = {"url": server.url, "model": "writer", "api": "chat"}
        async with chained(engine, server, **stages) as client:
            assert await client.ask("Sure?") == "Yes."
            assert await client.ask("Really?") == "Yes."
            assert [usage.output_tokens for usage in used(client) if usage] == [1, 1], "about"
        assert ["stream_options" in call.json for call in server.of("/completions")] == [True, False, False]


async def test_a_refusal_for_another_reason_is_told_and_costs_nothing(engine: Engine) -> None:
    stages: Any = {"speech": {}}
    async with service_server(completions=[refusal(401, "invalid_api_key")]) as server:
        stages["text"] = {"url": server.url, "model": "writer", "api": "chat"}
        async with chained(engine, server, **stages) as client:
            await client.ask("Sure?")
            assert used(client) == [Usage()]
        assert len(server.of("/completions")) == 1


async def test_an_answer_that_is_broken_off_was_paid_for_as_far_as_it_came(engine: Engine) -> None:
    async with (
        service_server(responses=[words("One sentence. Another sentence. ", hold=True)], speech=[Reply([TONE, HOLD])]) as server,
        chained(engine, server) as client,
    ):
        await begin(client)
        await client.until("response.output_audio.delta")
        await client.send(type="response.cancel")
        await client.until("response.done")
        (about,) = used(client)
        assert about is not None
        assert about.output_tokens == 8, "32 characters, also those that nobody heard"
        (spoken,) = besides(client)
        assert 0.05 <= spoken.usage.seconds <= 2 * 0.5, "as much as came until then"


async def test_the_seconds_of_a_voice_are_its_own_models(engine: Engine) -> None:
    async with service_server(responses=[told(*ANSWER)], speech=SPEECH) as server:
        stages: Any = {"speech": {"url": server.url, "model": "speaker", "paid": "speaker"}}
        async with chained(engine, server, **stages) as client:
            for _ in range(2):
                await client.ask("Sure?")
            assert besides(client) == 2 * [UsageReported(usage=Usage(seconds=0.5), model="speaker")]
            assert used(client) == [USED, USED], "its sound is not the text model's"


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ({"type": "duration", "seconds": 2}, Usage(seconds=2.0)),
        (
            {
                "type": "tokens",
                "input_tokens": 25,
                "output_tokens": 5,
                "input_token_details": {"audio_tokens": 20, "text_tokens": 5},
            },
            Usage(input_tokens=25, output_tokens=5, input_audio_tokens=20),
        ),
        (None, None),
        ({"type": "duration", "seconds": "many"}, None),
    ],
)
async def test_writing_down_counts_as_the_service_tells_or_by_the_seconds_it_was_sent(
    engine: Engine, usage: dict[str, Any] | None, expected: Usage | None
) -> None:
    heard = [Reply([json.dumps({"text": "Really?", "usage": usage}).encode()])]
    async with (
        service_server(transcriptions=heard, responses=[words("Yes.")], speech=SPEECH) as server,
        chained(engine, server) as client,
    ):
        transcription = {"audio": {"input": {"transcription": {"model": "gpt-transcribe"}}}}
        await client.send(type="session.update", session={"type": "realtime", **transcription})
        await client.speak(await say("what time is it"))
        await client.until("response.done", 30)
        (written,) = [report for report in besides(client) if report.is_transcription]
        assert written.usage == (expected or Usage(seconds=round(seconds_sent(server), 3)))


def seconds_sent(server: ServiceServer) -> float:
    (call,) = server.of("/transcriptions")
    at = call.body.index(b"data", call.body.index(b"RIFF"))
    return int.from_bytes(call.body[at + 4 : at + 8], "little") / 32_000


async def typed(server: ServiceServer) -> Sequence[ServerEvent]:
    """What a session hears of one answer to what is typed."""

    async def stage() -> Stage:
        return Stage(url=server.url, model="writer", paid="writer")

    async def check(at: Stage) -> Problem | None:
        return None

    sink = Sink()
    link = TextLink(stage, check, sink)
    link.open()
    await sink.until(SessionReady)
    link.send(said("Sure?"))
    link.send(CreateResponse())
    await sink.until(ResponseFinished)
    await link.aclose()
    return [event for event in sink.events if isinstance(event, UsageReported)]


async def test_what_is_typed_is_paid_for_by_the_models_name() -> None:
    async with service_server(responses=[told(*ANSWER)]) as server:
        assert await typed(server) == [UsageReported(usage=USED, model="writer")]
    async with service_server(responses=[refusal(401, "invalid_api_key")]) as server:
        assert await typed(server) == []


def test_a_server_that_tells_with_each_piece_is_believed_the_last_time() -> None:
    reading = Reading(Ask(history=(Message(role="user", text="Sure?"),)))
    for output in (1, 2):
        reading.event({"choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": output}})
    reading.event({"choices": [], "usage": None})
    assert reading.usage == Usage(input_tokens=9, output_tokens=2)


def test_of_one_that_tells_nothing_all_that_was_read_and_written_counts_about() -> None:
    reading = Reading(Ask(history=(Message(role="user", text="x" * 41),), instructions="y" * 39))
    reading.delta({"tool_calls": [{"index": 0, "function": {"name": "get", "arguments": "{}"}}]})
    reading.delta({"content": "now"})
    assert reading.usage == Usage(input_tokens=20, output_tokens=2)


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["input_tokens", "output_tokens", "prompt_tokens", "prompt_tokens_details", "cached_tokens", "audio_tokens"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(NONSENSE)
def test_whatever_a_service_says_it_took_costs_nobody_the_answer(told: Any) -> None:
    usage = tokens_of(told)
    assert usage is None or min(usage.input_tokens - usage.cached_tokens, usage.output_tokens, usage.cached_tokens) >= 0
