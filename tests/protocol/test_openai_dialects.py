"""What is written in each dialect, checked by the vendors' own typed models; and how a server's dialect is found out."""

import contextlib
import json
from dataclasses import replace
from typing import Any

import pytest
from azure.ai.voicelive import models as azure
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.commands import AnswerApproval, ClientCommand, CreateItem, UpdateSession
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.server_events import Progress, SessionReady, UnknownMessage
from desktop_assistant.core.session_config import Eagerness, ManualTurns, SemanticVad, ServerVad, SessionConfig, Transcription
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.openai_decode import decode
from desktop_assistant.protocol.openai_dialects import BETA, GA, QWEN, VOICE_LIVE, XAI
from desktop_assistant.protocol.openai_encode import encode
from desktop_assistant.protocol.registry import PROFILES, codec_for
from tests.protocol.sdk import BETA_CLIENT_MODELS, BETA_SERVER_MODELS, sample, strict, type_name
from tests.protocol.test_openai_decode import JSON, NAMES, SHAPED
from tests.protocol.test_openai_encode import COMMANDS, RICH, configs

SAID = CreateItem(item=Item(id="a", role=Role.ASSISTANT, parts=(TextPart(text="yes"),)))


def codec(service: str) -> Codec:
    return codec_for(service, url="wss://h.example/", key="k", model="m")


def written(codec: Codec, command: ClientCommand) -> Any:
    """The command's own frame; silence may go before a commit."""
    *before, message = codec.encode(command)
    assert all(json.loads(each)["type"] == "input_audio_buffer.append" for each in before)
    return json.loads(message)


# --- the older names ----------------------------------------------------------------------------------------------
@settings(deadline=None, max_examples=50)
@given(configs)
def test_every_configuration_is_valid_for_the_older_sdk(config: SessionConfig) -> None:
    transcription = config.transcription and Transcription(model="whisper-1", language="en")
    detection = config.turn_detection
    if isinstance(detection, ServerVad):
        detection = replace(detection, idle_timeout_ms=None)  # came later
    config = replace(config, transcription=transcription, turn_detection=detection)
    strict(json.loads(encode(UpdateSession(config=config, event_id="update_1"), BETA)), BETA_CLIENT_MODELS)


def test_every_command_is_valid_for_the_older_sdk() -> None:
    known = {type_name(model) for model in BETA_CLIENT_MODELS}
    for command, message in COMMANDS:
        if message["type"] in known and not isinstance(command, AnswerApproval):  # came later
            strict(json.loads(encode(command, BETA)), BETA_CLIENT_MODELS)
    assert {message["type"] for _, message in COMMANDS} - known == set()


@pytest.mark.parametrize("full", [True, False], ids=["full", "sparse"])
@pytest.mark.parametrize("model", BETA_SERVER_MODELS, ids=type_name)
def test_every_event_of_the_older_sdk_is_understood(model: Any, full: bool) -> None:
    events = decode(json.dumps(sample(model, full=full)))
    assert events
    assert not any(isinstance(e, UnknownMessage) for e in events)


def test_the_older_session_is_flat() -> None:
    assert BETA.write_session(RICH) == {
        "modalities": ["text", "audio"],
        "instructions": "Be brief.",
        "voice": "cedar",
        "speed": 1.25,
        "input_audio_format": "g711_ulaw",
        "output_audio_format": "g711_alaw",
        "input_audio_transcription": {"model": "gpt-transcribe", "languages": ["en"], "prompt": "names"},
        "input_audio_noise_reduction": {"type": "near_field"},
        "turn_detection": {"type": "semantic_vad", "eagerness": "low", "create_response": True, "interrupt_response": True},
        "tools": BETA.write_session(RICH)["tools"],
        "tool_choice": "auto",
        "max_response_output_tokens": 500,
    }
    plain = BETA.write_session(SessionConfig(speak=False, turn_detection=ManualTurns()))
    assert plain["modalities"] == ["text"]
    assert plain["turn_detection"] is None
    assert not {"voice", "speed", "input_audio_noise_reduction", "type"} & set(plain)


def test_a_server_that_writes_down_by_itself_is_not_told_how() -> None:
    own = SessionConfig(transcription=Transcription(model=""))
    assert "input_audio_transcription" not in BETA.write_session(own)
    assert "transcription" not in GA.write_session(own)["audio"]["input"]
    assert GA.write_session(SessionConfig())["audio"]["input"]["transcription"] is None


# --- Azure Voice Live ---------------------------------------------------------------------------------------------
def azure_names(model: type) -> set[str]:
    return set(model._attr_to_rest_field)  # type: ignore[attr-defined]


