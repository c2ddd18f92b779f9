"""Gemini Live in both directions: setup, turns by hand and by its detector, tools, ends; checked by Google's typed models."""

import contextlib
import json
from dataclasses import replace
from typing import Any

import pytest
from google.genai import types
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.commands import (
    AppendAudio,
    CancelResponse,
    ClearInput,
    ClientCommand,
    CommitInput,
    CreateItem,
    CreateResponse,
    DeleteItem,
    PauseInput,
    TruncateItem,
    UpdateSession,
)
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.items import AudioPart, Item, ItemKind, Role, TextPart, ToolCallPart
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AudioDelta,
    Progress,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    ServerEvent,
    SessionExpiring,
    SessionResumable,
    SessionUpdated,
    ToolCallRequested,
    UnknownMessage,
    Usage,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptDelta,
    UserTranscriptFailed,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import ManualTurns, ServerVad, SessionConfig, Transcription
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.registry import codec_for
from tests.protocol.google import server_message, strict_client_message
from tests.protocol.test_openai_decode import JSON
from tests.protocol.test_openai_encode import COMMANDS, RICH, configs

URL = "wss://generativelanguage.googleapis.com"
SOUND = {"inlineData": {"mimeType": "audio/pcm;rate=24000", "data": "AAAA"}}
USER_TEXT = CreateItem(item=Item(id="u", role=Role.USER, parts=(TextPart(text="hi"),)))
MANUAL = SessionConfig(turn_detection=ManualTurns(), input_format=AudioFormat(rate=16_000))
AUTO = SessionConfig(turn_detection=ServerVad(silence_duration_ms=700), input_format=AudioFormat(rate=16_000))


def codec(key: str = "k", url: str = URL) -> Codec:
    return codec_for("gemini", url=url, key=key, model="gemini-3.8-live")


def ready(config: SessionConfig = MANUAL) -> Codec:
    it = codec()
    say(it, UpdateSession(config=config))
    it.decode('{"setupComplete":{}}')
    return it


def say(it: Codec, command: ClientCommand) -> list[dict[str, Any]]:
    """What goes out, and that Google's models know every field of it."""
    messages = [json.loads(m) for m in it.encode(command)]
    for message in messages:
        strict_client_message(message)
    return messages


def hear(it: Codec, **message: Any) -> list[ServerEvent]:
    server_message(message)
    return it.decode(json.dumps(message).encode())  # frames are binary


def content(it: Codec, **fields: Any) -> list[ServerEvent]:
    return hear(it, serverContent=fields)


def kinds(events: list[ServerEvent]) -> list[type]:
    return [type(event) for event in events]


def answered(response_id: str = "response_1", **fields: Any) -> ResponseFinished:
    return ResponseFinished(response_id=response_id, **{"status": ResponseStatus.COMPLETED, **fields})


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


# --- a turn by hand -----------------------------------------------------------------------------------------------
def test_a_turn_by_hand() -> None:
    it = ready()
    assert say(it, AppendAudio(audio=b"\0\0\0")) == [
        {"realtimeInput": {"activityStart": {}}},
        {"realtimeInput": {"audio": {"data": "AAAA", "mimeType": "audio/pcm;rate=16000"}}},
    ]
    assert len(say(it, AppendAudio(audio=b"\0\0\0"))) == 1
    assert say(it, CommitInput()) == [{"realtimeInput": {"activityEnd": {}}}]
    assert say(it, CreateResponse()) == []  # the end of the activity asks already
    assert say(it, CommitInput()) == []  # nothing more to hand over
    events = content(it, modelTurn={"parts": [SOUND]})
    assert events == [
        UserTurnCommitted(item_id="user_1"),
        ResponseStarted(response_id="response_1"),
        AudioDelta(response_id="response_1", item_id="answer_1", audio=b"\0\0\0"),
    ]


def test_live_words_name_the_turn_before_it_is_handed_over() -> None:
    it = ready()
    say(it, AppendAudio(audio=b"\0\0"))
    assert content(it, inputTranscription={"text": "what"}) == [UserTranscriptDelta(item_id="user_1", text="what")]
    say(it, CommitInput())
    assert content(it, inputTranscription={"text": " time"}) == [
        UserTurnCommitted(item_id="user_1"),
        UserTranscriptDelta(item_id="user_1", text=" time"),
    ]
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, turnComplete=True)[0] == UserTranscriptFinal(item_id="user_1", text="what time")


def test_sound_that_nobody_wants_stays_in_the_open_activity() -> None:
    it = ready()
    say(it, AppendAudio(audio=b"\0\0"))
    assert say(it, ClearInput()) == []
    assert len(say(it, AppendAudio(audio=b"\0\0"))) == 1
    assert [list(m) for m in say(it, USER_TEXT)] == [["realtimeInput"], ["clientContent"]]  # before a text it is closed


