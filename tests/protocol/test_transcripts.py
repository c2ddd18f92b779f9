"""What every message of whole sessions means to us; OpenAI's own are checked by its SDK, in both directions."""

import json
from pathlib import Path

import pytest
from openai.types.realtime.realtime_server_event import RealtimeServerEvent
from pydantic import TypeAdapter

from desktop_assistant.core.server_events import AudioDelta, ResponseFinished, ResponseStatus, ServerEvent
from desktop_assistant.protocol.registry import SERVICES, codec_for
from tests.protocol.sdk import strict
from tests.transcripts.reading import expect, name_of, read, transcripts

SERVER_EVENT: TypeAdapter[RealtimeServerEvent] = TypeAdapter(RealtimeServerEvent)


def brief(event: ServerEvent) -> str:
    """The event with its sound as a length."""
    text = repr(event)
    return text.replace(repr(event.audio), f"<{len(event.audio)} bytes>") if isinstance(event, AudioDelta) else text


def title(message: dict[str, object]) -> str:
    """Its type, or where a protocol has none, its keys."""
    return str(message.get("type") or ", ".join(message))


@pytest.mark.parametrize("path", transcripts(), ids=name_of)
def test_meaning(path: Path) -> None:
    codec = codec_for(path.parent.name, url="wss://h.example/", key="k", model="m")
    lines, meant = [], list[ServerEvent]()
    for step in read(path):
        if step.dir == "in":
            events = codec.decode(json.dumps(step.msg))
            meant += events
            lines += [title(step.msg), *(f"    {brief(event)}" for event in events)]
    assert any(isinstance(e, ResponseFinished) and e.status is ResponseStatus.COMPLETED for e in meant)
    expect(path.with_suffix(".events"), "\n".join(lines) + "\n")


@pytest.mark.parametrize("path", transcripts("openai"), ids=name_of)
def test_openais_sessions_are_valid_for_its_sdk(path: Path) -> None:
    said = [step.msg for step in read(path) if step.dir == "out"]
    assert said
    for message in said:
        strict(message)
    for step in read(path):
        if step.dir == "in":
            SERVER_EVENT.validate_python(step.msg)


def test_every_service_has_a_golden_session() -> None:
    shared = {"local"}  # the engine is tested itself
    assert {path.parent.name for path in transcripts()} == set(SERVICES) - shared