@settings(deadline=None, max_examples=50)
@given(configs, st.sampled_from(["", "alloy", "ava", "en-US-Ava:DragonHDLatestNeural"]), st.booleans())
def test_every_configuration_is_valid_for_azures_sdk(config: SessionConfig, voice: str, echo: bool) -> None:
    config = replace(config, voice=voice, echo_cancellation=echo, transcription=Transcription(model="azure-speech"))
    session = VOICE_LIVE.write_session(config)
    typed = azure.RequestSession(session)
    assert set(session) - azure_names(azure.RequestSession) <= {"speed"}
    for name, kind in (
        ("turn_detection", azure.TurnDetection),
        ("input_audio_echo_cancellation", azure.AudioEchoCancellation),
        ("input_audio_noise_reduction", azure.AudioNoiseReduction),
        ("input_audio_transcription", azure.AudioInputTranscriptionOptions),
    ):
        value = getattr(typed, name)
        assert value is None or isinstance(value, kind), name
        assert set(session.get(name) or ()) <= (azure_names(type(value)) if value is not None else set()), name
    assert typed.input_audio_sampling_rate in (8000, 16000, 24000)
    if voice:
        assert set(session["voice"]) == {"type", "name"}


@pytest.mark.parametrize(
    ("voice", "kind"),
    [
        ("marin", azure.OpenAIVoice),
        ("ava", azure.AzureRealtimeNativeVoice),
        ("en-US-Ava:DragonHDLatestNeural", azure.AzureStandardVoice),
    ],
)
def test_azure_voices_are_told_apart(voice: str, kind: type) -> None:
    shape = VOICE_LIVE.write_session(SessionConfig(voice=voice))["voice"]
    assert shape == {"type": kind(name=voice)["type"], "name": voice}  # type: ignore[index]


def test_voice_live_extras() -> None:
    wide = AudioFormat(rate=16_000)
    config = SessionConfig(
        turn_detection=SemanticVad(eagerness=Eagerness.LOW),
        noise_reduction="azure_deep_noise_suppression",
        echo_cancellation=True,
        input_format=wide,
        output_format=wide,
    )
    session = VOICE_LIVE.write_session(config)
    assert session["turn_detection"] == {
        "type": "azure_semantic_vad",
        "create_response": True,
        "interrupt_response": True,
        "auto_truncate": False,
    }
    assert session["input_audio_noise_reduction"] == {"type": "azure_deep_noise_suppression"}
    assert session["input_audio_echo_cancellation"] == {"type": "server_echo_cancellation"}
    assert (session["input_audio_format"], session["input_audio_sampling_rate"]) == ("pcm16", 16_000)
    assert session["output_audio_format"] == "pcm16_16000hz"
    telephone = AudioFormat(encoding=Encoding.PCMU, rate=8000)
    session = VOICE_LIVE.write_session(
        SessionConfig(input_format=telephone, output_format=telephone, turn_detection=ManualTurns())
    )
    assert (session["input_audio_format"], session["output_audio_format"]) == ("g711_ulaw", "g711_ulaw")
    assert session["turn_detection"] is None


AZURE_EVENTS = sorted(kind.value for kind in azure.ServerEventType)


@pytest.mark.parametrize("name", AZURE_EVENTS)
def test_every_event_of_azures_sdk_is_known(name: str) -> None:
    ids = {"item_id": "i", "response_id": "r", "call_id": "c", "delta": "AAAA", "item": {"id": "i", "type": "message"}}
    events = codec("voice_live").decode(json.dumps({"type": name, **ids}))
    assert events
    assert not any(isinstance(e, UnknownMessage) for e in events)


@pytest.mark.parametrize(
    "message",
    [
        {"type": "warning", "warning": {"message": "the voice is deprecated", "code": "voice"}},
        {"type": "response.audio_timestamp.delta", "audio_offset_ms": 5, "text": "yes", "timestamp_type": "word"},
        {"type": "response.animation_viseme.delta", "viseme_id": 3, "audio_offset_ms": 5},
    ],
)
def test_word_times_visemes_and_warnings_change_nothing(message: dict[str, Any]) -> None:
    assert codec("voice_live").decode(json.dumps(message)) == [Progress(name=message["type"])]