def test_words_that_come_after_the_answer_began_are_the_users() -> None:
    it = ready()
    say(it, AppendAudio(audio=b"\0\0"))
    say(it, CommitInput())
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, inputTranscription={"text": "late"}) == [UserTranscriptDelta(item_id="user_1", text="late")]
    assert UserTranscriptFinal(item_id="user_1", text="late") in content(it, turnComplete=True)


def test_a_turn_without_words_says_so() -> None:
    it = ready()
    say(it, AppendAudio(audio=b"\0\0"))
    say(it, CommitInput())
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, turnComplete=True)[0] == UserTranscriptFailed(item_id="user_1", message="nothing was written down")


def speak(it: Codec) -> None:
    say(it, AppendAudio(audio=b"\0\0"))
    say(it, CommitInput())


def test_an_answer_that_crosses_with_a_turn_is_not_that_turns() -> None:
    """Its words come behind the end of the answer to what was typed before: they are neither missing nor another turn's."""
    it = ready()
    say(it, USER_TEXT)
    say(it, CreateResponse())
    speak(it)  # while the answer is on its way
    assert kinds(content(it, modelTurn={"parts": [SOUND]})) == [UserTurnCommitted, ResponseStarted, AudioDelta]
    assert kinds(content(it, turnComplete=True)) == [ResponseFinished]
    assert content(it, inputTranscription={"text": "crossed"}) == [UserTranscriptDelta(item_id="user_1", text="crossed")]
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, turnComplete=True)[0] == UserTranscriptFinal(item_id="user_1", text="crossed")


def test_words_after_the_end_of_the_answer_are_added_to_the_turn() -> None:
    it = ready()
    speak(it)
    content(it, inputTranscription={"text": "turn it "})
    content(it, modelTurn={"parts": [SOUND]})
    content(it, turnComplete=True)
    assert content(it, inputTranscription={"text": "off"}) == [UserTranscriptFinal(item_id="user_1", text="turn it off")]
    speak(it)
    content(it, inputTranscription={"text": "and on"})
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, turnComplete=True)[0] == UserTranscriptFinal(item_id="user_2", text="and on")


def test_words_before_anybody_spoke_are_nobodys() -> None:
    assert content(ready(), inputTranscription={"text": "of a session before"}) == [Progress(name="serverContent")]


def test_a_turn_that_is_answered_already_is_not_asked_about_again() -> None:
    """The session asks when the answer before has ended; by then the server has answered the turn by itself."""
    it = ready()
    speak(it)
    content(it, modelTurn={"parts": [SOUND]})
    content(it, turnComplete=True)
    assert say(it, CreateResponse()) == []
    assert say(it, CreateResponse()) == [{"clientContent": {"turnComplete": True}}]  # once more, please


def test_the_answer_that_follows_is_not_stopped_in_place_of_the_one_that_has_ended() -> None:
    it = ready()
    speak(it)
    content(it, modelTurn={"parts": [SOUND]})
    content(it, turnComplete=True)
    speak(it)
    content(it, modelTurn={"parts": [SOUND]})
    assert say(it, CancelResponse(response_id="response_1")) == []
    assert say(it, CancelResponse(response_id="response_2")) != []


def test_the_rest_of_a_stopped_answer_is_not_the_answer_to_the_next_turn() -> None:
    it = ready()
    speak(it)
    content(it, modelTurn={"parts": [SOUND]})
    say(it, CancelResponse(response_id="response_1"))
    speak(it)
    assert kinds(content(it, modelTurn={"parts": [SOUND]})) == [UserTranscriptFailed, UserTurnCommitted]
    assert content(it, interrupted=True) == [answered(status=ResponseStatus.CANCELLED, reason="client_cancelled")]
    content(it, turnComplete=True)
    assert kinds(content(it, modelTurn={"parts": [SOUND]})) == [ResponseStarted, AudioDelta]


def place(it: Codec) -> tuple[str, ...]:
    [event] = hear(it, sessionResumptionUpdate={"newHandle": "h", "resumable": True})
    assert isinstance(event, SessionResumable)
    return event.known


def test_what_a_handle_stands_for() -> None:
    """All that was told before a request whose answer has begun; what was said since may not have arrived there."""
    it = ready()
    say(it, USER_TEXT)
    assert place(it) == ()
    say(it, CreateResponse())
    assert place(it) == ()
    speak(it)
    content(it, modelTurn={"parts": [SOUND]})
    content(it, turnComplete=True)
    assert place(it) == ("u", "answer_1")
    content(it, modelTurn={"parts": [SOUND]})
    assert place(it) == ("u", "answer_1", "user_1")
    content(it, turnComplete=True)
    assert place(it) == ("u", "answer_1", "user_1", "answer_2")


