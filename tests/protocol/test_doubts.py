"""How sure the recogniser was: asked for where it can say, read where it does, and never at the cost of the words."""

import json
from dataclasses import replace

import pytest

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.certainty import SURE, Doubts
from desktop_assistant.core.server_events import UserTranscriptFinal
from desktop_assistant.core.session_config import SessionConfig, Transcription
from desktop_assistant.protocol.openai_decode import decode
from desktop_assistant.protocol.openai_dialects import BETA, GA
from desktop_assistant.protocol.registry import capabilities_of
from desktop_assistant.runtime.session_options import session_config
from desktop_assistant.settings.model import Provider, Settings


def final(**more: object) -> UserTranscriptFinal:
    message = {
        "type": "conversation.item.input_audio_transcription.completed",
        "event_id": "e",
        "item_id": "i",
        "content_index": 0,
        "transcript": "Call an hour.",
        **more,
    }
    (event,) = decode(json.dumps(message))
    assert isinstance(event, UserTranscriptFinal)
    return event


@pytest.mark.parametrize(
    ("more", "doubts"),
    [
        ({}, SURE),
        ({"logprobs": None}, SURE),
        (
            {"logprobs": [{"token": "Call", "logprob": -0.01}, {"token": " an", "logprob": -1.9}]},
            Doubts(words=("an",), is_speech=True),
        ),
        ({"alternatives": [{"transcript": "Call Anna."}, {"transcript": "call an hour"}]}, Doubts(alternatives=("Call Anna.",))),
        ({"alternatives": [{"transcript": "Eight."}], "is_speech": True}, Doubts(alternatives=("Eight.",), is_speech=True)),
        ({"is_speech": "yes"}, SURE),
        ({"logprobs": "?"}, SURE),
        ({"logprobs": [3]}, SURE),
        ({"logprobs": [{"token": 7, "logprob": "x"}]}, SURE),
        ({"alternatives": {"a": 1}}, SURE),
    ],
)
def test_what_cannot_be_read_costs_no_words(more: dict[str, object], doubts: Doubts) -> None:
    assert final(**more) == UserTranscriptFinal(item_id="i", text="Call an hour.", doubts=doubts)


def test_only_who_can_say_is_asked() -> None:
    asked = Transcription(model="gpt-transcribe", tells_doubts=True)
    update = GA.write_session(SessionConfig(transcription=asked))
    assert update["include"] == ["item.input_audio_transcription.logprobs"]
    assert "include" not in GA.write_session(SessionConfig(transcription=replace(asked, tells_doubts=False)))
    assert "include" not in GA.write_session(SessionConfig())
    assert "include" not in BETA.write_session(SessionConfig(transcription=asked))


@pytest.mark.parametrize(
    ("model", "expected"), [("gpt-transcribe", True), ("gpt-4o-mini-transcribe-2025-12-15", True), ("whisper-1", False)]
)
def test_the_recogniser_decides(model: str, expected: bool) -> None:
    settings = replace(Settings(), provider=Provider.OPENAI, openai=replace(Settings().openai, transcription_model=model))
    transcription = session_config(settings, capabilities_of("openai")).transcription
    assert transcription is not None
    assert transcription.tells_doubts is expected
    assert not session_config(settings, Capabilities()).transcription.tells_doubts  # type: ignore[union-attr]


def test_the_local_engine_is_asked() -> None:
    transcription = session_config(Settings(), capabilities_of("local")).transcription
    assert transcription is not None
    assert transcription.tells_doubts
