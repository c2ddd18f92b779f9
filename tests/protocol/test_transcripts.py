"""What every message of whole recorded sessions means to us, and that what we say in them is valid for the SDK."""

import json
from pathlib import Path

import pytest
from openai.types.realtime.realtime_server_event import RealtimeServerEvent
from pydantic import TypeAdapter

from desktop_assistant.core.server_events import AudioDelta, ServerEvent, UnknownMessage
from desktop_assistant.protocol.openai_decode import decode
from tests.protocol.sdk import strict
from tests.transcripts.reading import expect, read, transcripts

SERVER_EVENT: TypeAdapter[RealtimeServerEvent] = TypeAdapter(RealtimeServerEvent)


def brief(event: ServerEvent) -> str:
    """The event with its sound as a length."""
    text = repr(event)
    return text.replace(repr(event.audio), f"<{len(event.audio)} bytes>") if isinstance(event, AudioDelta) else text


@pytest.mark.parametrize("path", transcripts(), ids=lambda p: p.stem)
def test_meaning(path: Path) -> None:
    lines = []
    for step in read(path):
        if step.dir == "in":
            SERVER_EVENT.validate_python(step.msg)
            events = decode(json.dumps(step.msg))
            assert not any(isinstance(e, UnknownMessage) for e in events)
            lines += [f"{step.msg['type']}", *(f"    {brief(event)}" for event in events)]
    expect(path.with_suffix(".events"), "\n".join(lines) + "\n")


@pytest.mark.parametrize("path", transcripts(), ids=lambda p: p.stem)
def test_what_we_say_is_valid(path: Path) -> None:
    said = [step.msg for step in read(path) if step.dir == "out"]
    assert said
    for message in said:
        strict(message)
