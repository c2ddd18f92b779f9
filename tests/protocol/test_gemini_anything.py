"""Gemini Live: whatever comes, errors name their place, and answers begin and end once."""

import contextlib
import json
from typing import Any

import pytest
from google.genai import types
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.commands import (
    ClearInput,
    DeleteItem,
    PauseInput,
    TruncateItem,
    UpdateSession,
)
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AudioDelta,
    ResponseFinished,
    ResponseStarted,
    UnknownMessage,
)
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.protocol.registry import codec_for
from tests.protocol.gemini_talk import (
    AUTO,
    CALL,
    MANUAL,
    SOUND,
    URL,
    codec,
    ready,
    result_of,
    say,
)
from tests.protocol.google import strict_client_message
from tests.protocol.test_openai_decode import JSON
from tests.protocol.test_openai_encode import COMMANDS, RICH


def test_every_key_of_googles_sdk_is_known() -> None:
    for field in types.LiveServerMessage.model_fields.values():
        assert not isinstance(codec().decode(json.dumps({field.alias: None}))[0], UnknownMessage), field.alias
    assert codec().decode('{"somethingNew":{}}') == [UnknownMessage(name="somethingNew")]
    assert codec().decode("{}") == [UnknownMessage(name="empty")]


@pytest.mark.parametrize(
    ("message", "path"),
    [
        ({"goAway": {"timeLeft": "soon"}}, r"goAway\.timeLeft"),
        (
            {"serverContent": {"modelTurn": {"parts": [SOUND | {"inlineData": {"mimeType": "audio/pcm", "data": "A"}}]}}},
            "serverContent",
        ),
        ({"toolCall": {"functionCalls": [{"id": "c", "name": "n", "args": [1]}]}}, r"toolCall\.functionCalls\[0\]\.args"),
        ({"toolCall": {"functionCalls": [{"name": "n"}]}}, r"toolCall\.functionCalls\[0\]\.id"),
        ({"usageMetadata": {"promptTokenCount": "many"}}, r"usageMetadata\.promptTokenCount"),
    ],
)
def test_errors_name_the_path(message: dict[str, Any], path: str) -> None:
    with pytest.raises(ProtocolError, match=f"^{path}"):
        codec().decode(json.dumps(message))


KEYS = st.sampled_from(
    [
        *[str(field.alias) for field in types.LiveServerMessage.model_fields.values()],
        *[str(field.alias) for field in types.LiveServerContent.model_fields.values()],
        *["parts", "text", "thought", "inlineData", "mimeType", "data", "functionCalls", "id", "name", "args", "ids", "timeLeft"],
    ]
)
SHAPED = st.recursive(
    JSON | st.sampled_from(["audio/pcm", "AAAA", "5s", "ACTIVITY_START"]) | st.just(True),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)
LIKELY = st.sampled_from(
    [
        {"serverContent": {"modelTurn": {"parts": [SOUND]}}},
        {"serverContent": {"inputTranscription": {"text": "hi"}}},
        {"serverContent": {"interrupted": True}},
        {"serverContent": {"generationComplete": True}},
        {"serverContent": {"turnComplete": True}},
        {"toolCall": CALL},
        {"voiceActivity": {"voiceActivityType": "ACTIVITY_START"}},
    ]
)
STEPS = st.one_of(
    st.binary(),
    LIKELY.map(json.dumps),
    st.dictionaries(KEYS, SHAPED, max_size=4).map(json.dumps),
    st.sampled_from([command for command, _ in COMMANDS] + [PauseInput(), result_of("fc")]),
)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([MANUAL, AUTO]), st.lists(STEPS, max_size=25))
def test_whatever_comes_answers_begin_and_end_once(config: SessionConfig, steps: list[Any]) -> None:
    it = ready(config)
    started, finished = list[str](), list[str]()
    for step in steps:
        if isinstance(step, str | bytes):
            with contextlib.suppress(ProtocolError):
                for event in it.decode(step):
                    assert repr(event).encode()
                    started += [event.response_id] if isinstance(event, ResponseStarted) else []
                    finished += [event.response_id] if isinstance(event, ResponseFinished) else []
                    if isinstance(event, AudioDelta | AssistantTextDelta):
                        assert event.response_id in started
                        assert event.response_id not in finished
        else:
            say(it, step)
    assert len(set(started)) == len(started)
    assert len(set(finished)) == len(finished)
    assert set(finished) <= set(started)


def test_commands_that_have_no_message() -> None:
    for command in (TruncateItem(item_id="a", audio_end_ms=5), DeleteItem(item_id="a"), ClearInput()):
        assert say(ready(), command) == []
    assert say(ready(MANUAL), PauseInput()) == []


@pytest.mark.parametrize(
    ("model", "behavior"),
    [("gemini-3.8-live", "NON_BLOCKING"), ("models/gemini-3.1-flash-live-preview", None), ("gemini-x", None)],
)
def test_a_model_that_talks_on_while_a_tool_runs_is_told_so(model: str, behavior: str | None) -> None:
    it = codec_for("gemini", url=URL, key="k", model=model)
    (setup,) = say(it, UpdateSession(config=SessionConfig(tools=RICH.tools)))
    strict_client_message(setup)
    (tool,) = setup["setup"]["tools"][0]["functionDeclarations"]
    assert tool.get("behavior") == behavior