def test_what_a_handle_stands_for_when_its_detector_finds_the_turns() -> None:
    """The first turn knows what was told before it; what is typed while a later one is answered may have crossed with that."""
    it = ready(AUTO)
    say(it, USER_TEXT)
    say(it, AppendAudio(audio=b"\0\0"))
    content(it, inputTranscription={"text": "hello"})
    content(it, modelTurn={"parts": [SOUND]})
    assert place(it) == ("u", "user_1")
    content(it, turnComplete=True)
    content(it, inputTranscription={"text": "and"})
    say(it, replace(USER_TEXT, item=replace(USER_TEXT.item, id="crossing")))
    content(it, modelTurn={"parts": [SOUND]})
    content(it, turnComplete=True)
    assert place(it) == ("u", "user_1", "answer_1", "user_2", "answer_2")
    say(it, CreateResponse())
    content(it, modelTurn={"parts": [SOUND]})
    assert place(it) == ("u", "user_1", "answer_1", "user_2", "answer_2", "crossing")


def test_an_answer_that_was_interrupted_before_its_first_word_holds_up_no_later_one() -> None:
    it = ready()
    say(it, USER_TEXT)
    say(it, CreateResponse())
    speak(it)
    content(it, interrupted=True)
    content(it, turnComplete=True)
    content(it, modelTurn={"parts": [SOUND]})
    assert UserTranscriptFailed(item_id="user_1", message="nothing was written down") in content(it, turnComplete=True)
    assert place(it) == ("u", "user_1", "answer_1")


# --- turns found by its detector ----------------------------------------------------------------------------------
def test_a_turn_that_the_detector_found() -> None:
    it = ready(AUTO)
    assert [list(m["realtimeInput"]) for m in say(it, AppendAudio(audio=b"\0\0"))] == [["audio"]]
    assert say(it, PauseInput()) == [{"realtimeInput": {"audioStreamEnd": True}}]
    assert kinds(content(it, inputTranscription={"text": "hello"})) == [UserSpeechStarted, UserTranscriptDelta]
    assert kinds(content(it, outputTranscription={"text": "Hi."})) == [UserTurnCommitted, ResponseStarted, AssistantTextDelta]


def test_its_detector_may_say_what_it_hears() -> None:
    it = ready(AUTO)
    assert hear(it, voiceActivity={"voiceActivityType": "ACTIVITY_START", "audioOffset": "1s"}) == [
        UserSpeechStarted(item_id="user_1", audio_start_ms=0.0)
    ]
    assert hear(it, voiceActivity={"voiceActivityType": "ACTIVITY_END"}) == [
        UserSpeechStopped(item_id="user_1", audio_end_ms=0.0)
    ]
    assert it.decode('{"voiceActivity":{"type":"NEWER"}}') == [Progress(name="voiceActivity")]


def test_an_answer_before_the_words_it_answers() -> None:
    """The turn takes its place before the answer, and its words find it."""
    it = ready(AUTO)
    say(it, AppendAudio(audio=b"\0\0"))
    begins = content(it, modelTurn={"parts": [SOUND]})
    assert kinds(begins) == [UserSpeechStarted, UserTurnCommitted, ResponseStarted, AudioDelta]
    assert content(it, inputTranscription={"text": "hello"}) == [UserTranscriptDelta(item_id="user_1", text="hello")]


def test_the_user_interrupts() -> None:
    it = ready(AUTO)
    say(it, USER_TEXT)
    say(it, CreateResponse())
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, interrupted=True) == [
        UserSpeechStarted(item_id="user_1", audio_start_ms=0.0),
        answered(status=ResponseStatus.CANCELLED, reason="turn_detected"),
    ]
    assert content(it, modelTurn={"parts": [SOUND]}) == [Progress(name="serverContent")]  # of the old answer
    content(it, turnComplete=True)
    assert kinds(content(it, modelTurn={"parts": [SOUND]})) == [UserTurnCommitted, ResponseStarted, AudioDelta]


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
CALL = {"functionCalls": [{"id": "fc", "name": "clock", "args": {"city": "Oslo"}}]}


def result_of(call_id: str) -> CreateItem:
    part = ToolCallPart(call_id=call_id, name="clock", output="noon")
    return CreateItem(item=Item(id="o", role=Role.USER, kind=ItemKind.TOOL_RESULT, parts=(part,)))


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


# --- anything -----------------------------------------------------------------------------------------------------
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
