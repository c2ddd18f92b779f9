"""Gemini Live in both directions: setup, texts, tools, ends; checked by Google's typed models."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from desktop_assistant.core.commands import (
    CancelResponse,
    CreateItem,
    CreateResponse,
    UpdateSession,
)
from desktop_assistant.core.items import AudioPart, Item, ItemKind, Role, ToolCallPart
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AudioDelta,
    Progress,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    SessionExpiring,
    SessionResumable,
    SessionUpdated,
    ToolCallRequested,
    Usage,
)
from desktop_assistant.core.session_config import ManualTurns, SessionConfig, Transcription
from desktop_assistant.protocol.registry import codec_for
from tests.protocol.gemini_talk import (
    AUTO,
    CALL,
    MANUAL,
    SOUND,
    URL,
    USER_TEXT,
    answered,
    codec,
    content,
    hear,
    kinds,
    place,
    ready,
    result_of,
    say,
)
from tests.protocol.test_openai_encode import RICH, configs


# --- connecting ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "url", "result", "header"),
    [
        ("AIza", URL, "v1beta.GenerativeService.BidiGenerateContent", ("x-goog-api-key", "AIza")),
        (
            "auth_tokens/t",
            URL,
            "v1alpha.GenerativeService.BidiGenerateContentConstrained",
            ("Authorization", "Token auth_tokens/t"),
        ),
    ],
)
def test_endpoint(key: str, url: str, result: str, header: tuple[str, str]) -> None:
    endpoint = codec(key, url).endpoint()
    assert endpoint.url == f"{URL}/ws/google.ai.generativelanguage.{result}"
    assert endpoint.headers == (header,)
    assert key not in f"{codec(key)!r} {endpoint!r}"


def test_an_address_with_a_method_stays_as_it_is() -> None:
    assert codec(url="wss://h.example/my/proxy").endpoint().url == "wss://h.example/my/proxy"


def test_the_client_speaks_first() -> None:
    assert not codec().capabilities.greets
    assert codec().decode(b'{"setupComplete":{"sessionId":"s"}}') == [SessionUpdated(session_id="s")]


# --- setup --------------------------------------------------------------------------------------------------------
def test_whole_setup() -> None:
    [message] = say(codec(), UpdateSession(config=RICH))
    assert message["setup"] == {
        "model": "models/gpt-realtime-2.1",
        "generationConfig": {
            "responseModalities": ["AUDIO"],
            "speechConfig": {"voiceConfig": {"prebuiltVoiceConfig": {"voiceName": "cedar"}}},
            "maxOutputTokens": 500,
        },
        "realtimeInputConfig": {"automaticActivityDetection": {}, "activityHandling": "START_OF_ACTIVITY_INTERRUPTS"},
        "contextWindowCompression": {"slidingWindow": {}},
        "sessionResumption": {},
        "systemInstruction": {"parts": [{"text": "Be brief."}]},
        "tools": [
            {
                "functionDeclarations": [
                    {
                        "name": "clock",
                        "description": "The time",
                        "parametersJsonSchema": {"type": "object", "properties": {"city": {"type": "string"}}},
                    }
                ]
            }
        ],
        "inputAudioTranscription": {"languageCodes": ["en"]},
        "outputAudioTranscription": {},
    }


def test_the_pinned_language_is_told_to_its_recogniser() -> None:
    [setup] = say(codec(), UpdateSession(config=SessionConfig(transcription=Transcription(model="built in", language="de"))))
    assert setup["setup"]["inputAudioTranscription"] == {"languageCodes": ["de"]}


def test_setup_of_a_silent_session_with_turns_by_hand() -> None:
    [message] = say(codec(), UpdateSession(config=SessionConfig(speak=False, turn_detection=ManualTurns())))
    assert message["setup"] == {
        "model": "models/gemini-3.8-live",
        "generationConfig": {"responseModalities": ["TEXT"]},
        "realtimeInputConfig": {"automaticActivityDetection": {"disabled": True}},
        "contextWindowCompression": {"slidingWindow": {}},
        "sessionResumption": {},
    }


def test_its_detector_gets_the_pause() -> None:
    [message] = say(codec(), UpdateSession(config=AUTO))
    assert message["setup"]["realtimeInputConfig"]["automaticActivityDetection"] == {
        "prefixPaddingMs": 300,
        "silenceDurationMs": 700,
    }


@settings(deadline=None, max_examples=50)
@given(configs)
def test_every_configuration_is_valid_for_googles_sdk(config: SessionConfig) -> None:
    say(codec(), UpdateSession(config=config))


def test_a_session_goes_on_where_an_earlier_one_stood() -> None:
    it = codec()
    assert hear(it, sessionResumptionUpdate={"newHandle": "h", "resumable": True}) == [SessionResumable(handle="h")]
    assert hear(it, sessionResumptionUpdate={"newHandle": "", "resumable": False}) == [SessionResumable(handle="")]
    [message] = say(it, UpdateSession(config=MANUAL, resume="h"))
    assert message["setup"]["sessionResumption"] == {"handle": "h"}


def test_no_two_connections_share_a_name() -> None:
    one, other = (codec_for("gemini", url=URL, names=names) for names in ("a_", "b_"))
    names = set()
    for it in (one, other):
        (event, _) = it.decode(json.dumps({"serverContent": {"modelTurn": {"parts": [SOUND]}}}))
        names.add(event.response_id)
    assert names == {"a_response_1", "b_response_1"}


# --- texts, stopping ----------------------------------------------------------------------------------------------
def test_typed_text_and_its_answer() -> None:
    it = ready()
    assert say(it, USER_TEXT) == [
        {"clientContent": {"turns": [{"role": "user", "parts": [{"text": "hi"}]}], "turnComplete": False}}
    ]
    assert say(it, CreateResponse()) == [{"clientContent": {"turnComplete": True}}]
    assert kinds(content(it, outputTranscription={"text": "Hi."})) == [ResponseStarted, AssistantTextDelta]


def test_history() -> None:
    it = ready()
    spoken = Item(id="a", role=Role.ASSISTANT, parts=(AudioPart(transcript="yes"), AudioPart()))
    [message] = say(it, CreateItem(item=spoken))
    assert message["clientContent"]["turns"] == [{"role": "model", "parts": [{"text": "yes"}]}]
    call = ToolCallPart(call_id="c", name="clock", arguments='{"city":"Oslo"}')
    [message] = say(it, CreateItem(item=Item(id="f", role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL, parts=(call,))))
    [part] = message["clientContent"]["turns"][0]["parts"]
    assert part["functionCall"] == {"id": "c", "name": "clock", "args": {"city": "Oslo"}}
    result = ToolCallPart(call_id="c", name="clock", output="noon")
    [message] = say(it, CreateItem(item=Item(id="o", role=Role.USER, kind=ItemKind.TOOL_RESULT, parts=(result,))))
    [part] = message["clientContent"]["turns"][0]["parts"]
    assert part["functionResponse"]["response"] == {"output": "noon"}
    assert say(it, CreateItem(item=Item(id="e", role=Role.USER, parts=(AudioPart(),)))) == []


def test_an_answer_to_an_instruction() -> None:
    [message] = say(ready(), CreateResponse(instructions="Say hello."))
    assert message == {"clientContent": {"turns": [{"role": "user", "parts": [{"text": "Say hello."}]}], "turnComplete": True}}


def test_stop() -> None:
    it = ready()
    assert say(it, CancelResponse()) == []  # there is nothing to stop
    content(it, modelTurn={"parts": [SOUND]})
    assert say(it, CancelResponse()) == [{"clientContent": {"turnComplete": False}}]
    assert content(it, modelTurn={"parts": [SOUND]}) == [Progress(name="serverContent")]
    assert content(it, interrupted=True) == [answered(status=ResponseStatus.CANCELLED, reason="client_cancelled")]
    assert content(it, turnComplete=True) == [Progress(name="serverContent")]
    assert kinds(content(it, modelTurn={"parts": [SOUND]})) == [ResponseStarted, AudioDelta]


@pytest.mark.parametrize("end", ["generationComplete", "turnComplete"])
def test_a_server_that_does_not_stop_has_its_end_all_the_same(end: str) -> None:
    it = ready()
    content(it, modelTurn={"parts": [SOUND]})
    say(it, CancelResponse())
    assert content(it, **{end: True}) == [answered(status=ResponseStatus.CANCELLED, reason="client_cancelled")]


def test_a_stopped_answer_never_swallows_the_next_one() -> None:
    it = ready()
    content(it, modelTurn={"parts": [SOUND]})
    say(it, CancelResponse())
    say(it, USER_TEXT)
    say(it, CreateResponse())  # the session has lost its patience
    assert kinds(content(it, modelTurn={"parts": [SOUND]})) == [ResponseStarted, AudioDelta]


# --- tools --------------------------------------------------------------------------------------------------------
def test_a_call_ends_the_answer_and_its_result_needs_no_request() -> None:
    it = ready()
    started, call, finished = hear(it, toolCall=CALL)
    assert isinstance(started, ResponseStarted)
    assert isinstance(call, ToolCallRequested)
    assert (call.call.call_id, call.call.name, json.loads(call.call.arguments)) == ("fc", "clock", {"city": "Oslo"})
    assert call.call.response_id == "response_1"
    assert finished == answered()
    assert hear(it, toolCall=CALL) == [Progress(name="toolCall")]  # said twice
    response = {"id": "fc", "name": "clock", "response": {"output": "noon"}, "scheduling": "WHEN_IDLE"}
    assert say(it, result_of("fc")) == [{"toolResponse": {"functionResponses": [response]}}]
    assert say(it, CreateResponse()) == []
    assert place(it) == ("call_fc", "answer_1")
    assert content(it, modelTurn={"parts": [SOUND]})[0] == ResponseStarted(response_id="response_2")
    assert place(it) == ("call_fc", "answer_1", "o")


def test_a_call_that_was_taken_back_is_not_answered() -> None:
    it = ready()
    hear(it, toolCall=CALL)
    hear(it, toolCallCancellation={"ids": ["fc"]})
    assert say(it, result_of("fc")) == []
    assert say(it, CreateResponse()) == []


# --- ends ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("reason", "status", "said"),
    [
        ("", ResponseStatus.COMPLETED, ""),
        ("NEED_MORE_INPUT", ResponseStatus.COMPLETED, ""),
        ("MALFORMED_FUNCTION_CALL", ResponseStatus.FAILED, "malformed_function_call"),
        ("PROHIBITED_INPUT_CONTENT", ResponseStatus.INCOMPLETE, "content_filter"),
        ("A_REASON_OF_NEXT_YEAR", ResponseStatus.INCOMPLETE, "content_filter"),
    ],
)
def test_why_an_answer_ended(reason: str, status: ResponseStatus, said: str) -> None:
    it = ready()
    content(it, modelTurn={"parts": [SOUND]})
    end = {"turnComplete": True, **({"turnCompleteReason": reason} if reason else {})}
    assert it.decode(json.dumps({"serverContent": end}))[-1] == answered(status=status, reason=said)


def test_an_answer_that_was_refused_before_its_first_word_has_an_end() -> None:
    events = content(ready(), turnComplete=True, turnCompleteReason="PROHIBITED_INPUT_CONTENT")
    assert events[-1] == answered(status=ResponseStatus.INCOMPLETE, reason="content_filter")


def test_what_an_answer_cost() -> None:
    it = ready()
    content(it, modelTurn={"parts": [SOUND]})
    *_, finished = hear(
        it,
        serverContent={"turnComplete": True},
        usageMetadata={
            "promptTokenCount": 20,
            "cachedContentTokenCount": 5,
            "responseTokenCount": 10,
            "thoughtsTokenCount": 2,
            "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": 18}, {"modality": "TEXT", "tokenCount": 2}],
            "responseTokensDetails": [{"modality": "AUDIO", "tokenCount": 9}],
        },
    )
    assert isinstance(finished, ResponseFinished)
    assert finished.usage == Usage(
        input_tokens=20, output_tokens=12, cached_tokens=5, input_audio_tokens=18, output_audio_tokens=9
    )


@pytest.mark.parametrize(("left", "seconds"), [("50s", 50.0), ("1.5s", 1.5), ("-3s", 0.0), ("nans", 0.0)])
def test_the_end_of_the_connection_is_announced(left: str, seconds: float) -> None:
    assert codec().decode(json.dumps({"goAway": {"timeLeft": left}})) == [SessionExpiring(seconds_left=seconds)]


@pytest.mark.parametrize("part", [{"thought": True, "text": "hm"}, {"executableCode": {"code": "1"}}, {}])
def test_what_is_not_for_the_user_is_left_out(part: dict[str, Any]) -> None:
    assert codec().decode(json.dumps({"serverContent": {"modelTurn": {"parts": [part]}}})) == [Progress(name="serverContent")]