# --- xAI ----------------------------------------------------------------------------------------------------------
def test_xai_has_voice_and_turn_detection_at_the_top() -> None:
    config = SessionConfig(
        voice="eve",
        input_format=AudioFormat(rate=16_000),
        transcription=Transcription(model="grok-transcribe", language="en"),
    )
    session = XAI.write_session(config)
    assert session["voice"] == "eve"
    assert session["turn_detection"]["type"] == "server_vad"
    assert session["audio"] == {
        "input": {
            "format": {"type": "audio/pcm", "rate": 16_000},
            "transcription": {"model": "grok-transcribe", "language_hint": "en"},
        },
        "output": {"format": {"type": "audio/pcm", "rate": 24_000}},
    }
    assert "voice" not in XAI.write_session(SessionConfig())


def test_xai_may_begin_with_either_name() -> None:
    for name in ("conversation.created", "session.created"):
        assert isinstance(codec("xai").decode(json.dumps({"type": name}))[0], SessionReady)
    assert codec("openai").decode('{"type":"conversation.created"}') == [Progress(name="conversation.created")]


# --- which dialect ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("session", "is_flat"),
    [
        ({"type": "realtime", "audio": {}}, False),
        ({"output_modalities": ["audio"]}, False),
        ({"modalities": ["text"]}, True),
        ({"input_audio_format": "pcm16"}, True),
        ({"turn_detection": None}, True),
        ({}, False),
        (None, False),
    ],
)
@pytest.mark.parametrize("service", ["compatible", "azure"])
def test_the_first_words_of_a_server_tell_its_dialect(service: str, session: Any, is_flat: bool) -> None:
    server = codec(service)
    assert "audio" in written(server, UpdateSession(config=SessionConfig()))["session"]
    server.decode(json.dumps({"type": "session.created", "session": session}))
    update = written(server, UpdateSession(config=SessionConfig()))
    assert ("modalities" in update["session"]) is is_flat
    assert ("type" in update["session"]) is not is_flat
    [part] = written(server, SAID)["item"]["content"]
    assert part["type"] == ("text" if is_flat else "output_text")


def test_only_the_first_words_count_and_only_where_it_is_open() -> None:
    server = codec("compatible")
    server.decode('{"type":"session.updated","session":{"modalities":["text"]}}')
    assert "audio" in written(server, UpdateSession(config=SessionConfig()))["session"]
    for service, field in (("openai", "audio"), ("localai", "audio"), ("speaches", "modalities")):
        server = codec(service)
        server.decode('{"type":"session.created","session":{"modalities":["text"],"audio":{}}}')
        assert field in written(server, UpdateSession(config=SessionConfig()))["session"]


def test_the_header_of_the_beta_goes_only_to_who_needs_it() -> None:
    with_it = {service for service in PROFILES if "OpenAI-Beta" in dict(codec(service).endpoint().headers)}
    assert with_it == {"older"}


# --- anything that a server may send ------------------------------------------------------------------------------
frames_of_a_server = st.one_of(
    st.binary(),
    JSON.map(json.dumps),
    st.dictionaries(NAMES | st.just("session"), SHAPED, max_size=5).map(lambda f: json.dumps({**f, "type": "session.created"})),
    st.dictionaries(NAMES, SHAPED, max_size=5).map(lambda f: json.dumps({**f, "type": "conversation.created"})),
    st.sampled_from(AZURE_EVENTS).map(lambda name: json.dumps({"type": name})),
)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(PROFILES)), st.lists(frames_of_a_server, max_size=5), configs)
def test_whatever_comes_the_codec_still_speaks(service: str, frames: list[str | bytes], config: SessionConfig) -> None:
    server = codec(service)
    for frame in frames:
        with contextlib.suppress(ProtocolError):
            assert server.decode(frame)
    assert written(server, UpdateSession(config=config))["type"] == "session.update"
    for command, message in COMMANDS:
        assert written(server, command)["type"] == message["type"]


# --- Qwen -----------------------------------------------------------------------------------------------------------
def test_qwens_session_has_formats_of_its_own_and_nested_tools() -> None:
    session = QWEN.write_session(replace(RICH, noise_reduction=None))
    assert (session["input_audio_format"], session["output_audio_format"]) == ("pcm", "pcm")
    assert "input_audio_transcription" not in session
    (tool,) = session["tools"]
    assert set(tool) == {"type", "function"}
    assert tool["function"]["name"] == RICH.tools[0].name
    usage = {"input_tokens": 9, "output_tokens": 5, "input_tokens_details": {"audio_tokens": 4}}
    (finished,) = decode(json.dumps({"type": "response.done", "response": {"id": "r", "usage": usage}}))
    assert finished.usage.input_audio_tokens == 4  # type: ignore[union-attr]
